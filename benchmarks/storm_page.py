"""What a participant's page shows, kept by the rules of static/js/room-cards.js and room-line.js."""

from __future__ import annotations

import html
import json
import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple

_CARD = re.compile(r'<li class="point[" ].*?(?=<li class="point[" ]|</ol>|\Z)', re.DOTALL)
_ATTRIBUTE = re.compile(r'data-(uuid|item|position|status)="([^"]*)"')
_TEXT = re.compile(r'<p class="point-text"[^>]*>(.*?)</p>', re.DOTALL)
_COUNT = re.compile(r'data-count="(support|qualify|dissent)"><b>(\d+)</b>')
_LIST = re.compile(r'<ol class="points"[^>]*data-item="([^"]*)"[^>]*>(.*?)</ol>', re.DOTALL)
_NOW = re.compile(r'id="now"[^>]*data-item="([^"]*)"[^>]*data-points="(\d*)"')
_DATA = re.compile(r'<script id="room-data" type="application/json">(.*?)</script>', re.DOTALL)


class Shown(NamedTuple):
    """What a card says of a point."""

    text: str
    supporters: int
    qualifiers: int
    dissents: int


@dataclass(frozen=True)
class CardSeen:
    """A card as it came."""

    uuid: str
    item: str
    position: int
    status: str
    shown: Shown


class FreshPage(NamedTuple):
    """A page as it came."""

    last: str
    stream: str
    item: str
    cards: tuple[CardSeen, ...]
    has_earlier: bool


@lru_cache(maxsize=1024)
def read_card(text: str) -> CardSeen:
    """Read a card's HTML; the same bytes come to every reader, so that they are read once for all."""
    end = text.index(">")
    marks = dict(_ATTRIBUTE.findall(text[:end]))
    said = _TEXT.search(text)
    counts = {name: int(count) for name, count in _COUNT.findall(text)}
    shown = Shown(
        html.unescape(said[1]) if said else "",
        counts.get("support", 0),
        counts.get("qualify", 0),
        counts.get("dissent", 0),
    )
    return CardSeen(marks["uuid"], marks["item"], int(marks["position"]), marks["status"], shown)


def read_page(text: str) -> FreshPage:
    """Read a whole page.

    Raises:
        ValueError: when it is not the room's page.

    """
    points, data = _LIST.search(text), _DATA.search(text)
    if points is None or data is None:
        message = "This is not the room's page."
        raise ValueError(message)
    fresh: dict[str, Any] = json.loads(data[1])
    cards = tuple(read_card.__wrapped__(found[0]) for found in _CARD.finditer(points[2]))
    return FreshPage(fresh["last"], fresh["stream"], points[1], cards, 'id="earlier"' in text)


@dataclass
class Page:
    """The list of points in a browser."""

    item: str = ""
    cards: dict[str, CardSeen] = field(default_factory=dict)
    begins_at: tuple[int, str] = (0, "")  # position and identifier; earlier points are behind a link

    def show(self, fresh: FreshPage) -> None:
        """Take a fresh page: what it does not have goes."""
        self.item = fresh.item
        self.cards = {card.uuid: card for card in fresh.cards}
        first = fresh.cards[0] if fresh.has_earlier else None
        self.begins_at = (first.position, first.uuid) if first else (0, "")

    def show_card(self, text: str) -> None:
        """Put a card in its place, or take it away."""
        card = read_card(text)
        if card.item != self.item:
            return
        if card.status == "visible":
            self.cards[card.uuid] = card
        else:
            self.cards.pop(card.uuid, None)

    def show_now(self, text: str) -> bool:
        """Change to the agenda item that is on; return whether its points have to be fetched."""
        now = _NOW.search(text)
        if now is None or now[1] == self.item:
            return False
        self.item, self.cards, self.begins_at = now[1], {}, (0, "")
        return int(now[2] or 0) > 0
