"""A report as DOCX: named styles, headings, real lists and footnotes, page numbers, and no trace of who made the file."""

import datetime as dt
import io
import re
import zipfile
from collections.abc import Mapping
from typing import Any

from docx.document import Document as DocxDocument
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.text.paragraph import Paragraph

from reports.render.context import DEEPEST_IN_CONTENTS, ReportContext, Row
from reports.render.docx_blocks import Blocks
from reports.render.docx_contents import bookmarked, contents
from reports.render.docx_lists import Numbering
from reports.render.docx_styles import LINE, set_page, set_styles
from reports.render.docx_words import NOT_IN_XML, border
from reports.render.footnotes import add_footnotes
from reports.render.inline import Run, Runs

COLUMNS = (Mm(116), Mm(40))
LOGO_HEIGHT = Mm(16)
ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)


def render_docx(context: ReportContext, *, assets: Mapping[str, bytes] | None = None) -> bytes:
    """Return the document. The same context always gives the same bytes.

    ``assets`` has the logo of the look, a PNG, under its SHA-256.
    """
    return _Writer(context).document((assets or {}).get(context.look.logo, b""))


class _Writer(Blocks):
    def document(self, logo: bytes) -> bytes:
        context = self.context
        self._properties()
        set_styles(
            self.docx,
            accent=self.accent,
            band=context.look.cover == "band",
            language=context.language,
            rtl=self.rtl,
        )
        set_page(self.docx, rtl=self.rtl)
        self._header_and_footer()
        self.numbering = Numbering(self.docx)
        self.told: list[tuple[str, int]] = []
        last_of_cover = self._cover(logo)
        for section in context.sections:
            self._heading((Run(section.title),), section.level)
            for block in section.paragraphs:
                if block.kind == "heading":
                    self._heading(block.runs, block.level)
                else:
                    self.block(block)
        self._appendix()
        last_of_cover.addprevious(contents(self, context.labels.contents, self.told))
        if context.footnotes:
            add_footnotes(
                self.docx,
                context.footnotes,
                write=self.write,
                make_paragraph=lambda: self.bare_paragraph("footnote text"),
            )
        return _repacked(self.docx)

    # --- frame --------------------------------------------------------------------------------

    def _properties(self) -> None:
        properties = self.docx.core_properties
        published = dt.datetime.fromisoformat(self.context.published)
        properties.title = NOT_IN_XML.sub("", self.context.title)
        properties.subject = NOT_IN_XML.sub("", self.context.subtitle)
        properties.author = NOT_IN_XML.sub("", self.context.host)
        properties.language = self.context.language
        properties.created = properties.modified = published.astimezone(dt.UTC).replace(tzinfo=None)
        properties.last_modified_by = properties.comments = properties.keywords = properties.category = ""
        properties.version = str(self.context.version)
        properties.revision = 1

    def _header_and_footer(self) -> None:
        section = self.docx.sections[0]
        for footer in (section.footer, section.first_page_footer):
            line = self.prepared(footer.paragraphs[0]._p)  # noqa: SLF001 - no public API
            self.append(line, Run(self.context.host))
            line.append(_tab())
            self._page_label(line)
        header = self.prepared(section.header.paragraphs[0]._p)  # noqa: SLF001 - no public API
        self.append(header, Run(self.context.title))

    def _page_label(self, line: Any) -> None:
        for part in re.split(r"(\{pages?\})", self.context.labels.page_of):
            if part in {"{page}", "{pages}"}:
                field = OxmlElement("w:fldSimple")
                field.set(qn("w:instr"), "PAGE" if part == "{page}" else "NUMPAGES")
                self.append(field, Run("1"))
                line.append(field)
            elif part:
                self.append(line, Run(part))

    # --- parts --------------------------------------------------------------------------------

    def _cover(self, logo: bytes) -> Any:
        """Add the cover and return its last paragraph, which the contents stand before."""
        context, labels = self.context, self.context.labels
        if logo:
            self._logo(logo)
        host = self.text(context.host, "Host")
        if context.look.cover == "plain":
            border(host.get_or_add_pPr(), "top", colour=self.accent, size=18, space=6)
        self.text(labels.report, "Cover Line")
        self.text(context.title, "Title")
        self.text(context.subtitle, "Report Subtitle")
        edition = (
            f"{labels.version} {context.version}",
            f"{labels.published} {context.published_on}",
            context.reading_time,
        )
        self.text(" · ".join(one for one in edition if one), "Edition")
        if context.previous_version:
            runs = (
                Run(f"{labels.previous_version} {context.previous_version}.", strong=True),
                Run(f" {labels.what_changed}: {context.change_note}"),
            )
            self.write(self.paragraph("Change"), runs, self.docx.part)
        last = self.paragraph("Small Print")
        Paragraph(last, self.docx._body).add_run().add_break(WD_BREAK.PAGE)  # noqa: SLF001 - no public API
        return last

    def _logo(self, png: bytes) -> None:
        paragraph = Paragraph(self.paragraph("Logo"), self.docx._body)  # noqa: SLF001 - no public API
        shape = paragraph.add_run().add_picture(io.BytesIO(png), height=LOGO_HEIGHT)
        alt = self.context.look.logo_alt or self.context.host
        shape._inline.docPr.set("descr", NOT_IN_XML.sub("", alt))  # noqa: SLF001 - no public API

    def _heading(self, runs: Runs, level: int) -> None:
        paragraph = self.paragraph(f"Heading {level}")
        self.write(paragraph, runs, self.docx.part)
        if level <= DEEPEST_IN_CONTENTS:
            self.told.append(("".join(run.text for run in runs), level))
            bookmarked(paragraph, len(self.told))

    def _appendix(self) -> None:
        context, labels = self.context, self.context.labels
        self._heading((Run(labels.composition),), 1)
        sentence = self.text(context.composition.sentence, "Normal")
        if context.composition.rows:
            sentence.get_or_add_pPr().get_or_add_keepNext()
            total = Row(labels.total, context.composition.total)
            self._columns(Row(context.composition.head, labels.people), context.composition.rows, total)
        if context.composition.note:
            self.text(context.composition.note, "Small Print")
        self._heading((Run(labels.attribution),), 1)
        self.text(context.attribution, "Normal")
        self._heading((Run(labels.scale),), 1)
        self._columns(Row(labels.scale_word, labels.scale_condition), context.scale.rows)
        self.text(context.scale.key, "Small Print")
        imprint = self.text(context.imprint, "Imprint")
        border(imprint.get_or_add_pPr(), "top", colour=LINE, size=4, space=8)
        if context.look.imprint:
            self.text(context.look.imprint, "Small Print").get_or_add_pPr().get_or_add_keepNext()
        self.text(f"{labels.fingerprint}: {context.fingerprint}", "Small Print")

    def _columns(self, head: Row, rows: tuple[Row, ...], total: Row | None = None) -> None:
        lines = (head, *rows, *((total,) if total else ()))
        self.table(
            [((Run(row.label),), (Run(row.value),)) for row in lines],
            ("start", "end"),
            widths=COLUMNS,
            strong_last=total is not None,
        )


def _tab() -> Any:
    run = OxmlElement("w:r")
    run.append(OxmlElement("w:tab"))
    return run


def _repacked(document: DocxDocument) -> bytes:
    """Return the file with neutral times, so that equal contexts give equal bytes."""
    packed, repacked = io.BytesIO(), io.BytesIO()
    document.save(packed)
    with zipfile.ZipFile(packed) as source, zipfile.ZipFile(repacked, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(zipfile.ZipInfo(name, ZIP_EPOCH), source.read(name), zipfile.ZIP_DEFLATED)
    return repacked.getvalue()
