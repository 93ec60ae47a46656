"""A PostgreSQL and a Redis of the measurement's own, in a temporary folder: they may be killed without harming anybody."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
import time
from pathlib import Path

import psycopg
import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from benchmarks.ports import free_port

_PATIENCE = 30  # seconds until a service answers


def find_postgres() -> Path | None:
    """Return the folder of PostgreSQL's programs, if they are installed."""
    found = shutil.which("initdb")
    if found:
        return Path(found).parent
    places = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return places[-1].parent if places else None


def are_installed() -> bool:
    """Whether both can be started here."""
    return find_postgres() is not None and shutil.which("redis-server") is not None


class OwnPostgres:
    """A cluster with one database, ``majlis``; as user postgres where we are root, which may not run it."""

    def __init__(self, folder: Path) -> None:
        """Make the cluster and start it."""
        programs = find_postgres()
        if programs is None:
            message = "PostgreSQL is not installed."
            raise RuntimeError(message)
        self.programs, self.folder, self.port = programs, folder, free_port()
        folder.mkdir()
        if os.getuid() == 0:
            shutil.chown(folder, "postgres")
        self._run("initdb", "-D", str(folder / "data"), "-U", "postgres", "-A", "trust", "--no-sync")
        self.start()
        with psycopg.connect(f"{self.url}/postgres", autocommit=True) as connection:
            connection.execute("CREATE DATABASE majlis")

    @property
    def url(self) -> str:
        """The address of the cluster."""
        return f"postgres://postgres@127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start it and wait until it answers."""
        options = f"-p {self.port} -k {self.folder} -c listen_addresses=127.0.0.1 -c max_connections=100"
        self._run(
            "pg_ctl",
            "-D",
            str(self.folder / "data"),
            "-l",
            str(self.folder / "log"),
            "-w",
            "-o",
            options,
            "start",
        )

    def stop(self, how: str = "fast") -> None:
        """End it: ``fast`` closes all connections, ``immediate`` is as if the power went."""
        self._run("pg_ctl", "-D", str(self.folder / "data"), "-m", how, "-w", "stop")

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self.programs / program), *arguments]
        if os.getuid() == 0:
            command = ["su", "postgres", "-s", "/bin/sh", "-c", shlex.join(command)]
        subprocess.run(command, check=True, cwd="/", stdout=subprocess.DEVNULL, timeout=60)


class OwnRedis:
    """A Redis; what it keeps survives only with ``durable``."""

    def __init__(self, folder: Path, *, durable: bool = False) -> None:
        """Start it."""
        self.folder, self.port, self.durable = folder, free_port(), durable
        folder.mkdir()
        self.start()

    @property
    def url(self) -> str:
        """The address of its first database."""
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        """Start it and wait until it answers."""
        keep = ("--appendonly", "yes", "--appendfsync", "always") if self.durable else ("--appendonly", "no")
        self.process = subprocess.Popen(
            ["redis-server", "--port", str(self.port), "--bind", "127.0.0.1", "--save", "", *keep],
            cwd=self.folder,
            stdout=subprocess.DEVNULL,
        )
        client = redis.Redis.from_url(self.url, retry=Retry(NoBackoff(), 0))
        deadline = time.monotonic() + _PATIENCE
        while time.monotonic() < deadline:
            try:
                client.ping()
            except redis.RedisError:
                time.sleep(0.02)
            else:
                client.close()
                return
        message = "Redis did not start."
        raise RuntimeError(message)

    def stop(self, how: signal.Signals = signal.SIGTERM) -> None:
        """End it."""
        self.process.send_signal(how)
        self.process.wait(_PATIENCE)
