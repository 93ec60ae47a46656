"""The body of a draft: presentations, the discussion theme by theme, recommendations."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from reports.drafting.drafts import DraftParagraph, DraftSection, DraftSentence
from reports.drafting.records import MeetingRecord, PointRecord, RecommendationRecord, SpeakerRecord
from reports.drafting.story import JoinedTheme, Said, Story, speakers_of
from reports.enums import SectionKind
from reports.quantifiers import Quantifier
from reports.wording import Shape, capitalised

SINGLE_POINTS_AT_MOST = 5


def presentations_of(story: Story) -> Iterator[DraftSection]:
    """Write who presented what, meeting by meeting."""
    paragraphs: list[DraftParagraph] = []
    for meeting in story.meetings:
        speakers = speakers_of(meeting)
        if not speakers:
            continue
        lead = _introduced(story, meeting, speakers)
        paragraphs.append(DraftParagraph.plain(_lead_key("presentations", story, meeting), lead))
        for speaker in speakers:
            held = (each for each in meeting.presentations if each.speaker == speaker)
            points = [point for each in held for point in each.points]
            if points:
                sentences = _presentation(story, speaker, points)
                paragraphs.append(DraftParagraph.of(f"presentations:{points[0].id}", sentences))
    if paragraphs:
        title = story.wording.presentations_title
        yield DraftSection(SectionKind.PRESENTATIONS, title, tuple(paragraphs))


def discussion_of(story: Story) -> Iterator[DraftSection]:
    """Write the discussion: a section for each theme, the strongest agreement first and single voices last."""
    themes, wording = story.themes, story.wording
    if not themes:
        return
    follows = any(meeting.presentations for meeting in story.meetings) and not story.is_compiled
    forms = wording.discussion_lead_after if follows else wording.discussion_lead
    lead = DraftParagraph.plain("discussion:lead", capitalised(wording.counted(len(themes), forms)))
    yield DraftSection(SectionKind.DISCUSSION, wording.discussion_title, (lead,))
    for theme in themes:
        title = theme.title or wording.other_theme_title
        yield DraftSection(SectionKind.THEME, title, tuple(_theme(story, theme)), theme=theme.id)


def recommendations_of(story: Story) -> Iterator[DraftSection]:
    """Write what was recommended, to whom, and the first step that was agreed, meeting by meeting."""
    wording = story.wording
    paragraphs: list[DraftParagraph] = []
    for meeting in story.meetings:
        if not meeting.recommendations:
            continue
        lead = wording.recommendations_lead
        if story.is_compiled:
            lead = wording.recommendations_lead_at.format(date=story.date_of(meeting))
        paragraphs.append(DraftParagraph.plain(_lead_key("recommendations", story, meeting), lead))
        paragraphs += [
            DraftParagraph.of(
                f"recommendation:{asked.id}", _recommendation(story, asked), recommendation=asked.id
            )
            for asked in meeting.recommendations
        ]
    if paragraphs:
        title = wording.recommendations_title
        yield DraftSection(SectionKind.RECOMMENDATIONS, title, tuple(paragraphs))


def _lead_key(part: str, story: Story, meeting: MeetingRecord) -> str:
    return f"{part}:lead:{meeting.id}" if story.is_compiled else f"{part}:lead"


# --- presentations ----------------------------------------------------------------------------------


def _introduced(story: Story, meeting: MeetingRecord, speakers: Sequence[SpeakerRecord]) -> str:
    wording = story.wording
    if story.is_compiled:
        frames = wording.presentations_one_at, wording.presentations_many_at
    else:
        frames = wording.presentations_one, wording.presentations_many
    introduced = [_introduction(story, speaker) for speaker in speakers]
    return frames[len(speakers) > 1].format(
        date=story.date_of(meeting),
        speakers=wording.list_of(tuple(introduced)),
        of_speakers=wording.list_of(tuple(wording.grammar.of_person(each) for each in introduced)),
    )


def _introduction(story: Story, speaker: SpeakerRecord) -> str:
    """Name and organisation, with the short form that later sentences may use."""
    wording = story.wording
    name = wording.embedded(speaker.name)
    if not speaker.organisation:
        return name
    has_short = speaker.short_name and speaker.short_name != speaker.organisation
    frame = wording.introduction_short if has_short else wording.introduction
    return frame.format(
        speaker=name,
        name=wording.embedded(speaker.organisation),
        organisation=story.named(speaker.organisation),
        short=wording.embedded(speaker.short_name),
    )


def _presentation(
    story: Story, speaker: SpeakerRecord, points: Sequence[PointRecord]
) -> Iterator[DraftSentence]:
    wording, phrasing = story.wording, story.phrasing
    for number, point in enumerate(points):
        reading = phrasing.read(point)
        frames = wording.speaker_further_frames if number else wording.speaker_frames
        called = wording.grammar.called(speaker.name) if number else speaker.name
        said = phrasing.spoken(frames, wording.speaker_quote_frame, reading, called)
        yield DraftSentence(said, (point.id,), untranslated=reading.foreign)
        if reading.statement.shape in {Shape.CLAUSE, Shape.NEED}:
            yield DraftSentence(reading.statement.rest, (point.id,))


# --- discussion -------------------------------------------------------------------------------------


def _theme(story: Story, theme: JoinedTheme) -> Iterator[DraftParagraph]:
    opens, told_of = True, -1
    for quantifier, group in groupby(sorted(theme.said, key=_by_weight), key=_step):
        for place, said in groupby(group, key=lambda one: one.place):
            points = [one.point for one in said]
            alone = quantifier is Quantifier.ANOTHER
            size = SINGLE_POINTS_AT_MOST if alone else len(points)
            front = _front(story, place) if place != told_of else ""
            told_of = place
            for start in range(0, len(points), size):
                held = points[start : start + size]
                sentences = story.phrasing.tell(held, opens=opens, front=front)
                first = _first_on_record(held, theme)
                yield DraftParagraph.of(f"theme:{theme.id}:{first}", sentences, quantifier=quantifier)
                opens = False


def _front(story: Story, place: int) -> str:
    """Which meeting a paragraph tells of, where there are several."""
    day = story.day_of(story.meetings[place])
    return story.wording.at_meeting.format(date=day) if story.is_compiled else ""


def _first_on_record(points: Sequence[PointRecord], theme: JoinedTheme) -> str:
    """What names a paragraph: late points come at the end of the record, so that this one stays the first."""
    held = {point.id for point in points}
    return next(said.point.id for said in theme.said if said.point.id in held)


def _step(said: Said) -> Quantifier:
    return said.point.quantifier


def _by_weight(said: Said) -> tuple[int, int]:
    """Sort the stronger first, and what is as strong in the order of the record.

    So what refers to what went before still does, and the order gives away no count that the words do not.
    """
    return -said.point.quantifier, said.place


# --- recommendations --------------------------------------------------------------------------------


def _recommendation(story: Story, asked: RecommendationRecord) -> Iterator[DraftSentence]:
    wording, phrasing = story.wording, story.phrasing
    text, foreign = phrasing.printed(asked.code, asked.text)
    yield DraftSentence(text, asked.points, untranslated=foreign)
    if asked.addressees:
        names = [wording.embedded(name) for name in asked.addressees]
        yield DraftSentence(
            wording.addressed_to.format(
                addressees=wording.list_of(tuple(wording.grammar.with_article(name) for name in names)),
                to_addressees=wording.list_of(tuple(wording.grammar.to(name) for name in names)),
            )
        )
    if asked.action:
        yield _first_step(story, asked)


def _first_step(story: Story, asked: RecommendationRecord) -> DraftSentence:
    wording = story.wording
    action, foreign = story.phrasing.kept(asked.action.rstrip(". "))
    action = story.phrasing.marked(action, foreign) if foreign else _inside(story, action)
    details = []
    if asked.action_owner:
        details.append(wording.first_step_owner.format(owner=story.named(asked.action_owner)))
    if asked.action_due:
        details.append(wording.first_step_due.format(due=wording.grammar.date(asked.action_due)))
    told = f"{action} ({wording.comma.join(details)})" if details else action
    return DraftSentence(story.phrasing.stopped(wording.first_step.format(action=told)), untranslated=foreign)


def _inside(story: Story, action: str) -> str:
    return story.wording.grammar.lowered(action, story.phrasing.proper_names)
