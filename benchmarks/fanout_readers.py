"""The readers of the fan-out measurement: many open streams in one cheap process, told what to do line by line.

A reader parses no HTTP: it looks for the time of publishing in what arrives. Times are of the machine's monotonic clock,
which all processes share.
"""

from __future__ import annotations

import asyncio
import json
import re
import resource
import sys
import time
from typing import Any

import uvloop

_SENT = re.compile(rb"sent=(\d+);")
BIN = 100_000  # nanoseconds: latencies are counted in tenths of a millisecond


class Stream(asyncio.Protocol):
    """One open stream."""

    latencies: dict[int, int] = {}

    def __init__(self, request: bytes) -> None:
        """Ask for the stream once connected."""
        self.request, self.rest = request, b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Send the request."""
        transport.write(self.request)  # type: ignore[attr-defined]  # a socket's transport

    def data_received(self, data: bytes) -> None:
        """Count the events that arrived whole."""
        now = time.monotonic_ns()
        if self.rest:
            data = self.rest + data
        end = data.rfind(b"\n\n")
        if end < 0:
            self.rest = data
            return
        self.rest = data[end + 2 :]
        counts = self.latencies
        for match in _SENT.finditer(data, 0, end):
            late = (now - int(match[1])) // BIN
            counts[late] = counts.get(late, 0) + 1


async def _open(order: dict[str, Any], transports: list[asyncio.Transport]) -> None:
    loop = asyncio.get_running_loop()
    lines = [f"GET {order['path']} HTTP/1.1", "Host: 127.0.0.1", f"Cookie: {order['cookie']}", "", ""]
    request = "\r\n".join(lines).encode()
    for _ in range(order["count"]):
        transport, _protocol = await loop.create_connection(
            lambda: Stream(request), "127.0.0.1", order["port"]
        )
        transports.append(transport)
    await asyncio.sleep(0.5)


async def main() -> None:
    """Do what each line of the standard input says, and answer with a line."""
    loop, transports = asyncio.get_running_loop(), list[asyncio.Transport]()
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        order = json.loads(line)
        answer: object = "done"
        if order["do"] == "open":
            await _open(order, transports)
        elif order["do"] == "begin":
            Stream.latencies = {}
        elif order["do"] == "report":
            answer = Stream.latencies
        elif order["do"] == "close":
            for transport in transports:
                transport.abort()
            transports.clear()
            await asyncio.sleep(0.3)
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    uvloop.run(main())
