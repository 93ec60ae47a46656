"""The DOCX by its parts: styles, headings, lists, tables, footnotes, contents, languages, and who made it."""

import hashlib
import io
import itertools
import zipfile
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from lxml import etree

from reports.render.context import SectionText, freeze_sections
from reports.render.docx import render_docx
from reports.render.look import Look
from tests.reports.contexts import LANGUAGES, context, every_kind, png

LOGO = png()
DIGEST = hashlib.sha256(LOGO).hexdigest()
LOOK = Look("#8a2be2", DIGEST, "A red field", "band")


def opened(**changes: Any) -> Any:
    return Document(io.BytesIO(render_docx(context(**changes))))


def every(language: str, **changes: Any) -> Any:
    return Document(io.BytesIO(render_docx(every_kind(language, **changes), assets={DIGEST: LOGO})))


def headings(document: Any) -> list[tuple[int, str]]:
    return [
        (int(paragraph.style.name[-1]), paragraph.text)
        for paragraph in document.paragraphs
        if paragraph.style.name.startswith("Heading ")
    ]


def test_it_tells_nothing_of_who_made_it() -> None:
    properties = opened().core_properties
    assert (properties.author, properties.last_modified_by, properties.comments) == (
        "Institute for Dialogue",
        "",
        "",
    )
    assert (properties.title, properties.language) == ("The future of <networks> & “silos”", "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_headings_can_be_walked_and_none_is_skipped(language: str) -> None:
    found = headings(every(language))
    levels = [level for level, _ in found]
    assert levels[0] == 1
    assert {1, 2, 3, 4} == set(levels)
    assert all(later <= earlier + 1 for earlier, later in itertools.pairwise(levels))


def test_it_has_a_page_number() -> None:
    footer = opened().sections[0].footer._element
    assert [field.get(qn("w:instr")) for field in footer.iter(qn("w:fldSimple"))] == ["PAGE", "NUMPAGES"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_contents_are_a_field_with_its_entries_in_it(language: str) -> None:
    document = every(language)
    frame = document.element.body.find(qn("w:sdt"))
    assert "".join(frame.itertext(qn("w:instrText"))).strip() == 'TOC \\o "1-3" \\n \\h \\z \\u'
    marks = [mark.get(qn("w:fldCharType")) for mark in frame.iter(qn("w:fldChar"))]
    assert marks == ["begin", "separate", "end"]
    links = list(frame.iter(qn("w:hyperlink")))
    told = ["".join(text.text for text in link.iter(qn("w:t"))) for link in links]
    assert told == [text for level, text in headings(document) if level <= 3]
    bookmarks = {mark.get(qn("w:name")) for mark in document.element.body.iter(qn("w:bookmarkStart"))}
    assert {link.get(qn("w:anchor")) for link in links} == bookmarks


def test_each_list_counts_for_itself() -> None:
    document = every("en")
    items = [
        (paragraph._p.pPr.numPr.numId.val, paragraph._p.pPr.numPr.ilvl.val, paragraph.text)
        for paragraph in document.paragraphs
        if paragraph.style.name == "List Paragraph"
    ]
    assert len({number for number, _, _ in items}) == 4
    assert [level for _, level, _ in items] == [0, 1, 1, 0, 0, 0, 0, 1, 1]
    numbering = document.part.numbering_part.element
    kinds = {
        one.get(qn("w:abstractNumId")): one.find(f"{qn('w:lvl')}/{qn('w:numFmt')}").get(qn("w:val"))
        for one in numbering.iter(qn("w:abstractNum"))
    }
    used = {
        number: kinds[str(numbering.num_having_numId(number).abstractNumId.val)] for number, _, _ in items
    }
    assert list(used.values()) == ["bullet", "decimal", "decimal", "bullet"]


def test_a_list_starts_where_it_was_told_to() -> None:
    sections, _ = freeze_sections((SectionText("s", "custom", "A", 1, (("p", "4. four\n5. five"),)),))
    numbering = opened(sections=sections, footnotes=()).part.numbering_part.element
    assert [one.get(qn("w:val")) for one in numbering.iter(qn("w:startOverride"))] == ["4"]


def test_tables_have_a_header_that_repeats_and_rows_that_hold_together() -> None:
    for table in every("en").tables:
        first, *others = table.rows
        assert first._tr.trPr.find(qn("w:tblHeader")) is not None
        assert all(row._tr.trPr.find(qn("w:tblHeader")) is None for row in others)
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
        assert {cell.paragraphs[0].style.name for cell in first.cells} == {"Table Head"}
    captions = [paragraph.text for paragraph in every("en").paragraphs if paragraph.style.name == "Caption"]
    assert captions == ["What was asked for, and how often"]


def test_the_logo_says_what_it_shows() -> None:
    pictures = list(every("en", look=LOOK).element.body.iter(qn("wp:docPr")))
    assert [picture.get("descr") for picture in pictures] == ["A red field"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_language_is_told_of_the_whole_and_of_each_passage(language: str) -> None:
    document = every(language)
    default = document.styles.element.xpath("w:docDefaults/w:rPrDefault/w:rPr/w:lang")[0]
    assert default.get(qn("w:val")) == language
    spoken = [dict(mark.attrib) for mark in document.element.body.iter(qn("w:lang"))]
    assert spoken == [{qn("w:val"): "en"} if language == "ar" else {qn("w:bidi"): "ar"}]


def test_right_to_left_reaches_every_paragraph_and_table() -> None:
    document = every("ar", look=LOOK)
    assert all(one.pPr.find(qn("w:bidi")) is not None for one in document.element.body.iter(qn("w:p")))
    assert all(table._tblPr.find(qn("w:bidiVisual")) is not None for table in document.tables)


@pytest.mark.parametrize("odd", ["\x01", "\x1b", "\ufffe", "👍", "中"])
def test_no_letter_keeps_a_report_from_being_written(odd: str) -> None:
    sections, _ = freeze_sections((SectionText("s", "custom", f"A{odd}", 1, (("p", f"Well{odd} said."),)),))
    told = opened(title=f"Networks{odd}", sections=sections, footnotes=(), look=Look(logo_alt=odd))
    assert "said." in next(paragraph.text for paragraph in told.paragraphs if "Well" in paragraph.text)


ORDER_IN_PARAGRAPH = (
    "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
    "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
    "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
    "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange"
).split()
ORDER_IN_RUN = (
    "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish "
    "webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang"
).split()
ORDER_IN_TABLE = (
    "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd "
    "tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription"
).split()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_elements_stand_in_the_order_that_the_schema_fixes(language: str) -> None:
    """Word repairs a file whose properties are out of order, and says so to its reader."""
    content = render_docx(every_kind(language, look=LOOK), assets={DIGEST: LOGO})
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = [etree.fromstring(package.read(name)) for name in package.namelist() if name.endswith(".xml")]
    for name, order in (("pPr", ORDER_IN_PARAGRAPH), ("rPr", ORDER_IN_RUN), ("tblPr", ORDER_IN_TABLE)):
        for part in parts:
            for properties in part.iter(qn(f"w:{name}")):
                places = [order.index(etree.QName(child).localname) for child in properties]
                assert places == sorted(places), etree.tostring(properties)
                assert len(set(places)) == len(places), etree.tostring(properties)
