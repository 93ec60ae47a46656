"""The speakers' queue as the desk and a seat's own page see it."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils.translation import gettext as _

from dialogues.enums import HandReason, Response
from dialogues.exceptions import KeyStoreAwayError
from dialogues.floor import (
    OTHERS,
    Floor,
    Placed,
    hand_of,
    queue,
    speaking_seconds,
    ticket_of,
    told_to_all,
    turn_seconds,
)
from dialogues.floor_store import floor_store
from dialogues.keystore import key_store
from dialogues.models import Participation
from dialogues.role_tickets import role_ticket
from stakeholders.enums import OrganisationKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from dialogues.models import Meeting


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody whom the facilitator may give the floor."""

    uuid: UUID
    name: str
    organisation: str
    is_here: bool
    has_hand: bool
    has_floor: bool
    seconds: int
    turns: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """A raised hand as the facilitator sees it."""

    ticket: str
    person: Person
    reason: str
    reason_label: str
    note: str
    place: int
    why: str
    placed: str
    seconds: int


@dataclass(frozen=True, slots=True)
class DeskFloor:
    """The queue as the facilitator sees it; without ``people`` and ``waiting`` for those who see no names."""

    hands: int
    turn_since: float
    turn_seconds: int
    groups: tuple[tuple[str, int], ...]
    speaker: Person | None = None
    waiting: tuple[Waiting, ...] = ()
    people: tuple[Person, ...] = ()
    here: int = 0
    clock: float = 0.0

    @property
    def is_taken(self) -> bool:
        """Whether a turn runs."""
        return self.turn_since > 0


@dataclass(frozen=True, slots=True)
class SeatFloor:
    """What somebody's own page is told: what all are told (``state``), and what of it is theirs."""

    state: Mapping[str, Any]
    ticket: str = ""
    place: int = 0
    reason: str = ""
    note: str = ""
    turn_seconds: int = 0
    clock: float = 0.0
    role: str = ""
    runs_room: bool = False

    @property
    def has_floor(self) -> bool:
        """Whether the turn that runs is theirs."""
        return bool(self.ticket) and self.ticket == self.state.get("turn")

    @property
    def hands(self) -> int:
        """How many hands are up."""
        return int(self.state.get("hands", 0))

    @property
    def groups(self) -> list[tuple[str, int]]:
        """How long which groups have spoken, in words and minutes."""
        return [(group_label(group), minutes) for group, minutes in self.state.get("groups", ())]


def group_label(group: str) -> str:
    """Return the name of a group of speakers."""
    return _("Others") if group == OTHERS else str(OrganisationKind(group).label)


def floor_at_desk(meeting: Meeting, *, names: bool, everybody: bool) -> DeskFloor:
    """Return the queue for the desk, with ``names`` for the facilitator; ``everybody`` who was invited for the team.

    Raises:
        KeyStoreAwayError: when the store does not answer; the desk says so, for an empty queue would be a wrong answer.

    """
    floor, now = floor_store().read(meeting.uuid), time.time()
    seats = key_store().seats(meeting.uuid)
    told: dict[str, Any] = {
        "hands": len(floor.hands),
        "turn_since": floor.turn.began_at if floor.turn else 0.0,
        "turn_seconds": int(turn_seconds(floor, now=now)),
        "groups": tuple((group_label(one.group), one.minutes) for one in floor.told),
        "here": len(seats),
        "clock": now,
    }
    if not names:
        return DeskFloor(**told)
    people = _people(meeting, floor, seats, now=now, everybody=everybody)
    return DeskFloor(
        **told,
        speaker=people.get(floor.turn.person) if floor.turn else None,
        waiting=tuple(_waiting(queue(floor), people, now)),
        people=tuple(people.values()),
    )


def floor_for_seat(room: UUID, participation: UUID, *, runs_room: bool = False) -> SeatFloor:
    """Return what somebody's own page is told; nothing but the time where the key store does not answer."""
    now = time.time()
    try:
        floor, key = floor_store().read(room), key_store().read(room)
    except KeyStoreAwayError:
        return SeatFloor(state={}, clock=now, runs_room=runs_room)
    hand = hand_of(floor, participation.hex)
    places = {placed.hand.person: placed.place for placed in queue(floor)}
    return SeatFloor(
        state=told_to_all(floor),
        ticket=ticket_of(floor, participation.hex),
        place=places.get(participation.hex, 0),
        reason=hand.reason if hand else "",
        note=hand.note if hand else "",
        turn_seconds=int(turn_seconds(floor, now=now)),
        clock=now,
        role=role_ticket(key, participation) if key else "",
        runs_room=runs_room,
    )


def groups_of_people(meeting: Meeting, *, spoken: Iterable[str]) -> dict[str, str]:
    """Return ``{person: kind of organisation}`` of everybody who has entered the room, or spoken without the page."""
    present = {*key_store().seats(meeting.uuid), *(UUID(hex=person) for person in spoken)}
    found = meeting.participations.filter(uuid__in=present).values_list("uuid", "organisation__kind")
    return {uuid.hex: kind or "" for uuid, kind in found}


def _people(
    meeting: Meeting, floor: Floor, seats: frozenset[UUID], *, now: float, everybody: bool
) -> dict[str, Person]:
    """Return people by name; whoever is in the queue or has spoken is among them."""
    shown = meeting.participations.select_related("person", "organisation").order_by("person__name", "pk")
    if everybody:
        shown = shown.exclude(response=Response.NOT_INVITED)
    else:
        queued = {hand.person for hand in floor.hands} | {*floor.spoken}
        queued |= {floor.turn.person} if floor.turn else set()
        shown = shown.filter(uuid__in=seats | {UUID(hex=person) for person in queued})
    seconds = speaking_seconds(floor, now=now)
    return {held.uuid.hex: _person(held, floor, seats, seconds) for held in shown}


def _person(
    held: Participation, floor: Floor, seats: frozenset[UUID], seconds: Mapping[str, float]
) -> Person:
    key = held.uuid.hex
    return Person(
        uuid=held.uuid,
        name=held.person.name,
        organisation=str(held.organisation or ""),
        is_here=held.uuid in seats,
        has_hand=hand_of(floor, key) is not None,
        has_floor=floor.turn is not None and floor.turn.person == key,
        seconds=int(seconds.get(key, 0)),
        turns=floor.spoken[key].turns if key in floor.spoken else 0,
    )


def _waiting(hands: Iterable[Placed], people: Mapping[str, Person], now: float) -> Iterable[Waiting]:
    for placed in hands:
        hand = placed.hand
        if hand.person in people:  # nobody who was taken off the list meanwhile
            yield Waiting(
                ticket=hand.ticket,
                person=people[hand.person],
                reason=hand.reason,
                reason_label=str(HandReason(hand.reason).label),
                note=hand.note,
                place=placed.place,
                why=placed.why,
                placed=hand.placed,
                seconds=max(0, int(now - hand.raised_at)),
            )
