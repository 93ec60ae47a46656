"""The words of reports, language by language.

A language is one package with one :class:`Wording`; adding one needs an entry in ``WORDINGS`` and nothing else.
"""

import re

from reports.quantifiers import Quantifier
from reports.wording.arabic import ARABIC
from reports.wording.base import Forms, Frames, Wording
from reports.wording.clauses import Shape, Statement, analyse, capitalised
from reports.wording.english import ENGLISH
from reports.wording.french import FRENCH
from reports.wording.grammar import Grammar
from reports.wording.labels import Labels
from reports.wording.swedish import SWEDISH

__all__ = [
    "WORDINGS",
    "Forms",
    "Frames",
    "Grammar",
    "Labels",
    "Shape",
    "Statement",
    "Wording",
    "analyse",
    "capitalised",
    "claimed_quantifier",
    "with_article",
    "wording_for",
]

# A few words in quotation marks are the writer's own (“strongly agreed”); a sentence is somebody's.
QUOTED = re.compile(r"[“«”\"]\s*(?:[^“«»”\"\s]+\s+){4,}[^“«»”\"]*[”»\"]")
WORDINGS = {wording.language: wording for wording in (ENGLISH, FRENCH, SWEDISH, ARABIC)}


def wording_for(language: str) -> Wording:
    """Return the wording of a language; of English where reports cannot be written in that language yet."""
    return WORDINGS.get(language.partition("-")[0], ENGLISH)


def with_article(name: str, grammar: Grammar) -> str:
    """Give an institution its article where running prose wants one: “the Swedish Dialogue Institute”."""
    return grammar.with_article(name)


def claimed_quantifier(text: str, wording: Wording) -> Quantifier | None:
    """Return the strongest step of agreement that a text claims in words; ``None`` when it claims nothing about numbers.

    What a text says of disagreement, in the words of the draft, claims no agreement; nor do words that are quoted.
    """
    plain = QUOTED.sub("", wording.grammar.folded(text))
    for said in wording.dissent.values():
        plain = plain.replace(wording.grammar.folded(said), "")
    for pattern, quantifier in sorted(wording.claims, key=lambda claim: claim[1], reverse=True):
        if re.search(pattern, plain, re.IGNORECASE):
            return quantifier
    return None
