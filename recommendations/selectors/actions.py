"""Actions as the team reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Prefetch, Q, TextChoices
from django.utils.translation import gettext_lazy as _

from recommendations.models import Action, Recommendation

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from recommendations.querysets import ActionQuerySet, RecommendationQuerySet
    from stakeholders.models import User


class ActionScope(TextChoices):
    """Which actions somebody wants to see first."""

    UNFINISHED = "unfinished", _("Unfinished")
    OVERDUE = "overdue", _("Overdue")
    DUE_SOON = "due_soon", _("Due within two weeks")
    MINE = "mine", _("Mine")


def actions_for_list(user: User | AnonymousUser) -> ActionQuerySet:
    """Return what ``user`` may see, with the recommendations that they may see, in two queries."""
    seen = Recommendation.objects.visible_to(user).order_by("code")
    return (
        Action.objects.visible_to(user)
        .select_related("owner_organisation", "owner_person")
        .prefetch_related(Prefetch("recommendations", seen, to_attr="seen_recommendations"))
    )


def siblings_of(action: Action, user: User) -> RecommendationQuerySet:
    """Return the recommendations that ``user`` may link to ``action``: standing ones of its dialogues, and its own."""
    seen = Recommendation.objects.visible_to(user)
    own = seen.filter(actions=action)
    same = seen.standing().filter(meeting__dialogue__in=own.values("meeting__dialogue"))
    return seen.filter(Q(pk__in=own.values("pk")) | Q(pk__in=same.values("pk"))).order_by("code")
