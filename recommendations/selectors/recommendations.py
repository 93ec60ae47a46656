"""Recommendations as the team reads them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Min, OuterRef, Prefetch, QuerySet, Subquery
from django.db.models.functions import Coalesce

from dialogues.enums import PointKind, PointStatus
from recommendations.enums import Completion
from recommendations.implementation import Implementation, Judgement, implementation_of
from recommendations.models import Action, Addressee, Assessment, Framing, Recommendation
from recommendations.querysets import UNFINISHED

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from recommendations.querysets import RecommendationQuerySet
    from stakeholders.models import User


@dataclass(frozen=True, slots=True)
class SourcePoint:
    """What was said, without who said it."""

    kind: PointKind
    text: str
    agenda_item: str


@dataclass(frozen=True, slots=True)
class RecommendationPage:
    """All that the team reads about one recommendation."""

    recommendation: Recommendation
    framings: list[Framing]
    sources: list[SourcePoint]
    addressees: list[Addressee]
    actions: list[Action]
    judgements: list[Assessment]
    superseded: list[Assessment]
    implementation: Implementation


def recommendations_for_list(user: User | AnonymousUser) -> RecommendationQuerySet:
    """Return what ``user`` may see, with ``open_actions`` and ``next_due``, in a constant number of queries."""
    unfinished: QuerySet[Any, Any] = (
        Action.recommendations.through.objects.filter(
            recommendation=OuterRef("pk"), action__status__in=UNFINISHED
        )
        .order_by()
        .values("recommendation")
    )
    return (
        Recommendation.objects.visible_to(user)
        .select_related("meeting__dialogue")
        .prefetch_related(
            "themes",
            Prefetch("addressees", Addressee.objects.select_related("organisation")),
            Prefetch("assessments", Assessment.objects.order_by("pk")),
        )
        .annotate(
            open_actions=Coalesce(Subquery(unfinished.annotate(n=Count("pk")).values("n")), 0),
            next_due=Subquery(unfinished.annotate(due=Min("action__due_on")).values("due")),
        )
    )


def implementation_of_recommendation(recommendation: Recommendation) -> Implementation:
    """Return what the assessors say together; without a query where the assessments were prefetched."""
    return implementation_of(_judgement(each) for each in recommendation.assessments.all())


def page_of_recommendation(recommendation: Recommendation, user: User) -> RecommendationPage:
    """Return all that ``user``, who may see ``recommendation``, reads about it."""
    latest: dict[int, Assessment] = {}
    assessments = recommendation.assessments.select_related("assessor").order_by("-assessed_on", "-pk")
    superseded = [each for each in assessments if latest.setdefault(each.assessor_id, each) is not each]
    # Whoever took a point back took its words back, also from here.
    said = recommendation.points.exclude(status=PointStatus.WITHDRAWN)
    sources = said.order_by("agenda_item__position", "position", "uuid")
    mine = Recommendation.objects.visible_to(user).exclude(pk=recommendation.pk)
    return RecommendationPage(
        recommendation=recommendation,
        framings=list(recommendation.framings.all()),
        sources=[
            SourcePoint(PointKind(kind), text, item)
            for kind, text, item in sources.values_list("kind", "text", "agenda_item__title")
        ],
        addressees=list(recommendation.addressees.select_related("organisation")),
        actions=list(
            recommendation.actions.select_related("owner_organisation", "owner_person").prefetch_related(
                Prefetch("recommendations", mine, to_attr="shared_with")
            )
        ),
        judgements=sorted(latest.values(), key=lambda each: each.assessor.name),
        superseded=superseded,
        implementation=implementation_of(_judgement(each) for each in latest.values()),
    )


def _judgement(assessment: Assessment) -> Judgement:
    return Judgement(str(assessment.assessor_id), Completion(assessment.completion), assessment.assessed_on)
