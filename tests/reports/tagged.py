"""Reads a tagged PDF the way a screen reader does: along the structure tree, in logical order, by the fonts' own Unicode maps."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pikepdf

HEX = re.compile(r"<([0-9a-fA-F]+)>")


@dataclass(frozen=True)
class Element:
    """An element of the structure tree: its role, attributes, own text and children in order."""

    role: str
    attributes: dict[str, Any]
    parts: tuple["Element | str", ...]

    @property
    def children(self) -> tuple["Element", ...]:
        return tuple(part for part in self.parts if isinstance(part, Element))

    @property
    def text(self) -> str:
        return "".join(part if isinstance(part, str) else part.text for part in self.parts)

    def all(self, *roles: str) -> Iterator["Element"]:
        """Every element with one of these roles, in reading order, this one included."""
        if self.role in roles or not roles:
            yield self
        for child in self.children:
            yield from child.all(*roles)


class TaggedPdf:
    """A PDF and its structure tree."""

    def __init__(self, content: bytes) -> None:
        self.pdf = pikepdf.open(io.BytesIO(content))
        self.pages = {page.obj.objgen: _texts_of(page) for page in self.pdf.pages}

    @cached_property
    def root(self) -> Element:
        top = self.pdf.Root.StructTreeRoot.K
        return self._element(top[0] if isinstance(top, pikepdf.Array) else top, None)

    def _element(self, node: Any, page: Any) -> Element:
        page = node.get("/Pg", page)
        kids = node.get("/K", [])
        parts: list[Element | str] = []
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, int):
                parts.append(self.pages[page.objgen].get(kid, ""))
            elif kid.get("/Type") == "/MCR":
                parts.append(self.pages[kid.get("/Pg", page).objgen].get(int(kid.MCID), ""))
            elif "/S" in kid:
                parts.append(self._element(kid, page))
        return Element(str(node.S).removeprefix("/"), _attributes(node), tuple(parts))


def _attributes(node: Any) -> dict[str, Any]:
    """Return what an element says of itself, its attribute objects included."""
    own = node.get("/A", [])
    dictionaries = [node, *(own if isinstance(own, pikepdf.Array) else [own])]
    return {
        key.removeprefix("/"): str(value).removeprefix("/")
        for one in dictionaries
        if isinstance(one, pikepdf.Dictionary)
        for key, value in one.items()
        if key in {"/Alt", "/Lang", "/Scope", "/ListNumbering", "/ActualText", "/T", "/ID"}
    }


@dataclass(frozen=True)
class _Mark:
    number: int | None
    is_reversed: bool
    says: str | None


def _texts_of(page: pikepdf.Page) -> dict[int, str]:
    """Return the text of each piece of marked content: what it says it says, else its letters.

    Arabic is shown word by word from left to right, the letters of each word marked as reversed.
    """
    fonts = {name: _unicode_map(font) for name, font in page.Resources.get("/Font", {}).items()}
    texts: dict[int, str] = {}
    marks: list[_Mark] = []
    letters: dict[str, str] = {}

    def tell(text: str) -> None:
        place = next((mark.number for mark in reversed(marks) if mark.number is not None), None)
        if place is not None:
            texts[place] = texts.get(place, "") + text

    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "BDC" | "BMC":
                more = operands[1] if len(operands) > 1 else {}
                says = str(more["/ActualText"]) if "/ActualText" in more else None
                number = int(more["/MCID"]) if "/MCID" in more else None
                marks.append(_Mark(number, str(operands[0]) == "/ReversedChars", says))
                tell(says or "")
            case "EMC":
                marks.pop()
            case "Tf":
                letters = fonts[str(operands[0])]
            case "TJ" | "Tj" if all(mark.says is None for mark in marks):
                shown = [letters.get(code, "") for code in _codes(operands[0])]
                tell("".join(reversed(shown) if any(mark.is_reversed for mark in marks) else shown))
    return texts


def _codes(shown: Any) -> Iterator[str]:
    for piece in shown if isinstance(shown, pikepdf.Array) else [shown]:
        if isinstance(piece, pikepdf.String):
            raw = bytes(piece)
            yield from (raw[at : at + 2].hex() for at in range(0, len(raw), 2))


def _unicode_map(font: Any) -> dict[str, str]:
    source = font.ToUnicode.read_bytes().decode("latin-1")
    letters: dict[str, str] = {}
    for body in re.findall(r"beginbfchar(.*?)endbfchar", source, re.DOTALL):
        found = HEX.findall(body)
        letters |= {code.lower(): _decoded(to) for code, to in zip(found[::2], found[1::2], strict=True)}
    for body in re.findall(r"beginbfrange(.*?)endbfrange", source, re.DOTALL):
        for first, last, to in re.findall(r"<(\w+)>\s*<(\w+)>\s*<(\w+)>", body):
            start = int(to, 16)
            letters |= {
                f"{code:04x}": chr(start + place)
                for place, code in enumerate(range(int(first, 16), int(last, 16) + 1))
            }
    return letters


def _decoded(digits: str) -> str:
    return bytes.fromhex(digits).decode("utf-16-be")
