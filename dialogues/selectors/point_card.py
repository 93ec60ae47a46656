"""One point as the room shows it: read after every support, so in one query unless others were merged into it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.db.models import Count, Exists, OuterRef, Q

from dialogues.enums import AttributionRule, MeetingStatus, PointStatus, Stance
from dialogues.models import Point
from dialogues.point_text import without_notes

from .points import attributed_authors, tally_of_point
from .room import Card, card_of_tally, textless_card

if TYPE_CHECKING:
    from uuid import UUID


def card_for_point(point: UUID) -> Card | None:
    """Return one point as the room shows it; of one that is gone, only that it is; nothing of one that is late."""
    found = (
        Point.objects.filter(uuid=point)
        .select_related("agenda_item__meeting", "theme")
        .annotate(
            holds_others=Exists(Point.objects.filter(merged_into=OuterRef("pk"))),
            supporters=Count("supports", filter=Q(supports__stance=Stance.SUPPORT)),
            qualifiers=Count("supports", filter=Q(supports__stance=Stance.QUALIFY)),
            dissents=Count("supports", filter=Q(supports__stance=Stance.DISSENT)),
        )
        .order_by()
        .first()
    )
    if found is None or found.status == PointStatus.LATE:
        return None
    if found.status not in (PointStatus.VISIBLE, PointStatus.HIDDEN):
        return textless_card(found)
    said_by = ""
    if found.attribution == AttributionRule.ATTRIBUTED:
        authors = attributed_authors(found.agenda_item.meeting, among=[point])
        said_by = authors[point].in_words if point in authors else ""
    is_sealed = found.agenda_item.meeting.status == MeetingStatus.SEALED
    counted = cast("Any", found)  # what was annotated above
    if counted.holds_others or is_sealed:
        tally = tally_of_point(point)
        return card_of_tally(tally, said_by) if tally else None
    has_author = found.voice_id is not None or found.author_id is not None
    return Card(
        uuid=found.uuid,
        item=found.agenda_item.uuid,
        position=found.position,
        kind=found.kind,
        text=without_notes(found.text),
        language=found.language,
        attribution=found.attribution,
        organisation_kind=found.organisation_kind,
        said_by=said_by,
        theme=found.theme.name if found.theme else "",
        status=found.status,
        hands=found.hands,
        supporters=max(counted.supporters + has_author, found.hands or 0),
        qualifiers=counted.qualifiers,
        dissents=counted.dissents,
    )
