"""Streams under a real server, and who may listen."""

from __future__ import annotations

import re
import threading
import time
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

import httpx
import pytest
import uvicorn
from django.db import OperationalError
from django.http import HttpResponse

from dialogues.live import broadcast, listeners, readers, stream
from dialogues.live.broadcast import broadcaster
from dialogues.live.in_memory import MemoryBroadcaster
from dialogues.live.passes import (
    DESK_COOKIE,
    SEAT_COOKIE,
    VOICE_COOKIE,
    desk_in,
    give_desk,
    give_seat,
    seat_in,
    stream_path,
    voice_in,
)
from dialogues.live.stream import with_streams
from tests.factories import UserFactory

if TYPE_CHECKING:
    from collections.abc import Iterator


TOKEN = "ab" * 32


async def elsewhere(scope: Any, receive: Any, send: Any) -> None:
    """Stand in for the pages."""
    await send({"type": "http.response.start", "status": 418, "headers": []})
    await send({"type": "http.response.body", "body": scope["path"].encode()})


@pytest.fixture(autouse=True)
def _own_broadcaster(monkeypatch: pytest.MonkeyPatch) -> None:
    live = MemoryBroadcaster()
    monkeypatch.setattr(broadcast, "_broadcaster", lambda _url: live)
    monkeypatch.setattr(listeners, "_is_voice", lambda _room, token: token == TOKEN)


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    config = uvicorn.Config(
        with_streams(elsewhere), port=0, log_level="warning", lifespan="off", timeout_graceful_shutdown=1
    )
    running = uvicorn.Server(config)
    thread = threading.Thread(target=running.run)
    thread.start()
    while not running.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{running.servers[0].sockets[0].getsockname()[1]}"
    running.should_exit = True
    thread.join()


def cookies_for(room: UUID) -> dict[str, str]:
    response = HttpResponse()
    give_seat(response, room=room, token=TOKEN, participation=uuid4())
    return {VOICE_COOKIE: response.cookies[VOICE_COOKIE].value}


def read_until(response: httpx.Response, text: str) -> str:
    read = ""
    for part in response.iter_text():
        read += part
        if text in read:
            return read
    return read


def test_a_voice_hears_what_is_said(server: str) -> None:
    room = uuid4()
    with httpx.stream("GET", f"{server}{stream_path(room)}", cookies=cookies_for(room)) as response:
        assert response.status_code == 200
        assert response.headers["content-type"] == "text/event-stream; charset=utf-8"
        assert response.headers["cache-control"] == "no-store"
        parts = response.iter_text()
        assert next(parts).startswith("retry: ")
        _publish_when_listening(room, "<li>said</li>")
        assert "event: point\ndata: <li>said</li>\n\n" in next(parts)


def test_a_reader_resumes_by_its_last_event_or_by_what_its_page_held(server: str) -> None:
    room = uuid4()
    broadcaster().publish(room, "point", "one")
    seen = broadcaster().latest(room)
    broadcaster().publish(room, "point", "two")
    url, cookies = f"{server}{stream_path(room)}", cookies_for(room)

    with httpx.stream("GET", url, cookies=cookies, headers={"last-event-id": seen}) as response:
        by_header = read_until(response, "two")
    with httpx.stream("GET", f"{url}?after={seen}", cookies=cookies) as response:
        by_page = read_until(response, "two")

    assert "one" not in by_header
    assert "one" not in by_page


def test_who_was_not_let_in_hears_nothing(server: str) -> None:
    room, other = uuid4(), uuid4()
    url = f"{server}{stream_path(room)}"

    assert httpx.get(url).status_code == 403
    assert httpx.get(url, cookies=cookies_for(other)).status_code == 403
    assert httpx.get(url, cookies={VOICE_COOKIE: "ab" * 32}).status_code == 403


def test_all_else_goes_to_the_pages(server: str) -> None:
    room = uuid4()
    for path in ("/", f"/room/{room}/here/", f"/room/{room}/stream", "/room/x/stream/"):
        assert httpx.get(f"{server}{path}").text == path
    assert httpx.post(f"{server}{stream_path(room)}").status_code == 418


def test_a_reader_who_leaves_is_forgotten(server: str) -> None:
    room = uuid4()
    with httpx.stream("GET", f"{server}{stream_path(room)}", cookies=cookies_for(room)) as response:
        next(response.iter_text())
        _publish_when_listening(room, "x")

    deadline = time.monotonic() + 5
    while _readers(room) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert _readers(room) == 0


