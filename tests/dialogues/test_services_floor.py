"""The speakers' queue through its services: who may, what the room is told, and that the database learns nothing."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from dialogues import floor as rules
from dialogues.enums import HandReason, MeetingStatus, ParticipationRole, Response
from dialogues.exceptions import MeetingClosedError, RoomKeyMissingError
from dialogues.floor_store import floor_store
from dialogues.keystore import key_store, voice_token
from dialogues.live import floor_news
from dialogues.models import Meeting, Participation
from dialogues.role_tickets import role_ticket
from dialogues.selectors.floor import floor_at_desk, floor_for_seat
from dialogues.selectors.room import sealing_proof
from dialogues.services import (
    end_meeting,
    end_turn,
    forget_speaker,
    give_floor,
    give_floor_to_next,
    hand_over_room,
    lower_hand,
    place_hand,
    raise_hand,
    raise_hand_for,
    remove_hand,
    remove_participant,
    seal_meeting,
)
from stakeholders.exceptions import DomainError
from stakeholders.models import AuditEntry
from tests.factories import OrganisationFactory, ParticipationFactory, UserFactory

from .factories import Room, make_facilitator, make_room

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from pytest_django.fixtures import SettingsWrapper

    from dialogues.floor import Floor

pytestmark = pytest.mark.django_db


class Told:
    """Stands where events go out, and keeps them."""

    def __init__(self) -> None:
        self.events: list[tuple[str, str]] = []

    def publish(self, room: UUID, event: str, data: str) -> None:
        self.events.append((event, data))


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Told:
    told = Told()
    monkeypatch.setattr(floor_news, "broadcaster", lambda: told)
    return told


@pytest.fixture(autouse=True)
def _commits() -> object:
    """Do at once what waits for a commit that a test never makes."""
    with TestCase.captureOnCommitCallbacks(execute=False):
        yield


def entered(people: int = 3) -> Room:
    room = make_room(people=people)
    for number in range(people):
        room.token(number)
    return room


def put_up(room: Room, number: int = 0, reason: str = "new_point", note: str = "") -> Floor:
    return raise_hand(participation=room.people[number], reason=reason, note=note)


def names(room: Room) -> list[str]:
    return [one.person.name for one in floor_at_desk(room.meeting, names=True, everybody=True).waiting]


class TestHands:
    def test_a_hand_is_raised_and_its_owner_knows_its_ticket(self) -> None:
        room = entered()

        put_up(room, 0, HandReason.QUESTION, "  About \n funds ")
        put_up(room, 1)

        own = floor_for_seat(room.uuid, room.people[0].uuid)
        assert own.ticket == own.state["tickets"][0]
        assert (own.place, own.reason, own.note) == (1, "question", "About funds")
        assert floor_for_seat(room.uuid, room.people[1].uuid).place == 2
        other = floor_for_seat(room.uuid, room.people[2].uuid)
        assert (other.ticket, other.place, other.has_floor) == ("", 0, False)
        assert names(room) == [room.people[0].person.name, room.people[1].person.name]

    def test_each_hand_has_a_ticket_of_its_own(self) -> None:
        room = entered()
        first = put_up(room).hands[0].ticket
        lower_hand(participation=room.people[0])

        assert put_up(room).hands[0].ticket != first

    def test_a_long_note_is_cut_and_an_unknown_reason_refused(self) -> None:
        room = entered()

        assert len(put_up(room, note="x" * 200).hands[0].note) == 80
        with pytest.raises(ValueError, match="gossip"):
            put_up(room, reason="gossip")

    def test_who_has_not_entered_cannot_raise_a_hand_but_the_facilitator_can_for_them(self) -> None:
        room = make_room()

        with pytest.raises(DomainError, match="Enter the room first"):
            put_up(room)
        raise_hand_for(participation=room.people[0], reason=HandReason.NEW_POINT)

        assert names(room) == [room.people[0].person.name]

    def test_nobody_who_was_not_invited_is_in_the_queue(self) -> None:
        room = entered()
        stranger = ParticipationFactory(meeting=room.meeting, response=Response.NOT_INVITED)

        with pytest.raises(DomainError):
            raise_hand_for(participation=stranger, reason=HandReason.NEW_POINT)
        with pytest.raises(DomainError):
            give_floor(participation=stranger)

    def test_removing_and_placing(self) -> None:
        room = entered()
        tickets = [put_up(room, number).hands[-1].ticket for number in range(3)]

        place_hand(meeting=room.meeting, ticket=tickets[2], placed="first")
        remove_hand(meeting=room.meeting, ticket=tickets[0])
        remove_hand(meeting=room.meeting, ticket="nobody's")

        assert names(room) == [room.people[2].person.name, room.people[1].person.name]

    def test_who_leaves_the_list_leaves_the_queue(self, told: Told) -> None:
        room = entered()
        put_up(room, 0)
        put_up(room, 1)

        forget_speaker(room=room.uuid, participation=room.people[0].uuid)

        assert names(room) == [room.people[1].person.name]
        with TestCase.captureOnCommitCallbacks(execute=True):
            remove_participant(participation=room.people[1], actor=room.convener)
        assert floor_store().read(room.uuid).hands == ()
        forget_speaker(room=make_room().uuid, participation=room.people[0].uuid)


class TestTurns:
    def test_the_next_gets_the_floor_and_gives_it_back(self) -> None:
        room = entered()
        put_up(room, 1)

        give_floor_to_next(meeting=room.meeting)

        desk = floor_at_desk(room.meeting, names=True, everybody=True)
        assert desk.is_taken
        assert desk.speaker is not None
        assert desk.speaker.name == room.people[1].person.name
        lower_hand(participation=room.people[1])
        assert not floor_at_desk(room.meeting, names=True, everybody=True).is_taken

    def test_nobody_waiting_changes_nothing(self, told: Told) -> None:
        room = entered()

        with TestCase.captureOnCommitCallbacks(execute=True):
            give_floor_to_next(meeting=room.meeting)

        assert told.events == []

    def test_anybody_can_be_given_the_floor_and_the_turn_be_ended(self) -> None:
        room = entered()
        put_up(room, 0)

        give_floor(participation=room.people[2])
        assert names(room) == [room.people[0].person.name]
        floor = end_turn(meeting=room.meeting)

        assert floor.turn is None

    def test_groups_are_told_after_a_few_turns(self, monkeypatch: pytest.MonkeyPatch) -> None:
        room = make_room(people=0)
        for kind in ("research", "media"):
            organisation = OrganisationFactory(kind=kind)
            room.people += [
                ParticipationFactory(meeting=room.meeting, organisation=organisation) for _ in range(3)
            ]
        for number in range(6):
            room.token(number)
        clock = iter(range(0, 10_000, 120))
        monkeypatch.setattr("dialogues.services.floor.time.time", lambda: float(next(clock)))
        for number in range(rules.TURNS_BETWEEN_TELLINGS):
            assert floor_at_desk(room.meeting, names=False, everybody=False).groups == ()
            give_floor(participation=room.people[number])
            floor = end_turn(meeting=room.meeting)

        assert [(one.group, one.minutes) for one in floor.told] == [("research", 6), ("media", 4)]


class TestWhatIsTold:
    def test_every_change_is_told_once_as_the_same_bytes_to_all(self, told: Told) -> None:
        room = entered()
        with TestCase.captureOnCommitCallbacks(execute=True):
            put_up(room, 0, note="private words")
            put_up(room, 0, note="private words")  # changes nothing, and is not told
            give_floor_to_next(meeting=room.meeting)

        assert [event for event, _data in told.events] == ["floor", "floor"]
        states = [json.loads(data) for _event, data in told.events]
        assert [len(state["tickets"]) for state in states] == [1, 0]
        assert states[1]["turn"] == states[0]["tickets"][0]
        everything = json.dumps(told.events)
        for secret in ("private", "question", room.people[0].person.name, room.people[0].uuid.hex):
            assert secret not in everything
            assert str(room.people[0].uuid) not in everything

    def test_nothing_of_it_is_written_to_the_database(self) -> None:
        room = entered()
        entries = AuditEntry.objects.count()

        with CaptureQueriesContext(connection) as queries:
            put_up(room, 0)
            put_up(room, 1)
            give_floor_to_next(meeting=room.meeting)
            give_floor(participation=room.people[2])
            end_turn(meeting=room.meeting)
            lower_hand(participation=room.people[1])

        assert [query["sql"] for query in queries if not query["sql"].startswith("SELECT")] == []
        assert AuditEntry.objects.count() == entries

    def test_who_sees_no_names_is_told_numbers(self) -> None:
        room = entered()
        put_up(room, 0)
        give_floor(participation=room.people[1])

        desk = floor_at_desk(room.meeting, names=False, everybody=False)

        assert (desk.hands, desk.is_taken, desk.here) == (1, True, 3)
        assert (desk.speaker, desk.waiting, desk.people) == (None, (), ())

    def test_a_facilitator_from_outside_sees_who_is_here_or_in_the_queue(self) -> None:
        room = make_room(people=4)
        room.token(0)
        raise_hand_for(participation=room.people[1], reason=HandReason.NEW_POINT)

        shown = floor_at_desk(room.meeting, names=True, everybody=False).people
        team = floor_at_desk(room.meeting, names=True, everybody=True).people

        assert {one.uuid for one in shown} == {room.people[0].uuid, room.people[1].uuid}
        assert [one.is_here for one in shown] == [True, False]
        assert len(team) == 4

    def test_a_seat_is_told_nothing_while_the_key_store_is_away(self, settings: SettingsWrapper) -> None:
        room = entered()
        settings.KEY_STORE_URL = "redis://127.0.0.1:1/0"

        own = floor_for_seat(room.uuid, room.people[0].uuid)

        assert (own.state, own.ticket, own.hands, own.groups, own.has_floor) == ({}, "", 0, [], False)

    def test_a_hand_of_somebody_taken_off_the_list_is_not_shown(self) -> None:
        room = entered()
        put_up(room, 0)
        Participation.objects.filter(pk=room.people[0].pk).delete()

        assert names(room) == []


class TestItsEnd:
    @pytest.mark.parametrize(
        "status", [MeetingStatus.PLANNED, MeetingStatus.ENDED, MeetingStatus.SEALED, MeetingStatus.CANCELLED]
    )
    def test_there_is_a_queue_only_in_session(self, status: MeetingStatus) -> None:
        room = entered()
        Meeting.objects.filter(pk=room.meeting.pk).update(status=status, sealed_at=room.meeting.starts_at)
        acts: list[Callable[[], object]] = [
            lambda: put_up(room),
            lambda: lower_hand(participation=room.people[0]),
            lambda: give_floor(participation=room.people[0]),
            lambda: give_floor_to_next(meeting=room.meeting),
            lambda: end_turn(meeting=room.meeting),
        ]

        for act in acts:
            with pytest.raises(MeetingClosedError):
                act()

    def test_it_is_gone_when_the_meeting_ends(self) -> None:
        room = entered()
        give_floor(participation=room.people[0])
        assert sealing_proof(room.meeting).floor_exists

        with TestCase.captureOnCommitCallbacks(execute=True):
            end_meeting(meeting=room.meeting, actor=room.convener)

        assert not floor_store().exists(room.uuid)
        assert key_store().read(room.uuid) is not None

    def test_a_change_that_comes_while_the_meeting_ends_does_not_bring_it_back(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        room = entered()
        change = floor_store().change

        def end_in_between(room_uuid: UUID, what: Callable[[Floor], Floor]) -> Floor:
            with TestCase.captureOnCommitCallbacks(execute=True):
                end_meeting(meeting=room.meeting, actor=room.convener)
            return change(room_uuid, what)

        monkeypatch.setattr(floor_store(), "change", end_in_between)

        with pytest.raises(MeetingClosedError):
            put_up(room)

        assert not floor_store().exists(room.uuid)

    def test_sealing_destroys_what_is_left_and_the_proof_counts_it(self) -> None:
        room = entered()
        put_up(room)
        end_meeting(meeting=room.meeting, actor=room.convener)  # the commit never comes: it is still there
        assert floor_store().exists(room.uuid)
        assert not sealing_proof(room.meeting).nothing_left

        seal_meeting(meeting=room.meeting, actor=room.convener)

        assert not floor_store().exists(room.uuid)
        assert sealing_proof(room.meeting).nothing_left
        assert not sealing_proof(room.meeting).floor_exists

    def test_a_queue_that_a_restored_backup_brought_is_something_left(self) -> None:
        room = entered()
        end_meeting(meeting=room.meeting, actor=room.convener)
        seal_meeting(meeting=room.meeting, actor=room.convener)
        key_store().create(room.uuid)
        floor_store().change(
            room.uuid,
            lambda floor: rules.raise_hand(floor, person="x", ticket="t", reason="question", note="", now=1),
        )

        assert sealing_proof(room.meeting).floor_exists
        assert not sealing_proof(room.meeting).nothing_left


class TestHandingOver:
    def with_account(self, room: Room, number: int = 0) -> Participation:
        UserFactory(person=room.people[number].person)
        return room.people[number]

    def roles(self, room: Room) -> dict[str, str]:
        return dict(Participation.objects.filter(meeting=room.meeting).values_list("person__name", "role"))

    def test_somebody_else_facilitates_and_their_page_is_told(self, told: Told) -> None:
        room = entered()
        to = self.with_account(room)

        with TestCase.captureOnCommitCallbacks(execute=True):
            hand_over_room(meeting=room.meeting, to=to, actor=room.convener)

        to.refresh_from_db()
        assert to.role == ParticipationRole.FACILITATOR
        ticket = floor_for_seat(room.uuid, to.uuid).role
        assert told.events == [("role", ticket)]
        assert floor_for_seat(room.uuid, room.people[1].uuid).role != ticket
        verbs = AuditEntry.objects.filter(actor=room.convener).values_list("verb", flat=True)
        assert {"room.handed_over", "participation.changed"} <= {*verbs}

    @pytest.mark.parametrize(
        ("keep", "role"), [(True, ParticipationRole.FACILITATOR), (False, ParticipationRole.PARTICIPANT)]
    )
    def test_who_facilitated_keeps_the_desk_or_gives_it_up(self, keep: bool, role: str) -> None:
        room = entered()
        before = make_facilitator(room)
        to = self.with_account(room)

        hand_over_room(meeting=room.meeting, to=to, actor=before, others_keep_the_desk=keep)

        assert before.person is not None
        assert self.roles(room)[before.person.name] == role
        assert self.roles(room)[to.person.name] == ParticipationRole.FACILITATOR
        fresh = type(before).objects.get(pk=before.pk)
        assert fresh.has_perm("dialogues.keep_floor", room.meeting) == keep

    def test_twice_changes_nothing(self) -> None:
        room = entered()
        to = self.with_account(room)
        for _ in range(2):
            hand_over_room(meeting=room.meeting, to=to, actor=room.convener, others_keep_the_desk=False)

        assert AuditEntry.objects.filter(verb="room.handed_over").count() == 1
        to.refresh_from_db()
        assert to.role == ParticipationRole.FACILITATOR

    def test_not_to_somebody_without_an_account_or_an_invitation(self) -> None:
        room = entered()
        inactive = self.with_account(room, 1)
        type(inactive.person.user).objects.update(is_active=False)
        stranger = ParticipationFactory(meeting=room.meeting, response=Response.NOT_INVITED)

        for to in (room.people[0], Participation.objects.get(pk=inactive.pk), stranger):
            with pytest.raises(DomainError) as refused:
                hand_over_room(meeting=room.meeting, to=to, actor=room.convener)
            assert refused.value.field == "to"

    def test_only_in_session_and_not_without_the_key(self) -> None:
        room = entered()
        to = self.with_account(room)
        key_store().destroy(room.uuid)
        with pytest.raises(RoomKeyMissingError):
            hand_over_room(meeting=room.meeting, to=to, actor=room.convener)
        end_meeting(meeting=room.meeting, actor=room.convener)
        with pytest.raises(MeetingClosedError):
            hand_over_room(meeting=room.meeting, to=to, actor=room.convener)

    def test_the_ticket_is_no_token_and_each_has_their_own(self) -> None:
        room = entered()
        key = key_store().read(room.uuid) or b""
        first, second = room.people[0].uuid, room.people[1].uuid

        assert role_ticket(key, first) != role_ticket(key, second)
        assert role_ticket(key, first) not in voice_token(key, first)
