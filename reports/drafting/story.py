"""What a draft tells, of one meeting or of several, and the hand that writes it."""

from dataclasses import dataclass

from reports.drafting.phrasing import Phrasing
from reports.drafting.records import (
    CompiledRecord,
    MatterArising,
    MeetingRecord,
    PointRecord,
    PreviousReport,
    SpeakerRecord,
)
from reports.wording import Wording, wording_for


@dataclass(frozen=True, slots=True)
class Said:
    """A point of the discussion and the number of the meeting at which it was said."""

    point: PointRecord
    place: int


@dataclass(frozen=True, slots=True)
class JoinedTheme:
    """A theme with what was said of it at all meetings, in the order of the record."""

    id: str
    title: str
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """A record of one meeting or of several in one form."""

    wording: Wording
    phrasing: Phrasing
    title: str
    host: str
    purpose: str
    meetings: tuple[MeetingRecord, ...]
    previous: PreviousReport | None
    matters: tuple[MatterArising, ...]

    @property
    def is_compiled(self) -> bool:
        """Whether the report covers more than one meeting."""
        return len(self.meetings) > 1

    @property
    def themes(self) -> tuple[JoinedTheme, ...]:
        """The themes in the order in which they came up; what has none comes last."""
        gathered: dict[str, tuple[str, str, list[Said]]] = {}
        for place, meeting in enumerate(self.meetings):
            for theme in meeting.themes:
                own = (theme.id, theme.title, list[Said]())
                _id, _title, said = gathered.setdefault(theme.id or theme.title, own)
                said += (Said(point, place) for point in theme.points)
        joined = (JoinedTheme(id_, title, tuple(said)) for id_, title, said in gathered.values() if said)
        return tuple(sorted(joined, key=lambda theme: not theme.title))

    def date_of(self, meeting: MeetingRecord) -> str:
        """The day of a meeting in words."""
        return self.wording.grammar.date(meeting.date)

    def day_of(self, meeting: MeetingRecord) -> str:
        """The day of a meeting in words, without the year where it is the same for all."""
        years = {each.date.year for each in self.meetings}
        return self.wording.grammar.day(meeting.date) if len(years) == 1 else self.date_of(meeting)

    def named(self, organisation: str) -> str:
        """An organisation's name as a sentence has it."""
        return self.wording.grammar.with_article(self.wording.embedded(organisation))


def speakers_of(meeting: MeetingRecord) -> tuple[SpeakerRecord, ...]:
    """Return who spoke, each once."""
    return tuple(dict.fromkeys(presentation.speaker for presentation in meeting.presentations))


def story_of(record: MeetingRecord | CompiledRecord) -> Story:
    """Read a record of either sort.

    Raises:
        ValueError: a compiled record covers no meeting.
    """
    meetings = record.meetings if isinstance(record, CompiledRecord) else (record,)
    if not meetings:
        message = "A report covers at least one meeting."
        raise ValueError(message)
    wording = wording_for(record.language)
    return Story(
        wording=wording,
        phrasing=Phrasing(wording, _names_in(record.host, meetings)),
        title=record.title,
        host=record.host,
        purpose=" ".join(record.purpose.split()),
        meetings=tuple(sorted(meetings, key=lambda meeting: meeting.date)),
        previous=record.previous,
        matters=record.matters,
    )


def _names_in(host: str, meetings: tuple[MeetingRecord, ...]) -> set[str]:
    names = {host}
    for meeting in meetings:
        for speaker in speakers_of(meeting):
            names |= {speaker.name, speaker.organisation, speaker.short_name}
        for asked in meeting.recommendations:
            names |= set(asked.addressees)
    return names
