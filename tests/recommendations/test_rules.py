"""Who may do what in which state."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser

from dialogues.enums import MeetingStatus, TeamRole
from recommendations.enums import RecommendationStatus
from recommendations.models import Action, Recommendation
from tests.factories import (
    ActionFactory,
    AdministratorFactory,
    MeetingFactory,
    ParticipationFactory,
    PersonFactory,
    RecommendationFactory,
    TeamMemberFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

DRAFT, AGREED, PUBLISHED, WITHDRAWN = RecommendationStatus
TEAM = ("administrator", "convener", "coordinator")
OTHERS = ("other team", "participant", "stranger", "anonymous")
STATES_BY_VERB = {
    "view_recommendation": {DRAFT, AGREED, PUBLISHED, WITHDRAWN},
    "edit_recommendation": {DRAFT, AGREED},
    "agree_recommendation": {DRAFT},
    "withdraw_recommendation": {DRAFT, AGREED, PUBLISHED},
    "frame_recommendation": {DRAFT, AGREED, PUBLISHED},
    "address_recommendation": {DRAFT, AGREED, PUBLISHED},
    "record_answer": {DRAFT, AGREED, PUBLISHED},
    "add_action": {DRAFT, AGREED, PUBLISHED},
    "assess_recommendation": {DRAFT, AGREED, PUBLISHED},
}


@pytest.fixture
def recommendation() -> Recommendation:
    return RecommendationFactory()


@pytest.fixture
def user_of(recommendation: Recommendation) -> Any:
    dialogue = recommendation.meeting.dialogue

    def make(role: str) -> Any:
        if role == "anonymous":
            return AnonymousUser()
        if role == "administrator":
            return AdministratorFactory()
        if role in {"convener", "coordinator"}:
            return TeamMemberFactory(dialogue=dialogue, role=TeamRole(role)).user
        if role == "other team":
            return TeamMemberFactory().user
        user = UserFactory(person=PersonFactory())
        if role == "participant":
            ParticipationFactory(meeting=recommendation.meeting, person=user.person)
        return user

    return make


@pytest.mark.parametrize("role", [*TEAM, *OTHERS])
@pytest.mark.parametrize("verb", STATES_BY_VERB)
def test_role_by_state(verb: str, role: str, recommendation: Recommendation, user_of: Any) -> None:
    user = user_of(role)
    allowed = set()
    for status in RecommendationStatus:
        recommendation.status = status
        if user.has_perm(f"recommendations.{verb}", recommendation):
            allowed.add(status)

    assert allowed == (STATES_BY_VERB[verb] if role in TEAM else set())


@pytest.mark.parametrize("role", [*TEAM, *OTHERS])
def test_seeing_agrees_with_the_permission_to_view(
    role: str, recommendation: Recommendation, user_of: Any
) -> None:
    user = user_of(role)
    action = ActionFactory(recommendations=[recommendation])

    assert Recommendation.objects.visible_to(user).exists() == (role in TEAM)
    assert Action.objects.visible_to(user).exists() == (role in TEAM)
    assert user.has_perm("recommendations.view_recommendation", recommendation) == (role in TEAM)
    assert user.has_perm("recommendations.view_action", action) == (role in TEAM)
    assert user.has_perm("recommendations.edit_action", action) == (role in TEAM)


@pytest.mark.parametrize("role", [*TEAM, *OTHERS])
def test_a_meeting_recommends_unless_it_was_cancelled(
    role: str, recommendation: Recommendation, user_of: Any
) -> None:
    user, meeting = user_of(role), recommendation.meeting
    allowed = set()
    for status in MeetingStatus:
        meeting.status = status
        if user.has_perm("recommendations.add_recommendation", meeting):
            allowed.add(status)

    assert allowed == (set(MeetingStatus) - {MeetingStatus.CANCELLED} if role in TEAM else set())
    assert user.has_perm("recommendations.view_follow_up", meeting) == (role in TEAM)
    assert user.has_perm("recommendations.order_recommendations", meeting) == (role in TEAM)


@pytest.mark.parametrize("role", [*TEAM, *OTHERS])
def test_lists_are_for_those_who_work_for_the_institute(role: str, user_of: Any) -> None:
    user = user_of(role)

    expected = role in {*TEAM, "other team"}
    assert user.has_perm("recommendations.list_recommendations") == expected
    assert user.has_perm("recommendations.export_recommendations") == expected


def test_nothing_is_allowed_on_nothing(user_of: Any) -> None:
    user = user_of("convener")

    for verb in STATES_BY_VERB:
        assert not user.has_perm(f"recommendations.{verb}")
    assert not user.has_perm("recommendations.add_recommendation", MeetingFactory())
    assert not user.has_perm("recommendations.edit_action")
