"""The Markdown of what a coordinator writes: paragraphs, sub-headings, lists, tables and quotations.

What the editor stores as one paragraph is parsed here, once, when a version is frozen:

- ``###`` and ``####`` are sub-headings within a section; ``#`` and ``##`` stay text, for sections have their own headings;
- ``-``, ``*`` and ``1.`` are lists; one list may stand inside an item, what is nested deeper moves up to it;
- pipe tables have a header row; a line ``: like this`` directly below is the table's caption;
- ``>`` is a quotation.

Everything else, HTML included, is text. No word is lost: what a kind of block cannot hold (a footnote in a heading, a
table in a quotation) is kept as plainer text in its place.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from reports.render.inline import Runs, joined, parse, parse_without_notes
from reports.render.inline import plain_text as plain_runs

Kind = Literal["paragraph", "heading", "list", "table", "quote"]
Align = Literal["start", "center", "end"]

HIGHEST, LOWEST = 3, 4  # levels of sub-headings, as Markdown counts them
CAPTION_LINE = re.compile(r"^(.*\|.*)\n(: *\S)", re.MULTILINE)
CAPTION_MARK = re.compile(r"^: *(?=\S)")
ALIGNS: dict[str, Align] = {"text-align:center": "center", "text-align:right": "end"}


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list; ``items`` is a list inside it."""

    runs: Runs
    items: tuple["Item", ...] = ()
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a header row. Each row has as many cells as ``head``, and ``aligns`` says how each column is set."""

    head: tuple[Runs, ...] = ()
    rows: tuple[tuple[Runs, ...], ...] = ()
    aligns: tuple[Align, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A block of a document; ``id`` is its anchor.

    ``runs`` are the words of a paragraph, of a heading (``level`` 3 or 4), or the caption of a table. A list has ``items``,
    is ``ordered`` or not, and then counts from ``start``; a quotation has ``quoted`` paragraphs.
    """

    id: str = ""
    kind: Kind = "paragraph"
    runs: Runs = ()
    level: int = 0
    ordered: bool = False
    start: int = 1
    items: tuple[Item, ...] = ()
    table: Table = field(default_factory=Table)
    quoted: tuple[Runs, ...] = ()


@dataclass(frozen=True, slots=True)
class ParsedBlock:
    """The blocks of one stored text; their footnotes are numbered from ``first_note`` on."""

    blocks: tuple[Block, ...]
    notes: tuple[Runs, ...]


def parse_block(text: str, first_note: int = 1) -> ParsedBlock:
    """Read what is stored as one paragraph: mostly one block, none when there is no word in it."""
    tokens = _parser().parse(CAPTION_LINE.sub(r"\1\n\n\2", text))
    return _Reader(first_note).read(tokens)


def texts_of(block: Block) -> tuple[Runs, ...]:
    """Return every text of a block in the order in which it is read; a table's caption comes first."""
    return tuple(runs for runs in _texts(block) if runs)


def plain_text(block: Block) -> str:
    """Return the words of a block without its footnote marks, a line for each text in it."""
    return "\n".join(plain_runs(runs) for runs in texts_of(block))


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    parser = MarkdownIt("zero").enable(["heading", "list", "table", "blockquote"])
    return parser.disable("inline")  # texts are read by reports.render.inline, each by itself


class _Reader:
    """Reads one text from its start, numbering footnotes as they come."""

    def __init__(self, first_note: int) -> None:
        self.first_note = first_note
        self.notes: list[Runs] = []

    def read(self, tokens: Sequence[Token]) -> ParsedBlock:
        nodes = SyntaxTreeNode(tokens).children
        blocks: list[Block] = []
        for node in nodes:
            if node.type == "paragraph" and blocks and blocks[-1].kind == "table" and not blocks[-1].runs:
                caption, is_caption = CAPTION_MARK.subn("", _source(node))
                if is_caption:
                    table = blocks.pop().table
                    blocks.append(Block(kind="table", runs=parse_without_notes(caption), table=table))
                    continue
            blocks.append(self._block(node))
        return ParsedBlock(tuple(block for block in blocks if texts_of(block)), tuple(self.notes))

    def _block(self, node: SyntaxTreeNode) -> Block:
        match node.type:
            case "heading":
                return self._heading(node)
            case "bullet_list" | "ordered_list" as kind:
                start = int(node.attrs.get("start", 1))
                return Block(
                    kind="list", ordered=kind == "ordered_list", start=start, items=self._items(node)
                )
            case "table":
                return Block(kind="table", table=self._table(node))
            case "blockquote":
                return Block(kind="quote", quoted=self._paragraphs(node))
            case _:
                return Block(runs=self._runs(_source(node)))

    def _heading(self, node: SyntaxTreeNode) -> Block:
        level = len(node.markup)
        if level < HIGHEST:
            return Block(runs=self._runs(f"{node.markup} {_source(node)}"))
        return Block(kind="heading", level=min(level, LOWEST), runs=parse_without_notes(_source(node)))

    def _items(self, node: SyntaxTreeNode) -> tuple[Item, ...]:
        """Items with one list inside at most: the parts of an item join to one text, its lists to one list."""
        items = []
        for child in node.children:
            texts: list[Runs] = []
            inner: list[Item] = []
            ordered = False
            for part in child.children:
                if part.type in {"bullet_list", "ordered_list"}:
                    ordered = ordered or part.type == "ordered_list"
                    inner += _levelled(self._items(part))
                else:
                    texts += self._paragraphs(part)
            if texts or inner:
                items.append(Item(joined(texts), tuple(inner), ordered=ordered))
        return tuple(items)

    def _table(self, node: SyntaxTreeNode) -> Table:
        head, *rest = node.children
        cells = head.children[0].children
        rows = rest[0].children if rest else []
        return Table(
            head=tuple(parse_without_notes(_source(cell)) for cell in cells),
            rows=tuple(tuple(self._runs(_source(cell)) for cell in row.children) for row in rows),
            aligns=tuple(ALIGNS.get(str(cell.attrs.get("style", "")), "start") for cell in cells),
        )

    def _paragraphs(self, node: SyntaxTreeNode) -> tuple[Runs, ...]:
        """Every text below a node, whatever blocks it stands in."""
        if node.type == "inline":
            runs = self._runs(node.content)
            return (runs,) if runs else ()
        return tuple(chain.from_iterable(self._paragraphs(child) for child in node.children))

    def _runs(self, source: str) -> Runs:
        parsed = parse(source, first_note=self.first_note + len(self.notes))
        self.notes += parsed.notes
        return parsed.runs


def _source(node: SyntaxTreeNode) -> str:
    return "\n".join(child.content for child in node.children if child.type == "inline")


def _levelled(items: Sequence[Item]) -> Iterator[Item]:
    """A list inside a list inside a list moves up one level, behind the item it belonged to."""
    for item in items:
        if item.runs:
            yield Item(item.runs)
        yield from item.items


def _texts(block: Block) -> Iterator[Runs]:
    yield block.runs
    yield from _item_texts(block.items)
    yield from block.table.head
    yield from chain.from_iterable(block.table.rows)
    yield from block.quoted


def _item_texts(items: Sequence[Item]) -> Iterator[Runs]:
    for item in items:
        yield item.runs
        yield from _item_texts(item.items)
