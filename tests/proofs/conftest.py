"""The story, told once for each module of proofs."""

from __future__ import annotations

import json
import logging
import re
from copy import copy
from typing import TYPE_CHECKING, Any

import pytest
from django.db import transaction
from django.test import override_settings

from config.logs import RedactAddresses
from tests.live_site import LiveSite, start_live_site

from .story import Story, tell_story

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytest_django import DjangoDbBlocker
    from pytest_django.fixtures import SettingsWrapper


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return where the story keeps its room keys and its mail."""
    return {"KEY_STORE_DIR": tmp_path_factory.mktemp("keys"), "MAIL_DIR": tmp_path_factory.mktemp("mail")}


TELL = """
import json
from django.conf import settings
from config.celery import app
app.conf.update(task_always_eager=True)
from tests.proofs.addresses import ADDRESSES
from tests.proofs.story import tell_story
story = tell_story()
print(json.dumps({
    "sessions": {
        role: client.cookies[settings.SESSION_COOKIE_NAME].value
        for role, client in story.clients.items()
        if settings.SESSION_COOKIE_NAME in client.cookies
    },
    "cookie": settings.SESSION_COOKIE_NAME,
    "urls": {name: address.url(name, story) for name, address in ADDRESSES.items() if address.method == "GET"},
}))
"""


class Lines(logging.Handler):
    """Keeps every line as the site's own handler would write it."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []
        self.addFilter(RedactAddresses())
        self.setFormatter(logging.Formatter("{levelname} {name}: {message}", style="{"))

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(copy(record)))


@pytest.fixture(scope="module")
def log() -> Iterator[Lines]:
    """Keep what is logged with MAJLIS_LOG_LEVEL=DEBUG."""
    root, lines = logging.getLogger(), Lines()
    level = root.level
    root.setLevel(logging.DEBUG)
    root.addHandler(lines)
    yield lines
    root.removeHandler(lines)
    root.setLevel(level)


@pytest.fixture(scope="module")
def told(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, folders: dict[str, Path], log: Lines
) -> Iterator[Story]:
    """Tell the story in a transaction that is never committed."""
    with (
        django_db_blocker.unblock(),
        override_settings(EMAIL_BACKEND="home.mailbox.MailboxBackend", **folders),
        transaction.atomic(),
    ):
        yield tell_story()
        transaction.set_rollback(True)


@pytest.fixture
def story(told: Story, folders: dict[str, Path], settings: SettingsWrapper) -> Iterator[Story]:
    """Return the story; what a test does to it is undone."""
    for name, folder in folders.items():
        setattr(settings, name, folder)
    with transaction.atomic():
        yield told
        transaction.set_rollback(True)


@pytest.fixture(scope="session")
def proof_site(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[LiveSite]:
    """Return a site of its own for the proofs that browse: what others set up on theirs stays theirs."""
    number = int(re.sub(r"\D", "", worker_id) or 0) + 2  # beside the Redis numbers of the other sites
    with start_live_site(tmp_path_factory.mktemp("proof-site"), name=f"proofs{number}") as site:
        yield site


@pytest.fixture(scope="session")
def told_live(proof_site: LiveSite) -> dict[str, Any]:
    """Tell the story on the running site; return the session of each role and every address that can be read."""
    told: dict[str, Any] = json.loads(proof_site.run(TELL))
    return told
