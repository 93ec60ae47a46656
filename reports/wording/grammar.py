"""What the generator must know of a language to turn a statement into a part of a sentence.

The base class is what most languages of Europe share, and all that English needs; a language overrides what is
different in it: elision, word order, case.
"""

import datetime as dt
import re
from dataclasses import dataclass

from babel.dates import format_date

WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
PARTICLES = frozenset({"al", "el", "abu", "abou", "bin", "ibn", "ben", "bint", "van", "von", "de"})
INSTITUTIONS = ("US", "WE")


def word_set(words: str) -> frozenset[str]:
    """Return the words of a text as a set: a long list reads best as prose does."""
    return frozenset(words.split())


@dataclass(frozen=True, slots=True)
class Grammar:
    """Data and rules of one language.

    ``finite_words`` prove that a sentence has a verb; a language without them is always quoted. ``proper_starts`` are
    words that keep their capital inside a sentence. ``relatives`` begin a clause within a sentence. ``articled`` are words that give an institution an article.
    """

    date_locale: str = "en_GB"
    conjunction: str = "that"
    finite_words: frozenset[str] = frozenset()
    relatives: frozenset[str] = frozenset()
    need_starts: tuple[str, ...] = ()
    first_person: frozenset[str] = frozenset()
    abbreviations: frozenset[str] = frozenset()
    proper_starts: frozenset[str] = frozenset()
    articled: frozenset[str] = frozenset()

    def words(self, text: str) -> tuple[str, ...]:
        """Return the words of a text as the lists of this language have them."""
        return tuple(word.casefold() for word in WORD.findall(text) if word not in INSTITUTIONS)

    def is_personal(self, text: str) -> bool:
        """Whether somebody speaks of themselves or of “us”: such a text cannot be told in the third person."""
        return not self.first_person.isdisjoint(self.words(text))

    def is_finite(self, word: str) -> bool:
        """Whether a word can only be a verb that has a subject."""
        return word in self.finite_words

    def has_main_verb(self, sentence: str) -> bool:
        """Whether a verb is left when each relative clause has taken one: “donors who can help” is no sentence.

        Verbs that follow each other are one (“can be”).
        """
        verbs = relatives = 0
        in_verb = False
        for word in self.words(sentence):
            if self.is_finite(word):
                verbs += not in_verb
                in_verb = True
                if not relatives:
                    return True
            else:
                in_verb = False
                relatives += word in self.relatives
        return verbs > relatives

    def clause_of(self, sentence: str, proper_names: frozenset[str]) -> str:
        """Return a sentence as it stands after the conjunction; empty where it is not sure to be grammatical there."""
        inner = self.lowered(sentence, proper_names).removeprefix(f"{self.conjunction} ")
        return inner if self.has_main_verb(inner) else ""

    def need_of(self, sentence: str, proper_names: frozenset[str]) -> str:
        """Return “the need for …” as it stands inside a sentence; empty where the text is nothing of the kind.

        “The need for money is clear” is a sentence of its own.
        """
        inner = self.lowered(sentence, proper_names)
        start = next((start for start in self.need_starts if inner.startswith(start)), "")
        return "" if not start or self.has_main_verb(inner.removeprefix(start)) else inner

    def that(self, clause: str) -> str:
        """Return a clause with its conjunction: “that donors should act”."""
        return f"{self.conjunction} {clause}"

    def fronted(self, front: str, sentence: str) -> str:
        """Return one of the generator's own sentences with a phrase in front of it, in the order that this asks for."""
        return f"{front}, {sentence[:1].lower()}{sentence[1:]}"

    def lowered(self, sentence: str, proper_names: frozenset[str]) -> str:
        """Return a sentence as it stands within another: its first letter small, unless it begins with a name."""
        match = WORD.search(sentence)
        if match is None or match.start() > 0:
            return sentence
        word = match.group()
        stem = re.split(r"['’\-]", word)[0]
        keeps_capital = (
            any(letter.isupper() for letter in re.split("['’]", word)[0][1:])
            or stem.casefold() in self.proper_starts
            or sentence.startswith(tuple(proper_names))
        )
        return sentence if keeps_capital else sentence[:1].lower() + sentence[1:]

    def subject(self, title: str, proper_names: frozenset[str]) -> str:
        """Return the title of a meeting as the sentence has it that opens a report."""
        return self.lowered(title, proper_names)

    def is_fragment(self, text: str) -> bool:
        """Whether a text is only a part of a sentence, typed to follow “The discussion focused on”."""
        return text[:1].islower()

    def with_article(self, name: str) -> str:
        """Give an institution its article where running prose wants one: “the Swedish Dialogue Institute”."""
        words = {word.casefold() for word in WORD.findall(name)}
        known = bool(self.articled & words) and not name.casefold().startswith("the ")
        return f"the {name}" if known else name

    def of(self, name: str) -> str:
        """Return a name as it follows “of” in the frames of this language, with whatever stands for “of”."""
        return self.with_article(name)

    def of_person(self, name: str) -> str:
        """Return a person's name as it follows “of”."""
        return name

    def to(self, name: str) -> str:
        """Return a name as it follows “to” in the frames of this language, with whatever stands for “to”."""
        return self.with_article(name)

    def called(self, name: str) -> str:
        """Return what later sentences call a person: the last name with the particles that belong to it."""
        parts = name.split()
        for index, part in enumerate(parts[1:], start=1):
            if part.islower() or part.casefold() in PARTICLES:
                return " ".join(parts[index:])
        return parts[-1] if parts else ""

    def folded(self, text: str) -> str:
        """Return a text as the patterns of claims have it: one sort of spaces and apostrophes, no marks of emphasis."""
        return re.sub(r"[*_\s]+", " ", text.replace("’", "'"))

    def typeset(self, text: str) -> str:
        """Return a text with the spaces and quotation marks of this language."""
        return text

    def day(self, date: dt.date) -> str:
        """Return a date without its year, for a page on which the year is plain: “30 May”."""
        return self.date(date).removesuffix(f" {date.year}")

    def date(self, date: dt.date) -> str:
        """Return a date as running text has it: “30 May 2024”."""
        return format_date(date, format="long", locale=self.date_locale)
