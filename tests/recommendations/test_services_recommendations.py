"""Making, wording, ordering, publishing and withdrawing."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils import timezone

from dialogues.enums import AttributionRule, MeetingStatus, PointStatus
from recommendations.enums import RecommendationStatus
from recommendations.exceptions import ForeignSourceError, NotOpenToChangeError
from recommendations.models import Action, Recommendation
from recommendations.services import (
    NewAction,
    agree_recommendation,
    edit_recommendation,
    frame_recommendation,
    make_recommendation,
    move_recommendation,
    publish_recommendations,
    withdraw_recommendation,
)
from stakeholders.models import AuditEntry
from tests.factories import (
    AgendaItemFactory,
    MeetingFactory,
    OrganisationFactory,
    PersonFactory,
    PointFactory,
    RecommendationFactory,
    TeamUserFactory,
    ThemeFactory,
)

pytestmark = pytest.mark.django_db


def trail() -> list[str]:
    return list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True))


def test_made_with_all_that_one_form_holds() -> None:
    item = AgendaItemFactory()
    point = PointFactory(agenda_item=item)
    theme = ThemeFactory(dialogue=item.meeting.dialogue)
    ministry, owner = OrganisationFactory(), OrganisationFactory()
    person, actor = PersonFactory(), TeamUserFactory()

    made = make_recommendation(
        meeting=item.meeting,
        text="  Fund   the networks.\n",
        points=[point],
        themes=[theme],
        addressees=[ministry, ministry],
        first_action=NewAction(
            title="Write to the ministry",
            due_on=date(2027, 1, 15),
            owner_organisation=owner,
            owner_person=person,
            indicator="A letter is sent",
        ),
        actor=actor,
    )

    assert made.text == "Fund the networks."
    assert (made.status, made.position, made.made_on) == (RecommendationStatus.DRAFT, 1, timezone.localdate())
    assert list(made.points.all()) == [point]
    assert list(made.themes.all()) == [theme]
    assert [each.organisation for each in made.addressees.all()] == [ministry]
    action = made.actions.get()
    assert (action.title, action.owner_organisation, action.owner_person) == (
        "Write to the ministry",
        owner,
        person,
    )
    assert trail() == ["recommendation.made", "action.added"]
    assert AuditEntry.objects.filter(actor=actor).count() == 2


def test_the_audit_trail_names_no_point() -> None:
    point = PointFactory()

    make_recommendation(
        meeting=point.agenda_item.meeting, text="Act.", points=[point], actor=TeamUserFactory()
    )

    assert AuditEntry.objects.get().changes == {}


def test_references_count_up_within_the_day_of_the_meetings_own_clock() -> None:
    late = datetime(2024, 5, 29, 22, 30, tzinfo=UTC)  # half past midnight in Stockholm
    first, second = MeetingFactory(starts_at=late), MeetingFactory(starts_at=late)
    actor = TeamUserFactory()

    codes = [make_recommendation(meeting=m, text="Act.", actor=actor).code for m in (first, second, first)]

    assert codes == ["R-2024-05-30-01", "R-2024-05-30-02", "R-2024-05-30-03"]


def test_a_withdrawn_reference_stays_taken() -> None:
    meeting, actor = MeetingFactory(), TeamUserFactory()
    first = make_recommendation(meeting=meeting, text="Act.", actor=actor)
    withdraw_recommendation(recommendation=first, actor=actor)

    second = make_recommendation(meeting=meeting, text="Act.", actor=actor)

    assert (first.code[-2:], second.code[-2:]) == ("01", "02")


def test_a_repeated_request_makes_one() -> None:
    meeting, actor, uuid = MeetingFactory(), TeamUserFactory(), uuid4()

    first = make_recommendation(meeting=meeting, text="Act.", uuid=uuid, actor=actor)
    second = make_recommendation(meeting=meeting, text="Act.", uuid=uuid, actor=actor)

    assert first == second
    assert trail() == ["recommendation.made"]


@pytest.mark.parametrize(
    "fields",
    [
        {"attribution": AttributionRule.OFF_THE_RECORD},
        {"status": PointStatus.HIDDEN},
        {"status": PointStatus.WITHDRAWN},
    ],
)
def test_what_may_not_leave_the_room_is_no_source(fields: dict[str, str]) -> None:
    point = PointFactory(**fields)

    with pytest.raises(ForeignSourceError):
        make_recommendation(
            meeting=point.agenda_item.meeting, text="Act.", points=[point], actor=TeamUserFactory()
        )

    assert not Recommendation.objects.exists()


def test_points_and_themes_of_others_are_refused() -> None:
    meeting, actor = MeetingFactory(), TeamUserFactory()

    with pytest.raises(ForeignSourceError) as point_error:
        make_recommendation(meeting=meeting, text="Act.", points=[PointFactory()], actor=actor)
    with pytest.raises(ForeignSourceError) as theme_error:
        make_recommendation(meeting=meeting, text="Act.", themes=[ThemeFactory()], actor=actor)

    assert (point_error.value.field, theme_error.value.field) == ("points", "themes")


def test_a_cancelled_meeting_recommends_nothing() -> None:
    with pytest.raises(NotOpenToChangeError):
        make_recommendation(
            meeting=MeetingFactory(status=MeetingStatus.CANCELLED), text="Act.", actor=TeamUserFactory()
        )


def test_an_empty_text_is_refused() -> None:
    with pytest.raises(ValidationError):
        make_recommendation(meeting=MeetingFactory(), text=" \n ", actor=TeamUserFactory())


def test_an_action_that_nobody_owns_takes_the_recommendation_back_with_it() -> None:
    with pytest.raises(Exception, match="responsible"):
        make_recommendation(
            meeting=MeetingFactory(),
            text="Act.",
            first_action=NewAction(title="Somebody acts", due_on=date(2027, 1, 1)),
            actor=TeamUserFactory(),
        )

    assert not Recommendation.objects.exists()
    assert not Action.objects.exists()


def test_other_words_make_an_agreed_one_a_draft_again() -> None:
    recommendation = RecommendationFactory(text="Fund them.", status=RecommendationStatus.AGREED)
    theme = ThemeFactory(dialogue=recommendation.meeting.dialogue)

    edited = edit_recommendation(
        recommendation=recommendation, text="Fund us.", themes=[theme], points=[], actor=TeamUserFactory()
    )

    assert (edited.text, edited.status) == ("Fund us.", RecommendationStatus.DRAFT)
    assert list(edited.themes.all()) == [theme]
    assert AuditEntry.objects.get().changes == {"text": ["Fund them.", "Fund us."]}


def test_the_same_words_leave_it_agreed() -> None:
    recommendation = RecommendationFactory(text="Fund them.", status=RecommendationStatus.AGREED)

    edited = edit_recommendation(
        recommendation=recommendation, text="Fund them. ", themes=[], points=[], actor=TeamUserFactory()
    )

    assert edited.status == RecommendationStatus.AGREED


@pytest.mark.parametrize("status", [RecommendationStatus.PUBLISHED, RecommendationStatus.WITHDRAWN])
def test_words_that_others_rely_on_stay(status: RecommendationStatus) -> None:
    recommendation = RecommendationFactory(text="Fund them.", status=status)

    with pytest.raises(NotOpenToChangeError):
        edit_recommendation(
            recommendation=recommendation, text="Do not.", themes=[], points=[], actor=TeamUserFactory()
        )

    recommendation.refresh_from_db()
    assert recommendation.text == "Fund them."


def test_agreed_once() -> None:
    recommendation, actor = RecommendationFactory(), TeamUserFactory()

    for _ in range(2):
        agree_recommendation(recommendation=recommendation, actor=actor)

    recommendation.refresh_from_db()
    assert recommendation.status == RecommendationStatus.AGREED
    assert trail() == ["recommendation.agreed"]


def test_withdrawn_once_and_for_all() -> None:
    recommendation, actor = RecommendationFactory(status=RecommendationStatus.PUBLISHED), TeamUserFactory()

    for _ in range(2):
        withdraw_recommendation(recommendation=recommendation, actor=actor)

    assert trail() == ["recommendation.withdrawn"]
    assert not Recommendation.objects.standing().exists()
    with pytest.raises(NotOpenToChangeError):
        agree_recommendation(recommendation=recommendation, actor=actor)


def test_a_report_publishes_what_stands() -> None:
    meeting = MeetingFactory()
    by_status = {
        status: RecommendationFactory(meeting=meeting, status=status) for status in RecommendationStatus
    }
    left_out = RecommendationFactory(meeting=meeting)
    actor = TeamUserFactory()
    openings: dict[UUID, datetime | None] = {each.uuid: timezone.now() for each in by_status.values()}

    published = publish_recommendations(openings=openings, actor=actor)

    assert set(published) == {
        by_status[RecommendationStatus.DRAFT],
        by_status[RecommendationStatus.AGREED],
    }
    assert set(Recommendation.objects.published()) == {
        by_status[RecommendationStatus.DRAFT],
        by_status[RecommendationStatus.AGREED],
        by_status[RecommendationStatus.PUBLISHED],
    }
    left_out.refresh_from_db()
    assert left_out.status == RecommendationStatus.DRAFT
    assert publish_recommendations(openings=openings, actor=actor) == []


def test_under_embargo_its_words_stay_and_nobody_else_reads_them() -> None:
    recommendation, actor = RecommendationFactory(), TeamUserFactory()
    now = timezone.now()

    publish_recommendations(openings={recommendation.uuid: None}, actor=actor)
    recommendation.refresh_from_db()
    assert (recommendation.status, recommendation.is_public) == (RecommendationStatus.PUBLISHED, False)
    assert not Recommendation.objects.published().exists()

    publish_recommendations(openings={recommendation.uuid: now + timedelta(days=2)}, actor=actor)
    assert not Recommendation.objects.published().exists()
    with time_machine.travel(now + timedelta(days=3)):
        assert Recommendation.objects.published().get().is_public


def test_what_is_open_is_not_closed_again() -> None:
    recommendation, actor = RecommendationFactory(status=RecommendationStatus.PUBLISHED), TeamUserFactory()
    opened = recommendation.public_from

    publish_recommendations(openings={recommendation.uuid: None}, actor=actor)

    recommendation.refresh_from_db()
    assert recommendation.public_from == opened


def test_moved_past_the_withdrawn() -> None:
    meeting, actor = MeetingFactory(), TeamUserFactory()
    first, second, third = (
        make_recommendation(meeting=meeting, text=text, actor=actor) for text in ("One.", "Two.", "Three.")
    )
    withdraw_recommendation(recommendation=second, actor=actor)

    move_recommendation(recommendation=third, earlier=True, actor=actor)
    assert list(meeting.recommendations.standing()) == [third, first]

    move_recommendation(recommendation=third, earlier=True, actor=actor)  # at the top already
    move_recommendation(recommendation=second, earlier=True, actor=actor)  # withdrawn: not in the order
    assert list(meeting.recommendations.standing()) == [third, first]

    move_recommendation(recommendation=third, earlier=False, actor=actor)
    assert list(meeting.recommendations.standing()) == [first, third]


def test_framed_reframed_and_unframed() -> None:
    recommendation, actor = RecommendationFactory(), TeamUserFactory()

    frame_recommendation(recommendation=recommendation, audience="Donors", text="Invest.", actor=actor)
    frame_recommendation(recommendation=recommendation, audience=" Donors ", text="Give.", actor=actor)
    assert list(recommendation.framings.values_list("audience", "text")) == [("Donors", "Give.")]

    assert (
        frame_recommendation(recommendation=recommendation, audience="Donors", text=" ", actor=actor) is None
    )
    frame_recommendation(recommendation=recommendation, audience="Donors", text="", actor=actor)
    assert not recommendation.framings.exists()
    assert trail() == ["recommendation.framed", "recommendation.framed", "recommendation.framing_removed"]
