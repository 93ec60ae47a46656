"""The participants' room: the door, the page, and what one can do there."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dialogues.enums import AttributionRule, MeetingStatus, PointStatus, Stance
from dialogues.links import participation_token
from dialogues.live.passes import SEAT_COOKIE, VOICE_COOKIE
from dialogues.models import Point, Support, Voice
from dialogues.services import close_item, end_meeting, hide_point, pause_item, seal_meeting
from stakeholders.models import AuditEntry
from tests.factories import AgendaItemFactory, UserFactory

from .factories import make_room

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytest_django import DjangoAssertNumQueries

    from .factories import Room

pytestmark = pytest.mark.django_db
JSON = {"accept": "application/json"}


def enter(room: Room, number: int = 0) -> Client:
    """Return the browser of person ``number``, who came by their private link."""
    client = Client()
    response = client.post(reverse("dialogues:private_room", args=[participation_token(room.people[number])]))
    assert response.status_code == 302
    assert response.url == reverse("dialogues:room_page", args=[room.uuid])
    return client


def page(client: Client, room: Room) -> str:
    response = client.get(reverse("dialogues:room_page", args=[room.uuid]))
    assert response.status_code == 200
    return response.content.decode()


def data_of(html: str) -> dict[str, Any]:
    found = re.search(r'<script id="room-data" type="application/json">(.*?)</script>', html, re.DOTALL)
    assert found
    return dict(json.loads(found[1]))


def log(client: Client, room: Room, *, here: bool = False, **values: Any) -> Any:
    fields = {
        "uuid": str(uuid4()),
        "item": str(room.item.uuid),
        "text": "Networks need time.",
        "kind": "concern",
    }
    name = "dialogues:room_log_here" if here else "dialogues:room_log"
    headers = values.pop("headers", JSON)
    return client.post(reverse(name, args=[room.uuid]), fields | values, headers=headers)


class TestDoor:
    def test_the_link_shows_who_enters_and_how_words_are_kept(self) -> None:
        room = make_room(rule=AttributionRule.ATTRIBUTED)

        response = Client().get(reverse("dialogues:private_room", args=[participation_token(room.people[0])]))

        assert response.status_code == 200
        html = response.content.decode()
        assert room.people[0].person.name in html
        assert "only if you agree to be named" in html
        assert not response.cookies.keys() & {VOICE_COOKIE, SEAT_COOKIE}

    def test_looking_at_the_door_is_not_coming_in(self) -> None:
        room = make_room()
        Client().get(reverse("dialogues:private_room", args=[participation_token(room.people[0])]))

        end_meeting(meeting=room.meeting, actor=room.convener)

        room.people[0].refresh_from_db()
        assert room.people[0].attended is False

    def test_a_link_that_is_not_genuine_is_no_door(self) -> None:
        room = make_room()
        token = participation_token(room.people[0])

        for wrong in ("x", token[:-1], uuid4().hex + token[32:]):
            assert Client().get(reverse("dialogues:private_room", args=[wrong])).status_code == 410

    def test_no_later_request_tells_by_which_link_somebody_came(self) -> None:
        room = make_room()
        address = reverse("dialogues:private_room", args=[participation_token(room.people[0])])
        client = Client(enforce_csrf_checks=True)

        # A browser that is told to send no referrer posts without an origin.
        for response in (client.get(address), client.post(address, headers={"origin": "null"})):
            assert response.status_code in (200, 302)
            assert response["Referrer-Policy"] == "no-referrer"
            assert response["Cache-Control"] == "private, no-store"

    def test_before_the_room_is_open_nobody_enters(self) -> None:
        room = make_room(open_now=False)
        address = reverse("dialogues:private_room", args=[participation_token(room.people[0])])

        assert "not open yet" in Client().get(address).content.decode()
        response = Client().post(address)
        assert response.status_code == 409
        assert "The room is not open yet" in response.content.decode()

    def test_after_the_end_the_door_says_thanks(self) -> None:
        room = make_room()
        end_meeting(meeting=room.meeting, actor=room.convener)

        response = Client().get(reverse("dialogues:private_room", args=[participation_token(room.people[0])]))

        assert "Thank you for taking part" in response.content.decode()

    def test_by_account(self, sign_in: Callable[..., Client]) -> None:
        room = make_room()
        client = sign_in(UserFactory(person=room.people[0].person, language="fr"))
        slugs = [room.meeting.dialogue.slug, room.meeting.slug]

        assert client.get(reverse("dialogues:room", args=slugs)).url == reverse(
            "dialogues:room_enter", args=slugs
        )
        response = client.post(reverse("dialogues:room_enter", args=slugs))

        assert response.url == reverse("dialogues:room_page", args=[room.uuid])
        assert response.cookies["django_language"].value == "fr"
        page(client, room)

    def test_by_account_only_who_is_on_the_list(self, sign_in: Callable[..., Client]) -> None:
        room = make_room()
        address = reverse("dialogues:room_enter", args=[room.meeting.dialogue.slug, room.meeting.slug])

        assert sign_in(UserFactory()).get(address).status_code == 404
        assert "/accounts/login/" in Client().get(address).url

    def test_leaving(self) -> None:
        room = make_room()
        client = enter(room)

        response = client.post(reverse("dialogues:room_leave", args=[room.uuid]))

        assert response.status_code == 200
        assert client.get(reverse("dialogues:room_page", args=[room.uuid])).status_code == 403


class TestPage:
    def test_what_is_on_and_what_was_said(self) -> None:
        room = make_room()
        room.log(1, text="Funds are short.")

        html = page(enter(room), room)

        assert room.item.title in html
        assert "Funds are short." in html
        assert "Nobody is named" in html

    def test_without_a_seat_there_is_no_page(self) -> None:
        room, other = make_room(), make_room()
        address = reverse("dialogues:room_page", args=[room.uuid])

        assert Client().get(address).status_code == 403
        assert enter(other).get(address).status_code == 403
        assert Client().get(reverse("dialogues:room_page", args=[uuid4()])).status_code == 403
        voice_only = enter(room)
        del voice_only.cookies[SEAT_COOKIE]
        assert voice_only.get(address).status_code == 403

    def test_the_door_of_the_room_leads_to_its_page(self) -> None:
        room = make_room()

        assert Client().get(reverse("dialogues:room_door", args=[room.uuid])).url == reverse(
            "dialogues:room_page", args=[room.uuid]
        )

    def test_only_one_s_own_page_says_what_is_one_s_own(self) -> None:
        room = make_room()
        own = str(room.log(0).card.uuid)
        other = str(room.log(1).card.uuid)
        first, second = enter(room, 0), enter(room, 1)
        first.post(
            reverse("dialogues:room_stance", args=[room.uuid, other]), {"stance": "support"}, headers=JSON
        )

        assert (data_of(page(first, room))["mine"], data_of(page(first, room))["stances"]) == (
            [own],
            {other: "support"},
        )
        assert (data_of(page(second, room))["mine"], data_of(page(second, room))["stances"]) == ([other], {})

    def test_no_voice_and_no_token_in_any_page(self) -> None:
        room = make_room()
        room.log(1)
        client = enter(room)

        html = page(client, room)

        for voice in Voice.objects.all():
            assert str(voice.id) not in html
            assert voice.id.hex not in html
            assert voice.token_hash not in html
        assert room.token(0) not in html
        assert str(room.people[0].uuid) not in html

    def test_hidden_and_withdrawn_points_are_not_there(self) -> None:
        room = make_room()
        point = Point.objects.get(uuid=room.log(1, text="Hidden away.").card.uuid)
        hide_point(point=point, actor=room.convener)

        assert "Hidden away." not in page(enter(room), room)

    def test_the_number_of_queries_does_not_grow(
        self, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        room = make_room(people=2)
        client = enter(room)
        address = reverse("dialogues:room_page", args=[room.uuid])
        for count in (1, 29):
            for number in range(count):
                room.log(1, text=f"Point {number}")
            with django_assert_num_queries(17):
                client.get(address)

    def test_requests_that_follow_do_not_tell_which_room_they_come_from(self) -> None:
        room = make_room()

        response = enter(room).get(reverse("dialogues:room_page", args=[room.uuid]))

        assert response.headers["referrer-policy"] == "strict-origin"

    def test_a_private_room_is_not_kept_by_caches(self) -> None:
        room = make_room()

        response = enter(room).get(reverse("dialogues:room_page", args=[room.uuid]))

        assert "no-store" in response.headers["cache-control"]

    def test_the_words_on_how_it_is_kept(self) -> None:
        named = {
            "consents_to_be_named": True,
            "consented_at": timezone.now() - timedelta(days=1),
        }
        for rule, person, expected in (
            (AttributionRule.UNATTRIBUTED, {}, "Nobody is named"),
            (AttributionRule.OFF_THE_RECORD, {}, "Off the record: the room sees it"),
            (AttributionRule.ATTRIBUTED, {}, "Others are named here, you are not"),
            (AttributionRule.ATTRIBUTED, named, "Your name is kept with it: Person"),
            (AttributionRule.ORGANISATION_TYPE, {}, "Civil society organisation"),
            (AttributionRule.ORGANISATION_TYPE, {"organisation": None}, "Nobody is named"),
        ):
            room = make_room(rule=rule, **person)
            assert expected in page(enter(room), room)

    def test_few_of_a_kind_are_warned(self) -> None:
        few = make_room(people=2, rule=AttributionRule.ORGANISATION_TYPE)
        many = make_room(people=3, rule=AttributionRule.ORGANISATION_TYPE)

        assert "may point to you" in page(enter(few), few)
        assert "may point to you" not in page(enter(many), many)


class TestLogging:
    def test_a_point(self) -> None:
        room = make_room()
        client, uuid = enter(room), str(uuid4())

        response = log(client, room, uuid=uuid)

        assert response.status_code == 201
        assert response.json()["uuid"] == uuid
        assert f'id="point-{uuid}"' in response.json()["card"]
        point = Point.objects.get()
        assert (str(point.uuid), point.text, point.kind) == (uuid, "Networks need time.", "concern")
        assert log(client, room, uuid=uuid).status_code == 200
        assert Point.objects.count() == 1

    def test_without_javascript(self) -> None:
        room = make_room()

        response = log(enter(room), room, headers={})

        assert response.status_code == 302
        assert response.url == reverse("dialogues:room_page", args=[room.uuid])
        assert Point.objects.count() == 1

    def test_the_request_of_an_unattributed_point_does_not_say_whose_seat_it_is(self) -> None:
        room = make_room(
            rule=AttributionRule.ATTRIBUTED, consents_to_be_named=True, consented_at=timezone.now()
        )
        client = enter(room)
        seat = client.cookies[SEAT_COOKIE]
        assert seat["path"] == f"/room/{room.uuid}/here/"
        del client.cookies[SEAT_COOKIE]  # as a browser does outside that path

        log(client, room)

        assert Point.objects.get().attribution == AttributionRule.UNATTRIBUTED

    def test_with_the_seat_a_name_that_was_agreed_to_is_kept(self) -> None:
        room = make_room(
            rule=AttributionRule.ATTRIBUTED, consents_to_be_named=True, consented_at=timezone.now()
        )

        response = log(enter(room), room, here=True)

        assert Point.objects.get().author == room.people[0]
        assert room.people[0].person.name in response.json()["card"]

    def test_no_account_is_looked_up(
        self, sign_in: Callable[..., Client], django_assert_max_num_queries: DjangoAssertNumQueries
    ) -> None:
        room = make_room()
        client = sign_in(UserFactory(person=room.people[0].person))
        client.post(reverse("dialogues:room_enter", args=[room.meeting.dialogue.slug, room.meeting.slug]))

        with django_assert_max_num_queries(4) as queries:
            assert log(client, room).status_code == 201

        asked = " ".join(query["sql"] for query in queries.captured_queries)
        assert "session" not in asked
        assert "stakeholders_" not in asked

    def test_a_point_is_answered_with_its_card_and_a_repeat_likewise(self) -> None:
        room = make_room()
        client, uuid = enter(room), str(uuid4())

        first, again = log(client, room, uuid=uuid), log(client, room, uuid=uuid)

        assert (first.status_code, again.status_code) == (201, 200)
        assert first.json() == again.json()
        assert first.json().keys() == {"uuid", "card", "state"}
        assert (first.json()["uuid"], first.json()["state"]) == (uuid, "on_record")

    @pytest.mark.parametrize("here", [False, True])
    def test_what_comes_late_is_kept_for_the_facilitator(self, *, here: bool) -> None:
        room = make_room(rule=AttributionRule.ORGANISATION_TYPE)
        client, uuid = enter(room), str(uuid4())
        pause_item(item=room.item, actor=room.convener)

        first = log(client, room, uuid=uuid, here=here)
        end_meeting(meeting=room.meeting, actor=room.convener)
        again = log(client, room, uuid=uuid, here=here)

        assert (first.status_code, again.status_code) == (202, 200)
        assert first.json() == again.json() == {"uuid": uuid, "state": "late"}
        assert Point.objects.get().status == PointStatus.LATE

    def test_without_the_script_a_page_says_so_and_lets_it_be_withdrawn(self) -> None:
        room = make_room()
        client, uuid = enter(room), str(uuid4())
        close_item(item=room.item, actor=room.convener)

        plain = log(client, room, uuid=uuid, text="Do not lose me.", headers={})
        address = reverse("dialogues:room_own_point", args=[room.uuid, uuid])

        assert plain.status_code == 202
        for html in (plain.content.decode(), client.get(address).content.decode()):
            assert "Do not lose me." in html
            assert "Kept for the facilitator" in html
            assert f'action="{address}"' in html
        # who changes the language here comes to a page that can be read
        assert (
            f'name="next" value="{reverse("dialogues:room_page", args=[room.uuid])}"'
            in plain.content.decode()
        )
        assert enter(room, 1).get(address).status_code == 404
        assert client.post(address, {"withdraw": "1"}).status_code == 302
        assert Point.objects.get().status == PointStatus.WITHDRAWN
        assert client.get(address).status_code == 404

    def test_an_item_that_was_never_open_is_waited_for(self) -> None:
        room = make_room()
        item = AgendaItemFactory(meeting=room.meeting)
        client = enter(room)

        response = log(client, room, item=str(item.uuid))
        plain = log(client, room, item=str(item.uuid), text="Do not lose me.", headers={})

        assert response.status_code == 409
        assert response.json()["state"] == "planned"
        assert "not open yet" in response.json()["message"]
        assert plain.status_code == 409
        assert "Do not lose me." in plain.content.decode()
        assert Point.objects.count() == 0

    def test_a_sealed_meeting_takes_nothing_and_says_what_it_has(self) -> None:
        room = make_room()
        client, uuid = enter(room), str(uuid4())
        log(client, room, uuid=uuid)
        end_meeting(meeting=room.meeting, actor=room.convener)
        seal_meeting(meeting=room.meeting, actor=room.convener)

        new, repeat = log(client, room), log(client, room, uuid=uuid)

        assert (new.status_code, new.json()["state"]) == (409, "sealed")
        assert (repeat.status_code, repeat.json()["state"]) == (200, "on_record")

    @pytest.mark.parametrize(
        "wrong", [{"text": " "}, {"uuid": "x"}, {"kind": "gossip"}, {"chosen": "loud"}, {"item": ""}]
    )
    def test_what_cannot_be_read_is_refused(self, wrong: dict[str, str]) -> None:
        room = make_room()

        response = log(enter(room), room, **wrong)

        assert response.status_code == 422
        assert response.json()["message"]
        assert response.json()["state"] == "refused"
        assert Point.objects.count() == 0

    def test_without_a_voice_nothing_is_taken(self) -> None:
        room = make_room()

        response = log(Client(), room)

        assert (response.status_code, response.json()["state"]) == (403, "lost_seat")
        assert Point.objects.count() == 0

    def test_a_get_is_no_point(self) -> None:
        room = make_room()

        assert enter(room).get(reverse("dialogues:room_log", args=[room.uuid])).status_code == 405

    def test_another_site_cannot_speak_for_somebody(self) -> None:
        room = make_room()
        client = enter(room)
        strict = Client(enforce_csrf_checks=True)
        strict.cookies = client.cookies

        assert log(strict, room).status_code == 403
        assert Point.objects.count() == 0

    def test_nor_can_a_host_that_is_not_ours(self) -> None:
        room = make_room()

        assert log(enter(room), room, headers=JSON | {"host": "elsewhere.example"}).status_code == 400
        assert Point.objects.count() == 0

    def test_the_straight_way_has_the_headers_and_the_language_of_the_others(self) -> None:
        room = make_room()
        client = enter(room)
        client.cookies["django_language"] = "ar"

        straight = log(client, room, headers=JSON | {"accept-language": "ar"})
        usual = log(client, room, headers={"accept": "application/json, */*"})

        for header in ("content-security-policy", "x-content-type-options", "referrer-policy"):
            assert straight.headers[header] == usual.headers[header]
        assert Point.objects.get(uuid=straight.json()["uuid"]).language == "en"

    def test_a_room_that_is_no_room(self) -> None:
        room = make_room()

        response = enter(room).post(f"/room/{uuid4().hex}/points/", {}, headers=JSON)

        assert response.status_code == 404

    def test_no_trace_in_the_audit_trail(self) -> None:
        room = make_room()
        before = AuditEntry.objects.count()
        client = enter(room)

        log(client, room)

        assert AuditEntry.objects.count() == before


class TestStance:
    def test_once_and_changeable(self) -> None:
        room = make_room()
        point = room.log(1).card.uuid
        client = enter(room)
        address = reverse("dialogues:room_stance", args=[room.uuid, point])

        assert client.post(address, {"stance": "support"}, headers=JSON).json() == {}
        assert client.post(address, {"stance": "dissent"}).url.endswith(f"/here/#point-{point}")
        assert [row.stance for row in Support.objects.all()] == [Stance.DISSENT]
        client.post(address, {"stance": "none"})
        assert Support.objects.count() == 0

    def test_what_is_refused(self) -> None:
        room = make_room()
        point = room.log(0).card.uuid
        client = enter(room)
        address = reverse("dialogues:room_stance", args=[room.uuid, point])

        assert client.post(address, {"stance": "shout"}, headers=JSON).status_code == 422
        assert "your own" in client.post(address, {"stance": "support"}, headers=JSON).json()["message"]
        assert Client().post(address, {"stance": "support"}, headers=JSON).status_code == 403
        close_item(item=room.item, actor=room.convener)
        assert client.post(address, {"stance": "support"}, headers=JSON).status_code == 409
        missing = reverse("dialogues:room_stance", args=[room.uuid, uuid4()])
        assert client.post(missing, {"stance": "support"}, headers=JSON).status_code == 422


class TestOwnPoint:
    @pytest.mark.parametrize("rule", [AttributionRule.UNATTRIBUTED, AttributionRule.ATTRIBUTED])
    def test_correcting_and_withdrawing(self, rule: AttributionRule) -> None:
        room = make_room(rule=rule, consents_to_be_named=True, consented_at=timezone.now())
        point = room.log_as(0, text="Frist try.").card.uuid
        client = enter(room)
        name = "room_own_point_here" if rule == AttributionRule.ATTRIBUTED else "room_own_point"
        address = reverse(f"dialogues:{name}", args=[room.uuid, point])
        assert address in page(client, room)

        assert "Frist try." in client.get(address).content.decode()
        assert client.post(address, {"text": " "}).status_code == 422
        assert client.post(address, {"text": "First try."}).status_code == 302
        assert Point.objects.get().text == "First try."
        assert client.post(address, {"text": "", "withdraw": "1"}).status_code == 302
        assert Point.objects.get().status == PointStatus.WITHDRAWN

    def test_not_another_s(self) -> None:
        room = make_room()
        point = room.log(1).card.uuid

        assert (
            enter(room).get(reverse("dialogues:room_own_point", args=[room.uuid, point])).status_code == 404
        )
        assert Client().get(reverse("dialogues:room_own_point", args=[room.uuid, point])).status_code == 403

    def test_not_after_the_item_closed(self) -> None:
        room = make_room()
        point = room.log(0).card.uuid
        client = enter(room)
        close_item(item=room.item, actor=room.convener)

        response = client.post(
            reverse("dialogues:room_own_point", args=[room.uuid, point]), {"text": "Kept text."}
        )

        assert response.status_code == 422
        assert "not open now" in response.content.decode()
        assert "Kept text." in response.content.decode()


def test_a_process_without_streams_says_so() -> None:
    room = make_room()

    assert enter(room).get(reverse("dialogues:room_stream", args=[room.uuid])).status_code == 204


def test_a_sealed_room_gives_its_readers_the_end() -> None:
    room = make_room()
    client = enter(room)
    end_meeting(meeting=room.meeting, actor=room.convener)
    room.meeting.refresh_from_db()
    assert room.meeting.status == MeetingStatus.ENDED

    ended = page(client, room)
    assert "The meeting has ended" in ended
    assert re.search(
        r'<form class="composer"[^>]* hidden>', ended
    )  # without the script, too, nothing is asked for

    seal_meeting(meeting=room.meeting, actor=room.convener)
    address = reverse("dialogues:room_page", args=[room.uuid])
    sealed, stranger = client.get(address), Client().get(address)
    assert (sealed.status_code, stranger.status_code) == (403, 403)
    assert "Thank you for taking part" in sealed.content.decode()
    assert "Thank you for taking part" not in stranger.content.decode()
