"""The short way of a new point: it takes what the usual way would take, and nothing else."""

from __future__ import annotations

import json
from io import BytesIO
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode
from uuid import UUID, uuid1, uuid4

import pytest
from django.conf import settings as django_settings
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.test import RequestFactory

from dialogues.enums import AttributionRule, PointStatus
from dialogues.live.passes import SEAT_COOKIE, VOICE_COOKIE, give_seat
from dialogues.models import Point
from dialogues.point_text import MAX_TEXT
from dialogues.services import close_item
from dialogues.straight_to_the_record import forget_headers, straight_to_the_record

from .factories import make_room

if TYPE_CHECKING:
    from collections.abc import Iterator
    from wsgiref.types import StartResponse, WSGIEnvironment

    from pytest_django import DjangoAssertNumQueries
    from pytest_django.fixtures import SettingsWrapper

    from .factories import Room

pytestmark = pytest.mark.django_db
SECRET = "s" * 32
HOST = "testserver"


class Door:
    """The application with its short way in front, which knows what went the usual way."""

    def __init__(self) -> None:
        """Put them together as the site does."""
        self.usual = 0
        self.pages = get_wsgi_application()
        self.application = straight_to_the_record(self._usually)

    def _usually(self, environ: WSGIEnvironment, start_response: StartResponse) -> Any:
        self.usual += 1
        return self.pages(environ, start_response)

    def send(self, environ: dict[str, Any]) -> tuple[int, dict[str, str], bytes]:
        """Return status, headers and body."""
        told: list[Any] = []
        parts = self.application(environ, lambda *start: told.append(start) or (lambda _: None))
        body = b"".join(parts)
        getattr(parts, "close", lambda: None)()
        ((status, headers, *_),) = told
        return int(status[:3]), dict(headers), body


@pytest.fixture
def door(settings: SettingsWrapper) -> Iterator[Door]:
    """Return an application that has answered a point before, by http and by https."""
    settings.ALLOWED_HOSTS = [HOST]
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    forget_headers()
    for signal in (
        request_started,
        request_finished,
    ):  # as Django's own client does: it would end the test's transaction
        signal.disconnect(close_old_connections)
    door, room = Door(), make_room()
    assert door.send(point(room))[0] == 201
    assert door.send(point(room, HTTP_X_FORWARDED_PROTO="https", HTTP_ORIGIN=f"https://{HOST}"))[0] == 201
    assert door.usual == 2
    door.usual = 0
    yield door
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)
    forget_headers()


def cookies_of(room: Room, number: int = 0) -> dict[str, str]:
    response = HttpResponse()
    give_seat(response, room=room.uuid, token=room.token(number), participation=room.people[number].uuid)
    return {name: cookie.value for name, cookie in response.cookies.items()}


def point(room: Room, *, form: dict[str, str] | None = None, **environ: Any) -> dict[str, Any]:
    """Return a request as the page sends it."""
    fields = {
        "uuid": str(uuid4()),
        "item": str(room.item.uuid),
        "text": "Networks need time.",
        "kind": "concern",
    }
    fields |= {"chosen": "", "csrfmiddlewaretoken": SECRET} | (form or {})
    body = environ.pop("body", urlencode(fields).encode())
    cookies = {
        VOICE_COOKIE: cookies_of(room)[VOICE_COOKIE],
        django_settings.CSRF_COOKIE_NAME: SECRET,
    } | environ.pop("cookies", {})
    return {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": f"/room/{room.uuid}/points/",
        "SCRIPT_NAME": "",
        "QUERY_STRING": "",
        "SERVER_NAME": HOST,
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": HOST,
        "HTTP_ORIGIN": f"http://{HOST}",
        "HTTP_ACCEPT": "application/json",
        "HTTP_COOKIE": "; ".join(f"{name}={value}" for name, value in cookies.items() if value),
        "CONTENT_TYPE": "application/x-www-form-urlencoded;charset=UTF-8",
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(body),
        "wsgi.errors": BytesIO(),
    } | environ


