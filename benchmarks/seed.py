"""What is measured against: a database of its own on the PostgreSQL of this machine, filled through models and services."""

from __future__ import annotations

import os
import uuid
from dataclasses import dataclass
from datetime import timedelta

import psycopg

DATABASE = os.environ.get("BENCH_DATABASE", "majlis_bench")
SERVER = os.environ.get("BENCH_POSTGRES", "postgres://postgres@127.0.0.1:5432")


def make_database() -> str:
    """Make the empty database and return its address."""
    with psycopg.connect(f"{SERVER}/postgres", autocommit=True) as server:
        server.execute(f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")
        server.execute(f"CREATE DATABASE {DATABASE}")
    with psycopg.connect(f"{SERVER}/{DATABASE}", autocommit=True) as database:
        database.execute("CREATE TABLE bench_point (uuid uuid PRIMARY KEY, text text NOT NULL)")
    return f"{SERVER}/{DATABASE}"


def sign_in() -> tuple[str, str]:
    """Make a team member and return the name and the value of their session cookie."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from stakeholders.models import User

    user = User.objects.create_user("bench@example.org", name="Bench", is_team=True)
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return settings.SESSION_COOKIE_NAME, str(session.session_key)


def fill_organisations(total: int) -> None:
    """Bring the registry to ``total`` organisations."""
    from stakeholders.enums import OrganisationKind
    from stakeholders.models import Organisation, Sector
    from stakeholders.search_keys import search_key, sort_key

    have = Organisation.objects.count()
    sector, _ = Sector.objects.get_or_create(slug="bench", defaults={"name": "Bench"})
    kinds = OrganisationKind.values
    Organisation.objects.bulk_create(
        Organisation(
            name=(name := f"Bench organisation {number:05d}"),
            slug=f"bench-organisation-{number:05d}",
            short_name=f"BO{number}",
            kind=kinds[number % len(kinds)],
            primary_sector=sector,
            country="Somewhere",
            search_key=search_key([name, f"BO{number}"]),
            sort_key=sort_key(name),
        )
        for number in range(have, total)
    )


def publish_report() -> str:
    """Load the demo, publish the reference report and return its address."""
    from demo.services import load_demo, publish_reference_report

    load_demo()
    return f"/reports/{publish_reference_report().report.slug}/"


@dataclass(frozen=True)
class Room:
    """An open agenda item and the cookies of those who sit there."""

    room: uuid.UUID
    item: uuid.UUID
    voices: tuple[str, ...]


def open_room(people: int) -> Room:
    """Convene a meeting with ``people`` in the room and an open discussion."""
    from django.http import HttpResponse
    from django.utils import timezone

    from dialogues.enums import AgendaItemKind, MeetingStatus, Response
    from dialogues.keystore import key_store, voice_token
    from dialogues.live.passes import VOICE_COOKIE, give_seat
    from dialogues.models import AgendaItem, Dialogue, Meeting, Participation
    from dialogues.services import open_item
    from dialogues.services import open_room as open_the_room
    from stakeholders.models import Organisation, Person, User

    actor = User.objects.create_superuser("bench-admin@example.org", name="Bench administrator")
    host = Organisation.objects.order_by("pk")[0]
    dialogue = Dialogue.objects.create(title="Bench", slug="bench", host=host)
    now = timezone.now()
    meeting = Meeting.objects.create(
        dialogue=dialogue,
        title="Bench",
        slug="bench",
        starts_at=now,
        ends_at=now + timedelta(hours=2),
        time_zone="UTC",
        status=MeetingStatus.CONVENED,
    )
    item = AgendaItem.objects.create(meeting=meeting, kind=AgendaItemKind.DISCUSSION, title="Bench")
    participations = [
        Participation.objects.create(
            meeting=meeting,
            person=Person.objects.create(name=f"Bench participant {number:03d}"),
            response=Response.ACCEPTED,
            invited_at=now,
        )
        for number in range(people)
    ]
    open_the_room(meeting=meeting, actor=actor)
    open_item(item=AgendaItem.objects.get(pk=item.pk), actor=actor)
    key = key_store().create(meeting.uuid)  # the one that opening the room has made
    cookies = []
    for participation in participations:
        response = HttpResponse()
        give_seat(
            response,
            room=meeting.uuid,
            token=voice_token(key, participation.uuid),
            participation=participation.uuid,
        )
        cookies.append(f"{VOICE_COOKIE}={response.cookies[VOICE_COOKIE].value}")
    return Room(meeting.uuid, item.uuid, tuple(cookies))
