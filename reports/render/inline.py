"""The small Markdown inside a block: emphasis, strong, links, footnotes (``^[like this]``), other languages (``[هكذا]{lang=ar}``).

Text is parsed once, when a version is frozen; what is frozen are the runs, so that a later version of the parser
cannot change a published report.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

SAFE_SCHEMES = ("http://", "https://", "mailto:")
LANGUAGE_MARK = re.compile(r"\{lang=([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)\}")
HARD_BREAK = re.compile(r"(?<!\\)\\\n")


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text in one style. ``note`` above 0 is a reference to that footnote; its text is then empty.

    ``lang`` is the language of words that are not in the report's own, as BCP 47 has it; empty for the report's own.
    """

    text: str
    strong: bool = False
    emphasis: bool = False
    href: str = ""
    note: int = 0
    lang: str = ""


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Parsed:
    """A paragraph's runs; its footnotes are numbered from ``first_note`` on."""

    runs: Runs
    notes: tuple[Runs, ...]


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    parser = MarkdownIt("zero", {"typographer": False}).enable(
        ["emphasis", "link", "autolink", "escape", "entity"]
    )
    parser.use(footnote_plugin)
    parser.disable(["footnote_def", "footnote_ref", "footnote_tail"])
    parser.inline.ruler.before("link", "language_span", _language_span)
    return parser


def parse(text: str, *, first_note: int = 1) -> Parsed:
    """Read one paragraph. Line breaks become spaces; HTML is text; a link that is not web or mail is plain text."""
    environment: dict[str, Any] = {}
    tokens = _parser().parseInline(" ".join(HARD_BREAK.sub("\n", text).split()), environment)
    found = environment.get("footnotes", {}).get("list", {})
    bodies = {int(index): _runs(note.get("tokens") or []) for index, note in found.items()}
    runs: list[Run] = []
    notes: list[Runs] = []
    for run in _runs(tokens[0].children or []):
        if run.note:
            notes.append(_flattened(bodies.get(run.note - 1, ()), bodies))
            runs.append(replace(run, note=first_note + len(notes) - 1))
        else:
            runs.append(run)
    return Parsed(tuple(runs), tuple(notes))


def parse_without_notes(text: str) -> Runs:
    """Read a text that can have no footnotes, a heading for example: what stands in one is put in brackets."""
    parsed = parse(text)
    return _flattened(parsed.runs, dict(enumerate(parsed.notes)))


def plain_text(runs: Runs) -> str:
    """Return the words of a paragraph without its footnote marks."""
    return "".join(run.text for run in runs)


def joined(paragraphs: Sequence[Runs]) -> Runs:
    """Join several paragraphs' runs to one, a space between them."""
    runs: list[Run] = []
    for paragraph in paragraphs:
        if runs and paragraph:
            runs.append(Run(" "))
        runs += paragraph
    return _merged(runs)


def _language_span(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the parser's own signature
    """Read ``[words]{lang=xx}``. Braces that hold anything else stay text, so that no word is ever swallowed."""
    if state.src[state.pos] != "[":
        return False
    end = state.md.helpers.parseLinkLabel(state, state.pos)
    mark = LANGUAGE_MARK.match(state.src, end + 1) if end >= 0 else None
    if mark is None:
        return False
    if not silent:
        start, maximum = state.pos + 1, state.posMax
        state.push("language_open", "span", 1).meta = {"lang": mark[1]}
        state.pos, state.posMax = start, end
        state.md.inline.tokenize(state)
        state.posMax = maximum
        state.push("language_close", "span", -1)
    state.pos = mark.end()
    return True


def _flattened(note: Runs, bodies: Mapping[int, Runs]) -> Runs:
    """A footnote has no footnotes of its own: what stands in one is put in brackets."""
    flat: list[Run] = []
    for run in note:
        inner = _flattened(bodies.get(run.note - 1, ()), bodies) if run.note else ()
        flat += (Run(" ("), *inner, Run(")")) if inner else (run,) if run.text else ()
    return _merged(flat)


def _runs(tokens: Sequence[Token]) -> Runs:
    """Return the runs of a token list; a footnote mark carries 1 + its index in the parser's own list."""
    runs: list[Run] = []
    depth = {"strong": 0, "em": 0}
    opened: dict[str, list[str]] = {"link": [], "language": []}
    for token in tokens:
        name, _, edge = token.type.rpartition("_")
        if name in depth:
            depth[name] += token.nesting
        elif name in opened:
            if edge == "open":
                opened[name].append(_opened(token))
            else:
                opened[name].pop()
        elif token.type == "footnote_ref":
            runs.append(Run("", note=1 + int(token.meta["id"])))
        elif token.content:
            href, language = (opened[kind][-1] if opened[kind] else "" for kind in ("link", "language"))
            runs.append(Run(token.content, depth["strong"] > 0, depth["em"] > 0, href, lang=language))
    return _merged(runs)


def _opened(token: Token) -> str:
    """Where a link leads, if that is web or mail; which language begins."""
    if token.type == "language_open":
        return str(token.meta["lang"])
    target = str(token.attrGet("href") or "")
    return target if target.lower().startswith(SAFE_SCHEMES) else ""


def _merged(runs: list[Run]) -> Runs:
    """Join neighbours of the same style, which the parser splits at every special character."""
    merged: list[Run] = []
    for run in runs:
        last = merged[-1] if merged else None
        if last and not last.note and not run.note and _style(last) == _style(run):
            merged[-1] = replace(last, text=last.text + run.text)
        else:
            merged.append(run)
    return tuple(merged)


def _style(run: Run) -> tuple[bool, bool, str, str]:
    return run.strong, run.emphasis, run.href, run.lang
