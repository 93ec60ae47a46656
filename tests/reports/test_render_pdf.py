"""The PDF by its parts: tags, language, order, alternative texts, fonts, outline, the claim of PDF/UA."""

import hashlib
import io
import itertools
from pathlib import Path

import pikepdf
import pypdf
import pytest
from django.test import Client
from django.urls import reverse

from reports.render.context import ReportContext, SectionText, freeze_sections
from reports.render.languages import direction_of
from reports.render.look import Look
from reports.render.pdf import render_pdf
from tests.reports.contexts import LANGUAGES, context, every_kind, png
from tests.reports.factories import Reported
from tests.reports.said import squeezed
from tests.reports.tagged import TaggedPdf

LOGO = png()
DIGEST = hashlib.sha256(LOGO).hexdigest()
LOOK = Look("#8a2be2", DIGEST, "A red field", "band")


@pytest.fixture(params=LANGUAGES)
def document(request: pytest.FixtureRequest) -> ReportContext:
    return every_kind(request.param, look=LOOK)


@pytest.fixture
def tagged(document: ReportContext, fonts: Path) -> TaggedPdf:
    return TaggedPdf(render_pdf(document, fonts=fonts, assets={DIGEST: LOGO}).content)


def test_it_claims_pdf_ua_and_tells_language_title_and_host(
    document: ReportContext, tagged: TaggedPdf
) -> None:
    pdf = tagged.pdf
    assert str(pdf.Root.Lang) == document.language
    assert pdf.Root.MarkInfo.Marked
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
    expected = "/R2L" if direction_of(document.language) == "rtl" else "/L2R"
    assert str(pdf.Root.ViewerPreferences.Direction) == expected
    with pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"] == document.title
        assert list(metadata["dc:creator"]) == [document.host]
    assert {key: str(value) for key, value in pdf.docinfo.items() if key != "/CreationDate"}.keys() <= {
        "/Title",
        "/Author",
        "/Creator",
        "/ModDate",
        "/Producer",
    }
    assert str(pdf.docinfo["/Author"]) == document.host


def test_headings_come_in_order_and_none_is_skipped(document: ReportContext, tagged: TaggedPdf) -> None:
    headings = list(tagged.root.all("H1", "H2", "H3", "H4"))
    levels = [int(heading.role[1]) for heading in headings]
    assert levels[0] == 1
    assert all(later <= earlier + 1 for earlier, later in itertools.pairwise(levels))
    labels = document.labels
    own = [labels.composition, labels.attribution, labels.scale]
    told = [text for _, text, _ in document.headings]
    assert [one.attributes["T"] for one in headings if one.role != "H4"] == [*told, *own]


def test_lists_have_items_with_labels_and_bodies(tagged: TaggedPdf) -> None:
    lists = list(tagged.root.all("L"))
    assert [one.attributes["ListNumbering"] for one in lists] == ["Circle", "Decimal", "Decimal", "Circle"]
    for one in lists:
        assert {child.role for child in one.children} <= {"LI", "L"}
        for item in one.children:
            if item.role == "LI":
                assert [part.role for part in item.children] == ["Lbl", "LBody"]


def test_tables_have_headers_that_say_what_they_head(tagged: TaggedPdf) -> None:
    tables = list(tagged.root.all("Table"))
    assert len(tables) == 4
    for table in tables:
        heads = list(table.all("TH"))
        assert heads
        assert {head.attributes["Scope"] for head in heads} == {"Column"}
        assert len({len(row.children) for row in table.all("TR")}) == 1
    assert next(tables[0].all("Caption")).text


def test_footnotes_stand_where_they_are_called(document: ReportContext, tagged: TaggedPdf) -> None:
    notes = list(tagged.root.all("Note"))
    assert len({note.attributes["ID"] for note in notes}) == len(notes) == len(document.footnotes) == 3
    assert next(tagged.root.all("BlockQuote")).text


def test_the_logo_says_what_it_shows(tagged: TaggedPdf) -> None:
    assert [figure.attributes["Alt"] for figure in tagged.root.all("Figure")] == ["A red field"]


