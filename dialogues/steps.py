"""The way of a meeting: Plan · People · Room · Report · Follow-up. Later steps live in apps above this one, known by name only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from .enums import MeetingStatus

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from stakeholders.models import User

    from .models import Meeting

ADDRESSES = {
    "plan": "dialogues:meeting_plan",
    "people": "dialogues:meeting_people",
    "room": "dialogues:room",
    "report": "reports:meeting_report",
    "follow-up": "recommendations:meeting_follow_up",
}
_BEHIND = (MeetingStatus.ENDED, MeetingStatus.SEALED)


@dataclass(frozen=True, slots=True)
class Step:
    """A step; without an address it is not open to this reader."""

    key: str
    label: str
    url: str
    done: bool


def meeting_steps(meeting: Meeting, user: User | AnonymousUser) -> list[Step]:
    """Return the five steps as ``user`` sees them."""
    runs_it = user.has_perm("dialogues.manage_meeting", meeting)
    open_to_user = dict.fromkeys(ADDRESSES, runs_it) | {
        "room": runs_it or user.has_perm("dialogues.enter_room", meeting)
    }
    labels = {
        "plan": _("Plan"),
        "people": _("People"),
        "room": _("Room"),
        "report": _("Report"),
        "follow-up": _("Follow-up"),
    }
    done = {
        "plan": meeting.status != MeetingStatus.PLANNED,
        "people": meeting.status in (MeetingStatus.LIVE, *_BEHIND),
        "room": meeting.status in _BEHIND,
    }
    return [
        Step(
            key=key,
            label=label,
            url=step_url(meeting, key) if open_to_user[key] else "",
            done=done.get(key, False),
        )
        for key, label in labels.items()
    ]


def next_step(meeting: Meeting) -> str:
    """Return the key of the step that the team takes next."""
    if meeting.status in _BEHIND:
        return "report"
    if meeting.status == MeetingStatus.LIVE:
        return "room"
    if meeting.status == MeetingStatus.CANCELLED or not meeting.agenda_items.exists():
        return "plan"
    is_past = meeting.ends_at <= timezone.now()
    if meeting.status == MeetingStatus.CONVENED or (is_past and meeting.participations.exists()):
        return "people" if meeting.starts_at > timezone.now() else "room"
    return "people"


def step_url(meeting: Meeting, key: str) -> str:
    """Return the address of a step, or nothing where this site has no such page."""
    try:
        return reverse(ADDRESSES[key], args=[meeting.dialogue.slug, meeting.slug])
    except NoReverseMatch:
        return ""
