"""Who may do what with recommendations and actions, and in which state."""

from __future__ import annotations

from typing import TYPE_CHECKING

import rules

from dialogues.enums import MeetingStatus
from dialogues.rules import is_on_team
from stakeholders.rules import is_administrator, works_for_institute

from .enums import RecommendationStatus

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from dialogues.models import Meeting
    from stakeholders.models import User

    from .models import Action, Recommendation


@rules.predicate
def is_on_its_team(user: User | AnonymousUser, held: Recommendation | Meeting | None = None) -> bool:
    """Is on the team of the dialogue that it comes from."""
    return held is not None and bool(is_on_team(user, getattr(held, "meeting", held)))


@rules.predicate
def is_on_a_team_of_it(user: User | AnonymousUser, action: Action | None = None) -> bool:
    """Is on the team of a dialogue whose recommendation the action carries out."""
    if action is None or user.is_anonymous or not user.is_active:
        return False
    return action.recommendations.filter(
        meeting__dialogue__in=user.team_memberships.values("dialogue")
    ).exists()


@rules.predicate
def takes_place(_user: User | AnonymousUser, meeting: Meeting | None = None) -> bool:
    """Comes from a meeting that was not cancelled."""
    return meeting is not None and meeting.status != MeetingStatus.CANCELLED


@rules.predicate
def is_draft(_user: User | AnonymousUser, recommendation: Recommendation | None = None) -> bool:
    """Is not agreed yet."""
    return recommendation is not None and recommendation.status == RecommendationStatus.DRAFT


@rules.predicate
def can_be_reworded(_user: User | AnonymousUser, recommendation: Recommendation | None = None) -> bool:
    """Has readers only within the team: the public ones read the words that the report's guard passed."""
    return recommendation is not None and recommendation.can_be_reworded


@rules.predicate
def is_standing(_user: User | AnonymousUser, recommendation: Recommendation | None = None) -> bool:
    """Is not withdrawn."""
    return recommendation is not None and recommendation.is_standing


runs_it = is_administrator | is_on_its_team
runs_a_part_of_it = is_administrator | is_on_a_team_of_it

rules.add_perm("recommendations.list_recommendations", works_for_institute)
rules.add_perm("recommendations.export_recommendations", works_for_institute)
rules.add_perm("recommendations.view_follow_up", runs_it)
rules.add_perm("recommendations.order_recommendations", runs_it)
rules.add_perm("recommendations.add_recommendation", runs_it & takes_place)
rules.add_perm("recommendations.view_recommendation", runs_it)
rules.add_perm("recommendations.edit_recommendation", runs_it & can_be_reworded)
rules.add_perm("recommendations.agree_recommendation", runs_it & is_draft)
rules.add_perm("recommendations.withdraw_recommendation", runs_it & is_standing)
rules.add_perm("recommendations.frame_recommendation", runs_it & is_standing)
rules.add_perm("recommendations.address_recommendation", runs_it & is_standing)
rules.add_perm("recommendations.record_answer", runs_it & is_standing)
rules.add_perm("recommendations.add_action", runs_it & is_standing)
rules.add_perm("recommendations.assess_recommendation", runs_it & is_standing)
rules.add_perm("recommendations.view_action", runs_a_part_of_it)
rules.add_perm("recommendations.edit_action", runs_a_part_of_it)
