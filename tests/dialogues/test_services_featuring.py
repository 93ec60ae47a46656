"""Putting a point up for a show of support: one at a time, and only while it can be supported."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dialogues.exceptions import ItemNotOpenError, MeetingClosedError
from dialogues.models import Point
from dialogues.selectors.polls import OwnStage, own_stage, stage_of_item
from dialogues.services import (
    close_item,
    end_meeting,
    hide_point,
    merge_points,
    open_item,
    open_poll,
    pause_item,
    prepare_poll,
    put_point_up,
    take_point_down,
    take_stance,
    withdraw_point,
)
from stakeholders.exceptions import DomainError
from stakeholders.models import AuditEntry
from tests.factories import AgendaItemFactory

from .factories import make_room

if TYPE_CHECKING:
    from collections.abc import Callable

    from .factories import Room

pytestmark = pytest.mark.django_db


def log(room: Room, number: int = 0, text: str = "Networks need time.") -> Point:
    return Point.objects.get(pk=room.log(number, text).card.uuid)


def put_up(room: Room, point: Point | None = None) -> Point:
    point = point or log(room)
    put_point_up(point=point, actor=room.convener)
    return point


def featured(room: Room) -> Point | None:
    room.item.refresh_from_db()
    return room.item.featured_point


def test_a_point_is_put_up_and_taken_down() -> None:
    room = make_room()
    first, second = put_up(room), log(room, 1)
    put_up(room, first)  # again: nothing changes
    put_up(room, second)
    assert featured(room) == second

    for _ in range(2):
        take_point_down(item=room.item, actor=room.convener)
    assert featured(room) is None

    entries = AuditEntry.objects.filter(verb__startswith="item.point_").order_by("pk")
    assert list(entries.values_list("verb", "target_id", "changes")) == [
        (verb, str(room.item.uuid), {})
        for verb in ("item.point_put_up", "item.point_put_up", "item.point_taken_down")
    ]


def _withdraw(room: Room, point: Point) -> None:
    withdraw_point(room=room.uuid, point=point.uuid, token=room.token(0))


@pytest.mark.parametrize(
    "away",
    [
        lambda room, _point: pause_item(item=room.item, actor=room.convener),
        lambda room, _point: close_item(item=room.item, actor=room.convener),
        lambda room, _point: open_item(item=AgendaItemFactory(meeting=room.meeting), actor=room.convener),
        lambda room, _point: end_meeting(meeting=room.meeting, actor=room.convener),
        lambda room, point: hide_point(point=point, actor=room.convener),
        lambda room, point: merge_points(source=point, target=log(room, 1), actor=room.convener),
        _withdraw,
    ],
    ids=["pause", "close", "another item", "end", "hide", "merge", "withdraw"],
)
def test_what_can_no_longer_be_supported_is_down(away: Callable[[Room, Point], object]) -> None:
    room = make_room()
    point = put_up(room)

    away(room, point)

    assert featured(room) is None


def test_merging_another_into_it_leaves_it_up() -> None:
    room = make_room()
    point = put_up(room)

    merge_points(source=log(room, 1), target=point, actor=room.convener)

    assert featured(room) == point


def test_only_a_visible_point_of_the_open_item_is_put_up() -> None:
    room = make_room()
    hidden, later = log(room), log(room, 1)
    hide_point(point=hidden, actor=room.convener)
    with pytest.raises(DomainError, match="no longer on the page"):
        put_up(room, hidden)
    pause_item(item=room.item, actor=room.convener)
    with pytest.raises(ItemNotOpenError):
        put_up(room, later)
    end_meeting(meeting=room.meeting, actor=room.convener)
    for late in (
        lambda: put_up(room, later),
        lambda: take_point_down(item=room.item, actor=room.convener),
    ):
        with pytest.raises(MeetingClosedError):
            late()


def test_one_thing_at_a_time() -> None:
    room = make_room()
    poll = prepare_poll(item=room.item, question="Well?", options=["Yes", "No"], actor=room.convener)
    open_poll(poll=poll, actor=room.convener)

    with pytest.raises(DomainError, match="A poll is open"):
        put_up(room)


def test_the_stage_shows_it_with_its_counts_and_each_voice_how_it_stands() -> None:
    room = make_room()
    point = put_up(room)
    take_stance(room=room.uuid, point=point.uuid, token=room.token(1), stance="support")
    room.item.refresh_from_db()

    stage = stage_of_item(room.item, room=room.uuid)

    assert stage.card is not None
    assert (stage.card.uuid, stage.card.supporters, stage.kind) == (point.uuid, 2, "point")
    assert own_stage(stage, token=room.token(0)) == OwnStage(is_mine=True)
    assert own_stage(stage, token=room.token(1)) == OwnStage(stance="support")
    assert own_stage(stage, token=room.token(2)) == OwnStage()
