"""Single statements of a report: dates, who took part, under which rules."""

import datetime as dt
from collections.abc import Iterable, Sequence

from reports.disclosure import TABLE_FLOOR, PublishedTable
from reports.drafting.records import CompositionRecord
from reports.quantifiers import WORD_FLOOR
from reports.wording import Wording


def date_in_words(date: dt.date, wording: Wording) -> str:
    """Return a date as running text has it: “30 May 2024”."""
    return wording.grammar.date(date)


def composition_in_words(composition: CompositionRecord, table: PublishedTable, wording: Wording) -> str:
    """Say how many took part, as far as the published table does; organisations only where they are not few."""
    if not composition.people:
        return wording.composition_unknown
    if table.total is None:
        return wording.composition_hidden
    enough = composition.organisations >= TABLE_FLOOR
    frame = wording.composition_full if enough else wording.composition_people
    return frame.format(
        people=wording.counted(table.total, wording.people),
        organisations=wording.counted(composition.organisations, wording.organisations),
    )


def compositions_in_words(told: Sequence[tuple[dt.date, str]], wording: Wording) -> str:
    """Say who took part in each of several meetings, and why no sum is given.

    ``told`` has the day of each meeting and its own :func:`composition_in_words`. The numbers of several meetings are
    never added up: people come to more than one, and a sum beside its parts is one more equation to solve.
    """
    lines = [wording.composition_at.format(date=date_in_words(day, wording), told=said) for day, said in told]
    return " ".join((*lines, wording.composition_apart))


def attribution_in_words(rules: Iterable[str], wording: Wording) -> str:
    """Explain under which rules the meeting was held, in the order in which readers meet their effects."""
    held = set(rules)
    said = [text for rule, text in wording.attribution_rules.items() if rule in held]
    return " ".join((*said, wording.attribution_closing)).format(floor=WORD_FLOOR)
