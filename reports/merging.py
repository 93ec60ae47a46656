"""Bringing two pieces of work on the same text together: pure functions on plain data.

What somebody typed is never lost. Where two changes meet at the same words, nothing is chosen for anybody: the text that
was typed stays, and the other one is offered beside it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import TypeVar

from merge3 import Merge3

from reports.words import WordMatcher, parts_of

Choice = TypeVar("Choice")


@dataclass(frozen=True, slots=True)
class MergedText:
    """The text that stands, and the other, be it empty, where both changed the same words."""

    text: str
    offered: str | None = None


def merge_text(base: str, mine: str, theirs: str) -> MergedText:
    """Bring ``mine`` and ``theirs``, both made from ``base``, together word by word (three-way merge, as diff3 does it).

    Both changes stand in the result; where they meet, ``mine`` stands and ``theirs`` is offered.
    """
    if theirs in (mine, base):
        return MergedText(mine)
    if mine == base:
        return MergedText(theirs)
    parts = Merge3(
        parts_of(base),
        parts_of(mine),
        parts_of(theirs),
        sequence_matcher=WordMatcher,  # type: ignore[arg-type]  # its matches are named tuples of three, which a list may not vary
    )
    merged: list[str] = []
    for kind, *words in parts.merge_groups():
        if kind == "conflict":
            return MergedText(mine, offered=theirs)
        merged += words[0]
    text = "".join(merged)
    return MergedText(text) if text.strip() else MergedText(mine, offered=theirs)


def merge_choice(base: Choice, mine: Choice, theirs: Choice) -> Choice:
    """Bring two choices, both made in the place of ``base``, together: whoever chose anew is followed, first of all ``mine``."""
    return theirs if mine == base else mine


def merge_set(
    base: AbstractSet[Choice], mine: AbstractSet[Choice], theirs: AbstractSet[Choice]
) -> set[Choice]:
    """Bring two selections, both made from ``base``, together: what either added is in, what either took out is not."""
    return {*theirs - (base - mine), *mine - base}


def merge_order(base: Sequence[str], mine: Sequence[str], theirs: Sequence[str]) -> list[str]:
    """Return everything in ``mine`` or ``theirs`` in one order: that of whoever changed it, ``mine`` when both did.

    What only the other has stands behind what it stands behind there.
    """
    common = set(base) & set(mine) & set(theirs)
    is_mine_moved = [one for one in mine if one in common] != [one for one in base if one in common]
    first, second = (mine, theirs) if is_mine_moved else (theirs, mine)
    order = list(first)
    for index, one in enumerate(second):
        if one not in order:
            before = next((other for other in reversed(second[:index]) if other in order), None)
            order.insert(0 if before is None else order.index(before) + 1, one)
    return order


# --- a draft made again -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class DraftedText:
    """A paragraph that a draft has: its key and its words."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class DraftedSection:
    """A section that a draft has."""

    key: str
    heading: str
    texts: tuple[DraftedText, ...]


@dataclass(frozen=True, slots=True)
class HeldText:
    """A paragraph that a report has; ``base`` is what was drafted for ``key``. Both are empty for one written by hand.

    One that the record no longer has, and that stayed because it was edited, has a key and an empty ``base``.
    """

    id: str
    text: str
    key: str = ""
    base: str = ""


