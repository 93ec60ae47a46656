"""Taking a stance, and taking it back, in one statement each: ten thousand times in a meeting."""

from __future__ import annotations

from uuid import UUID, uuid4

from django.db import connection

from dialogues.enums import AgendaItemStatus, MeetingStatus, PointStatus, Stance
from dialogues.keystore import token_hash
from dialogues.models import AgendaItem, Meeting, Point, Support, Voice

from .statements import run_at_once

# A point on the page of an open item, in this room, that names nobody and is not the voice's own. Whatever else is the case,
# nothing is written, and take_stance finds out what it is.
_OPEN_TO_VOICE = f"""
FROM {Point._meta.db_table} point
JOIN {AgendaItem._meta.db_table} item ON item.id = point.agenda_item_id
JOIN {Meeting._meta.db_table} meeting ON meeting.id = item.meeting_id
JOIN {Voice._meta.db_table} voice ON voice.meeting_id = meeting.id
WHERE point.uuid = %(point)s AND meeting.uuid = %(room)s AND voice.token_hash = %(token_hash)s
    AND item.status = '{AgendaItemStatus.OPEN.value}' AND meeting.status = '{MeetingStatus.LIVE.value}'
    AND point.status = '{PointStatus.VISIBLE.value}' AND point.author_id IS NULL
    AND (point.voice_id IS NULL OR point.voice_id <> voice.id)
"""  # noqa: SLF001 - a model's public name
_TAKE = f"""
INSERT INTO {Support._meta.db_table} (id, point_id, voice_id, stance)
SELECT %(id)s, point.uuid, voice.id, %(stance)s
{_OPEN_TO_VOICE}
ON CONFLICT (point_id, voice_id) DO UPDATE SET stance = EXCLUDED.stance
RETURNING stance
"""  # noqa: SLF001 - the names of tables and of states, and nothing from outside
_TAKE_BACK = f"""
DELETE FROM {Support._meta.db_table}
WHERE point_id = %(point)s AND voice_id = (SELECT voice.id {_OPEN_TO_VOICE})
RETURNING stance
"""  # noqa: S608, SLF001 - as above
_UUID_FIELD = Support._meta.pk  # noqa: SLF001 - a model's public name


def stand_at_once(*, room: UUID, point: UUID, token: str, stance: Stance | None) -> bool:
    """Write how a voice stands to a point; return whether that took one statement."""
    values = {
        "id": _UUID_FIELD.get_db_prep_value(uuid4(), connection),
        "point": _UUID_FIELD.get_db_prep_value(point, connection),
        "room": _UUID_FIELD.get_db_prep_value(room, connection),
        "token_hash": token_hash(token),
        "stance": stance.value if stance else "",
    }
    return run_at_once(_TAKE if stance else _TAKE_BACK, values) is not None
