"""Points that come when their item is paused, closed, or its meeting over: kept, offered, never dropped, seen by nobody else."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from dialogues.attribution import STRICTNESS
from dialogues.enums import AttributionRule, PointStatus, Stance
from dialogues.exceptions import ItemNotOpenError, MeetingClosedError, VoiceUnknownError
from dialogues.models import Point, Voice
from dialogues.selectors.desk_window import desk_window
from dialogues.selectors.late import late_cards, late_count
from dialogues.selectors.point_card import card_for_point
from dialogues.selectors.points import attributed_authors, point_tallies
from dialogues.selectors.room import (
    first_item_with_points,
    mine,
    now_for_item,
    sealing_proof,
)
from dialogues.services import (
    admit_point,
    close_item,
    correct_point,
    end_meeting,
    hide_point,
    leave_point_out,
    merge_points,
    open_item,
    pause_item,
    seal_meeting,
    show_point,
    take_stance,
    withdraw_point,
)
from stakeholders.exceptions import DomainError
from stakeholders.models import AuditEntry
from tests.factories import AgendaItemFactory

from .factories import make_room
from .test_services_points import consent

if TYPE_CHECKING:
    from .factories import Room

pytestmark = pytest.mark.django_db
SECRET = "What nobody else may read yet"


def close(room: Room) -> None:
    close_item(item=room.item, actor=room.convener)


def log_late(room: Room, number: int = 0, *, seated: bool = False, **values: object) -> Point:
    """Let person ``number`` come too late."""
    token = room.token(number)
    close(room)
    participation = room.people[number].uuid if seated else None
    logged = room.log(number, token=token, participation=participation, **{"text": SECRET, **values})
    assert (logged.created, logged.is_late, logged.html) == (True, True, "")
    return Point.objects.get(pk=logged.card.uuid)


class TestKeeping:
    @pytest.mark.parametrize("act", [pause_item, close_item])
    def test_under_an_item_that_is_paused_or_closed(self, act: object) -> None:
        room = make_room()
        act(item=room.item, actor=room.convener)  # type: ignore[operator]  # one of two services

        assert room.log(0).is_late

    def test_after_the_end(self) -> None:
        room = make_room()
        token = room.token(0)
        end_meeting(meeting=room.meeting, actor=room.convener)

        assert room.log(0, token=token).is_late

    def test_not_under_an_item_that_was_never_open(self) -> None:
        room = make_room()
        token, item = room.token(0), AgendaItemFactory(meeting=room.meeting)

        with pytest.raises(ItemNotOpenError, match="not open yet") as waits:
            room.log(0, item=item.uuid)
        end_meeting(meeting=room.meeting, actor=room.convener)
        with pytest.raises(ItemNotOpenError, match="ended before") as over:
            room.log(0, item=item.uuid, token=token)

        assert (waits.value.is_final, over.value.is_final) == (False, True)

    def test_not_after_sealing(self) -> None:
        room = make_room()
        token = room.token(0)
        end_meeting(meeting=room.meeting, actor=room.convener)
        seal_meeting(meeting=room.meeting, actor=room.convener)

        with pytest.raises(ItemNotOpenError, match="for good") as refused:
            room.log(0, token=token)

        assert refused.value.is_final
        assert Point.objects.count() == 0

    @pytest.mark.parametrize("seated", [False, True])
    @pytest.mark.parametrize("chosen", STRICTNESS)
    @pytest.mark.parametrize("rule", STRICTNESS)
    def test_what_is_kept_of_its_author_is_what_is_kept_in_time(
        self, rule: AttributionRule, chosen: AttributionRule, *, seated: bool
    ) -> None:
        room = make_room(rule=rule, **consent())
        participation = room.people[0].uuid if seated else None
        room.log(0, participation=participation, chosen=chosen)

        log_late(room, 0, seated=seated, chosen=chosen)

        kept = [
            (point.attribution, point.author_id, point.voice_id, point.organisation_kind)
            for point in Point.objects.all()
        ]
        assert kept[0] == kept[1]

    def test_a_repeat_is_success_and_stays_late(self) -> None:
        room = make_room()
        point = log_late(room)
        open_item(item=room.item, actor=room.convener)

        again = room.log(0, uuid=point.pk, text=SECRET)

        assert (again.created, again.is_late, again.html) == (False, True, "")
        assert Point.objects.get().status == PointStatus.LATE

    def test_a_repeat_of_what_was_admitted_is_on_record(self) -> None:
        room = make_room()
        point = log_late(room)
        admit_point(point=point, actor=room.convener)

        again = room.log(0, uuid=point.pk, text=SECRET)

        assert (again.created, again.is_late, again.card.text) == (False, False, SECRET)

    def test_who_has_no_voice_here_is_refused(self) -> None:
        room, other = make_room(), make_room()
        close(room)

        with pytest.raises(VoiceUnknownError):
            room.log(0, token=other.token(0))
        with pytest.raises(VoiceUnknownError):
            make_room(rule=AttributionRule.ATTRIBUTED).log(0, participation=room.people[0].uuid)

    def test_the_identifier_of_another_s_late_point_is_refused(self) -> None:
        room = make_room()
        point = log_late(room)

        with pytest.raises(DomainError, match="identifier"):
            room.log(1, uuid=point.pk)


class TestUnseen:
    def test_it_is_nowhere_before_it_is_admitted(self) -> None:
        room = make_room(rule=AttributionRule.ATTRIBUTED, **consent())
        point = log_late(room, seated=True)
        assert point.author == room.people[0]

        assert point_tallies(room.meeting, hidden=True, off_the_record=True) == ()
        assert attributed_authors(room.meeting) == {}
        assert desk_window(room.item).cards == ()
        assert card_for_point(point.pk) is None
        assert first_item_with_points(room.meeting) is None
        assert now_for_item(room.item).points == 0
        assert not Point.objects.visible().exists()
        assert not Point.objects.reportable().exists()

    def test_nobody_stands_to_it_hides_shows_merges_or_corrects_it(self) -> None:
        room = make_room()
        other = Point.objects.get(pk=room.log(1).card.uuid)
        point = log_late(room)
        open_item(item=room.item, actor=room.convener)
        seat = {"room": room.uuid, "point": point.pk}

        for act in (
            lambda: take_stance(**seat, token=room.token(1), stance=Stance.SUPPORT),
            lambda: correct_point(**seat, token=room.token(0), text="Better said."),
            lambda: hide_point(point=point, actor=room.convener),
            lambda: show_point(point=point, actor=room.convener),
            lambda: merge_points(source=point, target=other, actor=room.convener),
            lambda: merge_points(source=other, target=point, actor=room.convener),
        ):
            with pytest.raises(DomainError):
                act()
        point.refresh_from_db()
        assert (point.status, point.text) == (PointStatus.LATE, SECRET)

    def test_it_is_its_author_s_own_and_can_be_withdrawn_until_it_is_decided(self) -> None:
        room = make_room()
        token, other = room.token(0), room.token(1)
        point = log_late(room)
        end_meeting(meeting=room.meeting, actor=room.convener)

        assert mine(room.item, token=token).points == {str(point.pk)}
        with pytest.raises(DomainError):
            withdraw_point(room=room.uuid, point=point.pk, token=other)
        withdraw_point(room=room.uuid, point=point.pk, token=token)

        assert Point.objects.get().status == PointStatus.WITHDRAWN
        with pytest.raises(DomainError, match="no longer waits"):
            admit_point(point=point, actor=room.convener)


class TestDeciding:
    def test_the_desk_reads_what_waits(self) -> None:
        room = make_room(rule=AttributionRule.ATTRIBUTED, **consent())
        log_late(room, seated=True)
        log_late(room, 1)

        cards = late_cards(room.meeting)

        named = f"{room.people[0].person.name}, {room.people[0].organisation.name}"
        assert [(card.text, card.said_by, card.is_late) for card in cards] == [
            (SECRET, named, True),
            (SECRET, "", True),
        ]
        assert late_count(room.uuid) == 2

    def test_admitted_it_is_a_point_like_any_other(self) -> None:
        room = make_room()
        room.log(1, text="In time")
        point = log_late(room)

        admit_point(point=point, actor=room.convener)

        tallies = point_tallies(room.meeting)
        assert [(tally.text, tally.supporters) for tally in tallies] == [("In time", 1), (SECRET, 1)]
        assert late_cards(room.meeting) == ()

    def test_left_out_it_is_hidden_and_can_be_shown(self) -> None:
        room = make_room()
        point = log_late(room)

        leave_point_out(point=point, actor=room.convener)
        assert Point.objects.get().status == PointStatus.HIDDEN
        show_point(point=point, actor=room.convener)

        assert [tally.text for tally in point_tallies(room.meeting)] == [SECRET]

    def test_deciding_twice_is_harmless_and_otherwise_refused(self) -> None:
        room = make_room()
        point = log_late(room)

        for _ in range(2):
            admit_point(point=point, actor=room.convener)
        with pytest.raises(DomainError, match="no longer waits"):
            leave_point_out(point=point, actor=room.convener)

        assert AuditEntry.objects.filter(verb="point.admitted").count() == 1

    def test_the_trail_names_the_act_and_the_item_and_not_the_point(self) -> None:
        room = make_room()
        point = log_late(room)

        admit_point(point=point, actor=room.convener)

        entry = AuditEntry.objects.get(verb="point.admitted")
        assert (entry.actor, entry.target_type) == (room.convener, "dialogues.agendaitem")
        assert str(point.pk) not in str(entry.__dict__)
        assert SECRET not in str(entry.__dict__)

    @pytest.mark.parametrize("decide", [admit_point, leave_point_out])
    def test_not_after_sealing(self, decide: object) -> None:
        room = make_room()
        point = log_late(room)
        end_meeting(meeting=room.meeting, actor=room.convener)
        seal_meeting(meeting=room.meeting, actor=room.convener)

        with pytest.raises(MeetingClosedError):
            decide(point=point, actor=room.convener)  # type: ignore[operator]  # one of two services


def test_sealing_leaves_out_what_nobody_decided_on_and_keeps_it() -> None:
    room = make_room()
    log_late(room)
    end_meeting(meeting=room.meeting, actor=room.convener)

    sealed = seal_meeting(meeting=room.meeting, actor=room.convener)

    point = Point.objects.get()
    assert (point.status, point.voice, point.frozen_supporters) == (PointStatus.HIDDEN, None, 1)
    assert point_tallies(sealed) == ()
    assert Voice.objects.count() == 0
    assert sealing_proof(sealed).nothing_left


def test_a_repeat_after_sealing_tells_only_what_is_on_record() -> None:
    room = make_room()
    on_record = room.log(1).card.uuid
    token = room.token(0)
    left_out = log_late(room).pk
    end_meeting(meeting=room.meeting, actor=room.convener)
    seal_meeting(meeting=room.meeting, actor=room.convener)

    assert room.log(0, uuid=on_record, token=token).created is False
    for uuid in (left_out, uuid4()):
        with pytest.raises(ItemNotOpenError, match="for good"):
            room.log(0, uuid=uuid, token=token)
