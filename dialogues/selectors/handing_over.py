"""To whom the room can be handed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dialogues.enums import ParticipationRole
from dialogues.keystore import key_store
from dialogues.models import Participation

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from dialogues.models import Meeting
    from stakeholders.models import User


def people_to_hand_to(meeting: Meeting, *, by: User, everybody: bool) -> QuerySet[Participation]:
    """Return who was invited and can sign in, ``by`` aside; for a facilitator from outside only who has entered."""
    return _known(meeting, everybody=everybody).filter(person__user__is_active=True).exclude(person__user=by)


def people_without_account(meeting: Meeting, *, everybody: bool) -> QuerySet[Participation]:
    """Return who cannot run the room, for they cannot sign in."""
    return _known(meeting, everybody=everybody).exclude(person__user__is_active=True)


def facilitators(meeting: Meeting) -> list[Participation]:
    """Return who facilitates now."""
    held = meeting.participations.select_related("person").filter(role=ParticipationRole.FACILITATOR)
    return list(held.order_by("person__name"))


def _known(meeting: Meeting, *, everybody: bool) -> QuerySet[Participation]:
    people = Participation.objects.invited().filter(meeting=meeting).select_related("person", "organisation")
    if not everybody:
        people = people.filter(uuid__in=key_store().seats(meeting.uuid))
    return people.order_by("person__name", "pk")
