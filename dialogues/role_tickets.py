"""How a page learns that its reader runs the room now, while the same bytes go to everybody."""

import hashlib
import hmac
from uuid import UUID

_LABEL = b"majlis: runs the room\0"  # no token of a voice has it


def role_ticket(key: bytes, participation: UUID) -> str:
    """Return what the room is told when this person takes it over: only their own page, and who has the key, knows whose it is."""
    return hmac.new(key, _LABEL + participation.bytes, hashlib.sha256).hexdigest()[:32]
