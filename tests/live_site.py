"""A whole site in processes of its own: web and worker as ``make run`` starts them, on a database of its own."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from django.conf import settings

START_SECONDS = 60
REDIS_NUMBERS = 16  # as many as a Redis has unless told otherwise


@dataclass(frozen=True)
class LiveSite:
    """Where the site is, and what one may do with it besides browsing."""

    url: str
    var_dir: Path
    environment: dict[str, str]

    def manage(self, *arguments: str) -> str:
        """Run a management command on the site's data and return what it prints."""
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=settings.BASE_DIR,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def run(self, code: str) -> str:
        """Run Python on the site's data and return what it prints, stripped."""
        return self.manage("shell", "--no-imports", "--command", code).strip()

    def mails_to(self, address: str, *, at_least: int = 1, seconds: float = 20) -> list[str]:
        """Return the mails to ``address``, oldest first, once there are enough of them."""
        deadline = time.monotonic() + seconds
        while True:
            mails = [path.read_text() for path in sorted((self.var_dir / "mail").glob("*.eml"))]
            found = [mail for mail in mails if re.search(rf"^To: .*{re.escape(address)}", mail, re.MULTILINE)]
            if len(found) >= at_least:
                return found
            assert time.monotonic() < deadline, f"{len(found)} mails to {address} after {seconds} s"
            time.sleep(0.2)

    def health(self) -> dict[str, str]:
        """Return what /healthz says."""
        try:
            with urllib.request.urlopen(f"{self.url}/healthz", timeout=5) as answer:
                return dict(json.load(answer))
        except urllib.error.HTTPError as error:
            return dict(json.load(error))


@contextmanager
def start_live_site(folder: Path, *, name: str) -> Iterator[LiveSite]:
    """Start a site with its state in ``folder`` and stop it, with all its processes, afterwards."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    environment = {
        **{key: value for key, value in os.environ.items() if not key.startswith(("PYTEST_", "COVERAGE"))},
        "MAJLIS_VAR_DIR": str(folder),
        "MAJLIS_SITE_URL": url,
        "MAJLIS_PORT": str(port),
        "PYTHONUNBUFFERED": "1",
        **_databases_of_its_own(name),
    }
    site = LiveSite(url=url, var_dir=folder, environment=environment)
    site.manage("migrate", "--verbosity", "0")
    with (folder / "processes.log").open("w") as log:
        processes = subprocess.Popen(
            [Path(sys.executable).with_name("honcho"), "--procfile", "config/Procfile", "start"],
            cwd=settings.BASE_DIR,
            env=environment,
            stdout=log,
            stderr=log,
        )
        try:
            _wait_until_well(site, processes, Path(log.name))
            yield site
        finally:
            processes.send_signal(signal.SIGTERM)
            processes.wait(timeout=20)


def _databases_of_its_own(name: str) -> dict[str, str]:
    """Return settings for a database and Redis numbers that no other run of the tests uses."""
    chosen: dict[str, str] = {}
    database = os.environ.get("MAJLIS_DATABASE_URL", "")
    if database.startswith("postgres"):
        parts = urlsplit(database)
        fresh = f"{parts.path.strip('/')}_live_{name}"
        with psycopg.connect(
            urlunsplit(parts._replace(scheme="postgresql", path="/postgres")), autocommit=True
        ) as connection:
            connection.execute(f'DROP DATABASE IF EXISTS "{fresh}" WITH (FORCE)')
            connection.execute(f'CREATE DATABASE "{fresh}"')
        chosen["MAJLIS_DATABASE_URL"] = urlunsplit(parts._replace(path=f"/{fresh}"))
    for variable in ("MAJLIS_REDIS_URL", "MAJLIS_KEY_STORE_URL"):
        address = os.environ.get(variable)
        if address:
            parts = urlsplit(address)
            own = int(re.sub(r"\D", "", name) or 0)
            number = (
                int(parts.path.strip("/") or 0) + 4 + 2 * own
            ) % REDIS_NUMBERS  # two neighbours for each site
            chosen[variable] = urlunsplit(parts._replace(path=f"/{number}"))
    return chosen


def _wait_until_well(site: LiveSite, processes: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    health: dict[str, str] = {}
    while time.monotonic() < deadline and processes.poll() is None:
        try:
            health = site.health()
        except OSError:
            health = {}
        if health and set(health.values()) == {"ok"}:
            return
        time.sleep(0.2)
    message = f"The site did not become well: {health}\n{log.read_text()[-4000:]}"
    raise AssertionError(message)
