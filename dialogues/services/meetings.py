"""Writes to meetings: when, where and under which rule."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from dialogues.addresses import RESERVED
from dialogues.enums import MeetingFormat, MeetingStatus
from dialogues.exceptions import MeetingClosedError
from dialogues.models import Meeting
from stakeholders.exceptions import DomainError
from stakeholders.services.audit import record_change
from stakeholders.services.writing import assign, check, plain
from stakeholders.slugs import free_slug

from .invitations import send_cancellations

if TYPE_CHECKING:
    from datetime import datetime

    from dialogues.enums import AttributionRule
    from dialogues.models import Dialogue
    from stakeholders.models import User

_CHANGEABLE = {
    "title",
    "description",
    "format",
    "starts_at",
    "ends_at",
    "time_zone",
    "venue",
    "joining_link",
    "attribution_rule",
}
# What somebody who was invited has been told: a change of it is worth a mail.
_TOLD = _CHANGEABLE - {"joining_link"}


@transaction.atomic
def schedule_meeting(
    *,
    dialogue: Dialogue,
    title: str,
    starts_at: datetime,
    ends_at: datetime,
    time_zone: str,
    actor: User,
    format: MeetingFormat | str = MeetingFormat.ONLINE,  # noqa: A002 - the field's name
    description: str = "",
    venue: str = "",
    joining_link: str = "",
    attribution_rule: AttributionRule | str | None = None,
) -> Meeting:
    """Set up a meeting; a date in the past records one that was held. Without a rule it follows the dialogue's.

    Raises:
        DomainError: when the dialogue is archived, or the meeting would end before it starts.

    """
    if dialogue.archived_at is not None:
        raise DomainError(_("This dialogue is archived. Take it up again to plan a meeting."))
    meeting = Meeting(
        dialogue=dialogue,
        title=title,
        slug=free_slug(
            title, dialogue.meetings.all(), otherwise=f"meeting-{starts_at:%Y-%m-%d}", reserved=RESERVED
        ),
        description=description,
        format=format,
        starts_at=starts_at,
        ends_at=ends_at,
        time_zone=time_zone,
        venue=venue,
        joining_link=joining_link,
        attribution_rule=attribution_rule or dialogue.attribution_rule,
    )
    _check(meeting)
    meeting.save()
    record_change(
        actor=actor,
        verb="meeting.scheduled",
        target=meeting,
        changes={
            "title": title,
            "starts_at": plain(starts_at),
            "attribution_rule": str(meeting.attribution_rule),
        },
    )
    return meeting


@transaction.atomic
def change_meeting(*, meeting: Meeting, actor: User, **values: Any) -> bool:
    """Change a meeting; return whether it changed. What invited people were told raises the calendar sequence.

    Raises:
        MeetingClosedError: when it has ended or was cancelled, or the rule would change under points already made.
        DomainError: when the new values do not hold.

    """
    locked = _locked(meeting)
    changes = assign(locked, values, allowed=_CHANGEABLE)
    if not changes:
        return False
    if (
        "attribution_rule" in changes
        and locked.agenda_items.filter(attribution_rule="", opened_at__isnull=False).exists()
    ):
        raise MeetingClosedError(
            _("People have spoken under this rule: it stays for the meeting."), field="attribution_rule"
        )
    _check(locked)
    fields = [*changes]
    if _TOLD & changes.keys():
        locked.calendar_sequence += 1
        fields.append("calendar_sequence")
    locked.save(update_fields=fields)
    # The joining link opens the call: the trail says that it changed, not to what.
    told = {field: ["…", "…"] if field == "joining_link" else change for field, change in changes.items()}
    record_change(actor=actor, verb="meeting.changed", target=locked, changes=told)
    _refresh(meeting, locked, *fields)
    return True


@transaction.atomic
def cancel_meeting(*, meeting: Meeting, actor: User, reason: str = "") -> None:
    """Cancel a meeting and tell everybody who was invited; ``reason`` is added to the mail.

    Raises:
        MeetingClosedError: when it is under way, over or sealed.

    """
    locked = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if locked.status == MeetingStatus.CANCELLED:
        return
    if locked.status not in (MeetingStatus.PLANNED, MeetingStatus.CONVENED):
        raise MeetingClosedError(_("A meeting that has begun cannot be cancelled; end it instead."))
    locked.status = MeetingStatus.CANCELLED
    locked.calendar_sequence += 1
    locked.save(update_fields=["status", "calendar_sequence"])
    record_change(actor=actor, verb="meeting.cancelled", target=locked)
    send_cancellations(meeting=locked, reason=reason)
    _refresh(meeting, locked, "status", "calendar_sequence")


def _locked(meeting: Meeting) -> Meeting:
    locked = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if not locked.is_open_to_change:
        raise MeetingClosedError(_("This meeting is over: its plan no longer changes."))
    return locked


def _check(meeting: Meeting) -> None:
    if meeting.ends_at <= meeting.starts_at:
        raise DomainError(_("A meeting ends after it starts."), field="ends_at")
    check(meeting)


def _refresh(meeting: Meeting, locked: Meeting, *fields: str) -> None:
    for field in fields:
        setattr(meeting, field, getattr(locked, field))
