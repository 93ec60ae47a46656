"""The walk through a text: what it names, and whether that may stand there."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from reports.guard.contacts import Contacts
from reports.guard.folding import Word, are_adjacent, tokens_of, words_of
from reports.guard.groups import Groups
from reports.guard.index import ACRONYM_LENGTH, Entry, Index, Node, acronyms_of
from reports.guard.judging import Reading, stands_out
from reports.guard.names import (
    Composition,
    Finding,
    GuardParagraph,
    Match,
    NameKind,
    Place,
    ProtectedName,
    Sighting,
    Standing,
)
from reports.guard.neutral import instead_of
from reports.guard.phrases import Phrased
from reports.guard.places import place_in_block, texts_of_block
from reports.guard.readings import readings_of
from reports.guard.roles import Roles
from reports.guard.sounds import is_arabic
from reports.guard.walking import Handles, Walker

UNREAD = frozenset({Place.LINK, Place.IMAGE, Place.COMMENT})
_ALLOWED = Entry(ProtectedName("", "", NameKind.ORGANISATION, ""), Match.EXACT, ())
_ALLOWED_ACRONYM = Entry(_ALLOWED.name, Match.ACRONYM, (), is_acronym=True)


class Guard:
    """The index of what is protected and what may be named. Built once, it checks any number of texts.

    ``allowed`` are spellings that may stand anywhere: the host, addressees that may be named publicly. Names that may
    stand in some agenda items only are ``ProtectedName`` with ``allowed_items``. ``standings`` say what people in the
    room are and where; ``composition`` how many of what there were. ``language`` is that of the neutral phrases.
    """

    def __init__(
        self,
        protected: Iterable[ProtectedName],
        *,
        allowed: Iterable[str] = (),
        standings: Iterable[Standing] = (),
        composition: Composition | None = None,
        language: str = "en",
    ) -> None:
        """Index every spelling of every name."""
        names = tuple(protected)
        self._language = language
        self._walker = Walker(Index(names))
        self._contacts = Contacts(names)
        self._roles = Roles(standings)
        self._groups = Groups(composition or Composition())
        self._allowed = Node()
        self._allowed_words: set[str] = set()
        for spelling in allowed:
            self._allow(spelling)

    def check(self, paragraphs: Iterable[GuardParagraph]) -> tuple[Finding, ...]:
        """Return every place where a text names somebody who has not agreed, in reading order."""
        texts = [(paragraph, tokens_of(paragraph.text)) for paragraph in paragraphs]
        plain = {
            word.folded for _, tokens in texts for word in tokens if word.is_cased and not word.has_capital
        }
        return tuple(found for paragraph, tokens in texts for found in self._check(paragraph, tokens, plain))

    def check_block(self, block: GuardParagraph) -> tuple[Sighting, ...]:
        """Return whom a block of Markdown names: as it was typed, and in all that it carries as it is read.

        A finding in the Markdown itself counts the Markdown's characters and says what stands there; what is hidden by
        a link, an entity or an encoded address is found in the text that it hides in, which comes with the finding.
        """
        seen = [
            Sighting(replace(found, place=place_in_block(block.text, found.start)), block.text)
            for found in self.check([block])
        ]
        for placed in texts_of_block(block.text):
            if placed.text in block.text and placed.place not in UNREAD:
                continue  # has been read as it stands
            told = {one.finding.subject for one in seen}
            carried = replace(block, text=placed.text, place=placed.place)
            seen += (Sighting(one, placed.text) for one in self.check([carried]) if one.subject not in told)
        return tuple(seen)

    def _allow(self, spelling: str) -> None:
        words = words_of(spelling)
        if keys := tuple(word.folded for word in words):
            is_acronym = len(keys) == 1 and len(keys[0]) <= ACRONYM_LENGTH and words[0].capitals > 1
            self._allowed.plant(keys, _ALLOWED_ACRONYM if is_acronym else _ALLOWED)
            self._allowed_words.update(keys)
        for acronym in acronyms_of(spelling):
            self._allowed.plant((acronym,), _ALLOWED_ACRONYM)

    def _check(self, paragraph: GuardParagraph, tokens: Sequence[Word], plain: set[str]) -> Iterator[Finding]:
        text = paragraph.text
        handles = Handles(text, paragraph.place)
        found = [
            self._finding(paragraph, start, end, name, match)
            for start, end, name, match in self._contacts.found_in(text)
            if not _may_be_named(name, paragraph)
        ]
        for words, is_spelt in readings_of(text, tokens):
            masked = self._masked(text, words)
            alarms = []
            for alarm in self._walker.alarms(text, words, handles):
                if not _may_be_named(alarm.entry.name, paragraph):
                    alarms.append(alarm)
                elif not alarm.typos:
                    masked.append((alarm.start, alarm.end))
            reading = Reading(text, words, handles, plain, self._allowed_words, is_spelt=is_spelt)
            found += (
                self._finding(
                    paragraph,
                    alarm.start,
                    alarm.end,
                    alarm.entry.name,
                    Match.FUZZY if alarm.typos else alarm.entry.match,
                )
                for alarm in alarms
                if not any(left <= alarm.start and alarm.end <= right for left, right in masked)
                and stands_out(alarm, reading)
            )
        phrased = Phrased(text, tokens)
        for start, end, name, match in (*self._roles.found_in(phrased), *self._groups.found_in(phrased)):
            if not _may_be_named(name, paragraph):
                found.append(self._finding(paragraph, start, end, name, match))
        yield from _best(found)

    def _masked(self, text: str, words: Sequence[Word]) -> list[tuple[int, int]]:
        """The stretches of the text that are spellings of what may be named anywhere."""
        stretches = []
        for position, first in enumerate(words):
            node, place = self._allowed, position
            while place < len(words) and (
                place == position or are_adjacent(text, words[place - 1], words[place])
            ):
                child = next(
                    (node.children[key] for key in _plain_forms(words[place].folded) if key in node.children),
                    None,
                )
                if child is None:
                    break
                node = child
                if any(
                    not entry.is_acronym or words[place].capitals > 1 or not words[place].is_cased
                    for entry in node.entries
                ):
                    stretches.append((first.start, words[place].end))
                place += 1
        return stretches

    def _finding(
        self, paragraph: GuardParagraph, start: int, end: int, name: ProtectedName, match: Match
    ) -> Finding:
        neutral, left, right = instead_of(paragraph.text, start, end, name, self._language)
        if paragraph.place in UNREAD or match in {Match.EMAIL, Match.PHONE}:
            neutral, left, right = "", start, end  # nobody reads a sentence there: it is to go
        return Finding(
            paragraph=paragraph.id,
            start=start,
            end=end,
            matched=paragraph.text[start:end],
            subject=name.subject,
            label=name.label,
            kind=name.kind,
            reason=name.reason,
            match=match,
            place=paragraph.place,
            neutral=neutral,
            neutral_start=left,
            neutral_end=right,
        )


def _plain_forms(word: str) -> Iterator[str]:
    yield word
    if word[-1:] == "s":
        yield word[:-1]
    if is_arabic(word):
        for letters in ("و", "ف", "ب", "ل", "ك"):
            if word.startswith(letters):
                yield word[1:]
        if word.startswith("لل"):
            yield "ال" + word[2:]


def _may_be_named(name: ProtectedName, paragraph: GuardParagraph) -> bool:
    """In all items that a paragraph rests on; where it rests on none, whoever may be named anywhere may be."""
    if not name.allowed_items:
        return False
    return paragraph.items <= name.allowed_items


def _best(found: Iterable[Finding]) -> list[Finding]:
    """Keep the longest of findings that overlap, and of equal ones about one subject the surest."""
    order = list(Match)
    kept: list[Finding] = []
    for finding in sorted(found, key=lambda one: (one.start - one.end, order.index(one.match))):
        clash = any(
            other.start < finding.end
            and finding.start < other.end
            and (other.subject == finding.subject or other.end - other.start > finding.end - finding.start)
            for other in kept
        )
        if not clash:
            kept.append(finding)
    return sorted(kept, key=lambda one: (one.start, one.end, one.label))
