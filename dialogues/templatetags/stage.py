"""What is put up in the room, as the desk shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template

from dialogues.enums import AgendaItemStatus, MeetingStatus
from dialogues.forms.polls import PollForm
from dialogues.ready_made_polls import agreement_options
from dialogues.selectors.polls import polls_of_item, stage_of_item

if TYPE_CHECKING:
    from django.template import Context

    from dialogues.models import AgendaItem, Meeting

register = template.Library()


@register.inclusion_tag("dialogues/desk_stage.html", takes_context=True)
def desk_stage(context: Context, meeting: Meeting, item: AgendaItem) -> dict[str, Any]:
    """Show what is put up under ``item``, its polls, and the way to ask something; ``item`` is loaded with its meeting."""
    is_live = meeting.status == MeetingStatus.LIVE
    return {
        "request": context["request"],
        "csrf_token": context.get("csrf_token", ""),
        "meeting": meeting,
        "item": item,
        "is_live": is_live,
        "is_on": is_live and item.status == AgendaItemStatus.OPEN,
        "is_worked_on": meeting.status in (MeetingStatus.LIVE, MeetingStatus.ENDED),
        "stage": stage_of_item(item, room=meeting.uuid),
        "polls": polls_of_item(item),
        "form": PollForm(auto_id="poll_%s"),
        "ready_made": agreement_options(),
    }
