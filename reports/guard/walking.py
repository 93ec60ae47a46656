"""The walk through a text: every name that its words may be, whether or not they are meant so."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reports.guard.folding import Word, are_adjacent
from reports.guard.index import Entry, Index, Node, is_ordinary, split_handles
from reports.guard.names import Place
from reports.guard.sounds import distance, is_arabic, skeletons

JOINED_LENGTH = 6
GENITIVE_LENGTH = 4
# How far the sounds of a name may differ: per consonant class of the name, at most, and for a part alone.
SOUND_PER_CLASS = 0.2
SOUND_AT_MOST = 1.2
SOUND_ALONE = 0.5


@dataclass(frozen=True, slots=True)
class Alarm:
    """Words that may be a name: ``typos`` of them are misspelt, an article came or went if ``is_loose``."""

    entry: Entry
    words: Sequence[Word]
    typos: int = 0
    is_loose: bool = False
    is_drawn: bool = False  # one word of a name, cut in two

    @property
    def start(self) -> int:
        """The first character."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """The character after the last."""
        return self.words[-1].end


class Handles:
    """Where a text is an address, a handle or a file name: there a name needs no capital."""

    def __init__(self, text: str, place: Place) -> None:
        """Look for them once."""
        whole = place in {Place.LINK, Place.IMAGE}
        self._stretches = [(0, len(text))] if whole else split_handles(text)
        self._starts = [start for start, _end in self._stretches]

    def hold(self, place: int) -> bool:
        """Whether a place is in one of them."""
        before = bisect_right(self._starts, place) - 1
        return before >= 0 and place < self._stretches[before][1]


class Walker:
    """Goes through texts with an index."""

    def __init__(self, index: Index) -> None:
        """Keep the index."""
        self._index = index

    def alarms(self, text: str, words: Sequence[Word], handles: Handles) -> Iterator[Alarm]:
        """Yield every name that words of the text may be."""
        for position, word in enumerate(words):
            if self._index.forms(word.folded):
                yield from self._walk(text, words, position)
            if word.has_capital or not word.is_cased or handles.hold(word.start):
                yield from self._listen(text, words, position)
            if position + 1 < len(words) and words[position + 1].start == word.end + 1:
                yield from self._draw_together(text, words, position)

    def _walk(self, text: str, words: Sequence[Word], position: int) -> Iterator[Alarm]:
        """Yield every entry that begins at a word, with at most one typo."""
        paths: list[tuple[Node, int, bool]] = [(self._index.words, 0, False)]
        for place in range(position, len(words)):
            if place > position and not are_adjacent(text, words[place - 1], words[place]):
                return
            forms = self._index.forms(words[place].folded)
            paths = [
                (child, typos + form.typos, is_loose or form.is_loose)
                for node, typos, is_loose in paths
                for form in forms
                if typos + form.typos <= 1 and (child := node.children.get(form.key)) is not None
            ]
            if not paths:
                return
            for node, typos, is_loose in paths:
                for entry in node.entries:
                    yield Alarm(entry, words[position : place + 1], typos, is_loose)

    def _listen(self, text: str, words: Sequence[Word], position: int) -> Iterator[Alarm]:
        """Yield every name that sounds like the words from here on; two of them may be one of the name's."""
        paths: list[tuple[Node, int, tuple[str, ...]]] = [(self._index.sounds, position, ())]
        while paths:
            node, place, heard = paths.pop()
            if place > position and (
                place >= len(words) or not are_adjacent(text, words[place - 1], words[place])
            ):
                continue
            for length, sound in _heard(words, place):
                for skeleton in skeletons(sound):
                    if (child := node.children.get(skeleton)) is None:
                        continue
                    said = (*heard, sound)
                    for entry in child.entries:
                        if _sounds_like(said, entry):
                            yield Alarm(entry, words[position : place + length])
                    if child.children and place + length < len(words):
                        paths.append((child, place + length, said))

    def _draw_together(self, text: str, words: Sequence[Word], position: int) -> Iterator[Alarm]:
        """Yield a name that a blank or a hyphen cuts in two."""
        pair = words[position : position + 2]
        joined = pair[0].folded + pair[1].folded
        node = self._index.words.children.get(joined)
        if node is None or len(joined) < JOINED_LENGTH or is_ordinary(joined):
            return
        if text[pair[0].end] in " -\u2010\u2011" and (pair[0].has_capital or not pair[0].is_cased):
            yield from (
                Alarm(entry, pair, is_drawn=True)
                for entry in node.entries
                if not entry.is_acronym and not entry.is_given
            )


def _heard(words: Sequence[Word], place: int) -> Iterator[tuple[int, str]]:
    """A word as it sounds, without what Arabic lets grow onto it; and drawn together with the next, as in “Nur al-Din”."""
    first = words[place].folded
    forms = [first]
    if is_arabic(first):
        forms += [first[1:]] if first[0] in "وفبلك" and len(first) > 4 else []  # noqa: PLR2004 - a root and its vowel
    elif first[-1] == "s" and len(first) > GENITIVE_LENGTH:
        forms.append(first[:-1])
    for form in forms:
        yield 1, form
    if place + 1 < len(words) and form_joins(first, words[place + 1].folded):
        for form in forms:
            yield 2, form + words[place + 1].folded.removeprefix("ال")


def form_joins(first: str, second: str) -> bool:
    """Whether two words are often written as one: a servant of, a light of the faith."""
    if first.startswith(("عبد", "abd")) or first[1:].startswith("عبد"):
        return True
    return second in {"الدين", "الله", "din", "deen", "dine", "eddin", "eddine", "uddin", "addin", "allah"}


def _sounds_like(said: Sequence[str], entry: Entry) -> bool:
    if len(said) != len(entry.keys) or all(
        is_arabic(word) and is_arabic(key) for word, key in zip(said, entry.keys, strict=True)
    ):
        return False
    apart = sum(distance(word, key) for word, key in zip(said, entry.keys, strict=True))
    if len(said) == 1:
        return apart <= SOUND_ALONE
    classes = sum(max(map(len, skeletons(key)), default=0) for key in entry.keys)
    return apart <= min(SOUND_AT_MOST, SOUND_PER_CLASS * classes)
