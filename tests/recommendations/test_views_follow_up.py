"""The follow-up step: points become recommendations."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.urls import reverse

from dialogues.enums import AttributionRule, MeetingStatus
from recommendations.models import Action, Recommendation
from tests.factories import (
    AddresseeFactory,
    AgendaItemFactory,
    OrganisationFactory,
    PersonFactory,
    PointFactory,
    RecommendationFactory,
    TeamMemberFactory,
    UserFactory,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client
    from pytest_django import DjangoAssertNumQueries

    from dialogues.models import Meeting, Point
    from stakeholders.models import User

pytestmark = pytest.mark.django_db

STEP_QUERIES = 16  # session and account among them

STEP = "/dialogues/talks/round-table/follow-up/"
NEW = f"{STEP}new/"
ORDER = f"{STEP}order/"


def form_data(**changes: Any) -> dict[str, Any]:
    return {
        "uuid": str(uuid4()),
        "text": "Fund the networks for three years.",
        "addressees-text": "",
        "action_title": "",
        "action_due_on": "",
        "action_owner_organisation-text": "",
        "action_owner_person-text": "",
        "action_indicator": "",
    } | changes


class TestStep:
    def test_shows_points_with_their_counts_and_where_they_are_used(
        self, client: Client, meeting: Meeting, point: Point
    ) -> None:
        secret = PointFactory(
            agenda_item=point.agenda_item,
            text="Off the record words.",
            attribution=AttributionRule.OFF_THE_RECORD,
        )
        made = RecommendationFactory(meeting=meeting, code="R-2026-01-01-01")
        made.points.add(point)

        response = client.get(STEP)

        assert response.status_code == 200
        assert [each.tally.uuid for each in response.context["follow_up"].put_forward] == [point.uuid]
        assert response.context["follow_up"].put_forward[0].used_in == ("R-2026-01-01-01",)
        assert "Put forward as recommendations" in response.text
        assert "0 of 0 in support" in response.text
        assert secret.text not in response.text

    def test_says_so_where_there_is_nothing(self, client: Client, meeting: Meeting) -> None:
        response = client.get(STEP)

        assert "No recommendation yet" in response.text
        assert "No points have been logged that may leave the room." in response.text

    def test_a_cancelled_meeting_offers_no_form(self, client: Client, meeting: Meeting) -> None:
        meeting.status = MeetingStatus.CANCELLED
        meeting.save()

        assert "Make a recommendation from points" not in client.get(STEP).text

    @pytest.mark.parametrize("address", [STEP, NEW])
    def test_for_the_team_only(
        self,
        address: str,
        client: Client,
        participant: User,
        sign_in: Callable[[User], Client],
    ) -> None:
        client.logout()
        assert client.get(address).headers["Location"] == f"{reverse('account_login')}?next={address}"
        assert sign_in(UserFactory()).get(address).status_code == 404
        assert sign_in(TeamMemberFactory().user).get(address).status_code == 404
        assert sign_in(participant).get(address).status_code == 403

    def test_unknown_addresses(self, client: Client, meeting: Meeting) -> None:
        assert client.get("/dialogues/talks/other/follow-up/").status_code == 404
        assert client.get("/dialogues/other/round-table/follow-up/").status_code == 404
        assert client.post(STEP).status_code == 405

    def test_costs_the_same_at_1_and_30(
        self, client: Client, meeting: Meeting, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        def fill(number: int) -> None:
            for _ in range(number):
                item = AgendaItemFactory(meeting=meeting)
                made = RecommendationFactory(meeting=meeting)
                made.points.add(PointFactory(agenda_item=item))
                AddresseeFactory.create_batch(2, recommendation=made)

        fill(1)
        client.get(STEP)
        with django_assert_num_queries(STEP_QUERIES):
            client.get(STEP)
        fill(29)
        with django_assert_num_queries(STEP_QUERIES):
            client.get(STEP)


class TestMaking:
    def test_starts_from_the_words_and_themes_of_the_points(
        self, client: Client, meeting: Meeting, point: Point
    ) -> None:
        response = client.get(NEW, {"points": [str(point.uuid), "nonsense"]})

        form = response.context["form"]
        assert form.initial["text"] == "Fund the networks."
        assert form.initial["points"] == [point.uuid]
        assert form.initial["themes"] == [point.agenda_item.theme_id]
        assert "Comes from 1 point" in response.text

    def test_without_points_it_starts_empty(self, client: Client, meeting: Meeting) -> None:
        form = client.get(NEW).context["form"]

        assert (form.initial["text"], form.initial["points"]) == ("", [])

    def test_makes_all_in_one_go(
        self, client: Client, meeting: Meeting, point: Point, convener: User
    ) -> None:
        ministry, agency = OrganisationFactory(slug="ministry"), OrganisationFactory(slug="agency")
        person = PersonFactory(name="Responsible Person")

        response = client.post(
            NEW,
            form_data(
                themes=[point.agenda_item.theme_id],
                points=[str(point.uuid)],
                addressees=["ministry", "agency"],
                action_title="Write a letter",
                action_due_on="2027-03-01",
                action_owner_organisation="ministry",
                **{"action_owner_organisation-text": ministry.name},
                **{"action_owner_person-text": person.name},
                action_indicator="It is sent",
            ),
        )

        made = Recommendation.objects.get()
        assert response.headers["Location"] == f"/recommendations/{made.uuid}/"
        assert made.text == "Fund the networks for three years."
        assert list(made.points.all()) == [point]
        assert {each.organisation for each in made.addressees.all()} == {ministry, agency}
        action = made.actions.get()
        assert (action.title, action.due_on, action.owner_organisation, action.owner_person) == (
            "Write a letter",
            date(2027, 3, 1),
            ministry,
            person,
        )

    def test_sent_twice_it_is_made_once(self, client: Client, meeting: Meeting) -> None:
        data = form_data()

        assert client.post(NEW, data).headers["Location"] == client.post(NEW, data).headers["Location"]

        assert Recommendation.objects.count() == 1

    def test_an_invalid_form_keeps_what_was_typed(self, client: Client, meeting: Meeting) -> None:
        response = client.post(NEW, form_data(text=" ", action_title="Write a letter"))

        assert response.status_code == 422
        assert set(response.context["form"].errors) == {
            "text",
            "action_due_on",
            "action_owner_organisation",
        }
        assert 'value="Write a letter"' in response.text
        assert not Recommendation.objects.exists()

    def test_a_step_begun_anywhere_is_asked_for_whole(self, client: Client, meeting: Meeting) -> None:
        response = client.post(NEW, form_data(action_indicator="It is sent"))

        assert set(response.context["form"].errors) == {
            "action_title",
            "action_due_on",
            "action_owner_organisation",
        }
        assert not Action.objects.exists()

    def test_points_of_other_meetings_are_no_choice(self, client: Client, meeting: Meeting) -> None:
        response = client.post(NEW, form_data(points=[str(PointFactory().uuid)]))

        assert response.status_code == 422
        assert set(response.context["form"].errors) == {"points"}

    def test_a_cancelled_meeting_recommends_nothing(self, client: Client, meeting: Meeting) -> None:
        meeting.status = MeetingStatus.CANCELLED
        meeting.save()

        assert client.get(NEW).status_code == 403
        assert client.post(NEW, form_data()).status_code == 403


class TestOrder:
    @pytest.fixture
    def three(self, meeting: Meeting) -> list[Recommendation]:
        return [RecommendationFactory(meeting=meeting, position=position) for position in (1, 2, 3)]

    def test_moves(self, client: Client, meeting: Meeting, three: list[Recommendation]) -> None:
        first, second, third = three

        response = client.post(ORDER, {"move": f"earlier:{third.uuid}"})

        assert response.headers["Location"] == STEP
        assert list(meeting.recommendations.all()) == [first, third, second]

    def test_moves_by_htmx_in_place(
        self, client: Client, meeting: Meeting, three: list[Recommendation]
    ) -> None:
        first, second, third = three

        response = client.post(ORDER, {"move": f"later:{first.uuid}"}, headers={"HX-Request": "true"})

        assert response.status_code == 200
        assert response.text.lstrip().startswith('<section id="recommendations"')
        assert list(meeting.recommendations.all()) == [second, first, third]

    @pytest.mark.parametrize("move", [{}, {"move": "earlier:nonsense"}, {"move": "earlier"}])
    def test_what_is_not_there_cannot_move(
        self, move: dict[str, str], client: Client, three: list[Recommendation]
    ) -> None:
        assert client.post(ORDER, move).status_code == 404
        assert client.post(ORDER, {"move": f"earlier:{RecommendationFactory().uuid}"}).status_code == 404

    def test_for_the_team_and_by_post(
        self,
        client: Client,
        three: list[Recommendation],
        participant: User,
        sign_in: Callable[[User], Client],
    ) -> None:
        assert client.get(ORDER).status_code == 405
        assert sign_in(participant).post(ORDER).status_code == 403
        assert sign_in(UserFactory()).post(ORDER).status_code == 404
