"""Which points say the same: for the page that offers “already said?” and for whoever merges. Nothing here knows a voice."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast
from uuid import UUID

from django.db.models import Q

from dialogues.enums import MeetingStatus, PointStatus
from dialogues.models import Point
from dialogues.point_text import without_notes
from dialogues.similarity import ALREADY_SAID, WORTH_A_LOOK, Said

from .points import counted_stances

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dialogues.models import AgendaItem

MOST_SIMILAR = 8
MOST_PAIRS = 50


@dataclass(frozen=True, slots=True)
class SimilarPoint:
    """A point like another, how alike they are (0 to 1), and how many support it."""

    uuid: UUID
    text: str
    score: float
    supporters: int


@dataclass(frozen=True, slots=True)
class SimilarPair:
    """Two points that may be the same; ``first`` is the one that more support, and so the one to keep."""

    first: SimilarPoint
    second: SimilarPoint

    @property
    def both(self) -> tuple[SimilarPoint, SimilarPoint]:
        """The one to keep, and the other."""
        return self.first, self.second

    @property
    def score(self) -> float:
        """How alike they are, 0 to 1."""
        return self.first.score


@dataclass(frozen=True, slots=True)
class SaidText:
    """A text on the page of an agenda item, and the point that shows it: its own, or that of one merged into it."""

    uuid: UUID
    language: str
    text: str


def said_under(item: AgendaItem) -> tuple[SaidText, ...]:
    """Return what the room's page of ``item`` shows, with what was merged into it."""
    shown = Q(agenda_item=item, status=PointStatus.VISIBLE)
    within = Q(merged_into__agenda_item=item, merged_into__status=PointStatus.VISIBLE)
    points = Point.objects.filter(shown | within).order_by("position", "uuid")
    rows = cast(
        "Iterable[tuple[UUID, UUID | None, str, str]]",
        points.values_list("uuid", "merged_into_id", "language", "text"),
    )
    return tuple(
        SaidText(uuid if target is None else target, language, without_notes(text))
        for uuid, target, language, text in rows
    )


def similar_points(point: Point) -> tuple[SimilarPoint, ...]:
    """Return the points into which ``point`` may be merged, the most alike first.

    They are of the same meeting, on the page, in its language and kept under its attribution rule.
    """
    others = (
        Point.objects.visible()
        .filter(
            agenda_item__meeting=point.agenda_item.meeting_id,
            attribution=point.attribution,
            language=point.language,
        )
        .exclude(pk=point.pk)
        .order_by("agenda_item__position", "position", "uuid")
    )
    said = Said(others.values_list("uuid", "text"), point.language)
    found = said.like(point.text, least=WORTH_A_LOOK, limit=MOST_SIMILAR)
    shown = _shown(uuid for _, uuid in found)
    return tuple(_similar(shown[uuid], score) for score, uuid in found)


def merge_suggestions(item: AgendaItem) -> tuple[SimilarPair, ...]:
    """Return the pairs of points of ``item`` that may be the same and can be merged, the most alike first."""
    groups: dict[tuple[str, str], list[tuple[UUID, str]]] = defaultdict(list)
    rows = Point.objects.visible().filter(agenda_item=item).order_by("position", "uuid")
    for uuid, text, language, attribution in rows.values_list("uuid", "text", "language", "attribution"):
        groups[language, attribution].append((uuid, text))
    found = [
        pair
        for (language, _), texts in groups.items()
        for pair in Said(texts, language).pairs(least=ALREADY_SAID)
    ]
    found = sorted(found, key=lambda pair: -pair[0])[:MOST_PAIRS]
    shown = _shown(uuid for _, *both in found for uuid in both)
    return tuple(_pair(shown[first], shown[second], score) for score, first, second in found)


@dataclass(frozen=True, slots=True)
class _Shown:
    uuid: UUID
    text: str
    supporters: int


def _shown(uuids: Iterable[UUID]) -> dict[UUID, _Shown]:
    points = Point.objects.filter(uuid__in=set(uuids)).select_related("agenda_item__meeting")
    rows = list(points.defer("author", "voice"))
    counts = counted_stances(row.uuid for row in rows)
    return {row.uuid: _Shown(row.uuid, row.text, _supporters(row, counts[row.uuid].support)) for row in rows}


def _supporters(point: Point, support: int) -> int:
    if point.agenda_item.meeting.status == MeetingStatus.SEALED:
        support = point.frozen_supporters or 0
    return max(support, point.hands or 0)


def _similar(shown: _Shown, score: float) -> SimilarPoint:
    return SimilarPoint(shown.uuid, shown.text, round(score, 3), shown.supporters)


def _pair(one: _Shown, other: _Shown, score: float) -> SimilarPair:
    kept, merged = sorted((one, other), key=lambda shown: -shown.supporters)  # stable: the earlier one stays
    return SimilarPair(_similar(kept, score), _similar(merged, score))
