"""The queue of the embedded site: a message is whole from the moment at which a worker can find it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from kombu import Connection

from config.celery import app
from config.queue_files import Transport

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def connection_to(folder: Path) -> Connection:
    (folder / "control").mkdir()
    (folder / "messages").mkdir()
    return Connection(
        "filesystem://localhost",
        transport_options={
            "data_folder_in": str(folder / "messages"),
            "data_folder_out": str(folder / "messages"),
            "control_folder": str(folder / "control"),
        },
    )


def test_celery_uses_it_for_its_files() -> None:
    assert isinstance(app.connection("filesystem://localhost").transport, Transport)


def test_what_is_sent_comes_back(tmp_path: Path) -> None:
    with connection_to(tmp_path) as connection, connection.SimpleQueue("sent-and-received") as queue:
        queue.put({"number": 1})
        message = queue.get(timeout=1)
        message.ack()

    assert message.payload == {"number": 1}


def test_a_message_that_can_be_found_is_complete(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[list[str]] = []

    def look_first(draft: Path, final: Path) -> Path:
        seen.append([found.name for found in final.parent.glob("*.msg")])
        assert json.loads(draft.read_text())["body"]
        return draft.rename(final)

    with connection_to(tmp_path) as connection, connection.SimpleQueue("complete") as queue:
        monkeypatch.setattr("config.queue_files.Path.replace", look_first)
        queue.put({"number": 1})

    assert seen == [[]]
    assert len([*(tmp_path / "messages").glob("*.complete.msg")]) == 1
