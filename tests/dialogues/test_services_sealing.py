"""Sealing: counts stay, the way back to people goes."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.db import connection

from dialogues.enums import AttributionRule, MeetingStatus, PointStatus, Stance
from dialogues.exceptions import MeetingClosedError
from dialogues.keystore import key_store
from dialogues.models import Point, Support, Voice
from dialogues.selectors.points import point_tallies
from dialogues.selectors.room import SealingProof, sealing_proof
from dialogues.services import (
    end_meeting,
    hide_point,
    log_point_on_behalf,
    merge_points,
    open_room,
    scrubbing,
    seal_meeting,
    show_point,
    take_stance,
    withdraw_point,
)
from dialogues.tasks import scrub_what_waits_task
from stakeholders.models import AuditEntry

from .factories import make_room
from .test_services_points import consent

if TYPE_CHECKING:
    from .factories import Room


def talk(room: Room) -> list[Point]:
    """Let five people speak, support, qualify, dissent; merge and hide some."""
    points = [
        Point.objects.get(uuid=room.log(number, text=f"Point {number}").card.uuid) for number in range(4)
    ]
    for number, point, stance in (
        (1, 0, Stance.SUPPORT),
        (2, 0, Stance.SUPPORT),
        (3, 0, Stance.DISSENT),
        (4, 0, Stance.QUALIFY),
        (4, 1, Stance.SUPPORT),
        (0, 2, Stance.SUPPORT),
    ):
        take_stance(room=room.uuid, point=points[point].uuid, token=room.token(number), stance=stance)
    points.append(log_point_on_behalf(item=room.item, text="Hands", hands=4))
    merge_points(source=points[1], target=points[0], actor=room.convener)
    hide_point(point=points[3], actor=room.convener)
    return points


@pytest.mark.django_db
def test_counts_are_the_same_before_and_after() -> None:
    room = make_room(people=5)
    talk(room)
    end_meeting(meeting=room.meeting, actor=room.convener)
    room.meeting.refresh_from_db()
    before = point_tallies(room.meeting, hidden=True)

    sealed = seal_meeting(meeting=room.meeting, actor=room.convener)

    assert sealed.status == MeetingStatus.SEALED
    assert point_tallies(sealed, hidden=True) == before
    assert [tally.supporters for tally in before] == [3, 2, 1, 4]


@pytest.mark.django_db
def test_nothing_is_left_that_connects() -> None:
    room = make_room(people=5)
    points = talk(room)
    Point.objects.create(
        agenda_item=room.item,
        text="Taken back.",
        attribution=AttributionRule.UNATTRIBUTED,
        status=PointStatus.WITHDRAWN,
    )
    end_meeting(meeting=room.meeting, actor=room.convener)
    before = sealing_proof(room.meeting)

    seal_meeting(meeting=room.meeting, actor=room.convener)

    assert before.points == len(points)  # what is promised to stay is what stays
    assert (before.voices, before.supports, before.points_with_voice, before.key_exists) == (5, 6, 4, True)
    assert sealing_proof(room.meeting) == SealingProof(
        points=len(points),
        named_points=0,
        attended=5,
        supports=0,
        poll_answers=0,
        voices=0,
        points_with_voice=0,
        key_exists=False,
        floor_exists=False,
    )
    assert sealing_proof(room.meeting).nothing_left
    assert key_store().seats(room.uuid) == frozenset()


@pytest.mark.django_db
def test_what_was_withdrawn_is_not_kept() -> None:
    room = make_room(people=5)
    points = talk(room)
    withdraw_point(room=room.uuid, point=points[2].uuid, token=room.token(2))
    end_meeting(meeting=room.meeting, actor=room.convener)
    seal_meeting(meeting=room.meeting, actor=room.convener)
    left = set(Point.objects.values_list("text", flat=True))
    assert left == {"Point 0", "Point 1", "Point 3", "Hands"}


@pytest.mark.django_db
def test_named_points_stay_named() -> None:
    room = make_room(rule=AttributionRule.ATTRIBUTED, **consent())
    room.log_as(0)
    end_meeting(meeting=room.meeting, actor=room.convener)

    sealed = seal_meeting(meeting=room.meeting, actor=room.convener)

    assert Point.objects.get().author == room.people[0]
    assert [tally.supporters for tally in point_tallies(sealed)] == [1]


@pytest.mark.django_db
def test_other_rooms_are_left_alone() -> None:
    room, other = make_room(people=5), make_room(people=5)
    talk(room)
    talk(other)
    end_meeting(meeting=room.meeting, actor=room.convener)

    seal_meeting(meeting=room.meeting, actor=room.convener)

    assert Voice.objects.filter(meeting=other.meeting).count() == 5
    assert Support.objects.count() == 6
    assert key_store().read(other.uuid) is not None


@pytest.mark.django_db
def test_sealing_again_is_harmless_and_finishes_what_was_left() -> None:
    room = make_room()
    end_meeting(meeting=room.meeting, actor=room.convener)
    seal_meeting(meeting=room.meeting, actor=room.convener)
    key_store().create(room.uuid)  # as a restored backup of the key store would bring it back

    seal_meeting(meeting=room.meeting, actor=room.convener)

    assert key_store().read(room.uuid) is None
    assert AuditEntry.objects.filter(verb="meeting.sealed").count() == 1


@pytest.mark.django_db
def test_only_after_the_end_and_for_good() -> None:
    room = make_room()
    with pytest.raises(MeetingClosedError):
        seal_meeting(meeting=room.meeting, actor=room.convener)
    point = Point.objects.get(uuid=room.log(0).card.uuid)
    end_meeting(meeting=room.meeting, actor=room.convener)
    seal_meeting(meeting=room.meeting, actor=room.convener)

    for again in (
        lambda: open_room(meeting=room.meeting, actor=room.convener),
        lambda: show_point(point=point, actor=room.convener),
    ):
        with pytest.raises(MeetingClosedError):
            again()


@pytest.mark.django_db(transaction=True)
def test_the_database_gives_up_what_was_deleted() -> None:
    """Outside a transaction the storage is scrubbed as well; in SQLite's files no token hash is left."""
    room = make_room(people=5)
    talk(room)
    hashes = list(Voice.objects.values_list("token_hash", flat=True))
    end_meeting(meeting=room.meeting, actor=room.convener)

    seal_meeting(meeting=room.meeting, actor=room.convener)

    assert sealing_proof(room.meeting).nothing_left
    if connection.vendor == "sqlite" and "mode=memory" not in str(connection.settings_dict["NAME"]):
        stored = _files(connection.settings_dict["NAME"])
        assert not [token_hash for token_hash in hashes if token_hash.encode() in stored]


