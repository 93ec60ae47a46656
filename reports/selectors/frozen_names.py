"""Whom published versions name who has not agreed, or no longer does: looked at again before more people read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.guard import GuardParagraph
from reports.models import Paragraph
from reports.render.blocks import plain_text, texts_of
from reports.render.context import ReportContext
from reports.render.inline import plain_text as plain_runs
from reports.selectors.editor import items_of, links_of
from reports.selectors.names import guard_for_report

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from reports.guard import Finding
    from reports.models import Publication, Report
    from reports.render.blocks import Block
    from reports.render.context import FrozenSection


def names_in_versions(report: Report, versions: Iterable[Publication]) -> tuple[Finding, ...]:
    """Return whom the frozen words of ``versions`` name, by the consents of today.

    A frozen paragraph rests on what the paragraph of the same anchor rests on now; one that is gone rests on nothing.
    """
    guard = guard_for_report(report)
    linked = _linked_by_anchor(report)
    texts = (
        text for version in versions for text in _texts(ReportContext.from_data(version.content), linked)
    )
    return tuple(seen.finding for text in texts for seen in guard.check_block(text))


def _linked_by_anchor(report: Report) -> Mapping[str, tuple[str, ...]]:
    paragraphs = list(Paragraph.objects.filter(section__report=report))
    links = links_of(paragraphs)
    return {f"p-{one.uuid.hex[:8]}": tuple(item for _point, item in links[one.pk]) for one in paragraphs}


def _texts(document: ReportContext, linked: Mapping[str, tuple[str, ...]]) -> Iterator[GuardParagraph]:
    look = document.look
    front = (document.title, document.subtitle, document.attribution, document.change_note)
    for text in filter(None, (*front, look.imprint, look.logo_alt)):
        yield GuardParagraph("front", text)
    for section in document.sections:
        yield GuardParagraph(section.id, section.title, items_of(section.kind, ()))
        for anchor, blocks in _by_paragraph(section).items():
            items = items_of(section.kind, linked.get(anchor, ()))
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
