"""Querysets that read as adjectives."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from stakeholders.search_keys import fold

from .enums import AgendaItemStatus, AttributionRule, MeetingStatus, ParticipationRole, PointStatus, Response

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from stakeholders.models import User

    from .models import AgendaItem, Dialogue, Meeting, Participation, Point  # noqa: F401 - used in annotations


class DialogueQuerySet(models.QuerySet["Dialogue"]):
    """Dialogues."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Everything for administrators; for others the dialogues whose team they are on."""
        if not user.is_active or user.is_anonymous:
            return self.none()
        if user.is_superuser:
            return self.all()
        return self.filter(pk__in=user.team_memberships.values("dialogue"))

    def current(self) -> Self:
        """Not archived."""
        return self.filter(archived_at__isnull=True)

    def matching(self, text: str) -> Self:
        """Whose title, purpose or region contains every word of ``text``."""
        found = self
        for word in text.split():
            found = found.filter(
                Q(title__icontains=word) | Q(purpose__icontains=word) | Q(region__icontains=word)
            )
        return found


class MeetingQuerySet(models.QuerySet["Meeting"]):
    """Meetings."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Everything for administrators; for others the meetings of their dialogues and those they take part in."""
        if not user.is_active or user.is_anonymous:
            return self.none()
        if user.is_superuser:
            return self.all()
        visible = Q(dialogue__in=user.team_memberships.values("dialogue"))
        if user.person_id:
            invited = [answer for answer in Response if answer != Response.NOT_INVITED]
            visible |= Q(
                pk__in=self.model._default_manager.filter(  # noqa: SLF001 - the public name of a model
                    participations__person_id=user.person_id, participations__response__in=invited
                ).values("pk")
            )
        return self.filter(visible)

    def run_by(self, user: User | AnonymousUser) -> Self:
        """Whose dialogue's team the user is on; everything for administrators."""
        if not user.is_active or user.is_anonymous:
            return self.none()
        return (
            self.all()
            if user.is_superuser
            else self.filter(dialogue__in=user.team_memberships.values("dialogue"))
        )

    def held(self) -> Self:
        """Over, whether or not somebody recorded that, and not cancelled."""
        return self.filter(
            Q(status__in=[MeetingStatus.ENDED, MeetingStatus.SEALED]) | Q(ends_at__lt=timezone.now())
        ).exclude(status=MeetingStatus.CANCELLED)

    def upcoming(self) -> Self:
        """Not over and not cancelled."""
        return self.filter(ends_at__gte=timezone.now()).exclude(
            status__in=[MeetingStatus.CANCELLED, MeetingStatus.ENDED, MeetingStatus.SEALED]
        )


class AgendaItemQuerySet(models.QuerySet["AgendaItem"]):
    """Agenda items."""

    def open(self) -> Self:
        """Taking points."""
        return self.filter(status=AgendaItemStatus.OPEN)


class ParticipationQuerySet(models.QuerySet["Participation"]):
    """People at meetings."""

    def matching(self, text: str) -> Self:
        """Whose person's name or other spelling contains every word of ``text``."""
        return self.filter(Q(*(Q(person__search_key__contains=word) for word in fold(text).split())))

    def coming(self) -> Self:
        """Who accepted."""
        return self.filter(response=Response.ACCEPTED)

    def invited(self) -> Self:
        """Who was invited, or answered before a mail was sent."""
        return self.exclude(response=Response.NOT_INVITED)

    def out_of_date(self, meeting: Meeting) -> Self:
        """Who was told of ``meeting`` by mail before its last change."""
        return self.filter(meeting=meeting, invited_sequence__lt=meeting.calendar_sequence)

    def present(self) -> Self:
        """Who took part."""
        return self.filter(attended=True)

    def running_the_room(self) -> Self:
        """Facilitators and rapporteurs."""
        return self.filter(role__in=[ParticipationRole.FACILITATOR, ParticipationRole.RAPPORTEUR])


class PointQuerySet(models.QuerySet["Point"]):
    """Points."""

    def visible(self) -> Self:
        """Counting, as the room shows them."""
        return self.filter(status=PointStatus.VISIBLE)

    def late(self) -> Self:
        """Came after their item had closed, and the facilitator has not decided."""
        return self.filter(status=PointStatus.LATE)

    def reportable(self) -> Self:
        """Visible and not off the record."""
        return self.visible().exclude(attribution=AttributionRule.OFF_THE_RECORD)
