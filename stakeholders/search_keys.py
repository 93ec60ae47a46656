"""Search keys: text folded so that a search finds a name in any case, with or without diacritics, and in the usual Arabic spellings."""

import re
import unicodedata
from collections.abc import Iterable

_ARABIC = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي", "ـ": None}
)
_SPACE = re.compile(r"\s+")
SORT_KEY_LENGTH = 80


def fold(text: str) -> str:
    """Return ``text`` casefolded, without combining marks, with Arabic letter variants merged and white space collapsed."""
    # Decomposed before and after: 🄐 becomes (A) before it can become (a), and casefolding may compose anew.
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold()).translate(_ARABIC)
    return _SPACE.sub(" ", "".join(c for c in folded if not unicodedata.combining(c))).strip()


def search_key(parts: Iterable[str]) -> str:
    """Return the folded, non-empty ``parts`` joined by a separator that no search term contains."""
    return " | ".join(folded for part in parts if (folded := fold(part)))


def sort_key(name: str) -> str:
    """Return the beginning of ``name``, folded: what lists are ordered by, short enough for an index."""
    return fold(name)[:SORT_KEY_LENGTH]
