"""What a room tells its readers: one rendering for all, in the site's own language, with nothing of any viewer in it.

Labels carry a ``data-word``: each page has the words in its reader's language and puts them in.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.html import escape

from dialogues.selectors.late import late_count
from dialogues.selectors.point_card import card_for_point
from dialogues.selectors.room import Card, current_item
from dialogues.selectors.told import without_words

from .broadcast import broadcaster
from .mending import told_card, told_item, told_late

# What differs between two new points of one kind: their cards are rendered once, with these in the places.
_PLACES: dict[str, Any] = {
    "uuid": UUID(int=1),
    "item": UUID(int=2),
    "position": 4_294_967_291,
    "text": "\ue000",  # of the private use area: no card has it but in this place
}
CARD_TEMPLATE = "dialogues/room_card.html"
NOW_TEMPLATE = "dialogues/room_now.html"


def announce_card(room: UUID, card: Card) -> str:
    """Tell the room of a new point after the commit; return the HTML that everybody gets."""
    html = _new_card(card) if replace(card, **_PLACES) == _blank(card) else render_card(card)
    about = told_card(card)
    transaction.on_commit(lambda: broadcaster().publish(room, "point", html, about=about), robust=True)
    return html


def announce_point(room: UUID, point: UUID) -> None:
    """Tell the room how a point stands now, counts included, after the commit."""

    def tell() -> None:
        card = card_for_point(point)
        if card is not None:
            if card.is_hidden:
                card = without_words(card)
            broadcaster().publish(room, "point", render_card(card), about=told_card(card))

    transaction.on_commit(tell, robust=True)


def announce_late(room: UUID) -> None:
    """Tell the room after the commit how many points wait for the facilitator: a number, and nothing of what they say."""

    def tell() -> None:
        late = late_count(room)
        broadcaster().publish(room, "late", str(late), about=told_late(late))

    transaction.on_commit(tell, robust=True)


def announce_item(room: UUID) -> None:
    """Tell the room which agenda item is on, after the commit."""

    def tell() -> None:
        now = current_item(room)
        with translation.override(settings.LANGUAGE_CODE):
            html = render_to_string(NOW_TEMPLATE, {"now": now})
        broadcaster().publish(room, "item", html, about=told_item(now))

    transaction.on_commit(tell, robust=True)


def render_card(card: Card) -> str:
    """Return the HTML of a card, the same for everybody."""
    with translation.override(settings.LANGUAGE_CODE):
        return render_to_string(CARD_TEMPLATE, {"card": card})


def _blank(card: Card) -> Card:
    """Return a new point like ``card``, with nothing in its places."""
    return Card(
        **_PLACES,
        kind=card.kind,
        language=card.language,
        attribution=card.attribution,
        organisation_kind=card.organisation_kind,
        supporters=1,
    )


def _new_card(card: Card) -> str:
    html = _render_blank(_blank(card))
    for name in ("uuid", "item", "position"):
        html = html.replace(str(_PLACES[name]), str(getattr(card, name)))
    return html.replace(_PLACES["text"], escape(card.text))


@lru_cache(maxsize=256)
def _render_blank(blank: Card) -> str:
    return render_card(blank)
