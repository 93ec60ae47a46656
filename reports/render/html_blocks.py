"""The blocks of a report as HTML. Every text is escaped where it is put in."""

from collections.abc import Sequence
from html import escape

from reports.render.blocks import Align, Block, Item, Table
from reports.render.inline import Run, Runs
from reports.render.inline import plain_text as plain_runs
from reports.render.languages import direction_of


def block_html(block: Block, *, link_label: str = "", linked_notes: bool = True) -> str:
    """Return a block; with ``link_label``, and if it has an anchor, with a link to itself."""
    anchor = escape(block.id)
    at = f' id="{anchor}"' if anchor else ""
    link = (
        f'<a class="report-anchor" href="#{anchor}" aria-label="{escape(link_label)}"></a>'
        if anchor and link_label
        else ""
    )
    if block.kind == "heading":
        tag = f"h{block.level + 1}"  # the title is the page's h1
        return f"<{tag}{at}>{inline_html(block.runs)}</{tag}>"
    if block.kind == "paragraph":
        return f"<p{at}>{inline_html(block.runs, linked_notes=linked_notes)}{link}</p>"
    return f'<div class="report-block"{at}>{_body(block, linked=linked_notes)}{link}</div>'


def _body(block: Block, *, linked: bool) -> str:
    if block.kind == "table":
        return _table(block.table, block.runs, linked=linked)
    if block.kind == "quote":
        paragraphs = (f"<p>{inline_html(one, linked_notes=linked)}</p>" for one in block.quoted)
        return f"<blockquote>{''.join(paragraphs)}</blockquote>"
    first = f' start="{block.start}"' if block.ordered and block.start != 1 else ""
    return _list(block.items, ordered=block.ordered, more=first, linked=linked)


def inline_html(runs: Runs, *, linked_notes: bool = True) -> str:
    """Return runs as HTML; a footnote mark leads to its note where ``linked_notes``."""
    return "".join(_run(run, linked_notes=linked_notes) for run in runs)


def _run(run: Run, *, linked_notes: bool) -> str:
    if run.note:
        mark = (
            f'<a id="note-mark-{run.note}" href="#note-{run.note}" role="doc-noteref">{run.note}</a>'
            if linked_notes
            else str(run.note)
        )
        return f'<sup class="report-note">{mark}</sup>'
    html = escape(run.text)
    if run.emphasis:
        html = f"<em>{html}</em>"
    if run.strong:
        html = f"<strong>{html}</strong>"
    if run.lang:
        html = f'<span lang="{escape(run.lang)}" dir="{direction_of(run.lang)}">{html}</span>'
    return f'<a href="{escape(run.href)}">{html}</a>' if run.href else html


def _list(items: Sequence[Item], *, ordered: bool, linked: bool, more: str = "") -> str:
    tag = "ol" if ordered else "ul"
    lines = (
        f"<li>{inline_html(item.runs, linked_notes=linked)}"
        f"{_list(item.items, ordered=item.ordered, linked=linked) if item.items else ''}</li>"
        for item in items
    )
    return f"<{tag}{more}>{''.join(lines)}</{tag}>"


def _table(table: Table, caption: Runs, *, linked: bool) -> str:
    """A wide table scrolls within its own frame, which the keyboard reaches."""
    name = f' role="region" aria-label="{escape(plain_runs(caption))}"' if caption else ""
    told = f"<caption>{inline_html(caption)}</caption>" if caption else ""
    head = "".join(
        _cell("th" if cell else "td", cell, align, more=' scope="col"' if cell else "", linked=linked)
        for cell, align in zip(table.head, table.aligns, strict=True)
    )
    rows = "".join(
        "<tr>"
        + "".join(
            _cell("td", cell, align, linked=linked) for cell, align in zip(row, table.aligns, strict=True)
        )
        + "</tr>"
        for row in table.rows
    )
    body = f"<tbody>{rows}</tbody>" if rows else ""
    return (
        f'<div class="report-scroll" tabindex="0"{name}><table class="report-grid">{told}'
        f"<thead><tr>{head}</tr></thead>{body}</table></div>"
    )


def _cell(tag: str, runs: Runs, align: Align, *, linked: bool, more: str = "") -> str:
    side = f' class="align-{align}"' if align != "start" else ""
    return f"<{tag}{more}{side}>{inline_html(runs, linked_notes=linked)}</{tag}>"
