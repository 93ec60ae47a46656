"""How alike two short texts of one language are: plain functions, no database, nothing sent anywhere.

A text is reduced to its *gist*: the distinct words that say what it is about, folded (case, diacritics, Arabic vowel signs
and letter variants), without a language's empty words, cut to their stems by a few rules. Words match when they are the same,
or (typing errors, forms that the rules miss) when they share most of their letter pairs. A word weighs the more, the fewer
of the item's points use it: ``log(1 + points / points with it)``.

The score is the geometric mean of two shares, each from 0 to 1: how much of the one text's weight is found in the other,
and the reverse. A short text inside a long one thus scores less than two texts that say the same. Where only one of the two
negates, or they give different numbers, the score is lowered: such texts share their words and differ in what they say.

`static/js/room-similar-score.js` does the same in the browser; tests/dialogues/data/similar_vectors.json holds both to it, and
`python -m benchmarks.similar` measures precision and recall.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from .similarity_words import LANGUAGES, UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from collections.abc import Set as AbstractSet

    from .similarity_words import Language

_Key = TypeVar("_Key")

ALREADY_SAID = 0.66  # from here on a participant is asked “already said?”: wrong offers are rare
WORTH_A_LOOK = 0.4  # from here on somebody at the desk may want to see it
SAME_WORD = 0.55  # share of letter pairs
OTHER_SENSE = 0.6  # what is left of the score where only one negates, or numbers differ

_MARKS = re.compile(r"[\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed]")
_VARIANTS = str.maketrans(
    "\u0649\u0629\u0671\u06cc\u06a9\u06d5ıøđłæœßðþ٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹",
    "\u064a\u0647\u0627\u064a\u0643\u0647iodlaosdt01234567890123456789",
)
_PRIVATE = 0xE000  # characters that no text uses
_NOT = re.compile(r"n['’]t(?![^\W_])")
_NUMBER = re.compile("[0-9]+")
_WORD = re.compile(r"[^\W_]+")
# Scripts that are written without spaces: their runs of letters are cut into pairs.
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]{2,}")


@dataclass(frozen=True, slots=True)
class Gist:
    """What a text is about: its distinct stems in their order, its numbers, and whether it negates."""

    words: tuple[str, ...]
    numbers: frozenset[str]
    negates: bool


def fold(text: str, letters: str = "") -> str:
    """Return ``text`` in lower case, without diacritics and vowel signs, and with letter variants merged; ``letters`` stay."""
    plain = unicodedata.normalize("NFC", text).lower()
    for number, letter in enumerate(letters):
        plain = plain.replace(letter, chr(_PRIVATE + number))
    plain = _MARKS.sub("", unicodedata.normalize("NFKD", plain))
    for number, letter in enumerate(letters):
        plain = plain.replace(chr(_PRIVATE + number), letter)
    return unicodedata.normalize("NFC", plain).translate(_VARIANTS)


def gist(text: str, language: str) -> Gist:
    """Reduce ``text`` to what it is about."""
    known = LANGUAGES.get(language, UNKNOWN)
    folded = _NOT.sub(" not", fold(text, known.letters))
    found = [part for word in _WORD.findall(folded) for part in _parts(word)]
    numbers = frozenset(word.lstrip("0") for word in found if _NUMBER.fullmatch(word))
    stems = (
        stem(word, known)
        for word in found
        if not (_NUMBER.fullmatch(word) or word in known.empty or word in known.negations)
    )
    return Gist(
        words=tuple(dict.fromkeys(stems)),
        numbers=numbers,
        negates=any(word in known.negations for word in found),
    )


def stem(word: str, language: Language) -> str:
    """Cut what ``language`` puts before and after a word, where enough of it remains."""
    for front in language.fronts:
        if word.startswith(front) and len(word) - len(front) >= language.shortest:
            word = word[len(front) :]
            break
    for ending in language.endings:
        if word.endswith(ending) and len(word) - len(ending) >= language.shortest:
            return word[: -len(ending)]
    return word


class Said(Generic[_Key]):
    """The texts of one language that were said so far, ready to be compared with."""

    def __init__(self, texts: Iterable[tuple[_Key, str]], language: str) -> None:
        """Read the texts once."""
        self.language = language
        self.gists = {key: gist(text, language) for key, text in texts}
        self.order = {key: number for number, key in enumerate(self.gists)}
        self.holders: dict[str, list[_Key]] = defaultdict(list)
        for key, one in self.gists.items():
            for word in one.words:
                self.holders[word].append(key)
        self.by_pair: dict[str, list[str]] = defaultdict(list)
        for word in self.holders:
            for pair in _pairs(word):
                self.by_pair[pair].append(word)
        self.kin: dict[str, dict[str, float]] = {}
        self.weights = {word: self.weight(word) for word in self.holders}
        self.totals = {key: sum(self.weights[word] for word in one.words) for key, one in self.gists.items()}

    def weight(self, word: str) -> float:
        """Return how much ``word`` says: the more, the fewer texts hold it."""
        return math.log1p(len(self.gists) / max(len(self.holders.get(word, ())), 1))

    def like(self, text: str, *, least: float, limit: int) -> list[tuple[float, _Key]]:
        """Return the texts most like ``text`` with their scores, the best first."""
        found = [one for one in self._scores(gist(text, self.language), least) if one[0] >= least]
        return sorted(found, key=lambda one: (-one[0], self.order[one[1]]))[:limit]

    def pairs(self, *, least: float) -> list[tuple[float, _Key, _Key]]:
        """Return all pairs of texts that are alike with their scores, the best first."""
        found = []
        earlier: set[_Key] = set()
        for key, one in self.gists.items():
            earlier.add(key)
            scores = self._scores(one, least, but=earlier)
            found += [(score, key, other) for score, other in scores if score >= least]
        return sorted(found, key=lambda one: (-one[0], self.order[one[1]], self.order[one[2]]))

    def _scores(
        self, one: Gist, least: float, *, but: AbstractSet[_Key] = frozenset()
    ) -> Iterator[tuple[float, _Key]]:
        """Yield the score of every text that may reach ``least``, ``but`` some."""
        floor = least * least  # neither share can be less: the other is 1 at most
        weights = {word: self.weight(word) for word in one.words}
        own = sum(weights.values())
        near: dict[str, dict[str, float]] = defaultdict(dict)  # known word: words of ``one`` like it
        for word in one.words:
            for other, likeness in self._kin(word).items():
                near[other][word] = likeness
        worth = {other: self.weights[other] * max(likes.values()) for other, likes in near.items()}
        for key in self._candidates(weights, floor * own) - but:
            shared = [word for word in self.gists[key].words if word in near]
            back = sum([worth[word] for word in shared]) / self.totals[key]
            if back < floor:
                continue
            best: dict[str, float] = {}
            for other in shared:
                for word, likeness in near[other].items():
                    if likeness > best.get(word, 0):
                        best[word] = likeness
            there = sum([weights[word] * likeness for word, likeness in best.items()]) / own
            yield round(math.sqrt(there * back) * _sense(one, self.gists[key]), 6), key

    def _candidates(self, weights: dict[str, float], floor: float) -> set[_Key]:
        """Return the texts that can share ``floor`` of the weight: they hold one of the rarer words, which weigh most."""
        left = sum(weights.values())
        found: set[_Key] = set()
        for word in sorted(weights, key=lambda word: -weights[word]):
            if left < floor or not left:
                break
            for other in self._kin(word):
                found.update(self.holders[other])
            left -= weights[word]
        return found

    def _kin(self, word: str) -> dict[str, float]:
        """Return the known words that count as ``word``, and how much."""
        if word not in self.kin:
            pairs = _pairs(word)
            shared: dict[str, int] = defaultdict(int)
            for pair in pairs:
                for other in self.by_pair.get(pair, ()):
                    shared[other] += 1
            likeness = {
                other: 2 * count / (len(pairs) + len(_pairs(other))) for other, count in shared.items()
            }
            self.kin[word] = {other: value for other, value in likeness.items() if value >= SAME_WORD}
        return self.kin[word]


def _sense(one: Gist, other: Gist) -> float:
    differs = one.negates != other.negates or (one.numbers and other.numbers and one.numbers != other.numbers)
    return OTHER_SENSE if differs else 1


def _pairs(word: str) -> frozenset[str]:
    framed = f"^{word}$"
    return frozenset(framed[start : start + 2] for start in range(len(framed) - 1))


def _parts(word: str) -> list[str]:
    if _UNSPACED.fullmatch(word):
        return [word[start : start + 2] for start in range(len(word) - 1)]
    return [word]
