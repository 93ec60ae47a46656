"""Rooms for tests, opened by the services."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from dialogues.enums import MeetingStatus, ParticipationRole
from dialogues.services import enter_room, log_point, open_item, open_room
from tests.factories import (
    AgendaItemFactory,
    MeetingFactory,
    ParticipationFactory,
    TeamMemberFactory,
    UserFactory,
)

if TYPE_CHECKING:
    from dialogues.models import AgendaItem, Meeting, Participation
    from dialogues.services import LoggedPoint
    from stakeholders.models import User


@dataclass
class Room:
    """A meeting in session with an open item, its convener and its people."""

    meeting: Meeting
    item: AgendaItem
    convener: User
    people: list[Participation]

    @property
    def uuid(self) -> UUID:
        """The room's name in addresses."""
        return self.meeting.uuid

    def token(self, number: int = 0) -> str:
        """Let person ``number`` in."""
        person = self.people[number]
        person.meeting.refresh_from_db()
        return enter_room(participation=person)

    def log(self, number: int = 0, text: str = "Networks need time.", **values: Any) -> LoggedPoint:
        """Let person ``number`` log a point without showing who they are."""
        arguments: dict[str, Any] = {
            "room": self.uuid,
            "item": self.item.uuid,
            "token": values.pop("token", None) or self.token(number),
            "uuid": uuid4(),
            "text": text,
        }
        return log_point(**(arguments | values))

    def log_as(self, number: int = 0, **values: Any) -> LoggedPoint:
        """Let person ``number`` log a point and show their seat."""
        return self.log(number, participation=self.people[number].uuid, **values)


def make_room(*, people: int = 3, rule: str = "", open_now: bool = True, **person: Any) -> Room:
    """Return a room with ``people`` participants."""
    meeting = MeetingFactory(status=MeetingStatus.CONVENED)
    convener = TeamMemberFactory(dialogue=meeting.dialogue).user
    item = AgendaItemFactory(meeting=meeting, attribution_rule=rule)
    room = Room(
        meeting, item, convener, [ParticipationFactory(meeting=meeting, **person) for _ in range(people)]
    )
    if open_now:
        open_room(meeting=meeting, actor=convener)
        open_item(item=item, actor=convener)
        meeting.refresh_from_db()
        item.refresh_from_db()
    return room


def make_facilitator(room: Room) -> User:
    """Return an account whose person facilitates the room."""
    person = ParticipationFactory(meeting=room.meeting, role=ParticipationRole.FACILITATOR).person
    return UserFactory(person=person)
