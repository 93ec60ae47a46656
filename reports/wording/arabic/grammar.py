"""Arabic: what follows «أنّ», where the case can be seen, and what is put otherwise or quoted because it cannot be told.

After «أنّ» the subject stands in the accusative. Without vowels that shows only in some words: «المانحون» becomes
«المانحين», «عدد من» becomes «عددًا من». A sentence that begins with an impersonal verb takes «أنّه», one that begins with
a pronoun joins it («أنّها»), and «هناك نقص» is told as «وجود نقص». Whatever could be wrong is quoted.
"""

import datetime as dt
import re
from dataclasses import dataclass

from babel import Locale
from babel.dates import format_date

from reports.wording.arabic import lexicon
from reports.wording.grammar import Grammar

_DROPPED = re.compile("[\u064b-\u0652\u0670\u0640\u200e\u200f]")
_ALEFS = str.maketrans(dict.fromkeys("أإآٱ", "ا"))
_WORDS = re.compile(r"[^\W\d_]+")
_SPELT = re.compile("[^\\W\\d_][\\w\u064b-\u0652]*")
_TANWIN = "\u064b"
SHORTEST_WITH_OURS = 4
SHORTEST_SENTENCE = 2
_VERBAL_NOUN = re.compile(r"ت\w\wي\wة?|ت\wا\w\w?|ت\w\w\wة|ت\w\w")
_LETTER = "[\u0600-\u06ff»)\u200e]"
_THERE_IS = ("هناك ", "ثمة ", "ثمّة ", "هنالك ")
_THAT = re.compile(r"^(?:إنّ?|أنّ?|ان)\s+(?=\S)")
_ACCUSATIVE_ENDING = "ًا"


def plain(text: str) -> str:
    """Return Arabic without vowel signs, lengthening and marks of direction, and with one sort of alef."""
    return _DROPPED.sub("", text).translate(_ALEFS)


@dataclass(frozen=True, slots=True)
class ArabicGrammar(Grammar):
    """Arabic."""

    date_locale: str = "ar"
    conjunction: str = "أنّ"

    def words(self, text: str) -> tuple[str, ...]:
        """Return the words without vowel signs and with one sort of alef."""
        return tuple(word.casefold() for word in _WORDS.findall(plain(text)))

    def folded(self, text: str) -> str:
        """Return the text as the patterns of claims have it."""
        return re.sub(r"[*_\s]+", " ", plain(text))

    def is_personal(self, text: str) -> bool:
        """Whether “we” speak: a pronoun, a verb in the first person, or a word that ends in «ـنا»."""
        for word in _SPELT.findall(text):
            bare = plain(word)
            if not lexicon.FIRST_PERSON.isdisjoint({bare, bare.removeprefix("و").removeprefix("ف")}):
                return True
            is_possessive = bare.endswith("نا") and len(bare) > SHORTEST_WITH_OURS and _TANWIN not in word
            if is_possessive and bare not in lexicon.NOT_OURS:
                return True
        return False

    def has_main_verb(self, sentence: str) -> bool:
        """Whether a verb or a predicate is left when each relative clause has taken one."""
        said = relatives = 0
        before = ""
        for word in self.words(sentence):
            if word in lexicon.RELATIVES:
                relatives += 1
            elif word in lexicon.VERBS or (_is_definite(before) and _is_told_of_it(word)):
                if not relatives:
                    return True
                said += 1
            before = word
        return said > relatives

    def clause_of(self, sentence: str, proper_names: frozenset[str]) -> str:
        """Return the sentence as it stands after «أنّ»; empty where its case cannot be told."""
        inner = _THAT.sub("", sentence)
        words = self.words(inner)
        if len(words) < SHORTEST_SENTENCE:
            return ""
        first, second = words[:2]
        if first in lexicon.IMPERSONAL or f"{first} {second}" in lexicon.IMPERSONAL:
            return inner
        if first in lexicon.PREPOSITIONS:
            return inner if "ان" in words[1:] else ""
        is_told = self.has_main_verb(inner) and first not in lexicon.NEVER_FIRST
        if first in lexicon.PRONOUNS or not is_told or first in lexicon.VERBS:
            return inner if is_told and first in lexicon.PRONOUNS else ""
        if inner.startswith(tuple(proper_names)):
            return inner
        return _in_accusative(inner, first, second)

    def need_of(self, sentence: str, proper_names: frozenset[str]) -> str:  # noqa: ARG002 - there are no capitals
        """Return «الحاجة إلى …» and the like, and «هناك …» as «وجود …»; empty where the text is nothing of the kind."""
        start = next((start for start in _THERE_IS if sentence.startswith(start)), "")
        rest = sentence.removeprefix(start)
        if start:
            following = self.words(rest)
            certain = (
                following and not following[0].endswith(("ون", "ان")) and following[0] not in lexicon.VERBS
            )
            return f"وجود {rest}" if certain else ""
        folded = plain(sentence)
        need = next((need for need in self.need_starts if folded.startswith(plain(need))), "")
        return "" if not need or self.has_main_verb(sentence) else sentence

    def that(self, clause: str) -> str:
        """Return «أنّ المانحين …», «أنّه ينبغي …», «أنّها …»."""
        words = self.words(clause)
        first = words[0] if words else ""
        if first in lexicon.PRONOUNS:
            return re.sub(r"^\S+", f"أنّ{lexicon.PRONOUNS[first]}", clause, count=1)
        if first in lexicon.IMPERSONAL or " ".join(words[:2]) in lexicon.IMPERSONAL:
            return f"أنّه {clause}"
        return f"أنّ {clause}"

    def fronted(self, front: str, sentence: str) -> str:
        """Return a sentence of the generator with a phrase in front: the verb follows it."""
        return f"{front}، {re.sub('^(?:كما |و(?=[^ا]))', '', sentence)}"

    def lowered(self, sentence: str, proper_names: frozenset[str]) -> str:  # noqa: ARG002 - there are no capitals
        """Return the sentence: Arabic has no capitals."""
        return sentence

    def is_fragment(self, text: str) -> bool:
        """Whether a text has no verb of its own: there are no small letters to tell by."""
        return not self.has_main_verb(text)

    def with_article(self, name: str) -> str:
        """Return the name: Arabic names have their article within."""
        return name

    def typeset(self, text: str) -> str:
        """Return the text with Arabic comma, semicolon, question mark and quotation marks, after Arabic letters."""
        text = re.sub(r"[\"“]([^\"“”]+)[\"”]", r"«\1»", text)
        for latin, arabic in ((",", "،"), (";", "؛"), (r"\?", "؟")):
            text = re.sub(rf"(?<={_LETTER})\s*{latin}(?=\s|$|»|\))", arabic, text)
        return text

    def date(self, date: dt.date) -> str:
        """Return a date with the name of its month in the Levant and elsewhere, as the United Nations write it."""
        months = [format_date(date, "MMMM", locale=locale) for locale in ("ar_LB", "ar")]
        return f"{date.day} {'/'.join(dict.fromkeys(months))} {date.year}"


