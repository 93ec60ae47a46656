"""The rapporteur's page: who may, what it shows, what it takes."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.urls import reverse

from dialogues.enums import PointStatus
from dialogues.live.passes import DESK_COOKIE
from dialogues.models import Point
from dialogues.services import end_meeting, hide_point, seal_meeting
from tests.factories import AgendaItemFactory, ThemeFactory

from .factories import make_room
from .test_views_desk import JSON, ROLES, RUNS, browser, expected, point_in, to

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client
    from pytest_django import DjangoAssertNumQueries

    from stakeholders.models import User

    from .factories import Room

    SignIn = Callable[[User], Client]

pytestmark = pytest.mark.django_db


def log(room: Room, client: Client, headers: dict[str, str] | None = None, **values: Any) -> Any:
    fields = {"uuid": str(uuid4()), "text": "Said aloud.", "kind": "concern"}
    return client.post(f"{to(room, 'room_record')}?item={room.item.uuid}", fields | values, headers=headers)


@pytest.mark.parametrize("role", sorted(ROLES))
def test_who_may(role: str, sign_in: SignIn) -> None:
    room = make_room()
    client = browser(room, role, sign_in)

    assert client.get(to(room, "room_record")).status_code == expected(role, RUNS, 200)
    assert log(room, client).status_code == expected(role, RUNS, 302)
    assert Point.objects.count() == (role in RUNS)


class TestPage:
    def test_in_every_state(self, sign_in: SignIn) -> None:
        room = make_room(open_now=False)
        client = sign_in(room.convener)
        for step, words in (
            (None, "The room is not open yet"),
            ("room_open", "This item has not been open"),
            ("room_item_open", "No points have been logged"),
            ("room_end", "No points have been logged"),
            ("room_seal", "The meeting is sealed"),
        ):
            if step:
                client.post(to(room, step, *([room.item.uuid] if step == "room_item_open" else [])))
            response = client.get(to(room, "room_record"))
            assert response.status_code == 200
            assert words in response.content.decode()

    def test_without_an_agenda(self, sign_in: SignIn) -> None:
        room = make_room(open_now=False)
        room.item.delete()

        assert sign_in(room.convener).get(to(room, "room_record")).status_code == 200

    def test_the_script_knows_themes_kinds_and_no_voice(self, sign_in: SignIn) -> None:
        room = make_room()
        theme = ThemeFactory(dialogue=room.meeting.dialogue)
        ThemeFactory()
        point = point_in(room)

        response = sign_in(room.convener).get(to(room, "room_record"))

        html = response.content.decode()
        data = json.loads(re.findall(r'id="room-data" type="application/json">(.*?)</script>', html)[0])
        assert data["record"]["themes"] == [{"value": str(theme.uuid), "name": theme.name}]
        assert len(data["record"]["kinds"]) == 6
        assert str(point.voice_id) not in html
        assert response.cookies[DESK_COOKIE]["path"] == f"/room/{room.uuid}/stream/"

    def test_hidden_points_are_there_to_be_shown_again(self, sign_in: SignIn) -> None:
        room = make_room()
        hide_point(point=point_in(room, "Hidden away."), actor=room.convener)

        html = sign_in(room.convener).get(to(room, "room_record")).content.decode()

        assert "Hidden away." in html
        assert f'data-status="{PointStatus.HIDDEN}"' in html

    def test_the_desk_leads_here(self, sign_in: SignIn) -> None:
        room = make_room()
        client = sign_in(room.convener)

        assert to(room, "room_record") in client.get(to(room, "room")).content.decode()
        end_meeting(meeting=room.meeting, actor=room.convener)
        assert to(room, "room_record") in client.get(to(room, "room")).content.decode()

    def test_the_number_of_queries_does_not_grow(
        self, sign_in: SignIn, django_assert_max_num_queries: DjangoAssertNumQueries
    ) -> None:
        room = make_room(people=2)
        client = sign_in(room.convener)
        client.get(to(room, "room_record"))
        counts = []
        for points in (1, 29):
            for number in range(points):
                room.log(1, text=f"Point {number}")
            with django_assert_max_num_queries(MOST_QUERIES) as queries:
                client.get(to(room, "room_record"))
            counts.append(len(queries))
        assert counts[0] == counts[1]


MOST_QUERIES = 20


class TestLogging:
    def test_the_script_gets_the_card_and_what_undoes_it(self, sign_in: SignIn) -> None:
        room = make_room()
        client = sign_in(room.convener)

        done = log(room, client, headers=JSON, hands="4")

        assert done.status_code == 201
        assert "Said aloud." in done.json()["card"]
        client.post(to(room, "room_undo"), {"undo": done.json()["undo"]}, headers=JSON)
        assert Point.objects.get().status == PointStatus.HIDDEN

    def test_sent_twice_it_is_there_once(self, sign_in: SignIn) -> None:
        room = make_room()
        client = sign_in(room.convener)
        uuid = str(uuid4())

        for _ in range(2):
            assert log(room, client, headers=JSON, uuid=uuid).status_code == 201

        assert Point.objects.count() == 1

    def test_a_plain_form_comes_back_to_the_page(self, sign_in: SignIn) -> None:
        room = make_room()

        response = log(room, sign_in(room.convener))

        assert response.url == f"{to(room, 'room_record')}?item={room.item.uuid}"

    def test_what_is_wrong_is_said_and_what_was_typed_is_kept(self, sign_in: SignIn) -> None:
        room = make_room()
        client = sign_in(room.convener)

        plain = log(room, client, text="Keep this text.", hands="many")
        by_script = log(room, client, headers=JSON, hands="many")

        assert (plain.status_code, by_script.status_code) == (422, 422)
        assert "Keep this text." in plain.content.decode()
        assert by_script.json()["message"]

    def test_not_where_nothing_is_taken(self, sign_in: SignIn) -> None:
        room = make_room()
        client = sign_in(room.convener)
        planned = AgendaItemFactory(meeting=room.meeting)
        address = f"{to(room, 'room_record')}?item={planned.uuid}"
        fields = {"uuid": str(uuid4()), "text": "x", "kind": "concern"}

        assert client.post(address, fields).status_code == 404
        end_meeting(meeting=room.meeting, actor=room.convener)
        seal_meeting(meeting=room.meeting, actor=room.convener)
        assert log(room, client).status_code == 404

    def test_the_address_is_the_meetings(self) -> None:
        assert reverse("dialogues:room_record", args=["d", "m"]) == "/dialogues/d/m/room/record/"


class TestWindow:
    @pytest.mark.parametrize("name", ["room", "room_record"])
    def test_the_newest_are_shown_and_the_earlier_ones_a_step_back(
        self, name: str, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("dialogues.selectors.desk_window.WINDOW", 3)
        room = make_room()
        points = [point_in(room, f"Point number {number}.") for number in range(5)]
        hide_point(point=points[3], actor=room.convener)
        client = sign_in(room.convener)

        newest = client.get(to(room, name)).context["window"]
        earlier = client.get(to(room, name), {"before": str(points[2].uuid)}).context["window"]

        assert [card.uuid for card in newest.cards] == [point.uuid for point in points[2:]]
        assert (newest.has_earlier, newest.oldest, newest.is_partial) == (True, points[2].uuid, False)
        assert [card.uuid for card in earlier.cards] == [point.uuid for point in points[:2]]
        assert (earlier.has_earlier, earlier.is_partial) == (False, True)

    @pytest.mark.parametrize("before", ["x", "00000000-0000-4000-8000-000000000000"])
    def test_an_address_that_leads_nowhere_leads_to_the_newest(self, before: str, sign_in: SignIn) -> None:
        room = make_room()
        point_in(room)

        window = sign_in(room.convener).get(to(room, "room_record"), {"before": before}).context["window"]

        assert (len(window.cards), window.is_partial) == (1, False)
