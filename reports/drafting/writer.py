"""The writer of drafts."""

from reports.drafting.body import discussion_of, presentations_of, recommendations_of
from reports.drafting.drafts import Draft
from reports.drafting.records import CompiledRecord, MeetingRecord
from reports.drafting.statements import attribution_in_words
from reports.drafting.story import Story, story_of
from reports.drafting.summary import matters_of, summary_of


def draft_report(record: MeetingRecord | CompiledRecord) -> Draft:
    """Write the draft of a report on one meeting or on several. The same record always gives the same words.

    Raises:
        ValueError: a compiled record covers no meeting.
    """
    story = story_of(record)
    parts = (summary_of, matters_of, presentations_of, discussion_of, recommendations_of)
    return Draft(
        title=record.title,
        host=record.host,
        subtitle=_subtitle(story),
        sections=tuple(section for part in parts for section in part(story)),
        attribution=attribution_in_words(
            {rule for meeting in story.meetings for rule in meeting.rules}, story.wording
        ),
    )


def _subtitle(story: Story) -> str:
    wording = story.wording
    if story.is_compiled:
        days = (wording.subtitle_date.format(date=story.date_of(meeting)) for meeting in story.meetings)
        return wording.subtitle_many.format(dates=wording.list_of(tuple(days)))
    meeting = story.meetings[0]
    return wording.subtitles[meeting.format].format(date=story.date_of(meeting))
