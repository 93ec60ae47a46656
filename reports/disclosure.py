"""What a published table and a published word may give away about small groups.

*Primary* suppression hides cells below the floor. *Secondary* (complementary) suppression hides further cells, so
that the first cannot be recomputed from the total. *Differencing* compares two releases: what an earlier version
hid stays hidden in the next, and a cell that moved by less than the floor is hidden too. Floor 5 for tables, 3 for
words (Hundepool et al., *Statistical Disclosure Control*, 2012; METHODS.md).

Reports publish tables of one dimension only. Cross-tabulations would need a protection of their own and tell
readers little about a meeting of thirty people.

Empty groups are published as 0: a reader therefore knows that a hidden cell is at least 1, and the rules below
reckon with a reader who knows that.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

TABLE_FLOOR = 5
WORD_FLOOR = 3


@dataclass(frozen=True, slots=True)
class PublishedTable:
    """Counts per group as they may be shown; ``None`` stands for a hidden number."""

    cells: Mapping[str, int | None]
    total: int | None

    @property
    def hidden(self) -> frozenset[str]:
        """The groups whose number is withheld."""
        return frozenset(group for group, count in self.cells.items() if count is None)


def suppress(
    counts: Mapping[str, int],
    *,
    floor: int = TABLE_FLOOR,
    told: Sequence[PublishedTable] = (),
    parts: Sequence[Mapping[str, int]] = (),
) -> PublishedTable:
    """Return the table with every number hidden that must be, and as few as that allows.

    Afterwards either nothing is hidden, or for each hidden cell every value from 1 to at least ``floor`` agrees
    with all that is published; where no further cell can be hidden to reach that, the total is hidden. ``told`` are
    tables that were published before, of the same people or of some of them: what one of them hides stays hidden, and
    no difference to one of them may be a small number. ``parts`` are tables of their own that this one takes in: what one of them hides is hidden here too, for the others could be
    taken away from the sum; and no difference to one of them may be a small number.

    Raises:
        ValueError: a count is negative.
    """
    if any(count < 0 for count in counts.values()):
        message = "A table of people cannot hold negative counts."
        raise ValueError(message)
    total = sum(counts.values())
    hidden = {group for group, count in counts.items() if 0 < count < floor}
    hide_total = 0 < total < floor
    for before in told:
        hidden |= {group for group, count in counts.items() if count and _moved(group, count, before, floor)}
        hide_total |= before.total is None or 0 < abs(before.total - total) < floor
    for part in parts:
        alone = suppress(part, floor=floor)
        hidden |= {group for group in alone.hidden if counts.get(group)}
        hide_total |= alone.total is None
        hidden |= {
            group for group, count in counts.items() if 0 < abs(count - part.get(group, 0)) < floor and count
        }
        hide_total |= 0 < abs(total - sum(part.values())) < floor
    if hidden and not hide_total:
        hide_total = not _hide_complement(counts, hidden, floor)
    return PublishedTable(
        cells={group: None if group in hidden else count for group, count in counts.items()},
        total=None if hide_total else total,
    )


def type_may_be_named(took_part: int, *, floor: int = WORD_FLOOR) -> bool:
    """Tell whether words may name a type of organisation: only if enough of its people took part to hide among."""
    return took_part >= floor


def _moved(group: str, count: int, table: PublishedTable, floor: int) -> bool:
    if group not in table.cells:
        return False
    before = table.cells[group]
    return before is None or 0 < abs(before - count) < floor


def _hide_complement(counts: Mapping[str, int], hidden: set[str], floor: int) -> bool:
    """Add the smallest open cells to ``hidden`` until the total tells nothing; false if there are not enough."""
    candidates = sorted((count, group) for group, count in counts.items() if count and group not in hidden)
    while not _is_protected(counts, hidden, floor):
        if not candidates:
            return False
        hidden.add(candidates.pop(0)[1])
    return True


def _is_protected(counts: Mapping[str, int], hidden: set[str], floor: int) -> bool:
    """The total minus the open cells leaves a sum; each hidden cell may be anything from 1 to that sum less the rest."""
    remainder = sum(counts[group] for group in hidden)
    return len(hidden) > 1 and remainder - (len(hidden) - 1) >= floor
