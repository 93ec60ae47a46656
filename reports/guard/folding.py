"""How names are compared: letters folded, words with their places, what may stand between two words of one name."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from reports.guard.vocabulary import PARTICLES

ARABIC_VARIANTS = str.maketrans("أإآٱىةؤئ", "اااايهوي")
ARABIC_PROCLITICS = "وفبلك"
DROPPED = frozenset(
    "*_\\~\u0640\u115f\u1160\u3164\uffa0"
)  # marks, the stroke that stretches a word, blank letters
INVISIBLE = frozenset(
    {"Cf", "Mn", "Me"}
)  # marks of direction, joiners, soft hyphens, what is put above a letter
# Cyrillic and Greek letters that look like Latin ones.
LOOKALIKES = str.maketrans(
    "АВЕКМНОРСТУХЅІЈавекмнорстухѕіјһԁԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧαονρικτυχ",
    "ABEKMHOPCTYXSIJabekmhopctyxsijhdqwABEZHIKMNOPTYXaovpiktyx",
)
# The planes of Unicode in which marks and invisible characters are (Unicode 16).
_BLOCKS_WITH_MARKS = (
    range(0x12000),
    range(0x16A00, 0x16FFF),
    range(0x1BC00, 0x1BCFF),
    range(0x1CF00, 0x1D2FF),
    range(0x1DA00, 0x1E0FF),
    range(0x1E100, 0x1E9FF),
    range(0xE0000, 0xE0200),
)
GENITIVE_MARKS = "'’\u02bc:"
GENITIVE_LENGTH = 4
SHORTEST_ROOT = 2
NAME_GAP = re.compile(r"[\s.,;:()\"'“”‘’«»\-\u2010\u2011–&/@+]{0,4}\Z")


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it is compared and where it stands."""

    folded: str
    start: int
    end: int
    raw: str

    @property
    def has_capital(self) -> bool:
        """Whether a letter is a capital."""
        return any(letter.isupper() for letter in self.raw)

    @property
    def is_cased(self) -> bool:
        """Whether its script knows capitals."""
        return any(letter.isupper() or letter.islower() for letter in self.raw)

    @property
    def capitals(self) -> int:
        """How many letters are capitals."""
        return sum(letter.isupper() for letter in self.raw)


def fold(text: str) -> str:
    """Return text as names are compared: no case, no diacritics, one form for each Arabic letter."""
    return "".join(
        _fold_letter(letter) for letter in unicodedata.normalize("NFC", text) if not _is_dropped(letter)
    )


@lru_cache(maxsize=4096)
def _is_dropped(letter: str) -> bool:
    return letter in DROPPED or unicodedata.category(letter) in INVISIBLE


@lru_cache(maxsize=4096)
def _fold_letter(letter: str) -> str:
    plain = letter.translate(ARABIC_VARIANTS).translate(LOOKALIKES)
    decomposed = unicodedata.normalize("NFKD", plain).casefold()
    is_word = letter.isalnum()  # a letter may come apart into a letter and a dot
    kept = "".join(
        part for part in decomposed if not unicodedata.combining(part) and (part.isalnum() or not is_word)
    )
    return (
        kept.translate(ARABIC_VARIANTS)
        .translate(LOOKALIKES)
        .replace("ø", "o")
        .replace("ł", "l")
        .replace("đ", "d")
        .replace("\u0131", "i")
        .replace("æ", "ae")
    )


def tokens_of(text: str) -> list[Word]:
    """Return all words of a text with their places in it."""
    words = []
    for found in _word_pattern().finditer(text):
        start, end = found.span()
        raw = found.group()
        if folded := _fold_word(raw):
            while _is_dropped(text[start]):
                start += 1
            while _is_dropped(text[end - 1]):
                end -= 1
            words.append(Word(folded, start, end, text[start:end]))
    return words


@lru_cache(maxsize=1)
def _word_pattern() -> re.Pattern[str]:
    """Letters and digits, and whatever may stand among them unseen."""
    invisible = "".join(
        re.escape(letter)
        for block in _BLOCKS_WITH_MARKS
        for letter in map(chr, block)
        if _is_dropped(letter) and not letter.isalnum()
    )
    return re.compile(rf"[^\W_]+(?:[{invisible}]+[^\W_]+)*")


@lru_cache(maxsize=65536)
def _fold_word(raw: str) -> str:
    return "".join(_fold_letter(letter) for letter in raw if letter.isalnum() and not _is_dropped(letter))


def without_particles(text: str, tokens: Iterable[Word]) -> list[Word]:
    """Leave out what does not count in a name: "al-", "van", the s of a genitive."""
    return [
        word
        for word in tokens
        if word.folded not in PARTICLES
        and not (word.raw == "s" and text[max(0, word.start - 1)] in GENITIVE_MARKS)
    ]


def words_of(text: str) -> list[Word]:
    """Return the words of a text with their places in it, particles left out."""
    return without_particles(text, tokens_of(text))


def variants_of(word: str) -> Iterator[tuple[str, bool]]:
    """A word as it may stand in a name, and whether an article had to come or go for it.

    From an Arabic word the letters are taken that grow onto it ("and", "by", "to"), from a Latin one a genitive's s.
    """
    if not "\u0600" <= word[:1] <= "\u06ff":
        yield word, False
        if word[-1:] == "s" and len(word) > GENITIVE_LENGTH:
            yield word[:-1], False
        return
    seen = set()
    for bare in _without_proclitics(word):
        for form, is_loose in (
            (bare, False),
            (bare.removeprefix("ال"), True),
            (f"ال{bare}", True),
        ):
            if len(form) > 1 and form not in seen:
                seen.add(form)
                yield form, is_loose and form != bare


def _without_proclitics(word: str) -> Iterator[str]:
    yield word
    if word[:1] in ARABIC_PROCLITICS and len(word) > SHORTEST_ROOT:
        yield word[1:]
        if word[:2] == "لل":
            yield "ال" + word[2:]
        if word[1] in ARABIC_PROCLITICS and len(word) > SHORTEST_ROOT + 1:
            yield word[2:]
            if word[1:3] == "لل":
                yield "ال" + word[3:]


def are_adjacent(text: str, left: Word, right: Word) -> bool:
    """Words of one name are parted by little more than a space; particles between them do not count."""
    between = text[left.end : right.start]
    if "\n\n" in between:
        return False
    rest = "".join(letter for letter in re.sub(r"\w+", "", between) if not _is_dropped(letter))
    return bool(NAME_GAP.match(rest.strip()))
