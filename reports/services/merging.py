"""Bringing a draft into a report that is there."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any
from uuid import UUID

from recommendations.models import Recommendation
from reports.merging import merge_text
from reports.models import Paragraph, Section
from reports.selectors.redraft import keys_of_draft, merge_with
from reports.services.points import links_of, set_points
from reports.wording import capitalised
from stakeholders.services.writing import check

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reports.drafting import Draft, DraftParagraph, DraftSection
    from reports.merging import MergedDraft, MergedSection, Outcome
    from reports.models import Report

FRONT = ("title", "subtitle", "attribution")
WRITTEN = (
    "section_id",
    "position",
    "text",
    "quantifier",
    "recommendation_id",
    "drafted_key",
    "drafted_text",
    "sentences",
    "offered_text",
    "is_new",
)


def bring_in(report: Report, draft: Draft) -> tuple[MergedDraft, list[Section | Paragraph]]:
    """Write what :func:`reports.merging.merge_draft` decides; return that, and the parts that changed."""
    merged = merge_with(report, draft)
    _front(report, draft)
    sections = _Sections(report, draft)
    paragraphs = _Paragraphs(report, draft)
    Paragraph.objects.filter(uuid__in=[held.id for held in merged.removed]).delete()
    for position, part in enumerate(merged.sections):
        section = sections.place(part, position)
        for place, outcome in enumerate(part.texts):
            paragraphs.place(outcome, section, place)
    paragraphs.write()
    report.sections.exclude(pk__in=[section.pk for section in sections.placed]).delete()
    report.drafted_keys = list(merged.known)
    report.drafted_front = _front_of(draft)
    check(report)
    report.save(update_fields=[*FRONT, "drafted_keys", "drafted_front", "updated_at"])
    return merged, [*sections.changed, *paragraphs.changed]


def _front_of(draft: Draft) -> dict[str, Any]:
    headings = zip(keys_of_draft(draft), draft.sections, strict=True)
    return {
        "title": capitalised(draft.title),
        "subtitle": draft.subtitle,
        "attribution": draft.attribution,
        "headings": {key: section.title for key, section in headings},
    }


def _front(report: Report, draft: Draft) -> None:
    """What was typed on the cover stays; where the record changed besides, both stand or the typed one does."""
    drafted = _front_of(draft)
    for name in FRONT:
        setattr(report, name, _kept(getattr(report, name), report.drafted_front.get(name), drafted[name]))


def _kept(mine: str, base: str | None, new: str) -> str:
    """Where it is not known what was drafted (``base``), everything that stands counts as typed."""
    if base is None:
        return mine or new
    return merge_text(base, mine, new).text


class _Sections:
    """Finds or makes the sections of a report, in their new places."""

    def __init__(self, report: Report, draft: Draft) -> None:
        self.report = report
        self.standing = {str(section.uuid): section for section in report.sections.all()}
        self.drafted: Mapping[str, DraftSection] = dict(
            zip(keys_of_draft(draft), draft.sections, strict=True)
        )
        self.placed: list[Section] = []
        self.changed: list[Section] = []

    def place(self, part: MergedSection, position: int) -> Section:
        drafted = self.drafted.get(part.key)
        section = self.standing.get(part.id) or Section(report=self.report)
        before = (section.pk, section.heading, section.position)
        if drafted is not None:
            base = self.report.drafted_front.get("headings", {}).get(part.key)
            section.heading = _kept(section.heading, base, drafted.title) if section.pk else drafted.title
            section.kind, section.theme_id = drafted.kind, int(drafted.theme) if drafted.theme else None
        section.position = position
        if before != (section.pk, section.heading, position) or section.pk is None:
            section.save()
            self.changed.append(section)
        self.placed.append(section)
        return section


class _Paragraphs:
    """Finds or makes the paragraphs of a report, with what the draft now knows of each; writes them all at once."""

    def __init__(self, report: Report, draft: Draft) -> None:
        self.report = report
        self.standing = {str(one.uuid): one for one in Paragraph.objects.filter(section__report=report)}
        self.links = links_of(report)
        self.drafted: Mapping[str, DraftParagraph] = {
            text.key: text for section in draft.sections for text in section.paragraphs
        }
        wanted = {text.recommendation for text in self.drafted.values()} - {""}
        found = Recommendation.objects.filter(uuid__in=wanted).values_list("uuid", "pk")
        self.recommendations = {str(uuid): pk for uuid, pk in found}
        self.wanted: list[tuple[Paragraph, set[UUID]]] = []
        self.new: list[Paragraph] = []
        self.renewed: list[Paragraph] = []

    @property
    def changed(self) -> list[Paragraph]:
        return self.new + self.renewed

    def place(self, outcome: Outcome, section: Section, place: int) -> None:
        paragraph = self.standing.get(outcome.id) or Paragraph()
        before = [getattr(paragraph, name) for name in WRITTEN]
        paragraph.section, paragraph.position = section, place
        paragraph.text, paragraph.is_new = outcome.text, outcome.is_new and bool(self.standing)
        paragraph.drafted_key, paragraph.drafted_text = outcome.key, outcome.base
        if outcome.offered is not None:
            paragraph.offered_text = outcome.offered
        if drafted := self.drafted.get(outcome.key):
            self.wanted.append((paragraph, self._points(paragraph, drafted)))
            paragraph.sentences = [asdict(sentence) for sentence in drafted.sentences]
            paragraph.recommendation_id = self.recommendations.get(drafted.recommendation)
            if outcome.is_new or (outcome.is_renewed and not paragraph.was_edited):
                paragraph.quantifier = drafted.quantifier
        if outcome.is_new:
            self.new.append(paragraph)
        elif before != [getattr(paragraph, name) for name in WRITTEN]:
            self.renewed.append(paragraph)

    def write(self) -> None:
        """Write all in a few queries: a long report must not ask the database about each of its paragraphs."""
        Paragraph.objects.bulk_create(self.new)
        Paragraph.objects.bulk_update(self.renewed, WRITTEN)
        set_points(self.report, {paragraph.pk: points for paragraph, points in self.wanted})

    def _points(self, paragraph: Paragraph, drafted: DraftParagraph) -> set[UUID]:
        """The points that the draft gives to a paragraph, but for what hands gave to it and took from it before."""
        wanted = {UUID(point) for point in drafted.points}
        if not paragraph.was_edited:  # nor is one that has just come in
            return wanted
        held = self.links[paragraph.pk]
        before = {UUID(point) for sentence in paragraph.sentences for point in sentence["points"]}
        return (wanted - (before - held)) | (held - before)
