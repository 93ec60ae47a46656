"""What facilitator and rapporteur do with points."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from dialogues.enums import AttributionRule, PointKind, PointStatus, Stance
from dialogues.exceptions import ItemNotOpenError, MeetingClosedError
from dialogues.models import Point
from dialogues.selectors.points import attributed_authors, point_tallies
from dialogues.services import (
    edit_point,
    end_meeting,
    hide_point,
    log_point_on_behalf,
    merge_points,
    seal_meeting,
    show_point,
    take_stance,
    unmerge_point,
)
from stakeholders.enums import OrganisationKind
from stakeholders.exceptions import DomainError
from stakeholders.models import AuditEntry
from tests.factories import AgendaItemFactory, ParticipationFactory, ThemeFactory

from .factories import make_room

if TYPE_CHECKING:
    from .factories import Room

pytestmark = pytest.mark.django_db


def logged(room: Room, number: int = 0, text: str = "Networks need time.") -> Point:
    return Point.objects.get(uuid=room.log(number, text=text).card.uuid)


class TestOnBehalf:
    def test_a_point_with_a_show_of_hands(self) -> None:
        room = make_room()
        theme = ThemeFactory(dialogue=room.meeting.dialogue)

        point = log_point_on_behalf(
            item=room.item, text="Engage men.", kind=PointKind.OPPORTUNITY, hands=12, theme=theme
        )

        assert (point.voice, point.author, point.attribution) == (None, None, AttributionRule.UNATTRIBUTED)
        assert (point.hands, point.theme, point.position) == (12, theme, 1)
        (tally,) = point_tallies(room.meeting)
        assert (tally.supporters, tally.theme_name, tally.has_own_theme) == (12, theme.name, True)

    def test_a_presenter_who_agreed_is_named(self) -> None:
        room = make_room(rule=AttributionRule.ATTRIBUTED)
        presenter = ParticipationFactory(
            meeting=room.meeting, consents_to_be_named=True, consented_at=datetime(2026, 1, 1, tzinfo=UTC)
        )

        point = log_point_on_behalf(item=room.item, text="Silos.", author=presenter)

        assert (point.attribution, point.author) == (AttributionRule.ATTRIBUTED, presenter)
        assert attributed_authors(room.meeting)[point.uuid].name == presenter.person.name
        presenter.consents_to_be_named = False
        presenter.save()
        assert attributed_authors(room.meeting) == {}

    def test_an_author_who_did_not_agree_is_not_kept(self) -> None:
        room = make_room(rule=AttributionRule.ATTRIBUTED)

        point = log_point_on_behalf(item=room.item, text="Silos.", author=room.people[0])

        assert (point.attribution, point.author) == (AttributionRule.UNATTRIBUTED, None)

    def test_an_author_under_the_rule_is_not_kept(self) -> None:
        room = make_room()

        point = log_point_on_behalf(item=room.item, text="Silos.", author=room.people[0])

        assert (point.attribution, point.author) == (AttributionRule.UNATTRIBUTED, None)

    def test_without_an_author_an_attributed_item_keeps_nobody(self) -> None:
        room = make_room(rule=AttributionRule.ATTRIBUTED)

        point = log_point_on_behalf(item=room.item, text="Silos.")

        assert point.attribution == AttributionRule.UNATTRIBUTED

    def test_by_type_the_kind_is_enough(self) -> None:
        room = make_room(rule=AttributionRule.ORGANISATION_TYPE)

        by_kind = log_point_on_behalf(
            item=room.item, text="Silos.", organisation_kind=OrganisationKind.RESEARCH
        )
        by_person = log_point_on_behalf(item=room.item, text="Silos too.", author=room.people[0])
        by_nobody = log_point_on_behalf(item=room.item, text="Silos three.")

        assert by_kind.organisation_kind == OrganisationKind.RESEARCH
        assert (by_person.organisation_kind, by_person.author) == (OrganisationKind.CIVIL_SOCIETY, None)
        assert by_nobody.attribution == AttributionRule.UNATTRIBUTED

    def test_twice_the_same_identifier_is_one_point(self) -> None:
        room = make_room()
        uuid = uuid4()

        for _ in range(2):
            log_point_on_behalf(item=room.item, text="Once.", uuid=uuid)

        assert Point.objects.count() == 1

    def test_the_identifier_of_another_rooms_point_shows_nothing_of_it(self) -> None:
        elsewhere = logged(make_room())

        with pytest.raises(DomainError) as error:
            log_point_on_behalf(item=make_room().item, text="Mine.", uuid=elsewhere.uuid)

        assert (error.value.field, Point.objects.count()) == ("uuid", 1)

    def test_the_audit_trail_keeps_no_time_for_a_point(self) -> None:
        room = make_room()
        before = AuditEntry.objects.count()

        log_point_on_behalf(item=room.item, text="Once.")

        assert AuditEntry.objects.count() == before

    def test_what_does_not_belong_here_is_refused(self) -> None:
        room = make_room()

        with pytest.raises(DomainError):
            log_point_on_behalf(item=room.item, text="x", author=ParticipationFactory())
        with pytest.raises(DomainError):
            log_point_on_behalf(item=room.item, text="x", theme=ThemeFactory())
        with pytest.raises(DomainError):
            log_point_on_behalf(item=room.item, text=" ")
        with pytest.raises(ItemNotOpenError):
            log_point_on_behalf(item=AgendaItemFactory(meeting=room.meeting), text="x")

    def test_after_the_end_until_the_seal(self) -> None:
        room = make_room()
        end_meeting(meeting=room.meeting, actor=room.convener)

        log_point_on_behalf(item=room.item, text="From my notes.")
        seal_meeting(meeting=room.meeting, actor=room.convener)
        with pytest.raises(MeetingClosedError):
            log_point_on_behalf(item=room.item, text="Too late.")


class TestModeration:
    def test_hiding_and_showing(self) -> None:
        room = make_room()
        point = logged(room)

        for _ in range(2):
            hide_point(point=point, actor=room.convener)
            assert Point.objects.get().status == PointStatus.HIDDEN
        assert point_tallies(room.meeting) == ()
        show_point(point=point, actor=room.convener)
        assert len(point_tallies(room.meeting)) == 1

    def test_the_audit_trail_names_the_act_and_the_item_never_the_point(self) -> None:
        room = make_room()
        point = logged(room)

        hide_point(point=point, actor=room.convener)

        entry = AuditEntry.objects.get(verb="point.hidden")
        assert (entry.actor, entry.target_id, entry.changes) == (room.convener, str(room.item.uuid), {})

    def test_editing(self) -> None:
        room = make_room()
        point = logged(room)

        edit_point(
            point=point,
            actor=room.convener,
            text="Networks need money.",
            kind=PointKind.CONCERN,
            theme=None,
            hands=3,
        )

        point.refresh_from_db()
        assert (point.text, point.kind, point.hands) == ("Networks need money.", PointKind.CONCERN, 3)

    def test_after_sealing_nothing_changes(self) -> None:
        room = make_room()
        point = logged(room)
        end_meeting(meeting=room.meeting, actor=room.convener)
        seal_meeting(meeting=room.meeting, actor=room.convener)

        with pytest.raises(MeetingClosedError):
            hide_point(point=point, actor=room.convener)
        with pytest.raises(MeetingClosedError):
            merge_points(
                source=point,
                target=Point.objects.create(agenda_item=room.item, text="x", attribution="unattributed"),
                actor=room.convener,
            )


class TestMerging:
    def test_text_and_every_voice_stay_and_count_once(self) -> None:
        room = make_room(people=5)
        kept, merged = logged(room, 0, "Funds are short."), logged(room, 1, "Money is scarce.")
        for number, point in ((2, kept), (2, merged), (3, merged), (0, merged)):
            take_stance(room=room.uuid, point=point.uuid, token=room.token(number), stance=Stance.SUPPORT)
        take_stance(room=room.uuid, point=merged.uuid, token=room.token(4), stance=Stance.DISSENT)

        merge_points(source=merged, target=kept, actor=room.convener)
        merge_points(source=merged, target=kept, actor=room.convener)

        (tally,) = point_tallies(room.meeting)
        assert (tally.uuid, tally.also_said) == (kept.uuid, ("Money is scarce.",))
        assert (tally.supporters, tally.dissents) == (4, 1)

    def test_where_a_voice_stood_differently_the_point_that_remains_decides(self) -> None:
        room = make_room(people=3)
        kept, merged = logged(room, 0), logged(room, 1)
        take_stance(room=room.uuid, point=kept.uuid, token=room.token(2), stance=Stance.QUALIFY)
        take_stance(room=room.uuid, point=merged.uuid, token=room.token(2), stance=Stance.SUPPORT)
        take_stance(room=room.uuid, point=kept.uuid, token=room.token(1), stance=Stance.DISSENT)

        merge_points(source=merged, target=kept, actor=room.convener)

        (tally,) = point_tallies(room.meeting)
        assert (tally.supporters, tally.qualifiers, tally.dissents) == (1, 1, 1)

    def test_the_larger_show_of_hands_counts(self) -> None:
        room = make_room()
        kept = log_point_on_behalf(item=room.item, text="A", hands=4)
        merged = log_point_on_behalf(item=room.item, text="B", hands=9)

        merge_points(source=merged, target=kept, actor=room.convener)

        (tally,) = point_tallies(room.meeting)
        assert (tally.hands, tally.supporters) == (9, 9)

    def test_merging_can_be_undone(self) -> None:
        room = make_room()
        kept, merged = logged(room, 0), logged(room, 1)
        before = point_tallies(room.meeting)
        merge_points(source=merged, target=kept, actor=room.convener)

        unmerge_point(point=merged, actor=room.convener)

        assert point_tallies(room.meeting) == before
        with pytest.raises(DomainError):
            unmerge_point(point=merged, actor=room.convener)

    def test_what_was_merged_before_comes_along(self) -> None:
        room = make_room()
        first, second, third = logged(room, 0, "a"), logged(room, 1, "b"), logged(room, 2, "c")
        merge_points(source=first, target=second, actor=room.convener)

        merge_points(source=second, target=third, actor=room.convener)

        (tally,) = point_tallies(room.meeting)
        assert (tally.also_said, tally.supporters) == (("a", "b"), 3)

    def test_what_cannot_be_merged(self) -> None:
        room, other = make_room(), make_room()
        point, hidden = logged(room, 0), logged(room, 1)
        hide_point(point=hidden, actor=room.convener)
        off = log_point_on_behalf(item=room.item, text="x", attribution=AttributionRule.OFF_THE_RECORD)

        for source in (point, hidden, off, logged(other)):
            with pytest.raises(DomainError):
                merge_points(source=source, target=point, actor=room.convener)
