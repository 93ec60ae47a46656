"""Showing the small Markdown of paragraphs where they are edited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

from reports.render.blocks import parse_block
from reports.render.html_blocks import block_html, inline_html
from reports.render.inline import parse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.utils.safestring import SafeString

    from reports.render.inline import Runs

register = template.Library()


@register.filter
def as_read(text: str) -> SafeString:
    """Return a paragraph as readers see it, its footnotes in small print behind it."""
    parsed = parse(text)
    return format_html("{}{}", _html(inline_html(parsed.runs, linked_notes=False)), _notes(parsed.notes))


@register.filter
def as_blocks(text: str) -> SafeString:
    """Return what is stored as one paragraph as the block that it is, a list or a table for example."""
    parsed = parse_block(text)
    blocks = "".join(block_html(block, linked_notes=False) for block in parsed.blocks)
    return format_html("{}{}", _html(blocks), _notes(parsed.notes))


def _notes(notes: Sequence[Runs]) -> SafeString:
    return format_html_join(
        "",
        ' <small class="text-muted">[{}: {}]</small>',
        ((number, _html(inline_html(note))) for number, note in enumerate(notes, start=1)),
    )


def _html(escaped: str) -> SafeString:
    return mark_safe(escaped)  # noqa: S308 - inline_html escapes every text
