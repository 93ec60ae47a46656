"""A participant's line to the server: requests over a connection of their own, and one that drops now and then."""

from __future__ import annotations

import asyncio
import random
from typing import NamedTuple

HOST = "127.0.0.1"
PATIENCE = 20  # seconds for an answer, as in static/js/room-sending.js


class LineDownError(OSError):
    """Nothing came back."""


class Answer(NamedTuple):
    """What the server said."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    @property
    def is_json(self) -> bool:
        """Whether the page's script can read it."""
        return any(
            name == "content-type" and value.startswith("application/json") for name, value in self.headers
        )


class Line:
    """Sends requests with cookies, each to the paths that it was given for."""

    def __init__(self, port: int, *, is_bad: bool) -> None:
        """Reach the pages at ``port``."""
        self.port, self.is_bad = port, is_bad
        self.cookies: dict[str, tuple[str, str]] = {}  # name: path, value

    def cookie_header(self, path: str) -> str:
        """Return the cookies that a browser sends to ``path``."""
        held = ((name, value) for name, (where, value) in self.cookies.items() if path.startswith(where))
        return "; ".join(f"{name}={value}" for name, value in held)

    async def ask(
        self, method: str, path: str, *, body: bytes = b"", headers: dict[str, str] | None = None
    ) -> Answer:
        """Send a request and return the answer.

        Raises:
            LineDownError: when the line or the server is down, before or after the request arrived.

        """
        try:
            async with asyncio.timeout(PATIENCE):
                return await self._exchange(method, path, body, headers or {})
        except (OSError, EOFError, TimeoutError, ValueError, IndexError) as error:
            raise LineDownError from error

    async def _exchange(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> Answer:
        drops = random.choice(("before", "after", *[""] * 8)) if self.is_bad else ""
        if drops == "before":
            raise LineDownError
        reader, writer = await asyncio.open_connection(HOST, self.port, limit=2**22)
        try:
            fields = {
                "Host": f"{HOST}:{self.port}",
                "Connection": "close",
                "Cookie": self.cookie_header(path),
                "Content-Length": str(len(body)),
                **headers,
            }
            head = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
            writer.write(f"{method} {path} HTTP/1.1\r\n{head}\r\n".encode() + body)
            if drops == "after":  # it arrives, and the answer does not
                await asyncio.sleep(random.uniform(0, 0.2))
                raise LineDownError
            answer = _parse(await reader.readuntil(b"\r\n\r\n"), reader)
            return await answer
        finally:
            writer.close()

    def take_cookies(self, answer: Answer) -> None:
        """Keep the cookies of an answer."""
        for name, value in answer.headers:
            if name == "set-cookie":
                parts = [part.strip() for part in value.split(";")]
                cookie, _, content = parts[0].partition("=")
                path = next((part[5:] for part in parts[1:] if part.lower().startswith("path=")), "/")
                self.cookies[cookie] = (path, content)


async def _parse(head: bytes, reader: asyncio.StreamReader) -> Answer:
    first, *lines = head.decode("latin-1").rstrip().split("\r\n")
    headers = tuple(
        (name.strip().lower(), value.strip()) for name, _, value in (line.partition(":") for line in lines)
    )
    length = next((int(value) for name, value in headers if name == "content-length"), None)
    body = await (reader.read() if length is None else reader.readexactly(length))
    return Answer(int(first.split(" ")[1]), headers, body)
