"""The follow-up step of a meeting: what it recommends, and the points that it could."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dialogues.enums import PointKind
from dialogues.selectors.points import point_tallies
from recommendations.enums import RecommendationStatus
from recommendations.models import Recommendation

from .recommendations import recommendations_for_list

if TYPE_CHECKING:
    from collections.abc import Collection
    from uuid import UUID

    from dialogues.models import Meeting
    from dialogues.selectors.points import PointTally
    from stakeholders.models import User


@dataclass(frozen=True, slots=True)
class CandidatePoint:
    """A point with its counts and the references of what already comes from it."""

    tally: PointTally
    used_in: tuple[str, ...]

    @property
    def kind(self) -> PointKind:
        """What sort of thing was said."""
        return PointKind(self.tally.kind)

    @property
    def is_recommendation(self) -> bool:
        """Whether it was put forward as a recommendation."""
        return self.tally.kind == PointKind.RECOMMENDATION


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What the follow-up page of a meeting shows."""

    standing: list[Recommendation]
    withdrawn: list[Recommendation]
    put_forward: list[CandidatePoint]
    others: list[CandidatePoint]


def follow_up_of_meeting(meeting: Meeting, user: User) -> FollowUp:
    """Return the recommendations of ``meeting`` and its points, those put forward as recommendations apart."""
    recommendations = list(recommendations_for_list(user).filter(meeting=meeting))
    points = candidate_points(meeting)
    return FollowUp(
        standing=[each for each in recommendations if each.is_standing],
        withdrawn=[each for each in recommendations if not each.is_standing],
        put_forward=[point for point in points if point.is_recommendation],
        others=[point for point in points if not point.is_recommendation],
    )


def candidate_points(meeting: Meeting, only: Collection[UUID] | None = None) -> list[CandidatePoint]:
    """Return the points of ``meeting`` that may leave the room, in the order of the record; of ``only``, if given."""
    used: defaultdict[UUID, list[str]] = defaultdict(list)
    links = Recommendation.points.through.objects.filter(recommendation__meeting=meeting)
    for point, code in (
        links.exclude(recommendation__status=RecommendationStatus.WITHDRAWN)
        .order_by("recommendation__code")
        .values_list("point_id", "recommendation__code")
    ):
        used[point].append(code)
    return [
        CandidatePoint(tally, tuple(used[tally.uuid]))
        for tally in point_tallies(meeting)
        if only is None or tally.uuid in only
    ]
