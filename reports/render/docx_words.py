"""Words in a DOCX: runs, links, footnote marks and the paragraphs that hold them."""

import re
from typing import Any

from docx import Document
from docx.document import Document as DocxDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from reports.render.context import ReportContext
from reports.render.footnotes import footnote_reference
from reports.render.inline import Run, Runs
from reports.render.languages import direction_of
from reports.render.look import accent_of

NOT_IN_XML = re.compile(
    "[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
)  # control characters, for the most part
PRESERVE = "{http://www.w3.org/XML/1998/namespace}space"
AFTER_BIDI = ("w:spacing", "w:ind", "w:jc", "w:outlineLvl", "w:rPr", "w:sectPr")


class Words:
    """Puts the words of a context into an open document."""

    def __init__(self, context: ReportContext) -> None:
        """Open a new document."""
        self.context = context
        self.rtl = context.direction == "rtl"
        self.accent = accent_of(context.look).removeprefix("#").upper()
        self.docx: DocxDocument = Document()
        self.end: Any = self.docx.element.body.sectPr
        self.style_ids: dict[str | None, str] = {}

    def add(self, element: Any) -> Any:
        """Put a paragraph or table at the end of the document and return it."""
        self.end.addprevious(element)
        return element

    def text(self, text: str, style: str) -> Any:
        """Add a paragraph of plain text and return it."""
        paragraph = self.paragraph(style)
        self.append(paragraph, Run(text))
        return paragraph

    def paragraph(self, style: str) -> Any:
        """Add an empty paragraph and return it."""
        return self.add(self.bare_paragraph(style))

    def bare_paragraph(self, style: str) -> Any:
        """Return an empty paragraph in the named style that stands nowhere yet."""
        paragraph = OxmlElement("w:p")
        self.put_style(paragraph, style)
        return self.prepared(paragraph)

    def put_style(self, paragraph: Any, style: str) -> None:
        """Give a paragraph the named style; python-docx would search all styles for each paragraph."""
        if not self.style_ids:
            self.style_ids = {one.name: one.style_id for one in self.docx.styles}
        mark = paragraph.get_or_add_pPr().get_or_add_pStyle()
        mark.val = self.style_ids[style]

    def prepared(self, paragraph: Any) -> Any:
        """Give a paragraph the direction of the document."""
        if self.rtl:
            paragraph.get_or_add_pPr().insert_element_before(OxmlElement("w:bidi"), *AFTER_BIDI)
        return paragraph

    def write(self, paragraph: Any, runs: Runs, part: Any) -> None:
        """Add runs to a paragraph; ``part`` is the file of the package in which it stands, which keeps the links."""
        for run in runs:
            if run.note:
                paragraph.append(footnote_reference(run.note))
            elif run.href:
                link = OxmlElement("w:hyperlink")
                link.set(qn("r:id"), part.relate_to(run.href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
                self.append(link, run)
                paragraph.append(link)
            else:
                self.append(paragraph, run)

    def append(self, parent: Any, run: Run) -> None:
        """Add one run."""
        element, properties = OxmlElement("w:r"), OxmlElement("w:rPr")
        for on, names in ((run.strong, ("w:b", "w:bCs")), (run.emphasis, ("w:i", "w:iCs"))):
            for name in names if on else ():
                properties.append(OxmlElement(name))
        if run.href:
            properties.append(OxmlElement("w:color", {qn("w:val"): self.accent}))
        rtl = direction_of(run.lang) == "rtl" if run.lang else self.rtl
        if rtl:
            properties.append(OxmlElement("w:rtl"))
        if run.lang:
            properties.append(OxmlElement("w:lang", {qn("w:bidi" if rtl else "w:val"): run.lang}))
        if len(properties):
            element.append(properties)
        text = OxmlElement("w:t", {PRESERVE: "preserve"})
        text.text = NOT_IN_XML.sub("", run.text)
        element.append(text)
        parent.append(element)


def line(side: str, colour: str, size: int, space: int) -> Any:
    """Return a border of a paragraph or cell; ``size`` is in eighths of a point, ``space`` in points."""
    element = OxmlElement(f"w:{side}")
    for name, value in (("val", "single"), ("sz", str(size)), ("space", str(space)), ("color", colour)):
        element.set(qn(f"w:{name}"), value)
    return element


def border(properties: Any, *sides: str, colour: str, size: int, space: int) -> None:
    """Put lines beside a paragraph, given the properties of it or of its style; sides in the order top, left, bottom, right."""
    borders = OxmlElement("w:pBdr")
    for side in sides:
        borders.append(line(side, colour, size, space))
    properties.insert_element_before(borders, "w:shd", "w:tabs", "w:bidi", *AFTER_BIDI)
