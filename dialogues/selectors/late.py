"""Points that came after their item had closed. They count nowhere until whoever runs the room has decided on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dialogues.enums import PointStatus
from dialogues.models import Point

from .points import attributed_authors, late_tallies
from .room import card_of_tally

if TYPE_CHECKING:
    from uuid import UUID

    from dialogues.models import Meeting

    from .room import Card


def late_cards(meeting: Meeting) -> tuple[Card, ...]:
    """Return what waits for a decision, in the order of the agenda: for whoever runs the room only."""
    tallies = late_tallies(meeting)
    authors = attributed_authors(meeting, status=PointStatus.LATE) if tallies else {}
    names = {
        uuid: ", ".join(filter(None, [author.name, author.organisation])) for uuid, author in authors.items()
    }
    return tuple(card_of_tally(tally, names.get(tally.uuid, "")) for tally in tallies)


def late_count(room: UUID) -> int:
    """Return how many points of the meeting ``room`` wait for a decision."""
    return Point.objects.late().filter(agenda_item__meeting__uuid=room).count()
