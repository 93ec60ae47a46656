"""Logs connect nobody to what was said."""

import logging
import sys
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory
from gunicorn.config import Config
from hypothesis import given
from hypothesis import strategies as st

from config.gunicorn import RedactingLogger
from config.logs import RedactAddresses, redact
from dialogues.live.passes import give_seat
from tests.dialogues.factories import make_room

SAID = "What Leila said"
TOKEN = "MToxOjE3MTY5NzY4MDA-3f9K_d2Lq8"


@pytest.mark.parametrize(
    ("address", "logged"),
    [
        ("/dialogues/wps/first-meeting/room/", "/[room]"),
        ("/dialogues/wps/first-meeting/room/points/7f/", "/[room]"),
        ("/room/0e4b6c1a-98aa-4d2c-8f7e-1a2b3c4d5e6f/stream/?after=3", "/[room]"),
        ("/dialogues/roomy-houses/plan/", None),
        (f"/review/0e4b6c1a-98aa-4d2c-8f7e-1a2b3c4d5e6f/{TOKEN}/say/p-1a2b3c4d/", "/[review]"),
        ("/review/0e4b6c1a-98aa-4d2c-8f7e-1a2b3c4d5e6f/receipt/abcdefgh/?in=ar", "/[review]"),
        ("/dialogues/a/b/report/en/review/0e4b6c1a-98aa-4d2c-8f7e-1a2b3c4d5e6f/", "/[review]"),
        ("reports/services/review/rounds.py", None),
        (f"/i/{TOKEN}/", "/i/[private]/"),
        (f"/i/{TOKEN}/meeting.ics", "/i/[private]/meeting.ics"),
        ("/meetings/0e4b6c1a-98aa-4d2c-8f7e-1a2b3c4d5e6f/", "/meetings/[private]/"),
        ("/organisations/?q=Participant+07", "/organisations/?[query]"),
        ("/dialogues/women-peace-and-security-in-practice/plan/", None),
        ("/static/css/layout.css", None),
    ],
)
def test_addresses(address, logged):
    assert redact(f"Not Found: {address}") == f"Not Found: {logged or address}"


@given(st.text("abcdefghijklmnopqrstuvwxyz-", min_size=1), st.text("abcdefghij0123456789-/", max_size=40))
def test_nothing_of_a_room_remains(slug, rest):
    assert redact(f"Forbidden: /dialogues/{slug}/secret-meeting/room/{rest}") == "Forbidden: /[room]"


@given(
    st.from_regex(r"[A-Za-z0-9_-]{20,80}", fullmatch=True).filter(
        lambda token: any(c.isdigit() for c in token)
    )
)
def test_no_token_remains(token):
    assert token not in redact(f"Not Found: /i/{token}/ and /tracker/{token}?x=1")


def test_a_record_forgets_its_request():
    record = logging.makeLogRecord(
        {"msg": "Not Found: %s", "args": (f"/i/{TOKEN}/",), "request": object(), "status_code": 404}
    )
    assert RedactAddresses().filter(record) is True
    assert (record.getMessage(), hasattr(record, "request")) == ("Not Found: /i/[private]/", False)


def test_a_missing_page_is_logged_redacted(client, db, capsys):
    handler = logging.getLogger().handlers
    configured = next(one for one in handler if any(isinstance(f, RedactAddresses) for f in one.filters))
    lines = []
    configured.emit = lambda record: lines.append(configured.format(record))
    try:
        client.get(f"/i-do-not-exist/{TOKEN}/")
    finally:
        del configured.emit
    assert len(lines) == 1
    assert lines[0].endswith("WARNING django.request: Not Found: /i-do-not-exist/[private]/")


def test_an_error_of_the_database_keeps_its_values():
    row = "violates a rule\nDETAIL:  Failing row contains (7, What Leila\n\nsaid, /i/secret)."
    try:
        try:
            int(row)
        except ValueError as error:
            error.args = (row,)
            raise RuntimeError("not written") from error
    except RuntimeError:
        record = logging.getLogger("x").makeRecord("x", logging.ERROR, "x", 1, "Failed", (), sys.exc_info())
    RedactAddresses().filter(record)
    written = logging.Formatter().format(record)
    assert "Leila" not in written
    assert "said" not in written
    assert "violates a rule\nDETAIL: [values]\n\nThe above exception" in written
    assert written.endswith("RuntimeError: not written")


@pytest.mark.parametrize(
    "path",
    [
        "/room/5f0c7a7e-0000-4000-8000-000000000000/points/",
        f"/i/{TOKEN}/room/",
        "/dialogues/a/b/room/",
        "/review/5f0c7a7e-0000-4000-8000-000000000000/unnamed/abc/whole/",
    ],
)
def test_an_error_in_a_room_is_told_without_what_was_said(path):
    record = logging.getLogger("x").makeRecord(
        "x", logging.ERROR, "x", 1, "Internal Server Error: %s", (path,), _error()
    )
    record.request = RequestFactory().post(path, {"text": "What Leila said"})
    RedactAddresses().filter(record)
    written = logging.Formatter().format(record)
    assert "Leila" not in written
    assert TOKEN not in written
    assert "builtins.ValueError" in written
    assert "builtins.RuntimeError" in written
    assert "in _error" in written


def test_an_error_elsewhere_keeps_its_message():
    record = logging.getLogger("x").makeRecord("x", logging.ERROR, "x", 1, "Failed", (), _error())
    record.request = RequestFactory().get("/dialogues/")
    RedactAddresses().filter(record)
    assert "What Leila said" in logging.Formatter().format(record)


def test_an_exception_in_the_room_logs_neither_text_nor_token(db, monkeypatch, settings):
    """All the way: a view of the room that breaks, with Django's own handling of it."""
    room = make_room()
    token = room.token(0)
    client = Client(raise_request_exception=False)
    response = HttpResponse()
    give_seat(response, room=room.uuid, token=token, participation=room.people[0].uuid)
    for name, morsel in response.cookies.items():
        client.cookies[name] = morsel.value

    def breaks(**sent):
        message = f"{sent}"
        raise RuntimeError(message)

    monkeypatch.setattr("dialogues.views.room_log.log_point", breaks)
    lines = []
    handler = logging.Handler()
    handler.addFilter(RedactAddresses())
    handler.emit = lambda record: lines.append(logging.Formatter().format(record))
    logging.getLogger().addHandler(handler)
    body = {"item": room.item.uuid, "uuid": uuid4(), "text": "What Leila said", "kind": "concern"}
    try:
        answer = client.post(f"/room/{room.uuid}/points/", body)
    finally:
        logging.getLogger().removeHandler(handler)
    written = "\n".join(lines)
    assert answer.status_code == 500
    assert "RuntimeError" in written
    for secret in ("Leila", token, room.uuid.hex, str(room.uuid), room.people[0].uuid.hex):
        assert secret not in written


def test_gunicorn_redacts_what_it_writes_of_a_request_it_died_of():
    logger = RedactingLogger(Config())
    written = []
    logger.error_log.addHandler(handler := logging.Handler())
    handler.emit = lambda record: written.append(record.getMessage())
    logger.error("Error handling request %s", f"/i/{TOKEN}/room/")
    assert written == ["Error handling request /i/[private]/[room]"]


def _error():
    try:
        try:
            int(SAID)
        except ValueError as error:
            raise RuntimeError(SAID) from error
    except RuntimeError:
        return sys.exc_info()
