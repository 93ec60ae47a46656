"""What pages about meetings share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template
from django.utils import timezone
from django.utils.translation import gettext as _

from dialogues.enums import AttributionRule, MeetingStatus, Response
from dialogues.point_text import without_notes
from dialogues.steps import meeting_steps
from dialogues.wording import ACTS, HOW, RULE_IN_WORDS
from stakeholders.templatetags.majlis import status_badge

if TYPE_CHECKING:
    from django.template import Context
    from django.utils.safestring import SafeString

    from dialogues.models import Meeting
    from dialogues.selectors.people import Voices
    from stakeholders.models import AuditEntry, Person

register = template.Library()
register.filter("without_notes", without_notes)


@register.inclusion_tag("components/meeting_steps.html", takes_context=True, name="meeting_steps")
def steps(context: Context, meeting: Meeting, current: str) -> dict[str, Any]:
    """Draw the five steps of a meeting; ``current`` is the key of this page's step."""
    return {"steps": meeting_steps(meeting, context["request"].user), "current": current}


@register.simple_tag
def meeting_badge(meeting: Meeting) -> SafeString:
    """Show where a meeting stands; one whose time has passed without a record says that."""
    if (
        meeting.status in (MeetingStatus.PLANNED, MeetingStatus.CONVENED)
        and meeting.ends_at <= timezone.now()
    ):
        return status_badge("awaiting", _("Not recorded yet"))
    return status_badge(meeting.status, str(meeting.get_status_display()))


@register.filter
def rule_label(rule: str) -> str:
    """Return the short name of an attribution rule."""
    return str(AttributionRule(rule).label)


@register.filter
def rule_in_words(rule: str) -> str:
    """Return what an attribution rule means for somebody who speaks under it."""
    return str(RULE_IN_WORDS[rule])


@register.simple_tag
def came_to(voices: Voices, person: Person) -> str:
    """Say at how many of the dialogue's last meetings a person was."""
    times = voices.attended.get(person.pk, 0)
    if not times:
        return _("new to this dialogue")
    if voices.meetings == 1:
        return _("at the last meeting")
    return _("at %(times)d of the last %(meetings)d") % {"times": times, "meetings": voices.meetings}


@register.simple_tag
def entry_in_words(entry: AuditEntry) -> str:
    """Say what an entry of the audit trail about a participation means."""
    words = ACTS.get(entry.verb)
    if words is None:
        return entry.verb
    text = str(words)
    answer = entry.changes.get("response")
    if answer and entry.verb == "participation.answered":
        text = _("Answered: %(answer)s") % {"answer": Response(answer[1]).label}
    if how := entry.changes.get("how"):
        text = f"{text} ({HOW.get(how, how)})"
    return text
