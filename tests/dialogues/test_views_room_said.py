"""What was said under an item, as the page compares it with what is being typed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from dialogues.links import participation_token
from dialogues.live.passes import SEAT_COOKIE
from dialogues.models import Point, Voice
from dialogues.services import hide_point, log_point_on_behalf, merge_points
from tests.factories import AgendaItemFactory

from .factories import make_room

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse
    from pytest_django import DjangoAssertNumQueries

    from .factories import Room

pytestmark = pytest.mark.django_db


def enter(room: Room, number: int = 0) -> Client:
    client = Client()
    client.post(reverse("dialogues:private_room", args=[participation_token(room.people[number])]))
    return client


def ask(client: Client, room: Room, *, item: UUID | None = None, **headers: str) -> HttpResponse:
    address = reverse("dialogues:room_said", args=[room.uuid, item or room.item.uuid])
    return client.get(address, headers=headers)


def test_every_point_on_the_page_comes_with_what_was_merged_into_it() -> None:
    room = make_room()
    first = Point.objects.get(pk=room.log(0, text="Networks need time.^[A note]").card.uuid)
    second = Point.objects.get(pk=room.log(1, text="Time is what networks need.").card.uuid)
    hidden = Point.objects.get(pk=room.log(2, text="Hidden away.").card.uuid)
    log_point_on_behalf(item=AgendaItemFactory(meeting=room.meeting, status="closed"), text="Elsewhere.")
    merge_points(source=second, target=first, actor=room.convener)
    hide_point(point=hidden, actor=room.convener)

    response = ask(enter(room), room)

    assert response.status_code == 200
    assert response.headers["content-type"] == "application/json"
    assert json.loads(response.content) == [
        [str(first.uuid), "en", "Networks need time."],
        [str(first.uuid), "en", "Time is what networks need."],
    ]


def test_everybody_gets_the_same_bytes_and_nobody_a_voice() -> None:
    room = make_room()
    room.log(0, text="Networks need time.")

    answers = [ask(enter(room, number), room).content for number in (0, 1)]

    assert answers[0] == answers[1]
    assert not any(str(voice.id).encode() in answers[0] for voice in Voice.objects.all())


def test_it_is_not_sent_again_while_nothing_changed() -> None:
    room = make_room()
    room.log(0, text="Networks need time.")
    client = enter(room)
    first = ask(client, room)

    again = ask(client, room, if_none_match=first.headers["etag"])
    room.log(1, text="And money.")
    changed = ask(client, room, if_none_match=first.headers["etag"])

    assert (again.status_code, again.content) == (304, b"")
    assert (changed.status_code, len(json.loads(changed.content))) == (200, 2)
    assert "no-store" in first.headers["cache-control"]


def test_it_asks_for_a_voice_and_not_for_a_seat() -> None:
    room = make_room()
    client = enter(room)
    del client.cookies[SEAT_COOKIE]

    assert ask(client, room).status_code == 200
    assert ask(Client(), room).status_code == 403
    Voice.objects.all().delete()
    assert ask(client, room).status_code == 404


def test_items_of_other_rooms_are_not_there() -> None:
    room, other = make_room(), make_room()

    assert ask(enter(room), room, item=other.item.uuid).status_code == 404
    assert ask(enter(room), room, item=uuid4()).status_code == 404
    assert ask(enter(room), other).status_code == 403


def test_it_is_only_read() -> None:
    room = make_room()

    response = enter(room).post(reverse("dialogues:room_said", args=[room.uuid, room.item.uuid]))

    assert response.status_code == 405


@pytest.mark.parametrize("points", [1, 30])
def test_queries_stay_constant(points: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    room = make_room()
    client = enter(room)
    for number in range(points):
        log_point_on_behalf(item=room.item, text=f"Point {number}")

    with django_assert_num_queries(2):
        ask(client, room)
