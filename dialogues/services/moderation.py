"""What the facilitator does with points: hide, show again, merge, take out again.

The audit trail says that they did it, and under which agenda item; never to which point, for an entry has a time, and a
point must not get one by the back door. Each service returns what was done, so that it can be undone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from dialogues.acts import Act, Verb
from dialogues.enums import PointStatus
from dialogues.live.announcements import announce_point
from dialogues.models import Point
from stakeholders.exceptions import DomainError
from stakeholders.services.audit import record_change

from .desk import point_for_desk, points_for_desk
from .featuring import take_down_point

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from stakeholders.models import User


@transaction.atomic
def hide_point(*, point: Point, actor: User) -> Act:
    """Take a point off the page and out of the report; it can be shown again.

    Raises:
        MeetingClosedError: when the meeting is sealed.
        DomainError: when it is not on the page.

    """
    _set_status(point.uuid, actor, PointStatus.VISIBLE, PointStatus.HIDDEN, "point.hidden")
    return Act(Verb.HIDE, point.uuid)


@transaction.atomic
def show_point(*, point: Point, actor: User) -> Act:
    """Show a hidden point again.

    Raises:
        MeetingClosedError: when the meeting is sealed.
        DomainError: when it is not hidden.

    """
    _set_status(point.uuid, actor, PointStatus.HIDDEN, PointStatus.VISIBLE, "point.shown")
    return Act(Verb.SHOW, point.uuid)


@transaction.atomic
def merge_points(*, source: Point, target: Point, actor: User) -> Act:
    """Let ``source`` count within ``target``. Its text stays, told beside the target's, and so does every voice.

    Nothing is moved: the voices of both are counted together, each once, and merging can be undone.

    Raises:
        MeetingClosedError: when the meeting is sealed.
        DomainError: when the two are one, are not both on the page, or belong to different meetings or rules.

    """
    if source.pk == target.pk:
        raise DomainError(_("A point cannot be merged into itself."))
    locked = {point.pk: point for point in points_for_desk([source.uuid, target.uuid])}
    if len(locked) != 2:  # noqa: PLR2004 - the two
        raise DomainError(_("This point is no longer there."))
    merged, kept = locked[source.pk], locked[target.pk]
    if merged.agenda_item.meeting_id != kept.agenda_item.meeting_id:
        raise DomainError(_("Only points of one meeting can be merged."))
    if merged.status == PointStatus.MERGED and merged.merged_into_id == kept.pk:
        return Act(Verb.MERGE, merged.uuid, other=kept.uuid)
    if merged.status != PointStatus.VISIBLE or kept.status != PointStatus.VISIBLE:
        raise DomainError(_("Only points on the page can be merged."))
    if merged.attribution != kept.attribution:
        raise DomainError(
            _(
                "These points are kept under different attribution rules: merging would show one of them differently."
            )
        )
    along = Point.objects.filter(merged_into=merged)
    moved = tuple(along.order_by("uuid").values_list("uuid", flat=True))
    along.update(merged_into=kept)
    merged.status = PointStatus.MERGED
    merged.merged_into = kept
    merged.save(update_fields=["status", "merged_into"])
    record_change(actor=actor, verb="point.merged", target=kept.agenda_item)
    take_down_point(merged)
    for uuid in (merged.uuid, kept.uuid):
        announce_point(kept.agenda_item.meeting.uuid, uuid)
    return Act(Verb.MERGE, merged.uuid, other=kept.uuid, moved=moved)


@transaction.atomic
def merge_into(*, sources: Sequence[Point], target: Point, actor: User) -> list[Act]:
    """Let all of ``sources`` count within ``target``, or none of them.

    Raises:
        MeetingClosedError: when the meeting is sealed.
        DomainError: when one of them cannot be merged into it.

    """
    points_for_desk(point.uuid for point in [*sources, target])
    return [merge_points(source=source, target=target, actor=actor) for source in sources]


@transaction.atomic
def unmerge_point(*, point: Point, actor: User, along: Sequence[UUID] = ()) -> Act:
    """Put a merged point back on the page, with those of ``along`` that had come with it.

    Raises:
        MeetingClosedError: when the meeting is sealed.
        DomainError: when it is not merged.

    """
    locked = point_for_desk(point.uuid)
    target = locked.merged_into
    if locked.status != PointStatus.MERGED or target is None:
        raise DomainError(_("This point is not merged into another."))
    locked.status = PointStatus.VISIBLE
    locked.merged_into = None
    locked.save(update_fields=["status", "merged_into"])
    Point.objects.filter(uuid__in=along, merged_into=target).update(merged_into=locked)
    record_change(actor=actor, verb="point.unmerged", target=locked.agenda_item)
    for uuid in (locked.uuid, target.uuid):
        announce_point(locked.agenda_item.meeting.uuid, uuid)
    return Act(Verb.UNMERGE, locked.uuid, other=target.uuid)


def _set_status(point: UUID, actor: User, before: PointStatus, after: PointStatus, verb: str) -> None:
    locked = point_for_desk(point)
    if locked.status == after:
        return
    if locked.status != before:
        raise DomainError(_("This point is no longer on the page."))
    locked.status = after
    locked.save(update_fields=["status"])
    record_change(actor=actor, verb=verb, target=locked.agenda_item)
    if after != PointStatus.VISIBLE:
        take_down_point(locked)
    announce_point(locked.agenda_item.meeting.uuid, locked.uuid)
