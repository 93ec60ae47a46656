"""A report of forty pages as page, PDF and DOCX, beside the least that could print the same words.

    python -m benchmarks.documents [--rounds 7] [--pages 40]

Beside the PDF stands a bare Typst document that sets the same headings, paragraphs, lists, tables and footnotes from the
same JSON with Typst's own look and settings; beside the DOCX a bare python-docx with its own styles, footnotes as text
in brackets, for it has no others; beside the page, texts escaped and joined. Each in turn, round by round, in CPU time
of this process; the ratio is the median of the rounds'.
"""

from __future__ import annotations

import argparse
import io
import statistics
import tempfile
import time
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pypdf

from benchmarks.bare_documents import bare_docx, bare_html, bare_pdf
from reports.render.blocks import plain_text
from reports.render.context import SectionText, freeze_sections
from reports.render.docx import render_docx
from reports.render.fonts import prepared_fonts
from reports.render.html import render_html
from reports.render.inline import Run
from reports.render.pdf import render_pdf
from tests.reports.contexts import every_kind, sample_sections

if TYPE_CHECKING:
    from collections.abc import Callable

    from reports.render.blocks import Block
    from reports.render.context import ReportContext

    Form = Callable[[ReportContext], object]

NODE_MODULES = Path(__file__).resolve().parent.parent / "node_modules"


def report_of(pages: int, fonts: Path) -> tuple[ReportContext, int]:
    """Repeat the English sample, in which every kind of block stands, until it fills so many pages."""
    sample = sample_sections("en")
    prose = sample[0].paragraphs[0][1].partition("^")[0] + " "
    times = max(1, pages // 2)
    while True:
        sections = tuple(
            SectionText(
                f"{section.id}-{again}",
                section.kind,
                f"{section.title} {again + 1}",
                section.level,
                (*section.paragraphs, *((f"{section.id}-x{number}", prose * 6) for number in range(2))),
            )
            for again in range(times)
            for section in sample
        )
        frozen, footnotes = freeze_sections(sections)
        document = every_kind("en", sections=frozen, footnotes=footnotes)
        found = len(pypdf.PdfReader(io.BytesIO(render_pdf(document, fonts=fonts).content)).pages)
        if found >= pages:
            return document, found
        times += max(1, (pages - found) // 2)


def salted(document: ReportContext, salt: int) -> ReportContext:
    """Return the document with every paragraph a little different, so that Typst cannot take it from its memory."""

    def block_of(block: Block) -> Block:
        return replace(block, runs=(Run(f"{salt} "), *block.runs)) if block.kind == "paragraph" else block

    sections = tuple(
        replace(section, paragraphs=tuple(block_of(block) for block in section.paragraphs))
        for section in document.sections
    )
    return replace(document, sections=sections)


def cpu(make: Callable[[], object]) -> float:
    """Return the CPU seconds that one making costs, threads of libraries included."""
    began = time.process_time()
    make()
    return time.process_time() - began


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--pages", type=int, default=40)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        fonts = prepared_fonts(NODE_MODULES, Path(folder))
        document, pages = report_of(asked.pages, fonts)
        words = sum(len(plain_text(one).split()) for part in document.sections for one in part.paragraphs)
        print(f"{pages} pages, {words:,} words, {len(document.footnotes)} footnotes\n")
        forms: dict[str, tuple[Form, Form]] = {
            "PDF": (lambda one: render_pdf(one, fonts=fonts), lambda one: bare_pdf(one, fonts)),
            "DOCX": (render_docx, bare_docx),
            "HTML": (render_html, bare_html),
        }
        print("| what | Majlis, ms of CPU | bare, ms of CPU | times as long |\n|---|---|---|---|")
        for name, (ours, bare) in forms.items():
            ours(document)
            bare(document)
            rounds = []
            for number in range(asked.rounds):
                once, again = salted(document, 2 * number), salted(document, 2 * number + 1)
                rounds.append((cpu(partial(ours, once)), cpu(partial(bare, again))))
            mine, theirs = (statistics.median(column) * 1000 for column in zip(*rounds, strict=True))
            ratio = statistics.median(one / other for one, other in rounds)
            print(f"| {name} | {mine:.0f} | {theirs:.1f} | {ratio:.2f} |", flush=True)


if __name__ == "__main__":
    main()
