"""What a browser keeps for a dead line: one page and its files, and nothing of any room."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse

from dialogues.live.passes import VOICE_COOKIE

from .factories import make_room
from .test_views_room import data_of, enter

if TYPE_CHECKING:
    from pytest_django.fixtures import SettingsWrapper

pytestmark = pytest.mark.django_db


def kept(script: str) -> dict[str, object]:
    found = re.match(r"self\.kept = (.*);\n", script)
    assert found
    return dict(json.loads(found[1]))


def test_the_worker_is_served_where_it_may_look_after_all_rooms() -> None:
    response = Client().get(reverse("dialogues:room_worker", args=["ar"]))

    assert response.status_code == 200
    assert response["Content-Type"] == "text/javascript; charset=utf-8"
    assert response["Service-Worker-Allowed"] == "/room/"
    assert "no-cache" in response["Cache-Control"]
    assert "script-src 'self'" in response["Content-Security-Policy"]
    assert 'importScripts("/static/js/room-worker.js")' in response.content.decode()


def test_it_keeps_files_and_one_page_that_says_nothing_of_anybody() -> None:
    told = kept(Client().get(reverse("dialogues:room_worker", args=["en"])).content.decode())

    assert told["page"] == reverse("dialogues:room_offline", args=["en"])
    files = told["files"]
    assert isinstance(files, list)
    assert all(finders.find(path.removeprefix("/static/")) for path in files)
    assert len(files) == len(set(files))


def test_the_page_is_the_same_for_everybody_and_sets_nothing() -> None:
    address = reverse("dialogues:room_offline", args=["en"])
    client = Client()
    client.cookies[VOICE_COOKIE] = "somebody's"

    first, second = Client().get(address), client.get(address)

    assert first.content == second.content
    assert not first.cookies
    assert "csrfmiddlewaretoken" not in first.content.decode()
    assert "No connection" in first.content.decode()


def test_each_language_has_its_own_and_there_are_no_others() -> None:
    arabic = Client().get(reverse("dialogues:room_offline", args=["ar"])).content.decode()
    assert '<html lang="ar" dir="rtl"' in arabic

    names = {
        kept(Client().get(reverse("dialogues:room_worker", args=[code])).content.decode())["cache"]
        for code in ("en", "ar")
    }
    assert len(names) == 2
    for name in ("room_worker", "room_offline"):
        assert Client().get(reverse(f"dialogues:{name}", args=["xx"])).status_code == 404
        assert Client().post(reverse(f"dialogues:{name}", args=["en"])).status_code == 405


def test_a_room_s_page_names_the_worker_of_its_reader_s_language(settings: SettingsWrapper) -> None:
    room = make_room()
    client = enter(room)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "ar"

    data = data_of(client.get(reverse("dialogues:room_page", args=[room.uuid])).content.decode())

    assert data["worker"] == "/room/worker/ar.js"


def test_what_waits_on_a_device_belongs_to_a_seat_that_only_we_can_name() -> None:
    room, other_room = make_room(), make_room()
    address = reverse("dialogues:room_page", args=[room.uuid])
    first, second = enter(room, 0), enter(room, 1)

    owners = [
        data_of(client.get(address).content.decode())["owner"] for client in (first, enter(room, 0), second)
    ]
    elsewhere = data_of(
        enter(other_room, 0).get(reverse("dialogues:room_page", args=[other_room.uuid])).content.decode()
    )["owner"]

    assert owners[0] == owners[1]
    assert len({*owners, elsewhere}) == 3
