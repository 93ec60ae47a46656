"""The hand that writes sentences: chooses frames in turn and notes what each sentence rests on."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dialogues.enums import PointKind
from reports.disclosure import type_may_be_named
from reports.drafting.drafts import DraftSentence
from reports.drafting.reasons import dissent_from, qualification_of, support_of
from reports.drafting.records import PointRecord, TypeRecord
from reports.quantifiers import Quantifier
from reports.wording import Frames, Shape, Statement, Wording, analyse, capitalised
from reports.wording.languages import UNKNOWN, foreign_language

IN_A_SENTENCE = frozenset({Shape.CLAUSE, Shape.NEED})
JOINED_AT_MOST = 3
LETTERS_AT_MOST = 220
CLOSING = '”"»)’ \u00a0\u200e\u200f'


@dataclass(frozen=True, slots=True)
class Reading:
    """A point and what its text can become; ``foreign`` is its language where that is not the report's."""

    point: PointRecord
    statement: Statement
    foreign: str = ""

    @property
    def named_type(self) -> TypeRecord | None:
        """The type of organisation that the sentence may name."""
        named = self.point.organisation_type
        return named if named is not None and type_may_be_named(named.took_part) else None

    @property
    def stands_alone(self) -> bool:
        """Whether it needs a sentence of its own: something follows it that belongs to it and to nothing else."""
        core = self.statement.core
        return bool(
            self.statement.shape not in IN_A_SENTENCE
            or self.statement.rest
            or self.point.dissents
            or self.point.qualifications
            or self.point.organisation_type
            or self.point.quantifier is Quantifier.ANOTHER
            or any(mark in core for mark in (";", ":", "؛", "^["))
        )


