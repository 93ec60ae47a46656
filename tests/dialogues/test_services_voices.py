"""Whose voice stops when somebody is removed or given a new link, and that no row tells whose it was."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from dialogues.enums import AttributionRule, MeetingStatus, Stance
from dialogues.exceptions import KeyStoreAwayError, MeetingClosedError, RoomKeyMissingError, VoiceUnknownError
from dialogues.keystore import key_store, token_hash
from dialogues.models import Participation, Point, Support, Voice
from dialogues.services import (
    end_meeting,
    enter_room,
    log_point,
    open_room,
    record_consent,
    remove_participant,
    renew_link,
    seal_meeting,
    take_stance,
    withdraw_point,
)
from stakeholders.models import AuditEntry
from tests.factories import ParticipationFactory

from .factories import Room, make_room

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytest_django.fixtures import SettingsWrapper

pytestmark = pytest.mark.django_db


def remove(room: Room, number: int) -> None:
    remove_participant(participation=room.people[number], actor=room.convener)


def renew(room: Room, number: int) -> None:
    renew_link(participation=room.people[number], actor=room.convener)


def rows(room: Room) -> dict[str, object]:
    return dict(Voice.objects.filter(meeting=room.meeting).values_list("token_hash", "id"))


@pytest.mark.parametrize("act", [remove, renew])
class TestVoiceThatStops:
    def test_it_says_and_supports_nothing_more(self, act: Callable[[Room, int], None]) -> None:
        room = make_room(people=4)
        token = room.token(0)
        own, other = room.log(0, token=token).card.uuid, room.log(1).card.uuid

        act(room, 0)

        with pytest.raises(VoiceUnknownError):
            room.log(0, token=token)
        with pytest.raises(VoiceUnknownError):
            take_stance(room=room.uuid, point=other, token=token, stance=Stance.SUPPORT)
        with pytest.raises(VoiceUnknownError):
            withdraw_point(room=room.uuid, point=own, token=token)
        with pytest.raises(VoiceUnknownError):
            room.log(0, token=token, participation=room.people[0].uuid)

    def test_what_it_said_and_supported_stays(self, act: Callable[[Room, int], None]) -> None:
        room = make_room(people=4)
        own, other = room.log(0).card.uuid, room.log(1).card.uuid
        take_stance(room=room.uuid, point=other, token=room.token(0), stance=Stance.SUPPORT)
        voice = Point.objects.get(uuid=own).voice_id

        act(room, 0)

        assert Point.objects.get(uuid=own).voice_id == voice
        assert Support.objects.get().voice_id == voice
        assert Voice.objects.filter(meeting=room.meeting).count() == 4

    def test_one_row_differs_and_nothing_marks_it(self, act: Callable[[Room, int], None]) -> None:
        room = make_room(people=4)
        before = rows(room)

        act(room, 0)

        after = rows(room)
        assert set(after.values()) == set(before.values())
        assert len(before.keys() & after.keys()) == 3
        assert {len(held) for held in after} == {64}

    def test_row_order_does_not_tell_whose_it_was(self, act: Callable[[Room, int], None]) -> None:
        """Over many rooms the row is not always in the same place: chance of a false alarm, under 1 in 10 million."""
        places = set()
        for _ in range(12):
            room = make_room(people=5)
            before = rows(room)
            act(room, 0)
            raw = Voice.objects.raw("SELECT * FROM dialogues_voice WHERE meeting_id = %s", [room.meeting.pk])
            places.add([row.token_hash in before for row in raw].index(False))

        assert len(places) > 1

    def test_the_others_keep_their_voices(self, act: Callable[[Room, int], None]) -> None:
        room = make_room(people=4)
        tokens = [room.token(number) for number in range(4)]

        act(room, 0)

        for number in (1, 2, 3):
            assert room.log(number, token=tokens[number]).created
            assert room.token(number) == tokens[number]

    def test_without_the_key_store_it_waits(
        self, act: Callable[[Room, int], None], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        room = make_room(people=4)
        room.token(0)
        before = rows(room)
        monkeypatch.setattr(type(key_store()), "read", _away)

        with pytest.raises(KeyStoreAwayError):
            act(room, 0)

        assert rows(room) == before
        assert Participation.objects.filter(pk=room.people[0].pk, link_version=1).exists()

    def test_a_lost_key_hinders_nothing(self, act: Callable[[Room, int], None]) -> None:
        room = make_room(people=4)
        key_store().destroy(room.uuid)

        act(room, 0)

        assert Voice.objects.count() == 4

    def test_before_the_room_is_open_no_voice_is_made(self, act: Callable[[Room, int], None]) -> None:
        room = make_room(people=4, open_now=False)

        act(room, 0)

        assert not Voice.objects.exists()
        assert key_store().read(room.uuid) is None

    def test_the_trail_names_no_voice(self, act: Callable[[Room, int], None]) -> None:
        room = make_room(people=4)
        voices = {str(value) for pair in rows(room).items() for value in pair}

        act(room, 0)

        voices |= {str(value) for pair in rows(room).items() for value in pair}
        trail = str(list(AuditEntry.objects.values()))
        assert not [one for one in voices if one in trail]


class TestRemoved:
    def test_they_do_not_count_as_present(self) -> None:
        room = make_room(people=3)
        for number in range(3):
            room.token(number)

        remove(room, 0)

        assert key_store().seats(room.uuid) == {room.people[1].uuid, room.people[2].uuid}

    def test_they_cannot_enter_by_what_was_loaded_before(self) -> None:
        room = make_room(people=3)
        held = Participation.objects.select_related("meeting").get(pk=room.people[0].pk)
        remove(room, 0)

        with pytest.raises(VoiceUnknownError):
            enter_room(participation=held)

        assert held.uuid not in key_store().seats(room.uuid)
        assert Voice.objects.filter(meeting=room.meeting).count() == 3

    def test_who_comes_late_afterwards_gets_a_voice_of_their_own(self) -> None:
        room = make_room(people=3)
        own = room.log(0).card.uuid
        remove(room, 0)

        token = enter_room(participation=ParticipationFactory(meeting=room.meeting))

        assert Voice.objects.filter(meeting=room.meeting).count() == 4
        assert Point.objects.get(uuid=own).voice_id != Voice.objects.get(token_hash=token_hash(token)).pk

    def test_the_meeting_can_end_and_be_sealed(self) -> None:
        room = make_room(people=3)
        room.log(0)
        remove(room, 0)
        end_meeting(meeting=room.meeting, actor=room.convener)

        sealed = seal_meeting(meeting=room.meeting, actor=room.convener)

        assert sealed.status == MeetingStatus.SEALED
        assert not Voice.objects.exists()
        assert Point.objects.get().frozen_supporters == 1


class TestRenewed:
    def test_the_new_link_opens_the_same_voice(self) -> None:
        room = make_room(people=3)
        before = room.token(0)
        own = room.log(0).card.uuid
        renew(room, 0)

        after = room.token(0)

        assert after != before
        withdraw_point(room=room.uuid, point=own, token=after)
        assert Voice.objects.filter(meeting=room.meeting).count() == 3

    def test_the_old_link_that_was_loaded_before_opens_nothing(self) -> None:
        room = make_room(people=3)
        held = Participation.objects.select_related("meeting").get(pk=room.people[0].pk)
        renew(room, 0)

        with pytest.raises(VoiceUnknownError):
            enter_room(participation=held)

    def test_renewing_twice_finds_the_voice_again(self) -> None:
        room = make_room(people=3)
        own = room.log(0).card.uuid
        renew(room, 0)
        renew(room, 0)

        withdraw_point(room=room.uuid, point=own, token=room.token(0))

    def test_a_link_renewed_before_the_room_opened_opens_it(self) -> None:
        room = make_room(people=3, open_now=False)
        renew(room, 0)
        open_room(meeting=room.meeting, actor=room.convener)

        enter_room(participation=Participation.objects.select_related("meeting").get(pk=room.people[0].pk))

        assert Voice.objects.filter(meeting=room.meeting).count() == 3

    def test_attributed_points_stay_theirs(self) -> None:
        room = make_room(people=3, rule=AttributionRule.ATTRIBUTED)
        record_consent(participation=room.people[0], consents_to_be_named=True, actor=room.convener)
        own = room.log_as(0).card.uuid
        renew(room, 0)
        token = room.token(0)

        logged = log_point(
            room=room.uuid,
            item=room.item.uuid,
            token=token,
            uuid=uuid4(),
            text="Once more.",
            participation=room.people[0].uuid,
        )

        assert Point.objects.get(uuid=logged.card.uuid).author == room.people[0]
        with pytest.raises(Exception, match="your own"):
            take_stance(room=room.uuid, point=own, token=token, stance=Stance.SUPPORT)


class TestKeyStoreAway:
    def test_nobody_enters_and_no_key_is_made(self, monkeypatch: pytest.MonkeyPatch) -> None:
        room = make_room()
        key = key_store().read(room.uuid)
        with monkeypatch.context() as away:
            away.setattr(type(key_store()), "read", _away)
            for act in (
                lambda: room.token(0),
                lambda: open_room(meeting=room.meeting, actor=room.convener),
            ):
                with pytest.raises(KeyStoreAwayError):
                    act()

        assert key_store().read(room.uuid) == key
        assert room.token(0)

    def test_a_restarted_store_that_forgot_is_given_no_second_key(self) -> None:
        room = make_room()
        key_store().destroy(room.uuid)
        ParticipationFactory(meeting=room.meeting)

        for act in (lambda: room.token(0), lambda: open_room(meeting=room.meeting, actor=room.convener)):
            with pytest.raises(RoomKeyMissingError):
                act()

        assert key_store().read(room.uuid) is None
        assert Voice.objects.count() == 3

    def test_points_that_keep_nobody_are_logged_and_supported_all_the_same(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        room = make_room()
        tokens = [room.token(number) for number in range(3)]
        for method in ("read", "create", "take_seat", "seats"):
            monkeypatch.setattr(type(key_store()), method, _away)

        logged = room.log(0, token=tokens[0])
        take_stance(room=room.uuid, point=logged.card.uuid, token=tokens[1], stance=Stance.SUPPORT)

        assert logged.created
        assert Support.objects.count() == 1

    def test_who_took_part_is_not_forgotten_by_ending_meanwhile(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        room = make_room()
        room.token(0)
        with monkeypatch.context() as away:
            away.setattr(type(key_store()), "seats", _away)
            with pytest.raises(KeyStoreAwayError):
                end_meeting(meeting=room.meeting, actor=room.convener)

        end_meeting(meeting=room.meeting, actor=room.convener)

        assert Participation.objects.get(attended=True) == room.people[0]

    def test_sealing_waits_until_the_key_can_be_destroyed(self, settings: SettingsWrapper) -> None:
        room = make_room()
        end_meeting(meeting=room.meeting, actor=room.convener)
        settings.KEY_STORE_URL = "redis://127.0.0.1:1/0"

        with pytest.raises(KeyStoreAwayError):
            seal_meeting(meeting=room.meeting, actor=room.convener)

        settings.KEY_STORE_URL = ""
        room.meeting.refresh_from_db()
        assert room.meeting.status == MeetingStatus.ENDED
        with pytest.raises(MeetingClosedError):
            open_room(meeting=room.meeting, actor=room.convener)


def _away(*_args: object) -> object:
    raise KeyStoreAwayError("In a moment.")
