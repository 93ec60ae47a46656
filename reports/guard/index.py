"""All spellings of all names, so that a text is walked once however many there are."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise, product

from rapidfuzz.distance import OSA

from reports.guard.folding import fold, tokens_of, variants_of, words_of
from reports.guard.names import Match, NameKind, ProtectedName
from reports.guard.sounds import LIMIT, is_arabic, skeletons
from reports.guard.vocabulary import COMMON_WORDS, FUNCTION_WORDS, KNOWN_ACRONYMS

FUZZY_LENGTH = 5
LONG_NAME = 10  # letters; in so long a name a word of four letters may be misspelt as well
PART_LENGTH = 3
INITIALS = (1, 2)
ACRONYM_LENGTH = 6
DERIVED_LENGTH = 3
AUDIBLE_LENGTH = 4  # consonants of a part that is known by its sound alone
NAME_PART_PREFIXES = ("al", "el")
ORDINARY = frozenset(fold(word) for word in COMMON_WORDS)
FUNCTION = frozenset(fold(word) for word in FUNCTION_WORDS)


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """What stands at the end of a path through the index."""

    name: ProtectedName
    match: Match
    keys: tuple[str, ...]
    is_acronym: bool = False
    is_given: bool = False
    capitals: tuple[bool, ...] = ()  # of the words as they are on record


@dataclass(frozen=True, slots=True)
class Form:
    """A word of the index that a word of the text may be: how many typos away, and whether an article came or went."""

    key: str
    typos: int = 0
    is_loose: bool = False


@dataclass(slots=True)
class Node:
    """A place in a trie of words, or of their skeletons."""

    children: dict[str, "Node"] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)

    def plant(self, keys: Iterable[str], entry: Entry) -> None:
        """Put an entry at the end of a path. A name is there once: its entries are planted one after another."""
        node = self
        for key in keys:
            node = node.children.setdefault(key, Node())
        if not node.entries or node.entries[-1].name is not entry.name:
            node.entries.append(entry)


class Index:
    """Two tries: of folded words, and of how they sound."""

    def __init__(self, names: Iterable[ProtectedName]) -> None:
        """Index every spelling of every name."""
        self.words = Node()
        self.sounds = Node()
        self._vocabulary: set[str] = set()
        for name in names:
            self._index(name)
        self._deletions = self._deletion_index()
        self._forms: dict[str, tuple[Form, ...]] = {}

    def forms(self, word: str) -> tuple[Form, ...]:
        """Return the indexed words that a folded word may be; a word of the language is no misspelt name."""
        if word not in self._forms:
            exact = [Form(key, 0, loose) for key, loose in variants_of(word) if key in self._vocabulary]
            known = {form.key for form in exact}
            near = (Form(key, 1) for key in self._nearby(word) if key not in known)
            self._forms[word] = (*exact, *near)
        return self._forms[word]

    def _index(self, name: ProtectedName) -> None:
        for number, spelling in enumerate(filter(None, name.spellings)):
            match = Match.ALIAS if number else Match.EXACT
            words = words_of(spelling)
            keys = tuple(word.folded for word in words)
            if not keys:
                continue
            is_acronym = len(words) == 1 and len(keys[0]) <= ACRONYM_LENGTH and words[0].capitals > 1
            capitals = tuple(word.has_capital for word in words)
            self._add(Entry(name, match, keys, is_acronym=is_acronym, capitals=capitals))
            if len(keys) > 1:  # as handles and addresses write it
                self._add(Entry(name, match, ("".join(keys),)))
            if name.kind is NameKind.PERSON:
                self._index_sound(Entry(name, Match.SOUND, keys))
                if name.in_parts:
                    self._index_parts(name, keys)
            else:
                self._index_sound(Entry(name, Match.SOUND, keys))
        if name.kind is NameKind.ORGANISATION:  # after the spellings that are on record
            for acronym in {one for spelling in name.spellings for one in acronyms_of(spelling)}:
                self._add(Entry(name, Match.ACRONYM, (acronym,), is_acronym=True))

    def _index_parts(self, name: ProtectedName, keys: tuple[str, ...]) -> None:
        if len(keys) == 1:
            return
        family, given = keys[-1], keys[0]
        initials = {(given[:length], family) for length in INITIALS if len(given) > length}
        pairs: set[tuple[str, ...]] = {(given, family), (family, given), *initials, *pairwise(keys)}
        if len(keys) > 2:  # noqa: PLR2004 - a name with middle parts
            pairs.add((*keys[1:], given))
        for pair in sorted(pairs - {keys}):
            self._add(Entry(name, Match.PART, pair))
            if pair not in initials:
                self._index_sound(Entry(name, Match.SOUND, pair))
        for alone in keys[1:]:
            if len(alone) >= PART_LENGTH and not alone.isdigit():
                self._add(Entry(name, Match.PART, (alone,)))
                self._index_sound(Entry(name, Match.SOUND, (alone,)))
                for prefix in NAME_PART_PREFIXES if alone.isascii() else ():
                    self._add(Entry(name, Match.PART, (prefix + alone,)))
        if len(given) >= PART_LENGTH and not given.isdigit():
            self._add(Entry(name, Match.PART, (given,), is_given=True))

    def _index_sound(self, entry: Entry) -> None:
        ways = [sorted(skeletons(key)) for key in entry.keys]
        if not all(ways):
            return
        for _number, path in zip(range(LIMIT), product(*ways), strict=False):
            if len(path) > 1 or len(path[0]) >= AUDIBLE_LENGTH:
                self.sounds.plant(path, entry)

    def _add(self, entry: Entry) -> None:
        self.words.plant(entry.keys, entry)
        self._vocabulary.update(entry.keys)

    def _deletion_index(self) -> Mapping[str, list[str]]:
        index: dict[str, list[str]] = defaultdict(list)
        for word in self._vocabulary:
            if len(word) >= FUZZY_LENGTH - 1 and not word.isdigit():
                for variant in _deletions(word):
                    index[variant].append(word)
        return index

    def _nearby(self, word: str) -> Iterator[str]:
        if len(word) < FUZZY_LENGTH - 1 or word.isdigit() or is_ordinary(word):
            return
        near: set[str] = set()
        for form, is_loose in variants_of(word):
            if is_loose or (form != word and not is_arabic(word)):
                continue
            for variant in _deletions(form):
                near.update(
                    other for other in self._deletions.get(variant, ()) if OSA.distance(form, other) == 1
                )
        near.discard(word)
        yield from sorted(near)


@lru_cache(maxsize=65536)
def is_ordinary(word: str) -> bool:
    """Whether a folded word is one of the language; an Arabic one also without what has grown onto it."""
    return word in ORDINARY or (
        is_arabic(word) and any(form in ORDINARY for form, _loose in variants_of(word))
    )


def acronyms_of(spelling: str) -> frozenset[str]:
    """Return what the first letters of a long name spell, with its small words and without; nothing for well-known ones."""
    tokens = tokens_of(spelling)
    if any(is_arabic(word.folded) for word in tokens):
        return frozenset()
    telling = [word for word in tokens if word.folded not in FUNCTION and len(word.folded) > 1]
    if len(telling) < DERIVED_LENGTH:
        return frozenset()
    spelt = {"".join(word.folded[0] for word in some) for some in (tokens, telling)}
    return frozenset(one for one in spelt if one not in KNOWN_ACRONYMS)


def _deletions(word: str) -> Iterator[str]:
    yield word
    for place in range(len(word)):
        yield word[:place] + word[place + 1 :]


def split_handles(text: str) -> Sequence[tuple[int, int]]:
    """Return the stretches of a text that are addresses, handles or file names: there capitals tell nothing."""
    return [found.span() for found in _ADDRESS.finditer(text)]


_ADDRESS = re.compile(
    r"\S*(?:://|[@#]|www\.)\S*|\S+\.(?:docx?|odt|rtf|pdf|txt|xlsx?|ods|csv|pptx?|png|jpe?g|gif|svg|webp|mp[34]|wav|m4a|zip)\b",
    re.IGNORECASE,
)
