"""The points of a page: the newest, and from there back as far as somebody asks, at the same cost however many there are."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.utils import timezone

from dialogues.enums import AttributionRule, PointStatus, Stance
from dialogues.models import Point, Voice
from dialogues.selectors import room_window
from dialogues.selectors.room_window import Asked, Reader, card_window
from dialogues.services import take_stance

from .factories import make_room

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

    from dialogues.selectors.room_window import CardWindow

    from .factories import Room

pytestmark = pytest.mark.django_db


def reader(room: Room, number: int = 0) -> Reader:
    return Reader(room.token(number), room.people[number].uuid)


def texts(window: CardWindow) -> list[str]:
    return [one.card.text for one in window.shown]


def fill(room: Room, count: int) -> list[Point]:
    """Write ``count`` points of the second person at once; pairs share a position, as those of one moment do."""
    voice = Voice.objects.filter(points__isnull=False).first() or Voice.objects.first()
    points = [
        Point(
            uuid=uuid4(),
            agenda_item=room.item,
            position=1000 + number // 2,
            text=f"Point {number}",
            attribution=AttributionRule.UNATTRIBUTED,
            voice=voice,
        )
        for number in range(count)
    ]
    Point.objects.bulk_create(points)
    return sorted(points, key=lambda point: (point.position, point.uuid))


def test_the_newest_and_back_from_there_every_point_once() -> None:
    room = make_room()
    points = fill(room, 120)
    who = reader(room)

    newest = card_window(room.item, who, Asked())
    middle = card_window(room.item, who, Asked(before=newest.oldest))
    oldest = card_window(room.item, who, Asked(before=middle.oldest))

    assert [len(window.shown) for window in (newest, middle, oldest)] == [50, 50, 20]
    assert [window.has_earlier for window in (newest, middle, oldest)] == [True, True, False]
    assert [window.is_partial for window in (newest, middle, oldest)] == [False, True, True]
    assert texts(oldest) + texts(middle) + texts(newest) == [point.text for point in points]


def test_a_reader_who_is_far_back_keeps_what_they_read(monkeypatch: pytest.MonkeyPatch) -> None:
    room = make_room()
    points = fill(room, 80)
    who = reader(room)

    window = card_window(room.item, who, Asked(since=points[10].uuid))
    assert texts(window) == [point.text for point in points[10:]]
    assert (window.has_earlier, window.is_partial) == (True, False)
    assert card_window(room.item, who, Asked(since=points[0].uuid)).has_earlier is False

    monkeypatch.setattr(room_window, "REACH", 60)
    assert texts(card_window(room.item, who, Asked(since=points[0].uuid))) == [
        point.text for point in points[20:]
    ]


def test_a_point_that_is_not_of_the_item_leads_to_the_newest() -> None:
    room = make_room()
    points = fill(room, 3)

    for edge in (uuid4(), make_room().log().card.uuid):
        assert len(card_window(room.item, reader(room), Asked(before=edge)).shown) == len(points)
        assert len(card_window(room.item, reader(room), Asked(since=edge)).shown) == len(points)


def test_one_s_own_are_reached_however_old_they_are() -> None:
    room = make_room()
    own = room.log(0, text="Mine, long ago.")
    room.log(1, text="Another's.")
    fill(room, 60)
    Point.objects.filter(text__startswith="Point").update(
        voice=Point.objects.get(text="Another's.").voice, position=2000
    )

    window = card_window(room.item, reader(room), Asked(own=True))

    assert texts(window) == ["Mine, long ago."]
    assert window.mine == [str(own.card.uuid)]
    assert window.is_partial
    assert "Mine, long ago." not in texts(card_window(room.item, reader(room), Asked()))


def test_what_is_one_s_own_is_told_for_what_is_shown() -> None:
    room = make_room(rule=AttributionRule.ATTRIBUTED, consents_to_be_named=True, consented_at=timezone.now())
    named = room.log_as(0, text="With my name.").card.uuid
    unnamed = room.log(0, text="Without.").card.uuid
    other = room.log_as(1, text="Another's.").card.uuid
    take_stance(room=room.uuid, point=other, token=room.token(0), stance=Stance.QUALIFY)

    window = card_window(room.item, reader(room), Asked())

    assert window.mine == sorted([str(named), str(unnamed)])
    assert window.stances == {str(other): Stance.QUALIFY}
    assert {one.card.text: one.card.said_by for one in window.shown} == {
        "With my name.": f"{room.people[0].person.name}, {room.people[0].organisation}",
        "Without.": "",
        "Another's.": f"{room.people[1].person.name}, {room.people[1].organisation}",
    }
    stranger = card_window(room.item, Reader("no voice", uuid4()), Asked())
    assert (stranger.mine, stranger.stances, len(stranger.shown)) == ([], {}, 3)


@pytest.mark.parametrize(
    "status", [PointStatus.HIDDEN, PointStatus.WITHDRAWN, PointStatus.MERGED, PointStatus.LATE]
)
def test_only_what_is_on_the_page_is_shown(status: PointStatus) -> None:
    room = make_room()
    room.log(0, text="Gone.")
    Point.objects.update(status=status)

    assert card_window(room.item, reader(room), Asked()).shown == ()
    assert card_window(room.item, reader(room), Asked(own=True)).shown == ()


@pytest.mark.parametrize("count", [10, 100, 1000])
def test_the_cost_stays_the_same(count: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    room = make_room()
    fill(room, count)
    who = reader(room)

    with django_assert_num_queries(9):
        card_window(room.item, who, Asked())
