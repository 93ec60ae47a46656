"""Real footnotes for DOCX: python-docx has no API for them, so this builds the package part that holds them."""

from collections.abc import Callable, Sequence
from typing import Any

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from reports.render.inline import Runs

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
FOOTNOTE_TEXT = "FootnoteText"
FOOTNOTE_REFERENCE = "FootnoteReference"
SEPARATORS = {-1: "separator", 0: "continuationSeparator"}
Writer = Callable[[Any, Runs, Any], None]


def add_footnotes(
    document: Document, footnotes: Sequence[Runs], *, write: Writer, make_paragraph: Callable[[], Any]
) -> None:
    """Add the part with all footnotes; ``write(paragraph, runs, part)`` puts a footnote's words into its paragraph."""
    root = parse_xml(f"<w:footnotes {nsdecls('w', 'r')}/>")
    part = XmlPart(PackURI("/word/footnotes.xml"), CONTENT_TYPE, root, document.part.package)
    settings = OxmlElement("w:footnotePr")
    for number, kind in SEPARATORS.items():
        root.append(
            parse_xml(
                f'<w:footnote {nsdecls("w")} w:type="{kind}" w:id="{number}">'
                f'<w:p><w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr><w:r><w:{kind}/></w:r></w:p>'
                "</w:footnote>"
            )
        )
        mark = OxmlElement("w:footnote")
        mark.set(qn("w:id"), str(number))
        settings.append(mark)
    for number, runs in enumerate(footnotes, start=1):
        note = OxmlElement("w:footnote")
        note.set(qn("w:id"), str(number))
        paragraph = make_paragraph()
        paragraph.append(_marked(OxmlElement("w:footnoteRef")))
        space = OxmlElement("w:r")
        space.text = " "
        paragraph.append(space)
        write(paragraph, runs, part)
        note.append(paragraph)
        root.append(note)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    _insert_in_order(document.settings.element, settings)


def footnote_reference(number: int) -> Any:
    """Return the run that marks a footnote in the text."""
    reference = OxmlElement("w:footnoteReference")
    reference.set(qn("w:id"), str(number))
    return _marked(reference)


def _marked(mark: Any) -> Any:
    run = OxmlElement("w:r")
    properties = OxmlElement("w:rPr")
    style = OxmlElement("w:rStyle")
    style.set(qn("w:val"), FOOTNOTE_REFERENCE)
    properties.append(style)
    run.append(properties)
    run.append(mark)
    return run


def _insert_in_order(settings: Any, element: Any) -> None:
    """The schema fixes the order of settings; footnote properties stand before the compatibility settings."""
    compat = settings.find(qn("w:compat"))
    if compat is None:
        settings.append(element)
    else:
        compat.addprevious(element)