@dataclass(frozen=True, slots=True)
class HeldSection:
    """A section that a report has; ``key`` is empty for one that was added by hand."""

    id: str
    key: str
    texts: tuple[HeldText, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """A paragraph after the merge.

    ``id`` is empty for one that came in. ``offered`` is what the record now says of a text that stays as it was typed;
    ``None`` leaves what was offered before.
    """

    id: str
    text: str
    key: str = ""
    base: str = ""
    offered: str | None = None
    is_renewed: bool = False
    is_orphaned: bool = False

    @property
    def is_new(self) -> bool:
        """Whether it came in with this draft."""
        return not self.id


@dataclass(frozen=True, slots=True)
class MergedSection:
    """A section after the merge; ``id`` is empty for one that came in."""

    id: str
    key: str
    texts: tuple[Outcome, ...]


@dataclass(frozen=True, slots=True)
class MergedDraft:
    """The report after the merge, what it lost, and the keys that the next merge has to know."""

    sections: tuple[MergedSection, ...]
    removed: tuple[HeldText, ...]
    known: tuple[str, ...]

    @property
    def texts(self) -> tuple[Outcome, ...]:
        """All paragraphs in reading order."""
        return tuple(text for section in self.sections for text in section.texts)

    @property
    def came(self) -> tuple[Outcome, ...]:
        """Paragraphs that came in."""
        return tuple(text for text in self.texts if text.is_new)

    @property
    def renewed(self) -> tuple[Outcome, ...]:
        """Paragraphs that follow the record, with what was edited in them."""
        return tuple(text for text in self.texts if text.is_renewed)

    @property
    def asked(self) -> tuple[Outcome, ...]:
        """Paragraphs beside which something is offered."""
        return tuple(text for text in self.texts if text.offered)

    @property
    def orphaned(self) -> tuple[Outcome, ...]:
        """Edited paragraphs that the record has lost."""
        return tuple(text for text in self.texts if text.is_orphaned)

    @property
    def changes_nothing(self) -> bool:
        """Whether the report stays as it is."""
        return not (self.removed or self.came or self.renewed or self.asked or self.orphaned)


def merge_draft(
    held: Sequence[HeldSection], drafted: Sequence[DraftedSection], known: Collection[str]
) -> MergedDraft:
    """Bring a new draft into a report that hands have worked on. ``known`` are the keys that drafts had before.

    A paragraph that nobody edited becomes what the draft now says, and goes when the draft has it no more. One that was
    edited stays: merged word by word where that is possible, else with the draft's words offered beside it. What was
    taken out by hand stays out; what is new comes in at its place. One without a key that says what the draft says is that
    paragraph: reports are older than the keys.
    """
    news = {text.key: text for section in drafted for text in section.texts}
    held = _with_adopted_keys(held, drafted)
    standing = {text.key for section in held for text in section.texts} | set(known)
    sections: list[tuple[str, str, list[Outcome]]] = []
    removed: list[HeldText] = []
    for section in held:
        texts = []
        for text in section.texts:
            outcome = _outcome(text, news)
            if outcome is None:
                removed.append(text)
            else:
                texts.append(outcome)
        if texts or not section.key or not section.texts:
            sections.append((section.id, section.key, texts))
    for index, draft in enumerate(drafted):
        if any(text.key not in standing for text in draft.texts):
            _bring_in(draft, standing, _section_for(drafted, index, sections))
    gone = {text.key for text in removed}
    return MergedDraft(
        sections=tuple(MergedSection(id_, key, tuple(texts)) for id_, key, texts in sections),
        removed=tuple(removed),
        known=tuple(sorted((set(known) - gone) | set(news))),
    )


def _with_adopted_keys(held: Sequence[HeldSection], drafted: Sequence[DraftedSection]) -> list[HeldSection]:
    taken = {text.key for section in held for text in section.texts}
    sections = []
    for section in held:
        texts = []
        for text in section.texts:
            # The summary may say what a theme says: the section of the same key comes first.
            same = [
                (draft.key != section.key, one.key)
                for draft in drafted
                for one in draft.texts
                if one.text == text.text and one.key not in taken
            ]
            if same and not text.key:
                key = min(same, key=lambda found: found[0])[1]
                taken.add(key)
                texts.append(HeldText(text.id, text.text, key, text.text))
            else:
                texts.append(text)
        sections.append(HeldSection(section.id, section.key, tuple(texts)))
    return sections


def _outcome(held: HeldText, news: dict[str, DraftedText]) -> Outcome | None:
    """What becomes of a paragraph; ``None`` when it goes with the record."""
    if not held.key:
        return Outcome(held.id, held.text)
    if held.key not in news:
        if held.text == held.base:
            return None
        return Outcome(held.id, held.text, held.key, is_orphaned=bool(held.base))
    new = news[held.key].text
    if new == held.base:
        return Outcome(held.id, held.text, held.key, new)
    merged = merge_text(held.base, held.text, new)
    return Outcome(
        held.id, merged.text, held.key, new, merged.offered or "", is_renewed=merged.text != held.text
    )


def _section_for(
    drafted: Sequence[DraftedSection], index: int, sections: list[tuple[str, str, list[Outcome]]]
) -> list[Outcome]:
    """The paragraphs of the drafted section, which comes in behind the one it follows in the draft if it is not there."""
    keys = [key for _id, key, _texts in sections]
    key = drafted[index].key
    if key in keys:
        return sections[keys.index(key)][2]
    before = next((one.key for one in reversed(drafted[:index]) if one.key in keys), None)
    texts: list[Outcome] = []
    sections.insert(0 if before is None else keys.index(before) + 1, ("", key, texts))
    return texts


def _bring_in(draft: DraftedSection, standing: Collection[str], texts: list[Outcome]) -> None:
    order = [text.key for text in draft.texts]
    for index, text in enumerate(draft.texts):
        if text.key in standing:
            continue
        keys = [one.key for one in texts]
        before = next((key for key in reversed(order[:index]) if key in keys), None)
        after = next((key for key in order[index + 1 :] if key in keys), None)
        place = len(keys)
        if before is not None:
            place = keys.index(before) + 1
        elif after is not None:
            place = keys.index(after)
        texts.insert(place, Outcome("", text.text, text.key, text.text))
