"""What participants do in the room."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING
from uuid import UUID, uuid1, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogues.attribution import STRICTNESS, effective_rule, keepable_rule
from dialogues.enums import AttributionRule, PointKind, PointStatus, Stance
from dialogues.exceptions import ItemNotOpenError, VoiceUnknownError
from dialogues.models import Point, Support, Voice
from dialogues.point_text import MAX_TEXT, text_language
from dialogues.selectors.points import point_tallies
from dialogues.services import (
    close_item,
    correct_point,
    log_point,
    pause_item,
    take_stance,
    withdraw_point,
)
from stakeholders.enums import OrganisationKind, Protection
from stakeholders.exceptions import DomainError
from stakeholders.models import AuditEntry
from tests.factories import PersonFactory

from .factories import make_room

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks

RULES = [AttributionRule(rule) for rule in AttributionRule.values]


@given(
    item=st.sampled_from(RULES),
    chosen=st.sampled_from([None, *RULES]),
    protected=st.booleans(),
    consents=st.booleans(),
)
def test_every_combination_only_makes_the_rule_stricter(
    item: AttributionRule, chosen: AttributionRule | None, *, protected: bool, consents: bool
) -> None:
    rule = effective_rule(item, is_protected=protected, consents_to_be_named=consents, chosen=chosen)

    assert STRICTNESS.index(rule) >= STRICTNESS.index(item)
    assert chosen is None or STRICTNESS.index(rule) >= STRICTNESS.index(chosen)
    assert rule != AttributionRule.ATTRIBUTED or (consents and not protected)
    assert not protected or STRICTNESS.index(rule) >= STRICTNESS.index(AttributionRule.UNATTRIBUTED)


@given(rule=st.sampled_from(RULES), kind=st.sampled_from(["", *OrganisationKind.values]))
def test_a_kind_that_is_not_known_is_not_told(rule: AttributionRule, kind: str) -> None:
    kept = keepable_rule(rule, kind)

    assert STRICTNESS.index(kept) >= STRICTNESS.index(rule)
    assert kept != AttributionRule.ORGANISATION_TYPE or kind


@pytest.mark.django_db
class TestLogPoint:
    def test_under_the_rule_nobody_is_kept_but_a_voice(self) -> None:
        room = make_room()

        logged = room.log_as(0, text="  Funds are short.\r\nVery short. ", kind=PointKind.CONCERN)

        point = Point.objects.get()
        assert logged.created
        assert point.uuid == logged.card.uuid
        assert point.text == "Funds are short.\nVery short."
        assert point.kind == PointKind.CONCERN
        assert point.attribution == AttributionRule.UNATTRIBUTED
        assert (point.author, point.organisation_kind, point.position) == (None, "", 1)
        assert point.voice in Voice.objects.filter(meeting=room.meeting)
        assert AuditEntry.objects.exclude(verb__in=["room.opened", "item.opened"]).count() == 0

    def test_points_follow_each_other(self) -> None:
        room = make_room()

        assert [room.log(number).card.position for number in (0, 1, 0)] == [1, 2, 3]

    def test_a_repeat_is_success_and_adds_nothing(self) -> None:
        room = make_room()
        uuid = uuid4()

        first = room.log(0, uuid=uuid)
        close_item(item=room.item, actor=room.convener)
        again = room.log(0, uuid=uuid)

        assert (first.created, again.created) == (True, False)
        assert again.card.text == first.card.text
        assert Point.objects.count() == 1

    def test_a_repeat_of_a_named_point_is_success_too(self) -> None:
        room = make_room(rule=AttributionRule.ATTRIBUTED, **consent())
        uuid = uuid4()

        assert room.log_as(0, uuid=uuid).created is True
        assert room.log_as(0, uuid=uuid).created is False

    def test_the_identifier_of_another_is_refused(self) -> None:
        room = make_room()
        uuid = room.log(0).card.uuid

        with pytest.raises(DomainError, match="identifier"):
            room.log(1, uuid=uuid)

    @pytest.mark.parametrize("uuid", [uuid1(), UUID(int=0), UUID(int=7)])
    def test_an_identifier_that_could_hold_a_time_is_refused(self, uuid: UUID) -> None:
        with pytest.raises(DomainError) as refused:
            make_room().log(0, uuid=uuid)
        assert refused.value.field == "uuid"

    @pytest.mark.parametrize("text", ["", "  \n", "\x00", "x" * (MAX_TEXT + 1)])
    def test_no_text_or_too_much_is_refused(self, text: str) -> None:
        with pytest.raises(DomainError) as refused:
            make_room().log(0, text=text)
        assert refused.value.field == "text"

    def test_an_item_of_another_room_takes_nothing(self) -> None:
        with pytest.raises(ItemNotOpenError):
            make_room().log(0, item=make_room().item.uuid)

    def test_who_has_no_voice_here_is_refused(self) -> None:
        room, other = make_room(), make_room()

        with pytest.raises(VoiceUnknownError):
            room.log(0, token=other.token(0))

    def test_a_seat_that_is_not_the_voices_own_is_refused(self) -> None:
        room = make_room(rule=AttributionRule.ATTRIBUTED, **consent())

        with pytest.raises(VoiceUnknownError):
            room.log(0, participation=room.people[1].uuid)

    def test_named_where_the_item_is_attributed_and_they_agreed(self) -> None:
        room = make_room(rule=AttributionRule.ATTRIBUTED, **consent())

        card = room.log_as(0).card

        point = Point.objects.get()
        assert (point.author, point.voice) == (room.people[0], None)
        assert card.said_by == f"{room.people[0].person.name}, {room.people[0].organisation.name}"

    def test_not_named_without_consent(self) -> None:
        room = make_room(rule=AttributionRule.ATTRIBUTED)

        card = room.log_as(0).card

        point = Point.objects.get()
        assert (point.attribution, point.author, card.said_by) == (AttributionRule.UNATTRIBUTED, None, "")
        assert point.voice is not None

    def test_a_protected_person_is_never_named_whatever_they_agreed_to(self) -> None:
        room = make_room(
            rule=AttributionRule.ATTRIBUTED,
            person=PersonFactory(protection=Protection.PROTECTED),
            people=1,
            **consent(),
        )

        room.log_as(0)

        assert Point.objects.get().attribution == AttributionRule.UNATTRIBUTED

    def test_protection_that_was_given_after_entering_holds_at_once(self) -> None:
        room = make_room(rule=AttributionRule.ATTRIBUTED, **consent())
        room.token(0)
        person = room.people[0].person
        person.protection = Protection.PROTECTED
        person.save()

        room.log_as(0)

        assert Point.objects.get().author is None

    def test_without_a_seat_nothing_of_the_person_is_kept(self) -> None:
        room = make_room(rule=AttributionRule.ATTRIBUTED, **consent())

        room.log(0)

        assert Point.objects.get().attribution == AttributionRule.UNATTRIBUTED

    def test_by_type_the_kind_of_organisation_is_kept(self) -> None:
        room = make_room(rule=AttributionRule.ORGANISATION_TYPE)

        room.log_as(0)

        point = Point.objects.get()
        assert point.organisation_kind == OrganisationKind.CIVIL_SOCIETY
        assert point.author is None
        assert point.voice is not None

    def test_by_type_without_an_organisation_is_unattributed(self) -> None:
        room = make_room(rule=AttributionRule.ORGANISATION_TYPE, organisation=None)

        room.log_as(0)

        assert Point.objects.get().attribution == AttributionRule.UNATTRIBUTED

    @pytest.mark.parametrize("chosen", STRICTNESS)
    @pytest.mark.parametrize("rule", STRICTNESS)
    def test_one_may_choose_to_be_less_exposed_never_more(
        self, rule: AttributionRule, chosen: AttributionRule
    ) -> None:
        room = make_room(rule=rule, **consent())

        room.log_as(0, chosen=chosen)

        kept = AttributionRule(Point.objects.get().attribution)
        assert kept == max(rule, chosen, key=STRICTNESS.index)

    @pytest.mark.parametrize("chosen", STRICTNESS)
    @pytest.mark.parametrize("rule", STRICTNESS)
    def test_without_a_seat_the_same_and_never_more_open_than_unattributed(
        self, rule: AttributionRule, chosen: AttributionRule
    ) -> None:
        room = make_room(rule=rule, **consent())

        room.log(0, chosen=chosen)

        kept = AttributionRule(Point.objects.get().attribution)
        assert kept == max(rule, chosen, AttributionRule.UNATTRIBUTED, key=STRICTNESS.index)


@pytest.mark.django_db
class TestStances:
    def test_each_voice_once_and_changeable(self) -> None:
        room = make_room()
        point = room.log(0).card.uuid

        for stance in (Stance.SUPPORT, Stance.SUPPORT, Stance.DISSENT):
            take_stance(room=room.uuid, point=point, token=room.token(1), stance=stance)

        assert list(Support.objects.values_list("stance", flat=True)) == [Stance.DISSENT]

    def test_taking_it_back(self) -> None:
        room = make_room()
        point = room.log(0).card.uuid
        take_stance(room=room.uuid, point=point, token=room.token(1), stance=Stance.QUALIFY)

        take_stance(room=room.uuid, point=point, token=room.token(1), stance=None)

        assert Support.objects.count() == 0

    def test_taking_back_what_was_never_said_is_harmless(self) -> None:
        room = make_room()
        point = room.log(0).card.uuid

        take_stance(room=room.uuid, point=point, token=room.token(1), stance=None)

        assert Support.objects.count() == 0

    def test_not_without_a_voice(self) -> None:
        room, other = make_room(), make_room()
        point = room.log(0).card.uuid

        for stance in (Stance.SUPPORT, None):
            with pytest.raises(VoiceUnknownError):
                take_stance(room=room.uuid, point=point, token=other.token(1), stance=stance)

    def test_not_to_ones_own_point(self) -> None:
        room = make_room()
        point = room.log(0).card.uuid

        with pytest.raises(DomainError, match="your own"):
            take_stance(room=room.uuid, point=point, token=room.token(0), stance=Stance.SUPPORT)

    def test_not_to_ones_own_named_point(self) -> None:
        room = make_room(rule=AttributionRule.ATTRIBUTED, **consent())
        point = room.log_as(0).card.uuid

        with pytest.raises(DomainError, match="your own"):
            take_stance(room=room.uuid, point=point, token=room.token(0), stance=Stance.SUPPORT)
        take_stance(room=room.uuid, point=point, token=room.token(1), stance=Stance.SUPPORT)
        assert point_tallies(room.meeting)[0].supporters == 2

    def test_only_while_the_item_is_open(self) -> None:
        room = make_room()
        point = room.log(0).card.uuid
        pause_item(item=room.item, actor=room.convener)

        with pytest.raises(ItemNotOpenError):
            take_stance(room=room.uuid, point=point, token=room.token(1), stance=Stance.SUPPORT)

    def test_not_in_another_room(self) -> None:
        room, other = make_room(), make_room()
        point = other.log(0).card.uuid

        with pytest.raises(DomainError):
            take_stance(room=room.uuid, point=point, token=room.token(1), stance=Stance.SUPPORT)

    def test_not_to_a_point_that_was_withdrawn(self) -> None:
        room = make_room()
        point = room.log(0).card.uuid
        withdraw_point(room=room.uuid, point=point, token=room.token(0))

        with pytest.raises(DomainError):
            take_stance(room=room.uuid, point=point, token=room.token(1), stance=Stance.SUPPORT)


@pytest.mark.django_db
@pytest.mark.parametrize("stance", [Stance.SUPPORT, None])
def test_a_stance_takes_one_statement_to_write_and_one_to_tell(
    stance: Stance | None,
    django_assert_max_num_queries: DjangoAssertNumQueries,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    room = make_room()
    arguments = {"room": room.uuid, "point": room.log(0).card.uuid, "token": room.token(1)}
    take_stance(**arguments, stance=Stance.DISSENT)

    with (
        django_assert_max_num_queries(4) as queries,
        django_capture_on_commit_callbacks(execute=True),
    ):
        take_stance(**arguments, stance=stance)

    statements = [query["sql"].strip() for query in queries.captured_queries]
    told = [sql.split()[0] for sql in statements if "SAVEPOINT" not in sql]
    assert told == ["INSERT" if stance else "DELETE", "SELECT"]


@pytest.mark.django_db
class TestOwnPoints:
    @pytest.mark.parametrize("rule", STRICTNESS)
    def test_the_author_corrects_and_withdraws(self, rule: AttributionRule) -> None:
        room = make_room(rule=rule, **consent())
        point = room.log_as(0).card.uuid
        seat = {"room": room.uuid, "point": point, "token": room.token(0)}

        correct_point(**seat, text="Better said.", participation=room.people[0].uuid)
        assert Point.objects.get().text == "Better said."

        withdraw_point(**seat, participation=room.people[0].uuid)
        assert Point.objects.get().status == PointStatus.WITHDRAWN

    @pytest.mark.parametrize("rule", STRICTNESS)
    def test_nobody_else_does(self, rule: AttributionRule) -> None:
        room = make_room(rule=rule, **consent())
        point = room.log_as(0).card.uuid
        seat = {
            "room": room.uuid,
            "point": point,
            "token": room.token(1),
            "participation": room.people[1].uuid,
        }

        with pytest.raises(DomainError):
            correct_point(**seat, text="Turned round.")
        with pytest.raises(DomainError):
            withdraw_point(**seat)
        assert Point.objects.get().status == PointStatus.VISIBLE

    def test_only_while_the_item_is_open(self) -> None:
        room = make_room()
        point = room.log(0).card.uuid
        token = room.token(0)
        close_item(item=room.item, actor=room.convener)

        with pytest.raises(ItemNotOpenError):
            withdraw_point(room=room.uuid, point=point, token=token)


def test_the_language_of_a_text_is_that_of_its_script() -> None:
    assert text_language("الشبكات تحتاج إلى الوقت", "en") == "ar"
    assert text_language("Networks need time", "ar") == "en"
    assert text_language("Nätverken behöver tid", "sv") == "sv"
    assert text_language("1325!", "en") == "en"


@pytest.mark.django_db
def test_logging_takes_one_statement(django_assert_max_num_queries: object) -> None:
    room = make_room()
    arguments = {"room": room.uuid, "item": room.item.uuid, "token": room.token(0)}

    with django_assert_max_num_queries(4) as queries:  # type: ignore[operator]  # a fixture's context manager
        log_point(**arguments, uuid=uuid4(), text="Networks need time.")

    statements = [query["sql"] for query in queries.captured_queries]
    assert [sql.split()[0] for sql in statements if "SAVEPOINT" not in sql] == ["INSERT"]


def consent() -> dict[str, object]:
    return {"consents_to_be_named": True, "consented_at": datetime(2026, 1, 1, tzinfo=UTC)}
