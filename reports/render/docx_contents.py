"""The table of contents of a DOCX: a field that Word and LibreOffice can update, with its entries already in it.

Without page numbers: they depend on whose fonts set the page, so they could not be known here and would be wrong
until somebody updates the field. Each entry leads to its heading.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from reports.render.docx_words import Words
from reports.render.inline import Run

INSTRUCTION = 'TOC \\o "1-3" \\n \\h \\z \\u'
FRAME = (
    f'<w:sdt {nsdecls("w")}><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/>'
    "</w:docPartObj></w:sdtPr><w:sdtContent/></w:sdt>"
)


def contents(words: Words, title: str, entries: Sequence[tuple[str, int]]) -> Any:
    """Return the table of contents for headings given by words and level, in the order of their bookmarks."""
    frame = parse_xml(FRAME)
    holder = frame.find(qn("w:sdtContent"))
    head = words.bare_paragraph("Contents Title")
    words.append(head, Run(title))
    holder.append(head)
    lines = [_entry(words, place, *entry) for place, entry in enumerate(entries, start=1)]
    if lines:
        first, last = lines[0], lines[-1]
        start = first.find(qn("w:pPr"))
        for element in reversed(list(_field_start())):
            start.addnext(element)
        last.append(_mark("end"))
    for one in lines:
        holder.append(one)
    return frame


def bookmarked(heading: Any, place: int) -> None:
    """Put the bookmark around a heading that the entry of the same place leads to."""
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for mark in (start, end):
        mark.set(qn("w:id"), str(place))
    start.set(qn("w:name"), _name(place))
    heading.find(qn("w:pPr")).addnext(start)
    heading.append(end)


def _entry(words: Words, place: int, title: str, level: int) -> Any:
    line = words.bare_paragraph(f"toc {level}")
    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), _name(place))
    link.set(qn("w:history"), "1")
    words.append(link, Run(title))
    line.append(link)
    return line


def _field_start() -> Iterator[Any]:
    yield _mark("begin")
    run, instruction = OxmlElement("w:r"), OxmlElement("w:instrText")
    instruction.set(qn("xml:space"), "preserve")
    instruction.text = f" {INSTRUCTION} "
    run.append(instruction)
    yield run
    yield _mark("separate")


def _mark(kind: str) -> Any:
    run, mark = OxmlElement("w:r"), OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    run.append(mark)
    return run


def _name(place: int) -> str:
    return f"_Toc{place:08d}"
