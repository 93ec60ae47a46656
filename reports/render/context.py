"""What a version of a report says, frozen: the one input of all renderers.

The context holds every word, number and heading of the published document, in the language of the report, so that
neither a new translation nor a new release of Majlis can change what was published. Its canonical JSON (sorted keys,
no white space, UTF-8) has a SHA-256 fingerprint, which the document prints and anybody can check.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from reports.render.blocks import Block, parse_block, plain_text
from reports.render.inline import Runs
from reports.render.inline import plain_text as plain_runs
from reports.render.look import Look
from reports.render.plain import from_plain, to_plain
from reports.render.reading import minutes_to_read
from reports.wording import Labels

SCHEMA = 2  # 1: paragraphs alone, without look, languages of passages or reading time
READABLE = frozenset({1, SCHEMA})
DEEPEST_IN_CONTENTS = 3


@dataclass(frozen=True, slots=True)
class SectionText:
    """A section as it is written: its paragraphs are ``(id, Markdown)``; level 1 stands under the title, 2 below it."""

    id: str
    kind: str
    title: str
    level: int
    paragraphs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class FrozenSection:
    """A section of the published document. Levels of sub-headings count on from the section's own, none left out."""

    id: str
    kind: str
    title: str
    level: int
    paragraphs: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table with two columns."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class CompositionTable:
    """Who took part: a sentence, and a table whose numbers have passed disclosure control.

    ``withheld`` are the groups whose own number is not told; the last row counts them together.
    """

    sentence: str
    head: str
    rows: tuple[Row, ...] = ()
    total: str = ""
    note: str = ""
    withheld: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PrintedScale:
    """The scale of quantifiers as it held for this version."""

    rows: tuple[Row, ...]
    key: str


@dataclass(frozen=True, slots=True)
class ReportContext:
    """Everything that the document says."""

    language: str
    direction: Literal["ltr", "rtl"]
    labels: Labels
    host: str
    title: str
    subtitle: str
    sections: tuple[FrozenSection, ...]
    footnotes: tuple[Runs, ...]
    composition: CompositionTable
    attribution: str
    scale: PrintedScale
    version: int
    published: str
    published_on: str
    previous_version: int
    change_note: str
    imprint: str
    address: str
    look: Look = field(default_factory=Look)
    schema: int = SCHEMA
    stored: str = field(default="", init=False, repr=False, compare=False)

    @property
    def canonical_json(self) -> str:
        """The text whose fingerprint is taken; of a version that was read back, the text as it was published."""
        return self.stored or _canonical(self.as_plain())

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the canonical JSON, in hexadecimal."""
        return hashlib.sha256(self.canonical_json.encode()).hexdigest()

    @property
    def lead(self) -> str:
        """The first paragraph as plain text: what a list of reports or a search engine shows."""
        return next(
            (
                plain_runs(block.runs)
                for section in self.sections
                for block in section.paragraphs
                if block.kind == "paragraph"
            ),
            "",
        )

    @property
    def headings(self) -> tuple[tuple[str, str, int], ...]:
        """Anchor, words and level of each heading of the body that the table of contents tells."""
        return tuple(_headings(self.sections))

    @property
    def reading_time(self) -> str:
        """How long the body takes to read, in words; empty in versions that were published without it."""
        minutes = minutes_to_read(" ".join(self._body()), self.language)
        return self.labels.reading_time.format(minutes=minutes)

    def as_plain(self) -> dict[str, Any]:
        """Return the context in today's shape, for a renderer that wants plain data; never for a fingerprint."""
        plain: dict[str, Any] = to_plain(self)
        del plain["stored"]
        return plain

    def to_data(self) -> dict[str, Any]:
        """Return the context as plain data, ready for a JSON column."""
        data: dict[str, Any] = json.loads(self.canonical_json)
        return data

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "ReportContext":
        """Read back what :meth:`to_data` gave, of this release or an earlier one.

        Whatever the shape has become since, the canonical text stays the published one, and so does its fingerprint.

        Raises:
            ValueError: the data come from a schema that this release cannot read.
        """
        if data.get("schema") not in READABLE:
            message = (
                f"A report of schema {data.get('schema')!r} cannot be read; this release reads {SCHEMA}."
            )
            raise ValueError(message)
        context = from_plain(cls, data)
        object.__setattr__(context, "stored", _canonical(data))
        return context

    def _body(self) -> Iterator[str]:
        for section in self.sections:
            yield section.title
            yield from (plain_text(block) for block in section.paragraphs)
        yield from (plain_runs(note) for note in self.footnotes)


def freeze_sections(sections: tuple[SectionText, ...]) -> tuple[tuple[FrozenSection, ...], tuple[Runs, ...]]:
    """Parse the paragraphs and number the footnotes through the document; empty paragraphs are left out."""
    footnotes: list[Runs] = []
    frozen = []
    for section in sections:
        blocks: list[Block] = []
        for paragraph_id, text in section.paragraphs:
            parsed = parse_block(text, first_note=len(footnotes) + 1)
            footnotes += parsed.notes
            blocks += (
                replace(block, id=paragraph_id if place == 1 else f"{paragraph_id}-{place}")
                for place, block in enumerate(parsed.blocks, start=1)
            )
        frozen.append(
            FrozenSection(
                section.id,
                section.kind,
                section.title,
                section.level,
                tuple(_levelled(blocks, section.level)),
            )
        )
    return tuple(frozen), tuple(footnotes)


def _levelled(blocks: list[Block], last: int) -> Iterator[Block]:
    """Let sub-headings count on from the section's level: a reader who jumps from heading to heading finds no gap."""
    base = last
    for block in blocks:
        if block.kind == "heading":
            last = min(base + block.level - 2, last + 1)
            yield replace(block, level=last)
        else:
            yield block


def _headings(sections: tuple[FrozenSection, ...]) -> Iterator[tuple[str, str, int]]:
    for section in sections:
        yield section.id, section.title, section.level
        for block in section.paragraphs:
            if block.kind == "heading" and block.level <= DEEPEST_IN_CONTENTS:
                yield block.id, plain_text(block), block.level


def _canonical(data: Mapping[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
