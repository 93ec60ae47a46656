"""One process for pages and streams."""

import asyncio

import pytest

from config import asgi


async def answer(path, headers=()):
    sent = []
    received = iter([{"type": "http.request", "body": b"", "more_body": False}])

    async def receive():
        try:
            return next(received)
        except StopIteration:
            await asyncio.sleep(60)

    async def send(message):
        sent.append(message)

    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "root_path": "",
        "headers": [(b"host", b"testserver"), *headers],
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 8000),
    }
    await asgi.application(scope, receive, send)
    body = b"".join(message.get("body", b"") for message in sent)
    return sent[0]["status"], dict(sent[0]["headers"]), body


@pytest.mark.django_db(transaction=True)
async def test_a_page_is_answered_by_a_thread(settings):
    settings.ALLOWED_HOSTS = ["testserver"]
    status, headers, body = await answer("/static/nothing.css")
    assert status == 404
    assert headers[b"x-content-type-options"] == b"nosniff"
    assert b"<html" in body.lower()


async def test_headers_with_underscores_are_dropped(settings, monkeypatch):
    seen = []

    async def page(scope, receive, send):
        seen.extend(scope["headers"])
        await send({"type": "http.response.start", "status": 204, "headers": []})

    monkeypatch.setattr(asgi, "pages", page)
    await answer("/healthz", [(b"x_forwarded_proto", b"https"), (b"accept", b"*/*")])
    assert seen == [(b"host", b"testserver"), (b"accept", b"*/*")]
