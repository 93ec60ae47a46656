"""One recommendation with all that becomes of it, and the list of all."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse
from django.utils import timezone

from recommendations.enums import Answer, Completion, RecommendationStatus
from recommendations.models import Recommendation
from recommendations.selectors import page_of_recommendation
from recommendations.services import assess_recommendation
from tests.factories import (
    ActionFactory,
    AddresseeFactory,
    OrganisationFactory,
    PersonFactory,
    PointFactory,
    RecommendationFactory,
    TeamMemberFactory,
    ThemeFactory,
    UserFactory,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client
    from pytest_django import DjangoAssertNumQueries

    from dialogues.models import Meeting, Point
    from stakeholders.models import User

pytestmark = pytest.mark.django_db

LIST_QUERIES = 10  # session and account among them


@pytest.fixture
def recommendation(meeting: Meeting) -> Recommendation:
    return RecommendationFactory(meeting=meeting, code="R-2026-01-01-01", text="Fund the networks.")


def page(recommendation: Recommendation, part: str = "") -> str:
    return f"/recommendations/{recommendation.uuid}/{part}"


class TestPage:
    def test_shows_all_that_becomes_of_it(
        self, client: Client, recommendation: Recommendation, point: Point
    ) -> None:
        recommendation.points.add(point)
        AddresseeFactory(
            recommendation=recommendation,
            organisation__name="Quiet Foundation",
            answer=Answer.PARTLY,
            answer_text="Within our budget.",
            answered_on=date(2026, 1, 2),
        )
        sibling = RecommendationFactory(meeting=recommendation.meeting, code="R-2026-01-01-02")
        elsewhere = RecommendationFactory(code="R-2025-01-01-01")
        ActionFactory(
            recommendations=[recommendation, sibling, elsewhere],
            title="Write a letter",
            owner_person=PersonFactory(name="Responsible Person"),
            due_on=timezone.localdate() - timedelta(days=1),
        )

        response = client.get(page(recommendation))

        assert response.status_code == 200
        for shown in (
            "Fund the networks.",
            point.text,
            "Quiet Foundation",
            "Public readers see: Civil society organisation",
            "Within our budget.",
            "Partly accepted",
            "Write a letter",
            "Responsible Person",
            "Overdue",
            "R-2026-01-01-02",
            "Nobody has assessed it yet.",
        ):
            assert shown in response.text
        assert "R-2025-01-01-01" not in response.text  # another dialogue's

    def test_shows_that_assessors_disagree(
        self, client: Client, recommendation: Recommendation, convener: User
    ) -> None:
        for completion, evidence in ((Completion.NOT_STARTED, ""), (Completion.COMPLETE, "All is done.")):
            assess_recommendation(
                recommendation=recommendation,
                assessor=OrganisationFactory(),
                completion=completion,
                evidence=evidence,
                actor=convener,
            )

        text = client.get(page(recommendation)).text

        assert "50 %" in text
        assert "They disagree: from “Not started” to “Complete”." in text

    def test_a_withdrawn_one_offers_nothing(self, client: Client, recommendation: Recommendation) -> None:
        recommendation.status = RecommendationStatus.WITHDRAWN
        recommendation.save()

        text = client.get(page(recommendation)).text

        assert "This recommendation is withdrawn" in text
        for offered in (
            "edit/",
            "agree/",
            "withdraw/",
            "addressees/",
            "actions/",
            "assessments/",
            "framings/",
        ):
            assert page(recommendation, offered) not in text

    @pytest.mark.parametrize(
        "part", ["", "edit/", "withdraw/", "framings/", "addressees/", "actions/", "assessments/"]
    )
    def test_for_the_team_only(
        self,
        part: str,
        client: Client,
        recommendation: Recommendation,
        participant: User,
        sign_in: Callable[[User], Client],
    ) -> None:
        address = page(recommendation, part)

        assert client.get(address).status_code == 200
        client.logout()
        assert client.get(address).headers["Location"] == f"{reverse('account_login')}?next={address}"
        for user in (UserFactory(), participant, TeamMemberFactory().user):
            assert sign_in(user).get(address).status_code == 404

    @pytest.mark.parametrize("part", ["agree/", "framings/remove/"])
    def test_what_changes_something_needs_a_post(
        self, part: str, client: Client, recommendation: Recommendation, sign_in: Callable[[User], Client]
    ) -> None:
        assert client.get(page(recommendation, part)).status_code == 405
        assert sign_in(UserFactory()).post(page(recommendation, part)).status_code == 404

    @pytest.mark.parametrize(
        ("part", "open_when_published"),
        [
            ("edit/", False),
            ("withdraw/", True),
            ("framings/", True),
            ("addressees/", True),
            ("actions/", True),
            ("assessments/", True),
        ],
    )
    def test_the_state_decides_what_is_open(
        self, part: str, open_when_published: bool, client: Client, recommendation: Recommendation
    ) -> None:
        recommendation.status = RecommendationStatus.PUBLISHED
        recommendation.save()
        assert client.get(page(recommendation, part)).status_code == (200 if open_when_published else 403)

        recommendation.status = RecommendationStatus.WITHDRAWN
        recommendation.save()
        assert client.get(page(recommendation, part)).status_code == 403
        assert client.post(page(recommendation, part), {}).status_code == 403


class TestChanging:
    def test_edit(self, client: Client, recommendation: Recommendation, point: Point) -> None:
        theme = ThemeFactory(dialogue=recommendation.meeting.dialogue)

        response = client.post(
            page(recommendation, "edit/"),
            {"text": "Fund them well.", "themes": [theme.pk], "points": [str(point.uuid)]},
        )

        assert response.headers["Location"] == page(recommendation)
        recommendation.refresh_from_db()
        assert recommendation.text == "Fund them well."
        assert list(recommendation.themes.all()) == [theme]
        assert list(recommendation.points.all()) == [point]

    def test_edit_refuses_no_words_and_other_meetings_points(
        self, client: Client, recommendation: Recommendation
    ) -> None:
        response = client.post(
            page(recommendation, "edit/"), {"text": "", "points": [str(PointFactory().uuid)]}
        )

        assert response.status_code == 422
        assert set(response.context["form"].errors) == {"text", "points"}

    def test_agree(self, client: Client, recommendation: Recommendation) -> None:
        assert client.post(page(recommendation, "agree/")).headers["Location"] == page(recommendation)

        recommendation.refresh_from_db()
        assert recommendation.status == RecommendationStatus.AGREED
        assert client.post(page(recommendation, "agree/")).status_code == 403

    def test_withdraw_asks_first(self, client: Client, recommendation: Recommendation) -> None:
        assert "Withdraw R-2026-01-01-01?" in client.get(page(recommendation, "withdraw/")).text

        response = client.post(page(recommendation, "withdraw/"))

        recommendation.refresh_from_db()
        assert recommendation.status == RecommendationStatus.WITHDRAWN
        assert response.headers["Location"] == "/dialogues/talks/round-table/follow-up/"

    def test_framing(self, client: Client, recommendation: Recommendation) -> None:
        address = page(recommendation, "framings/")
        assert client.get(address).context["form"].initial["text"] == "Fund the networks."

        client.post(address, {"audience": "Donors", "text": "Invest."})
        assert client.get(address, {"audience": "Donors"}).context["form"].initial["text"] == "Invest."
        assert client.post(address, {"audience": "", "text": ""}).status_code == 422

        response = client.post(page(recommendation, "framings/remove/"), {"audience": "Donors"})
        assert response.headers["Location"] == page(recommendation)
        assert not recommendation.framings.exists()

    def test_asking_and_taking_off(self, client: Client, recommendation: Recommendation) -> None:
        OrganisationFactory(slug="ministry", name="Ministry")
        address = page(recommendation, "addressees/")

        assert client.post(address, {"organisations-text": ""}).status_code == 422
        client.post(address, {"organisations": ["ministry"], "organisations-text": ""})
        addressee = recommendation.addressees.get()
        assert addressee.organisation.slug == "ministry"

        response = client.post(f"/addressees/{addressee.uuid}/remove/")
        assert response.headers["Location"] == page(recommendation)
        assert not recommendation.addressees.exists()

    def test_who_answered_stays(self, client: Client, recommendation: Recommendation) -> None:
        addressee = AddresseeFactory(
            recommendation=recommendation, answer=Answer.NOTED, answered_on=date(2026, 1, 1)
        )

        response = client.post(f"/addressees/{addressee.uuid}/remove/", follow=True)

        assert "Who has answered stays on the list." in response.text
        assert recommendation.addressees.exists()

    def test_answer(self, client: Client, recommendation: Recommendation) -> None:
        addressee = AddresseeFactory(recommendation=recommendation)
        address = f"/addressees/{addressee.uuid}/answer/"
        assert client.get(address).status_code == 200
        future = (timezone.localdate() + timedelta(days=2)).isoformat()

        for wrong, field in (
            ({"answer": "perhaps"}, "answer"),
            ({"answer": "accepted", "answered_on": future}, "answered_on"),
        ):
            response = client.post(address, wrong)
            assert (response.status_code, set(response.context["form"].errors)) == (422, {field})

        response = client.post(address, {"answer": "accepted", "answer_text": "Yes.", "answered_on": ""})
        assert response.headers["Location"] == page(recommendation)
        addressee.refresh_from_db()
        assert (addressee.answer, addressee.answer_text, addressee.answered_on) == (
            Answer.ACCEPTED,
            "Yes.",
            timezone.localdate(),
        )

    @pytest.mark.parametrize("part", ["answer", "remove"])
    def test_answers_are_recorded_by_the_team(
        self, part: str, client: Client, recommendation: Recommendation, sign_in: Callable[[User], Client]
    ) -> None:
        address = f"/addressees/{AddresseeFactory(recommendation=recommendation).uuid}/{part}/"

        assert sign_in(UserFactory()).post(address).status_code == 404
        client.logout()
        assert client.post(address).status_code == 302
        recommendation.status = RecommendationStatus.WITHDRAWN
        recommendation.save()
        assert sign_in(recommendation.meeting.dialogue.team.get().user).post(address).status_code == 403

    def test_assess(self, client: Client, recommendation: Recommendation) -> None:
        OrganisationFactory(slug="observatory", name="Observatory")
        address = page(recommendation, "assessments/")
        data = {"assessor": "observatory", "assessor-text": "Observatory", "completion": "limited"}

        response = client.post(address, data)
        assert (response.status_code, set(response.context["form"].errors)) == (422, {"evidence"})
        response = client.post(address, {"assessor-text": ""})
        assert set(response.context["form"].errors) == {"assessor", "completion"}

        response = client.post(address, data | {"evidence": "A pilot runs.", "assessed_on": "2026-02-01"})
        assert response.headers["Location"] == page(recommendation)
        judged = recommendation.assessments.get()
        assert (judged.completion, judged.assessed_on) == (Completion.LIMITED, date(2026, 2, 1))


class TestList:
    def test_lists_ones_own_dialogues(self, client: Client, recommendation: Recommendation) -> None:
        RecommendationFactory(code="R-ELSEWHERE")

        response = client.get("/recommendations/")

        assert [row.code for row in response.context["listing"].rows] == ["R-2026-01-01-01"]

    def test_for_the_institute_only(
        self, client: Client, participant: User, sign_in: Callable[[User], Client]
    ) -> None:
        client.logout()
        assert client.get("/recommendations/").status_code == 302
        assert sign_in(participant).get("/recommendations/").status_code == 403
        assert client.post("/recommendations/").status_code == 302

    def filtered(self, client: Client, **query: Any) -> list[str]:
        return [row.code for row in client.get("/recommendations/", query).context["listing"].rows]

    def test_filters(self, client: Client, meeting: Meeting, convener: User) -> None:
        theme = ThemeFactory(dialogue=meeting.dialogue)
        one = RecommendationFactory(meeting=meeting, code="A", text="Réseaux first", status="agreed")
        two = RecommendationFactory(meeting=meeting, code="B", text="Second")
        three = RecommendationFactory(
            meeting__dialogue=TeamMemberFactory(user=convener, dialogue__slug="second").dialogue, code="C"
        )
        one.themes.add(theme)
        asked = AddresseeFactory(
            recommendation=one, organisation__slug="asked", answer=Answer.NOTED, answered_on=date(2026, 1, 1)
        )
        AddresseeFactory(recommendation=two, organisation=asked.organisation)
        AddresseeFactory(recommendation=three, answer=Answer.NOTED, answered_on=date(2026, 1, 1))

        assert self.filtered(client, sort="code") == ["A", "B", "C"]
        assert self.filtered(client) == ["C", "B", "A"]
        assert self.filtered(client, q="reseaux") == ["A"]
        assert self.filtered(client, dialogue="second") == ["C"]
        assert self.filtered(client, theme=str(theme.uuid)) == ["A"]
        assert self.filtered(client, status="agreed") == ["A"]
        assert self.filtered(client, addressee="asked", sort="code") == ["A", "B"]
        assert self.filtered(client, answer="noted", sort="code") == ["A", "C"]
        assert self.filtered(client, addressee="asked", answer="awaiting") == ["B"]

    def test_htmx_gets_the_results_only(self, client: Client, recommendation: Recommendation) -> None:
        response = client.get(
            "/recommendations/", headers={"HX-Request": "true", "HX-Target": "list-results"}
        )

        assert response.text.lstrip().startswith('<div id="list-results"')

    def test_exports_what_is_listed(self, client: Client, recommendation: Recommendation) -> None:
        AddresseeFactory(recommendation=recommendation, organisation__name="Ministry")
        RecommendationFactory(meeting=recommendation.meeting, status="agreed")

        response = client.get("/recommendations/", {"status": "draft", "format": "csv"})

        text = b"".join(response.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
        rows = list(csv.DictReader(io.StringIO(text)))
        assert [row["Reference"] for row in rows] == ["R-2026-01-01-01"]
        assert rows[0]["Addressees and answers"] == "Ministry (Awaiting an answer)"
        assert rows[0]["Meeting"] == "Round table"

    def test_costs_the_same_at_1_and_30(
        self, client: Client, meeting: Meeting, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        def fill(number: int) -> None:
            for _ in range(number):
                made = RecommendationFactory(meeting=meeting)
                made.themes.add(ThemeFactory(dialogue=meeting.dialogue))
                AddresseeFactory(recommendation=made)
                ActionFactory(recommendations=[made])

        fill(1)
        client.get("/recommendations/")
        with django_assert_num_queries(LIST_QUERIES):
            client.get("/recommendations/")
        fill(29)
        with django_assert_num_queries(LIST_QUERIES):
            client.get("/recommendations/")


def test_words_that_were_taken_back_are_not_shown_as_a_source() -> None:
    recommendation = RecommendationFactory()
    item = PointFactory(agenda_item__meeting=recommendation.meeting, text="This stands.").agenda_item
    PointFactory(agenda_item=item, text="This was taken back.", status="withdrawn")
    recommendation.points.set([*item.points.all()])
    member = TeamMemberFactory(dialogue=recommendation.meeting.dialogue)
    page = page_of_recommendation(recommendation, member.user)
    assert [source.text for source in page.sources] == ["This stands."]
