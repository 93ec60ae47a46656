"""The course of a meeting in minutes: plain functions on plain data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from .enums import AgendaItemKind, AttributionRule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_OPENING, _PRESENTATIONS, _RECOMMENDATIONS, _CLOSING = 10, 25, 15, 5
_SHORTEST = 5


@dataclass(frozen=True)
class StarterItem:
    """An item that a new agenda starts with; ``theme`` is an index into the themes given."""

    kind: AgendaItemKind
    title: str
    minutes: int
    rule: AttributionRule | str = ""
    theme: int | None = None


def starter_agenda(themes: Sequence[str], *, minutes: int) -> list[StarterItem]:
    """Return the usual course of a meeting: opening, presentations, a discussion per theme, recommendations, closing.

    It fills ``minutes`` as closely as items of whole five minutes can, and never uses items shorter than five.
    """
    frame = _OPENING + _PRESENTATIONS + _RECOMMENDATIONS + _CLOSING
    titles = themes or [_("Discussion")]
    # Short meetings shorten the frame too, so that at least half of the time is for talking.
    scale = min(1.0, minutes / 2 / frame)
    opening, presentations, recommendations, closing = (
        _round(length * scale) for length in (_OPENING, _PRESENTATIONS, _RECOMMENDATIONS, _CLOSING)
    )
    left = minutes - opening - presentations - recommendations - closing
    share = max(_SHORTEST, left // len(titles) // 5 * 5)
    discussions = [
        StarterItem(AgendaItemKind.DISCUSSION, title, share, theme=index if themes else None)
        for index, title in enumerate(titles)
    ]
    return [
        StarterItem(AgendaItemKind.OPENING, _("Welcome and how we work"), opening),
        StarterItem(
            AgendaItemKind.PRESENTATION, _("Presentations"), presentations, AttributionRule.ATTRIBUTED
        ),
        *discussions,
        StarterItem(AgendaItemKind.RECOMMENDATIONS, _("Recommendations"), recommendations),
        StarterItem(AgendaItemKind.CLOSING, _("Closing"), closing),
    ]


def running_clock(starts_at: datetime, minutes: Iterable[int]) -> Iterator[tuple[datetime, datetime]]:
    """Yield when each item begins and ends, one after the other, in the zone of ``starts_at``, which is aware.

    The steps are made in absolute time, so that a clock change during the meeting is told rightly.
    """
    at = starts_at.astimezone(UTC)
    for length in minutes:
        until = at + timedelta(minutes=length)
        yield at.astimezone(starts_at.tzinfo), until.astimezone(starts_at.tzinfo)
        at = until


def _round(length: float) -> int:
    return max(_SHORTEST, int(length // 5 * 5))
