"""Which browsers the room opens to, and which not any more; and a door that waits for the key store."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from dialogues.enums import AttributionRule
from dialogues.exceptions import KeyStoreAwayError
from dialogues.keystore import key_store
from dialogues.links import participation_token
from dialogues.models import Participation
from dialogues.services import record_consent, remove_participant, renew_link

from .factories import Room, make_room

pytestmark = pytest.mark.django_db


def door(room: Room, number: int = 0) -> str:
    held = Participation.objects.get(pk=room.people[number].pk)
    return reverse("dialogues:private_room", args=[participation_token(held)])


def entered(room: Room, number: int = 0) -> Client:
    client = Client()
    assert client.post(door(room, number)).status_code == 302
    return client


@pytest.mark.parametrize("act", [remove_participant, renew_link])
def test_a_browser_that_was_inside_is_outside(act: object) -> None:
    room = make_room(rule=AttributionRule.ATTRIBUTED)
    record_consent(participation=room.people[0], consents_to_be_named=True, actor=room.convener)
    client = entered(room)
    shared = room.log(1, text="What the room said.").card.uuid
    page = reverse("dialogues:room_page", args=[room.uuid])
    assert "What the room said." in client.get(page).text

    act(participation=room.people[0], actor=room.convener)  # type: ignore[operator]  # one of the two above

    answer = client.get(page)
    assert answer.status_code == 403
    assert "What the room said." not in answer.text
    body = {
        "item": room.item.uuid,
        "uuid": "0d6e2b1c-5b7e-4c0a-9d55-3f0f8d2d0b11",
        "text": "x",
        "kind": "concern",
    }
    for name in ("room_log", "room_log_here"):
        address = reverse(f"dialogues:{name}", args=[room.uuid])
        assert client.post(address, body, headers={"accept": "application/json"}).status_code == 403
    for name in ("room_own_point", "room_own_point_here"):
        assert client.get(reverse(f"dialogues:{name}", args=[room.uuid, shared])).status_code in {403, 404}


def test_an_old_seat_does_not_show_ones_own_named_point() -> None:
    room = make_room(rule=AttributionRule.ATTRIBUTED)
    record_consent(participation=room.people[0], consents_to_be_named=True, actor=room.convener)
    client = entered(room)
    own = room.log_as(0).card.uuid
    address = reverse("dialogues:room_own_point_here", args=[room.uuid, own])
    assert client.get(address).status_code == 200

    renew_link(participation=room.people[0], actor=room.convener)

    assert client.get(address).status_code == 404


def test_the_door_waits_for_the_key_store(monkeypatch: pytest.MonkeyPatch) -> None:
    room = make_room()
    client = Client()
    with monkeypatch.context() as away:
        away.setattr(type(key_store()), "read", _away)
        answer = client.post(door(room))

    assert answer.status_code == 503
    assert answer["Retry-After"] == "3"
    assert "data-again" in answer.text
    assert "js/room-door" in answer.text
    assert "data-again" not in client.get(door(room)).text
    assert client.post(door(room)).status_code == 302


def test_the_page_and_a_point_need_no_key_store(monkeypatch: pytest.MonkeyPatch) -> None:
    room = make_room()
    client = entered(room)
    token = room.token(0)
    for method in ("read", "seats", "create", "take_seat"):
        monkeypatch.setattr(type(key_store()), method, _away)

    assert client.get(reverse("dialogues:room_page", args=[room.uuid])).status_code == 200
    assert room.log(0, token=token).created


def test_a_named_point_waits_on_the_device_for_the_key_store(monkeypatch: pytest.MonkeyPatch) -> None:
    room = make_room(rule=AttributionRule.ATTRIBUTED)
    record_consent(participation=room.people[0], consents_to_be_named=True, actor=room.convener)
    client = entered(room)
    body = {
        "item": room.item.uuid,
        "uuid": "0d6e2b1c-5b7e-4c0a-9d55-3f0f8d2d0b11",
        "text": "x",
        "kind": "concern",
    }
    address = reverse("dialogues:room_log_here", args=[room.uuid])
    with monkeypatch.context() as away:
        away.setattr(type(key_store()), "read", _away)
        answer = client.post(address, body, headers={"accept": "application/json"})

    assert answer.status_code == 503
    assert answer.json()["state"] == "retry"
    assert client.post(address, body, headers={"accept": "application/json"}).status_code == 201


def test_the_desk_works_without_the_key_store(monkeypatch: pytest.MonkeyPatch) -> None:
    room = make_room()
    client = Client()
    client.force_login(room.convener, backend="django.contrib.auth.backends.ModelBackend")
    for method in ("read", "seats", "create", "take_seat"):
        monkeypatch.setattr(type(key_store()), method, _away)

    desk = reverse("dialogues:room", args=[room.meeting.dialogue.slug, room.meeting.slug])

    assert client.get(desk).status_code == 200


def _away(*_args: object) -> object:
    raise KeyStoreAwayError("In a moment.")
