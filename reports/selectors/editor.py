"""A report as its editors see it: each paragraph beside its points, what the words claim, and whom they name."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import gettext_lazy

from dialogues.enums import AttributionRule
from dialogues.models import Point, Theme
from dialogues.selectors.points import PointTally, point_tallies
from reports.drafting import Counted
from reports.enums import SectionKind
from reports.guard import Finding, GuardParagraph
from reports.quantifiers import Quantifier, quantifier_for
from reports.render.inline import parse, plain_text
from reports.selectors.editor_views import (
    EditorView,
    NamePlace,
    ParagraphView,
    ReasonView,
    SectionView,
    SentenceView,
    Source,
)
from reports.selectors.meetings import report_meetings
from reports.selectors.names import beside_the_text, guard_for_report
from reports.wording import Wording, claimed_quantifier, wording_for

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from dialogues.querysets import PointQuerySet
    from reports.guard import Guard
    from reports.models import Paragraph, Report, Section

COUNTED = (SectionKind.SUMMARY, SectionKind.DISCUSSION, SectionKind.THEME, SectionKind.CUSTOM)
# The lines of the house scale, in words.
CONDITIONS = {
    Quantifier.STRONGLY_AGREED: gettext_lazy("nine in ten or more, and nobody disagreed"),
    Quantifier.PARTICIPANTS: gettext_lazy("more than half"),
    Quantifier.SEVERAL: gettext_lazy("a quarter or more"),
    Quantifier.SOME: gettext_lazy("three or more"),
    Quantifier.ANOTHER: gettext_lazy("fewer than three"),
}
UNNAMED = "unnamed"  # stands for the item of a point that is kept without its author
NO_ITEM = frozenset(
    {UNNAMED}
)  # what is written without a source names nobody: consent is for an item of the agenda
SOURCED = (*COUNTED, SectionKind.RECOMMENDATIONS, SectionKind.MATTERS_ARISING)  # sections in which that holds


def editor_of(report: Report, *, only: Collection[Section] | None = None) -> EditorView:
    """Return the report as its editors see it, in a constant number of queries; ``only`` some sections of it, while somebody types there."""
    wording = wording_for(report.language)
    sections = list(report.sections.prefetch_related("paragraphs__recommendation"))
    paragraphs = [paragraph for section in sections for paragraph in section.paragraphs.all()]
    linked = links_of(paragraphs)
    sources = {source.uuid: source for source in sources_of_report(report)}
    used = {point for links in linked.values() for point, _item in links}
    if only is not None:
        wanted = {section.pk for section in only}
        sections = [section for section in sections if section.pk in wanted]
    names = _names_in(report, sections, linked, guard_for_report(report))
    return EditorView(
        report=report,
        sections=tuple(
            SectionView(
                section,
                tuple(
                    _paragraph(one, section, linked[one.pk], sources, names[str(one.uuid)], wording)
                    for one in section.paragraphs.all()
                ),
                names[str(section.uuid)],
            )
            for section in sections
        ),
        front_names=names["front"],
        unused=tuple(source for uuid, source in sources.items() if uuid not in used),
        used=tuple(source for uuid, source in sources.items() if uuid in used),
    )


def names_in_text(report: Report, text: str) -> tuple[NamePlace, ...]:
    """Return whom a text about the whole report names."""
    seen = guard_for_report(report).check_block(GuardParagraph("text", text))
    return tuple(_place(one.finding, one.text) for one in seen)


def sources_of_report(report: Report) -> tuple[Source, ...]:
    """Return all points that the report may rest on: those of every meeting that it covers."""
    wording = wording_for(report.language)
    return tuple(
        _source(tally, wording) for meeting in report_meetings(report) for tally in point_tallies(meeting)
    )


def links_of(paragraphs: Sequence[Paragraph]) -> Mapping[int, list[tuple[UUID, str]]]:
    """The points of each paragraph with the agenda items that they were logged under, where somebody may be named with them."""
    links: dict[int, list[tuple[UUID, str]]] = defaultdict(list)
    rows = (
        Point.objects.filter(paragraphs__in=paragraphs)
        .order_by("agenda_item__position", "position", "uuid")
        .values_list("paragraphs", "uuid", "agenda_item__uuid", "attribution")
    )
    for paragraph, point, item, attribution in rows:
        links[paragraph].append((point, _item(item, attribution)))
    return links


def items_of_points(points: PointQuerySet) -> Mapping[str, str]:
    """The agenda item of each of ``points``, by its identifier, where somebody may be named with it."""
    rows = points.values_list("uuid", "agenda_item__uuid", "attribution")
    return {str(uuid): _item(item, attribution) for uuid, item, attribution in rows}


def _item(item: UUID, attribution: str) -> str:
    return str(item) if attribution == AttributionRule.ATTRIBUTED else UNNAMED


def _names_in(
    report: Report, sections: Sequence[Section], linked: Mapping[int, list[tuple[UUID, str]]], guard: Guard
) -> defaultdict[str, tuple[NamePlace, ...]]:
    front = (
        *(report.title, report.subtitle, report.attribution),
        *beside_the_text(report),
        *beside_recommendations(
            report,
            {one.recommendation_id for section in sections for one in section.paragraphs.all()} - {None},
        ),
    )
    texts = [GuardParagraph("front", text) for text in front]
    as_read: list[GuardParagraph] = []
    attributed = set()
    for section in sections:
        texts.append(GuardParagraph(str(section.uuid), section.heading, items_of(section.kind, ())))
        for paragraph in section.paragraphs.all():
            items = items_of(section.kind, (item for _point, item in linked[paragraph.pk]))
            texts.append(GuardParagraph(str(paragraph.uuid), paragraph.text, items))
            as_read += (GuardParagraph(str(paragraph.uuid), text, items) for text in _as_read(paragraph.text))
            if paragraph.recommendation:
                texts.append(GuardParagraph(str(paragraph.uuid), paragraph.recommendation.text, items))
            if section.kind == SectionKind.PRESENTATIONS:
                attributed.add(str(paragraph.uuid))
    found: defaultdict[str, tuple[NamePlace, ...]] = defaultdict(tuple)
    for text in (*texts, *as_read):
        told = {place.finding.subject for place in found[text.id]} if text in as_read else ()
        found[text.id] += tuple(
            _place(one.finding, one.text, is_attributed=text.id in attributed)
            for one in guard.check_block(text)
            if one.finding.subject not in told
        )
    return found


def beside_recommendations(report: Report, printed: Collection[int | None]) -> tuple[str, ...]:
    """What the public tracker says beside the recommendations that the report opens: where they come from, and their themes."""
    if not printed:
        return ()
    themes = Theme.objects.filter(recommendations__in=printed).order_by("pk").distinct()
    return report.meeting.title, *themes.values_list("name", flat=True)


def _as_read(text: str) -> tuple[str, ...]:
    """A paragraph and its footnotes as readers see them, where that differs: links, notes and entities can part a name."""
    parsed = parse(text)
    read = tuple(plain_text(runs) for runs in (parsed.runs, *parsed.notes))
    return () if read == (" ".join(text.split()),) else read


def items_of(kind: str, linked: Iterable[str]) -> frozenset[str]:
    """What a text rests on; where it tells what was said or asked for and rests on nothing, no consent is for it."""
    return frozenset(linked) or (NO_ITEM if kind in SOURCED else frozenset())


def _place(finding: Finding, text: str, *, is_attributed: bool = False) -> NamePlace:
    around = 32
    before = text[max(0, finding.start - around) : finding.start]
    after = text[finding.end : finding.end + around]
    return NamePlace(
        finding,
        f"…{before}" if finding.start > around else before,
        f"{after}…" if finding.end + around < len(text) else after,
        is_attributed,
        text[finding.neutral_start : finding.neutral_end] if finding.neutral else "",
    )


def _paragraph(
    paragraph: Paragraph,
    section: Section,
    linked: Sequence[tuple[UUID, str]],
    sources: Mapping[UUID, Source],
    names: tuple[NamePlace, ...],
    wording: Wording,
) -> ParagraphView:
    held = tuple(sources[point] for point, _item in linked if point in sources)
    counted = section.kind in COUNTED  # also without points: then nothing supports what the words claim
    supported = min((source.quantifier for source in held), default=Quantifier.ANOTHER) if counted else None
    said = claimed_quantifier(paragraph.text, wording)
    claimed = (
        max((step for step in (said, paragraph.quantifier) if step is not None), default=None)
        if counted
        else None
    )
    return ParagraphView(
        paragraph=paragraph,
        sources=held,
        sentences=_sentences(paragraph, sources, wording),
        lost_sources=len(linked) - len(held),
        supported=supported,
        supported_words=wording.scale_words[supported] if supported else "",
        claimed=Quantifier(claimed) if claimed else None,
        claimed_words=wording.scale_words[Quantifier(claimed)] if claimed else "",
        names=names,
    )


def _sentences(
    paragraph: Paragraph, sources: Mapping[UUID, Source], wording: Wording
) -> tuple[SentenceView, ...]:
    """The drafted sentences that rest on points, as they are read; what no longer counts is left out."""
    return tuple(
        SentenceView(
            plain_text(parse(sentence["text"]).runs),
            tuple(
                ReasonView(
                    point=sources[UUID(why["point"])].text,
                    counted=why["counted"],
                    n=why["n"],
                    present=why["present"],
                    dissents=why["dissents"],
                    words=wording.scale_words[Quantifier(why["quantifier"])],
                    condition=CONDITIONS[Quantifier(why["quantifier"])],
                )
                for why in sentence["why"]
                if UUID(why["point"]) in sources
            ),
            is_quoted=sentence["quantifier"] is None
            and all(why["counted"] == Counted.SUPPORT for why in sentence["why"]),
        )
        for sentence in paragraph.sentences
        if sentence["why"]
    )


def _source(tally: PointTally, wording: Wording) -> Source:
    quantifier = quantifier_for(tally.supporters, tally.present, tally.dissents)
    return Source(
        uuid=tally.uuid,
        text=tally.text,
        item_title=tally.item_title,
        theme_name=tally.theme_name,
        supporters=tally.supporters,
        present=max(tally.present, tally.supporters),
        dissents=tally.dissents,
        qualifiers=tally.qualifiers,
        is_attributed=tally.attribution == AttributionRule.ATTRIBUTED,
        quantifier=quantifier,
        words=wording.scale_words[quantifier],
    )
