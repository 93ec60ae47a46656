"""What was done to points at the desk, told so that it can be undone. Plain data: no database, nothing of who spoke."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum
from secrets import randbelow
from typing import Any
from uuid import UUID, uuid4

_TRIES = 64


class Verb(StrEnum):
    """What was done."""

    LOG = "log"
    EDIT = "edit"
    HIDE = "hide"
    SHOW = "show"
    MERGE = "merge"
    UNMERGE = "unmerge"
    SPLIT = "split"


@dataclass(frozen=True, slots=True)
class Wording:
    """What a point says and how it is filed."""

    text: str
    language: str
    kind: str
    theme: UUID | None
    hands: int | None


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that was done to one point.

    ``other`` is the point that a merged one counts within, or the second part of one that was split; ``moved`` are the
    points that went along when it was merged; ``part`` is how the second part was worded.
    """

    verb: Verb
    point: UUID
    other: UUID | None = None
    before: Wording | None = None
    after: Wording | None = None
    part: Wording | None = None
    moved: tuple[UUID, ...] = ()


def plain_act(act: Act) -> dict[str, Any]:
    """Return an act in JSON's own terms, without what it does not say."""
    return {name: _plain(value) for name, value in asdict(act).items() if value}


def act_from_plain(plain: dict[str, Any]) -> Act:
    """Return the act that ``plain_act`` made plain."""
    return Act(
        verb=Verb(plain["verb"]),
        point=UUID(plain["point"]),
        other=_uuid(plain.get("other")),
        before=_wording(plain.get("before")),
        after=_wording(plain.get("after")),
        part=_wording(plain.get("part")),
        moved=tuple(UUID(uuid) for uuid in plain.get("moved", ())),
    )


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _plain(held) for name, held in value.items()}
    if isinstance(value, tuple):
        return [_plain(held) for held in value]
    return str(value) if isinstance(value, UUID) else value


def _uuid(plain: str | None) -> UUID | None:
    return UUID(plain) if plain else None


def _wording(plain: dict[str, Any] | None) -> Wording | None:
    return Wording(**(plain | {"theme": _uuid(plain["theme"])})) if plain else None


def uuid_between(after: UUID, before: UUID | None) -> UUID:
    """Return a random identifier (version 4) that sorts after one and before the other.

    Points that share a position are ordered by their identifiers, so that one can be put directly after another without
    moving the rest. Where there is no room between the two, which needs identifiers made on purpose, it is any.
    """
    first, last = after.int + 1, before.int if before else 1 << 128
    for _ in range(_TRIES if first < last else 0):
        found = UUID(int=first + randbelow(last - first), version=4)
        if first <= found.int < last:
            return found
    return uuid4()
