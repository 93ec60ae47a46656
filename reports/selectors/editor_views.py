"""What an editor sees of a report: each paragraph beside its points, what its words claim, and whom they name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reports.guard import Finding, NameKind
from reports.quantifiers import Quantifier, may_use
from reports.selectors.names import CONSENTING, WHERE

if TYPE_CHECKING:
    from uuid import UUID

    from django_stubs_ext import StrOrPromise

    from reports.models import Paragraph, Report, Section


@dataclass(frozen=True, slots=True)
class Source:
    """A point beside a paragraph, with its count and the words that the count supports."""

    uuid: UUID
    text: str
    item_title: str
    theme_name: str
    supporters: int
    present: int
    dissents: int
    qualifiers: int
    is_attributed: bool
    quantifier: Quantifier
    words: str


@dataclass(frozen=True, slots=True)
class NamePlace:
    """Somebody named in a text who has not agreed, with the text around the name."""

    finding: Finding
    before: str
    after: str
    is_attributed: bool
    replaced: str = ""  # what the guard's neutral phrase would stand in place of

    @property
    def participation(self) -> str:
        """Whose consent could be recorded; empty where none would help: an organisation, a protected person, an unattributed part."""
        scheme, _colon, participation = self.finding.subject.partition(":")
        return participation.partition("@")[0] if scheme == CONSENTING and self.is_attributed else ""

    @property
    def meeting(self) -> str:
        """The slug of the meeting in which that consent would be recorded: a compiled report covers several."""
        return self.finding.subject.partition("@")[2]

    @property
    def where(self) -> str:
        """Where it stands, if not in plain sight."""
        return str(WHERE.get(self.finding.place, ""))

    @property
    def is_group(self) -> bool:
        """Whether it names nobody, but speaks of so few that it might as well."""
        return self.finding.kind is NameKind.GROUP


@dataclass(frozen=True, slots=True)
class ReasonView:
    """Why a sentence may say what it says of one point: ``n`` of ``present``, and the words of the scale that this supports."""

    point: str
    counted: str
    n: int
    present: int
    dissents: int
    words: str
    condition: StrOrPromise


@dataclass(frozen=True, slots=True)
class SentenceView:
    """A sentence as it was drafted, and why; ``is_quoted`` for a point's own further words, which claim no number."""

    text: str
    why: tuple[ReasonView, ...]
    is_quoted: bool


@dataclass(frozen=True, slots=True)
class ParagraphView:
    """A paragraph with all that an editor should know of it."""

    paragraph: Paragraph
    sources: tuple[Source, ...]
    sentences: tuple[SentenceView, ...]
    lost_sources: int
    supported: Quantifier | None
    supported_words: str
    claimed: Quantifier | None
    claimed_words: str
    names: tuple[NamePlace, ...]

    @property
    def is_too_strong(self) -> bool:
        """Whether the words claim more agreement than the points have."""
        return (
            self.claimed is not None
            and self.supported is not None
            and not may_use(self.claimed, self.supported)
        )

    @property
    def is_sound(self) -> bool:
        """Whether nothing stands against publishing it."""
        return not self.is_too_strong and not self.names


@dataclass(frozen=True, slots=True)
class SectionView:
    """A section with its paragraphs; ``names`` are those in its heading."""

    section: Section
    paragraphs: tuple[ParagraphView, ...]
    names: tuple[NamePlace, ...]

    @property
    def blocks(self) -> list[dict[str, str]]:
        """What the editor on the page begins with."""
        return [{"uuid": str(view.paragraph.uuid), "text": view.paragraph.text} for view in self.paragraphs]


@dataclass(frozen=True, slots=True)
class EditorView:
    """The whole report; ``front_names`` are names in title, subtitle, closing statement, and in what the tracker adds."""

    report: Report
    sections: tuple[SectionView, ...]
    front_names: tuple[NamePlace, ...]
    unused: tuple[Source, ...]
    used: tuple[Source, ...]

    @property
    def paragraphs(self) -> tuple[ParagraphView, ...]:
        """All paragraphs in reading order."""
        return tuple(view for section in self.sections for view in section.paragraphs)

    @property
    def names(self) -> tuple[NamePlace, ...]:
        """All places that name somebody who has not agreed."""
        in_sections = (place for section in self.sections for place in section.names)
        in_paragraphs = (place for view in self.paragraphs for place in view.names)
        return (*self.front_names, *in_sections, *in_paragraphs)

    @property
    def too_strong(self) -> tuple[ParagraphView, ...]:
        """Paragraphs that claim too much."""
        return tuple(view for view in self.paragraphs if view.is_too_strong)

    @property
    def is_sound(self) -> bool:
        """Whether it could be published as it stands."""
        return bool(self.paragraphs) and not self.names and not self.too_strong
