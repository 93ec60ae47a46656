"""Meetings of the demo: set up, gathered and held as people do it, through the services and the room."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from random import Random
from typing import TYPE_CHECKING
from uuid import uuid4
from zoneinfo import ZoneInfo

from demo.source import read
from dialogues.enums import AgendaItemKind, ParticipationRole, Response, TeamRole
from dialogues.models import AgendaItem, Dialogue, Meeting, Participation, Point
from dialogues.services import (
    add_agenda_item,
    add_participant,
    add_team_member,
    add_theme,
    create_dialogue,
    end_meeting,
    enter_room,
    log_point,
    open_item,
    open_room,
    record_answer,
    record_consent,
    schedule_meeting,
    take_stance,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date
    from typing import Any

    from demo.services.cast import Cast
    from dialogues.models import Theme

ITEM_MINUTES = 90
"""How long the one item of a made-up earlier meeting takes."""


@dataclass(frozen=True)
class Record:
    """A meeting that was held, and its points by the key that the data gives them."""

    meeting: Meeting
    points: dict[str, Point]


@dataclass(frozen=True)
class Seat:
    """Somebody in the room and the token that proves their voice."""

    participation: Participation
    token: str


def begin_dialogue(cast: Cast, told: Mapping[str, Any], themes: Iterable[Mapping[str, Any]] = ()) -> Dialogue:
    """Make a dialogue with its team and themes."""
    dialogue = create_dialogue(
        title=told["title"],
        host=cast.organisations[told.get("host", "Swedish Dialogue Institute")],
        purpose=told["purpose"],
        region=told["region"],
        languages=told["languages"],
        target_mix=told.get("targets"),
        actor=cast.convener,
    )
    on_team = set(dialogue.team.values_list("user", "role"))
    for user, role in ((cast.convener, TeamRole.CONVENER), (cast.coordinator, TeamRole.COORDINATOR)):
        if (user.pk, role) not in on_team:
            add_team_member(dialogue=dialogue, user=user, role=role, actor=cast.convener)
    for theme in themes:
        add_theme(dialogue=dialogue, name=theme["name"], pillar=theme.get("pillar", ""), actor=cast.convener)
    return dialogue


def plan_meeting(
    cast: Cast, dialogue: Dialogue, told: Mapping[str, Any], starts_at: datetime, minutes: int
) -> Meeting:
    """Put a meeting into the calendar."""
    return schedule_meeting(
        dialogue=dialogue,
        title=told["title"],
        description=told.get("description", ""),
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=minutes),
        time_zone=told["time_zone"],
        format=told["format"],
        venue=told.get("venue", ""),
        joining_link=told.get("joining_link", ""),
        attribution_rule=told.get("attribution_rule"),
        actor=cast.convener,
    )


def hold_reference_meeting(cast: Cast, dialogue: Dialogue) -> Record:
    """Hold the meeting of 30 May 2024: open the room, let everybody in, log and support the points, end."""
    told = read("reference_meeting")
    about, agenda = told["meeting"], told["agenda"]
    start = time.fromisoformat(about["start"])
    starts_at = datetime.combine(about["date"], start, ZoneInfo(about["time_zone"]))
    meeting = plan_meeting(cast, dialogue, about, starts_at, sum(item["minutes"] for item in agenda))
    presenters = {
        key: _seat(cast, meeting, person, role=ParticipationRole.PRESENTER)
        for key, person in cast.presenters.items()
    }
    for presenter in presenters.values():
        record_consent(participation=presenter, consents_to_be_named=True, actor=cast.convener)
    first, last = about["took_part"]["first"], about["took_part"]["last"]
    others = [_seat(cast, meeting, cast.participants[number]) for number in range(first, last + 1)]
    items = plan_agenda(cast, meeting, agenda, presenters)
    open_room(meeting=meeting, actor=cast.convener)
    meeting.refresh_from_db()
    seats = [enter(each, meeting) for each in (*presenters.values(), *others)]
    spoken_for = {each.participation.pk: each for each in seats}
    points: dict[str, Point] = {}
    for item, said in zip(items, agenda, strict=True):
        open_item(item=item, actor=cast.convener)
        speaker = spoken_for[presenters[said["presenter"]].pk] if "presenter" in said else None
        for each in said.get("points", ()):
            point = say(meeting, item, each, speaker, seats)
            points[each.get("key", str(point.uuid))] = point
    end_meeting(meeting=meeting, actor=cast.convener)
    meeting.refresh_from_db()
    return Record(meeting, points)


def hold_quiet_meeting(cast: Cast, dialogue: Dialogue, told: Mapping[str, Any]) -> Meeting:
    """Hold a made-up meeting of which only is kept who came."""
    starts_at = datetime.combine(told["date"], time(10), ZoneInfo(told["time_zone"]))
    meeting = plan_meeting(cast, dialogue, told, starts_at, ITEM_MINUTES)
    seated = [_seat(cast, meeting, cast.participants[number]) for number in told["took_part"]]
    [item] = plan_agenda(cast, meeting, [{"title": told["item"], "minutes": ITEM_MINUTES}], {})
    open_room(meeting=meeting, actor=cast.convener)
    meeting.refresh_from_db()
    for participation in seated:
        enter(participation, meeting)
    open_item(item=item, actor=cast.convener)
    end_meeting(meeting=meeting, actor=cast.convener)
    meeting.refresh_from_db()
    return meeting


def plan_agenda(
    cast: Cast,
    meeting: Meeting,
    agenda: Iterable[Mapping[str, Any]],
    presenters: Mapping[str, Participation],
) -> list[AgendaItem]:
    """Write the agenda; themes are found by the keys of the reference meeting's."""
    themes = _themes(meeting.dialogue)
    return [
        add_agenda_item(
            meeting=meeting,
            title=each["title"],
            kind=each.get("kind", AgendaItemKind.DISCUSSION),
            theme=themes.get(each.get("theme", "")),
            minutes=each["minutes"],
            attribution_rule=each.get("attribution_rule", ""),
            presenters=[presenters[each["presenter"]]] if "presenter" in each else [],
            actor=cast.convener,
        )
        for each in agenda
    ]


