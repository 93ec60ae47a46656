"""The speakers' queue: who comes next and why, whose turn runs, and how long people have spoken.

Plain data and plain functions, without Django and without a clock of their own: times are seconds since 1970 on the
server's clock. Nothing of this is ever in the database (docs/decisions/0089-the-speakers-queue.md).
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict, dataclass, field, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

POINT_OF_ORDER = "point_of_order"
FIRST, LAST = "first", "last"  # where the facilitator put a hand
OTHERS = "others"
MAX_NOTE = 80  # characters
SLIP_SECONDS = 5  # a turn this short was a slip of the finger and counts as nothing
FEWEST_IN_A_GROUP = 3  # people in the room
TICKETS_TOLD = 60  # of all hands; an event goes to everybody, and hundreds may raise theirs at once
TURNS_BETWEEN_TELLINGS = 5  # so that nobody's turn can be read from how the groups' times changed


@dataclass(frozen=True, slots=True)
class Hand:
    """Somebody who wants to speak; ``ticket`` is random, made for this one hand, and known only to whose it is."""

    ticket: str
    person: str
    reason: str
    note: str = ""
    raised_at: float = 0.0
    placed: str = ""
    placed_at: float = 0.0


@dataclass(frozen=True, slots=True)
class Turn:
    """The floor is somebody's."""

    ticket: str
    person: str
    reason: str
    began_at: float


@dataclass(frozen=True, slots=True)
class Spoken:
    """How long somebody has spoken, and in how many turns; a point of order is no turn."""

    seconds: float = 0.0
    turns: int = 0


@dataclass(frozen=True, slots=True)
class GroupTime:
    """How long the people of one kind of organisation have spoken, in whole minutes."""

    group: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Floor:
    """All that is known of a room's queue. ``number`` counts the changes within ``era``: of two states the later is known."""

    era: str = ""
    number: int = 0
    hands: tuple[Hand, ...] = ()
    turn: Turn | None = None
    spoken: Mapping[str, Spoken] = field(default_factory=dict)
    told: tuple[GroupTime, ...] = ()
    untold_turns: int = 0


@dataclass(frozen=True, slots=True)
class Placed:
    """A hand in its place, and why it stands there."""

    hand: Hand
    place: int
    why: str


# --- order -----------------------------------------------------------------------------------------


def queue(floor: Floor) -> tuple[Placed, ...]:
    """Return the hands in their order.

    Points of order come first, then whom the facilitator put first, then who has not spoken in this meeting, then who
    has, and in the end whom the facilitator put last; those of one sort by how long they wait.
    """
    ordered = sorted(floor.hands, key=lambda hand: _order(floor, hand))
    return tuple(Placed(hand, place, _why(floor, hand)) for place, hand in enumerate(ordered, start=1))


def has_spoken(floor: Floor, person: str) -> bool:
    """Whether somebody has had a turn."""
    return floor.spoken.get(person, Spoken()).turns > 0


def hand_of(floor: Floor, person: str) -> Hand | None:
    """Return somebody's raised hand."""
    return next((hand for hand in floor.hands if hand.person == person), None)


def hand_with(floor: Floor, ticket: str) -> Hand | None:
    """Return the hand that has this ticket."""
    return next((hand for hand in floor.hands if hand.ticket == ticket), None)


_SORTS = (POINT_OF_ORDER, FIRST, "not_spoken", "spoken", LAST)


def _why(floor: Floor, hand: Hand) -> str:
    if hand.placed == LAST:
        return LAST
    if hand.reason == POINT_OF_ORDER:
        return POINT_OF_ORDER
    if hand.placed == FIRST:
        return FIRST
    return "spoken" if has_spoken(floor, hand.person) else "not_spoken"


def _order(floor: Floor, hand: Hand) -> tuple[int, float, str]:
    why = _why(floor, hand)
    since = {FIRST: -hand.placed_at, LAST: hand.placed_at}.get(why, hand.raised_at)
    return _SORTS.index(why), since, hand.ticket


# --- what people do --------------------------------------------------------------------------------


def raise_hand(floor: Floor, *, person: str, ticket: str, reason: str, note: str, now: float) -> Floor:
    """Raise a hand; who has raised theirs keeps ticket and waiting time, and says the reason anew."""
    held = hand_of(floor, person)
    if held is None:
        return replace(floor, hands=(*floor.hands, Hand(ticket, person, reason, note, raised_at=now)))
    return _with_hand(floor, replace(held, reason=reason, note=note))


def lower_hand(floor: Floor, *, person: str) -> Floor:
    """Lower somebody's hand."""
    return replace(floor, hands=tuple(hand for hand in floor.hands if hand.person != person))


def place_hand(floor: Floor, *, ticket: str, placed: str, now: float) -> Floor:
    """Put a hand ``first`` or ``last``, or back where the rule has it (empty)."""
    held = hand_with(floor, ticket)
    if held is None:
        return floor
    return _with_hand(floor, replace(held, placed=placed, placed_at=now if placed else 0.0))


def give_floor(floor: Floor, *, person: str, ticket: str, reason: str, now: float) -> Floor:
    """Let somebody speak; whose turn ran has ended. Their own hand goes, otherwise ``ticket`` and ``reason`` are the turn's."""
    if floor.turn is not None and floor.turn.person == person:
        return floor
    hand = hand_of(floor, person)
    turn = Turn(hand.ticket if hand else ticket, person, hand.reason if hand else reason, now)
    return replace(lower_hand(end_turn(floor, now=now), person=person), turn=turn)


