"""The database and Redis are restarted while people log points: nothing is lost, and no page breaks."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import psycopg
import pytest
from django.db import connection
from django.urls import reverse

from dialogues.enums import Stance
from dialogues.live import broadcast
from dialogues.live.in_memory import MemoryBroadcaster
from dialogues.models import Point, Support
from dialogues.services import close_item, log_point_at_once, take_stance

from .factories import make_room
from .test_views_room import JSON, enter, log

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytest_django.fixtures import SettingsWrapper

    from .factories import Room

pytestmark = pytest.mark.django_db(transaction=True)
only_postgres = pytest.mark.skipif("connection.vendor != 'postgresql'", reason="a file is not restarted")
NOWHERE = "1"  # a port that nobody listens on


def cut_off() -> None:
    """End this thread's connection from the server's side, as a restart does."""
    connection.ensure_connection()
    ours = connection.settings_dict
    with psycopg.connect(
        host=ours["HOST"], port=ours["PORT"] or None, user=ours["USER"], dbname=ours["NAME"], autocommit=True
    ) as other:
        other.execute("SELECT pg_terminate_backend(%s)", [connection.connection.info.backend_pid])


@pytest.fixture
def _quiet_room(monkeypatch: pytest.MonkeyPatch) -> None:
    live = MemoryBroadcaster()
    monkeypatch.setattr(broadcast, "_broadcaster", lambda _url: live)


@pytest.fixture
def away() -> Iterator[Any]:
    """Return what takes the database away until the end of the test."""
    port = connection.settings_dict["PORT"]

    def take_away() -> None:
        connection.close()
        connection.settings_dict["PORT"] = NOWHERE

    yield take_away
    connection.settings_dict["PORT"] = port
    connection.close()


@only_postgres
@pytest.mark.usefixtures("_quiet_room")
class TestAConnectionThatBroke:
    def test_a_point_is_written_on_a_new_one(self) -> None:
        room = make_room()
        token = room.token(0)
        cut_off()

        assert room.log(0, token=token).created

    def test_so_is_a_late_one(self) -> None:
        room = make_room()
        token = room.token(0)
        close_item(item=room.item, actor=room.convener)
        cut_off()

        assert room.log(0, token=token).is_late

    def test_so_is_a_stance(self) -> None:
        room = make_room()
        point, token = room.log(0).card.uuid, room.token(1)
        cut_off()

        take_stance(room=room.uuid, point=point, token=token, stance=Stance.SUPPORT)

        assert Support.objects.get().stance == Stance.SUPPORT

    def test_the_short_way_leaves_it_to_the_usual_one_with_a_new_connection(self) -> None:
        room = make_room()
        sent: dict[str, Any] = {
            "room": room.uuid,
            "item": room.item.uuid,
            "token": room.token(0),
            "uuid": uuid4(),
            "text": "Networks need time.",
            "kind": "concern",
            "language": "en",
        }
        cut_off()

        assert log_point_at_once(**sent) is None
        logged = log_point_at_once(**sent)

        assert logged is not None
        assert logged.created


@only_postgres
@pytest.mark.usefixtures("_quiet_room")
class TestADatabaseThatIsAway:
    def test_a_point_is_asked_for_again(self, away: Any) -> None:
        room = make_room()
        client, uuid = enter(room), str(uuid4())
        away()

        response = log(client, room, uuid=uuid)

        assert (response.status_code, response.json()["state"]) == (503, "retry")
        assert response["Retry-After"] == "2"

    def test_so_is_a_stance(self, away: Any) -> None:
        room = make_room()
        client, point = enter(room), room.log(1).card.uuid
        away()

        address = reverse("dialogues:room_stance", args=[room.uuid, point])
        response = client.post(address, {"stance": "support"}, headers=JSON)

        assert (response.status_code, response.json()["state"]) == (503, "retry")

    def test_without_the_script_the_text_is_kept_on_the_page(self, away: Any) -> None:
        room = make_room()
        client = enter(room)
        away()

        response = log(client, room, text="Do not lose me.", headers={})

        assert response.status_code == 503
        assert "Do not lose me." in response.content.decode()

    def test_the_log_says_what_is_the_matter_and_of_whom_nothing(
        self, away: Any, caplog: pytest.LogCaptureFixture
    ) -> None:
        room = make_room()
        client, token = enter(room), room.token(0)
        away()

        log(client, room, text="Do not tell.")

        assert "could not be written: OperationalError" in caplog.text
        check_says_nothing(caplog.text, room, token)


def test_without_redis_the_point_is_on_record_and_the_log_says_of_whom_nothing(
    settings: SettingsWrapper, caplog: pytest.LogCaptureFixture
) -> None:
    room = make_room()
    client, token = enter(room), room.token(0)
    settings.REDIS_URL = f"redis://127.0.0.1:{NOWHERE}/0"

    response = log(client, room, text="Do not tell.")

    assert (response.status_code, json.loads(response.content)["state"]) == (201, "on_record")
    assert Point.objects.get().text == "Do not tell."
    assert "Redis did not answer" in caplog.text
    check_says_nothing(caplog.text, room, token)


def check_says_nothing(said: str, room: Room, token: str) -> None:
    """Fail where a log tells of whom it speaks."""
    people = [(one.person.name, str(one.uuid), one.person.email) for one in room.people]
    for secret in ("Do not tell.", token, *(part for person in people for part in person)):
        assert secret not in said
