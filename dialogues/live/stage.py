"""What the room is told of a poll or a point that is put up: the same bytes for all, in the site's own language.

The events `featured` and `poll` bring the stage as HTML. While a poll is open, `poll` also brings how many have
answered, as JSON: ``{"poll": "…", "answers": 7}``; never how.
"""

from __future__ import annotations

import json
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation

from dialogues.selectors.polls import OwnStage, answers_so_far
from dialogues.selectors.room import current_item
from dialogues.selectors.told import stage_of_room

from .broadcast import broadcaster
from .mending import told_answers, told_stage

STAGE_TEMPLATE = "dialogues/room_stage_body.html"


def announce_featured(room: UUID) -> None:
    """Tell the room after the commit which point is put up, or that none is."""
    transaction.on_commit(lambda: _tell_stage(room, "featured"), robust=True)


def announce_poll(room: UUID) -> None:
    """Tell the room after the commit what is asked, or what was answered."""
    transaction.on_commit(lambda: _tell_stage(room, "poll"), robust=True)


def announce_answers(room: UUID, poll: UUID) -> None:
    """Tell the room after the commit how many have answered."""

    def tell() -> None:
        answers = answers_so_far(poll)
        told = json.dumps({"poll": str(poll), "answers": answers}, separators=(",", ":"))
        broadcaster().publish(room, "poll", told, about=told_answers(poll, answers))

    transaction.on_commit(tell, robust=True)


def _tell_stage(room: UUID, event: str) -> None:
    stage = stage_of_room(room, current_item(room))
    with translation.override(settings.LANGUAGE_CODE):
        html = render_to_string(STAGE_TEMPLATE, {"stage": stage, "own": OwnStage(), "room": room})
    broadcaster().publish(room, event, html, about=told_stage(stage))