def _is_told_of_it(word: str) -> bool:
    """Whether an indefinite word right after a definite one says something of it: a predicate, or a verb by its form."""
    if word in lexicon.PREDICATES:
        return True
    looks_like_a_verb = word.startswith(("ي", "ت")) and len(word) > SHORTEST_SENTENCE
    return looks_like_a_verb and word not in lexicon.NO_VERBS and _VERBAL_NOUN.fullmatch(word) is None


def _is_definite(word: str) -> bool:
    has_article = word.startswith(("ال", "لل", "وال", "بال")) and word not in lexicon.NO_NOUNS
    return has_article or word.endswith(("ها", "هم", "هن"))


def _in_accusative(clause: str, first: str, second: str) -> str:
    """Put the subject at the beginning into the accusative, where that can be told from how it is written."""
    if first.startswith("ال"):
        return (
            ""
            if first.endswith("ان") and first not in lexicon.SINGULAR_IN_AN
            else _plurals_in_accusative(clause)
        )
    if first in lexicon.UNCHANGED or first in lexicon.COUNTRIES:
        return _plurals_in_accusative(clause, after=1)
    if _may_be_a_verb(first):
        return ""
    if first in lexicon.INDEFINITE and second == "من":
        return re.sub(r"^([^\W\d_]+)\S*", rf"\1{_ACCUSATIVE_ENDING}", clause, count=1)
    shows_no_case = first.endswith(("ة", "ات", "ى", "ها", "هم"))
    is_construct = second.startswith("ال") and not first.endswith(("و", "ون", "ان", "ا"))
    return _plurals_in_accusative(clause, after=1) if shows_no_case or is_construct else ""


def _may_be_a_verb(first: str) -> bool:
    """Whether a sentence may begin with a verb here: by its form, unless it is a noun that is known."""
    if first.endswith(("ة", "ات")) or first in lexicon.NOUNS_LIKE_VERBS:
        return False
    is_present = first.startswith("ي") or (first.startswith("ت") and _VERBAL_NOUN.fullmatch(first) is None)
    return is_present or first.endswith("ت")


def _plurals_in_accusative(clause: str, *, after: int = 0) -> str:
    """«المانحون الدوليون» becomes «المانحين الدوليين»: the subject, and the adjectives and nouns that go with it."""
    parts = clause.split(" ")
    for index, part in enumerate(parts[after:], start=after):
        if not plain(part).startswith(("ال", "وال")):
            break
        parts[index] = re.sub("ون$", "ين", part)
    return " ".join(parts)


GRAMMAR = ArabicGrammar(
    need_starts=("الحاجة إلى ", "الحاجة الماسة إلى ", "الحاجة الملحة إلى ", "حاجة ", "ضرورة ", "أهمية "),
)
PROPER_NAMES = frozenset(
    str(name) for name in Locale.parse("ar").territories.values() if name and " " in str(name)
)
