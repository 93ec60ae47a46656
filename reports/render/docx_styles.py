"""The named styles of a DOCX, and its page."""

from typing import Any

from docx.document import Document as DocxDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from reports.render.docx_words import AFTER_BIDI, border
from reports.render.footnotes import FOOTNOTE_REFERENCE, FOOTNOTE_TEXT

SOFT = RGBColor(0x57, 0x51, 0x4A)
INK = RGBColor(0x1D, 0x1B, 0x18)
WHITE = RGBColor(0xFF, 0xFF, 0xFF)
LINE = "D9CFC0"
FONT = "Arial"
TEXT_WIDTH = Mm(156)
COVER = ("Host", "Cover Line", "Title", "Report Subtitle", "Edition")
HEADINGS = ("Title", "Heading 1", "Heading 2", "Heading 3", "Heading 4")


def set_styles(docx: DocxDocument, *, accent: str, band: bool, language: str, rtl: bool) -> None:
    """Give every style that a report uses its shape; with ``band``, the cover stands on a ground in the accent."""
    colour = RGBColor.from_string(accent)
    styles = docx.styles
    _shape(styles["Normal"], size=10.5, colour=INK, after=7)
    styles["Normal"].paragraph_format.line_spacing = 1.15
    _shape(styles["Title"], size=28, bold=True, colour=WHITE if band else INK, before=4, after=8)
    _shape(styles["Heading 1"], size=16, bold=True, colour=colour, before=22, after=8)
    _shape(styles["Heading 2"], size=12.5, bold=True, colour=INK, before=14, after=5)
    _shape(styles["Heading 3"], size=11, bold=True, colour=INK, before=12, after=4)
    _shape(styles["Heading 4"], size=10.5, italic=True, colour=SOFT, before=10, after=3)
    for name in HEADINGS:
        styles[name].paragraph_format.keep_with_next = True
        for old in styles[name].element.xpath("./w:pPr/w:pBdr"):
            old.getparent().remove(old)
    _shape(styles["List Paragraph"], size=10.5, colour=INK, after=3)
    for old in styles["List Paragraph"].element.xpath("./w:pPr/w:contextualSpacing"):
        old.getparent().remove(old)
    _shape(styles["Caption"], size=10, colour=SOFT, before=8, after=4)
    styles["Caption"].paragraph_format.keep_with_next = True
    _shape(styles["Quote"], size=10.5, colour=INK, after=7)
    styles["Quote"].paragraph_format.left_indent = Mm(7)
    border(
        styles["Quote"].element.get_or_add_pPr(), "right" if rtl else "left", colour=LINE, size=12, space=8
    )
    _shape(_new(docx, "Logo"), size=10.5, colour=INK, after=24)
    _shape(_new(docx, "Host"), size=12, bold=True, colour=WHITE if band else colour, after=70)
    _shape(_new(docx, "Cover Line"), size=9, colour=WHITE if band else SOFT, after=4)
    _shape(_new(docx, "Report Subtitle"), size=13.5, colour=WHITE if band else SOFT, after=14)
    _shape(_new(docx, "Edition"), size=9, colour=WHITE if band else SOFT, after=4)
    _shape(_new(docx, "Small Print"), size=9, colour=SOFT, after=4)
    _shape(_new(docx, "Change"), size=10.5, colour=INK, before=14, after=7)
    _shape(_new(docx, "Imprint"), size=9, colour=SOFT, before=18, after=4)
    styles["Imprint"].paragraph_format.keep_with_next = True
    _shape(_new(docx, "Table Text"), size=10, colour=INK, before=3, after=3)
    _shape(_new(docx, "Table Head"), size=10, bold=True, colour=INK, before=3, after=3)
    _shape(_new(docx, "Contents Title"), size=10.5, bold=True, colour=INK, before=22, after=4)
    for level in (1, 2, 3):
        entry = _new(docx, f"toc {level}")
        _shape(entry, size=10, colour=INK, after=3)
        entry.paragraph_format.left_indent = Mm(5 * (level - 1))
    _footnote_styles(docx)
    for name in ("Header", "Footer"):
        _shape(styles[name], size=8.5, colour=SOFT, after=0)
        _only_tab_stop(styles[name])
    if band:
        for name in COVER:
            _on_ground(styles[name], accent)
    _language(docx, language, rtl=rtl)


def set_page(docx: DocxDocument, *, rtl: bool) -> None:
    """A4, with a header from the second page on."""
    section = docx.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm((210 - 156) / 2)
    section.top_margin, section.bottom_margin = Mm(28), Mm(26)
    section.different_first_page_header_footer = True
    if rtl:
        section._sectPr.append(OxmlElement("w:bidi"))  # noqa: SLF001 - no public API


def _new(docx: DocxDocument, name: str) -> ParagraphStyle:
    style: ParagraphStyle = docx.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = docx.styles["Normal"]
    return style


def _shape(
    style: Any,
    *,
    size: float,
    colour: RGBColor,
    bold: bool = False,
    italic: bool = False,
    before: float = 0,
    after: float,
) -> None:
    style.font.size = Pt(size)
    style.font.bold = style.font.cs_bold = bold
    style.font.italic = style.font.cs_italic = italic
    style.font.color.rgb = colour
    style.paragraph_format.space_before = Pt(before)
    style.paragraph_format.space_after = Pt(after)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for attribute in list(fonts.attrib):
        del fonts.attrib[attribute]
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), FONT)
    properties = style.element.rPr
    for outdated in properties.findall(qn("w:szCs")):
        properties.remove(outdated)
    complex_size = OxmlElement("w:szCs")  # Arabic has a size of its own
    complex_size.set(qn("w:val"), str(round(size * 2)))
    properties.find(qn("w:sz")).addnext(complex_size)


def _footnote_styles(docx: DocxDocument) -> None:
    text = _new(docx, "footnote text")
    _shape(text, size=9, colour=INK, after=2)
    text.element.styleId = FOOTNOTE_TEXT
    reference = docx.styles.add_style("footnote reference", WD_STYLE_TYPE.CHARACTER)
    reference.element.styleId = FOOTNOTE_REFERENCE
    reference.font.superscript = True


def _on_ground(style: Any, colour: str) -> None:
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", colour)):
        shade.set(qn(f"w:{name}"), value)
    properties = style.element.get_or_add_pPr()
    properties.insert_element_before(shade, "w:tabs", "w:bidi", *AFTER_BIDI)
    # Paragraphs with the same frame share it; in the colour of the ground it is the room around the words.
    border(properties, "top", "left", "bottom", "right", colour=colour, size=8, space=16)


def _only_tab_stop(style: Any) -> None:
    """One stop, at the far margin."""
    for old in style.element.xpath("./w:pPr/w:tabs"):
        old.getparent().remove(old)
    style.paragraph_format.tab_stops.add_tab_stop(TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT)


def _language(docx: DocxDocument, language: str, *, rtl: bool) -> None:
    default = docx.styles.element.xpath("w:docDefaults/w:rPrDefault/w:rPr/w:lang")[0]
    default.set(qn("w:val"), language)
    default.set(qn("w:bidi"), language if rtl else "ar-SA")
