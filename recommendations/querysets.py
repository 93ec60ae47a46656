"""Querysets that read as adjectives."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from stakeholders.search_keys import fold

from .enums import ActionStatus, RecommendationStatus

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from stakeholders.models import User

    from .models import Action, Recommendation  # noqa: F401 - used in annotations

DUE_SOON = timedelta(days=14)
UNFINISHED = (ActionStatus.PLANNED, ActionStatus.UNDER_WAY)


class RecommendationQuerySet(models.QuerySet["Recommendation"]):
    """Recommendations."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Everything for administrators; for others those of the dialogues whose team they are on."""
        if not user.is_active or user.is_anonymous:
            return self.none()
        if user.is_superuser:
            return self.all()
        return self.filter(meeting__dialogue__in=user.team_memberships.values("dialogue"))

    def matching(self, text: str) -> Self:
        """Whose reference or words contain every word of ``text``."""
        return self.filter(Q(*(Q(search_key__contains=word) for word in fold(text).split())))

    def standing(self) -> Self:
        """Not withdrawn."""
        return self.exclude(status=RecommendationStatus.WITHDRAWN)

    def published(self) -> Self:
        """Open to the public by now: printed by a report that everybody may read, and under no embargo."""
        return self.filter(status=RecommendationStatus.PUBLISHED, public_from__lte=timezone.now())


class ActionQuerySet(models.QuerySet["Action"]):
    """Actions."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Everything for administrators; for others those of the dialogues whose team they are on."""
        if not user.is_active or user.is_anonymous:
            return self.none()
        if user.is_superuser:
            return self.all()
        through = self.model.recommendations.through.objects
        return self.filter(
            pk__in=through.filter(
                recommendation__meeting__dialogue__in=user.team_memberships.values("dialogue")
            ).values("action")
        )

    def matching(self, text: str) -> Self:
        """Whose title or indicator contains every word of ``text``."""
        return self.filter(Q(*(Q(search_key__contains=word) for word in fold(text).split())))

    def owned_by(self, user: User) -> Self:
        """For which the user answers in person."""
        return self.filter(owner_person=user.person_id) if user.person_id else self.none()

    def unfinished(self) -> Self:
        """Planned or under way."""
        return self.filter(status__in=UNFINISHED)

    def overdue(self) -> Self:
        """Unfinished after the due date."""
        return self.unfinished().filter(due_on__lt=timezone.localdate())

    def due_soon(self) -> Self:
        """Unfinished and due within two weeks from today."""
        today = timezone.localdate()
        return self.unfinished().filter(due_on__range=(today, today + DUE_SOON))
