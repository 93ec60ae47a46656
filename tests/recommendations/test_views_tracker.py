"""What anybody may read of the follow-up."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from recommendations.enums import Answer, Completion, RecommendationStatus
from recommendations.models import Recommendation
from recommendations.selectors import PublicName, public_recommendations, recommendations_for_report
from recommendations.services import assess_recommendation
from stakeholders.enums import OrganisationKind
from tests.factories import (
    ActionFactory,
    AddresseeFactory,
    MeetingFactory,
    OrganisationFactory,
    PersonFactory,
    PointFactory,
    RecommendationFactory,
    TeamUserFactory,
    ThemeFactory,
)

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django import DjangoAssertNumQueries

pytestmark = pytest.mark.django_db


@pytest.fixture
def client() -> Client:
    """Return a public reader."""
    from django.test import Client as DjangoClient  # noqa: PLC0415 - only a type elsewhere

    return DjangoClient()


@pytest.fixture
def published() -> Recommendation:
    recommendation = RecommendationFactory(
        status=RecommendationStatus.PUBLISHED, text="Fund the networks.", code="R-2026-01-01-01"
    )
    recommendation.themes.add(ThemeFactory(dialogue=recommendation.meeting.dialogue, name="Funding"))
    AddresseeFactory(
        recommendation=recommendation,
        organisation=OrganisationFactory(name="Open Ministry", kind="government", may_be_named=True),
        answer=Answer.ACCEPTED,
        answer_text="Told by Hidden Spokesperson.",
        answered_on=date(2026, 1, 2),
    )
    AddresseeFactory(
        recommendation=recommendation, organisation__name="Quiet Foundation", organisation__kind="foundation"
    )
    ActionFactory(
        recommendations=[recommendation],
        title="Confidential step",
        progress="Confidential progress",
        owner_person=PersonFactory(name="Hidden Owner"),
    )
    for completion, evidence in (
        (Completion.NOT_STARTED, ""),
        (Completion.LIMITED, "Hidden Witness says so."),
    ):
        assess_recommendation(
            recommendation=recommendation,
            assessor=OrganisationFactory(name=f"Quiet Assessor {completion}"),
            completion=completion,
            evidence=evidence,
            actor=TeamUserFactory(),
        )
    recommendation.points.add(PointFactory(text="Hidden point."))
    return recommendation


def test_the_page_tells_answers_counts_and_the_index(client: Client, published: Recommendation) -> None:
    response = client.get(f"/tracker/{published.uuid}/")

    assert response.status_code == 200
    for shown in (
        "Fund the networks.",
        "Funding",
        "Open Ministry",
        "Accepted",
        "Foundation",
        "Awaiting an answer",
        "25 %",
        "They disagree: from “Not started” to “Limited”.",
    ):
        assert shown in response.text


@pytest.mark.parametrize("path", ["/tracker/", "/tracker/{uuid}/"])
def test_nothing_confidential_is_told(path: str, client: Client, published: Recommendation) -> None:
    text = client.get(path.format(uuid=published.uuid)).text

    assert "Fund the networks." in text
    for hidden in ("Hidden", "Quiet", "Confidential"):
        assert hidden not in text


@pytest.mark.parametrize(
    "status",
    [RecommendationStatus.DRAFT, RecommendationStatus.AGREED, RecommendationStatus.WITHDRAWN],
)
def test_what_is_not_published_is_not_there(
    status: RecommendationStatus, client: Client, published: Recommendation
) -> None:
    published.status = status
    published.public_from = None
    published.save()

    assert client.get(f"/tracker/{published.uuid}/").status_code == 404
    assert published.code not in client.get("/tracker/").text


def test_unknown_and_wrong_method(client: Client, published: Recommendation) -> None:
    assert client.get(f"/tracker/{uuid4()}/").status_code == 404
    assert client.post("/tracker/").status_code == 405
    assert client.post(f"/tracker/{published.uuid}/").status_code == 405


def test_search(client: Client, published: Recommendation) -> None:
    RecommendationFactory(status=RecommendationStatus.PUBLISHED, text="Réseaux d’abord", code="R-OTHER")

    response = client.get("/tracker/", {"q": "reseaux"})
    assert [each.code for each in response.context["recommendations"]] == ["R-OTHER"]
    assert "No published recommendation holds all of these words." in client.get("/tracker/?q=zebra").text


def test_an_empty_tracker_says_so(client: Client, db: None) -> None:
    assert "Nothing published yet" in client.get("/tracker/").text


def test_pages_keep_the_order(client: Client) -> None:
    meeting = MeetingFactory()
    made = [
        RecommendationFactory(meeting=meeting, status=RecommendationStatus.PUBLISHED, position=n)
        for n in range(26)
    ]

    first = client.get("/tracker/")
    second = client.get("/tracker/", {"page": 2})

    assert [each.uuid for each in first.context["recommendations"]] == [each.uuid for each in made[:25]]
    assert [each.uuid for each in second.context["recommendations"]] == [made[25].uuid]
    assert "Page 1 of 2" in first.text


def test_costs_the_same_at_1_and_30(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    def fill(number: int) -> None:
        for _ in range(number):
            made = RecommendationFactory(status=RecommendationStatus.PUBLISHED)
            AddresseeFactory(recommendation=made)
            ActionFactory(recommendations=[made])

    fill(1)
    with django_assert_num_queries(7):
        client.get("/tracker/")
    fill(29)
    with django_assert_num_queries(7):
        client.get("/tracker/")


def test_the_names_of_unnamed_organisations_are_not_even_selected(published: Recommendation) -> None:
    found = public_recommendations(Recommendation.objects.all())

    assert [each.organisation for each in found[0].addressees] == [
        PublicName("", OrganisationKind.FOUNDATION),
        PublicName("Open Ministry", OrganisationKind.GOVERNMENT),
    ]
    assert [each.organisation.label for each in found[0].addressees] == ["Foundation", "Open Ministry"]


def test_what_a_report_may_print(published: Recommendation) -> None:
    withdrawn = RecommendationFactory(meeting=published.meeting, status=RecommendationStatus.WITHDRAWN)
    bare = RecommendationFactory(meeting=published.meeting, position=5)
    second = ActionFactory(title="Second step", recommendations=[published])
    dropped = ActionFactory(title="Dropped", recommendations=[bare], status="dropped")

    first, last = recommendations_for_report(published.meeting)

    assert (first.uuid, last.uuid) == (published.uuid, bare.uuid)
    assert withdrawn.uuid not in {first.uuid, last.uuid}
    assert [name.label for name in first.addressees] == ["Foundation", "Open Ministry"]
    assert first.action == "Confidential step"  # the first one made; the guard reads the whole report
    assert first.action != second.title
    assert first.action_owner == PublicName("", OrganisationKind.CIVIL_SOCIETY)
    assert first.points == (published.points.get().uuid,)
    assert (last.action, last.action_owner, last.action_due, last.addressees) == ("", None, None, ())
    assert dropped.title != last.action