def test_a_plain_point_is_on_record_by_the_short_way(door: Door) -> None:
    room = make_room()
    uuid = str(uuid4())

    status, _, body = door.send(
        point(room, form={"uuid": uuid, "text": " الوقت \r\n+ &", "chosen": "off_the_record"})
    )

    kept = Point.objects.get(pk=uuid)
    assert (status, door.usual) == (201, 0)
    assert (kept.text, kept.language) == ("الوقت \n+ &", "ar")
    assert (kept.kind, kept.attribution) == ("concern", AttributionRule.OFF_THE_RECORD)
    answer = json.loads(body)
    assert (answer["uuid"], answer["state"]) == (uuid, "on_record")
    assert "الوقت" in answer["card"]


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_the_answer_has_the_headers_of_the_usual_way(door: Door, scheme: str) -> None:
    room = make_room()
    safe = {"HTTP_X_FORWARDED_PROTO": scheme, "HTTP_ORIGIN": f"{scheme}://{HOST}"}

    status, headers, body = door.send(point(room, **safe))
    assert door.usual == 0
    usual_status, usual, usual_body = door.send(
        point(room, **safe, CONTENT_TYPE="application/x-www-form-urlencoded; x=y")
    )

    assert door.usual == 1
    assert (status, headers.pop("Content-Length")) == (usual_status, str(len(body)))
    assert usual.pop("Content-Length") == str(len(usual_body))
    assert usual.pop("Content-Language") == "en"
    assert headers == usual
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert json.loads(body).keys() == json.loads(usual_body).keys()


