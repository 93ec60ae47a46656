"""Whom published versions name who has not agreed, or no longer does: looked at again before more people read them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dialogues.models import Point
from reports.enums import SectionKind
from reports.guard import GuardParagraph
from reports.render.blocks import plain_text, texts_of
from reports.render.context import ReportContext
from reports.render.inline import plain_text as plain_runs
from reports.selectors.editor import beside_recommendations, items_of, items_of_points
from reports.selectors.names import guard_for_report

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from reports.guard import Finding
    from reports.models import Publication, Report
    from reports.render.blocks import Block
    from reports.render.context import FrozenSection


def names_in_versions(report: Report, versions: Iterable[Publication]) -> tuple[Finding, ...]:
    """Return whom the frozen words of ``versions`` name, and what the tracker shows with them, by the consents of today.

    A frozen paragraph rests on the points that it rested on when it was published.
    """
    guard = guard_for_report(report)
    texts = (text for version in versions for text in _texts(report, version))
    return tuple(seen.finding for text in texts for seen in guard.check_block(text))


@dataclass(frozen=True, slots=True)
class _Rests:
    """What the parts of a version rest on: the items of each paragraph, by anchor, and of each recommendation that it prints."""

    anchors: Mapping[str, tuple[str, ...]]
    recommendations: Mapping[str, tuple[str, ...]]


def _rests(report: Report, version: Publication) -> _Rests:
    held = report.revisions.filter(content__version=version.number).values_list("content", flat=True).first()
    paragraphs = [one for section in (held or {}).get("sections", ()) for one in section["paragraphs"]]
    wanted = {point for one in paragraphs for point in one["points"]}
    items = items_of_points(Point.objects.filter(uuid__in=wanted))
    rests = [tuple(items[point] for point in one["points"] if point in items) for one in paragraphs]
    return _Rests(
        {f"p-{one['uuid'].replace('-', '')[:8]}": on for one, on in zip(paragraphs, rests, strict=True)},
        {one["recommendation"]: on for one, on in zip(paragraphs, rests, strict=True)},
    )


def _texts(report: Report, version: Publication) -> Iterator[GuardParagraph]:
    document, rests = ReportContext.from_data(version.content), _rests(report, version)
    look = document.look
    front = (document.title, document.subtitle, document.attribution, document.change_note)
    printed = list(version.recommendations.order_by("pk"))
    beside = beside_recommendations(report, {one.pk for one in printed})
    for text in filter(None, (*front, look.imprint, look.logo_alt, *beside)):
        yield GuardParagraph("front", text)
    for recommendation in printed:
        items = items_of(SectionKind.RECOMMENDATIONS, rests.recommendations.get(str(recommendation.uuid), ()))
        yield GuardParagraph(str(recommendation.uuid), recommendation.text, items)
    for section in document.sections:
        yield GuardParagraph(section.id, section.title, items_of(section.kind, ()))
        for anchor, blocks in _by_paragraph(section).items():
            items = items_of(section.kind, rests.anchors.get(anchor, ()))
            for text in _as_read(blocks, document):
                yield GuardParagraph(anchor, text, items)


def _by_paragraph(section: FrozenSection) -> Mapping[str, list[Block]]:
    """The blocks of each paragraph as it was written: the first has its anchor, the others a number behind it."""
    blocks: dict[str, list[Block]] = {}
    for block in section.paragraphs:
        blocks.setdefault("-".join(block.id.split("-")[:2]), []).append(block)
    return blocks


def _as_read(blocks: Iterable[Block], document: ReportContext) -> Iterator[str]:
    """The words of a paragraph, its footnotes, and the addresses that it links to."""
    blocks = list(blocks)
    yield "\n".join(plain_text(block) for block in blocks)
    runs = [run for block in blocks for text in texts_of(block) for run in text]
    notes = [document.footnotes[run.note - 1] for run in runs if run.note]
    yield from map(plain_runs, notes)
    yield from (run.href for run in (*runs, *(run for note in notes for run in note)) if run.href)
