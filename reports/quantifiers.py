"""How strongly a report may say that people agreed: the house scale.

No standard scale exists, so Majlis prints its own with every report and freezes it with the version
(METHODS.md, *Quantifiers*). With ``n`` distinct supporters of ``N`` who took part in the agenda item, ``d``
dissents and the floor ``k`` = 3, the first condition that holds decides:

=============================  ==========================
n ≥ 0.9 N and d = 0 and n ≥ k  participants strongly agreed
n > N / 2 and n ≥ k            participants
n ≥ max(k, N / 4)              several participants
n ≥ k                          some participants
otherwise                      another point raised
=============================  ==========================

Everything is computed in whole numbers: no rounding can lift a count over a threshold.
"""

from dataclasses import dataclass
from enum import IntEnum

WORD_FLOOR = 3


class Quantifier(IntEnum):
    """A step of the scale; a higher number claims more."""

    ANOTHER = 1
    SOME = 2
    SEVERAL = 3
    PARTICIPANTS = 4
    STRONGLY_AGREED = 5


@dataclass(frozen=True, slots=True)
class ScaleStep:
    """One line of the printed scale: the step and its condition in mathematical notation."""

    quantifier: Quantifier
    condition: str


@dataclass(frozen=True, slots=True)
class Scale:
    """The scale as data, to be printed with a report and frozen with it; the strongest step comes first."""

    floor: int
    steps: tuple[ScaleStep, ...]

    def condition_of(self, quantifier: Quantifier) -> str:
        """Return the condition on which a step may be used, as it is printed."""
        return next(step.condition for step in self.steps if step.quantifier is quantifier)


HOUSE_SCALE = Scale(
    floor=WORD_FLOOR,
    steps=(
        ScaleStep(Quantifier.STRONGLY_AGREED, "n ≥ 0.9 N, d = 0, n ≥ k"),
        ScaleStep(Quantifier.PARTICIPANTS, "n > N / 2, n ≥ k"),
        ScaleStep(Quantifier.SEVERAL, "n ≥ N / 4, n ≥ k"),
        ScaleStep(Quantifier.SOME, "n ≥ k"),
        ScaleStep(Quantifier.ANOTHER, "n < k"),
    ),
)


def quantifier_for(
    supporters: int, present: int, dissents: int = 0, *, floor: int = WORD_FLOOR
) -> Quantifier:
    """Return the strongest step that the counts support.

    ``supporters`` are distinct voices, or the rapporteur's show of hands where that is larger; ``present`` is how
    many took part in the agenda item. A show of hands may exceed the number known to have been present; those
    who raised a hand were there, so ``present`` counts as at least ``supporters``.

    The result never falls when ``supporters`` grows and never rises when ``dissents`` grows.

    Raises:
        ValueError: a count is negative, or the floor is below 1.
    """
    if min(supporters, present, dissents) < 0 or floor < 1:
        message = "Counts cannot be negative and the floor is at least 1."
        raise ValueError(message)
    present = max(present, supporters)
    if supporters < floor:
        return Quantifier.ANOTHER
    if 10 * supporters >= 9 * present and dissents == 0:
        return Quantifier.STRONGLY_AGREED
    if 2 * supporters > present:
        return Quantifier.PARTICIPANTS
    if 4 * supporters >= present:
        return Quantifier.SEVERAL
    return Quantifier.SOME


def may_use(chosen: Quantifier, supported: Quantifier) -> bool:
    """Tell whether a writer may choose this step: a weaker word than the count supports, never a stronger one."""
    return chosen <= supported
