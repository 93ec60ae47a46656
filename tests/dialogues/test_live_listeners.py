"""Who may hear a room, as the database says at the moment when a stream opens."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

import pytest
from django.db import OperationalError, connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext

from dialogues.enums import ParticipationRole
from dialogues.live import listeners
from dialogues.live.listeners import UnknownNowError, may_listen
from dialogues.live.passes import give_desk, give_seat
from dialogues.services import (
    change_participation,
    end_meeting,
    remove_participant,
    renew_link,
    seal_meeting,
)

from .factories import Room, make_facilitator, make_room

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stakeholders.models import User

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _close_connections() -> Iterator[None]:
    """Let the test's database be dropped: the threads of listeners keep their connections."""
    yield
    for _thread in range(4):
        listeners._threads.submit(lambda: connection.close()).result()  # noqa: PLW0108 - that thread's own


def voice_of(room: Room, number: int = 0, *, token: str = "") -> dict[str, str]:
    response = HttpResponse()
    give_seat(
        response,
        room=room.uuid,
        token=token or room.token(number),
        participation=room.people[number].uuid,
    )
    return {name: morsel.value for name, morsel in response.cookies.items()}


def desk_of(room: Room, user: User) -> dict[str, str]:
    response = HttpResponse()
    give_desk(response, room=room.uuid, user=user)
    return {name: morsel.value for name, morsel in response.cookies.items()}


def listens(cookies: dict[str, str], room: UUID) -> bool:
    return asyncio.run(may_listen(cookies, room))


def test_a_voice_of_the_room_listens_and_of_no_other_room() -> None:
    room = make_room()
    cookies = voice_of(room)

    assert listens(cookies, room.uuid)
    assert not listens(cookies, make_room().uuid)
    assert not listens({}, room.uuid)
    assert not listens(voice_of(room, token="ab" * 32), room.uuid)


def test_who_was_removed_does_not() -> None:
    room = make_room()
    cookies, other = voice_of(room, 0), voice_of(room, 1)

    remove_participant(participation=room.people[0], actor=room.convener)

    assert not listens(cookies, room.uuid)
    assert listens(other, room.uuid)


def test_who_has_a_new_link_listens_by_that_alone() -> None:
    room = make_room()
    cookies = voice_of(room)

    renew_link(participation=room.people[0], actor=room.convener)

    assert not listens(cookies, room.uuid)
    assert listens(voice_of(room), room.uuid)


def test_nobody_listens_after_sealing() -> None:
    room = make_room()
    cookies = voice_of(room)
    end_meeting(meeting=room.meeting, actor=room.convener)
    assert listens(cookies, room.uuid)

    seal_meeting(meeting=room.meeting, actor=room.convener)

    assert not listens(cookies, room.uuid)


def test_the_desk_listens_as_long_as_it_is_theirs() -> None:
    room = make_room()
    facilitator = make_facilitator(room)
    cookies = desk_of(room, facilitator)
    assert listens(cookies, room.uuid)
    assert not listens(cookies, uuid4())

    participation = room.meeting.participations.get(person=facilitator.person)
    change_participation(participation=participation, actor=room.convener, role=ParticipationRole.PARTICIPANT)

    assert not listens(cookies, room.uuid)


def test_a_pass_of_the_desk_ends_with_the_password_and_with_the_account() -> None:
    room = make_room()
    cookies = desk_of(room, room.convener)
    assert listens(cookies, room.uuid)

    room.convener.set_password("another-good-one-2024")
    room.convener.save()
    assert not listens(cookies, room.uuid)

    cookies = desk_of(room, room.convener)
    room.convener.is_active = False
    room.convener.save()
    assert not listens(cookies, room.uuid)


def test_who_lost_the_desk_still_listens_as_a_voice() -> None:
    room = make_room()
    facilitator = make_facilitator(room)
    cookies = voice_of(room) | desk_of(room, facilitator)
    participation = room.meeting.participations.get(person=facilitator.person)
    change_participation(participation=participation, actor=room.convener, role=ParticipationRole.PARTICIPANT)

    assert listens(cookies, room.uuid)


def test_one_query_for_each_stream() -> None:
    room = make_room()
    token = room.token(0)

    with CaptureQueriesContext(connection) as captured:
        assert listeners._look_up(room.uuid, None, token)

    assert len(captured) == 1


def test_a_database_that_is_away_is_neither_yes_nor_no(monkeypatch: pytest.MonkeyPatch) -> None:
    room = make_room()
    cookies = voice_of(room)

    def away(_room: UUID, _token: str) -> bool:
        raise OperationalError

    monkeypatch.setattr(listeners, "_is_voice", away)

    with pytest.raises(UnknownNowError):
        listens(cookies, room.uuid)
