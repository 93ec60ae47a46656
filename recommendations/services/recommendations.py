"""Making, wording, ordering, publishing and withdrawing recommendations."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from dialogues.enums import MeetingStatus
from dialogues.models import Meeting, Point, Theme
from recommendations.enums import RecommendationStatus
from recommendations.exceptions import ForeignSourceError, NotOpenToChangeError
from recommendations.models import Addressee, Framing, Recommendation
from stakeholders.services.audit import record_change

from .actions import NewAction, add_action
from .gates import lock_standing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from stakeholders.models import Organisation, User


def make_recommendation(
    *,
    meeting: Meeting,
    text: str,
    actor: User | None,
    points: Iterable[Point] = (),
    themes: Iterable[Theme] = (),
    addressees: Iterable[Organisation] = (),
    first_action: NewAction | None = None,
    uuid: UUID | None = None,
) -> Recommendation:
    """Write down what ``meeting`` asks, of whom, and the first step towards it.

    A second call with the same ``uuid`` returns the first recommendation.

    Raises:
        NotOpenToChangeError: when the meeting was cancelled.
        ForeignSourceError: when a point or theme does not belong to the meeting, or a point may not leave the room.

    """
    with transaction.atomic():
        meeting = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
        if meeting.status == MeetingStatus.CANCELLED:
            raise NotOpenToChangeError(_("A meeting that was cancelled recommends nothing."))
        if uuid and (known := Recommendation.objects.filter(uuid=uuid, meeting=meeting).first()):
            return known
        recommendation = Recommendation(
            uuid=uuid or uuid4(),
            meeting=meeting,
            position=_last_position(meeting) + 1,
            text=_tidy(text),
            made_on=timezone.localdate(),
        )
        recommendation.full_clean(exclude=["code"])
        _save_with_next_code(recommendation)
        recommendation.points.set(_own_points(meeting, points))
        recommendation.themes.set(_own_themes(meeting, themes))
        for organisation in {organisation.pk: organisation for organisation in addressees}.values():
            Addressee.objects.create(recommendation=recommendation, organisation=organisation)
        record_change(actor=actor, verb="recommendation.made", target=recommendation)
        if first_action is not None:
            add_action(recommendations=[recommendation], action=first_action, actor=actor)
    return recommendation


def edit_recommendation(
    *,
    recommendation: Recommendation,
    text: str,
    themes: Iterable[Theme],
    points: Iterable[Point],
    actor: User,
) -> Recommendation:
    """Reword a recommendation that nobody outside the team has read; what was agreed in other words is a draft again.

    Raises:
        NotOpenToChangeError: when it is published or withdrawn.
        ForeignSourceError: when a point or theme does not belong to the meeting, or a point may not leave the room.

    """
    with transaction.atomic():
        recommendation = lock_standing(recommendation)
        if not recommendation.can_be_reworded:
            raise NotOpenToChangeError(
                _("Its words are published and stay. Withdraw it and make another, or add a framing.")
            )
        before, recommendation.text = recommendation.text, _tidy(text)
        if recommendation.text != before:
            recommendation.status = RecommendationStatus.DRAFT
        recommendation.full_clean()
        recommendation.save(update_fields=["text", "status"])
        recommendation.points.set(_own_points(recommendation.meeting, points))
        recommendation.themes.set(_own_themes(recommendation.meeting, themes))
        changes = {"text": [before, recommendation.text]} if recommendation.text != before else {}
        record_change(actor=actor, verb="recommendation.edited", target=recommendation, changes=changes)
    return recommendation


def agree_recommendation(*, recommendation: Recommendation, actor: User) -> Recommendation:
    """Mark a draft as what the meeting stands by; harmless when it already is."""
    with transaction.atomic():
        recommendation = lock_standing(recommendation)
        if recommendation.status == RecommendationStatus.DRAFT:
            _change_status(recommendation, RecommendationStatus.AGREED, actor=actor, verb="agreed")
    return recommendation


def withdraw_recommendation(*, recommendation: Recommendation, actor: User) -> Recommendation:
    """Take a recommendation back, also from the public; its reference stays taken. Harmless when it already is."""
    with transaction.atomic():
        recommendation = Recommendation.objects.select_for_update().get(pk=recommendation.pk)
        if recommendation.is_standing:
            _change_status(recommendation, RecommendationStatus.WITHDRAWN, actor=actor, verb="withdrawn")
    return recommendation


def publish_recommendations(
    *, openings: Mapping[UUID, datetime | None], actor: User | None
) -> list[Recommendation]:
    """Fix the words of the standing recommendations in ``openings``, and open each to the public at its time.

    ``None`` keeps it from the public: no report that everybody may read prints it. What is open already stays open.
    The caller has passed every text through the report's guard. Returns the ones that were not published before.
    """
    published = []
    with transaction.atomic():
        now = timezone.now()
        for held in Recommendation.objects.standing().select_for_update().filter(uuid__in=openings):
            if held.can_be_reworded:
                _change_status(held, RecommendationStatus.PUBLISHED, actor=actor, verb="published")
                published.append(held)
            is_open = held.public_from is not None and held.public_from <= now
            if not is_open and held.public_from != openings[held.uuid]:
                held.public_from = openings[held.uuid]
                held.save(update_fields=["public_from"])
    return published


def move_recommendation(*, recommendation: Recommendation, earlier: bool, actor: User) -> None:
    """Exchange a recommendation with the standing one before or after it; harmless at either end."""
    with transaction.atomic():
        Meeting.objects.select_for_update(of=("self",)).get(pk=recommendation.meeting_id)
        order = list(Recommendation.objects.standing().filter(meeting=recommendation.meeting_id))
        if recommendation not in order:
            return
        here = order.index(recommendation)
        there = here - 1 if earlier else here + 1
        if not 0 <= there < len(order):
            return
        order[here], order[there] = order[there], order[here]
        for position, each in enumerate(order, start=1):
            each.position = position
        Recommendation.objects.bulk_update(order, ["position"])
        record_change(actor=actor, verb="recommendation.moved", target=recommendation)


def frame_recommendation(
    *, recommendation: Recommendation, audience: str, text: str, actor: User
) -> Framing | None:
    """Put a recommendation in other words for an audience, instead of earlier ones; empty words remove them.

    Raises:
        NotOpenToChangeError: when it is withdrawn.

    """
    audience, text = " ".join(audience.split()), _tidy(text)
    with transaction.atomic():
        recommendation = lock_standing(recommendation)
        framing = recommendation.framings.filter(audience=audience).first()
        if text:
            framing = framing or Framing(recommendation=recommendation, audience=audience)
            framing.text = text
            framing.full_clean()
            framing.save()
            record_change(actor=actor, verb="recommendation.framed", target=recommendation)
        elif framing is not None:
            framing.delete()
            framing = None
            record_change(actor=actor, verb="recommendation.framing_removed", target=recommendation)
    return framing


def _change_status(
    recommendation: Recommendation, status: RecommendationStatus, *, actor: User | None, verb: str
) -> None:
    changes = {"status": [recommendation.status, status.value]}
    recommendation.status = status
    recommendation.save(update_fields=["status"])
    record_change(actor=actor, verb=f"recommendation.{verb}", target=recommendation, changes=changes)


def _tidy(text: str) -> str:
    """Return ``text`` without the white space that typing and pasting leave."""
    return "\n".join(" ".join(line.split()) for line in text.strip().splitlines())


def _save_with_next_code(recommendation: Recommendation) -> None:
    """Save under the next free reference of the day on the meeting's own clock: ``R-2024-05-30-01``.

    Two meetings of one day share the numbering, and no lock is common to them: whoever comes second to a number takes
    the next.
    """
    prefix = f"R-{recommendation.meeting.local_start:%Y-%m-%d}-"
    while True:
        taken = Recommendation.objects.filter(code__startswith=prefix).values_list("code", flat=True)
        numbers = [int(number) for code in taken if (number := code.removeprefix(prefix)).isdecimal()]
        recommendation.code = f"{prefix}{max(numbers, default=0) + 1:02d}"
        try:
            with transaction.atomic():
                recommendation.save()
        except IntegrityError:
            if not Recommendation.objects.filter(code=recommendation.code).exists():
                raise
        else:
            return


def _last_position(meeting: Meeting) -> int:
    return meeting.recommendations.aggregate(last=Max("position"))["last"] or 0


def _own_points(meeting: Meeting, points: Iterable[Point]) -> list[Point]:
    asked = {point.pk for point in points}
    own = list(Point.objects.reportable().filter(agenda_item__meeting=meeting, pk__in=asked))
    if len(own) != len(asked):
        raise ForeignSourceError(
            _("A recommendation comes from points of its own meeting that are not off the record."),
            field="points",
        )
    return own


def _own_themes(meeting: Meeting, themes: Iterable[Theme]) -> list[Theme]:
    chosen = list(themes)
    if any(theme.dialogue_id != meeting.dialogue_id for theme in chosen):
        raise ForeignSourceError(_("Choose themes of this dialogue."), field="themes")
    return chosen
