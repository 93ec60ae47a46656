"""What the participants' page shows of an agenda item: the newest points, and from there back as far as somebody asks.

The page costs the same however many points the item has: everything here is read for the points that are shown.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q

from dialogues.enums import AttributionRule, Stance
from dialogues.keystore import token_hash
from dialogues.models import Point, Support, Voice

from .points import attributed_authors, tallies_among
from .room import Card, card_of_tally

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.db.models import QuerySet

    from dialogues.models import AgendaItem

WINDOW = 50  # points on the page
REACH = 500  # points at most, for a reader who is far back when their page is renewed


@dataclass(frozen=True, slots=True)
class Shown:
    """A point with what is its reader's own: for that reader's page only."""

    card: Card
    is_mine: bool
    stance: str


@dataclass(frozen=True, slots=True)
class CardWindow:
    """Some points of an item in the order of the record, and whether there are others before and after them."""

    shown: tuple[Shown, ...] = ()
    has_earlier: bool = False
    is_partial: bool = False
    stances: Mapping[str, str] = field(default_factory=dict)

    @property
    def oldest(self) -> UUID | None:
        """The first point that is shown."""
        return self.shown[0].card.uuid if self.shown else None

    @property
    def mine(self) -> list[str]:
        """The reader's own among the points that are shown, in no order of theirs."""
        return sorted(str(one.card.uuid) for one in self.shown if one.is_mine)


@dataclass(frozen=True, slots=True)
class Asked:
    """Which points somebody asks for: those before one, those from one on, one's own, or else the newest."""

    before: UUID | None = None
    since: UUID | None = None
    own: bool = False


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads: a voice, and the person where their seat is known."""

    token: str
    participation: UUID


def card_window(item: AgendaItem, reader: Reader, asked: Asked) -> CardWindow:
    """Return the points of ``item`` that ``reader`` asked for."""
    voice = Voice.objects.filter(meeting_id=item.meeting_id, token_hash=token_hash(reader.token)).first()
    own = Point.objects.visible().filter(_own(voice, reader), agenda_item=item)
    points = own if asked.own else Point.objects.visible().filter(agenda_item=item)
    uuids, has_earlier = _uuids(points, item, asked)
    mine = set(own.filter(uuid__in=uuids).values_list("uuid", flat=True))
    stances = _stances(voice, uuids)
    return CardWindow(
        shown=tuple(
            Shown(card, card.uuid in mine, stances.get(card.uuid, "")) for card in _cards(item, uuids)
        ),
        has_earlier=has_earlier,
        is_partial=asked.own or asked.before is not None,
        stances={str(uuid): stance for uuid, stance in stances.items()},
    )


def _own(voice: Voice | None, reader: Reader) -> Q:
    by_name = Q(author__uuid=reader.participation)
    return by_name | Q(voice=voice) if voice else by_name


def _uuids(points: QuerySet[Point], item: AgendaItem, asked: Asked) -> tuple[list[UUID], bool]:
    """Return which points are shown, and whether there are earlier ones."""
    edge = asked.before or asked.since
    place = _place(item, edge) if edge else None
    if place is None:
        return _newest(points, WINDOW)
    earlier = points.filter(Q(position__lt=place) | Q(position=place, uuid__lt=edge))
    if asked.before:
        return _newest(earlier, WINDOW)
    since = points.filter(Q(position__gt=place) | Q(position=place, uuid__gte=edge))
    uuids, has_earlier = _newest(since, REACH)
    return uuids, has_earlier or earlier.exists()


def _place(item: AgendaItem, point: UUID) -> int | None:
    return Point.objects.filter(uuid=point, agenda_item=item).values_list("position", flat=True).first()


def _newest(points: QuerySet[Point], limit: int) -> tuple[list[UUID], bool]:
    uuids = list(points.order_by("-position", "-uuid").values_list("uuid", flat=True)[: limit + 1])
    return uuids[:limit], len(uuids) > limit


def _stances(voice: Voice | None, uuids: list[UUID]) -> dict[UUID, str]:
    if voice is None:
        return {}
    rows = Support.objects.filter(point__in=uuids, voice=voice).values_list("point_id", "stance")
    return {uuid: Stance(stance).value for uuid, stance in rows}


def _cards(item: AgendaItem, uuids: list[UUID]) -> list[Card]:
    tallies = tallies_among(item.meeting, uuids)
    is_named = any(tally.attribution == AttributionRule.ATTRIBUTED for tally in tallies)
    names = attributed_authors(item.meeting, among=uuids) if is_named else {}
    return [
        card_of_tally(tally, names[tally.uuid].in_words if tally.uuid in names else "") for tally in tallies
    ]
