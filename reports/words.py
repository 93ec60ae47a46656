"""Text taken apart into words, for comparing and merging: joined again, the parts are the text."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

PART = re.compile(r"\w+|[^\w\s]|\s+")


def parts_of(text: str) -> tuple[str, ...]:
    """Return words, single marks and stretches of space, in order; ``"".join`` gives ``text`` back."""
    return tuple(PART.findall(text))


class WordMatcher(SequenceMatcher[str]):
    """Matches words; a word that is frequent in a long text counts like any other."""

    def __init__(self, isjunk: None, a: Sequence[str], b: Sequence[str]) -> None:
        """Compare ``a`` with ``b``; ``isjunk`` is there because callers of matchers pass it."""
        super().__init__(isjunk, a, b, autojunk=False)
