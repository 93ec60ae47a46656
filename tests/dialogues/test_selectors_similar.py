"""Which points say the same, for whoever merges."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

import pytest

from dialogues.enums import AttributionRule, Stance
from dialogues.models import Point
from dialogues.selectors.similar import SimilarPoint, merge_suggestions, similar_points
from dialogues.services import hide_point, log_point_on_behalf, merge_points, open_item, take_stance
from tests.factories import AgendaItemFactory

from .factories import make_room

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

    from .factories import Room

pytestmark = pytest.mark.django_db

SHORT = "Grants for local women's organisations are too short."
AGAIN = "The grants that local women's organisations receive are short."
ELSE = "Mediators should speak to the youth councils."


def logged(room: Room, text: str, number: int = 0, **values: object) -> Point:
    return Point.objects.get(pk=room.log(number, text=text, **values).card.uuid)


def texts(found: tuple[SimilarPoint, ...]) -> list[str]:
    return [one.text for one in found]


def test_what_says_the_same_comes_with_its_score_and_supporters() -> None:
    room = make_room(people=4)
    point, again = logged(room, SHORT), logged(room, AGAIN, 1)
    logged(room, ELSE, 2)
    take_stance(room=room.uuid, point=again.uuid, token=room.token(3), stance=Stance.SUPPORT)

    (found,) = similar_points(point)

    assert (found.uuid, found.text, found.supporters) == (again.uuid, AGAIN, 2)
    assert 0.6 < found.score <= 1


def test_the_best_comes_first_and_a_show_of_hands_counts() -> None:
    room = make_room(people=3)
    point = logged(room, SHORT)
    logged(room, AGAIN, 1)
    log_point_on_behalf(item=room.item, text=SHORT, hands=9)

    found = similar_points(point)

    assert texts(found) == [SHORT, AGAIN]
    assert (found[0].score, found[0].supporters) == (1, 9)


def test_points_of_other_items_of_the_meeting_come_too() -> None:
    room = make_room()
    point = logged(room, SHORT)
    later = AgendaItemFactory(meeting=room.meeting, position=room.item.position + 1)
    open_item(item=later, actor=room.convener)
    logged(room, AGAIN, 1, item=later.uuid)

    assert texts(similar_points(point)) == [AGAIN]


def test_nothing_comes_that_cannot_be_merged() -> None:
    room = make_room(people=3)
    point = logged(room, SHORT)
    Point.objects.filter(pk=logged(room, AGAIN, 1).pk).update(language="fr")
    log_point_on_behalf(item=room.item, text=AGAIN, attribution=AttributionRule.OFF_THE_RECORD)
    hide_point(point=logged(room, AGAIN, 2), actor=room.convener)
    merge_points(source=logged(room, AGAIN), target=point, actor=room.convener)
    elsewhere = make_room()
    logged(elsewhere, AGAIN)

    assert similar_points(point) == ()
    assert merge_suggestions(room.item) == ()


def test_pairs_are_suggested_with_the_more_supported_point_to_keep() -> None:
    room = make_room(people=4)
    point, again = logged(room, SHORT), logged(room, AGAIN, 1)
    logged(room, ELSE, 2)
    take_stance(room=room.uuid, point=again.uuid, token=room.token(3), stance=Stance.SUPPORT)

    (pair,) = merge_suggestions(room.item)

    assert (pair.first.uuid, pair.second.uuid) == (again.uuid, point.uuid)
    assert (pair.first.supporters, pair.second.supporters) == (2, 1)
    assert pair.score == pair.first.score == pair.second.score


def test_of_two_alike_with_equal_support_the_earlier_is_kept() -> None:
    room = make_room()
    point = logged(room, SHORT)
    logged(room, AGAIN, 1)

    assert merge_suggestions(room.item)[0].first.uuid == point.uuid


@pytest.mark.parametrize("points", [2, 40])
def test_queries_stay_constant(points: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    room = make_room()
    for number in range(points):
        log_point_on_behalf(item=room.item, text=SHORT, uuid=UUID(int=number + 1))
    point = Point.objects.select_related("agenda_item").get(pk=UUID(int=1))

    with django_assert_num_queries(4):
        similar_points(point)
    with django_assert_num_queries(4):
        merge_suggestions(room.item)