def test_a_slow_reader_is_let_go(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "QUEUE_FRAMES", 4)
    room = uuid4()
    with httpx.stream(
        "GET", f"{server}{stream_path(room)}", cookies=cookies_for(room), timeout=10
    ) as response:
        next(response.iter_text())
        _publish_when_listening(room, "x")
        for _ in range(400):  # more than sockets hold, faster than anybody reads
            broadcaster().publish(room, "point", "x" * 100_000)
        deadline = time.monotonic() + 5
        while _readers(room) and time.monotonic() < deadline:
            time.sleep(0.02)
        assert _readers(room) == 0


def test_a_stream_ends_after_its_life_and_goes_on_without_a_gap(
    server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream, "_LIFE_SECONDS", (0.2, 0.2))
    room = uuid4()
    url, cookies = f"{server}{stream_path(room)}", cookies_for(room)
    broadcaster().publish(room, "point", "zero")
    after, heard = broadcaster().latest(room), ""
    for number in range(3):
        broadcaster().publish(room, "point", f"said {number}")
        read = httpx.get(url, cookies=cookies, headers={"last-event-id": after}).text
        after = re.findall(r"^id: (.*)$", read, re.MULTILINE)[-1]
        heard += read
        assert int(re.findall(r"^retry: (\d+)$", read, re.MULTILINE)[-1]) <= 500

    assert re.findall(r"^data: (.*)$", heard, re.MULTILINE) == ["said 0", "said 1", "said 2"]


def test_who_was_removed_is_not_let_in_again(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "_LIFE_SECONDS", (0.2, 0.2))
    room = uuid4()
    url, cookies = f"{server}{stream_path(room)}", cookies_for(room)
    assert httpx.get(url, cookies=cookies).status_code == 200

    monkeypatch.setattr(listeners, "_is_voice", lambda _room, _token: False)

    assert httpx.get(url, cookies=cookies).status_code == 403


def test_while_the_database_is_away_a_reader_is_told_to_come_again(
    server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not 403: a browser that reads that asks no more. And nothing of the room."""

    def away(_room: UUID, _token: str) -> bool:
        raise OperationalError

    monkeypatch.setattr(listeners, "_is_voice", away)
    room = uuid4()
    broadcaster().publish(room, "point", "said")

    answer = httpx.get(f"{server}{stream_path(room)}?after=x", cookies=cookies_for(room))

    assert answer.status_code == 200
    assert re.fullmatch(r"retry: \d{4}\n\n", answer.text)


def test_the_cookies_go_where_they_are_needed_and_nowhere_else() -> None:
    room, person = uuid4(), uuid4()
    response = HttpResponse()
    give_seat(response, room=room, token="ab" * 32, participation=person)
    give_desk(response, room=room, user=UserFactory.build(pk=7))
    cookies = {name: morsel.value for name, morsel in response.cookies.items()}

    for morsel in response.cookies.values():
        assert morsel["httponly"] is True
        assert morsel["samesite"] == "Strict"
    assert response.cookies[VOICE_COOKIE]["path"] == f"/room/{room}/"
    assert response.cookies[SEAT_COOKIE]["path"] == f"/room/{room}/here/"
    assert response.cookies[DESK_COOKIE]["path"] == f"/room/{room}/stream/"
    assert voice_in(cookies, room) == "ab" * 32
    assert seat_in(cookies, room) == person
    desk = desk_in(cookies, room)
    assert desk is not None
    assert desk.user == 7
    assert desk_in(cookies, uuid4()) is None
    assert voice_in(cookies, uuid4()) is None
    assert seat_in(cookies, uuid4()) is None
    assert seat_in({SEAT_COOKIE: cookies[VOICE_COOKIE]}, room) is None
    assert desk_in({DESK_COOKIE: cookies[VOICE_COOKIE]}, room) is None


def _readers(room: UUID) -> int:
    live = broadcaster()
    assert isinstance(live, MemoryBroadcaster)
    return live.readers(room)


def _publish_when_listening(room: UUID, text: str) -> None:
    deadline = time.monotonic() + 5
    while not _readers(room) and time.monotonic() < deadline:
        time.sleep(0.01)
    broadcaster().publish(room, "point", text)
