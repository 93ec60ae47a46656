"""A text as one line of folded words, so that a phrase can be looked for by pattern."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from reports.guard.folding import Word

BOUNDARY = "|"
_ENDS = re.compile(r"[.!?;:…؟؛|\n]")


class Phrased:
    """Folded words parted by single spaces, with a stroke where a sentence ends, and where each stands in the text."""

    def __init__(self, text: str, tokens: Sequence[Word]) -> None:
        """Lay the words out."""
        pieces: list[str] = []
        self.tokens: list[Word | None] = []
        self._starts: list[int] = []
        length = 0
        previous = None
        for word in tokens:
            between = text[previous.end : word.start] if previous else ""
            if _ENDS.search(between) and not _is_inflected(between, word):
                self._starts.append(length)
                self.tokens.append(None)
                pieces.append(BOUNDARY)
                length += 2
            self._starts.append(length)
            self.tokens.append(word)
            pieces.append(word.folded)
            length += len(word.folded) + 1
            previous = word
        self.line = " ".join(pieces)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where the stretch of the line stands in the text."""
        left, right = self.at(start), self.at(max(start, end - 1))
        words = [word for word in self.tokens[left : right + 1] if word is not None]
        return words[0].start, words[-1].end

    def at(self, place: int) -> int:
        """Return the number of the token at a place of the line."""
        return max(0, bisect_right(self._starts, place) - 1)

    def place_of(self, number: int) -> int:
        """Return where a token begins in the line."""
        return self._starts[number] if number < len(self._starts) else len(self.line)


def _is_inflected(between: str, word: Word) -> bool:
    """“NATO:s” is one word in Swedish."""
    return between == ":" and word.folded in {"s", "n", "t"}
