"""Many at once: on PostgreSQL truly so, on SQLite one writer after the other."""

from __future__ import annotations

import threading
from contextlib import suppress
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.db import connection, connections

from dialogues.enums import Stance
from dialogues.exceptions import ItemNotOpenError
from dialogues.keystore import token_hash
from dialogues.models import Point, PollAnswer, Support, Voice
from dialogues.selectors.points import point_tallies
from dialogues.services import (
    answer_poll,
    close_poll,
    enter_room,
    log_point,
    open_poll,
    open_room,
    prepare_poll,
    take_stance,
)
from tests.factories import ParticipationFactory

from .factories import make_room

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.django_db(transaction=True)
THREADS = 8


def at_once(work: Callable[[int], object], times: int = THREADS) -> None:
    """Do ``work`` in as many threads as ``times``, and raise what any of them raised."""
    failures: list[BaseException] = []
    start = threading.Barrier(times)

    def run(number: int) -> None:
        try:
            start.wait()
            work(number)
        except BaseException as error:  # noqa: BLE001 - raised below, in the test's own thread
            failures.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]


@pytest.fixture(autouse=True)
def _enough_for_threads() -> None:
    if connection.vendor == "sqlite" and "memory" in str(connection.settings_dict["NAME"]):
        pytest.skip("threads would share one connection to SQLite in memory")


def test_eight_clients_lose_nothing_and_double_nothing() -> None:
    room = make_room(people=THREADS)
    tokens = [room.token(number) for number in range(THREADS)]

    def speak(number: int) -> None:
        for word in range(10):
            arguments = {"room": room.uuid, "item": room.item.uuid, "token": tokens[number]}
            uuid = uuid4()
            for _ in range(2):
                log_point(**arguments, uuid=uuid, text=f"{number}-{word}")

    at_once(speak)

    assert Point.objects.count() == THREADS * 10
    for number in range(THREADS):
        voice = Voice.objects.get(token_hash=token_hash(tokens[number]))
        texts = [point.text for point in Point.objects.filter(voice=voice).order_by("position", "uuid")]
        assert texts == [f"{number}-{word}" for word in range(10)]  # each in their own order
    positions = list(Point.objects.values_list("position", flat=True))
    assert max(positions.count(position) for position in set(positions)) <= THREADS


def test_the_same_point_from_eight_retries_is_one() -> None:
    room = make_room()
    token, uuid = room.token(0), uuid4()

    at_once(
        lambda _number: log_point(room=room.uuid, item=room.item.uuid, token=token, uuid=uuid, text="Once.")
    )

    assert Point.objects.count() == 1


def test_one_voice_pressing_eight_times_counts_once() -> None:
    room = make_room()
    point, token = room.log(0).card.uuid, room.token(1)

    at_once(lambda _number: take_stance(room=room.uuid, point=point, token=token, stance=Stance.SUPPORT))

    assert Support.objects.count() == 1
    assert point_tallies(room.meeting)[0].supporters == 2


def test_one_voice_answering_eight_times_at_once_answers_once() -> None:
    room = make_room()
    poll = prepare_poll(item=room.item, question="Well?", options=["Yes", "No"], actor=room.convener)
    open_poll(poll=poll, actor=room.convener)
    options = list(poll.options.values_list("uuid", flat=True))
    token = room.token(0)

    at_once(
        lambda number: answer_poll(
            room=room.uuid, poll=poll.uuid, token=token, option=options[number % len(options)]
        )
    )

    assert PollAnswer.objects.count() == 1


def test_nothing_is_counted_after_a_poll_has_closed() -> None:
    room = make_room(people=THREADS)
    poll = prepare_poll(item=room.item, question="Well?", options=["Yes", "No"], actor=room.convener)
    open_poll(poll=poll, actor=room.convener)
    option = poll.options.values_list("uuid", flat=True)[0]
    tokens = [room.token(number) for number in range(THREADS)]
    counted: list[int] = []

    def work(number: int) -> None:
        if number == THREADS - 1:
            close_poll(poll=poll, actor=room.convener)
            counted.append(PollAnswer.objects.count())
            return
        with suppress(ItemNotOpenError):
            answer_poll(room=room.uuid, poll=poll.uuid, token=tokens[number], option=option)

    at_once(work)

    assert [PollAnswer.objects.count()] == counted


def test_opening_from_two_desks_gives_one_voice_each() -> None:
    room = make_room(people=5, open_now=False)

    at_once(lambda _number: open_room(meeting=room.meeting, actor=room.convener), 4)

    assert Voice.objects.filter(meeting=room.meeting).count() == 5


def test_people_who_come_late_while_others_speak_lose_nobody_s_words() -> None:
    room = make_room(people=4)
    tokens = [room.token(number) for number in range(4)]
    late = [ParticipationFactory(meeting=room.meeting) for _ in range(4)]

    def work(number: int) -> None:
        if number < 4:
            for word in range(15):
                log_point(
                    room=room.uuid,
                    item=room.item.uuid,
                    token=tokens[number],
                    uuid=uuid4(),
                    text=f"{number}-{word}",
                )
        else:
            enter_room(participation=late[number - 4])

    at_once(work)

    assert Point.objects.exclude(voice=None).count() == 60
    assert Voice.objects.filter(meeting=room.meeting).count() == 8


def test_a_connection_that_was_lost_loses_no_point() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("a file does not hang up")
    room = make_room()
    token = room.token(0)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        backend = cursor.fetchone()
    administrator = connection.copy()
    with administrator.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", backend)
    administrator.close()

    logged = log_point(room=room.uuid, item=room.item.uuid, token=token, uuid=uuid4(), text="Still here.")

    assert logged.created
    assert Point.objects.get().text == "Still here."
