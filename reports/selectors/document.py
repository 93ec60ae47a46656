"""A report as the document that would be published now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Q
from django.urls import reverse

from reports.disclosure import TABLE_FLOOR, PublishedTable, suppress
from reports.drafting import composition_in_words, date_in_words
from reports.enums import SectionKind
from reports.models import Publication, Report
from reports.quantifiers import HOUSE_SCALE
from reports.render.context import (
    CompositionTable,
    PrintedScale,
    ReportContext,
    Row,
    SectionText,
    freeze_sections,
)
from reports.render.plain import from_plain
from reports.selectors.look import look_for
from reports.selectors.meetings import report_meetings
from reports.selectors.record import composition_of
from reports.wording import Wording, with_article, wording_for

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from dialogues.models import Meeting
    from reports.drafting import CompositionRecord


def document_of(
    report: Report,
    *,
    number: int,
    published_at: datetime,
    change_note: str = "",
    previous: ReportContext | None = None,
) -> ReportContext:
    """Return everything that version ``number`` says, frozen."""
    wording = wording_for(report.language)
    sections, footnotes = freeze_sections(_sections(report))
    host = report.meeting.dialogue.host.name
    address = settings.SITE_URL + reverse("reports:publication_detail", args=[report.slug])
    return ReportContext(
        language=wording.language,
        direction=wording.direction,
        labels=wording.labels,
        host=host,
        title=report.title,
        subtitle=report.subtitle,
        sections=sections,
        footnotes=footnotes,
        composition=_composition(report_meetings(report), wording),
        attribution=report.attribution,
        scale=_scale(wording),
        version=number,
        published=published_at.isoformat(),
        published_on=date_in_words(published_at.astimezone(report.meeting.zone).date(), wording),
        previous_version=previous.version if previous else 0,
        change_note=change_note,
        imprint=wording.imprint.format(host=with_article(host, wording.grammar), address=address),
        address=address,
        look=look_for(wording.language),
    )


def _sections(report: Report) -> tuple[SectionText, ...]:
    """Anchors come from the identifiers of sections and paragraphs, so that a link survives a correction."""
    return tuple(
        SectionText(
            id=f"s-{section.uuid.hex[:8]}",
            kind=section.kind,
            title=section.heading or section.get_kind_display(),
            level=2 if section.kind == SectionKind.THEME else 1,
            paragraphs=tuple((f"p-{one.uuid.hex[:8]}", one.text) for one in section.paragraphs.all()),
        )
        for section in report.sections.prefetch_related("paragraphs")
    )


def _composition(meetings: Sequence[Meeting], wording: Wording) -> CompositionTable:
    """Who took part. A table of several meetings must not tell, beside that of one of them, who was at the others."""
    return composition_table(
        composition_of(*meetings),
        wording,
        published=_tables_told(meetings),
        parts=[composition_of(one) for one in meetings] if len(meetings) > 1 else (),
    )


def _tables_told(meetings: Sequence[Meeting]) -> list[PublishedTable]:
    """Every table that was published with one of ``meetings`` in it: by earlier versions, in other languages, in compiled reports.

    What was printed stays known, also of versions that are taken off the site or wait for their embargo to end.
    """
    sharing = Report.objects.filter(
        Q(meeting__in=meetings) | Q(is_compiled=True, further_meetings__in=meetings)
    )
    printed = Publication.objects.filter(report__in=sharing).order_by("report", "number")
    return [
        table_told(from_plain(CompositionTable, composition), wording_for(language))
        for composition, language in printed.values_list("content__composition", "content__language")
    ]


def composition_table(
    composition: CompositionRecord,
    wording: Wording,
    *,
    published: Sequence[PublishedTable] = (),
    parts: Sequence[CompositionRecord] = (),
) -> CompositionTable:
    """Return the table of a composition as it may be published, in words.

    What it hides is chosen among the kinds themselves: chosen among their names, each language would hide others, and
    two editions side by side would tell what either hides.
    """
    table = suppress(composition.by_type, told=published, parts=[part.by_type for part in parts])
    labels, names = wording.labels, wording.organisation_kinds
    told = sorted((names[kind], count) for kind, count in table.cells.items() if count is not None)
    rows = [Row(name, str(count)) for name, count in told]
    withheld = tuple(sorted(names[kind] for kind in table.hidden))
    if withheld:
        # With the total told, what these groups have together is no secret; each alone is.
        together = sum(composition.by_type[kind] for kind in table.hidden)
        label = wording.composition_together.format(kinds=wording.list_of(withheld))
        rows.append(Row(label, labels.withheld if table.total is None else str(together)))
    note = labels.withheld_note if table.total is None else labels.together_note if withheld else ""
    return CompositionTable(
        sentence=composition_in_words(composition, table, wording),
        head=wording.composition_head,
        rows=tuple(rows),
        total=labels.withheld if table.total is None else str(table.total),
        note=note.format(floor=TABLE_FLOOR),
        withheld=withheld,
    )


def table_told(composition: CompositionTable, wording: Wording) -> PublishedTable:
    """Read back what a version published in the language of ``wording``, so that the next reveals nothing by the difference."""
    kinds = {name: kind for kind, name in wording.organisation_kinds.items()}
    told = composition.rows[:-1] if composition.withheld else composition.rows
    cells: dict[str, int | None] = {kinds.get(row.label, row.label): int(row.value) for row in told}
    cells.update(dict.fromkeys(kinds.get(name, name) for name in composition.withheld))
    return PublishedTable(cells, int(composition.total) if composition.total.isdecimal() else None)


def _scale(wording: Wording) -> PrintedScale:
    rows = tuple(Row(wording.scale_words[step.quantifier], step.condition) for step in HOUSE_SCALE.steps)
    return PrintedScale(rows, wording.labels.scale_key.format(floor=HOUSE_SCALE.floor))
