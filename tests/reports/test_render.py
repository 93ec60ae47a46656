"""Three renderers, the same words: text is taken out of each document and compared."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from reports.render.blocks import texts_of
from reports.render.context import ReportContext, Row, SectionText, freeze_sections
from reports.render.docx import render_docx
from reports.render.html import render_html
from reports.render.inline import Run, parse, plain_text
from reports.render.languages import direction_of
from reports.render.look import Look
from reports.render.pdf import render_pdf
from tests.reports.contexts import LANGUAGES, context, every_kind
from tests.reports.said import (
    assert_has_letters,
    assert_says_in_order,
    docx_notes,
    docx_text,
    html_text,
    notes_of,
    pdf_notes,
    pdf_text,
    squeezed,
    words_of,
)
from tests.reports.tagged import TaggedPdf

LOOK = Look(accent="#8a2be2", cover="band", imprint="Example Street 1")


def assert_all_say_the_same(document: ReportContext, fonts: Path) -> None:
    words, notes = words_of(document), notes_of(document)
    assert_says_in_order(html_text(document), words)
    assert_says_in_order(html_text(document), notes)
    assert_says_in_order(docx_text(document), words)
    assert docx_notes(document) == [note.strip() for note in notes]
    pdf = TaggedPdf(render_pdf(document, fonts=fonts).content)
    assert len(pdf_notes(pdf)) == len(notes)
    if any(direction_of(run_language) == "rtl" for run_language in languages_of(document)):
        assert_has_letters(pdf_text(pdf), words)
        assert_has_letters("".join(pdf_notes(pdf)), notes)
    else:
        assert_says_in_order(pdf_text(pdf), words)
        assert [squeezed(note) for note in pdf_notes(pdf)] == [squeezed(note) for note in notes]


def languages_of(document: ReportContext) -> set[str]:
    blocks = [block for section in document.sections for block in section.paragraphs]
    runs = [run for block in blocks for runs in texts_of(block) for run in runs]
    is_arabic = any("\u0600" <= letter <= "\u06ff" for run in runs for letter in run.text)
    return {document.language, *(["ar"] if is_arabic else [])}


def test_all_three_say_every_word_of_a_draft(fonts: Path) -> None:
    assert_all_say_the_same(context(), fonts)


@pytest.mark.parametrize("look", [Look(), LOOK], ids=["plain", "band"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_all_three_say_every_word_of_every_kind_of_block(language: str, look: Look, fonts: Path) -> None:
    assert_all_say_the_same(every_kind(language, look=look), fonts)


WORDS = st.text("abcdåäöéèçœ ,;’“”–0123456789<&>\\*_[]^{}|#:-.!?", min_size=1, max_size=30)
ARABIC_WORDS = st.text("ابتثجحخدذرزسشصضطظعغفقكلمنهويىءآأإ ،؛؟0123456789()", min_size=1, max_size=30)
FRAMES = (
    "{0}", "### {0}", "#### {0}", "- {0}\n- {1}\n  - {2}", "3. {0}\n4. {1}\n   1. {2}", "> {0}\n>\n> {1}",
    "| {0} | {1} |\n| --- | --: |\n| {2} | x |\n: {1}", "a **{0}** *{1}* ^[{2}] z", "[{0}]{{lang=sv}} [{1}](https://example.org/)",
)  # fmt: skip


@st.composite
def documents(draw: st.DrawFn) -> ReportContext:
    """Documents of all languages, whose blocks hold any words, well formed or not."""
    language = draw(st.sampled_from(LANGUAGES))
    words = ARABIC_WORDS if language == "ar" else WORDS
    line = words.map(lambda text: " ".join(text.split()))
    block = st.builds(lambda frame, *parts: frame.format(*parts), st.sampled_from(FRAMES), line, line, line)
    sections = tuple(
        SectionText(
            f"s-{number}", "custom", draw(line), draw(st.sampled_from([1, 2])) if number else 1, texts
        )
        for number, texts in enumerate(
            tuple((f"p-{number}-{place}", text) for place, text in enumerate(texts))
            for number, texts in enumerate(
                draw(st.lists(st.lists(block, max_size=4), min_size=1, max_size=3))
            )
        )
    )
    frozen, footnotes = freeze_sections(sections)
    return every_kind(language, sections=frozen, footnotes=footnotes, title=draw(line) or "x")


@settings(max_examples=15, deadline=None)
@given(document=documents())
def test_all_three_say_the_same_whatever_is_written(document: ReportContext, fonts: Path) -> None:
    assert_all_say_the_same(document, fonts)
    assert ReportContext.from_data(document.to_data()) == document


def test_the_same_context_gives_the_same_bytes(fonts: Path) -> None:
    assert render_docx(context()) == render_docx(context())
    assert render_pdf(context(), fonts=fonts) == render_pdf(context(), fonts=fonts)
    assert render_html(context()) == render_html(context())


def test_right_to_left_reaches_the_html() -> None:
    assert render_html(context(language="ar", direction="rtl")).startswith(
        '<article class="report" lang="ar" dir="rtl">'
    )


def test_html_in_a_text_stays_text() -> None:
    hostile = context(title="<script>alert(1)</script>", attribution="<img src=x onerror=alert(1)>")
    fragment = render_html(hostile)
    assert "<script" not in fragment
    assert "<img" not in fragment
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in fragment


def test_every_place_has_an_anchor_and_every_link_a_target() -> None:
    tree = html.fromstring(render_html(context()))
    anchors = set(tree.xpath("//@id"))
    assert len(anchors) == len(tree.xpath("//@id"))
    assert {href[1:] for href in tree.xpath("//@href") if href.startswith("#")} <= anchors


def test_a_correction_says_what_it_changes(fonts: Path) -> None:
    corrected = context(version=2, previous_version=1, change_note="The date was wrong.")
    pdf = TaggedPdf(render_pdf(corrected, fonts=fonts).content)
    for text in (html_text(corrected), docx_text(corrected), pdf_text(pdf)):
        assert squeezed("Replaces version 1. What changed: The date was wrong.") in squeezed(text)


def test_a_context_survives_being_stored() -> None:
    document = context()
    assert ReportContext.from_data(document.to_data()) == document
    assert ReportContext.from_data(document.to_data()).fingerprint == document.fingerprint


def test_any_change_changes_the_fingerprint() -> None:
    assert context(title="Another").fingerprint != context().fingerprint
    assert context(scale=context().scale.__class__((Row("a", "b"),), "")).fingerprint != context().fingerprint


def test_another_schema_is_refused() -> None:
    with pytest.raises(ValueError, match="schema 99"):
        ReportContext.from_data({**context().to_data(), "schema": 99})


@given(text=st.text(max_size=80))
def test_any_paragraph_can_be_frozen_and_read_back(text: str) -> None:
    sections, footnotes = freeze_sections((SectionText("s", "custom", text, 1, (("p", text),)),))
    document = context(sections=sections, footnotes=footnotes)
    assert ReportContext.from_data(document.to_data()) == document


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("plain", (Run("plain"),)),
        ("a **b** *c*", (Run("a "), Run("b", strong=True), Run(" "), Run("c", emphasis=True))),
        ("[a](https://b.c)", (Run("a", href="https://b.c"),)),
        ("[a](javascript:alert)", (Run("[a](javascript:alert)"),)),
        ("<b>x</b>", (Run("<b>x</b>"),)),
        ("a\nb", (Run("a b"),)),
        ("# no heading", (Run("# no heading"),)),
        ("", ()),
    ],
)
def test_the_small_markdown(text: str, runs: tuple[Run, ...]) -> None:
    assert parse(text).runs == runs


def test_footnotes_are_numbered_through_the_document() -> None:
    sections, footnotes = freeze_sections(
        (
            SectionText("a", "custom", "A", 1, (("p1", "x^[one] y^[two *em*]"),)),
            SectionText("b", "custom", "B", 1, (("p2", "z^[three ^[inside] end]"), ("p3", ""))),
        )
    )
    assert [run.note for section in sections for p in section.paragraphs for run in p.runs if run.note] == [
        1,
        2,
        3,
    ]
    assert [plain_text(note) for note in footnotes] == ["one", "two em", "three  (inside) end"]
    assert [len(section.paragraphs) for section in sections] == [1, 1]
