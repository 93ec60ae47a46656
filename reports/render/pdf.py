"""A report as a tagged PDF (PDF/UA-1), set by Typst."""

import datetime as dt
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import typst

from reports.render.context import ReportContext
from reports.render.look import accent_of

UNPRINTABLE = re.compile(r"the text `\"(.*?)\"` could not be displayed", re.DOTALL)
TEMPLATE = Path(__file__).with_name("report.typ")


@dataclass(frozen=True, slots=True)
class Pdf:
    """A PDF as bytes. ``obstacle`` says, in Typst's words, why it does not claim PDF/UA; empty where it does."""

    content: bytes
    obstacle: str = ""

    @property
    def missing(self) -> str:
        """The letters that no font has, where that is the obstacle."""
        found = UNPRINTABLE.search(self.obstacle)
        return found[1] if found else ""


def render_pdf(context: ReportContext, *, fonts: Path, assets: Mapping[str, bytes] | None = None) -> Pdf:
    """Return the PDF. The same context always gives the same bytes.

    ``fonts`` is the folder that :func:`reports.render.fonts.prepared_fonts` filled. Fonts of the machine are not used,
    so that the page breaks where it broke when the coordinator read it. ``assets`` has the logo of the look under its SHA-256.

    PDF/UA wants a glyph for every letter. Somebody may have typed one that no font here has (a Chinese one, for example):
    what is published can be read all the same, so the document is then set, tagged as ever, without that claim, and says so.

    Raises:
        typst.TypstError: the document could not be set.
    """
    inputs = _inputs(context, (assets or {}).get(context.look.logo, b""))
    published = dt.datetime.fromisoformat(context.published)
    try:
        return Pdf(_set(inputs, fonts, published, pdf_standards="ua-1"))
    except typst.TypstError as error:
        return Pdf(_set(inputs, fonts, published, pdf_standards=None), str(error))


def _inputs(context: ReportContext, logo: bytes) -> dict[str, str]:
    inputs = {
        "report": json.dumps(context.as_plain(), ensure_ascii=False),
        "fingerprint": context.fingerprint,
        "reading_time": context.reading_time,
        "accent": accent_of(context.look),
    }
    return {**inputs, "logo": json.dumps(list(logo))} if logo else inputs


def _set(
    inputs: dict[str, str], fonts: Path, published: dt.datetime, *, pdf_standards: Literal["ua-1"] | None
) -> bytes:
    pdf: bytes = typst.compile(
        TEMPLATE,
        format="pdf",
        font_paths=[fonts],
        ignore_system_fonts=True,
        pdf_standards=pdf_standards,
        sys_inputs=inputs,
        timestamp=published,
    )
    return pdf
