"""The speakers' queue. Nothing of it is written to the database or the audit trail, which would tell who spoke when."""

from __future__ import annotations

import secrets
import time
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from dialogues import floor as rules
from dialogues.enums import HandReason, MeetingStatus, Response
from dialogues.exceptions import MeetingClosedError
from dialogues.floor_store import floor_store
from dialogues.keystore import key_store
from dialogues.live.floor_news import announce_floor
from dialogues.models import Meeting
from dialogues.selectors.floor import groups_of_people
from stakeholders.exceptions import DomainError

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from dialogues.floor import Floor
    from dialogues.models import Participation


def raise_hand(*, participation: Participation, reason: HandReason | str, note: str = "") -> Floor:
    """Raise somebody's hand; who has raised theirs keeps their place and says the reason anew.

    Raises:
        MeetingClosedError: when the meeting is not in session.
        DomainError: when this person has not entered the room.

    """
    if participation.uuid not in key_store().seats(participation.meeting.uuid):
        raise DomainError(_("Enter the room first; then you can raise your hand."))
    return _raise(participation, reason, note)


def raise_hand_for(*, participation: Participation, reason: HandReason | str, note: str = "") -> Floor:
    """Raise the hand of somebody who is in the conversation without the page.

    Raises:
        MeetingClosedError: when the meeting is not in session.
        DomainError: when this person has not been invited.

    """
    _require_invited(participation)
    return _raise(participation, reason, note)


def lower_hand(*, participation: Participation) -> Floor:
    """Lower somebody's hand; who has the floor gives it back.

    Raises:
        MeetingClosedError: when the meeting is not in session.

    """
    person, now = participation.uuid.hex, time.time()

    def lower(floor: Floor) -> Floor:
        if floor.turn is not None and floor.turn.person == person:
            return rules.end_turn(floor, now=now)
        return rules.lower_hand(floor, person=person)

    return _change(participation.meeting, lower)


def remove_hand(*, meeting: Meeting, ticket: str) -> Floor:
    """Take a hand out of the queue.

    Raises:
        MeetingClosedError: when the meeting is not in session.

    """

    def remove(floor: Floor) -> Floor:
        hand = rules.hand_with(floor, ticket)
        return rules.lower_hand(floor, person=hand.person) if hand else floor

    return _change(meeting, remove)


def place_hand(*, meeting: Meeting, ticket: str, placed: str) -> Floor:
    """Put a hand first or last, or back where the rule has it (empty).

    Raises:
        MeetingClosedError: when the meeting is not in session.

    """
    now = time.time()
    return _change(meeting, lambda floor: rules.place_hand(floor, ticket=ticket, placed=placed, now=now))


def give_floor_to_next(*, meeting: Meeting) -> Floor:
    """Let the first of the queue speak; whose turn ran has ended. Where nobody waits, nothing happens.

    Raises:
        MeetingClosedError: when the meeting is not in session.

    """
    now = time.time()

    def give(floor: Floor) -> Floor:
        hands = rules.queue(floor)
        return _given(floor, hands[0].hand.person, now) if hands else floor

    return _change(meeting, give)


def give_floor(*, participation: Participation) -> Floor:
    """Let somebody speak, whether or not their hand is up; whose turn ran has ended.

    Raises:
        MeetingClosedError: when the meeting is not in session.
        DomainError: when this person has not been invited.

    """
    _require_invited(participation)
    now = time.time()
    return _change(participation.meeting, lambda floor: _given(floor, participation.uuid.hex, now))


def end_turn(*, meeting: Meeting) -> Floor:
    """End the turn that runs.

    Raises:
        MeetingClosedError: when the meeting is not in session.

    """
    now = time.time()
    return _change(meeting, lambda floor: rules.end_turn(floor, now=now))


def forget_speaker(*, room: UUID, participation: UUID) -> None:
    """Forget hand, turn and times of somebody who was taken off the list."""
    if not floor_store().exists(room):
        return
    floor = floor_store().change(room, lambda held: rules.forget_person(held, person=participation.hex))
    announce_floor(room, floor)


def _require_invited(participation: Participation) -> None:
    if participation.response == Response.NOT_INVITED:
        raise DomainError(_("This person has not been invited to the meeting."))


def _raise(participation: Participation, reason: HandReason | str, note: str) -> Floor:
    now, ticket = time.time(), _new_ticket()
    return _change(
        participation.meeting,
        lambda floor: rules.raise_hand(
            floor,
            person=participation.uuid.hex,
            ticket=ticket,
            reason=HandReason(reason).value,
            note=" ".join(note.split())[: rules.MAX_NOTE],
            now=now,
        ),
    )


def _given(floor: Floor, person: str, now: float) -> Floor:
    return rules.give_floor(
        floor, person=person, ticket=_new_ticket(), reason=HandReason.NEW_POINT.value, now=now
    )


def _change(meeting: Meeting, change: Callable[[Floor], Floor]) -> Floor:
    """Change the queue of a meeting in session and tell the room.

    A change that comes while the meeting ends may be later than the destroying: it looks again, and destroys.
    """
    _require_in_session(meeting)
    before = 0

    def noting(floor: Floor) -> Floor:
        nonlocal before
        before = floor.number
        return change(floor)

    floor = floor_store().change(meeting.uuid, noting)
    if rules.is_time_to_tell(floor):
        groups = groups_of_people(meeting, spoken=floor.spoken)
        floor = floor_store().change(
            meeting.uuid,
            lambda held: rules.tell_groups(held, groups) if rules.is_time_to_tell(held) else held,
        )
    try:
        _require_in_session(meeting)
    except MeetingClosedError:
        floor_store().destroy(meeting.uuid)
        raise
    if floor.number != before:
        announce_floor(meeting.uuid, floor)
    return floor


def _require_in_session(meeting: Meeting) -> None:
    if not Meeting.objects.filter(pk=meeting.pk, status=MeetingStatus.LIVE).exists():
        raise MeetingClosedError(_("The meeting is not in session."))


def _new_ticket() -> str:
    return secrets.token_urlsafe(9)
