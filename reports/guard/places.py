"""All that a block of Markdown says or carries: words as read, notes, addresses, alt texts, comments left in."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from reports.guard.names import Place

_COMMENT = re.compile(r"<!--(.*?)(?:-->|\Z)", re.DOTALL)
_TAG = re.compile(r"<[^>]*>?")
_ATTRIBUTE = re.compile(r"=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>\"']+))")
_MARKED = re.compile(r"[\[\]<>&`\\|#!^_*%~\n]")
# Where a place of the raw text is; the first that holds it decides.
_STRETCHES = (
    (Place.COMMENT, _COMMENT),
    (Place.IMAGE, re.compile(r"!\[[^\]]*\]\((?P<it>[^)\s]*)")),
    (Place.LINK, re.compile(r"(?<=\]\()[^)\s]*")),
    (Place.ALT, re.compile(r"(?<=!\[)[^\]]*")),
    (Place.FOOTNOTE, re.compile(r"(?<=\^\[)(?:[^\[\]]|\[[^\]]*\])*|^\[\^[^\]]+\]:.*$", re.MULTILINE)),
    (Place.HEADING, re.compile(r"^#{1,6}\s.*$", re.MULTILINE)),
    (Place.CELL, re.compile(r"^\|.*\|\s*$", re.MULTILINE)),
)


@dataclass(frozen=True, slots=True)
class PlacedText:
    """A text that a block carries, and what it is there."""

    place: Place
    text: str


def texts_of_block(markdown: str) -> tuple[PlacedText, ...]:
    """Return every text that a block of Markdown carries, as readers and machines read it, without the raw block itself.

    Entities are resolved, addresses decoded, emphasis gone; a table gives a text for each cell. What stands in the raw
    text only (a comment, the attribute of a tag) is among them.
    """
    if not _MARKED.search(markdown):
        return ()
    found = [PlacedText(Place.COMMENT, comment.strip()) for comment in _COMMENT.findall(markdown)]
    place = Place.TEXT
    note = False
    for token in _parser().parse(markdown):
        if token.type in {"footnote_open", "footnote_close"}:
            note = token.type == "footnote_open"
        elif token.type in _OPENS:
            place = _OPENS[token.type]
        elif token.type in _CLOSES:
            place = Place.TEXT
        elif token.type == "inline":
            found += _inline(token.children or [], Place.FOOTNOTE if note else place)
        elif token.type in {"html_block", "code_block", "fence"}:
            found += _html(token.content, place)
    return tuple(dict.fromkeys(one for one in found if one.text and one.text != markdown))


def place_in_block(markdown: str, start: int) -> Place:
    """Return what a place of the raw Markdown is: a footnote, a link's address, a comment …."""
    for place, pattern in _STRETCHES:
        group = "it" if "it" in pattern.groupindex else 0
        if any(found.start(group) <= start < found.end(group) for found in pattern.finditer(markdown)):
            return place
    return Place.TEXT


_OPENS = {"heading_open": Place.HEADING, "th_open": Place.CELL, "td_open": Place.CELL}
_CLOSES = {"heading_close", "th_close", "td_close"}


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    parser.use(footnote_plugin)
    return parser


def _inline(tokens: Sequence[Token], place: Place) -> Iterator[PlacedText]:
    read: list[str] = []
    for token in tokens:
        if token.type in {"softbreak", "hardbreak"}:
            read.append(" ")
        elif token.type == "html_inline":
            yield from _html(token.content, place)
        elif token.type == "image":
            yield PlacedText(Place.ALT, token.content)
            yield PlacedText(Place.IMAGE, unquote(str(token.attrGet("src") or "")))
            yield PlacedText(Place.CAPTION, str(token.attrGet("title") or ""))
        elif token.type == "link_open":
            yield PlacedText(Place.LINK, unquote(str(token.attrGet("href") or "")))
            yield PlacedText(Place.CAPTION, str(token.attrGet("title") or ""))
        elif token.type != "footnote_anchor":
            read.append(token.content)
    yield PlacedText(place, "".join(read).strip())


def _html(content: str, place: Place) -> Iterator[PlacedText]:
    rest = _COMMENT.sub("", content)
    for values in _ATTRIBUTE.findall(rest):
        yield PlacedText(Place.LINK, unquote(unescape("".join(values))))
    yield PlacedText(place, unescape(_TAG.sub("", rest)).strip())
