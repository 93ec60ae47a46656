"""The cookies of the room (docs/decisions/0083-room-authentication.md).

*Voice*: the token, signed, so that what is no token of ours never reaches the database. *Seat*: which participation, signed;
its path keeps it out of every request that logs an unattributed point. *Desk*: which account listens at the desk, signed; it
goes to the stream alone, and not to where anything is said.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings
from django.core.signing import BadSignature, Signer

if TYPE_CHECKING:
    from django.http import HttpResponse

    from stakeholders.models import User

VOICE_COOKIE = "majlis-voice"
SEAT_COOKIE = "majlis-seat"
DESK_COOKIE = "majlis-desk"
_STAMP_LENGTH = 16
COOKIE_SECONDS = 36 * 60 * 60  # a meeting and the night after it; entering again is one tap


@dataclass(frozen=True, slots=True)
class DeskPass:
    """The account that was let in at the desk, and what of it changes with its password."""

    user: int
    stamp: str


def room_path(room: UUID) -> str:
    """Return the part of the site that is this room: its cookies go nowhere else."""
    return f"/room/{room}/"


def seat_path(room: UUID) -> str:
    """Return the part of the room that knows who sits there."""
    return f"/room/{room}/here/"


def stream_path(room: UUID) -> str:
    """Return where the room's events come from."""
    return f"/room/{room}/stream/"


def give_seat(response: HttpResponse, *, room: UUID, token: str, participation: UUID) -> None:
    """Put voice and seat into the browser."""
    _set(response, VOICE_COOKIE, _signer(room, "voice").sign(token), room_path(room))
    _set(response, SEAT_COOKIE, _signer(room, "seat").sign(participation.hex), seat_path(room))


def give_desk(response: HttpResponse, *, room: UUID, user: User) -> None:
    """Let the browser of whoever runs the room listen, as long as they do."""
    held = _signer(room, "desk").sign(f"{user.pk}.{desk_stamp(user)}")
    _set(response, DESK_COOKIE, held, stream_path(room))


def desk_stamp(user: User) -> str:
    """Return what makes a desk's pass stale when the account's password changes."""
    return user.get_session_auth_hash()[:_STAMP_LENGTH]


def take_seat_away(response: HttpResponse, *, room: UUID) -> None:
    """Leave the room in this browser."""
    response.delete_cookie(VOICE_COOKIE, path=room_path(room), samesite="Strict")
    response.delete_cookie(SEAT_COOKIE, path=seat_path(room), samesite="Strict")


def voice_in(cookies: dict[str, str], room: UUID) -> str | None:
    """Return the voice token, if the browser was given one for this room."""
    return _unsign(cookies.get(VOICE_COOKIE), room, "voice")


def seat_in(cookies: dict[str, str], room: UUID) -> UUID | None:
    """Return whose seat it is, if the request tells."""
    held = _unsign(cookies.get(SEAT_COOKIE), room, "seat")
    return UUID(hex=held) if held else None


def desk_in(cookies: dict[str, str], room: UUID) -> DeskPass | None:
    """Return which account listens at the desk, if the browser was given a pass for this room."""
    user, _, stamp = (_unsign(cookies.get(DESK_COOKIE), room, "desk") or "").partition(".")
    return DeskPass(int(user), stamp) if user.isdigit() else None


def _signer(room: UUID, use: str) -> Signer:
    return Signer(salt=f"dialogues.room.{use}.{room.hex}")


def _unsign(value: str | None, room: UUID, use: str) -> str | None:
    if not value:
        return None
    try:
        return str(_signer(room, use).unsign(value))
    except BadSignature:
        return None


def _set(response: HttpResponse, name: str, value: str, path: str) -> None:
    response.set_cookie(
        name,
        value,
        max_age=COOKIE_SECONDS,
        path=path,
        secure=bool(settings.SESSION_COOKIE_SECURE),
        httponly=True,
        samesite="Strict",
    )
