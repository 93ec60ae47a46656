"""A room as its readers see it, all of it at once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dialogues.models import AgendaItem, Meeting

from .late import late_count
from .points import attributed_authors, point_tallies
from .polls import Stage, stage_of_item
from .room import Card, Now, card_of_tally, current_item

if TYPE_CHECKING:
    from uuid import UUID


@dataclass(frozen=True, slots=True)
class ShownRoom:
    """Every card of a meeting, the agenda item that is on, what is put up, and how many points wait for a decision."""

    now: Now
    cards: tuple[Card, ...]
    stage: Stage
    late: int = 0


def room_as_shown(room: UUID) -> ShownRoom:
    """Return what is told of ``room``: of a hidden point that it is there, and not what it says."""
    now = current_item(room)
    meeting = Meeting.objects.filter(uuid=room).first()
    if meeting is None:
        return ShownRoom(now, (), Stage(room))
    said_by = {
        uuid: ", ".join(filter(None, [author.name, author.organisation]))
        for uuid, author in attributed_authors(meeting).items()
    }
    tallies = point_tallies(meeting, off_the_record=True, hidden=True, with_present=False)
    cards = (card_of_tally(tally, said_by.get(tally.uuid, "")) for tally in tallies)
    shown = tuple(without_words(card) if card.is_hidden else card for card in cards)
    return ShownRoom(now, shown, stage_of_room(room, now), late_count(room))


def stage_of_room(room: UUID, now: Now) -> Stage:
    """Return what is put up in ``room``, where ``now`` is on."""
    item = AgendaItem.objects.select_related("meeting").get(uuid=now.item) if now.item else None
    return stage_of_item(item, room=room)


def without_words(card: Card) -> Card:
    """Return a hidden point as the room hears of it: that it is hidden, not once more what it says."""
    return replace(card, text="", said_by="", also_said=())