def test_every_piece_of_text_knows_its_language(tagged: TaggedPdf, document: ReportContext) -> None:
    spoken = {
        str(operands[1].Lang)
        for page in tagged.pdf.pages
        for operands, operator in pikepdf.parse_content_stream(page)
        if str(operator) == "BDC" and isinstance(operands[1], pikepdf.Dictionary) and "/Lang" in operands[1]
    }
    assert {"en" if document.language == "ar" else "ar"} <= spoken | {document.language}


def test_the_outline_leads_to_each_heading(tagged: TaggedPdf, document: ReportContext) -> None:
    def titles(items: list[pikepdf.OutlineItem]) -> list[str]:
        return [title for item in items for title in (item.title, *titles(item.children))]

    with tagged.pdf.open_outline() as outline:
        found = titles(list(outline.root))
    assert [text for _, text, _ in document.headings] == [
        one for one in found if one in dict.fromkeys(text for _, text, _ in document.headings)
    ]
    assert document.labels.scale in found


def test_every_font_is_in_the_pdf_and_can_be_read_back(tagged: TaggedPdf) -> None:
    fonts = {str(font.BaseFont): font for page in tagged.pdf.pages for font in page.Resources.Font.values()}
    assert all(name.split("+")[-1].startswith("IBMPlexSans") for name in fonts)
    for font in fonts.values():
        descriptor = font.DescendantFonts[0].FontDescriptor
        assert "/FontFile2" in descriptor or "/FontFile3" in descriptor
        assert "/ToUnicode" in font


def test_arabic_is_set_in_its_own_cuts(fonts: Path) -> None:
    names = {
        str(font.BaseFont).split("+")[-1]
        for page in TaggedPdf(render_pdf(every_kind("ar"), fonts=fonts).content).pdf.pages
        for font in page.Resources.Font.values()
    }
    assert names >= {"IBMPlexSansArabic-SmBld", "IBMPlexSansArabic"}


def test_a_long_table_repeats_its_header(fonts: Path) -> None:
    rows = "\n".join(f"| row {number} | {number} |" for number in range(90))
    table = f"| Heading of rows | Sum |\n| --- | --: |\n{rows}"
    sections, footnotes = freeze_sections((SectionText("s", "custom", "A", 1, (("p", table),)),))
    pdf = render_pdf(context(sections=sections, footnotes=footnotes), fonts=fonts).content
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]
    assert sum("Headingofrows" in squeezed(page) for page in pages) == 3
    assert (
        len(list(TaggedPdf(pdf).root.all("TH"))) == 2 * 3
    )  # one header each for this table and the two at the end


def saying(text: str) -> ReportContext:
    sections, _ = freeze_sections((SectionText("s", "custom", f"A{text}", 1, (("p", f"Well{text} said."),)),))
    return context(title=f"Networks{text}", sections=sections, footnotes=())


@pytest.mark.parametrize("odd", ["\x01", "\x1b", "\ufffe", "中", "አ"])
def test_no_letter_keeps_a_report_from_being_printed_and_a_missing_one_is_told(fonts: Path, odd: str) -> None:
    pdf = render_pdf(saying(odd), fonts=fonts)
    assert "said." in "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf.content)).pages)
    assert pdf.obstacle
    with pikepdf.open(io.BytesIO(pdf.content)) as opened, opened.open_metadata() as metadata:
        assert "pdfuaid:part" not in metadata
        assert opened.Root.MarkInfo.Marked
    if odd.isprintable():
        assert odd in pdf.missing


@pytest.mark.parametrize("rare", ["👍", "ⴰⵎⴰⵣⵉⵖ", "שלום", "Հայ", "کوردی ێ ۆ", "≥ √ → ✓ ☎"])
def test_letters_that_plex_does_not_have_come_from_another_font(fonts: Path, rare: str) -> None:
    pdf = render_pdf(saying(rare), fonts=fonts)
    assert (pdf.obstacle, pdf.missing) == ("", "")


def test_a_letter_without_a_font_is_told_in_the_preview(held: Reported, client: Client) -> None:
    report = held.report()
    client.force_login(held.coordinator)
    address = reverse(
        "reports:report_preview", args=[report.meeting.dialogue.slug, report.meeting.slug, report.edition]
    )
    assert "no font" not in client.get(address).content.decode()
    paragraph = report.sections.first().paragraphs.first()
    paragraph.text += " 中"
    paragraph.save()
    assert "no font of the PDF has “中”" in client.get(address).content.decode()
