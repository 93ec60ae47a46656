"""Sign-ins are blurred: to the day, in no order, and nobody is signed out."""

from __future__ import annotations

from datetime import timedelta
from importlib import import_module

import pytest
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from stakeholders.models import User
from stakeholders.services.sign_ins import blur_sign_ins
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

BACKEND = "django.contrib.auth.backends.ModelBackend"


def test_times_are_days_and_everybody_stays_signed_in() -> None:
    clients = [Client() for _ in range(5)]
    for client in clients:
        client.force_login(UserFactory(), backend=BACKEND)

    blur_sign_ins(since=timezone.now() - timedelta(hours=1))

    midnight = {timezone.now().replace(hour=0, minute=0, second=0, microsecond=0)}
    assert set(User.objects.values_list("last_login", flat=True)) == midnight
    expiring = set(Session.objects.values_list("expire_date", flat=True))
    assert {(moment.hour, moment.minute, moment.second, moment.microsecond) for moment in expiring} == {
        (0,) * 4
    }
    assert min(expiring) > timezone.now() + timedelta(seconds=settings.SESSION_COOKIE_AGE) - timedelta(
        hours=1
    )
    store = import_module(settings.SESSION_ENGINE).SessionStore
    for client in clients:
        assert "_auth_user_id" in store(client.cookies[settings.SESSION_COOKIE_NAME].value)


def test_rows_are_in_no_order() -> None:
    """Twelve rooms of six: that the last to sign in is always the last row is chance once in two thousand million."""
    last = set()
    for _ in range(12):
        keys = []
        for _person in range(6):
            client = Client()
            client.force_login(UserFactory(), backend=BACKEND)
            keys.append(client.cookies[settings.SESSION_COOKIE_NAME].value)
        blur_sign_ins(since=timezone.now() - timedelta(hours=1))
        place = {
            row.session_key: number
            for number, row in enumerate(Session.objects.raw("SELECT * FROM django_session"))
        }
        last.add(max(keys, key=lambda key: place[key]) == keys[-1])

    assert False in last


def test_older_sign_ins_and_known_devices() -> None:
    old, new = UserFactory(), UserFactory()
    then, now = timezone.now() - timedelta(days=3), timezone.now()
    User.objects.filter(pk=old.pk).update(last_login=then)
    for user in (old, new):
        UserSession.objects.create(user=user, ip="192.0.2.1", session_key=f"key-{user.pk}", user_agent="x")
    UserSession.objects.filter(user=old).update(created_at=then, last_seen_at=then)

    blur_sign_ins(since=now - timedelta(hours=1))

    assert User.objects.get(pk=old.pk).last_login == then
    assert UserSession.objects.get(user=old).created_at == then
    assert UserSession.objects.get(user=new).created_at == now.replace(
        hour=0, minute=0, second=0, microsecond=0
    )
