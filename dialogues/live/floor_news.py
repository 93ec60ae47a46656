"""What the room is told of its queue and of whoever runs it: no names, only tickets that their owners' pages know."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from django.db import transaction

from dialogues.floor import Floor, told_to_all

from .broadcast import broadcaster

if TYPE_CHECKING:
    from uuid import UUID


def announce_floor(room: UUID, floor: Floor) -> None:
    """Tell the room how many hands are up and whether a turn runs, after the commit."""
    told = json.dumps(told_to_all(floor), separators=(",", ":"))
    transaction.on_commit(lambda: broadcaster().publish(room, "floor", told), robust=True)


def announce_role(room: UUID, ticket: str) -> None:
    """Tell the room that somebody took it over, after the commit; only their own page knows that it is they."""
    transaction.on_commit(lambda: broadcaster().publish(room, "role", ticket), robust=True)
