"""Opening the room, entering it, going through the agenda."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
import time_machine

from dialogues.enums import AgendaItemStatus, MeetingStatus, Response
from dialogues.exceptions import ItemNotOpenError, MeetingClosedError, RoomKeyMissingError
from dialogues.keystore import key_store, token_hash
from dialogues.models import AgendaItem, Meeting, Participation, Voice
from dialogues.services import (
    close_item,
    end_meeting,
    enter_room,
    extend_item,
    open_item,
    open_room,
    pause_item,
    set_headcount,
)
from stakeholders.exceptions import DomainError
from stakeholders.models import AuditEntry
from tests.factories import AgendaItemFactory, MeetingFactory, ParticipationFactory, UserFactory

from .factories import make_room

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

pytestmark = pytest.mark.django_db


def test_opening_makes_the_key_and_a_voice_for_everybody() -> None:
    room = make_room(people=3, open_now=False)

    open_room(meeting=room.meeting, actor=room.convener)

    room.meeting.refresh_from_db()
    assert room.meeting.status == MeetingStatus.LIVE
    assert room.meeting.room_opened_at is not None
    assert len(key_store().read(room.uuid) or b"") == 32
    assert Voice.objects.filter(meeting=room.meeting).count() == 3
    assert AuditEntry.objects.filter(verb="room.opened", actor=room.convener).count() == 1


def test_opening_twice_changes_nothing() -> None:
    room = make_room()
    voices = set(Voice.objects.values_list("id", "token_hash"))

    open_room(meeting=room.meeting, actor=room.convener)

    assert set(Voice.objects.values_list("id", "token_hash")) == voices
    assert AuditEntry.objects.filter(verb="room.opened").count() == 1


@pytest.mark.parametrize("status", [MeetingStatus.ENDED, MeetingStatus.CANCELLED])
def test_a_meeting_that_is_over_does_not_open(status: MeetingStatus) -> None:
    meeting = MeetingFactory(status=status)

    with pytest.raises(MeetingClosedError):
        open_room(meeting=meeting, actor=UserFactory())

    assert key_store().read(meeting.uuid) is None


def test_a_lost_key_is_not_replaced_for_that_would_give_second_voices() -> None:
    room = make_room()
    key_store().destroy(room.uuid)

    with pytest.raises(RoomKeyMissingError):
        open_room(meeting=room.meeting, actor=room.convener)
    with pytest.raises(RoomKeyMissingError):
        enter_room(participation=room.people[0])


def test_no_voice_is_kept_that_names_a_participation() -> None:
    room = make_room()
    token = room.token(0)

    stored = {str(value) for row in Voice.objects.values_list() for value in row}

    assert token_hash(token) in stored
    assert token not in stored
    assert not stored & {str(room.people[0].uuid), room.people[0].uuid.hex}


def test_entering_gives_the_same_token_each_time_and_another_to_others() -> None:
    room = make_room()

    assert room.token(0) == room.token(0)
    assert room.token(0) != room.token(1)


def test_entering_writes_nothing_to_the_database(
    django_assert_num_queries: Callable[..., object],
) -> None:
    room = make_room()
    person = room.people[0]
    person.meeting.refresh_from_db()

    with django_assert_num_queries(1):
        enter_room(participation=person)

    assert key_store().seats(room.uuid) == {person.uuid}
    assert Participation.objects.filter(attended=True).count() == 0


def test_who_comes_late_gets_a_voice_and_the_others_keep_theirs() -> None:
    room = make_room(people=5)
    point = room.log(1).card.uuid
    before = dict(Voice.objects.values_list("token_hash", "id"))
    late = ParticipationFactory(meeting=room.meeting)

    token = enter_room(participation=late)

    after = dict(Voice.objects.values_list("token_hash", "id"))
    assert len(after) == 6
    assert before.items() <= after.items()
    assert token_hash(token) in after.keys() - before.keys()
    assert room.log(1, uuid=point).created is False


def test_row_order_does_not_tell_who_came_late() -> None:
    """Over many rooms the late row is not always the last one: chance of a false alarm, 1 in 6**12."""
    last = set()
    for _ in range(12):
        room = make_room(people=5)
        token = enter_room(participation=ParticipationFactory(meeting=room.meeting))
        rows = Voice.objects.raw("SELECT * FROM dialogues_voice WHERE meeting_id = %s", [room.meeting.pk])
        last.add([row.token_hash for row in rows][-1] == token_hash(token))

    assert False in last


@pytest.mark.parametrize("status", [MeetingStatus.CONVENED, MeetingStatus.ENDED])
def test_nobody_enters_a_room_that_is_not_open(status: MeetingStatus) -> None:
    with pytest.raises(MeetingClosedError):
        enter_room(participation=ParticipationFactory(meeting__status=status))


def test_nobody_enters_who_was_not_invited() -> None:
    room = make_room()

    with pytest.raises(DomainError, match="not been invited"):
        enter_room(participation=ParticipationFactory(meeting=room.meeting, response=Response.NOT_INVITED))


def test_one_item_is_open_at_a_time() -> None:
    room = make_room()
    second = AgendaItemFactory(meeting=room.meeting)

    open_item(item=second, actor=room.convener)

    room.item.refresh_from_db()
    second.refresh_from_db()
    assert room.item.status == AgendaItemStatus.CLOSED
    assert room.item.closed_at is not None
    assert second.status == AgendaItemStatus.OPEN


def test_an_item_pauses_closes_and_opens_again() -> None:
    room = make_room()
    opened = room.item.opened_at

    assert pause_item(item=room.item, actor=room.convener).status == AgendaItemStatus.PAUSED
    assert pause_item(item=room.item, actor=room.convener).status == AgendaItemStatus.PAUSED
    assert close_item(item=room.item, actor=room.convener).status == AgendaItemStatus.CLOSED
    assert close_item(item=room.item, actor=room.convener).status == AgendaItemStatus.CLOSED
    again = open_item(item=room.item, actor=room.convener)

    assert (again.status, again.opened_at, again.closed_at) == (AgendaItemStatus.OPEN, opened, None)
    verbs = AuditEntry.objects.filter(target_type="dialogues.agendaitem").values_list("verb", flat=True)
    assert sorted(verbs) == ["item.closed", "item.opened", "item.opened", "item.paused"]


class TestTimeLeft:
    """Minutes are used while the item runs; pauses do not count."""

    START = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)

    def at(self, minute: float) -> AbstractContextManager[object]:
        return time_machine.travel(self.START + timedelta(minutes=minute), tick=False)

    def item(self, *, minutes: int = 30) -> AgendaItem:
        with self.at(0):
            room = make_room()
        AgendaItem.objects.filter(pk=room.item.pk).update(minutes=minutes)
        self.actor = room.convener
        return AgendaItem.objects.select_related("meeting").get(pk=room.item.pk)

    def test_the_clock_runs_while_the_item_is_open(self) -> None:
        item = self.item()

        assert (item.running_since, item.seconds_used) == (self.START, 0)
        assert item.deadline == self.START + timedelta(minutes=30)

    def test_a_pause_stops_it_and_going_on_moves_the_deadline(self) -> None:
        item = self.item()
        with self.at(10):
            paused = pause_item(item=item, actor=self.actor)
        assert (paused.running_since, paused.seconds_used, paused.deadline) == (None, 600, None)
        assert paused.seconds_unused == 20 * 60

        with self.at(25):
            again = open_item(item=item, actor=self.actor)

        assert again.deadline == self.START + timedelta(minutes=45)

    def test_closing_and_opening_again_continues(self) -> None:
        item = self.item()
        with self.at(40):
            closed = close_item(item=item, actor=self.actor)
        assert (closed.running_since, closed.seconds_unused) == (None, -600)

        with self.at(50):
            again = open_item(item=item, actor=self.actor)

        assert again.deadline == self.START + timedelta(minutes=40)

    def test_opening_another_item_and_ending_the_meeting_stop_it(self) -> None:
        item = self.item()
        other = AgendaItemFactory(meeting=item.meeting)
        with self.at(5):
            open_item(item=other, actor=self.actor)
        with self.at(8):
            end_meeting(meeting=item.meeting, actor=self.actor)

        for one, seconds in ((item, 300), (other, 180)):
            one.refresh_from_db()
            assert (one.running_since, one.seconds_used) == (None, seconds)

    def test_opening_what_is_open_or_closing_twice_counts_once(self) -> None:
        item = self.item()
        with self.at(5):
            open_item(item=item, actor=self.actor)
        with self.at(10):
            close_item(item=item, actor=self.actor)
        with self.at(15):
            assert close_item(item=item, actor=self.actor).seconds_used == 600

    def test_five_minutes_more(self) -> None:
        item = self.item()

        extend_item(item=item, actor=self.actor)
        extended = extend_item(item=item, actor=self.actor)

        assert extended.deadline == self.START + timedelta(minutes=40)
        entries = AuditEntry.objects.filter(verb="item.extended", actor=self.actor).order_by("pk")
        assert [entry.changes for entry in entries] == [{"minutes": [30, 35]}, {"minutes": [35, 40]}]

    def test_no_time_is_added_to_what_is_not_open_or_took_a_day(self) -> None:
        item = self.item(minutes=24 * 60)
        for refused in (item, AgendaItemFactory(meeting=item.meeting)):
            with pytest.raises(ItemNotOpenError):
                extend_item(item=refused, actor=self.actor)


def test_an_item_that_was_never_open_is_neither_paused_nor_closed() -> None:
    room = make_room()
    planned = AgendaItemFactory(meeting=room.meeting)

    for act in (pause_item, close_item):
        with pytest.raises(ItemNotOpenError):
            act(item=planned, actor=room.convener)


@pytest.mark.parametrize("act", [open_item, pause_item, close_item, extend_item])
@pytest.mark.parametrize(
    "status",
    [MeetingStatus.PLANNED, MeetingStatus.CONVENED, MeetingStatus.ENDED, MeetingStatus.SEALED],
)
def test_the_agenda_moves_only_in_session(act: Callable[..., object], status: MeetingStatus) -> None:
    room = make_room(open_now=False)
    Meeting.objects.filter(pk=room.meeting.pk).update(status=status, sealed_at=room.meeting.starts_at)

    with pytest.raises(MeetingClosedError):
        act(item=room.item, actor=room.convener)


def test_ending_closes_the_agenda_and_writes_down_who_came() -> None:
    room = make_room(people=3)
    room.token(0)
    room.token(2)

    end_meeting(meeting=room.meeting, actor=room.convener)
    end_meeting(meeting=room.meeting, actor=room.convener)

    room.meeting.refresh_from_db()
    room.item.refresh_from_db()
    assert room.meeting.status == MeetingStatus.ENDED
    assert room.item.status == AgendaItemStatus.CLOSED
    attended = Participation.objects.filter(attended=True).values_list("uuid", flat=True)
    assert set(attended) == {room.people[0].uuid, room.people[2].uuid}
    assert AuditEntry.objects.filter(verb="meeting.ended").count() == 1


def test_a_meeting_that_was_not_opened_does_not_end() -> None:
    with pytest.raises(MeetingClosedError):
        end_meeting(meeting=MeetingFactory(), actor=UserFactory())


def test_the_headcount_of_an_item() -> None:
    room = make_room()

    set_headcount(item=room.item, headcount=24, actor=room.convener)
    set_headcount(item=room.item, headcount=24, actor=room.convener)

    room.item.refresh_from_db()
    assert room.item.headcount == 24
    entry = AuditEntry.objects.get(verb="item.headcount_set")
    assert entry.changes == {"headcount": [None, 24]}
