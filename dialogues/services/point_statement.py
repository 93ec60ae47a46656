"""Writing a point in one statement: the way of nearly every point of a meeting (docs/decisions/0082-points-in-one-statement.md)."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from dialogues.enums import AgendaItemStatus, AttributionRule, MeetingStatus, PointKind, PointStatus
from dialogues.keystore import token_hash
from dialogues.models import AgendaItem, Meeting, Point, Voice
from dialogues.point_text import without_notes
from dialogues.selectors.room import Card

from .statements import run_at_once


@dataclass(frozen=True, slots=True)
class NewPoint:
    """A point as it came, its text as it is kept; ``chosen`` is the stricter rule that its author asks for, if any."""

    room: UUID
    item: UUID
    token: str
    uuid: UUID
    text: str
    kind: PointKind
    language: str
    chosen: AttributionRule | None

    def card(
        self, *, position: int, attribution: str, organisation_kind: str = "", said_by: str = ""
    ) -> Card:
        """Return it as the room shows it."""
        return Card(
            uuid=self.uuid,
            item=self.item,
            position=position,
            kind=self.kind,
            text=without_notes(self.text),
            language=self.language,
            attribution=attribution,
            organisation_kind=organisation_kind,
            said_by=said_by,
            supporters=1,
        )


# It is written if the item is open, the voice is of this room and the point is not there yet. Whatever else is the case,
# nothing is written and log_point finds out what it is.
_WRITE_AT_ONCE = f"""
INSERT INTO {Point._meta.db_table}
    (uuid, agenda_item_id, position, kind, text, language, attribution, voice_id, organisation_kind, status)
SELECT %(uuid)s, item.id,
    COALESCE((SELECT MAX(position) FROM {Point._meta.db_table} WHERE agenda_item_id = item.id), 0) + 1,
    %(kind)s, %(text)s, %(language)s,
    CASE WHEN '{AttributionRule.OFF_THE_RECORD.value}'
            IN (%(chosen)s, COALESCE(NULLIF(item.attribution_rule, ''), meeting.attribution_rule))
        THEN '{AttributionRule.OFF_THE_RECORD.value}' ELSE '{AttributionRule.UNATTRIBUTED.value}' END,
    voice.id, '', '{PointStatus.VISIBLE.value}'
FROM {AgendaItem._meta.db_table} item
JOIN {Meeting._meta.db_table} meeting ON meeting.id = item.meeting_id
JOIN {Voice._meta.db_table} voice ON voice.meeting_id = meeting.id
WHERE item.uuid = %(item)s AND meeting.uuid = %(room)s AND voice.token_hash = %(token_hash)s
    AND item.status = '{AgendaItemStatus.OPEN.value}' AND meeting.status = '{MeetingStatus.LIVE.value}'
ON CONFLICT (uuid) DO NOTHING
RETURNING position, attribution
"""  # noqa: S608, SLF001 - the names of tables and of states, and nothing from outside
_UUID_FIELD = Point._meta.pk  # noqa: SLF001 - a model's public name


def write_at_once(new: NewPoint) -> Card | None:
    """Write a point that keeps nothing of its author but a voice; return nothing where it was not written."""
    values = {
        "uuid": _UUID_FIELD.get_db_prep_value(new.uuid, connection),
        "item": _UUID_FIELD.get_db_prep_value(new.item, connection),
        "room": _UUID_FIELD.get_db_prep_value(new.room, connection),
        "kind": new.kind.value,
        "text": new.text,
        "language": new.language,
        "chosen": new.chosen.value if new.chosen else "",
        "token_hash": token_hash(new.token),
    }
    row = run_at_once(_WRITE_AT_ONCE, values)
    if row is None:
        return None
    position, attribution = row
    return new.card(position=position, attribution=attribution)
