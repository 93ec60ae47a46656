"""What the deployment check says of the key store."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import redis

from dialogues.checks import check_key_store

if TYPE_CHECKING:
    from pytest_django.fixtures import SettingsWrapper


def answers(monkeypatch: pytest.MonkeyPatch, answer: dict[str, int] | Exception) -> None:
    def info(_self: redis.Redis, _section: str) -> dict[str, int]:
        if isinstance(answer, Exception):
            raise answer
        return answer

    monkeypatch.setattr(redis.Redis, "info", info)


def told(settings: SettingsWrapper, keys: str, events: str = "") -> list[str | None]:
    settings.KEY_STORE_URL, settings.REDIS_URL = keys, events
    return [message.id for message in check_key_store(None)]


def test_files_need_no_redis(settings: SettingsWrapper) -> None:
    assert told(settings, "") == []


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ({"aof_enabled": 1}, []),
        ({"aof_enabled": 0}, ["dialogues.W002"]),
        ({}, ["dialogues.I001"]),
        (redis.exceptions.NoPermissionError("no"), ["dialogues.I001"]),
        (redis.ConnectionError("away"), ["dialogues.I001"]),
    ],
)
def test_it_must_survive_a_restart(
    settings: SettingsWrapper,
    monkeypatch: pytest.MonkeyPatch,
    answer: dict[str, int] | Exception,
    said: list[str],
) -> None:
    answers(monkeypatch, answer)
    assert told(settings, "redis://keys.example/0") == said


@pytest.mark.parametrize(
    ("keys", "events", "same"),
    [
        ("redis://one.example/0", "redis://one.example:6379", True),
        ("redis://one.example/1", "redis://one.example/0", False),
        ("redis://one.example/0", "redis://two.example/0", False),
        ("redis://:secret@one.example/2", "redis://one.example/2", True),
    ],
)
def test_it_must_be_one_of_its_own(
    settings: SettingsWrapper, monkeypatch: pytest.MonkeyPatch, keys: str, events: str, *, same: bool
) -> None:
    answers(monkeypatch, {"aof_enabled": 1})
    assert told(settings, keys, events) == (["dialogues.W001"] if same else [])
