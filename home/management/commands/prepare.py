"""``manage.py prepare``: make the embedded site ready to start; quick when it is ready already."""

import json
import os
import socket
import time
from argparse import BooleanOptionalAction
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import CommandParser, call_command
from django.core.management.base import BaseCommand, CommandError

from config.messages import compile_translations


class Command(BaseCommand):
    """Prepares database, translations, static files and, where wanted, the demo."""

    help = "Make the embedded site ready: database, translations, static files and the demo."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Take whether the demo is wanted."""
        parser.add_argument("--demo", action=BooleanOptionalAction, default=True, help="load the demo")

    def handle(self, *_args: Any, demo: bool, **_options: Any) -> None:
        """Do each step, saying how long it took."""
        _refuse_taken_port(int(os.environ.get("MAJLIS_PORT", "8000")))
        with self._step("Database"):
            call_command("migrate", verbosity=0, interactive=False)
        with self._step("Translations"):
            for folder in settings.LOCALE_PATHS:
                compile_translations(Path(folder))
        if settings.COLLECTED_STATIC and not static_files_are_current():
            with self._step("Styles, scripts and fonts"):
                call_command("collectstatic", verbosity=0, interactive=False, clear=True)
        if demo:
            with self._step("Demo"):
                call_command("load_demo", stdout=self.stdout)
        self.stdout.write(self.style.SUCCESS(f"\nMajlis starts at {settings.SITE_URL}/ (Ctrl-C stops it)\n"))

    @contextmanager
    def _step(self, name: str) -> Iterator[None]:
        started = time.monotonic()
        yield
        self.stdout.write(f"{name}: ready ({time.monotonic() - started:.1f} s)")


def static_files_are_current() -> bool:
    """Return whether nothing that pages use is newer than what was collected, nor missing from it."""
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    if not manifest.exists():
        return False
    collected = json.loads(manifest.read_text(encoding="utf-8"))["paths"]
    made = manifest.stat().st_mtime
    sources = {
        f"{getattr(storage, 'prefix', None) or ''}/{name}".strip("/"): Path(storage.path(name))
        for finder in get_finders()
        for name, storage in finder.list(["CVS", ".*", "*~"])  # what collectstatic leaves out
    }
    return sources.keys() == collected.keys() and all(
        path.stat().st_mtime <= made and path.stat().st_ctime <= made for path in sources.values()
    )


def _refuse_taken_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            message = f"Port {port} is in use: stop what runs there, or choose another, as in: make run PORT={port + 1}"
            raise CommandError(message) from error