def _files(database: str | Path) -> bytes:
    return b"".join(
        path.read_bytes() for path in Path(str(database)).parent.glob(f"{Path(str(database)).name}*")
    )


@pytest.mark.django_db(transaction=True)
def test_a_busy_storage_is_told_and_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    room = make_room()
    end_meeting(meeting=room.meeting, actor=room.convener)
    with monkeypatch.context() as busy:
        busy.setattr(scrubbing, "_scrub", lambda: False)
        seal_meeting(meeting=room.meeting, actor=room.convener)
        scrub_what_waits_task()

        assert sealing_proof(room.meeting).old_rows_wait
        assert not sealing_proof(room.meeting).nothing_left
        assert AuditEntry.objects.filter(verb="meeting.scrub_waits").count() == 1

    scrub_what_waits_task()

    assert sealing_proof(room.meeting).nothing_left
    scrub_what_waits_task()
    assert AuditEntry.objects.filter(verb="meeting.scrubbed").count() == 1


@pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite's log")
def test_a_reader_hinders_sqlite_and_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file with a log of its own: the tests' database may be in memory, where there is none."""
    monkeypatch.setattr(scrubbing, "_PAUSE_SECONDS", 0)
    writer, reader = (sqlite3.connect(tmp_path / "file", isolation_level=None, timeout=0) for _ in range(2))
    writer.execute("PRAGMA journal_mode=WAL")
    writer.execute("CREATE TABLE said (words)")
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM said").fetchall()
    writer.execute("INSERT INTO said VALUES ('old words')")
    monkeypatch.setattr(scrubbing, "connection", Connection(writer))

    assert not scrubbing._scrub()
    assert b"old words" in (tmp_path / "file-wal").read_bytes()

    reader.execute("COMMIT")
    assert scrubbing._scrub()
    assert (tmp_path / "file-wal").stat().st_size == 0


class Connection:
    """As much of Django's connection as scrubbing uses."""

    vendor = "sqlite"

    def __init__(self, held: sqlite3.Connection) -> None:
        self.held = held

    def cursor(self) -> closing[sqlite3.Cursor]:
        return closing(self.held.cursor())
