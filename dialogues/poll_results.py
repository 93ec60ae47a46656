"""What of a poll's result is told: plain functions on counts, no database (docs/decisions/0087-polls.md).

An option that one or two people chose is not told with a number, nor what would give that number away. Options that
nobody chose are told as 0, so a reader knows that a hidden number is at least 1; the rules reckon with a reader who
knows them, the number of answers, and all that is shown.
"""

from collections.abc import Sequence
from dataclasses import dataclass

FLOOR = 3
"""Fewer answers than this give no result, and fewer for an option no number (the floor for words, DESIGN.md section 4)."""


@dataclass(frozen=True, slots=True)
class ToldResult:
    """What is told of each option, in their order: its number, or ``None`` where that stays untold.

    ``majority`` is the place of the option that more than half chose, where its own number stays untold and saying so
    gives nothing else away.
    """

    answers: int
    counts: tuple[int | None, ...]
    majority: int | None = None

    @property
    def is_told(self) -> bool:
        """Whether enough people answered for a result at all."""
        return self.answers >= FLOOR

    @property
    def is_partly_hidden(self) -> bool:
        """Whether a number stays untold although there is a result."""
        return self.is_told and None in self.counts


def told_result(counts: Sequence[int]) -> ToldResult:
    """Return what is told of a poll whose options were chosen ``counts`` times."""
    answers = sum(counts)
    hidden = _hidden(counts, answers)
    told = tuple(None if place in hidden else count for place, count in enumerate(counts))
    return ToldResult(answers, told, _majority(counts, answers, hidden))


def _hidden(counts: Sequence[int], answers: int) -> set[int]:
    places = range(len(counts))
    hidden = {place for place in places if 0 < counts[place] < FLOOR}
    if answers < FLOOR or (hidden and answers <= max(FLOOR + 1, len(counts))):
        return {*places}  # so few that every number would tell the others
    if hidden:  # or the total would tell what is missing; all of the same size, so that places tell nothing
        larger = min((count for count in counts if count >= FLOOR), default=0)
        hidden |= {place for place in places if larger and counts[place] == larger}
    return hidden


def _majority(counts: Sequence[int], answers: int, hidden: set[int]) -> int | None:
    """Return the hidden option that more than half chose, where at least two results fit that."""
    if answers <= 2 * len(counts):
        return None
    return next((place for place in hidden if 2 * counts[place] > answers), None)
