"""The ways in which a line of words can be read: as it stands, with letters drawn together, with handles taken apart."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from reports.guard.folding import Word, fold, without_particles

SPELT_LENGTH = 3
_GAP = re.compile(r"[\s.\-\u2010\u2011\u2013·_*,]{0,3}\Z")
_HUMPS = re.compile(r"(?<=[^\W\d_A-ZÀ-Þ])(?=[A-ZÀ-Þ\d])|_+|(?<=\d)(?=[^\W\d_])|(?<=[A-Z])(?=[A-Z][a-z])")


def readings_of(text: str, tokens: Sequence[Word]) -> Iterator[tuple[Sequence[Word], bool]]:
    """Yield the words of a text in every way in which somebody may read them, and whether letters were drawn together for it."""
    yield without_particles(text, tokens), False
    if spelt := list(_spelt_out(text, tokens)):
        yield spelt, True
    if any(_HUMPS.search(word.raw) for word in tokens):
        apart = [part for word in tokens for part in _apart(word)]
        if len(apart) > len(tokens):
            yield without_particles(text, apart), False


def _spelt_out(text: str, tokens: Sequence[Word]) -> Iterator[Word]:
    """Words whose letters are parted by blanks, dots or hyphens: “Z u b a y d a h”, “A.R.I.”."""
    run: list[Word] = []
    for word in (*tokens, None):
        if word is not None and 1 in {len(word.raw), len(word.folded)} and word.folded.isalpha():
            if run and not _GAP.match(text[run[-1].end : word.start]):
                yield from _drawn_together(text, run)
                run = []
            run.append(word)
            continue
        yield from _drawn_together(text, run)
        run = []


def _drawn_together(text: str, run: Sequence[Word]) -> Iterator[Word]:
    if len(run) < SPELT_LENGTH:
        return
    gaps = [text[left.end : right.start] for left, right in pairwise(run)]
    usual = Counter(gaps).most_common(1)[0][0]
    groups: list[list[Word]] = [[run[0]]]
    for gap, letter in zip(gaps, run[1:], strict=True):
        if gap == usual:
            groups[-1].append(letter)
        else:
            groups.append([letter])
    stretches = [run, *groups, *_from_capitals(run), *_in_capitals(run)]
    for start, end in dict.fromkeys(
        (one[0].start, one[-1].end) for one in stretches if len(one) >= SPELT_LENGTH
    ):
        yield _joined(text, [letter for letter in run if start <= letter.start and letter.end <= end])


def _from_capitals(run: Sequence[Word]) -> Iterator[Sequence[Word]]:
    """From each capital that follows a small letter: what stands before it is a word of one letter."""
    starts = [
        place for place in range(1, len(run)) if run[place].has_capital and not run[place - 1].has_capital
    ]
    for start, end in pairwise((0, *starts, len(run))):
        yield run[start:end]


def _in_capitals(run: Sequence[Word]) -> Iterator[Sequence[Word]]:
    """The stretches of capitals: what follows “P. A. C.” may be a word of one letter."""
    for has_capital, letters in groupby(run, key=lambda letter: letter.has_capital):
        if has_capital:
            yield list(letters)


def _joined(text: str, letters: Sequence[Word]) -> Word:
    start, end = letters[0].start, letters[-1].end
    return Word("".join(letter.folded for letter in letters), start, end, text[start:end])


def _apart(word: Word) -> Iterator[Word]:
    place = 0
    for cut in (*_HUMPS.finditer(word.raw), None):
        upto = cut.start() if cut else len(word.raw)
        piece = word.raw[place:upto]
        if folded := fold(piece):
            yield Word(folded, word.start + place, word.start + upto, piece)
        place = cut.end() if cut else upto
