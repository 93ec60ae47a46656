"""One card, read by itself, is what the card is among all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from dialogues.attribution import STRICTNESS
from dialogues.enums import AttributionRule, Stance
from dialogues.models import Point
from dialogues.selectors.desk_window import desk_window
from dialogues.selectors.point_card import card_for_point
from dialogues.services import (
    edit_point,
    end_meeting,
    hide_point,
    log_point_on_behalf,
    merge_points,
    seal_meeting,
    take_stance,
    withdraw_point,
)
from tests.factories import ThemeFactory

from .factories import make_room
from .test_services_points import consent

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

    from .factories import Room

pytestmark = pytest.mark.django_db


def talk(room: Room) -> list[Point]:
    points = [
        Point.objects.get(pk=room.log_as(number, text=f"Point {number}^[a note]").card.uuid)
        for number in range(3)
    ]
    for number, stance in enumerate((Stance.SUPPORT, Stance.QUALIFY, Stance.DISSENT, Stance.SUPPORT), 3):
        take_stance(room=room.uuid, point=points[0].pk, token=room.token(number), stance=stance)
    points.append(log_point_on_behalf(item=room.item, text="Hands", hands=4))
    theme = ThemeFactory(dialogue=room.meeting.dialogue)
    edit_point(point=points[1], actor=room.convener, text="Edited", kind="question", theme=theme, hands=2)
    return points


def check(room: Room) -> None:
    room.meeting.refresh_from_db()
    room.item.meeting = room.meeting
    among = desk_window(room.item).cards
    assert among
    assert [card_for_point(card.uuid) for card in among] == list(among)


@pytest.mark.parametrize("rule", STRICTNESS)
def test_it_is_the_same_under_each_rule_and_after_each_act(rule: AttributionRule) -> None:
    room = make_room(people=8, rule=rule, **consent())
    points = talk(room)

    check(room)
    hide_point(point=points[2], actor=room.convener)
    check(room)
    merge_points(source=points[1], target=points[0], actor=room.convener)
    check(room)
    end_meeting(meeting=room.meeting, actor=room.convener)
    seal_meeting(meeting=room.meeting, actor=room.convener)
    check(room)


def test_of_what_is_gone_only_that_it_is() -> None:
    room = make_room()
    point = room.log(0).card.uuid
    withdraw_point(room=room.uuid, point=point, token=room.token(0))

    card = card_for_point(point)

    assert card is not None
    assert (card.is_gone, card.text, card.said_by) == (True, "", "")


@pytest.mark.parametrize(("rule", "queries"), [("", 1), (AttributionRule.ATTRIBUTED, 2)])
def test_it_takes_one_query_and_one_for_a_name(
    rule: Any, queries: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    room = make_room(people=8, rule=rule, **consent())
    points = talk(room)

    with django_assert_num_queries(queries):
        assert card_for_point(points[0].pk)
