"""The least that could print a report: what :mod:`benchmarks.documents` compares with."""

from __future__ import annotations

import io
import json
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typst
from docx import Document

from reports.render.blocks import texts_of
from reports.render.inline import plain_text

if TYPE_CHECKING:
    from reports.render.blocks import Block, Item
    from reports.render.context import ReportContext
    from reports.render.inline import Runs

BARE = Path(__file__).with_name("bare_report.typ")


def bare_pdf(document: ReportContext, fonts: Path) -> bytes:
    """Set the words by Typst as it comes."""
    inputs = {"report": json.dumps(document.as_plain())}
    pdf: bytes = typst.compile(
        BARE,
        format="pdf",
        font_paths=[fonts],
        ignore_system_fonts=True,
        sys_inputs=inputs,
        pdf_tags=False,
    )
    return pdf


def bare_docx(document: ReportContext) -> bytes:
    """Write the words by python-docx as it comes."""
    docx = Document()
    docx.add_heading(document.title, 0)
    for section in document.sections:
        docx.add_heading(section.title, section.level)
        for block in section.paragraphs:
            _bare_block(docx, block, document)
    kept = io.BytesIO()
    docx.save(kept)
    return kept.getvalue()


def _bare_block(docx: Any, block: Block, document: ReportContext) -> None:
    if block.kind == "heading":
        docx.add_heading(plain_text(block.runs), block.level)
    elif block.kind == "list":
        _bare_items(docx, block.items, "List Number" if block.ordered else "List Bullet", document)
    elif block.kind == "table":
        lines = (block.table.head, *block.table.rows)
        table = docx.add_table(rows=len(lines), cols=len(block.table.head))
        for row, line in zip(table.rows, lines, strict=True):
            for cell, runs in zip(row.cells, line, strict=True):
                _put(cell.paragraphs[0], runs, document)
    else:
        for runs in block.quoted or (block.runs,):
            _put(docx.add_paragraph(), runs, document)


def _bare_items(docx: Any, items: tuple[Item, ...], style: str, document: ReportContext) -> None:
    for item in items:
        _put(docx.add_paragraph(style=style), item.runs, document)
        _bare_items(docx, item.items, "List Number 2" if item.ordered else "List Bullet 2", document)


def _put(paragraph: Any, runs: Runs, document: ReportContext) -> None:
    for run in runs:
        text = f" ({plain_text(document.footnotes[run.note - 1])})" if run.note else run.text
        written = paragraph.add_run(text)
        written.bold, written.italic = run.strong or None, run.emphasis or None


def bare_html(document: ReportContext) -> str:
    """Escape the words and join them."""
    parts = [f"<h1>{escape(document.title)}</h1>"]
    for section in document.sections:
        parts.append(f"<h2>{escape(section.title)}</h2>")
        parts += (
            f"<p>{''.join(escape(run.text) for run in runs)}</p>"
            for block in section.paragraphs
            for runs in texts_of(block)
        )
    parts += (f"<p>{escape(plain_text(note))}</p>" for note in document.footnotes)
    return "".join(parts)
