"""How far recommendations are carried out: plain functions, no database.

Several assessors judge the same recommendation on the five steps of the Independent Reporting Mechanism, and may
disagree. The Implementation Recommendation Index (UPR Info) is the mean over assessors of *none* 0, *partial* 0.5 and
*full* 1; the five steps map to it as METHODS.md says: not started 0, limited and substantial 0.5, complete 1. Who saw
no evidence is counted but left out of the mean.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .enums import Completion

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

HALVES = {
    Completion.NOT_STARTED: 0,
    Completion.LIMITED: 1,
    Completion.SUBSTANTIAL: 1,
    Completion.COMPLETE: 2,
}
STEPS = tuple(Completion)


@dataclass(frozen=True, slots=True)
class Judgement:
    """One assessor's step on one day."""

    assessor: str
    completion: Completion
    assessed_on: date


@dataclass(frozen=True, slots=True)
class Implementation:
    """What the assessors say together: ``index`` from 0 to 1, none without evidence, and its spread in steps."""

    index: float | None
    lowest: Completion | None
    highest: Completion | None
    judging: int
    without_evidence: int

    @property
    def is_contested(self) -> bool:
        """Whether those who saw evidence chose different steps."""
        return self.lowest != self.highest

    @property
    def spread(self) -> int:
        """How many of the four steps from *not started* to *complete* lie between the lowest and the highest."""
        if self.lowest is None or self.highest is None:
            return 0
        return STEPS.index(self.highest) - STEPS.index(self.lowest)

    @property
    def percent(self) -> int | None:
        """The index as a whole percentage."""
        return None if self.index is None else round(100 * self.index)


def latest_judgements(judgements: Iterable[Judgement]) -> list[Judgement]:
    """Return the last judgement of each assessor, ordered by assessor; an earlier one is superseded."""
    latest: dict[str, Judgement] = {}
    for judgement in judgements:
        known = latest.get(judgement.assessor)
        if known is None or judgement.assessed_on > known.assessed_on:
            latest[judgement.assessor] = judgement
    return [latest[assessor] for assessor in sorted(latest)]


def implementation_of(judgements: Iterable[Judgement]) -> Implementation:
    """Return the index over the last judgement of each assessor, with what they disagree about."""
    steps = [judgement.completion for judgement in latest_judgements(judgements)]
    seen = sorted((step for step in steps if step in HALVES), key=STEPS.index)
    return Implementation(
        index=sum(HALVES[step] for step in seen) / (2 * len(seen)) if seen else None,
        lowest=seen[0] if seen else None,
        highest=seen[-1] if seen else None,
        judging=len(seen),
        without_evidence=len(steps) - len(seen),
    )