def end_turn(floor: Floor, *, now: float) -> Floor:
    """End the turn that runs and count its time."""
    if floor.turn is None:
        return floor
    seconds = turn_seconds(floor, now=now)
    if seconds < SLIP_SECONDS:
        return replace(floor, turn=None)
    before = floor.spoken.get(floor.turn.person, Spoken())
    after = Spoken(before.seconds + seconds, before.turns + (floor.turn.reason != POINT_OF_ORDER))
    return replace(
        floor,
        turn=None,
        spoken={**floor.spoken, floor.turn.person: after},
        untold_turns=floor.untold_turns + 1,
    )


def forget_person(floor: Floor, *, person: str) -> Floor:
    """Forget somebody who is no longer on the list."""
    turn = None if floor.turn is not None and floor.turn.person == person else floor.turn
    spoken = {held: times for held, times in floor.spoken.items() if held != person}
    return replace(lower_hand(floor, person=person), turn=turn, spoken=spoken)


def _with_hand(floor: Floor, changed: Hand) -> Floor:
    hands = tuple(changed if hand.ticket == changed.ticket else hand for hand in floor.hands)
    return replace(floor, hands=hands)


# --- times -----------------------------------------------------------------------------------------


def turn_seconds(floor: Floor, *, now: float) -> float:
    """Return how long the turn runs; a clock that was set back makes it no shorter than nothing."""
    return max(0.0, now - floor.turn.began_at) if floor.turn else 0.0


def speaking_seconds(floor: Floor, *, now: float) -> dict[str, float]:
    """Return ``{person: seconds}`` of everybody who has spoken, with the turn that runs."""
    times = {person: spoken.seconds for person, spoken in floor.spoken.items()}
    if floor.turn is not None:
        times[floor.turn.person] = times.get(floor.turn.person, 0.0) + turn_seconds(floor, now=now)
    return times


def is_time_to_tell(floor: Floor) -> bool:
    """Whether enough turns have ended since the groups' times were told."""
    return floor.untold_turns >= TURNS_BETWEEN_TELLINGS


def tell_groups(floor: Floor, groups: Mapping[str, str]) -> Floor:
    """Renew the groups' times that everybody is told; ``groups`` holds everybody in the room."""
    spoken = {person: times.seconds for person, times in floor.spoken.items()}
    return replace(floor, told=group_times(spoken, groups), untold_turns=0)


def group_times(seconds: Mapping[str, float], groups: Mapping[str, str]) -> tuple[GroupTime, ...]:
    """Return the speaking time by group, longest first; no group stands for fewer than three people in the room.

    Smaller groups are *others*. Where those are fewer than three still, the smallest of the groups joins them: all turns
    together are known to everybody, so that what is left out could be worked out. Of a single group nothing is told.
    """
    people = Counter(groups.values())
    shown = [group for group, count in people.most_common() if group and count >= FEWEST_IN_A_GROUP]
    shown.sort(key=lambda group: (-people[group], group))
    while shown and 0 < len(groups) - sum(people[group] for group in shown) < FEWEST_IN_A_GROUP:
        shown.pop()
    totals: Counter[str] = Counter()
    for person, group in groups.items():
        totals[group if group in shown else OTHERS] += seconds.get(person, 0.0)  # type: ignore[assignment]  # a counter of seconds
    if len(totals) < 2:  # noqa: PLR2004 - one number alone compares with nothing
        return ()
    told = [GroupTime(group, round(total / 60)) for group, total in totals.items()]
    return tuple(sorted(told, key=lambda one: (one.group == OTHERS, -one.minutes, one.group)))


# --- what is told and kept -------------------------------------------------------------------------


def told_to_all(floor: Floor) -> dict[str, Any]:
    """Return what every page in the room may know: no names, no kinds, no clock times (the room's events are kept for a while)."""
    return {
        "era": floor.era,
        "number": floor.number,
        "hands": len(floor.hands),
        "tickets": [placed.hand.ticket for placed in queue(floor)[:TICKETS_TOLD]],
        "turn": floor.turn.ticket if floor.turn else "",
        "groups": [[one.group, one.minutes] for one in floor.told],
    }


def ticket_of(floor: Floor, person: str) -> str:
    """Return the ticket of somebody's hand or turn, for their own page."""
    if floor.turn is not None and floor.turn.person == person:
        return floor.turn.ticket
    hand = hand_of(floor, person)
    return hand.ticket if hand else ""


def as_text(floor: Floor) -> str:
    """Return ``floor`` as a store keeps it."""
    return json.dumps(asdict(floor), ensure_ascii=False, separators=(",", ":"))


def from_text(text: str) -> Floor:
    """Return what a store has kept."""
    held: dict[str, Any] = json.loads(text)
    return Floor(
        era=held["era"],
        number=held["number"],
        hands=tuple(Hand(**hand) for hand in held["hands"]),
        turn=Turn(**held["turn"]) if held["turn"] else None,
        spoken={person: Spoken(**times) for person, times in held["spoken"].items()},
        told=tuple(GroupTime(**one) for one in held["told"]),
        untold_turns=held["untold_turns"],
    )