class Phrasing:
    """Writes the sentences of one draft; remembers which frames it has used, so that neighbouring sentences differ."""

    def __init__(self, wording: Wording, proper_names: Iterable[str] = ()) -> None:
        """Begin a draft; ``proper_names`` keep their capital inside a sentence."""
        self.wording = wording
        self.proper_names = frozenset(wording.proper_names | (set(proper_names) - {""}))
        self._turns: Counter[tuple[str, ...]] = Counter()
        self._last_verb = ""

    # --- points ---------------------------------------------------------------------------------

    def tell(
        self, points: Sequence[PointRecord], *, opens: bool = False, front: str = ""
    ) -> Iterator[DraftSentence]:
        """Tell points of one step: alike ones in one sentence, and after each what belongs to it alone.

        ``opens`` says that nothing has been told under this heading yet. ``front`` is a phrase for the first sentence to
        begin with.
        """
        for number, group in enumerate(_groups([self.read(point) for point in points])):
            text = self._opening(group, opens=opens and not number, further=number > 0)
            if front and not number and group[0].named_type is None:
                text = self.wording.grammar.fronted(front, text)
            yield DraftSentence(
                text,
                tuple(reading.point.id for reading in group),
                None if group[0].named_type else group[0].point.quantifier,
                tuple(support_of(reading.point) for reading in group),
                group[0].foreign,
            )
            yield from self._belonging(group[-1])

    def read(self, point: PointRecord) -> Reading:
        """Take a point's text apart, unless it is in another language: then it is quoted as it is."""
        foreign = foreign_language(point.text, point.language, self.wording.language)
        if foreign:
            return Reading(point, Statement(Shape.QUOTE, " ".join(point.text.split())), foreign)
        return Reading(point, analyse(point.text, self.wording.grammar, self.proper_names))

    def joined(self, frames: Frames, quantifier: Quantifier, readings: Sequence[Reading]) -> DraftSentence:
        """Put points of one shape into one sentence."""
        return DraftSentence(
            self.framed(frames, quantifier, readings),
            tuple(reading.point.id for reading in readings),
            quantifier,
            tuple(support_of(reading.point) for reading in readings),
            readings[0].foreign,
        )

    def frames_for(self, reading: Reading, *, further: bool = False) -> Frames:
        """Return the frames that suit a point: what it is, and whether others of its strength went before."""
        wording = self.wording
        match reading.statement.shape:
            case Shape.NEED:
                return wording.further_need_frames if further else wording.need_frames
            case Shape.QUESTION:
                return wording.question_frames
            case Shape.QUOTE:
                return wording.quote_frames
        if reading.point.kind == PointKind.CONCERN and reading.point.quantifier is not Quantifier.ANOTHER:
            return wording.concern_frames
        if reading.point.kind == PointKind.RECOMMENDATION and not further:
            return wording.proposal_frames
        return wording.further_frames if further else wording.claim_frames

    def _belonging(self, reading: Reading) -> Iterator[DraftSentence]:
        point, statement = reading.point, reading.statement
        if statement.shape in IN_A_SENTENCE and statement.rest:
            yield DraftSentence(statement.rest, (point.id,), None, (support_of(point),))
        if point.dissents:
            against = dissent_from(point)
            words = self.wording.dissent[against.quantifier]
            yield DraftSentence(words, (point.id,), against.quantifier, (against,))
        if point.qualifications:
            yield DraftSentence(self.wording.qualified, (point.id,), None, (qualification_of(point),))

    def _opening(self, group: Sequence[Reading], *, opens: bool, further: bool) -> str:
        first = group[0]
        quantifier, shape = first.point.quantifier, first.statement.shape
        if first.named_type is not None:
            return self._by_type(first.named_type, first)
        if opens and quantifier is Quantifier.ANOTHER and shape is Shape.CLAUSE:
            return self._filled(self.wording.opening_another, group)
        if opens and quantifier is Quantifier.ANOTHER and shape is Shape.QUOTE:
            return self._filled(self.wording.opening_another_quote, group)
        return self.framed(self.frames_for(first, further=further), quantifier, group)

    def _by_type(self, named: TypeRecord, reading: Reading) -> str:
        kind = self.wording.kind_in_prose(named.kind)
        is_clause = reading.statement.shape is Shape.CLAUSE
        frame = self.next(self.wording.type_frames) if is_clause else self.wording.type_quote_frame
        return self._filled(frame, [reading], type=kind, of_type=self.wording.grammar.of(kind))

    # --- words ----------------------------------------------------------------------------------

    def framed(self, frames: Frames, quantifier: Quantifier, readings: Sequence[Reading]) -> str:
        """Put points into the next frame of a step."""
        return self._filled(self.next(frames[quantifier]), readings)

    def spoken(self, frames: tuple[str, ...], quote_frame: str, reading: Reading, speaker: str) -> str:
        """Let somebody who is named say a point."""
        named = self.wording.embedded(speaker)
        frame = self.next(frames) if reading.statement.shape is Shape.CLAUSE else quote_frame
        return self._filled(frame, [reading], speaker=named, of_speaker=self.wording.grammar.of_person(named))

    def next(self, frames: tuple[str, ...]) -> str:
        """Return the next frame in turn; one whose verb has just been used waits for the turn after."""
        turn = self._turns[frames]
        offered = [frames[(turn + step) % len(frames)] for step in range(len(frames))]
        frame = next(
            (each for each in offered if not self._verb(each) or self._verb(each) != self._last_verb),
            offered[0],
        )
        self._turns[frames] += 1 + offered.index(frame)
        self._last_verb = self._verb(frame)
        return frame

    def quoted(self, reading: Reading) -> str:
        """Put a point's words into quotation marks, unless they stand in some; name the language of foreign ones."""
        before, after = self.wording.quotation
        plain = " ".join(reading.point.text.split())
        if not reading.foreign:
            plain = self.wording.grammar.typeset(plain)
        already = plain.startswith(("“", "”", "«", '"')) and plain.endswith(("”", "»", '"'))
        text = plain if already else f"{before}{self.wording.embedded(plain)}{after}"
        return self.marked(text, reading.foreign)

    def marked(self, text: str, foreign: str) -> str:
        """Return a text with the name of its language, if that is not the report's and is known."""
        if not foreign or foreign == UNKNOWN:
            return text
        return self.wording.foreign.format(text=text, language=self.wording.language_name(foreign))

    def kept(self, text: str) -> tuple[str, str]:
        """Return a text that is printed as it was written, and its language if that is not the report's."""
        plain = " ".join(text.split())
        foreign = foreign_language(plain, "", self.wording.language)
        return (
            (self.wording.embedded(plain), foreign) if foreign else (self.wording.grammar.typeset(plain), "")
        )

    def printed(self, code: str, text: str) -> tuple[str, str]:
        """Return a recommendation as it is printed, with its code, and its language if that is not the report's."""
        kept, foreign = self.kept(text)
        told = capitalised(kept)
        told = self.stopped(self.marked(told.rstrip("."), foreign) if foreign else told)
        return (f"**{self.wording.embedded(code)}** {told}" if code else told), foreign

    def stopped(self, sentence: str) -> str:
        """End a sentence with a full stop where nothing ends it yet."""
        ended = sentence.rstrip(CLOSING).endswith((".", "!", "?", "؟", "…"))
        return sentence if ended else sentence + self.wording.full_stop

    def _filled(self, frame: str, readings: Sequence[Reading], **names: str) -> str:
        if "{text}" in frame:
            return self.stopped(frame.format(text=self.quoted(readings[0]), **names))
        cores = tuple(reading.statement.core for reading in readings)
        if "{need}" in frame:
            return self.stopped(frame.format(need=self.wording.needs_of(cores), **names))
        return self.stopped(frame.format(that=self.wording.clauses_of(cores), **names))

    def _verb(self, frame: str) -> str:
        return next((verb for verb in self.wording.sayings if verb in frame), "")


def _groups(readings: Sequence[Reading]) -> Iterator[list[Reading]]:
    """Points that can share a sentence, next to each other as they come."""
    group: list[Reading] = []
    for reading in readings:
        if group and not _fits(group, reading):
            yield group
            group = []
        group.append(reading)
    if group:
        yield group


def _fits(group: Sequence[Reading], reading: Reading) -> bool:
    first = group[0]
    letters = sum(len(each.statement.core) for each in (*group, reading))
    return (
        not any(each.stands_alone for each in (*group, reading))
        and first.statement.shape is reading.statement.shape
        and first.point.kind == reading.point.kind
        and len(group) < JOINED_AT_MOST
        and letters <= LETTERS_AT_MOST
    )
