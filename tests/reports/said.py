"""What a document says, and what each of its three forms was heard to say."""

import io
import re
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from docx import Document
from docx.oxml.ns import qn
from lxml import etree, html

from reports.render.blocks import texts_of
from reports.render.context import ReportContext
from reports.render.docx import render_docx
from reports.render.html import render_html
from reports.render.inline import plain_text
from tests.reports.tagged import Element, TaggedPdf

_docx = lru_cache(maxsize=2)(render_docx)
_html = lru_cache(maxsize=2)(render_html)


def squeezed(text: str) -> str:
    """Text without white space and without what only steers its direction or its breaks."""
    return "".join(letter for letter in text if not letter.isspace() and unicodedata.category(letter) != "Cf")


def words_of(document: ReportContext) -> list[str]:
    """Every text of a report in reading order, footnotes apart."""
    texts = [document.host, document.title, document.subtitle, document.published_on, document.reading_time]
    for section in document.sections:
        texts.append(section.title)
        texts += [plain_text(runs) for block in section.paragraphs for runs in texts_of(block)]
    composition, scale = document.composition, document.scale
    texts += [document.labels.composition, composition.sentence]
    texts += [text for row in composition.rows for text in (row.label, row.value)]
    texts += [composition.total, composition.note, document.labels.attribution, document.attribution]
    texts += [document.labels.scale, *(text for row in scale.rows for text in (row.label, row.value))]
    return [*texts, scale.key, document.imprint, document.look.imprint, document.fingerprint]


def notes_of(document: ReportContext) -> list[str]:
    """The footnotes in order."""
    return [plain_text(note) for note in document.footnotes]


def assert_says_in_order(text: str, texts: Sequence[str]) -> None:
    """Every text is there, each after the one before it."""
    place, heard = 0, squeezed(text)
    for expected in texts:
        found = heard.find(squeezed(expected), place)
        assert found >= 0, f"missing after {heard[max(0, place - 40) : place]!r}: {expected!r}"
        place = found + len(squeezed(expected))


MIRRORED = str.maketrans(">)]}»”", "<([{«“")  # in text from right to left, each is drawn as the other


def assert_has_letters(text: str, texts: Iterable[str]) -> None:
    """Every letter is there as often as it is written. Arabic is drawn word by word from the left, and a letter that
    shares a glyph with its mark may come twice, so this is what can be said of it without setting it anew."""
    wanted, heard = (Counter(squeezed(one).translate(MIRRORED)) for one in ("".join(texts), text))
    missing = wanted - heard
    assert not missing, missing


def html_text(document: ReportContext) -> str:
    tree = html.fromstring(_html(document))
    for mark in tree.xpath("//sup[@class='report-note']"):
        mark.text = None
        for child in mark:
            child.text = ""
    for navigation in tree.xpath("//nav"):
        navigation.drop_tree()
    return str(tree.text_content())


def docx_text(document: ReportContext) -> str:
    body = Document(io.BytesIO(_docx(document))).element.body
    for contents in body.findall(qn("w:sdt")):
        body.remove(contents)
    return "".join(node.text or "" for node in body.iter(qn("w:t")))


def docx_notes(document: ReportContext) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(_docx(document))) as package:
        if "word/footnotes.xml" not in package.namelist():
            return []
        notes = etree.fromstring(package.read("word/footnotes.xml"))
    return ["".join(note.itertext()).strip() for note in notes if int(note.get(qn("w:id"))) > 0]


def pdf_text(pdf: TaggedPdf) -> str:
    """Return what the structure tells in its own order, without contents, marks of footnotes and lists, and footnotes."""
    return _without(pdf.root, {"TOC", "Lbl", "Note"})


def pdf_notes(pdf: TaggedPdf) -> list[str]:
    return [re.sub(r"\s+", " ", _without(note, {"Lbl"})).strip() for note in pdf.root.all("Note")]


def _without(element: Element, roles: set[str]) -> str:
    if element.role in roles:
        return ""
    return "".join(part if isinstance(part, str) else _without(part, roles) for part in element.parts)
