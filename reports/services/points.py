"""Which points the paragraphs of a report may rest on."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from dialogues.models import Point
from reports.models import Paragraph
from reports.selectors.meetings import report_meetings

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from uuid import UUID

    from reports.models import Report


def points_of(report: Report, points: Collection[UUID]) -> list[Point]:
    """Return those of ``points`` that are on the record of the report's meetings: a report rests on nothing else."""
    meetings = report_meetings(report)
    return list(Point.objects.reportable().filter(agenda_item__meeting__in=meetings, uuid__in=points))


def links_of(report: Report) -> defaultdict[int, set[UUID]]:
    """Return the points of each paragraph of ``report``, by its primary key."""
    links: defaultdict[int, set[UUID]] = defaultdict(set)
    through = Paragraph.points.through.objects.filter(paragraph__section__report=report)
    for paragraph, point in through.values_list("paragraph", "point__uuid"):
        links[paragraph].add(point)
    return links


def set_points(report: Report, wanted: Mapping[int, Collection[UUID]]) -> None:
    """Let each paragraph, by its primary key, rest on these points and no others; a few queries for all of them."""
    through = Paragraph.points.through
    held = links_of(report)
    named = {uuid for points in wanted.values() for uuid in points}
    allowed = {point.uuid: point.pk for point in points_of(report, named)}
    through.objects.bulk_create(
        through(paragraph_id=paragraph, point_id=allowed[uuid])
        for paragraph, points in wanted.items()
        for uuid in dict.fromkeys(points)
        if uuid in allowed and uuid not in held[paragraph]
    )
    for paragraph, points in wanted.items():
        if gone := held[paragraph] - set(points):
            through.objects.filter(paragraph=paragraph, point__uuid__in=gone).delete()
