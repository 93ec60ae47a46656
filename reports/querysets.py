"""Querysets that read as adjectives."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from dialogues.models import Participation

from .enums import Readers, ReportStatus
from .exceptions import PublicationIsFrozenError

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from dialogues.models import Meeting
    from stakeholders.models import User

    from .models import Publication, Report, ReviewComment  # noqa: F401 - used in annotations


class ReportQuerySet(models.QuerySet["Report"]):
    """Reports."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Everything for administrators; for others those of the dialogues whose team they are on."""
        if not user.is_active or user.is_anonymous:
            return self.none()
        if user.is_superuser:
            return self.all()
        return self.filter(meeting__dialogue__in=user.team_memberships.values("dialogue"))

    def matching(self, text: str) -> Self:
        """Whose title or meeting holds every word of ``text``."""
        words = (Q(title__icontains=word) | Q(meeting__title__icontains=word) for word in text.split())
        return self.filter(Q(*words))

    def of_meeting(self, meeting: Meeting) -> Self:
        """Of this meeting; the one that somebody worked on last comes first."""
        return self.filter(meeting=meeting).order_by("-updated_at", "-pk")

    def edition(self, name: str) -> Self:
        """In the language, and of the scope, that an address names."""
        language, _dash, scope = name.partition("-")
        return self.filter(language=language, is_compiled=bool(scope))

    def published(self) -> Self:
        """Open to the public."""
        return self.filter(status=ReportStatus.PUBLISHED)


class PublicationQuerySet(models.QuerySet["Publication"]):
    """Published versions; they are read and never changed, one by one or in bulk."""

    def of_standing_reports(self) -> Self:
        """Of reports that are not withdrawn."""
        return self.filter(report__status=ReportStatus.PUBLISHED)

    def on_the_site(self) -> Self:
        """Of reports that are not withdrawn, and not taken off the site."""
        return self.of_standing_reports().filter(withheld_at__isnull=True)

    def not_taken_back_before(self) -> Self:
        """Not withdrawn or taken off the site while they were still under embargo."""
        return self.filter(
            Q(withheld_at__isnull=True) | Q(opens_at__lte=F("withheld_at")),
            Q(report__withdrawn_at__isnull=True) | Q(opens_at__lte=F("report__withdrawn_at")),
        )

    def opened(self) -> Self:
        """Open to their readers by now, or open to them once: that they exist may be told to these."""
        return self.not_taken_back_before().filter(opens_at__lte=timezone.now())

    def to_announce(self) -> Self:
        """Which their readers may read by now and have not been told of, the earliest first."""
        return self.opened().on_the_site().filter(announced_at__isnull=True).order_by("opens_at", "number")

    def known_to_the_public(self) -> Self:
        """Of which anybody may know, though they be taken back since."""
        return self.opened().filter(report__readers=Readers.PUBLIC)

    def open_to_the_public(self) -> Self:
        """Which anybody may read now."""
        return self.known_to_the_public().on_the_site()

    def known_to_participants_of(self, meetings: models.QuerySet[Any] | list[int]) -> Self:
        """Of which those may know who took part in one of ``meetings``."""
        covered = self.model._default_manager.filter(  # noqa: SLF001 - the public name of a model
            Q(report__meeting__in=meetings) | Q(report__further_meetings__in=meetings)
        )
        return self.opened().filter(
            report__readers__in=[Readers.PUBLIC, Readers.PARTICIPANTS], pk__in=covered.values("pk")
        )

    def known_to(self, user: User | AnonymousUser) -> Self:
        """Of which the user may know: the team of all, also under embargo; others once they are open to them."""
        if user.is_anonymous or not user.is_active:
            return self.known_to_the_public()
        if user.is_superuser:
            return self.all()
        known = Q(report__meeting__dialogue__in=user.team_memberships.values("dialogue"))
        known |= Q(pk__in=self.model._default_manager.known_to_the_public().values("pk"))  # noqa: SLF001
        if user.person_id:
            attended = Participation.objects.present().filter(person_id=user.person_id).values("meeting")
            known |= Q(
                pk__in=self.model._default_manager.known_to_participants_of(attended).values("pk")  # noqa: SLF001
            )
        return self.filter(known)

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Which the user may read now."""
        return self.known_to(user).on_the_site()

    def update(self, **_values: Any) -> int:
        """Refuse.

        Raises:
            PublicationIsFrozenError: always.

        """
        raise PublicationIsFrozenError

    def delete(self) -> tuple[int, dict[str, int]]:
        """Refuse.

        Raises:
            PublicationIsFrozenError: always.

        """
        raise PublicationIsFrozenError


class ReviewCommentQuerySet(models.QuerySet["ReviewComment"]):
    """Comments of reviews."""

    def told(self) -> Self:
        """What the team reads: comments without a name only when the review has closed, all of them at once.

        One that appeared at its own moment would be its author's who was just seen at it.
        """
        return self.filter(Q(receipt_hash="") | Q(round__closed_at__isnull=False))

    def unanswered(self) -> Self:
        """Without an outcome."""
        return self.filter(outcome="")
