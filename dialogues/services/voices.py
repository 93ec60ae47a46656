"""Who has a voice in a room. Rows of voices are always written all together and in no order (docs/decisions/0081-room-key.md)."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from django.db import connection
from django.utils.translation import gettext as _

from dialogues.enums import MeetingStatus
from dialogues.exceptions import RoomKeyMissingError
from dialogues.keystore import key_store, token_hash, voice_token
from dialogues.models import Voice

if TYPE_CHECKING:
    from dialogues.models import Meeting, Participation

# As long as a token's hash, and of no token.
_SILENT_BYTES = 32


def room_key(meeting: Meeting) -> bytes:
    """Return the key of an open room.

    Raises:
        RoomKeyMissingError: when it is lost: it is never replaced, for a new one would give second voices.
        KeyStoreAwayError: when the key store does not answer.

    """
    key = key_store().read(meeting.uuid)
    if key is None:
        raise RoomKeyMissingError(
            _("The key of this room is missing. Without it nobody can enter; the meeting can still be ended.")
        )
    return key


def seat_everybody(meeting: Meeting, key: bytes) -> None:
    """Give everybody on the list a voice; ``meeting`` is locked.

    Whoever came late would be the last row, were the voices of the room not written anew.
    """
    known = _known(meeting)
    seats = meeting.participations.values_list("uuid", "link_version")
    hashes = {token_hash(voice_token(key, uuid, version)) for uuid, version in seats}
    if not known.keys() >= hashes:
        _write_anew(meeting, known | {held: uuid4() for held in hashes - known.keys()})


def renew_voice(meeting: Meeting, *, participation: Participation) -> None:
    """Let only the newest private link prove this person's voice; ``meeting`` is locked, the link's version raised.

    What the voice said and supported stays its own. Its browsers must enter again.

    Raises:
        KeyStoreAwayError: when the key store does not answer.

    """
    key = _key_in_use(meeting)
    if key is None:
        return
    known = _known(meeting)
    for version in range(1, participation.link_version):
        found = known.pop(token_hash(voice_token(key, participation.uuid, version)), None)
        if found is not None:
            known[token_hash(voice_token(key, participation.uuid, participation.link_version))] = found
    _write_anew(meeting, known)


def silence_voice(meeting: Meeting, *, participation: Participation) -> None:
    """Let nothing prove this person's voice any more, and forget that they entered; ``meeting`` is locked.

    Points and stances stay, as those of a voice like all others.

    Raises:
        KeyStoreAwayError: when the key store does not answer.

    """
    key = _key_in_use(meeting)
    if key is None:
        return
    known = _known(meeting)
    for version in range(1, participation.link_version + 1):
        found = known.pop(token_hash(voice_token(key, participation.uuid, version)), None)
        if found is not None:
            known[secrets.token_hex(_SILENT_BYTES)] = found
    _write_anew(meeting, known)
    key_store().give_up_seat(meeting.uuid, participation.uuid)


def _key_in_use(meeting: Meeting) -> bytes | None:
    """Return the key where there are voices to find; one that is lost finds none, and hinders nothing else."""
    if meeting.status not in (MeetingStatus.LIVE, MeetingStatus.ENDED):
        return None
    return key_store().read(meeting.uuid)


def _known(meeting: Meeting) -> dict[str, UUID]:
    return dict(Voice.objects.filter(meeting=meeting).values_list("token_hash", "id"))


def _write_anew(meeting: Meeting, voices: dict[str, UUID]) -> None:
    """Replace the room's voices by ``{token hash: identifier}``, shuffled: one dump of the rows tells of no change.

    The rows that points refer to keep their identifiers; that they are away for a moment is why foreign keys are
    checked at the end of the transaction.
    """
    rows = [Voice(id=identifier, meeting=meeting, token_hash=held) for held, identifier in voices.items()]
    secrets.SystemRandom().shuffle(rows)
    with connection.cursor() as cursor:  # not .delete(), which would take points and supports along
        cursor.execute(f"DELETE FROM {Voice._meta.db_table} WHERE meeting_id = %s", [meeting.pk])  # noqa: S608, SLF001
    Voice.objects.bulk_create(rows)
