"""What differs between two states of a report, word by word: a pure function on snapshots.

A snapshot is the plain data that :func:`reports.selectors.snapshot_of` makes. Paragraphs and sections are the same when their
identifiers are: what was rewritten from end to end is still shown as changed, and what was moved as moved.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from reports.words import WordMatcher, parts_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    Snapshot = Mapping[str, Any]

FRONT = ("title", "subtitle", "attribution")


class Fate(StrEnum):
    """What became of a part of the report."""

    SAME = "same"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


class Edit(StrEnum):
    """What became of some words."""

    KEPT = "kept"
    INSERTED = "inserted"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that stand in both texts, or in one of them."""

    edit: Edit
    text: str


@dataclass(frozen=True, slots=True)
class TextDifference:
    """A text before and after; ``moved_from`` is the heading that it stood under before, or under which it changed its place."""

    id: str
    fate: Fate
    pieces: tuple[Piece, ...]
    moved_from: str | None = None

    @property
    def is_same(self) -> bool:
        """Whether neither words nor place changed."""
        return self.fate is Fate.SAME and self.moved_from is None


@dataclass(frozen=True, slots=True)
class SectionDifference:
    """A section before and after."""

    id: str
    fate: Fate
    heading: TextDifference
    paragraphs: tuple[TextDifference, ...]
    is_moved: bool = False

    @property
    def is_same(self) -> bool:
        """Whether nothing in it changed."""
        same = self.fate is Fate.SAME and not self.is_moved and self.heading.is_same
        return same and all(one.is_same for one in self.paragraphs)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two states of a report; sections and paragraphs stand where they are now, what was removed where it stood."""

    front: tuple[TextDifference, ...]
    sections: tuple[SectionDifference, ...]

    @property
    def is_same(self) -> bool:
        """Whether both say the same."""
        return all(one.is_same for one in self.front) and all(one.is_same for one in self.sections)


def compare(before: Snapshot, after: Snapshot) -> Comparison:
    """Return what differs between two snapshots."""
    return Comparison(
        front=tuple(_text(name, before.get(name, ""), after.get(name, "")) for name in FRONT),
        sections=tuple(_sections(before, after)),
    )


def word_difference(before: str, after: str) -> tuple[Piece, ...]:
    """Return ``after`` with what was taken out of ``before``; each run of changes as one deletion and one insertion."""
    old, new = parts_of(before), parts_of(after)
    pieces: list[Piece] = []
    gone: list[str] = []
    come: list[str] = []
    for tag, i1, i2, j1, j2 in WordMatcher(None, old, new).get_opcodes():
        kept = "".join(old[i1:i2])
        if tag != "equal":
            gone += old[i1:i2]
            come += new[j1:j2]
        elif (gone or come) and not kept.strip() and j2 < len(new) and i2 < len(old):
            gone.append(kept)  # a lone space between two changes: read them as one
            come.append(kept)
        else:
            pieces += _changed(gone, come)
            gone, come = [], []
            pieces.append(Piece(Edit.KEPT, kept))
    return (*pieces, *_changed(gone, come))


def out_of_order(before: Sequence[str], after: Sequence[str]) -> frozenset[str]:
    """Return the fewest of those in both sequences that must have moved for one order to become the other."""
    place = {one: index for index, one in enumerate(before)}
    common = [one for one in after if one in place]
    tails: list[int] = []  # the longest run that kept its order (patience sorting)
    ends: list[int] = []
    links: list[int] = []
    for index, one in enumerate(common):
        at = bisect_left(tails, place[one])
        links.append(ends[at - 1] if at else -1)
        if at == len(tails):
            tails.append(place[one])
            ends.append(index)
        else:
            tails[at], ends[at] = place[one], index
    kept = set()
    here = ends[-1] if ends else -1
    while here >= 0:
        kept.add(common[here])
        here = links[here]
    return frozenset(common) - kept


def _changed(gone: Iterable[str], come: Iterable[str]) -> Iterator[Piece]:
    if text := "".join(gone):
        yield Piece(Edit.DELETED, text)
    if text := "".join(come):
        yield Piece(Edit.INSERTED, text)


def _text(name: str, before: str | None, after: str | None, moved_from: str | None = None) -> TextDifference:
    if before is None:
        return TextDifference(name, Fate.ADDED, (Piece(Edit.INSERTED, after or ""),), moved_from)
    if after is None:
        return TextDifference(name, Fate.REMOVED, (Piece(Edit.DELETED, before),), moved_from)
    fate = Fate.SAME if before == after else Fate.CHANGED
    return TextDifference(name, fate, word_difference(before, after), moved_from)


def _sections(before: Snapshot, after: Snapshot) -> Iterator[SectionDifference]:
    old = {section["uuid"]: section for section in before["sections"]}
    new = {section["uuid"]: section for section in after["sections"]}
    stood = {text["uuid"]: (text, section) for section in old.values() for text in section["paragraphs"]}
    stands = {text["uuid"] for section in new.values() for text in section["paragraphs"]}
    moved = out_of_order(list(old), list(new))
    for uuid in _woven(list(old), list(new)):
        was, now = old.get(uuid), new.get(uuid)
        fate = Fate.ADDED if was is None else Fate.REMOVED if now is None else Fate.SAME
        yield SectionDifference(
            id=uuid,
            fate=fate,
            heading=_text(uuid, was and was["heading"], now and now["heading"]),
            paragraphs=tuple(_paragraphs(was, now, stood, stands)),
            is_moved=uuid in moved,
        )


def _paragraphs(
    was: Snapshot | None,
    now: Snapshot | None,
    stood: Mapping[str, tuple[Snapshot, Snapshot]],
    stands: set[str],
) -> Iterator[TextDifference]:
    """The paragraphs of a section as it is now; those that went elsewhere are shown there, and only there."""
    old = {one["uuid"]: one["text"] for one in was["paragraphs"]} if was else {}
    new = {one["uuid"]: one["text"] for one in now["paragraphs"]} if now else {}
    moved = out_of_order(list(old), list(new))
    for uuid in _woven(list(old), list(new)):
        if uuid in new:
            held = stood.get(uuid)
            is_moved = held is not None and (uuid in moved or uuid not in old)
            yield _text(
                uuid, held and held[0]["text"], new[uuid], held[1]["heading"] if held and is_moved else None
            )
        elif uuid not in stands:
            yield _text(uuid, old[uuid], None)


def _woven(old: Sequence[str], new: Sequence[str]) -> list[str]:
    """The new order, with what was removed behind what it stood behind."""
    woven = list(new)
    for index, one in enumerate(old):
        if one not in new:
            woven.insert(woven.index(old[index - 1]) + 1 if index else 0, one)
    return woven
