"""Taking back what was done at the desk."""

from __future__ import annotations

import pytest

from dialogues.acts import Act, Verb
from dialogues.enums import PointKind, PointStatus
from dialogues.exceptions import MeetingClosedError
from dialogues.models import Point
from dialogues.selectors.points import point_tallies
from dialogues.services import (
    correct_point,
    edit_point,
    end_meeting,
    hide_point,
    log_point_on_behalf,
    merge_into,
    merge_points,
    seal_meeting,
    show_point,
    tag_points,
    undo_acts,
    unmerge_point,
)
from stakeholders.exceptions import DomainError
from stakeholders.models import AuditEntry
from tests.factories import ThemeFactory

from .factories import make_room
from .test_services_moderation import logged

pytestmark = pytest.mark.django_db


class TestUndo:
    def test_every_act_leaves_things_as_they_were(self) -> None:
        room = make_room(people=4)
        theme = ThemeFactory(dialogue=room.meeting.dialogue)
        one, two, three = (logged(room, number, text) for number, text in enumerate("abc"))
        hidden = logged(room, 3, "d")
        hide_point(point=hidden, actor=room.convener)
        merge_points(source=one, target=two, actor=room.convener)
        before = point_tallies(room.meeting, hidden=True)

        for act in (
            lambda: [hide_point(point=three, actor=room.convener)],
            lambda: [show_point(point=hidden, actor=room.convener)],
            lambda: [merge_points(source=two, target=three, actor=room.convener)],
            lambda: merge_into(sources=[two, three][:1], target=three, actor=room.convener),
            lambda: [unmerge_point(point=one, actor=room.convener)],
            lambda: [
                edit_point(point=three, actor=room.convener, text="x", kind="question", theme=theme, hands=3)
            ],
            lambda: tag_points(points=[two, three], actor=room.convener, theme=theme, kind="concern"),
        ):
            done = act()
            assert point_tallies(room.meeting, hidden=True) != before
            undo_acts(meeting=room.meeting, acts=done, actor=room.convener)
            assert point_tallies(room.meeting, hidden=True) == before

    def test_a_point_logged_by_mistake_is_hidden(self) -> None:
        room = make_room()
        point = log_point_on_behalf(item=room.item, text="Said by mistake.")

        undo_acts(meeting=room.meeting, acts=[Act(Verb.LOG, point.uuid)], actor=room.convener)

        assert Point.objects.get().status == PointStatus.HIDDEN

    def test_what_came_later_stays(self) -> None:
        room = make_room()
        point = logged(room)
        act = edit_point(
            point=point, actor=room.convener, text="Edited.", kind="concern", theme=None, hands=None
        )
        correct_point(room=room.uuid, point=point.uuid, token=room.token(0), text="By its author.")

        with pytest.raises(DomainError):
            undo_acts(meeting=room.meeting, acts=[act], actor=room.convener)

        assert Point.objects.get().text == "By its author."

    def test_all_or_nothing(self) -> None:
        room = make_room()
        one, two = logged(room, 0, "a"), logged(room, 1, "b")
        acts = tag_points(points=[one, two], actor=room.convener, kind="concern")
        first = next(act.point for act in acts)
        tag_points(points=[Point.objects.get(uuid=first)], actor=room.convener, kind="question")

        with pytest.raises(DomainError):
            undo_acts(meeting=room.meeting, acts=acts, actor=room.convener)

        assert set(Point.objects.values_list("kind", flat=True)) == {"concern", "question"}

    def test_only_within_the_meeting_and_before_the_seal(self) -> None:
        room, other = make_room(), make_room()
        act = hide_point(point=logged(room), actor=room.convener)

        with pytest.raises(DomainError):
            undo_acts(meeting=other.meeting, acts=[act], actor=other.convener)
        end_meeting(meeting=room.meeting, actor=room.convener)
        seal_meeting(meeting=room.meeting, actor=room.convener)
        with pytest.raises(MeetingClosedError):
            undo_acts(meeting=room.meeting, acts=[act], actor=room.convener)

    def test_the_audit_trail_never_names_the_points(self) -> None:
        room = make_room()
        one, two = logged(room, 0, "a"), logged(room, 1, "b")
        for acts in (
            tag_points(points=[one, two], actor=room.convener, hands=4),
            [merge_points(source=one, target=two, actor=room.convener)],
            [hide_point(point=two, actor=room.convener)],
        ):
            undo_acts(meeting=room.meeting, acts=acts, actor=room.convener)

        entries = AuditEntry.objects.filter(verb__startswith="point.")
        assert {entry.target_id for entry in entries} == {str(room.item.uuid)}
        assert all(entry.changes == {} for entry in entries)
        assert str(one.uuid) not in str(list(AuditEntry.objects.values()))


class TestTagging:
    def test_only_what_is_given_changes(self) -> None:
        room = make_room()
        theme = ThemeFactory(dialogue=room.meeting.dialogue)
        point = log_point_on_behalf(item=room.item, text="a", kind=PointKind.CONCERN, hands=4)

        tag_points(points=[point], actor=room.convener, theme=theme)
        point.refresh_from_db()
        assert (point.theme, point.kind, point.hands) == (theme, "concern", 4)

        tag_points(points=[point], actor=room.convener, theme="item", hands="none")
        point.refresh_from_db()
        assert (point.theme, point.kind, point.hands) == (None, "concern", None)

    def test_one_entry_in_the_audit_trail_for_all(self) -> None:
        room = make_room()
        points = [logged(room, number, str(number)) for number in range(3)]

        tag_points(points=points, actor=room.convener, kind="concern")

        assert AuditEntry.objects.filter(verb="point.edited").count() == 1

    def test_not_with_the_theme_of_another_dialogue(self) -> None:
        room = make_room()

        with pytest.raises(DomainError):
            tag_points(points=[logged(room)], actor=room.convener, theme=ThemeFactory())
