"""What came of the reference meeting: recommendations with their first steps, and the meetings that follow."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from demo.services.meetings import enter, next_day_at, plan_agenda, plan_meeting, say
from demo.source import read
from dialogues.enums import HandReason, Response
from dialogues.services import (
    add_participants,
    answer_invitation,
    open_item,
    open_room,
    prepare_poll,
    raise_hand,
    send_invitations,
)
from recommendations.enums import ActionStatus
from recommendations.services import (
    NewAction,
    add_action,
    agree_recommendation,
    make_recommendation,
    update_action,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from typing import Any

    from demo.services.cast import Cast
    from demo.services.meetings import Record
    from dialogues.models import Dialogue, Meeting, Participation
    from recommendations.models import Action, Recommendation

BEGAN_AGO = timedelta(minutes=10)
"""How long before the demo is loaded the meeting in session began."""


def recommend(cast: Cast, record: Record) -> list[Recommendation]:
    """Turn points of the reference meeting into recommendations, each with addressees and a first step."""
    return [_recommend(cast, record, told) for told in read("reference_meeting")["recommendations"]]


def _recommend(cast: Cast, record: Record, told: Mapping[str, Any]) -> Recommendation:
    points = [record.points[key] for key in told["points"]]
    recommendation = make_recommendation(
        meeting=record.meeting,
        text=" ".join(told["text"].split()),
        points=points,
        themes={theme.pk: theme for point in points if (theme := point.agenda_item.theme)}.values(),
        addressees=[cast.organisations[short] for short in told["addressees"]],
        first_action=_new_action(cast, record, told["action"]),
        actor=cast.coordinator,
    )
    agree_recommendation(recommendation=recommendation, actor=cast.coordinator)
    _tell_progress(cast, recommendation, recommendation.actions.get(), told["action"])
    if "then" in told:
        action = add_action(
            recommendations=[recommendation],
            action=_new_action(cast, record, told["then"]),
            actor=cast.coordinator,
        )
        _tell_progress(cast, recommendation, action, told["then"])
    return recommendation


def _new_action(cast: Cast, record: Record, step: Mapping[str, Any]) -> NewAction:
    return NewAction(
        title=step["title"],
        due_on=_due(step),
        owner_organisation=record.meeting.dialogue.host,
        owner_person=cast.staff[0],
        indicator=step["indicator"],
    )


def _tell_progress(
    cast: Cast, recommendation: Recommendation, action: Action, step: Mapping[str, Any]
) -> None:
    if "status" in step:
        update_action(
            action=action,
            title=action.title,
            due_on=action.due_on,
            owner_organisation=action.owner_organisation,
            owner_person=action.owner_person,
            indicator=action.indicator,
            status=ActionStatus(step["status"]),
            progress=step.get("progress", ""),
            recommendations=[recommendation],
            actor=cast.coordinator,
        )


def _due(step: Mapping[str, Any]) -> date:
    due: date = step["due"] if "due" in step else timezone.localdate() + timedelta(days=step["due_in_days"])
    return due


def gather_follow_up(cast: Cast, dialogue: Dialogue) -> Meeting:
    """Convene a meeting that has just begun, with its room open: the place to try the room out."""
    told = read("other_meetings")["follow_up"]
    starts_at = timezone.now().replace(second=0, microsecond=0) - BEGAN_AGO
    meeting = _convene(cast, dialogue, told, starts_at)
    for participation in meeting.participations.all():
        answer_invitation(participation=participation, response=Response.ACCEPTED)
    open_room(meeting=meeting, actor=cast.convener)
    meeting.refresh_from_db()
    told_item = next(item for item in told["agenda"] if "points" in item)
    item = open_item(item=meeting.agenda_items.get(title=told_item["title"]), actor=cast.convener)
    free = cast.accounts["participant"].person_id  # whoever tries the room out still has a voice to give
    seats = [enter(each, meeting) for each in meeting.participations.exclude(person=free)]
    for each in told_item["points"]:
        say(meeting, item, each, None, seats)
    for poll in told_item["polls"]:
        prepare_poll(item=item, question=poll["question"], options=poll["options"], actor=cast.convener)
    for seat, reason in zip(seats, (HandReason.NEW_POINT, HandReason.QUESTION), strict=False):
        raise_hand(participation=seat.participation, reason=reason)
    return meeting


def convene_upcoming(cast: Cast, dialogue: Dialogue) -> Meeting:
    """Convene a meeting some weeks ahead, to which some have answered."""
    told = read("other_meetings")["upcoming"]
    day = timezone.localdate() + timedelta(days=told["in_days"])
    meeting = _convene(cast, dialogue, told, next_day_at(day, told["start"], told["time_zone"]))
    invited = {participation.person_id: participation for participation in meeting.participations.all()}
    for response, numbers in ((Response.ACCEPTED, told["accepted"]), (Response.DECLINED, told["declined"])):
        for number in numbers:
            participation: Participation = invited[cast.participants[number].pk]
            answer_invitation(participation=participation, response=response)
    return meeting


def _convene(cast: Cast, dialogue: Dialogue, told: Mapping[str, Any], starts_at: datetime) -> Meeting:
    minutes = sum(item["minutes"] for item in told["agenda"])
    meeting = plan_meeting(cast, dialogue, told, starts_at, minutes)
    plan_agenda(cast, meeting, told["agenda"], {})
    add_participants(
        meeting=meeting, people=[cast.participants[number] for number in told["invited"]], actor=cast.convener
    )
    send_invitations(meeting=meeting, actor=cast.convener)
    meeting.refresh_from_db()
    return meeting
