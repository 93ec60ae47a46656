"""How a report came to say what it says: snapshots, and the list of its revisions."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import F, TextField
from django.db.models.functions import Cast

from reports.models import Paragraph

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime
    from uuid import UUID

    from reports.models import Report

LOOKED_BACK = 50  # revisions in which a paragraph that comes back is looked for


@dataclass(frozen=True, slots=True)
class RevisionRow:
    """A revision in the list; ``before`` is the number of the one that it followed, ``version`` what was published."""

    number: int
    begun_at: datetime
    made_at: datetime
    made_by: str
    action: str
    label: str
    headings: tuple[str, ...]
    version: int | None
    before: int | None


def snapshot_of(report: Report) -> dict[str, Any]:
    """Return everything that hands can change about ``report``, as JSON can hold it.

    Points by their identifiers only: whose they are is nowhere in here. What was drafted stands only where it differs from the text.
    """
    sections = list(report.sections.select_related("theme").prefetch_related("paragraphs__recommendation"))
    points: dict[int, list[str]] = defaultdict(list)
    through = Paragraph.points.through.objects.filter(paragraph__section__report=report)
    for paragraph, point in through.order_by("pk").values_list("paragraph", "point__uuid"):
        points[paragraph].append(str(point))
    return {
        "title": report.title,
        "subtitle": report.subtitle,
        "attribution": report.attribution,
        "sections": [
            {
                "uuid": str(section.uuid),
                "kind": section.kind,
                "theme": section.theme_id,
                "heading": section.heading,
                "paragraphs": [_paragraph(one, points[one.pk]) for one in section.paragraphs.all()],
            }
            for section in sections
        ],
    }


def revisions_of(report: Report, *, numbers: Collection[int] | None = None) -> tuple[RevisionRow, ...]:
    """Return the revisions of ``report``, the last first, without their contents; with ``numbers`` only those in one stretch."""
    revisions = report.revisions.select_related("made_by").prefetch_related("also_by").defer("content")
    if numbers is not None:
        # One more, which the earliest of them followed.
        revisions = revisions.filter(number__range=(min(numbers, default=0) - 1, max(numbers, default=0)))
    rows = list(revisions.annotate(touched=F("content__touched"), version=F("content__version")))
    return tuple(
        RevisionRow(
            number=one.number,
            begun_at=one.begun_at,
            made_at=one.made_at,
            made_by=", ".join(user.name for user in (one.made_by, *one.also_by.all()) if user),
            action=one.action,
            label=one.get_action_display(),
            headings=tuple(one.touched or ()),
            version=one.version,
            before=earlier.number if earlier else None,
        )
        for one, earlier in zip(rows, [*rows[1:], None], strict=True)
        if numbers is None or one.number in numbers
    )


def last_of_paragraph(report: Report, uuid: UUID) -> dict[str, Any] | None:
    """Return a paragraph as the last revision of ``report`` that has it holds it; only the newest revisions are asked."""
    sections = _last_with(report, uuid)
    return next(
        (one for section in sections for one in section["paragraphs"] if one["uuid"] == str(uuid)), None
    )


def last_of_section(report: Report, uuid: UUID) -> dict[str, Any] | None:
    """Return a section as the last revision of ``report`` that has it holds it; only the newest revisions are asked."""
    return next((one for one in _last_with(report, uuid) if one["uuid"] == str(uuid)), None)


def _last_with(report: Report, uuid: UUID) -> Sequence[dict[str, Any]]:
    """The sections of the last revision in which ``uuid`` stands."""
    newest = report.revisions.order_by("-number").values_list("pk", flat=True)[:LOOKED_BACK]
    content = (
        report.revisions.filter(pk__in=list(newest))
        .annotate(written=Cast("content", TextField()))
        .filter(written__contains=str(uuid))
        .order_by("-number")
        .values_list("content", flat=True)
        .first()
    )
    return content["sections"] if content else ()


def _paragraph(paragraph: Paragraph, points: list[str]) -> dict[str, Any]:
    return {
        "uuid": str(paragraph.uuid),
        "text": paragraph.text,
        "points": points,
        "quantifier": paragraph.quantifier,
        "recommendation": str(paragraph.recommendation.uuid) if paragraph.recommendation else None,
        "key": paragraph.drafted_key,
        "drafted": None if paragraph.drafted_text == paragraph.text else paragraph.drafted_text,
        "edited": paragraph.was_edited,
        "sentences": paragraph.sentences,
    }
