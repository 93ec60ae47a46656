"""A report as an HTML fragment: one ``<article>`` with an anchor for each section and paragraph."""

import base64
import struct
from collections.abc import Callable, Iterable, Mapping
from html import escape

import nh3

from reports.render.blocks import Block
from reports.render.context import (
    CompositionTable,
    FrozenSection,
    PrintedScale,
    ReportContext,
)
from reports.render.html_blocks import block_html, inline_html

TAGS = {
    "a", "article", "blockquote", "caption", "dd", "div", "dl", "dt", "em", "footer", "h1", "h2", "h3", "h4", "h5", "header",
    "img", "li", "nav", "ol", "p", "section", "span", "strong", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr",
    "ul",
}  # fmt: skip
ATTRIBUTES = {
    "*": {"id", "class", "lang", "dir", "aria-label", "aria-labelledby", "role", "tabindex"},
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "ol": {"start"},
    "th": {"scope"},
}
PNG = "data:image/png;base64,"


def render_html(
    context: ReportContext,
    *,
    assets: Mapping[str, bytes] | None = None,
    after_block: Callable[[Block], str] | None = None,
) -> str:
    """Return the report as safe HTML. Everything is escaped where it is put in; nh3 then holds the list of what may be.

    ``after_block`` adds HTML below blocks of the body, cleaned like all else. ``assets`` has the logo of the look under its SHA-256; without it, the page has none.
    """
    parts = (
        f'<article class="report" lang="{escape(context.language)}" dir="{context.direction}">',
        _cover(context, assets or {}),
        '<div class="report-columns">',
        _contents(context),
        '<div class="report-body">',
        *(_section(section, context, after_block) for section in context.sections),
        _footnotes(context),
        _composition(context.composition, context),
        f'<section id="about"><h2>{escape(context.labels.attribution)}</h2><p>{escape(context.attribution)}</p></section>',
        _scale(context.scale, context),
        _imprint(context),
        "</div></div></article>",
    )
    cleaner = nh3.Cleaner(
        tags=TAGS,
        attributes=ATTRIBUTES,
        attribute_filter=_only_pictures_are_data,
        url_schemes={"http", "https", "mailto", "data"},
        link_rel="noopener",
    )
    return cleaner.clean("".join(parts))


def _only_pictures_are_data(_tag: str, attribute: str, value: str) -> str | None:
    if attribute == "src":
        return value if value.startswith(PNG) else None
    return None if attribute == "href" and value.lower().startswith("data:") else value


def _cover(context: ReportContext, assets: Mapping[str, bytes]) -> str:
    labels = context.labels
    edition = (
        labels.report,
        f"{labels.version} {context.version}",
        f"{labels.published} {context.published_on}",
        context.reading_time,
    )
    told = " ".join(f"<span>{escape(one)}</span>" for one in edition if one)
    return (
        f'<header class="report-cover cover-{context.look.cover}">{_logo(context, assets)}'
        f'<p class="report-host">{escape(context.host)}</p><h1>{escape(context.title)}</h1>'
        f'<p class="report-subtitle">{escape(context.subtitle)}</p>'
        f'<p class="report-edition">{told}</p>{_change(context)}</header>'
    )


def _logo(context: ReportContext, assets: Mapping[str, bytes]) -> str:
    png = assets.get(context.look.logo, b"")
    if not png:
        return ""
    width, height = struct.unpack(">II", png[16:24])  # a PNG tells its size at this place
    source = PNG + base64.b64encode(png).decode()
    alt = escape(context.look.logo_alt or context.host)
    return f'<img class="report-logo" src="{source}" alt="{alt}" width="{width}" height="{height}">'


def _change(context: ReportContext) -> str:
    if not context.previous_version:
        return ""
    labels = context.labels
    return (
        f'<p class="report-change"><strong>{escape(labels.previous_version)} {context.previous_version}.</strong> '
        f"{escape(labels.what_changed)}: {escape(context.change_note)}</p>"
    )


def _contents(context: ReportContext) -> str:
    labels = context.labels
    entries = list(context.headings)
    if context.footnotes:
        entries.append(("notes", labels.notes, 1))
    entries += [
        ("composition", labels.composition, 1),
        ("about", labels.attribution, 1),
        ("scale", labels.scale, 1),
    ]
    items = "".join(
        f'<li class="level-{level}"><a href="#{escape(anchor)}">{escape(title)}</a></li>'
        for anchor, title, level in entries
    )
    name = escape(labels.contents)
    return f'<nav class="report-contents" aria-label="{name}"><p class="report-contents-title">{name}</p><ol>{items}</ol></nav>'


def _section(
    section: FrozenSection, context: ReportContext, after_block: Callable[[Block], str] | None
) -> str:
    heading = "h2" if section.level == 1 else "h3"
    anchor = escape(section.id)
    blocks = "".join(
        block_html(block, link_label=context.labels.paragraph_link)
        + (after_block(block) if after_block else "")
        for block in section.paragraphs
    )
    return (
        f'<section id="{anchor}" class="report-{escape(section.kind)}">'
        f"<{heading}>{escape(section.title)}</{heading}>{blocks}</section>"
    )


def _footnotes(context: ReportContext) -> str:
    if not context.footnotes:
        return ""
    back = escape(context.labels.back_to_text)
    items = "".join(
        f'<li id="note-{number}">{inline_html(runs)} <a class="report-back" href="#note-mark-{number}" '
        f'role="doc-backlink" aria-label="{back}"></a></li>'
        for number, runs in enumerate(context.footnotes, start=1)
    )
    title = escape(context.labels.notes)
    return f'<section id="notes" class="report-notes" role="doc-endnotes"><h2>{title}</h2><ol>{items}</ol></section>'


def _composition(table: CompositionTable, context: ReportContext) -> str:
    parts = [
        f'<section id="composition"><h2>{escape(context.labels.composition)}</h2><p>{escape(table.sentence)}</p>'
    ]
    if table.rows:
        parts.append(
            _table((table.head, context.labels.people), ((row.label, row.value) for row in table.rows))
        )
        foot = f'<tfoot><tr><th scope="row">{escape(context.labels.total)}</th><td>{escape(table.total)}</td></tr></tfoot>'
        parts[-1] = parts[-1].replace("</table>", f"{foot}</table>", 1)
    if table.note:
        parts.append(f'<p class="report-small">{escape(table.note)}</p>')
    return "".join((*parts, "</section>"))


def _scale(scale: PrintedScale, context: ReportContext) -> str:
    labels = context.labels
    table = _table(
        (labels.scale_word, labels.scale_condition), ((row.label, row.value) for row in scale.rows)
    )
    key = f'<p class="report-small">{escape(scale.key)}</p>'
    return f'<section id="scale" class="report-scale"><h2>{escape(labels.scale)}</h2>{table}{key}</section>'


def _table(head: tuple[str, str], rows: Iterable[tuple[str, str]]) -> str:
    columns = "".join(f'<th scope="col">{escape(title)}</th>' for title in head)
    body = "".join(
        f'<tr><th scope="row">{escape(label)}</th><td>{escape(value)}</td></tr>' for label, value in rows
    )
    return f'<table class="report-table"><thead><tr>{columns}</tr></thead><tbody>{body}</tbody></table>'


def _imprint(context: ReportContext) -> str:
    own = f"<p>{escape(context.look.imprint)}</p>" if context.look.imprint else ""
    return (
        f'<footer class="report-imprint"><p>{escape(context.imprint)}</p>{own}'
        f'<p>{escape(context.labels.fingerprint)}: <span class="report-fingerprint">{context.fingerprint}</span></p></footer>'
    )
