"""A whole grown site of its own, to be harmed: PostgreSQL, two Redis, web workers and processes with streams."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Self

from benchmarks.own_services import OwnPostgres, OwnRedis
from benchmarks.ports import free_port, wait_until_open

ROOT = Path(__file__).resolve().parent.parent
WEB_WORKERS, WEB_THREADS, STREAMS = 2, 4, 2


class Site:
    """Started and stopped piece by piece."""

    def __init__(self, folder: Path) -> None:
        """Start the services; the site itself only after ``prepare``."""
        folder.chmod(0o755)  # PostgreSQL runs as somebody else
        self.folder = folder
        self.postgres = OwnPostgres(folder / "postgres")
        self.events = OwnRedis(folder / "events")
        self.keys = OwnRedis(folder / "keys", durable=True)
        self.web_port, self.stream_ports = free_port(), [free_port() for _ in range(STREAMS)]
        self.environment = {
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "MAJLIS_DATABASE_URL": f"{self.postgres.url}/majlis",
            "MAJLIS_REDIS_URL": self.events.url,
            "MAJLIS_KEY_STORE_URL": self.keys.url,
            "MAJLIS_VAR_DIR": str(folder / "var"),
            "MAJLIS_COLLECTED_STATIC": "1",
            "MAJLIS_LOG_LEVEL": "WARNING",
        }
        (folder / "var").mkdir()
        self.log = (folder / "site.log").open("wb")
        self.web: subprocess.Popen[bytes] | None = None
        self.streams: list[subprocess.Popen[bytes] | None] = [None] * STREAMS

    def __enter__(self) -> Self:
        """Return the site."""
        return self

    def __exit__(self, *_error: object) -> None:
        """End everything, each by its own process."""
        for process in (self.web, *self.streams):
            if process is not None and process.poll() is None:
                process.terminate()
                try:
                    process.wait(5)
                except subprocess.TimeoutExpired:
                    process.kill()
        self.events.stop(signal.SIGKILL)
        self.keys.stop(signal.SIGKILL)
        self.postgres.stop("immediate")
        self.log.close()

    def manage(self, *arguments: str) -> None:
        """Run a management command."""
        self._start("manage.py", *arguments).wait(120)

    def start(self) -> None:
        """Start web and streams and wait until they answer."""
        self.start_web()
        for number in range(STREAMS):
            self.start_stream(number)

    def start_web(self) -> None:
        """Start gunicorn as docs/operations.md says."""
        self.web = self._start(
            *(
                "-m",
                "gunicorn",
                "--config",
                "python:config.gunicorn",
                "config.wsgi:application",
                f"--bind=127.0.0.1:{self.web_port}",
            ),
            *(f"--workers={WEB_WORKERS}", f"--threads={WEB_THREADS}", "--log-level=critical"),
        )
        self._wait(self.web, self.web_port)

    def start_stream(self, number: int) -> None:
        """Start a process with streams."""
        port = self.stream_ports[number]
        process = self.streams[number] = self._start(
            *("-m", "uvicorn", "config.asgi:application", "--port", str(port), "--no-access-log"),
            *("--lifespan", "off", "--log-level", "critical", "--timeout-graceful-shutdown", "1"),
        )
        self._wait(process, port)

    # --- harm ---------------------------------------------------------------------------------------------

    def kill_a_worker(self) -> None:
        """Kill one of gunicorn's workers; it starts another."""
        if self.web is not None:
            os.kill(_children(self.web.pid)[0], signal.SIGKILL)

    def kill_the_web(self) -> None:
        """Kill gunicorn and all its workers, and start it again a second later."""
        if self.web is not None:
            for process in (self.web.pid, *_children(self.web.pid)):  # first whoever would start others
                os.kill(process, signal.SIGKILL)
            self.web.wait()
        time.sleep(1)
        self.start_web()

    def kill_a_stream(self) -> None:
        """Kill one process with streams, and start it again a second later."""
        process = self.streams[0]
        if process is not None:
            process.kill()
            process.wait()
        time.sleep(1)
        self.start_stream(0)

    def restart_redis(self) -> None:
        """Kill both Redis, and start them again two seconds later."""
        self.events.stop(signal.SIGKILL)
        self.keys.stop(signal.SIGKILL)
        time.sleep(2)
        self.events.start()
        self.keys.start()

    def restart_postgres(self) -> None:
        """End PostgreSQL as if the power went, and start it again."""
        self.postgres.stop("immediate")
        time.sleep(1)
        self.postgres.start()

    def _wait(self, process: subprocess.Popen[bytes], port: int) -> None:
        if not wait_until_open(port, seconds=90) or process.poll() is not None:
            said = Path(self.log.name).read_text()[-2000:]
            message = f"Nobody answers at {port}, status {process.poll()}: {said}"
            raise RuntimeError(message)

    def _start(self, *arguments: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, *arguments],
            cwd=ROOT,
            env=os.environ | self.environment,
            stdout=self.log,
            stderr=self.log,
        )


def _children(process: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
