"""Pages of declared ties between organisations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from stakeholders.access import get_visible_or_404, require
from stakeholders.forms.registry import RelationshipForm
from stakeholders.lists import RelationshipList
from stakeholders.models import Organisation, Relationship
from stakeholders.services.relationships import add_relationship, edit_relationship, remove_relationship

from .saving import form_page, saved

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse
    from django.http.response import HttpResponseBase

    from stakeholders.http import AuthedHttpRequest


@login_required
@require_safe
def relationship_list(request: AuthedHttpRequest) -> HttpResponseBase:
    """List declared ties."""
    require(request.user, "stakeholders.view_registry")
    ties = Relationship.objects.visible_to(request.user).select_related("source", "target")
    return RelationshipList(request, ties).respond()


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def relationship_create(request: AuthedHttpRequest) -> HttpResponse:
    """Note a tie; ``?organisation=slug`` chooses the first organisation beforehand."""
    require(request.user, "stakeholders.edit_registry")
    chosen = Organisation.objects.filter(slug=request.GET.get("organisation", "")).first()
    form = RelationshipForm(request.POST or None, initial={"source": chosen})
    if request.method == "POST" and (made := saved(form, add_relationship, actor=request.user)):
        messages.success(request, _("The relationship is noted."))
        return redirect(_page_of(made))
    return form_page(
        request, "stakeholders/relationship_form.html", form, relationship=None, organisation=chosen
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def relationship_edit(request: AuthedHttpRequest, uuid: UUID) -> HttpResponse:
    """Edit a tie, or end it."""
    relationship = _relationship_or_404(request, uuid)
    require(request.user, "stakeholders.edit_registry", relationship)
    form = RelationshipForm(request.POST or None, instance=_relationship_or_404(request, uuid))
    if request.method == "POST" and (
        held := saved(form, edit_relationship, relationship=relationship, actor=request.user)
    ):
        messages.success(request, _("The changes are saved."))
        return redirect(_page_of(held))
    return form_page(
        request,
        "stakeholders/relationship_form.html",
        form,
        relationship=relationship,
        organisation=relationship.source,
    )


@login_required
@require_POST
def relationship_remove(request: AuthedHttpRequest, uuid: UUID) -> HttpResponse:
    """Take back a tie that was noted by mistake."""
    relationship = _relationship_or_404(request, uuid)
    require(request.user, "stakeholders.edit_registry", relationship)
    page = _page_of(relationship)
    remove_relationship(relationship=relationship, actor=request.user)
    messages.success(request, _("The relationship is removed."))
    return redirect(page)


def _relationship_or_404(request: AuthedHttpRequest, uuid: UUID) -> Relationship:
    ties = Relationship.objects.select_related("source", "target")
    return get_visible_or_404(ties, request.user, uuid=uuid)


def _page_of(relationship: Relationship) -> str:
    return reverse("stakeholders:organisation_detail", args=[relationship.source.slug]) + "#relationships"
