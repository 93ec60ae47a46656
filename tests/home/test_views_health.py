"""/healthz."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db import DatabaseError
from django.db.models import QuerySet
from django.utils import timezone

from home.models import Heartbeat
from home.tasks import clear_expired_sessions_task, record_heartbeat_task

ADDRESS = "/healthz"


@pytest.mark.django_db
def test_well(client, django_assert_num_queries):
    record_heartbeat_task.delay()
    with django_assert_num_queries(1):
        answer = client.get(ADDRESS)
    assert (answer.status_code, answer.json()) == (200, {"web": "ok", "database": "ok", "worker": "ok"})
    assert answer["Cache-Control"].startswith("max-age=0, no-cache, no-store")


@pytest.mark.django_db
def test_before_the_first_heartbeat(client):
    answer = client.get(ADDRESS)
    assert (answer.status_code, answer.json()) == (503, {"web": "ok", "database": "ok", "worker": "down"})


@pytest.mark.django_db
def test_a_worker_that_stopped(client, settings):
    record_heartbeat_task.delay()
    Heartbeat.objects.update(beaten_at=timezone.now() - timedelta(seconds=3 * settings.HEARTBEAT_SECONDS + 1))
    assert client.get(ADDRESS).status_code == 503
    record_heartbeat_task.delay()
    assert client.get(ADDRESS).status_code == 200
    assert Heartbeat.objects.count() == 1


def test_a_database_that_does_not_answer(client, monkeypatch):
    def fail(_queryset):
        raise DatabaseError

    monkeypatch.setattr(QuerySet, "first", fail)
    answer = client.get(ADDRESS)
    assert (answer.status_code, answer.json()) == (503, {"web": "ok", "database": "down", "worker": "down"})


def test_wrong_method(client):
    assert client.post(ADDRESS).status_code == 405


@pytest.mark.django_db
def test_sessions_that_ended_are_forgotten(client):
    Session.objects.create(session_key="old", session_data="", expire_date=timezone.now() - timedelta(days=1))
    Session.objects.create(session_key="new", session_data="", expire_date=timezone.now() + timedelta(days=1))
    clear_expired_sessions_task.delay()
    assert list(Session.objects.values_list("session_key", flat=True)) == ["new"]
