"""How events look on the line: server-sent events, the same bytes for everybody."""

from __future__ import annotations

HEARTBEAT = b": still here\n\n"


def body(event: str, data: str) -> bytes:
    """Return an event without its id."""
    lines = "\n".join(f"data: {line}" for line in data.splitlines() or [""])
    return f"event: {event}\n{lines}\n\n".encode()


def numbered(epoch: str, number: int, body: bytes) -> bytes:
    """Return the event that is number ``number`` of its room."""
    return f"id: {epoch}.{number}\n".encode() + body


def reload(last_id: str) -> bytes:
    """Return what makes a page fetch itself again, and go on from ``last_id``."""
    return f"id: {last_id}\nevent: reload\ndata: now\n\n".encode()
