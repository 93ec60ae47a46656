"""What is done about recommendations."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from recommendations.forms import ActionForm, NewActionForm
from recommendations.lists import ActionList
from recommendations.models import Action
from recommendations.selectors import actions_for_list, siblings_of
from recommendations.services import NewAction, add_action, update_action
from stakeholders.access import get_visible_or_404, require
from stakeholders.exceptions import DomainError
from stakeholders.forms.fields import add_domain_error

from .recommendations import recommendation_or_404

if TYPE_CHECKING:
    from django.http import HttpResponse
    from django.http.response import HttpResponseBase

    from stakeholders.http import AuthedHttpRequest


@login_required
@require_GET
def action_list(request: AuthedHttpRequest) -> HttpResponseBase:
    """List the actions of one's dialogues: all, one's own, the overdue, those due soon."""
    require(request.user, "recommendations.list_recommendations")
    return ActionList(request, actions_for_list(request.user)).respond()


@login_required
@require_http_methods(["GET", "POST"])
def action_add(request: AuthedHttpRequest, uuid: UUID) -> HttpResponse:
    """Plan a step that carries out a recommendation."""
    recommendation = recommendation_or_404(request, uuid)
    require(request.user, "recommendations.add_action", recommendation)
    form = NewActionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            add_action(recommendations=[recommendation], action=NewAction(**form.values), actor=request.user)
        except DomainError as error:
            add_domain_error(form, error)
        else:
            messages.success(request, _("The action is planned."))
            return redirect("recommendations:recommendation_detail", uuid)
    return render(
        request,
        "recommendations/action_add.html",
        {"recommendation": recommendation, "form": form},
        status=422 if form.errors else 200,
    )


@login_required
@require_http_methods(["GET", "POST"])
def action_edit(request: AuthedHttpRequest, uuid: UUID) -> HttpResponse:
    """Change a step, say how far it has come, and let it carry out further recommendations."""
    action: Action = get_visible_or_404(Action.objects.all(), request.user, uuid=uuid)
    require(request.user, "recommendations.edit_action", action)
    offered = siblings_of(action, request.user)
    form = ActionForm(request.POST or None, initial=ActionForm.values_of(action, offered), offered=offered)
    if request.method == "POST" and form.is_valid():
        # What the action carries out for another dialogue is not this user's to see, nor to take away.
        unseen = action.recommendations.exclude(pk__in=offered.values("pk"))
        values = form.values | {"recommendations": [*form.cleaned_data["recommendations"], *unseen]}
        try:
            update_action(action=action, actor=request.user, **values)
        except DomainError as error:
            add_domain_error(form, error)
        else:
            messages.success(request, _("The action is saved."))
            return redirect("recommendations:action_edit", uuid)
    return render(
        request,
        "recommendations/action_edit.html",
        {"action": action, "carried_out": offered.filter(actions=action), "form": form},
        status=422 if form.errors else 200,
    )
