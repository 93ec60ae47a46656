"""Letting the database give up the old versions of rows: what a sealed meeting deleted must not wait in its files."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from django.contrib.sessions.models import Session
from django.db import connection

from dialogues.models import Meeting, Participation, Point, PollAnswer, Support, Voice
from dialogues.selectors.sealing import SCRUBBED, WAITS, meetings_to_scrub
from stakeholders.models import User
from stakeholders.services.audit import record_change

if TYPE_CHECKING:
    from collections.abc import Iterable

_CHANGED = (Voice, Support, PollAnswer, Point, Participation, Session, User)
_TRIES = 10
_PAUSE_SECONDS = 0.2


def scrub_after_sealing(meetings: Iterable[Meeting]) -> bool:
    """Scrub the storage, and write down of each sealed meeting that it waits, or that it waits no more.

    Outside any transaction only. Returns whether it is done: a reader that is in the middle of something can hinder SQLite
    from emptying its log, and then it is tried again.
    """
    done = _scrub()
    waiting = {meeting.pk for meeting in meetings_to_scrub()}
    for meeting in meetings:
        if done and meeting.pk in waiting:
            record_change(actor=None, verb=SCRUBBED, target=meeting)
        elif not done and meeting.pk not in waiting:
            record_change(actor=None, verb=WAITS, target=meeting)
    return done


def scrub_what_waits() -> None:
    """Try again for all meetings that were sealed while the storage was busy."""
    waiting = meetings_to_scrub()
    if waiting:
        scrub_after_sealing(waiting)


def _scrub() -> bool:
    """Empty SQLite's log, or let PostgreSQL free its dead rows; return whether that was possible."""
    with connection.cursor() as cursor:
        if connection.vendor != "sqlite":
            tables = ", ".join(model._meta.db_table for model in _CHANGED)  # noqa: SLF001 - a model's public name
            cursor.execute(f"VACUUM {tables}")
            return True
        for attempt in range(_TRIES):
            if attempt:
                time.sleep(_PAUSE_SECONDS)
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            is_busy = cursor.fetchone()[0]
            if not is_busy:
                return True
    return False
