"""From the record of a meeting to the draft of its report: a pure function on plain data.

The shape is that of the reference report: a summary that opens with host and title and draws the best supported
point of each theme; the presentations with their speakers; the discussion, one section per theme, the strongest
agreement first and single voices last; the recommendations with their addressees and first steps. What a point's
text must look like to become prose, and what happens to any other text, stands in :mod:`reports.wording.clauses`.

Text is Markdown of the small kind that :mod:`reports.render.inline` reads. What people typed may hold footnotes,
links and emphasis in it and is passed on as it is.
"""

from .drafts import Counted, Draft, DraftParagraph, DraftSection, DraftSentence, Reason
from .records import (
    AnswerRecord,
    CompiledRecord,
    CompositionRecord,
    MatterArising,
    MeetingRecord,
    PointRecord,
    PresentationRecord,
    PreviousReport,
    RecommendationRecord,
    SpeakerRecord,
    ThemeRecord,
    TypeRecord,
)
from .statements import attribution_in_words, composition_in_words, compositions_in_words, date_in_words
from .writer import draft_report

__all__ = [
    "AnswerRecord",
    "CompiledRecord",
    "CompositionRecord",
    "Counted",
    "Draft",
    "DraftParagraph",
    "DraftSection",
    "DraftSentence",
    "MatterArising",
    "MeetingRecord",
    "PointRecord",
    "PresentationRecord",
    "PreviousReport",
    "Reason",
    "RecommendationRecord",
    "SpeakerRecord",
    "ThemeRecord",
    "TypeRecord",
    "attribution_in_words",
    "composition_in_words",
    "compositions_in_words",
    "date_in_words",
    "draft_report",
]
