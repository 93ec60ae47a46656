"""Taking a point apart, and joining its parts again."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING
from uuid import UUID

import pytest

from dialogues.enums import AttributionRule, PointKind, PointStatus, Stance
from dialogues.exceptions import MeetingClosedError
from dialogues.models import Point
from dialogues.selectors.points import attributed_authors, point_tallies
from dialogues.services import (
    correct_point,
    edit_point,
    end_meeting,
    hide_point,
    log_point_on_behalf,
    merge_points,
    seal_meeting,
    split_point,
    take_stance,
    undo_acts,
)
from stakeholders.exceptions import DomainError
from stakeholders.models import AuditEntry
from tests.factories import ParticipationFactory, RecommendationFactory, ThemeFactory

from .factories import make_room
from .test_services_moderation import logged

if TYPE_CHECKING:
    from dialogues.acts import Act

    from .factories import Room

pytestmark = pytest.mark.django_db
WHOLE = "Funds are short. Networks need time."
FIRST, SECOND = "Funds are short.", "Networks need time."


def split(room: Room, point: Point) -> tuple[Act, Point, Point]:
    act = split_point(point=point, first=FIRST, second=SECOND, actor=room.convener)
    return act, Point.objects.get(uuid=act.point), Point.objects.get(uuid=act.other)


def undo(room: Room, act: Act) -> None:
    undo_acts(meeting=room.meeting, acts=[act], actor=room.convener)


class TestSplitting:
    def test_both_parts_are_kept_like_the_whole(self) -> None:
        room = make_room()
        theme = ThemeFactory(dialogue=room.meeting.dialogue)
        point = logged(room, text=WHOLE)
        edit_point(point=point, actor=room.convener, text=WHOLE, kind=PointKind.CONCERN, theme=theme, hands=7)

        _, first, second = split(room, point)

        assert (first.uuid, first.text, second.text) == (point.uuid, FIRST, SECOND)
        for part in (first, second):
            assert (part.kind, part.theme, part.hands) == (PointKind.CONCERN, theme, 7)
            assert (part.attribution, part.voice, part.author) == (point.attribution, point.voice, None)

    def test_whoever_stood_behind_the_whole_stands_behind_both(self) -> None:
        room = make_room(people=4)
        point = logged(room, text=WHOLE)
        for number, stance in ((1, Stance.SUPPORT), (2, Stance.QUALIFY), (3, Stance.DISSENT)):
            take_stance(room=room.uuid, point=point.uuid, token=room.token(number), stance=stance)

        split(room, point)

        for tally in point_tallies(room.meeting):
            assert (tally.supporters, tally.qualifiers, tally.dissents) == (2, 1, 1)

    def test_the_second_part_comes_directly_after_the_first(self) -> None:
        room = make_room()
        for text in ("a", "b"):
            log_point_on_behalf(item=room.item, text=text)
        point = logged(room, text=WHOLE)
        for text in ("c", "d"):
            log_point_on_behalf(item=room.item, text=text)
        Point.objects.filter(text__in=["b", "c"]).update(position=point.position)  # of the same moment
        before = [tally.text for tally in point_tallies(room.meeting)]

        split(room, point)

        after = [tally.text for tally in point_tallies(room.meeting)]
        place = before.index(WHOLE)
        assert after == [*before[:place], FIRST, SECOND, *before[place + 1 :]]

    def test_a_named_point_names_the_same_person_twice_and_nobody_else(self) -> None:
        room = make_room(rule=AttributionRule.ATTRIBUTED)
        presenter = ParticipationFactory(
            meeting=room.meeting, consents_to_be_named=True, consented_at=datetime(2026, 1, 1, tzinfo=UTC)
        )

        split(room, log_point_on_behalf(item=room.item, text=WHOLE, author=presenter))

        assert [one.name for one in attributed_authors(room.meeting).values()] == [presenter.person.name] * 2

    def test_the_kind_of_organisation_stays(self) -> None:
        room = make_room(rule=AttributionRule.ORGANISATION_TYPE)

        split(room, log_point_on_behalf(item=room.item, text=WHOLE, organisation_kind="research"))

        assert {tally.organisation_kind for tally in point_tallies(room.meeting)} == {"research"}

    def test_each_part_has_its_own_language(self) -> None:
        room = make_room()
        point = log_point_on_behalf(item=room.item, text="الشبكات تحتاج إلى الوقت. Time.", language="en")

        split_point(point=point, first="الشبكات تحتاج إلى الوقت.", second="Time.", actor=room.convener)

        assert {tally.text: tally.language for tally in point_tallies(room.meeting)} == {
            "الشبكات تحتاج إلى الوقت.": "ar",
            "Time.": "en",
        }

    def test_its_author_can_correct_both_parts(self) -> None:
        room = make_room()
        _, first, second = split(room, logged(room, text=WHOLE))

        for part in (first, second):
            correct_point(room=room.uuid, point=part.uuid, token=room.token(0), text="Better said.")

        assert {tally.text for tally in point_tallies(room.meeting)} == {"Better said."}

    def test_what_was_merged_into_it_stays_with_the_first_part(self) -> None:
        room = make_room()
        point, other = logged(room, text=WHOLE), logged(room, 1, "Money is scarce.")
        merge_points(source=other, target=point, actor=room.convener)

        split(room, point)

        assert [tally.also_said for tally in point_tallies(room.meeting)] == [("Money is scarce.",), ()]

    def test_twice_is_one_split(self) -> None:
        room = make_room()
        point = logged(room, text=WHOLE)

        once, *_ = split(room, point)
        again, *_ = split(room, point)

        assert Point.objects.count() == 2
        assert (once.point, once.other) == (again.point, again.other)

    def test_a_correction_that_came_in_between_is_not_lost(self) -> None:
        room = make_room()
        point = logged(room, text="As corrected by its author.")

        with pytest.raises(DomainError):
            split_point(point=point, first=FIRST, second=SECOND, seen=WHOLE, actor=room.convener)

        assert Point.objects.get().text == "As corrected by its author."

    def test_only_what_is_on_the_page_in_two_parts_before_the_seal(self) -> None:
        room = make_room()
        point, hidden = logged(room, text=WHOLE), logged(room, 1)
        hide_point(point=hidden, actor=room.convener)

        with pytest.raises(DomainError):
            split(room, hidden)
        with pytest.raises(DomainError):
            split_point(point=point, first=WHOLE, second=" ", actor=room.convener)
        end_meeting(meeting=room.meeting, actor=room.convener)
        seal_meeting(meeting=room.meeting, actor=room.convener)
        with pytest.raises(MeetingClosedError):
            split(room, point)

    def test_the_audit_trail_names_the_act_and_the_item_never_the_point(self) -> None:
        room = make_room()
        act, first, second = split(room, logged(room, text=WHOLE))
        undo(room, act)

        entries = AuditEntry.objects.filter(verb__in=["point.split", "point.joined"])
        assert [entry.verb for entry in entries.order_by("pk")] == ["point.split", "point.joined"]
        for entry in entries:
            assert (entry.actor, entry.target_id, entry.changes) == (
                room.convener,
                str(room.item.uuid),
                {},
            )
        everything = str(list(AuditEntry.objects.values()))
        for part in (first, second):
            assert str(part.uuid) not in everything
        assert str(first.voice_id) not in everything


class TestJoining:
    def test_all_is_as_it_was(self) -> None:
        room = make_room(people=3)
        point = logged(room, text=WHOLE)
        take_stance(room=room.uuid, point=point.uuid, token=room.token(1), stance=Stance.SUPPORT)
        before = point_tallies(room.meeting)

        act, *_ = split(room, point)
        undo(room, act)

        assert point_tallies(room.meeting) == before

    def test_not_once_the_parts_differ(self) -> None:
        for change in (
            lambda room, first, second: take_stance(
                room=room.uuid, point=second.uuid, token=room.token(1), stance=Stance.SUPPORT
            ),
            lambda room, first, second: correct_point(
                room=room.uuid, point=first.uuid, token=room.token(0), text="Better said."
            ),
            lambda room, first, second: edit_point(
                point=second, actor=room.convener, text=SECOND, kind="concern", theme=None, hands=None
            ),
            lambda room, first, second: hide_point(point=second, actor=room.convener),
            lambda room, first, second: merge_points(
                source=logged(room, 1, "Alike."), target=second, actor=room.convener
            ),
            lambda room, first, second: RecommendationFactory(meeting=room.meeting).points.add(second),
        ):
            room = make_room()
            act, first, second = split(room, logged(room, text=WHOLE))
            change(room, first, second)

            with pytest.raises(DomainError):
                undo(room, act)

            assert Point.objects.filter(uuid=second.uuid).exists()

    def test_not_twice(self) -> None:
        room = make_room()
        act, *_ = split(room, logged(room, text=WHOLE))
        undo(room, act)

        with pytest.raises(DomainError):
            undo(room, act)

        assert isinstance(act.other, UUID)
        assert Point.objects.get().status == PointStatus.VISIBLE
