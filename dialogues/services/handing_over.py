"""Handing the room to somebody else, also when the facilitator's connection is gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from dialogues.enums import MeetingStatus, ParticipationRole, Response
from dialogues.exceptions import MeetingClosedError, RoomKeyMissingError
from dialogues.keystore import key_store
from dialogues.live.floor_news import announce_role
from dialogues.models import Meeting, Participation
from dialogues.role_tickets import role_ticket
from stakeholders.exceptions import DomainError
from stakeholders.services.audit import record_change

if TYPE_CHECKING:
    from stakeholders.models import User


@transaction.atomic
def hand_over_room(
    *, meeting: Meeting, to: Participation, actor: User, others_keep_the_desk: bool = True
) -> Participation:
    """Make somebody on the list the facilitator; those who were keep the desk, or take part like anybody from now on.

    Their open page is told by a ticket that nobody else can read. Handing over twice changes nothing.

    Raises:
        MeetingClosedError: when the meeting is not in session.
        RoomKeyMissingError: when the room's key is lost.
        DomainError: when this person is not invited, or has no account, which the desk needs.

    """
    locked = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    if locked.status != MeetingStatus.LIVE:
        raise MeetingClosedError(_("The meeting is not in session."))
    held = locked.participations.select_related("person").get(pk=to.pk)
    if held.response == Response.NOT_INVITED:
        raise DomainError(_("This person has not been invited to the meeting."), field="to")
    if not has_account(held):
        raise DomainError(_("The desk needs an account, and this person has none."), field="to")
    key = key_store().read(locked.uuid)
    if key is None:
        raise RoomKeyMissingError(_("The key of this room is missing."))
    if not others_keep_the_desk:
        for other in locked.participations.filter(role=ParticipationRole.FACILITATOR).exclude(pk=held.pk):
            _give_role(other, ParticipationRole.PARTICIPANT, actor)
    if held.role != ParticipationRole.FACILITATOR:
        _give_role(held, ParticipationRole.FACILITATOR, actor)
        record_change(actor=actor, verb="room.handed_over", target=locked)
    announce_role(locked.uuid, role_ticket(key, held.uuid))
    return held


def has_account(participation: Participation) -> bool:
    """Whether this person can sign in."""
    user = getattr(participation.person, "user", None)
    return user is not None and user.is_active


def _give_role(held: Participation, role: ParticipationRole, actor: User) -> None:
    changes = {"role": [held.role, role.value]}
    held.role = role
    held.save(update_fields=["role"])
    record_change(actor=actor, verb="participation.changed", target=held, changes=changes)