def _themes(dialogue: Dialogue) -> dict[str, Theme]:
    names = {theme.name: theme for theme in dialogue.themes.all()}
    told = read("reference_meeting")["themes"]
    return {theme["key"]: names[theme["name"]] for theme in told if theme["name"] in names}


def _seat(
    cast: Cast,
    meeting: Meeting,
    person: Any,
    role: ParticipationRole = ParticipationRole.PARTICIPANT,
) -> Participation:
    participation = add_participant(meeting=meeting, person=person, role=role, actor=cast.convener)
    record_answer(participation=participation, response=Response.ACCEPTED, actor=cast.convener)
    return participation


def enter(participation: Participation, meeting: Meeting) -> Seat:
    """Let somebody into the open room."""
    participation.refresh_from_db()
    participation.meeting = meeting
    return Seat(participation, enter_room(participation=participation))


def say(
    meeting: Meeting, item: AgendaItem, said: Mapping[str, Any], speaker: Seat | None, seats: list[Seat]
) -> Point:
    """Let somebody make a point and others support it, so that as many voices stand behind it as the data says.

    Who does is drawn from the point's text: the same each time, and connected with nothing about the person.
    """
    voices = said.get("voices", 1)
    behind = [speaker] if speaker else Random(said["text"]).sample(seats, voices)  # noqa: S311 - no secret
    author, *supporters = behind
    uuid = uuid4()
    log_point(
        room=meeting.uuid,
        item=item.uuid,
        token=author.token,
        uuid=uuid,
        text=" ".join(said["text"].split()),
        kind=said.get("kind", "observation"),
        participation=author.participation.uuid,
    )
    for supporter in supporters:
        take_stance(room=meeting.uuid, point=uuid, token=supporter.token, stance="support")
    return Point.objects.get(pk=uuid)


def next_day_at(day: date, clock: str, zone: str) -> datetime:
    """Return the moment that a clock in ``zone`` shows on that day."""
    return datetime.combine(day, time.fromisoformat(clock), ZoneInfo(zone))
