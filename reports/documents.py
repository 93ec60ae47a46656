"""Documents as bytes over HTTP: which kinds there are, and how they are sent."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpResponse
from django.utils.safestring import mark_safe

from reports.render.docx import render_docx
from reports.render.fonts import prepared_fonts
from reports.render.html import render_html
from reports.render.pdf import Pdf, render_pdf
from reports.selectors import pictures_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.utils.safestring import SafeString

    from reports.render.blocks import Block
    from reports.render.context import ReportContext

PDF, DOCX = "pdf", "docx"
CONTENT_TYPES = {
    PDF: "application/pdf",
    DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
KEPT = 32


@lru_cache(maxsize=KEPT)
def document_bytes(context: ReportContext, form: str) -> bytes:
    """Return the report in the form asked for; the last few are kept, because a context never changes."""
    if form == PDF:
        return document_pdf(context).content
    return render_docx(context, assets=pictures_of(context.look))


@lru_cache(maxsize=KEPT)
def document_pdf(context: ReportContext) -> Pdf:
    """Return the report as PDF, which says whether it could claim to be accessible."""
    fonts = prepared_fonts(settings.NODE_MODULES, settings.VAR_DIR / "fonts")
    return render_pdf(context, fonts=fonts, assets=pictures_of(context.look))


def document_html(context: ReportContext, *, after_block: Callable[[Block], str] | None = None) -> SafeString:
    """Return the report as a part of a page; ``after_block`` adds HTML below blocks of its body."""
    # render_html escapes and then cleans what it returns, that of ``after_block`` included.
    document = render_html(context, assets=pictures_of(context.look), after_block=after_block)
    return mark_safe(document)  # noqa: S308


def as_download(content: bytes, form: str, name: str) -> HttpResponse:
    """Send a document: shown in the browser where it can, under a name of its own when kept."""
    disposition = "inline" if form == PDF else "attachment"
    return HttpResponse(
        content,
        content_type=CONTENT_TYPES[form],
        headers={"Content-Disposition": f'{disposition}; filename="{name}.{form}"'},
    )
