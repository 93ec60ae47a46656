"""What the lists of recommendations and actions can be narrowed to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, ModelChoiceFilter

from dialogues.models import Dialogue, Theme
from stakeholders.listing import ListFilterSet, SearchFilter
from stakeholders.models import Organisation

from .enums import ActionStatus, Answer, RecommendationStatus
from .models import Action, Addressee, Recommendation
from .selectors import ActionScope

if TYPE_CHECKING:
    from collections.abc import Callable

    from stakeholders.http import AuthedHttpRequest

    from .querysets import ActionQuerySet


def _own_dialogues(request: AuthedHttpRequest) -> QuerySet[Dialogue]:
    return Dialogue.objects.visible_to(request.user)


def _themes_in_use(request: AuthedHttpRequest) -> QuerySet[Theme]:
    seen = Recommendation.objects.visible_to(request.user)
    return Theme.objects.filter(recommendations__in=seen).distinct().order_by("name")


def _organisations_asked(request: AuthedHttpRequest) -> QuerySet[Organisation]:
    seen = Recommendation.objects.visible_to(request.user)
    return Organisation.objects.filter(asked_in__recommendation__in=seen).distinct()


def _owners(request: AuthedHttpRequest) -> QuerySet[Organisation]:
    return Organisation.objects.filter(owned_actions__in=Action.objects.visible_to(request.user)).distinct()


class RecommendationFilter(ListFilterSet):
    """Filters of the recommendations."""

    q = SearchFilter(label=_("Search recommendations"))
    dialogue = ModelChoiceFilter(
        field_name="meeting__dialogue", queryset=_own_dialogues, to_field_name="slug", label=_("Dialogue")
    )
    theme = ModelChoiceFilter(
        field_name="themes", queryset=_themes_in_use, to_field_name="uuid", label=_("Theme")
    )
    addressee = ModelChoiceFilter(
        queryset=_organisations_asked, to_field_name="slug", label=_("Addressee"), method="as_it_is"
    )
    answer = ChoiceFilter(choices=Answer.choices, label=_("Answer"), method="as_it_is")
    status = ChoiceFilter(choices=RecommendationStatus.choices, label=_("Status"))

    def as_it_is(self, queryset: QuerySet[Any], _name: str, _value: object) -> QuerySet[Any]:
        """Leave it to ``filter_queryset``, which asks for addressee and answer together."""
        return queryset

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Narrow to what one and the same addressee answered, where both are asked for."""
        narrowed: QuerySet[Any] = super().filter_queryset(queryset)
        asked = Addressee.objects.filter(recommendation=OuterRef("pk"))
        addressee, answer = self.form.cleaned_data.get("addressee"), self.form.cleaned_data.get("answer")
        if addressee:
            asked = asked.filter(organisation=addressee)
        if answer:
            asked = asked.filter(answer=answer)
        return narrowed.filter(Exists(asked)) if addressee or answer else narrowed


class ActionFilter(ListFilterSet):
    """Filters of the actions."""

    q = SearchFilter(label=_("Search actions"))
    scope = ChoiceFilter(choices=ActionScope.choices, label=_("Show"), method="in_scope")
    status = ChoiceFilter(choices=ActionStatus.choices, label=_("Status"))
    owner = ModelChoiceFilter(
        field_name="owner_organisation",
        queryset=_owners,
        to_field_name="slug",
        label=_("Responsible organisation"),
    )

    def in_scope(self, queryset: ActionQuerySet, _name: str, value: str) -> ActionQuerySet:
        """Narrow to one's own, the overdue and so on."""
        scopes: dict[str, Callable[[], ActionQuerySet]] = {
            ActionScope.UNFINISHED: queryset.unfinished,
            ActionScope.OVERDUE: queryset.overdue,
            ActionScope.DUE_SOON: queryset.due_soon,
            ActionScope.MINE: lambda: queryset.owned_by(self.request.user),
        }
        return scopes[value]()
