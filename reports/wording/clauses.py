"""Turning a stored statement into a part of a sentence, and saying honestly when that cannot be done.

**The contract for a point's text.** A point is stored as a plain declarative sentence in the third person ("Donors
should fund networks for more than one year."), optionally followed by sentences that explain it ("Health care could
be an example."). The generator writes "Several participants stressed that donors should fund networks for more than
one year. Health care could be an example." A text may also begin with "The need for …" or "A need to …", which
becomes "pointed to the need for …".

Anything else that people type is welcome and is quoted instead: questions, the first person ("we need …"), headings
without a verb, orders, lists over several lines, sentences whose word order or case cannot be changed with certainty.
Quoting is always grammatical, so a doubtful text is quoted.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from reports.wording.grammar import Grammar

SENTENCE_END = re.compile(r"(?<=[.!?؟])(?:\s?[\"”’»)])*\s+(?=[\"“‘«(]?\s?[^\W\d_a-zà-öø-ÿ])")
QUOTE_MARKS = ('"', "“", "”", "«", "»")
QUESTION_MARKS = ("?", "؟")
FOOTNOTE = re.compile(r"\^\[[^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)*\]")
NOTE_MARK = "\ufffc"
LIST_START = re.compile(r"\s*(?:[-*•–]|\d+[.)])\s")


class Shape(StrEnum):
    """How a text can be worked into prose."""

    CLAUSE = "clause"
    NEED = "need"
    QUESTION = "question"
    QUOTE = "quote"


@dataclass(frozen=True, slots=True)
class Statement:
    """A point's text taken apart: the part that goes into a frame, and the sentences that follow it."""

    shape: Shape
    core: str
    rest: str = ""


def analyse(text: str, grammar: Grammar, proper_names: frozenset[str] = frozenset()) -> Statement:
    """Take a point's text apart by the contract above. A footnote stays with the word that it follows."""
    notes = FOOTNOTE.findall(text)
    marked = re.sub(rf"([.!?]+)({NOTE_MARK}+)", r"\2\1", FOOTNOTE.sub(NOTE_MARK, text))
    statement = _analyse(marked, grammar, proper_names)
    core, rest = statement.core, statement.rest
    for note in notes:
        if NOTE_MARK in core:
            core = core.replace(NOTE_MARK, note, 1)
        else:
            rest = rest.replace(NOTE_MARK, note, 1)
    return Statement(statement.shape, core, rest)


def _analyse(text: str, grammar: Grammar, proper_names: frozenset[str]) -> Statement:
    plain = " ".join(text.split())
    if len(text.strip().splitlines()) > 1 or LIST_START.match(text):
        return Statement(Shape.QUOTE, plain)
    plain = grammar.typeset(plain)
    sentences = _sentences(plain, grammar)
    first, rest = (sentences[0] if sentences else ""), " ".join(sentences[1:])
    if first.endswith(QUESTION_MARKS) and not rest:
        return Statement(Shape.QUESTION, plain)
    speaks_otherwise = (
        not grammar.words(plain)
        or first.startswith(QUOTE_MARKS)
        or first.endswith(("!", *QUESTION_MARKS))
        or rest.endswith(QUESTION_MARKS)
        or grammar.is_personal(plain)
    )
    if speaks_otherwise:
        return Statement(Shape.QUOTE, plain)
    bare = first.rstrip(" \u00a0.;:،؛")
    need = grammar.need_of(bare, proper_names)
    if need:
        return Statement(Shape.NEED, need, _ended(rest))
    clause = grammar.clause_of(bare, proper_names)
    if clause:
        return Statement(Shape.CLAUSE, clause, _ended(rest))
    return Statement(Shape.QUOTE, plain)


def capitalised(text: str) -> str:
    """Return the text with its first letter as a sentence begins."""
    return text[:1].upper() + text[1:]


def _sentences(text: str, grammar: Grammar) -> list[str]:
    parts: list[str] = []
    for part in SENTENCE_END.split(text):
        if parts and parts[-1].rsplit(" ", 1)[-1].casefold().lstrip("(") in grammar.abbreviations:
            parts[-1] += f" {part}"
        elif part:
            parts.append(part)
    return parts


def _ended(text: str) -> str:
    return text if not text or text.endswith((".", "!", "?", "”", "»", ")", "؟")) else f"{text}."
