"""Find what was written and never told, and tell it.

Between the commit and telling a process can be killed, and Redis can be away. The page of every reader then differs from
the database, and nothing that comes later need put it right. So Redis keeps of each point, of the item that is on, of what
is put up and of how many have answered or wait a digest of how it was last told, and a process with streams compares these
to the database now and then. The queue of speakers is not among them: it is not in the database.
"""

from __future__ import annotations

import hashlib
import logging
from dataclasses import fields, replace
from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING
from uuid import UUID

import redis
from django.db import DatabaseError, InterfaceError, connection

from dialogues.enums import MeetingStatus, PointStatus
from dialogues.exceptions import KeyStoreAwayError
from dialogues.selectors.polls import Stage
from dialogues.selectors.room import Card, Now
from dialogues.selectors.told import ShownRoom, room_as_shown

from .broadcast import Told

if TYPE_CHECKING:
    from .through_redis import RedisBroadcaster

logger = logging.getLogger(__name__)

MANY = 32  # more differences than these are not told one by one
ITEM, STAGE, ANSWERS, LATE = "item", "stage", "answers", "late"
_of_card = attrgetter(*(field.name for field in fields(Card)))
_of_now = attrgetter("meeting_status", "item", "title", "status", "rule", "deadline", "seconds_unused")


def told_card(card: Card) -> Told:
    """Return what an event with ``card`` tells."""
    shown = card.status in (PointStatus.VISIBLE, PointStatus.HIDDEN)
    return Told(str(card.uuid), _digest(_of_card(card)) if shown else "")


def told_item(now: Now) -> Told:
    """Return what an event about the agenda item that is on tells."""
    return Told(ITEM, _digest(_of_now(now)))


def told_stage(stage: Stage) -> Told:
    """Return what an event about what is put up tells; how a point stands, its card tells, and how many answered, the next."""
    if stage.poll is None:
        return Told(STAGE, "" if stage.card is None else _digest((stage.kind, stage.subject)))
    poll = stage.poll if stage.poll.is_closed else replace(stage.poll, answers=0)
    return Told(STAGE, _digest((stage.kind, poll)))


def told_answers(poll: UUID, answers: int) -> Told:
    """Return what an event about how many have answered ``poll`` tells."""
    return Told(ANSWERS, _digest((poll, answers)) if answers else "")


def told_late(late: int) -> Told:
    """Return what an event about how many points wait for a decision tells."""
    return Told(LATE, str(late) if late else "")


def told_room(shown: ShownRoom) -> dict[str, str]:
    """Return the digest of each thing that is shown, by its name."""
    told = [
        told_item(shown.now),
        told_stage(shown.stage),
        told_late(shown.late),
        *map(told_card, shown.cards),
    ]
    if shown.stage.poll is not None and shown.stage.poll.is_open:
        told.append(told_answers(shown.stage.poll.uuid, shown.stage.poll.answers))
    return {one.name: one.digest for one in told if one.digest}


def mend(room: UUID, live: RedisBroadcaster) -> None:
    """Tell the readers of ``room`` what is in the database and was never told, or was told before it changed."""
    try:
        told = live.told(room)
        shown = room_as_shown(room)
        if shown.now.meeting_status == MeetingStatus.SEALED:  # Redis keeps nothing of it any more
            return
        stands = told_room(shown)
        differing = {name for name in told.keys() | stands.keys() if told.get(name) != stands.get(name)}
        if len(differing) > MANY:
            live.take_as_told(room, stands)
        else:
            live.take_back(room, told.keys() - stands.keys())
            _tell(room, differing, shown.stage)
    except (DatabaseError, InterfaceError, KeyStoreAwayError, redis.RedisError) as error:
        logger.warning("Whether all was told in a room is looked at later: %s.", type(error).__name__)
    finally:
        connection.close()  # one that is kept would fail once after each restart of the database


def _tell(room: UUID, names: set[str], stage: Stage) -> None:
    # They ask this module what an event tells.
    from .announcements import announce_item, announce_late, announce_point  # noqa: PLC0415
    from .stage import announce_answers, announce_featured, announce_poll  # noqa: PLC0415

    poll = stage.poll.uuid if stage.poll is not None and stage.poll.is_open else None
    tells = {
        ITEM: announce_item,
        STAGE: announce_poll if stage.card is None else announce_featured,
        ANSWERS: partial(announce_answers, poll=poll) if poll else None,
        LATE: announce_late,
    }
    for name in names:
        tell = tells[name] if name in tells else partial(announce_point, point=UUID(name))
        if tell is not None:  # of a poll that has closed nobody counts the answers any more
            tell(room)


def _digest(values: tuple[object, ...]) -> str:
    return hashlib.blake2b("\x1f".join(map(str, values)).encode(), digest_size=8).hexdigest()
