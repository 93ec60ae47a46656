"""Whether words that may be a name are meant as one: a guard that cries at every “Hope” is soon ignored."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from reports.guard.folding import Word, fold
from reports.guard.index import FUNCTION, FUZZY_LENGTH, LONG_NAME, is_ordinary
from reports.guard.names import Match
from reports.guard.sounds import is_arabic
from reports.guard.vocabulary import HONORIFICS, SPEECH_VERBS
from reports.guard.walking import Alarm, Handles

RARE_LENGTH = 4
LOOK_BACK = 16  # characters before a word in which its sentence may begin
_TITLES = frozenset(map(fold, HONORIFICS))
_SAYING = frozenset(map(fold, SPEECH_VERBS))
_OPENS = re.compile(r"(?:\A|[.!?:\n]\s*)[\s#>*_\-\"“«(\[]*\Z")  # where a capital tells nothing


@dataclass(frozen=True, slots=True)
class Reading:
    """The words of a text as they were read, with what tells how they are meant.

    ``plain`` are words that the texts have in small letters as well; ``public`` are words of names that may stand;
    ``is_spelt`` says that letters which stood apart were drawn together, as is done with nothing but names.
    """

    text: str
    words: Sequence[Word]
    handles: Handles
    plain: Collection[str]
    public: Collection[str]
    is_spelt: bool = False


def stands_out(alarm: Alarm, reading: Reading) -> bool:
    """Tell whether words are written like a name, or are too rare to be anything else."""
    entry, span = alarm.entry, alarm.words
    is_handle = reading.handles.hold(alarm.start)
    like_names = is_handle or alarm.is_drawn or reading.is_spelt or _is_written_like(span, entry.capitals)
    if len(span) > 1:
        return _whole_stands_out(alarm, like_names=like_names)
    if alarm.typos and len(span[0].folded) < FUZZY_LENGTH - 1:
        return False
    if entry.is_acronym:
        return _acronym_stands_out(alarm, is_handle=is_handle)
    if entry.match in {Match.EXACT, Match.ALIAS} and not alarm.typos:
        return span[0].has_capital or not is_ordinary(span[0].folded)
    return _part_stands_out(alarm, reading, like_names=like_names)


def _whole_stands_out(alarm: Alarm, *, like_names: bool) -> bool:
    """Several words: in small letters they may be prose, and so may Arabic ones with an article more or less."""
    if alarm.typos and len("".join(word.folded for word in alarm.words)) < LONG_NAME:
        return False
    is_prose = all(is_ordinary(word.folded) or word.folded in FUNCTION for word in alarm.words)
    if alarm.is_loose and is_prose:
        return False
    could_be_prose = is_prose or alarm.entry.match in {Match.PART, Match.SOUND}
    return like_names or not could_be_prose


def _acronym_stands_out(alarm: Alarm, *, is_handle: bool) -> bool:
    """Capitals make it one; a long one on record is also known in small letters, if it is no word."""
    word = alarm.words[0]
    if alarm.entry.match is Match.ACRONYM:
        return not alarm.typos and word.raw.upper() == word.raw and word.is_cased
    is_rare = len(word.folded) >= RARE_LENGTH and not is_ordinary(word.folded)
    return word.capitals > 1 or not word.is_cased or is_handle or (is_rare and not alarm.typos)


def _part_stands_out(alarm: Alarm, reading: Reading, *, like_names: bool) -> bool:
    """One word, a part of a name or close to one: a title or a verb of saying makes it one, a capital unless it is a word."""
    entry, word = alarm.entry, alarm.words[0]
    is_titled = _has_title(word, reading.words)
    is_spoken = is_titled or _is_spoken_of(word, reading.words)
    if like_names and (
        is_titled
        or (is_spoken and not _OPENS.search(reading.text[max(0, word.start - LOOK_BACK) : word.start]))
    ):
        return True
    either = {word.folded, entry.keys[0]}
    if any(map(is_ordinary, either)) or any(one in reading.public for one in either):
        return False
    if not word.is_cased:
        return is_spoken if entry.is_given or alarm.typos else True
    is_sure = not alarm.typos and entry.match is not Match.SOUND
    return like_names and (is_sure or not (entry.is_given or word.folded in reading.plain))


def _is_written_like(words: Sequence[Word], capitals: Sequence[bool]) -> bool:
    """Whether words have capitals where the name has them; all of them, where that is not on record."""
    wanted = capitals if len(capitals) == len(words) and any(capitals) else [True] * len(words)
    return all(
        word.has_capital or not word.is_cased or not has_one
        for word, has_one in zip(words, wanted, strict=True)
    )


def _has_title(word: Word, words: Sequence[Word]) -> bool:
    """Whether a title stands before a word."""
    position = _position(word, words)
    return position > 0 and words[position - 1].folded in _TITLES


def _is_spoken_of(word: Word, words: Sequence[Word]) -> bool:
    """Whether somebody says something beside a word: in Arabic before it, elsewhere after."""
    position = _position(word, words)
    if is_arabic(word.folded):
        before = words[position - 1].folded if position else ""
        return before in _SAYING or before[1:] in _SAYING
    return position + 1 < len(words) and words[position + 1].folded in _SAYING


def _position(word: Word, words: Sequence[Word]) -> int:
    return next((place for place, one in enumerate(words) if one.start == word.start), 0)
