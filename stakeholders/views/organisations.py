"""Pages of organisations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from stakeholders.access import get_visible_or_404, require
from stakeholders.forms.registry import OrganisationForm
from stakeholders.lists import OrganisationList
from stakeholders.models import Organisation
from stakeholders.panels import ORGANISATION_PANELS
from stakeholders.selectors.registry import (
    affiliations_of_organisation,
    organisations_for_list,
    ties_of_organisation,
)
from stakeholders.services.organisations import create_organisation, edit_organisation
from stakeholders.services.registry import archive_record, restore_record, verify_record

from .saving import form_page, saved

if TYPE_CHECKING:
    from django.http import HttpResponse
    from django.http.response import HttpResponseBase

    from stakeholders.http import AuthedHttpRequest


@login_required
@require_safe
def organisation_list(request: AuthedHttpRequest) -> HttpResponseBase:
    """List organisations."""
    require(request.user, "stakeholders.view_registry")
    return OrganisationList(request, organisations_for_list(request.user)).respond()


@login_required
@require_safe
def organisation_detail(request: AuthedHttpRequest, slug: str) -> HttpResponse:
    """Show an organisation: facts, people, ties, and what the apps higher up know of it."""
    organisation = _organisation_or_404(request, slug)
    return render(
        request,
        "stakeholders/organisation_detail.html",
        {
            "organisation": organisation,
            "further_sectors": organisation.further_sectors.all(),
            "places": affiliations_of_organisation(organisation),
            "ties": ties_of_organisation(organisation),
            "panels": ORGANISATION_PANELS.load(request.user, organisation),
            "must_verify": _is_due(organisation),
        },
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def organisation_create(request: AuthedHttpRequest) -> HttpResponse:
    """Add an organisation; one that looks like another is asked about first."""
    require(request.user, "stakeholders.edit_registry")
    form = OrganisationForm(request.POST or None)
    if request.method == "POST" and (made := saved(form, create_organisation, actor=request.user)):
        messages.success(request, _("%(name)s is in the registry.") % {"name": made.name})
        return redirect("stakeholders:organisation_detail", made.slug)
    return form_page(request, "stakeholders/organisation_form.html", form, organisation=None)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def organisation_edit(request: AuthedHttpRequest, slug: str) -> HttpResponse:
    """Edit an organisation."""
    organisation = _organisation_or_404(request, slug)
    require(request.user, "stakeholders.edit_registry", organisation)
    form = OrganisationForm(request.POST or None, instance=_organisation_or_404(request, slug))
    if request.method == "POST" and saved(
        form, edit_organisation, organisation=organisation, actor=request.user
    ):
        messages.success(request, _("The changes are saved."))
        return redirect("stakeholders:organisation_detail", slug)
    return form_page(request, "stakeholders/organisation_form.html", form, organisation=organisation)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def organisation_archive(request: AuthedHttpRequest, slug: str) -> HttpResponse:
    """Ask, then put an organisation away."""
    organisation = _organisation_or_404(request, slug)
    require(request.user, "stakeholders.edit_registry", organisation)
    if request.method == "POST":
        archive_record(record=organisation, actor=request.user)
        messages.success(request, _("%(name)s is archived.") % {"name": organisation.name})
        return redirect("stakeholders:organisation_detail", slug)
    return render(request, "stakeholders/record_archive.html", {"record": organisation, "cancel_url": "../"})


@login_required
@require_POST
def organisation_restore(request: AuthedHttpRequest, slug: str) -> HttpResponse:
    """Take an archived organisation back."""
    organisation = _organisation_or_404(request, slug)
    require(request.user, "stakeholders.edit_registry", organisation)
    restore_record(record=organisation, actor=request.user)
    messages.success(request, _("%(name)s is back on the list.") % {"name": organisation.name})
    return redirect("stakeholders:organisation_detail", slug)


@login_required
@require_POST
def organisation_verify(request: AuthedHttpRequest, slug: str) -> HttpResponse:
    """Note that the record was checked today."""
    organisation = _organisation_or_404(request, slug)
    require(request.user, "stakeholders.edit_registry", organisation)
    verify_record(record=organisation, actor=request.user)
    messages.success(request, _("Noted: checked today and found right."))
    return redirect("stakeholders:organisation_detail", slug)


def _organisation_or_404(request: AuthedHttpRequest, slug: str) -> Organisation:
    organisations = Organisation.objects.select_related("primary_sector")
    return get_visible_or_404(organisations, request.user, slug=slug)


def _is_due(organisation: Organisation) -> bool:
    return organisation.verify_by is not None and organisation.verify_by <= timezone.localdate()
