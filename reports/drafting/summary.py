"""The first page of a draft: who met and when, the best supported point of each theme, and what became of earlier matters."""

from collections.abc import Iterator
from itertools import groupby

from reports.drafting.drafts import DraftParagraph, DraftSection, DraftSentence
from reports.drafting.phrasing import IN_A_SENTENCE, Reading
from reports.drafting.records import MatterArising, PointRecord
from reports.drafting.story import Story
from reports.enums import SectionKind
from reports.quantifiers import Quantifier
from reports.wording import Frames, Shape, Wording, capitalised

SUMMARY_FLOOR = Quantifier.SOME


def summary_of(story: Story) -> Iterator[DraftSection]:
    """Write the summary."""
    wording = story.wording
    paragraphs = [DraftParagraph.of("summary:lead", _lead(story)), *_key_points(story)]
    count = sum(len(meeting.recommendations) for meeting in story.meetings)
    if count:
        forms = wording.recommendations_count_many if story.is_compiled else wording.recommendations_count
        told = capitalised(wording.counted(count, forms))
        paragraphs.append(DraftParagraph.plain("summary:recommendations", told))
    yield DraftSection(SectionKind.SUMMARY, wording.summary_title, tuple(paragraphs))


def matters_of(story: Story) -> Iterator[DraftSection]:
    """Write what became of the previous report's recommendations."""
    wording, previous = story.wording, story.previous
    if previous is None:
        return
    link = f"[{wording.embedded(previous.title)}]({previous.address})"
    if story.matters:
        told = wording.counted(len(story.matters), wording.matters_lead, previous=link)
    else:
        told = wording.no_matters.format(previous=link)
    paragraphs = [DraftParagraph.plain("matters:lead", capitalised(told))]
    paragraphs += [
        DraftParagraph.of(f"matters:{matter.code}", _matter(story, matter)) for matter in story.matters
    ]
    yield DraftSection(SectionKind.MATTERS_ARISING, wording.matters_title, tuple(paragraphs))


def _lead(story: Story) -> Iterator[DraftSentence]:
    wording, phrasing = story.wording, story.phrasing
    subject = _subject(story)
    host = story.named(story.host)
    if story.is_compiled:
        days = tuple(wording.on_date.format(date=story.date_of(meeting)) for meeting in story.meetings)
        dates = wording.list_of(days)
        told = wording.counted(len(days), wording.lead_many, host=host, subject=subject, dates=dates)
        yield DraftSentence(phrasing.stopped(capitalised(told)))
    else:
        meeting = story.meetings[0]
        told = wording.lead.format(
            date=story.date_of(meeting),
            host=host,
            format=wording.meeting_formats[meeting.format],
            subject=subject,
        )
        yield DraftSentence(phrasing.stopped(told))
    purpose, foreign = phrasing.kept(story.purpose)
    if foreign:
        before, after = wording.quotation
        purpose = wording.focus_foreign.format(text=phrasing.marked(f"{before}{purpose}{after}", foreign))
    elif purpose and wording.grammar.is_fragment(purpose):
        purpose = wording.focus.format(purpose=purpose)
    if purpose:
        yield DraftSentence(phrasing.stopped(purpose), untranslated=foreign)


def _subject(story: Story) -> str:
    """The title as the first sentence has it: within, or in quotation marks, which some languages' frames have anyway."""
    wording = story.wording
    title, foreign = story.phrasing.kept(story.title)
    if not foreign:
        return wording.grammar.subject(title, story.phrasing.proper_names)
    before, after = ("", "") if wording.quotation[0] in wording.lead else wording.quotation
    return f"{before}{title}{after}"


def _key_points(story: Story) -> Iterator[DraftParagraph]:
    """The best supported point of each theme, gathered by strength; what fits into sentences before what is quoted."""
    best = [min((said.point for said in theme.said), key=by_strength) for theme in story.themes]
    told = [
        story.phrasing.read(point)
        for point in sorted(best, key=by_strength)
        if point.quantifier >= SUMMARY_FLOOR and point.organisation_type is None
    ]
    for quantifier, group in groupby(told, key=lambda reading: reading.point.quantifier):
        readings = sorted(group, key=lambda reading: _SHAPES.index(reading.statement.shape))
        yield DraftParagraph.of(
            f"summary:{quantifier.name.lower()}", _key_sentences(story, readings), quantifier=quantifier
        )


def _key_sentences(story: Story, readings: list[Reading]) -> Iterator[DraftSentence]:
    phrasing, wording = story.phrasing, story.wording
    further = False
    for shape, group in groupby(readings, key=lambda reading: reading.statement.shape):
        held = list(group)
        if shape not in IN_A_SENTENCE:
            for reading in held:
                yield phrasing.joined(phrasing.frames_for(reading), reading.point.quantifier, [reading])
            continue
        for few in (held[start : start + 2] for start in range(0, len(held), 2)):
            yield phrasing.joined(_frames(wording, shape, further=further), few[0].point.quantifier, few)
            further = True


def _frames(wording: Wording, shape: Shape, *, further: bool) -> Frames:
    if shape is Shape.NEED:
        return wording.further_need_frames if further else wording.need_frames
    return wording.further_frames if further else wording.claim_frames


def _matter(story: Story, matter: MatterArising) -> Iterator[DraftSentence]:
    wording, phrasing = story.wording, story.phrasing
    text, foreign = phrasing.printed(matter.code, matter.text)
    yield DraftSentence(text, untranslated=foreign)
    yield DraftSentence(wording.completions[matter.completion])
    others = tuple(
        wording.completion_words[other]
        for other in dict.fromkeys(matter.others)
        if other != matter.completion
    )
    if others:
        yield DraftSentence(wording.assessed_otherwise.format(steps=wording.list_of(others)))
    answers = []
    for answer, words in wording.answers.items():
        held = tuple(each.addressee for each in matter.answers if each.answer == answer)
        if held:
            answers.append(
                words.format(
                    addressees=wording.list_of(tuple(story.named(name) for name in held)),
                    of_addressees=wording.list_of(
                        tuple(wording.grammar.of(wording.embedded(name)) for name in held)
                    ),
                )
            )
    if answers:
        yield DraftSentence(phrasing.stopped(capitalised(wording.semicolon.join(answers))))


def by_strength(point: PointRecord) -> tuple[int, int]:
    """Sort the best supported point first."""
    return -point.quantifier, -point.supports


_SHAPES = (Shape.CLAUSE, Shape.NEED, Shape.QUESTION, Shape.QUOTE)
