"""What was said and how many stand behind it, as reports and recommendations read it."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from dialogues.enums import AttributionRule, Stance
from dialogues.models import Voice
from dialogues.selectors.points import PointTally, attributed_authors, people_present, point_tallies
from dialogues.services import (
    end_meeting,
    enter_room,
    log_point_on_behalf,
    open_item,
    record_attendance,
    set_headcount,
    take_stance,
    withdraw_point,
)
from stakeholders.enums import Protection
from tests.factories import AgendaItemFactory, ParticipationFactory

from .factories import make_room

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

pytestmark = pytest.mark.django_db


def test_points_come_in_the_order_of_the_record() -> None:
    room = make_room()
    later = AgendaItemFactory(meeting=room.meeting, position=room.item.position + 1)
    room.log(0, text="one")
    room.log(1, text="two")
    open_item(item=later, actor=room.convener)
    room.log(0, text="three", item=later.uuid)

    assert [tally.text for tally in point_tallies(room.meeting)] == ["one", "two", "three"]
    assert [tally.text for tally in point_tallies(room.meeting, item=later)] == ["three"]


def test_the_author_counts_once_and_stances_apart() -> None:
    room = make_room(people=5)
    point = room.log(0).card.uuid
    for number, stance in ((1, Stance.SUPPORT), (2, Stance.QUALIFY), (3, Stance.DISSENT)):
        take_stance(room=room.uuid, point=point, token=room.token(number), stance=stance)

    (tally,) = point_tallies(room.meeting)

    assert (tally.supporters, tally.qualifiers, tally.dissents) == (2, 1, 1)


def test_what_is_off_the_record_or_withdrawn_does_not_come() -> None:
    room = make_room()
    log_point_on_behalf(item=room.item, text="Off.", attribution=AttributionRule.OFF_THE_RECORD)
    gone = room.log(0).card.uuid
    withdraw_point(room=room.uuid, point=gone, token=room.token(0))

    assert point_tallies(room.meeting) == ()
    assert [tally.text for tally in point_tallies(room.meeting, off_the_record=True)] == ["Off."]


def test_who_is_there_counts_while_the_meeting_runs_and_after() -> None:
    room = make_room(people=3)
    record_attendance(meeting=room.meeting, attended=[room.people[2]], actor=room.convener)
    room.token(0)
    room.log(1)
    assert people_present(room.meeting) == 3
    enter_room(participation=ParticipationFactory(meeting=room.meeting))
    assert point_tallies(room.meeting)[0].present == 4

    end_meeting(meeting=room.meeting, actor=room.convener)
    room.meeting.refresh_from_db()
    assert point_tallies(room.meeting)[0].present == 4
    set_headcount(item=room.item, headcount=24, actor=room.convener)
    assert point_tallies(room.meeting)[0].present == 24


def test_a_tally_has_no_place_for_identity() -> None:
    room = make_room()
    room.log(0)

    (tally,) = point_tallies(room.meeting)

    assert not {"author", "voice", "participation", "person"} & {field.name for field in fields(PointTally)}
    told = repr(tally)
    voice = Voice.objects.filter(points__isnull=False).get()
    for secret in (str(voice.id), voice.token_hash, str(room.people[0].uuid), room.people[0].person.name):
        assert secret not in told


def test_only_authors_who_agree_are_named() -> None:
    room = make_room(
        people=3,
        rule=AttributionRule.ATTRIBUTED,
        consents_to_be_named=True,
        consented_at=datetime(2026, 1, 1, tzinfo=UTC),
    )
    named = [room.log_as(number).card.uuid for number in range(3)]
    room.people[1].consents_to_be_named = False
    room.people[1].save()
    room.people[2].person.protection = Protection.PROTECTED
    room.people[2].person.save()

    authors = attributed_authors(room.meeting)

    assert list(authors) == [named[0]]
    assert authors[named[0]].name == room.people[0].person.name


def test_the_number_of_queries_does_not_grow(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    room = make_room(people=3)
    for points in (1, 29):
        for number in range(points):
            uuid = room.log(0, text=f"Point {number}").card.uuid
            take_stance(room=room.uuid, point=uuid, token=room.token(1), stance=Stance.SUPPORT)
        with django_assert_num_queries(5):
            point_tallies(room.meeting)
