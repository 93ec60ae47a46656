"""Taking back what was done at the desk, the last act first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from dialogues.acts import Act, Verb
from dialogues.models import Meeting, Point
from stakeholders.exceptions import DomainError

from .moderation import hide_point, merge_points, show_point, unmerge_point
from .record import restore_wording
from .splitting import join_parts

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from stakeholders.models import User


@transaction.atomic
def undo_acts(*, meeting: Meeting, acts: Sequence[Act], actor: User) -> None:
    """Undo all of ``acts``, or none of them. Each undoing is an act of its own, with its own entry in the audit trail.

    Raises:
        MeetingClosedError: when the meeting is sealed.
        DomainError: when something that came later stands against it.

    """
    for act in reversed(acts):
        _undo(meeting, act, actor)


def _undo(meeting: Meeting, act: Act, actor: User) -> None:
    point = _point(meeting, act.point)
    match act.verb:
        case Verb.LOG | Verb.SHOW:
            hide_point(point=point, actor=actor)
        case Verb.HIDE:
            show_point(point=point, actor=actor)
        case Verb.MERGE:
            unmerge_point(point=point, actor=actor, along=act.moved)
        case Verb.UNMERGE:
            merge_points(source=point, target=_point(meeting, act.other or act.point), actor=actor)
        case Verb.SPLIT:
            join_parts(act=act, actor=actor)
        case Verb.EDIT:
            restore_wording(act=act, actor=actor)


def _point(meeting: Meeting, uuid: UUID) -> Point:
    found = Point.objects.filter(agenda_item__meeting=meeting, uuid=uuid).first()
    if found is None:
        raise DomainError(_("This point is no longer there."))
    return found
