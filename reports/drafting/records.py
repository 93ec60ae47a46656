"""What a report may draw on, as plain data."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from reports.quantifiers import Quantifier, quantifier_for


@dataclass(frozen=True, slots=True)
class TypeRecord:
    """A type of organisation and how many of its people took part."""

    kind: str
    took_part: int


@dataclass(frozen=True, slots=True)
class PointRecord:
    """One point and what the room made of it; ``present`` is how many took part in its agenda item.

    ``language`` is what the text is written in, ``kind`` what sort of thing was said; empty where nobody said so.
    """

    id: str
    text: str
    supports: int
    present: int
    dissents: int = 0
    qualifications: int = 0
    organisation_type: TypeRecord | None = None
    language: str = ""
    kind: str = ""

    @property
    def quantifier(self) -> Quantifier:
        """The strongest step that the counts support."""
        return quantifier_for(self.supports, self.present, self.dissents)


@dataclass(frozen=True, slots=True)
class SpeakerRecord:
    """Somebody who agreed to be named for a presentation."""

    name: str
    organisation: str = ""
    short_name: str = ""


@dataclass(frozen=True, slots=True)
class PresentationRecord:
    """What one speaker said, in the order in which it was said."""

    speaker: SpeakerRecord
    points: tuple[PointRecord, ...] = ()


@dataclass(frozen=True, slots=True)
class ThemeRecord:
    """A theme of the discussion with its points in the order of the record; an empty id gathers what has no theme."""

    id: str
    title: str
    points: tuple[PointRecord, ...] = ()


@dataclass(frozen=True, slots=True)
class RecommendationRecord:
    """A recommendation, whom it asks and the first step that was agreed."""

    id: str
    code: str
    text: str
    addressees: tuple[str, ...] = ()
    action: str = ""
    action_owner: str = ""
    action_due: dt.date | None = None
    points: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CompositionRecord:
    """How many people and organisations took part, and the people by type of organisation (keys as in wording)."""

    people: int
    organisations: int
    by_type: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AnswerRecord:
    """What an addressee answered; ``answer`` as in :class:`recommendations.enums.Answer`."""

    addressee: str
    answer: str


@dataclass(frozen=True, slots=True)
class MatterArising:
    """A recommendation of the previous report and what became of it.

    ``completion`` is the judgement that stands (:class:`recommendations.enums.Completion`; empty: none yet), ``others`` are
    the judgements of assessors who see it otherwise.
    """

    code: str
    text: str
    completion: str = ""
    answers: tuple[AnswerRecord, ...] = ()
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PreviousReport:
    """The report before this one, and where readers find it."""

    title: str
    address: str


@dataclass(frozen=True, slots=True)
class MeetingRecord:
    """Everything a report may draw on. Whoever builds it selects no identity but that of consenting speakers."""

    language: str
    title: str
    host: str
    date: dt.date
    format: str
    purpose: str = ""
    rules: frozenset[str] = frozenset()
    presentations: tuple[PresentationRecord, ...] = ()
    themes: tuple[ThemeRecord, ...] = ()
    recommendations: tuple[RecommendationRecord, ...] = ()
    composition: CompositionRecord = CompositionRecord(0, 0)
    id: str = ""
    previous: PreviousReport | None = None
    matters: tuple[MatterArising, ...] = ()


@dataclass(frozen=True, slots=True)
class CompiledRecord:
    """Several meetings of one dialogue, told in one report, in the order in which they were held.

    What the meetings' own records say of a previous report is left aside: it is the compiled report's that counts.
    """

    language: str
    title: str
    host: str
    meetings: tuple[MeetingRecord, ...]
    purpose: str = ""
    previous: PreviousReport | None = None
    matters: tuple[MatterArising, ...] = ()
