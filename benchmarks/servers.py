"""Start and stop the servers under measurement: the same gunicorn, the same number of workers, for Majlis and the bare view."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
_TICKS = os.sysconf("SC_CLK_TCK")


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    """A running gunicorn."""

    def __init__(self, application: str, environment: dict[str, str], *, workers: int, threads: int) -> None:
        """Start it and wait until it answers."""
        self.port = free_port()
        self.process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "gunicorn",
                application,
                f"--bind=127.0.0.1:{self.port}",
                f"--workers={workers}",
                f"--threads={threads}",
                "--worker-class=gthread",
                "--keep-alive=30",
                "--log-level=warning",
            ],
            cwd=ROOT,
            env=os.environ | environment,
        )
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), timeout=1):
                time.sleep(1.5)
                return
            time.sleep(0.1)
        self.stop()
        message = f"{application} did not start"
        raise RuntimeError(message)

    def cpu_seconds(self) -> float:
        """Return the CPU time that the workers have used so far."""
        parent = str(self.process.pid)
        total = 0
        for stat in Path("/proc").glob("[0-9]*/stat"):
            with contextlib.suppress(OSError):
                fields = stat.read_text().rpartition(")")[2].split()
                if fields[1] == parent:
                    total += int(fields[11]) + int(fields[12])
        return total / _TICKS

    def stop(self) -> None:
        """End it, by its own pid."""
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.process.kill()


@contextlib.contextmanager
def serving(
    application: str, environment: dict[str, str], *, workers: int = 1, threads: int = 1
) -> Iterator[Server]:
    """Serve ``application`` for the length of the block."""
    server = Server(application, environment, workers=workers, threads=threads)
    try:
        yield server
    finally:
        server.stop()
