"""When people signed in, kept no finer than the day once a meeting has ended (docs/threat-model.md)."""

from __future__ import annotations

import secrets
from datetime import datetime, time, timedelta

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from stakeholders.models import User


@transaction.atomic
def blur_sign_ins(*, since: datetime) -> None:
    """Round when accounts signed in since then to the day, and write sessions and accounts anew in shuffled order.

    Whoever enters a room by an account may have signed in for it: the times, and the order of the rows, would tell who
    came when. Nobody is signed out.
    """
    shuffle = secrets.SystemRandom().shuffle
    saved_since = Session.objects.filter(
        expire_date__gte=since + timedelta(seconds=settings.SESSION_COOKIE_AGE)
    )
    sessions = list(saved_since.select_for_update())
    for session in sessions:
        session.expire_date = _day(session.expire_date + timedelta(days=1))
    shuffle(sessions)
    Session.objects.filter(pk__in=[session.pk for session in sessions]).delete()
    Session.objects.bulk_create(sessions)
    known = list(UserSession.objects.filter(last_seen_at__gte=_day(since)).select_for_update())
    UserSession.objects.filter(pk__in=[one.pk for one in known]).delete()
    for one in known:
        one.pk = None
        one.created_at, one.last_seen_at = _day(one.created_at), _day(one.last_seen_at)
    shuffle(known)
    UserSession.objects.bulk_create(known)
    accounts = list(User.objects.filter(last_login__gte=_day(since)).values_list("pk", "last_login"))
    shuffle(accounts)
    for pk, last_login in accounts:
        if last_login is not None:
            User.objects.filter(pk=pk).update(last_login=_day(last_login))


def _day(moment: datetime) -> datetime:
    return datetime.combine(moment.astimezone(timezone.get_default_timezone()), time.min, moment.tzinfo)
