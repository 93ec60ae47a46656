"""Reads across models. What leaves the team is in ``public``, which never selects a person or a source."""

from .actions import ActionScope, actions_for_list, siblings_of
from .follow_up import CandidatePoint, FollowUp, candidate_points, follow_up_of_meeting
from .public import (
    PublicAddressee,
    PublicName,
    PublicRecommendation,
    ReportableRecommendation,
    public_recommendations,
    recommendations_for_report,
)
from .recommendations import (
    RecommendationPage,
    SourcePoint,
    implementation_of_recommendation,
    page_of_recommendation,
    recommendations_for_list,
)

__all__ = [
    "ActionScope",
    "CandidatePoint",
    "FollowUp",
    "PublicAddressee",
    "PublicName",
    "PublicRecommendation",
    "RecommendationPage",
    "ReportableRecommendation",
    "SourcePoint",
    "actions_for_list",
    "candidate_points",
    "follow_up_of_meeting",
    "implementation_of_recommendation",
    "page_of_recommendation",
    "public_recommendations",
    "recommendations_for_list",
    "recommendations_for_report",
    "siblings_of",
]
