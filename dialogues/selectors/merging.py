"""Into which point another may be merged: what is most alike first, then whatever is looked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q

from dialogues.enums import PointKind
from dialogues.models import Point

from .similar import similar_points

if TYPE_CHECKING:
    from django.db.models import QuerySet

MOST = 20  # targets on offer; who looks for another says a word of it


@dataclass(frozen=True, slots=True)
class MergeTarget:
    """A point that another may be merged into."""

    uuid: UUID
    text: str
    kind: str
    item_title: str
    is_similar: bool

    @property
    def kind_label(self) -> str:
        """The kind in words."""
        return str(PointKind(self.kind).label)


def possible_targets(point: Point) -> QuerySet[Point]:
    """Return the points that ``point`` can be merged into: of its meeting, on the page, under the same rule."""
    return (
        Point.objects.visible()
        .filter(agenda_item__meeting_id=point.agenda_item.meeting_id, attribution=point.attribution)
        .exclude(pk=point.pk)
    )


def merge_targets(point: Point, *, words: str = "") -> tuple[MergeTarget, ...]:
    """Return at most ``MOST`` targets for ``point`` whose text has all ``words``.

    The similar ones come first, the most alike at the top; then the others, those of the same agenda item before the rest
    and the newest first, for what is said again is said soon.
    """
    wanted = Q(*(Q(text__icontains=word) for word in words.split()))
    found = possible_targets(point).filter(wanted).select_related("agenda_item").defer("author", "voice")
    order = [similar.uuid for similar in similar_points(point)]
    alike = {target.uuid: target for target in found.filter(uuid__in=order)}
    here = found.filter(agenda_item=point.agenda_item_id).exclude(uuid__in=order)
    elsewhere = found.exclude(agenda_item=point.agenda_item_id).exclude(uuid__in=order)
    rest = [*here.order_by("-position", "-uuid")[:MOST]]
    if len(rest) < MOST:
        rest += elsewhere.order_by("-agenda_item__position", "-position", "-uuid")[: MOST - len(rest)]
    targets = [_target(alike[uuid], is_similar=True) for uuid in order if uuid in alike]
    return (*targets, *(_target(other, is_similar=False) for other in rest))[:MOST]


def _target(point: Point, *, is_similar: bool) -> MergeTarget:
    return MergeTarget(point.uuid, point.text, point.kind, point.agenda_item.title, is_similar)
