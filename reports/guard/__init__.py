"""Finding names in a text that nobody agreed to have there.

A report does not publish while its text names, in any spelling that the registry knows or a typo away from it, a
participant or an affiliation that has not agreed to be named for that item (DESIGN.md section 4).

How it works: all spellings become sequences of folded words in one trie; the text becomes folded words with their
places; the trie is walked from every word. Folding ignores case, diacritics, Markdown marks, invisible characters and
the usual variants of Arabic letters; particles ("al-", "van") do not count. Words are compared whole, so "Sida" is
not in "reside". A word of five letters or more may differ by one typo (a letter too many, too few, another, or two
swapped); candidates come from a deletion index (Garbe's *symmetric delete*), so a text of forty pages against twenty
thousand names takes a fraction of a second, once the index is built.

Precision matters as much: a guard that cries at every "Hope" is soon ignored. A part of a name standing alone alarms
only where it is written like a name, and never where it is a word of the language, a place, or a part of somebody's
name who may be named here.
"""

from .checking import Guard
from .folding import fold
from .names import (
    Composition,
    Finding,
    GuardParagraph,
    Match,
    NameKind,
    Place,
    ProtectedName,
    Sighting,
    Standing,
)
from .places import PlacedText, texts_of_block
from .terms import country_code

__all__ = [
    "Composition",
    "Finding",
    "Guard",
    "GuardParagraph",
    "Match",
    "NameKind",
    "Place",
    "PlacedText",
    "ProtectedName",
    "Sighting",
    "Standing",
    "country_code",
    "fold",
    "texts_of_block",
]
