"""A simulated participant: enters by the private link, reads, writes, supports, and never gives up before the server does.

The rules are those of the page's scripts: an outbox that sends in order and repeats with growing pauses until it is told
something final (static/js/room-sending.js), a stream that resumes by its last event, and a fresh page when one is due
(static/js/room-line.js).
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import random
import re
import uuid
from collections import Counter, deque
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from benchmarks.storm_line import HOST, Answer, Line, LineDownError
from benchmarks.storm_page import Page, read_page

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Sequence

_EVENT = re.compile(rb"id: (\S+)\nevent: (\w+)\n((?:data: .*(?:\n|\Z))+)")
_RETRY = re.compile(rb"^retry: (\d+)", re.MULTILINE)
_CSRF = "s" * 32
PAUSES = (0.3, 5.0)  # seconds between two attempts, as the meeting is told faster than it would be


@dataclass
class Diary:
    """What all participants together lived through."""

    happened: Counter[str] = field(default_factory=Counter)
    answers: Counter[int] = field(default_factory=Counter)
    unreadable: list[str] = field(
        default_factory=list
    )  # refusals that the page's script could not have understood
    latencies: list[float] = field(default_factory=list)


class Participant:
    """One of them."""

    def __init__(self, link: str, site: Ports, diary: Diary, *, is_bad: bool) -> None:
        """Hold the private link ``link``."""
        self.link, self.site, self.diary = link, site, diary
        self.participation = uuid.UUID(hex=link.partition(":")[0])
        self.line = Line(site.pages, is_bad=is_bad)
        self.line.cookies["majlis-csrf"] = ("/", _CSRF)
        self.page, self.room, self.last, self.stream_path = Page(), "", "", ""
        self.points: dict[str, str] = {}  # accepted: identifier and text
        self.stances: dict[str, str] = {}  # as the server last confirmed them, by point
        self.unanswered: dict[str, set[str]] = {}  # stances that were sent and may yet arrive, by point
        self.refused: list[str] = []
        self.waiting: deque[tuple[str, str, str]] = deque()  # what, point, text or stance
        self.mine: set[str] = set()
        self._heard: list[tuple[str, str, str]] | None = None
        self._is_due = False
        self._has_more = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []

    # --- coming and going -------------------------------------------------------------------------------

    async def enter(self) -> None:
        """Come in by the private link, and look at the page."""
        while True:
            try:
                door = await self.line.ask("POST", f"/i/{self.link}/room/")
            except LineDownError:
                door = None
            if door is not None and door.status == 302:  # noqa: PLR2004 - HTTP's own number
                break
            self.diary.happened["door tried again"] += 1
            await asyncio.sleep(random.uniform(0.5, 2))
        self.line.take_cookies(door)
        self.room = dict(door.headers)["location"].split("/room/")[1].split("/")[0]
        await self._refresh()
        self._tasks = [asyncio.create_task(self._listen()), asyncio.create_task(self._send_all())]

    async def leave(self) -> None:
        """Close the browser."""
        for task in self._tasks:
            task.cancel()
        for end in await asyncio.gather(*self._tasks, return_exceptions=True):
            if isinstance(end, Exception):
                self.diary.happened[f"browser broke: {end!r}"] += 1

    # --- writing ----------------------------------------------------------------------------------------

    def say(self) -> None:
        """Write a point."""
        point = str(uuid.uuid4())
        self.mine.add(point)
        self._put("point", point, f"What {point} says, in so many words & no others.")

    def support(self) -> bool:
        """Take a stance to somebody else's point, if one is in sight."""
        others = [point for point in self.page.cards if point not in self.mine]
        if others:
            stance = random.choices(("support", "qualify", "dissent", "none"), (80, 8, 8, 4))[0]
            self._put("stance", random.choice(others), stance)
        return bool(others)

    def _put(self, what: str, point: str, said: str) -> None:
        self.waiting.append((what, point, said))
        self._has_more.set()

    async def _send_all(self) -> None:
        failures = 0
        while True:
            await self._has_more.wait()
            self._has_more.clear()
            while self.waiting:
                if await self._send(*self.waiting[0]):
                    self.waiting.popleft()
                    failures = 0
                else:
                    self.diary.happened["sent again"] += 1
                    await asyncio.sleep(min(PAUSES[0] * 2**failures, PAUSES[1]) * random.uniform(0.5, 1.5))
                    failures += 1

    async def _send(self, what: str, point: str, said: str) -> bool:
        """Send one entry; return whether the answer is final."""
        if what == "point":
            fields = {"uuid": point, "item": self.page.item, "text": said, "kind": "concern", "chosen": ""}
            path = f"/room/{self.room}/points/"
        else:
            fields, path = {"stance": said}, f"/room/{self.room}/points/{point}/stance/"
        started = asyncio.get_running_loop().time()
        try:
            answer = await self._post(path, fields)
        except LineDownError:
            if what == "stance":
                self.unanswered.setdefault(point, set()).add(said)
            return False
        self.diary.answers[answer.status] += 1
        if not self._is_final(answer):
            return False
        self.diary.latencies.append(asyncio.get_running_loop().time() - started)
        said_back = json.loads(answer.body)
        if answer.status >= 400:  # noqa: PLR2004 - HTTP's own number
            self.refused.append(f"{what} {answer.status} {said_back}")
        elif what == "stance":
            self.stances[point] = said
        else:
            self.points[point] = said
            if "card" in said_back and point not in self.page.cards:
                self.page.show_card(said_back["card"])
        return True

    def _is_final(self, answer: Answer) -> bool:
        if not answer.is_json:
            if answer.status < 500:  # noqa: PLR2004 - HTTP's own number
                self.diary.unreadable.append(f"{answer.status} {answer.body[:80]!r}")
            return False
        return answer.status < 500 and json.loads(answer.body).get("state") != "retry"  # noqa: PLR2004

    async def _post(self, path: str, fields: dict[str, str]) -> Answer:
        headers = {
            "X-CSRFToken": _CSRF,
            "Accept": "application/json",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        return await self.line.ask("POST", path, body=urlencode(fields).encode(), headers=headers)

    # --- reading ----------------------------------------------------------------------------------------

    async def _refresh(self) -> None:
        """Fetch a fresh page until there is one; what the stream brought meanwhile may be newer."""
        if self._heard is not None:
            self._is_due = True  # the page that is on its way may be older than what made this one due
            return
        self._is_due = True
        pause = 0.3
        while self._is_due:
            self._is_due, self._heard = False, []
            try:
                answer = await self.line.ask(
                    "GET", f"/room/{self.room}/here/", headers={"Accept": "text/html"}
                )
                fresh = read_page(answer.body.decode()) if answer.status == 200 else None  # noqa: PLR2004
            except (LineDownError, ValueError):
                fresh = None
            heard, self._heard = self._heard, None
            if fresh is None:
                self._is_due = True
                self.diary.happened["page tried again"] += 1
                self._heard = []
                await asyncio.sleep(pause * random.uniform(0.5, 1.5))
                pause = min(2 * pause, 5)
                continue
            self.diary.happened["page fetched"] += 1
            self.page.show(fresh)
            self.last, self.stream_path = self.last or fresh.last, fresh.stream
            for name, data, last in heard:
                if _is_after(last, fresh.last):
                    self._handle(name, data)

    async def _listen(self) -> None:
        """Keep a stream open, as EventSource does."""
        asked = f"?after={quote(self.last)}"
        last, retry = "", 3.0
        while True:
            life = random.expovariate(1 / 8) + 0.5 if self.line.is_bad else None
            with contextlib.suppress(OSError, EOFError, TimeoutError, ValueError):
                async with asyncio.timeout(life):
                    async for piece in self._pieces(asked, last):
                        wait, events = _read_piece(piece)
                        retry = wait or retry
                        for last, name, text in events:
                            self._hear(name, text, last)
            self.diary.happened["stream opened again"] += 1
            await asyncio.sleep(retry)

    async def _pieces(self, asked: str, last: str) -> AsyncGenerator[bytes]:
        path = self.stream_path
        reader, writer = await asyncio.open_connection(HOST, random.choice(self.site.streams), limit=2**20)
        try:
            resume = f"Last-Event-ID: {last}\r\n" if last else ""
            cookies = self.line.cookie_header(path)
            writer.write(
                f"GET {path}{asked} HTTP/1.1\r\nHost: {HOST}\r\nConnection: close\r\nCookie: {cookies}\r\n{resume}\r\n".encode()
            )
            head = await reader.readuntil(b"\r\n\r\n")
            if b" 200 " not in head.partition(b"\r\n")[0]:
                self.diary.happened[f"stream refused {head[9:12].decode()}"] += 1
                return
            rest = b""
            while data := await reader.read(2**17):
                rest += data
                whole, separator, rest = rest.rpartition(b"\n\n")
                if separator:
                    yield whole
        finally:
            writer.close()

    def _hear(self, name: str, text: str, last: str) -> None:
        self.diary.happened["event heard"] += 1
        if name == "reload":
            self.diary.happened["told to reload"] += 1
            self._later(1)
            return
        if self._heard is not None:
            self._heard.append((name, text, last))
        self._handle(name, text)

    def _handle(self, name: str, text: str) -> None:
        if name == "point":
            self.page.show_card(text)
        elif name == "item" and self.page.show_now(text):
            self._later(2)

    def _later(self, seconds: float) -> None:
        async def wait() -> None:
            await asyncio.sleep(random.uniform(0, seconds))
            await self._refresh()

        self._tasks = [task for task in self._tasks if not task.done()]
        self._tasks.append(asyncio.create_task(wait()))


@dataclass
class Ports:
    """Where the site is reached."""

    pages: int
    streams: Sequence[int]


def _is_after(event: str, last: str) -> bool:
    epoch, _, number = event.partition(".")
    last_epoch, _, last_number = last.partition(".")
    return epoch != last_epoch or int(number) > int(last_number)


@lru_cache(maxsize=2048)
def _read_piece(piece: bytes) -> tuple[float, tuple[tuple[str, str, str], ...]]:
    """Return how long to wait before coming back, where it says so, and the events; the same bytes come to everybody."""
    found = _RETRY.search(piece)
    events = (
        (event[1].decode(), event[2].decode(), event[3].replace(b"data: ", b"").decode())
        for event in _EVENT.finditer(piece)
    )
    return int(found[1]) / 1000 if found else 0, tuple(events)
