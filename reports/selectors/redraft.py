"""What a draft made from the record now would change in a report that is there."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from reports.drafting import draft_report
from reports.enums import SectionKind
from reports.merging import DraftedSection, DraftedText, HeldSection, HeldText, MergedDraft, merge_draft
from reports.models import Publication, Report
from reports.selectors.meetings import report_meetings
from reports.selectors.record import record_for_meeting, record_for_meetings
from reports.wording import wording_for

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reports.drafting import Draft, MeetingRecord
    from reports.models import Paragraph, Section
    from reports.querysets import ReportQuerySet


def draft_from_record(report: Report) -> Draft | None:
    """Return what the record of all its meetings says now, or nothing where no point was logged that a report could tell."""
    wording = wording_for(report.language)
    if report.is_compiled:
        compiled = record_for_meetings(report_meetings(report), wording, previous=report.previous)
        return draft_report(compiled) if any(map(_tells, compiled.meetings)) else None
    record = record_for_meeting(report.meeting, wording, previous=report.previous)
    return draft_report(record) if _tells(record) else None


def _tells(record: MeetingRecord) -> bool:
    return bool(record.themes) or any(held.points for held in record.presentations)


def reports_before(report: Report) -> ReportQuerySet:
    """Return the reports of the dialogue that the public can read, on meetings before those of ``report``, the last first."""
    first = report_meetings(report)[0]
    return Report.objects.filter(
        pk__in=Publication.objects.open_to_the_public().values("report"),
        meeting__dialogue=first.dialogue_id,
        meeting__starts_at__lt=first.starts_at,
    ).order_by("-meeting__starts_at", "-pk")


def merge_with(report: Report, draft: Draft) -> MergedDraft:
    """Return what becomes of the paragraphs of ``report`` when ``draft`` comes in; nothing is written."""
    sections = list(report.sections.prefetch_related("paragraphs"))
    return merge_draft(
        [
            HeldSection(str(section.uuid), key, tuple(_held(one) for one in section.paragraphs.all()))
            for section, key in zip(sections, keys_of_sections(sections), strict=True)
        ],
        [
            DraftedSection(
                key, section.title, tuple(DraftedText(one.key, one.text) for one in section.paragraphs)
            )
            for section, key in zip(draft.sections, keys_of_draft(draft), strict=True)
        ],
        report.drafted_keys,
    )


def keys_of_sections(sections: Iterable[Section]) -> list[str]:
    """Return the keys by which the sections of a report are those of a draft; empty for those added by hand."""
    return _numbered(
        "" if one.kind == SectionKind.CUSTOM else f"{one.kind}:{one.theme_id or ''}" for one in sections
    )


def keys_of_draft(draft: Draft) -> list[str]:
    """Return the keys of a draft's sections."""
    return _numbered(f"{section.kind}:{section.theme}" for section in draft.sections)


def _numbered(keys: Iterable[str]) -> list[str]:
    """A second section of the same kind and theme gets a number."""
    seen: Counter[str] = Counter()
    numbered = []
    for key in keys:
        seen[key] += 1
        numbered.append(f"{key}:{seen[key]}" if key and seen[key] > 1 else key)
    return numbered


def _held(paragraph: Paragraph) -> HeldText:
    return HeldText(str(paragraph.uuid), paragraph.text, paragraph.drafted_key, paragraph.drafted_text)
