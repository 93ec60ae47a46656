"""How a published version is cited: three common styles, BibTeX and RIS. Pure functions on plain data.

The styles are in their English form, whatever the language of the report; its title stays in its own. A version is cited at
its permanent address, where it stays the same for ever.

Sources: *Publication Manual of the American Psychological Association*, 7th ed., 10.4 (reports); *The Chicago Manual of
Style*, 17th ed., 14.84 (organisation as author); ISO 690:2021, 5 and 7; RIS as Reference Manager specified it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_TEX = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "{}&%$#_"},
}
_CLOSED = re.compile(r"[.?!؟…]$")


@dataclass(frozen=True, slots=True)
class Work:
    """What a citation needs. ``key`` is a name for it in somebody's library: letters, digits, hyphens."""

    author: str
    title: str
    version: int
    published: date
    url: str
    language: str
    key: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Citation:
    """A citation in one style: what comes before the title, the title (set in italics), and what follows."""

    style: str
    before: str
    title: str
    after: str

    @property
    def text(self) -> str:
        """The whole, without italics."""
        return f"{self.before}{self.title}{self.after}"


def citations_of(work: Work) -> tuple[Citation, ...]:
    """Return the citation in each style."""
    author, day = _closed(work.author), work.published
    month = MONTHS[day.month - 1]
    return (
        Citation(
            "APA",
            f"{author} ({day.year}, {month} {day.day}). ",
            work.title,
            f" (Version {work.version}). {work.url}",
        ),
        Citation(
            "Chicago",
            f"{author} ",
            _closed(work.title),
            f" Version {work.version}. {month} {day.day}, {day.year}. {work.url}.",
        ),
        Citation(
            "ISO 690",
            f"{_closed(work.author.upper())} ",
            _closed(work.title),
            f" Version {work.version}. {day.isoformat()}. Available from: {work.url}",
        ),
    )


def bibtex_of(work: Work) -> str:
    """Return the entry for BibTeX, with an organisation as author (the second pair of braces keeps its words together)."""
    fields = {
        "author": f"{{{_tex(work.author)}}}",
        "title": f"{{{_tex(work.title)}}}",
        "institution": f"{{{_tex(work.author)}}}",
        "type": "Report",
        "number": f"Version {work.version}",
        "year": f"{work.published.year}",
        "month": f"{work.published.month}",
        "day": f"{work.published.day}",
        "url": work.url,
        "language": work.language,
        "note": f"SHA-256: {work.fingerprint}",
    }
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
    return f"@techreport{{{work.key},\n{lines}\n}}\n"


def ris_of(work: Work) -> str:
    """Return the record for RIS: one tag a line, lines ending as the format wants them."""
    tags = (
        ("TY", "RPRT"),
        ("ID", work.key),
        ("AU", work.author),
        ("TI", work.title),
        ("PB", work.author),
        ("PY", f"{work.published.year}"),
        ("DA", f"{work.published:%Y/%m/%d}"),
        ("ET", f"Version {work.version}"),
        ("LA", work.language),
        ("UR", work.url),
        ("N1", f"SHA-256: {work.fingerprint}"),
        ("ER", ""),
    )
    return "".join(f"{tag}  - {' '.join(value.split())}\r\n" for tag, value in tags)


def _closed(text: str) -> str:
    """Return ``text`` with a full stop, unless it ends with a mark of its own."""
    return text if _CLOSED.search(text) else f"{text}."


def _tex(text: str) -> str:
    return "".join(_TEX.get(letter, letter) for letter in " ".join(text.split()))
