"""A small HTTP/1.1 load generator: keep-alive connections, bounded in time, only ever against this machine.

It parses just enough of a response (status, length) to be cheap beside the server that it measures: at 2 cores a
heavier client would be the thing measured.
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

HOST = "127.0.0.1"


@dataclass
class Result:
    """What a run saw; latencies in seconds."""

    seconds: float
    statuses: dict[int, int] = field(default_factory=dict)
    latencies: list[float] = field(default_factory=list)

    @property
    def per_second(self) -> float:
        """Successful answers per second."""
        good = sum(count for status, count in self.statuses.items() if 200 <= status < 300)  # noqa: PLR2004
        return good / self.seconds

    def percentile(self, share: float) -> float:
        """Return the latency that ``share`` of the answers did not exceed, in milliseconds."""
        ordered = sorted(self.latencies)
        return ordered[min(len(ordered) - 1, int(len(ordered) * share))] * 1000 if ordered else 0.0


def request_bytes(
    method: str, path: str, *, port: int, headers: dict[str, str] | None = None, body: bytes = b""
) -> bytes:
    """Return one raw request."""
    lines = [f"{method} {path} HTTP/1.1", f"Host: {HOST}:{port}", "Connection: keep-alive"]
    lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
    if body or method == "POST":
        lines.append(f"Content-Length: {len(body)}")
    return ("\r\n".join(lines) + "\r\n\r\n").encode() + body


async def _exchange(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, request: bytes
) -> tuple[int, bytes, bool]:
    writer.write(request)
    head = await reader.readuntil(b"\r\n\r\n")
    lowered = head.lower()
    status = int(head[9:12])
    at = lowered.find(b"content-length:")
    if at >= 0:
        body = await reader.readexactly(int(lowered[at + 15 : lowered.index(b"\r\n", at)]))
    elif b"transfer-encoding: chunked" in lowered:
        body = b""
        while size := int((await reader.readline()).strip(), 16):
            body += (await reader.readexactly(size + 2))[:-2]
        await reader.readline()
    else:
        body = b""
    return status, body, b"connection: close" in lowered


async def _client(port: int, make_request: Callable[[], bytes], result: Result, until: float) -> None:
    reader, writer = await asyncio.open_connection(HOST, port)
    while time.perf_counter() < until:
        started = time.perf_counter()
        status, _, closes = await _exchange(reader, writer, make_request())
        result.latencies.append(time.perf_counter() - started)
        result.statuses[status] = result.statuses.get(status, 0) + 1
        if closes:
            writer.close()
            reader, writer = await asyncio.open_connection(HOST, port)
    writer.close()


def run_load(port: int, clients: list[Callable[[], bytes]], *, seconds: float) -> Result:
    """Let each of ``clients`` (a maker of requests) send one request after the other for ``seconds``."""

    async def _all() -> Result:
        result = Result(seconds)
        started = time.perf_counter()
        await asyncio.gather(*(_client(port, client, result, started + seconds) for client in clients))
        result.seconds = time.perf_counter() - started
        return result

    return asyncio.run(_all())


def fetch(
    port: int, path: str, *, method: str = "GET", headers: dict[str, str] | None = None, body: bytes = b""
) -> tuple[int, bytes]:
    """Send one request and return status and body."""

    async def _once() -> tuple[int, bytes]:
        reader, writer = await asyncio.open_connection(HOST, port, limit=2**22)
        status, content, _ = await _exchange(
            reader, writer, request_bytes(method, path, port=port, headers=headers, body=body)
        )
        writer.close()
        return status, content

    return asyncio.run(_once())
