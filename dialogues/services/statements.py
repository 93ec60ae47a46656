"""Single statements for what a room does most: one way to the database and back, and no lock held in between."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.db import IntegrityError, connection, transaction

if TYPE_CHECKING:
    from django.db.backends.utils import CursorWrapper


def run_at_once(statement: str, values: dict[str, Any]) -> tuple[Any, ...] | None:
    """Run a statement that returns the row that it wrote; nothing where it wrote none.

    Where it refers to voices that are just being written anew, because somebody came late, it writes none either.
    """
    try:
        if connection.in_atomic_block:
            with transaction.atomic():
                return _execute(statement, values)
        # Asking first whether the connection still works costs as much as writing. Writing finds out too, and can be repeated.
        connection.health_check_done = True  # type: ignore[attr-defined]  # the stubs have forgotten it
        return _execute(statement, values)
    except IntegrityError:
        return None


def _execute(statement: str, values: dict[str, Any]) -> tuple[Any, ...] | None:
    with _planning_once() as cursor:
        cursor.execute(statement, values)
        return cast("tuple[Any, ...] | None", cursor.fetchone())


def _planning_once() -> CursorWrapper:
    """Return a cursor whose statement PostgreSQL prepares, since planning these costs it more than running them."""
    if connection.vendor != "postgresql":
        return connection.cursor()
    from django.db.backends.postgresql.base import ServerBindingCursor  # noqa: PLC0415 - where its driver is in use

    connection.ensure_connection()
    cursor = cast("Any", ServerBindingCursor)(connection.connection)
    return cast("CursorWrapper", cast("Any", connection)._prepare_cursor(cursor))  # noqa: SLF001 - Django offers no other way to this cursor
