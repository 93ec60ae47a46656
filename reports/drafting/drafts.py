"""A draft, as plain data, with what each of its sentences rests on."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from reports.enums import SectionKind
from reports.quantifiers import Quantifier


class Counted(StrEnum):
    """What was counted to choose the words of a sentence."""

    SUPPORT = "support"
    DISSENT = "dissent"
    QUALIFICATION = "qualification"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a sentence may say what it says of one point: ``n`` of ``present``, and the line of the scale that holds.

    For the editor only: “7 of 12 supported it, nobody disagreed: more than half, so ‘participants’”. ``quantifier`` is
    what the counts support; the sentence may use a weaker step. Under *dissent* and *qualification* ``n`` counts those.
    """

    point: str
    counted: Counted
    n: int
    present: int
    dissents: int
    quantifier: Quantifier
    condition: str


@dataclass(frozen=True, slots=True)
class DraftSentence:
    """A sentence, the points it rests on, the step its words claim (``None``: no number) and why they may.

    A point's own further sentences stand together in one of these: they were typed as they are. ``untranslated`` is the
    language of words that are quoted in another than the report's, and wait for a translation.
    """

    text: str
    points: tuple[str, ...] = ()
    quantifier: Quantifier | None = None
    why: tuple[Reason, ...] = ()
    untranslated: str = ""


@dataclass(frozen=True, slots=True)
class DraftParagraph:
    """A paragraph, the points it rests on and the step its words claim; ``None`` where they claim no number.

    ``text`` is its ``sentences`` joined. ``key`` names the paragraph by its place in the report and by what it rests
    on, not by its words: a draft that is made again after late points finds it again. Unique within a draft, plain
    ASCII, at most 120 characters, nobody's name in it.
    """

    text: str
    points: tuple[str, ...] = ()
    quantifier: Quantifier | None = None
    recommendation: str = ""
    key: str = ""
    sentences: tuple[DraftSentence, ...] = ()

    @property
    def untranslated(self) -> tuple[str, ...]:
        """The languages of what waits in it for a translation."""
        return tuple(dict.fromkeys(each.untranslated for each in self.sentences if each.untranslated))

    @classmethod
    def of(
        cls,
        key: str,
        sentences: Iterable[DraftSentence],
        *,
        quantifier: Quantifier | None = None,
        recommendation: str = "",
    ) -> "DraftParagraph":
        """Join sentences into the paragraph that rests on all their points."""
        held = tuple(sentence for sentence in sentences if sentence.text)
        return cls(
            text=" ".join(sentence.text for sentence in held),
            points=tuple(dict.fromkeys(point for sentence in held for point in sentence.points)),
            quantifier=quantifier,
            recommendation=recommendation,
            key=key,
            sentences=held,
        )

    @classmethod
    def plain(cls, key: str, *texts: str) -> "DraftParagraph":
        """Make a paragraph that rests on no point."""
        return cls.of(key, (DraftSentence(text) for text in texts))


@dataclass(frozen=True, slots=True)
class DraftSection:
    """A heading and its paragraphs."""

    kind: SectionKind
    title: str
    paragraphs: tuple[DraftParagraph, ...] = ()
    theme: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft in reading order, with the statement about it that closes a report."""

    title: str
    host: str
    subtitle: str
    sections: tuple[DraftSection, ...]
    attribution: str
