"""Who may hear a room: looked up when a stream opens, in threads of its own that keep their connections.

A signed cookie says that a browser was let in. Whether it still is, only the database knows: somebody may have been removed,
been given a new link or handed over the desk meanwhile.
"""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from django.db import DatabaseError, InterfaceError, connection
from django.utils.crypto import constant_time_compare

from dialogues.keystore import token_hash

from .passes import DeskPass, desk_in, desk_stamp, voice_in

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

# One query each, of a millisecond or less: two answer a thousand readers who all come back after a restart.
_threads = ThreadPoolExecutor(max_workers=2, thread_name_prefix="listeners")


class UnknownNowError(Exception):
    """The database did not answer: nobody is let in, and nobody is sent away for good."""


async def may_listen(cookies: dict[str, str], room: UUID) -> bool:
    """Whether this browser may hear ``room`` now: as a voice, or at the desk.

    Raises:
        UnknownNowError: when the database does not answer.

    """
    desk, token = desk_in(cookies, room), voice_in(cookies, room)
    if desk is None and token is None:
        return False
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(_threads, _look_up, room, desk, token)


def _look_up(room: UUID, desk: DeskPass | None, token: str | None) -> bool:
    # The desk first: where its pass is good, the voice of the same browser is not looked at.
    if desk is not None and _asked(lambda: _runs_the_room(room, desk)):
        return True
    return token is not None and _asked(lambda: _is_voice(room, token))


def _asked(question: Callable[[], bool]) -> bool:
    """Ask on the connection that this thread keeps; on a new one where that has died.

    Raises:
        UnknownNowError: when the database does not answer.

    """
    connection.health_check_done = True  # type: ignore[attr-defined]  # asking twice costs less than asking first each time
    try:
        return question()
    except (DatabaseError, InterfaceError):
        connection.close()
    try:
        return question()
    except (DatabaseError, InterfaceError) as error:
        connection.close()
        raise UnknownNowError from error


def _is_voice(room: UUID, token: str) -> bool:
    from dialogues.models import Voice  # noqa: PLC0415 - config/asgi.py imports this before models are there

    return Voice.objects.filter(meeting__uuid=room, token_hash=token_hash(token)).exists()


def _runs_the_room(room: UUID, desk: DeskPass) -> bool:
    from dialogues.models import Meeting  # noqa: PLC0415 - as above
    from stakeholders.models import User  # noqa: PLC0415 - as above

    user = User.objects.filter(pk=desk.user, is_active=True).first()
    meeting = Meeting.objects.filter(uuid=room).first()
    return (
        user is not None
        and meeting is not None
        and constant_time_compare(desk_stamp(user), desk.stamp)
        and user.has_perm("dialogues.run_room", meeting)
    )