def test_it_takes_one_statement(door: Door, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    room = make_room()
    sent = point(room)

    with django_assert_max_num_queries(3) as queries:
        assert door.send(sent)[0] == 201

    statements = [query["sql"] for query in queries.captured_queries if "SAVEPOINT" not in query["sql"]]
    assert [sql.split()[0] for sql in statements] == ["INSERT"]


def test_the_token_of_the_page_s_own_form_is_known(door: Door) -> None:
    request = RequestFactory().get("/")
    request.META["CSRF_COOKIE"] = SECRET
    masked = get_token(request)

    in_form = door.send(point(make_room(), form={"csrfmiddlewaretoken": masked}))
    in_header = door.send(point(make_room(), form={"csrfmiddlewaretoken": ""}, HTTP_X_CSRFTOKEN=masked))

    assert len(masked) == 64
    assert (in_form[0], in_header[0], door.usual) == (201, 201, 0)


@pytest.mark.parametrize(
    ("cookie", "accepted", "kept"), [("fr", "sv", "fr"), ("", "sv-SE,sv;q=0.9", "sv"), ("", "", "en")]
)
def test_the_language_is_that_of_the_page(door: Door, cookie: str, accepted: str, kept: str) -> None:
    room = make_room()
    cookies = {django_settings.LANGUAGE_COOKIE_NAME: cookie}

    door.send(point(room, cookies=cookies, HTTP_ACCEPT_LANGUAGE=accepted))

    assert door.usual == 0
    assert Point.objects.get(agenda_item=room.item).language == kept


FORGED = {
    "another site's": {"HTTP_ORIGIN": "https://elsewhere.example"},
    "no site's": {"HTTP_ORIGIN": "null"},
    "the same host by another scheme": {"HTTP_ORIGIN": f"https://{HOST}"},
    "the same host on another port": {"HTTP_ORIGIN": f"http://{HOST}:8001"},
    "no token": {"form": {"csrfmiddlewaretoken": ""}},
    "another token": {"form": {"csrfmiddlewaretoken": "t" * 32}},
    "a token that is none": {"form": {"csrfmiddlewaretoken": "ü"}},
    "no secret": {"cookies": {django_settings.CSRF_COOKIE_NAME: ""}},
}


@pytest.mark.parametrize("forged", FORGED.values(), ids=FORGED)
def test_a_forged_request_is_refused_the_usual_way(door: Door, forged: dict[str, Any]) -> None:
    room = make_room()

    status, _, _ = door.send(point(room, **forged))

    assert (status, door.usual) == (403, 1)
    assert not Point.objects.filter(agenda_item=room.item).exists()


@pytest.mark.parametrize("host", ["elsewhere.example", "", "testserver.elsewhere.example", "bad host"])
def test_another_host_is_refused_the_usual_way(door: Door, host: str) -> None:
    room = make_room()

    status, _, _ = door.send(point(room, HTTP_HOST=host, HTTP_ORIGIN=f"http://{host}"))

    assert (status, door.usual) == (400, 1)
    assert not Point.objects.filter(agenda_item=room.item).exists()


def test_an_unsafe_line_is_led_to_the_safe_one(settings: SettingsWrapper, door: Door) -> None:
    settings.SECURE_SSL_REDIRECT = True
    door.pages = get_wsgi_application()
    room = make_room()

    unsafe = door.send(point(room))
    safe = door.send(point(room, HTTP_X_FORWARDED_PROTO="https, http", HTTP_ORIGIN=f"https://{HOST}"))

    assert (unsafe[0], safe[0], door.usual) == (301, 201, 1)


class TestVoices:
    @pytest.mark.parametrize("value", ["", "x", f"{'a' * 64}:forged"])
    def test_none_or_a_forged_one(self, door: Door, value: str) -> None:
        room = make_room()

        status, _, body = door.send(point(room, cookies={VOICE_COOKIE: value}))

        assert (status, json.loads(body)["state"], door.usual) == (403, "lost_seat", 1)
        assert not Point.objects.filter(agenda_item=room.item).exists()

    def test_another_room_s(self, door: Door) -> None:
        room, other = make_room(), make_room()

        status, _, body = door.send(point(room, cookies={VOICE_COOKIE: cookies_of(other)[VOICE_COOKIE]}))

        assert (status, json.loads(body)["state"], door.usual) == (403, "lost_seat", 1)

    def test_a_seat_that_is_shown_is_heeded_by_the_usual_way(self, door: Door) -> None:
        room = make_room(rule=AttributionRule.ORGANISATION_TYPE)

        status, _, _ = door.send(point(room, cookies=cookies_of(room)))

        assert (status, door.usual) == (201, 1)
        assert Point.objects.get(agenda_item=room.item).attribution == AttributionRule.ORGANISATION_TYPE


UNUSUAL = {
    "wants a page": ({"HTTP_ACCEPT": "text/html"}, 302),
    "of parts": ({"CONTENT_TYPE": "multipart/form-data; boundary=x"}, 403),
    "no length": ({"CONTENT_LENGTH": ""}, 403),
    "a length that is none": ({"CONTENT_LENGTH": "-1"}, 403),
    "no origin": ({"HTTP_ORIGIN": ""}, 403),
    "from a page of another site": ({"HTTP_SEC_FETCH_SITE": "same-site"}, 201),
    "not UTF-8": ({"body": b"text=\xff"}, 403),
    "many fields": ({"body": b"&".join(b"a=b" for _ in range(40))}, 403),
    "no text": ({"form": {"text": " "}}, 422),
    "too long a text": ({"form": {"text": "x" * (MAX_TEXT + 1)}}, 422),
    "far too long a text": ({"form": {"text": "x" * 40_000}}, 422),
    "no random identifier": ({"form": {"uuid": str(uuid1())}}, 422),
    "no identifier": ({"form": {"uuid": "x"}}, 422),
    "no item": ({"form": {"item": str(UUID(int=1))}}, 409),
    "no kind": ({"form": {"kind": "gossip"}}, 422),
    "no rule": ({"form": {"chosen": "loud"}}, 422),
    "another method": ({"REQUEST_METHOD": "GET"}, 405),
    "another address": ({"PATH_INFO": "/room/x/points/"}, 404),
}


@pytest.mark.parametrize(("unusual", "expected"), UNUSUAL.values(), ids=UNUSUAL)
def test_all_else_goes_the_usual_way_with_its_body(
    door: Door, unusual: dict[str, Any], expected: int
) -> None:
    status, _, _ = door.send(point(make_room(), **unusual))

    assert (status, door.usual) == (expected, 1)


def test_a_repeat_and_a_late_point_go_the_usual_way(door: Door) -> None:
    room = make_room()
    first, late = str(uuid4()), str(uuid4())
    token = cookies_of(room)[VOICE_COOKIE]

    statuses = [door.send(point(room, form={"uuid": first}))[0] for _ in range(2)]
    close_item(item=room.item, actor=room.convener)
    statuses.append(door.send(point(room, form={"uuid": late}, cookies={VOICE_COOKIE: token}))[0])

    assert (statuses, door.usual) == ([201, 200, 202], 2)
    assert Point.objects.get(pk=late).status == PointStatus.LATE


def test_no_cookie_is_kept_for_others(door: Door) -> None:
    room = make_room()

    _, headers, _ = door.send(point(room))

    assert "Set-Cookie" not in headers
    assert SEAT_COOKIE not in str(headers)
