"""Whether the adversary did better than chance, by exact binomial tests that allow for how many rules were tried."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .rules import Case, Model, Rule, Score

# Identifiers are random in each run: so unlikely must luck be, over all rules, that no run ever fails for it.
UNLIKELY = 1e-9


@dataclass(frozen=True)
class Finding:
    """A way of guessing that did better than luck."""

    how: str
    tried: int
    hits: int
    luck: float
    chance: float

    def __str__(self) -> str:
        return f"{self.how}: {self.hits} of {self.tried}, by luck {self.luck:.1f} (p = {self.chance:.1g})"


def findings(scores: Mapping[Rule, Score]) -> list[Finding]:
    """Return the rules that do better than luck, in hits or in nearness, after allowing for all that were tried."""
    allowed = UNLIKELY / max(1, len(scores))
    found = []
    for rule, score in scores.items():
        by_hits = at_least(score.hits, score.tried, score.luck / score.tried if score.tried else 0.0)
        by_nearness = 0.5 * math.erfc(score.nearness / math.sqrt(2))
        chance = min(by_hits, by_nearness)
        if chance < allowed:
            found.append(Finding(str(rule), score.tried, score.hits, score.luck, chance))
    return sorted(found, key=lambda finding: finding.chance)


def judge(model: Model, cases: Sequence[Case]) -> Finding:
    """Return how the rules that were weighed together did on cases that they were not learned from."""
    tried = hits = 0
    luck = 0.0
    for case in cases:
        for thing, person in model.guess(case).items():
            if case.truth[thing] in case.candidates:
                tried += 1
                hits += person == case.truth[thing]
                luck += 1 / len(case.candidates)
    return Finding("rules weighed together", tried, hits, luck, at_least(hits, tried, luck / tried))


def at_least(hits: int, tried: int, luck: float) -> float:
    """Return how likely ``hits`` or more of ``tried`` are when each succeeds with probability ``luck``."""
    if hits <= 0:
        return 1.0
    if not 0 < luck < 1:
        return 1.0 if luck >= 1 else 0.0
    logs = [
        math.lgamma(tried + 1)
        - math.lgamma(k + 1)
        - math.lgamma(tried - k + 1)
        + k * math.log(luck)
        + (tried - k) * math.log1p(-luck)
        for k in range(hits, tried + 1)
    ]
    top = max(logs)
    return min(1.0, math.exp(top) * math.fsum(math.exp(one - top) for one in logs))
