"""What is done in the room goes on when the database is restarted meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from django.db import InterfaceError, OperationalError, connection

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


def despite_restart(work: Callable[[], T]) -> T:
    """Do ``work``; if the connection breaks, once more on a new one. Only for what can be done twice with one result.

    Raises:
        OperationalError: when the database is still away.

    """
    try:
        return work()
    except (OperationalError, InterfaceError):
        if connection.in_atomic_block:
            raise
        connection.close()
        return work()
