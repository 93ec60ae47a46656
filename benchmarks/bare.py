"""The reference: a Django without middleware, with one view that returns given bytes and one that does one INSERT and one PUBLISH."""

import os
import uuid
from pathlib import Path

import django
import environ
import redis
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest, HttpResponse

settings.configure(
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF="benchmarks.bare",
    SECRET_KEY="bare",  # noqa: S106 - signs nothing
    USE_TZ=True,
    DATABASES={
        "default": {**environ.Env.db_url_config(os.environ["MAJLIS_DATABASE_URL"]), "CONN_MAX_AGE": None}
    },
)
django.setup()

from django.db import connection  # noqa: E402 - after setup
from django.urls import path  # noqa: E402 - after setup

_BODY = Path(os.environ["BENCH_BODY"]).read_bytes() if os.environ.get("BENCH_BODY") else b""
_MESSAGE = Path(os.environ["BENCH_MESSAGE"]).read_bytes() if os.environ.get("BENCH_MESSAGE") else b""
_REDIS = redis.Redis.from_url(os.environ.get("BENCH_REDIS", "redis://127.0.0.1:6379/0"))


def page(_request: HttpRequest) -> HttpResponse:
    """Return the bytes that the measured page returned."""
    return HttpResponse(_BODY)


def record(request: HttpRequest) -> HttpResponse:
    """Write one row and tell it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO bench_point (uuid, text) VALUES (%s, %s)",
            [uuid.uuid4(), request.POST.get("text", "")],
        )
    _REDIS.publish("bench", _MESSAGE)
    return HttpResponse(b"written")


urlpatterns = [path("page", page), path("record", record)]
application = WSGIHandler()
