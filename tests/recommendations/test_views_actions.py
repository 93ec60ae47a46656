"""Steps that carry recommendations out."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.utils import timezone

from recommendations.enums import ActionStatus
from recommendations.models import Action
from tests.factories import (
    ActionFactory,
    OrganisationFactory,
    PersonFactory,
    RecommendationFactory,
    TeamMemberFactory,
    UserFactory,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client
    from pytest_django import DjangoAssertNumQueries

    from dialogues.models import Meeting
    from recommendations.models import Recommendation
    from stakeholders.models import User

pytestmark = pytest.mark.django_db

LIST_QUERIES = 6  # session and account among them


@pytest.fixture
def recommendation(meeting: Meeting) -> Recommendation:
    return RecommendationFactory(meeting=meeting)


@pytest.fixture
def action(recommendation: Recommendation) -> Action:
    return ActionFactory(title="Write a letter", recommendations=[recommendation])


def form_data(action: Action, **changes: Any) -> dict[str, Any]:
    assert action.owner_organisation is not None
    return {
        "title": action.title,
        "owner_organisation": action.owner_organisation.slug,
        "owner_organisation-text": action.owner_organisation.name,
        "owner_person-text": "",
        "due_on": "2027-03-01",
        "indicator": "",
        "status": action.status,
        "progress": "",
        "recommendations": [str(each.uuid) for each in action.recommendations.all()],
    } | changes


def test_plan(client: Client, recommendation: Recommendation) -> None:
    OrganisationFactory(slug="agency", name="Agency")
    address = f"/recommendations/{recommendation.uuid}/actions/"
    data = {
        "uuid": str(uuid4()),
        "title": "Write a letter",
        "owner_organisation": "agency",
        "owner_organisation-text": "Agency",
        "owner_person-text": "",
        "due_on": "2027-03-01",
        "indicator": "It is sent",
    }

    for _ in range(2):
        response = client.post(address, data)
        assert response.headers["Location"] == f"/recommendations/{recommendation.uuid}/"

    made = recommendation.actions.get()
    assert (made.title, made.due_on, made.indicator) == ("Write a letter", date(2027, 3, 1), "It is sent")


def test_planning_asks_who_and_when(client: Client, recommendation: Recommendation) -> None:
    response = client.post(
        f"/recommendations/{recommendation.uuid}/actions/",
        {"uuid": str(uuid4()), "title": "Write", "owner_organisation-text": "", "owner_person-text": ""},
    )

    assert response.status_code == 422
    assert set(response.context["form"].errors) == {"owner_organisation", "due_on"}
    assert not Action.objects.exists()


def test_follow(client: Client, action: Action, recommendation: Recommendation) -> None:
    sibling = RecommendationFactory(meeting=recommendation.meeting)
    person = PersonFactory(name="Responsible Person")
    address = f"/actions/{action.uuid}/"
    assert client.get(address).status_code == 200

    response = client.post(
        address,
        form_data(
            action,
            status="done",
            progress="Sent.",
            recommendations=[str(recommendation.uuid), str(sibling.uuid)],
            **{"owner_person-text": person.name},
        ),
    )

    assert response.headers["Location"] == address
    action.refresh_from_db()
    assert (action.status, action.progress, action.owner_person) == (ActionStatus.DONE, "Sent.", person)
    assert set(action.recommendations.all()) == {recommendation, sibling}


def test_what_it_carries_out_elsewhere_is_kept_and_not_shown(
    client: Client, action: Action, recommendation: Recommendation
) -> None:
    elsewhere = RecommendationFactory(code="R-ELSEWHERE")
    action.recommendations.add(elsewhere)
    sibling = RecommendationFactory(meeting=recommendation.meeting)

    assert "R-ELSEWHERE" not in client.get(f"/actions/{action.uuid}/").text
    response = client.post(f"/actions/{action.uuid}/", form_data(action, recommendations=[str(sibling.uuid)]))

    assert response.status_code == 302
    assert set(action.recommendations.all()) == {sibling, elsewhere}


def test_an_invalid_form_keeps_what_was_typed(client: Client, action: Action) -> None:
    response = client.post(
        f"/actions/{action.uuid}/",
        form_data(
            action,
            due_on="some day",
            recommendations=[],
            progress="Nearly there.",
            **{"owner_organisation": "", "owner_organisation-text": ""},
        ),
    )

    assert response.status_code == 422
    assert set(response.context["form"].errors) == {"due_on", "owner_organisation", "recommendations"}
    assert "Nearly there." in response.text


def test_recommendations_of_other_dialogues_are_no_choice(client: Client, action: Action) -> None:
    response = client.post(
        f"/actions/{action.uuid}/",
        form_data(action, recommendations=[str(RecommendationFactory().uuid)]),
    )

    assert set(response.context["form"].errors) == {"recommendations"}


def test_for_the_team_only(
    client: Client, action: Action, participant: User, sign_in: Callable[[User], Client]
) -> None:
    address = f"/actions/{action.uuid}/"

    for user in (UserFactory(), participant, TeamMemberFactory().user):
        assert sign_in(user).get(address).status_code == 404
    assert sign_in(participant).get("/actions/").status_code == 403
    client.logout()
    assert client.get(address).status_code == 302
    assert client.get("/actions/").status_code == 302
    assert client.get(f"/actions/{uuid4()}/").status_code == 302


def test_unknown(client: Client, meeting: Meeting) -> None:
    assert client.get(f"/actions/{uuid4()}/").status_code == 404
    assert client.post("/actions/").status_code == 405


class TestList:
    def titles(self, client: Client, **query: Any) -> list[str]:
        return [row.title for row in client.get("/actions/", query).context["listing"].rows]

    def test_scopes(self, client: Client, recommendation: Recommendation, convener: User) -> None:
        convener.person = PersonFactory()
        convener.save()
        today = timezone.localdate()
        of_it = {"recommendations": [recommendation]}
        ActionFactory(title="late", due_on=today - timedelta(days=1), **of_it)
        ActionFactory(title="late but done", due_on=today - timedelta(days=1), status="done", **of_it)
        ActionFactory(title="soon", due_on=today + timedelta(days=14), **of_it)
        ActionFactory(title="later", due_on=today + timedelta(days=15), owner_person=convener.person, **of_it)
        ActionFactory(title="elsewhere", recommendations=[RecommendationFactory()])

        assert self.titles(client) == ["late", "late but done", "soon", "later"]
        assert self.titles(client, scope="unfinished") == ["late", "soon", "later"]
        assert self.titles(client, scope="overdue") == ["late"]
        assert self.titles(client, scope="due_soon") == ["soon"]
        assert self.titles(client, scope="mine") == ["later"]
        assert self.titles(client, q="but") == ["late but done"]
        assert self.titles(client, status="done") == ["late but done"]

    def test_by_owner(self, client: Client, recommendation: Recommendation) -> None:
        ActionFactory(title="theirs", owner_organisation__slug="them", recommendations=[recommendation])
        ActionFactory(title="others", recommendations=[recommendation])

        assert self.titles(client, owner="them") == ["theirs"]

    def test_an_export_names_no_person(self, client: Client, action: Action) -> None:
        action.owner_person = PersonFactory(name="Responsible Person")
        action.save()

        response = client.get("/actions/", {"format": "csv"})

        text = b"".join(response.streaming_content).decode()  # type: ignore[attr-defined]
        assert "Write a letter" in text
        assert "Responsible Person" not in text

    def test_costs_the_same_at_1_and_30(
        self,
        client: Client,
        recommendation: Recommendation,
        django_assert_num_queries: DjangoAssertNumQueries,
    ) -> None:
        ActionFactory(recommendations=[recommendation])
        client.get("/actions/")
        with django_assert_num_queries(LIST_QUERIES):
            client.get("/actions/")
        for _ in range(29):
            ActionFactory(
                recommendations=[recommendation, RecommendationFactory(meeting=recommendation.meeting)],
                owner_person=PersonFactory(),
            )
        with django_assert_num_queries(LIST_QUERIES):
            client.get("/actions/")
