"""What was written and never told is found and told."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.db import connection

from dialogues.enums import Stance
from dialogues.live import broadcast, mending
from dialogues.live.mending import mend, told_room
from dialogues.live.through_redis import RedisBroadcaster
from dialogues.models import Point, Poll
from dialogues.selectors.told import room_as_shown
from dialogues.services import (
    answer_poll,
    close_item,
    close_poll,
    end_meeting,
    hide_point,
    log_point,
    open_poll,
    prepare_poll,
    put_point_up,
    seal_meeting,
    take_point_down,
    take_stance,
    withdraw_point,
)

from .factories import make_room

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .factories import Room

pytestmark = pytest.mark.django_db(transaction=True)
REDIS_URL = os.environ.get("MAJLIS_REDIS_URL", "")


class Ear(RedisBroadcaster):
    """Remembers what was published."""

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self.events: list[tuple[str, str]] = []
        self.is_deaf = False

    def publish(self, room: object, event: str, data: str, *, about: broadcast.Told | None = None) -> None:
        """Remember the event; as Redis is away, tell nobody."""
        if not self.is_deaf:
            self.events.append((event, data))
            super().publish(room, event, data, about=about)  # type: ignore[arg-type]  # a UUID


@pytest.fixture
def live(monkeypatch: pytest.MonkeyPatch) -> Iterator[Ear]:
    if not REDIS_URL:
        pytest.skip("MAJLIS_REDIS_URL names no Redis")
    ear = Ear(REDIS_URL)
    monkeypatch.setattr(broadcast, "_broadcaster", lambda _url: ear)
    yield ear
    ear._redis.close()


@pytest.fixture
def room(live: Ear) -> Room:
    made = make_room(people=3)
    mend(made.uuid, live)
    live.events.clear()
    return made


def ask(room: Room) -> Poll:
    poll = prepare_poll(
        item=room.item, question="Shall we go on?", options=["Yes", "No"], actor=room.convener
    )
    return open_poll(poll=poll, actor=room.convener)


def answer(room: Room, poll: Poll, number: int) -> None:
    option = poll.options.first()
    assert option is not None
    answer_poll(room=room.uuid, poll=poll.uuid, token=room.token(number), option=option.uuid)


def test_what_services_tell_is_what_the_database_says(live: Ear, room: Room) -> None:
    spoken, other = room.log(0).card.uuid, room.log(1).card.uuid
    take_stance(room=room.uuid, point=spoken, token=room.token(1), stance=Stance.DISSENT)
    hide_point(point=Point.objects.get(pk=other), actor=room.convener)
    gone = room.log(0).card.uuid
    withdraw_point(room=room.uuid, point=gone, token=room.token(0))
    close_item(item=room.item, actor=room.convener)
    told = live.told(room.uuid)
    live.events.clear()

    mend(room.uuid, live)

    assert told == told_room(room_as_shown(room.uuid))
    assert live.events == []


def test_what_is_put_up_is_told_as_the_database_has_it(live: Ear, room: Room) -> None:
    point = Point.objects.get(pk=room.log(0).card.uuid)
    for act in (
        lambda: put_point_up(point=point, actor=room.convener),
        lambda: take_stance(room=room.uuid, point=point.pk, token=room.token(1), stance=Stance.SUPPORT),
        lambda: take_point_down(item=room.item, actor=room.convener),
        lambda: ask(room),
        lambda: answer(room, Poll.objects.get(), 0),
        lambda: answer(room, Poll.objects.get(), 1),
        lambda: close_poll(poll=Poll.objects.get(), actor=room.convener),
        lambda: ask(room),
        lambda: close_item(item=room.item, actor=room.convener),
        lambda: room.log(0, "Too late."),
    ):
        act()
        live.events.clear()

        mend(room.uuid, live)

        assert live.events == []
        assert live.told(room.uuid) == told_room(room_as_shown(room.uuid))


def test_a_poll_that_was_never_told_is_told(live: Ear, room: Room) -> None:
    live.is_deaf = True
    poll = ask(room)
    live.is_deaf = False

    mend(room.uuid, live)
    mend(room.uuid, live)

    assert [event for event, _ in live.events] == ["poll"]
    assert 'data-kind="poll"' in live.events[0][1]
    assert f'data-answers="{poll.uuid}">0<' in live.events[0][1]


def test_answers_that_were_never_told_are_told(live: Ear, room: Room) -> None:
    poll = ask(room)
    answer(room, poll, 0)
    live.events.clear()
    live.is_deaf = True
    answer(room, poll, 1)
    answer(room, poll, 2)
    live.is_deaf = False

    mend(room.uuid, live)
    mend(room.uuid, live)

    assert live.events == [("poll", f'{{"poll":"{poll.uuid}","answers":3}}')]


def test_a_result_that_was_never_told_is_told(live: Ear, room: Room) -> None:
    poll = ask(room)
    for number in range(3):
        answer(room, poll, number)
    live.events.clear()
    live.is_deaf = True
    close_poll(poll=poll, actor=room.convener)
    live.is_deaf = False

    mend(room.uuid, live)
    mend(room.uuid, live)

    assert [event for event, _ in live.events] == ["poll"]
    assert 'data-kind="result"' in live.events[0][1]


def test_a_point_whose_putting_up_was_never_told_is_put_up(live: Ear, room: Room) -> None:
    point = Point.objects.get(pk=room.log(0).card.uuid)
    live.events.clear()
    live.is_deaf = True
    put_point_up(point=point, actor=room.convener)
    live.is_deaf = False

    mend(room.uuid, live)

    assert [event for event, _ in live.events] == ["featured"]
    assert f'data-subject="{point.pk}" data-kind="point"' in live.events[0][1]
    live.events.clear()
    live.is_deaf = True
    take_point_down(item=room.item, actor=room.convener)
    live.is_deaf = False

    mend(room.uuid, live)
    mend(room.uuid, live)

    assert [(event, 'data-kind=""' in data) for event, data in live.events] == [("poll", True)]


def test_late_points_whose_number_was_never_told_are_counted(live: Ear, room: Room) -> None:
    close_item(item=room.item, actor=room.convener)
    live.events.clear()
    live.is_deaf = True
    room.log(0, "Too late.")
    live.is_deaf = False

    mend(room.uuid, live)
    mend(room.uuid, live)

    assert live.events == [("late", "1")]


def test_a_point_that_was_never_told_is_told(live: Ear, room: Room) -> None:
    live.is_deaf = True
    point = room.log(0).card.uuid
    live.is_deaf = False

    mend(room.uuid, live)
    mend(room.uuid, live)

    assert [event for event, _ in live.events] == ["point"]
    assert str(point) in live.events[0][1]


def test_changes_that_were_never_told_are_told(live: Ear, room: Room) -> None:
    supported, withdrawn = room.log(0).card.uuid, room.log(0).card.uuid
    hidden = room.log(0, "What is hidden.").card.uuid
    live.events.clear()
    live.is_deaf = True
    take_stance(room=room.uuid, point=supported, token=room.token(1), stance=Stance.SUPPORT)
    withdraw_point(room=room.uuid, point=withdrawn, token=room.token(0))
    hide_point(point=Point.objects.get(pk=hidden), actor=room.convener)
    close_item(item=room.item, actor=room.convener)
    live.is_deaf = False

    mend(room.uuid, live)

    assert sorted(event for event, _ in live.events) == ["item", "point", "point", "point"]
    said = "".join(data for _, data in live.events)
    assert "<b>2</b>" in said
    assert 'data-status="withdrawn"' in said
    assert 'data-status="hidden"' in said
    live.events.clear()
    mend(room.uuid, live)
    assert live.events == []
    assert "What is hidden." not in said


def test_many_differences_make_everybody_reload(
    live: Ear, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mending, "MANY", 2)
    live.is_deaf = True
    for _ in range(3):
        log_point(room=room.uuid, item=room.item.uuid, token=room.token(0), uuid=uuid4(), text="One of many.")
    live.is_deaf = False

    mend(room.uuid, live)
    mend(room.uuid, live)

    assert live.events == [("reload", "now")]


def test_of_a_sealed_meeting_nothing_is_told(live: Ear, room: Room) -> None:
    room.log(0)
    end_meeting(meeting=room.meeting, actor=room.convener)
    seal_meeting(meeting=room.meeting, actor=room.convener)
    live.events.clear()

    mend(room.uuid, live)

    assert live.events == []
    assert live.told(room.uuid) == {}


def test_a_database_or_redis_that_is_away_is_asked_later(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "close", lambda: None)

    mend(uuid4(), RedisBroadcaster("redis://127.0.0.1:1/0"))

    assert "is looked at later: ConnectionError" in caplog.text
