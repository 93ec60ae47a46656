"""What a page that runs the room shows of an agenda item: the newest points, hidden ones among them, and from there back.

The page costs the same however many points the item has: everything here is read for the points that are shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q

from dialogues.enums import AttributionRule, PointStatus
from dialogues.models import Point

from .points import attributed_authors, tallies_among
from .room import Card, card_of_tally

if TYPE_CHECKING:
    from dialogues.models import AgendaItem

WINDOW = 100  # points on the page


@dataclass(frozen=True, slots=True)
class DeskWindow:
    """Some points of an item in the order of the record, and whether there are earlier ones."""

    cards: tuple[Card, ...] = ()
    has_earlier: bool = False
    is_partial: bool = False

    @property
    def oldest(self) -> UUID | None:
        """The first point that is shown."""
        return self.cards[0].uuid if self.cards else None


def desk_window(item: AgendaItem, *, before: UUID | None = None) -> DeskWindow:
    """Return the newest points of ``item``, or those before one of them."""
    points = Point.objects.filter(agenda_item=item, status__in=[PointStatus.VISIBLE, PointStatus.HIDDEN])
    place = points.filter(uuid=before).values_list("position", flat=True).first() if before else None
    if place is not None:
        points = points.filter(Q(position__lt=place) | Q(position=place, uuid__lt=before))
    newest = points.order_by("-position", "-uuid").values_list("uuid", flat=True)
    uuids = list(newest[: WINDOW + 1])
    return DeskWindow(
        cards=_cards(item, uuids[:WINDOW]),
        has_earlier=len(uuids) > WINDOW,
        is_partial=place is not None,
    )


def _cards(item: AgendaItem, uuids: list[UUID]) -> tuple[Card, ...]:
    tallies = tallies_among(item.meeting, uuids, hidden=True)
    is_named = any(tally.attribution == AttributionRule.ATTRIBUTED for tally in tallies)
    names = attributed_authors(item.meeting, among=uuids) if is_named else {}
    return tuple(
        card_of_tally(tally, names[tally.uuid].in_words if tally.uuid in names else "") for tally in tallies
    )
