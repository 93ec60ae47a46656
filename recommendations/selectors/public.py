"""What anybody may read of the follow-up.

Selected here is only what may be told: words that passed a report's guard, organisations that may be named (others as
what kind they are), counts. People, points, evidence, progress notes and an addressee's own words are never selected.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

from django.db.models import Case, CharField, Count, F, Min, Q, Value, When

from recommendations.enums import ActionStatus, Answer, Completion
from recommendations.implementation import Implementation, Judgement, implementation_of
from recommendations.models import Action, Addressee, Assessment, Recommendation
from recommendations.querysets import UNFINISHED
from stakeholders.enums import OrganisationKind

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from dialogues.models import Meeting
    from recommendations.querysets import RecommendationQuerySet

_K = TypeVar("_K")
_V = TypeVar("_V")


@dataclass(frozen=True, slots=True)
class PublicName:
    """An organisation as the public may know it; ``name`` is empty where it may not be named."""

    name: str
    kind: str

    @property
    def label(self) -> str:
        """The name, or what kind of organisation it is."""
        return self.name or str(OrganisationKind(self.kind).label)


@dataclass(frozen=True, slots=True)
class PublicAddressee:
    """Who is asked and what it answered, without its words."""

    organisation: PublicName
    answer: Answer
    answered_on: date | None


@dataclass(frozen=True, slots=True)
class PublicActions:
    """How many steps are planned, under way and done, and the next date."""

    planned: int = 0
    under_way: int = 0
    done: int = 0
    next_due: date | None = None

    @property
    def total(self) -> int:
        """All that were not dropped."""
        return self.planned + self.under_way + self.done


@dataclass(frozen=True, slots=True)
class PublicRecommendation:
    """A published recommendation and what became of it."""

    uuid: UUID
    code: str
    text: str
    made_on: date
    meeting: str
    meeting_starts_at: datetime
    themes: tuple[str, ...]
    addressees: tuple[PublicAddressee, ...]
    actions: PublicActions
    implementation: Implementation


@dataclass(frozen=True, slots=True)
class ReportableRecommendation:
    """A standing recommendation with its addressees and first action, as a report may print it."""

    uuid: UUID
    code: str
    text: str
    addressees: tuple[PublicName, ...]
    action: str
    action_owner: PublicName | None
    action_due: date | None
    points: tuple[UUID, ...]


def public_recommendations(recommendations: RecommendationQuerySet) -> list[PublicRecommendation]:
    """Return those of ``recommendations`` that are published, in their order, in five queries."""
    rows = list(
        recommendations.published().values_list(
            "pk", "uuid", "code", "text", "made_on", "meeting__title", "meeting__starts_at"
        )
    )
    keys = [row[0] for row in rows]
    themes = _grouped(
        Recommendation.themes.through.objects.filter(recommendation__in=keys)
        .order_by("theme__position", "theme_id")
        .values_list("recommendation_id", "theme__name")
    )
    addressees = _addressees_of(keys)
    actions = _actions_of(keys)
    judgements = _grouped(
        (row[0], Judgement(str(row[1]), Completion(row[2]), row[3]))
        for row in Assessment.objects.filter(recommendation__in=keys).values_list(
            "recommendation_id", "assessor_id", "completion", "assessed_on"
        )
    )
    return [
        PublicRecommendation(
            uuid=uuid,
            code=code,
            text=text,
            made_on=made_on,
            meeting=meeting,
            meeting_starts_at=starts_at,
            themes=tuple(themes[key]),
            addressees=tuple(addressees[key]),
            actions=actions.get(key, PublicActions()),
            implementation=implementation_of(judgements[key]),
        )
        for key, uuid, code, text, made_on, meeting, starts_at in rows
    ]


def recommendations_for_report(meeting: Meeting) -> list[ReportableRecommendation]:
    """Return the standing recommendations of ``meeting`` in their order, in four queries."""
    rows = list(
        Recommendation.objects.filter(meeting=meeting).standing().values_list("pk", "uuid", "code", "text")
    )
    keys = [row[0] for row in rows]
    addressees = _addressees_of(keys)
    points = _grouped(
        Recommendation.points.through.objects.filter(recommendation__in=keys)
        .order_by("point__agenda_item__position", "point__position", "point_id")
        .values_list("recommendation_id", "point_id")
    )
    first_actions = _first_actions_of(keys)
    return [
        ReportableRecommendation(
            uuid=uuid,
            code=code,
            text=text,
            addressees=tuple(addressee.organisation for addressee in addressees[key]),
            action=action,
            action_owner=owner,
            action_due=due_on,
            points=tuple(points[key]),
        )
        for key, uuid, code, text in rows
        for action, owner, due_on in [first_actions.get(key, ("", None, None))]
    ]


def _name_of(path: str) -> Case:
    """Select the name of the organisation at ``path`` only where it may be told."""
    return Case(
        When(Q(**{f"{path}__may_be_named": True}), then=F(f"{path}__name")),
        default=Value(""),
        output_field=CharField(),
    )


def _addressees_of(keys: list[int]) -> dict[int, list[PublicAddressee]]:
    rows = (
        Addressee.objects.filter(recommendation__in=keys)
        .annotate(public_name=_name_of("organisation"))
        .order_by("organisation__kind", "public_name", "uuid")
        .values_list("recommendation_id", "public_name", "organisation__kind", "answer", "answered_on")
    )
    return _grouped(
        (key, PublicAddressee(PublicName(name, kind), Answer(answer), answered_on))
        for key, name, kind, answer, answered_on in rows
    )


def _actions_of(keys: list[int]) -> dict[int, PublicActions]:
    rows = (
        Action.objects.filter(recommendations__in=keys)
        .order_by()
        .values("recommendations")
        .annotate(
            planned=Count("pk", filter=Q(status=ActionStatus.PLANNED)),
            under_way=Count("pk", filter=Q(status=ActionStatus.UNDER_WAY)),
            done=Count("pk", filter=Q(status=ActionStatus.DONE)),
            next_due=Min("due_on", filter=Q(status__in=UNFINISHED)),
        )
        .values_list("recommendations", "planned", "under_way", "done", "next_due")
    )
    return {row[0]: PublicActions(*row[1:]) for row in rows}


def _first_actions_of(keys: list[int]) -> dict[int, tuple[str, PublicName | None, date | None]]:
    rows = (
        Action.objects.filter(recommendations__in=keys)
        .exclude(status=ActionStatus.DROPPED)
        .annotate(public_name=_name_of("owner_organisation"))
        .order_by("-pk")
        .values_list("recommendations", "title", "public_name", "owner_organisation__kind", "due_on")
    )
    return {
        key: (title, PublicName(name, kind) if kind else None, due_on)
        for key, title, name, kind, due_on in rows
    }


def _grouped(pairs: Iterable[tuple[_K, _V]]) -> defaultdict[_K, list[_V]]:
    grouped: defaultdict[_K, list[_V]] = defaultdict(list)
    for key, value in pairs:
        grouped[key].append(value)
    return grouped
