"""Pages of sectors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from stakeholders.access import get_visible_or_404, require
from stakeholders.forms.registry import SectorForm
from stakeholders.lists import SectorList
from stakeholders.models import Sector
from stakeholders.selectors.registry import sectors_for_list
from stakeholders.services.organisations import create_sector, edit_sector
from stakeholders.services.registry import archive_record, restore_record

from .saving import form_page, saved

if TYPE_CHECKING:
    from django.http import HttpResponse
    from django.http.response import HttpResponseBase

    from stakeholders.http import AuthedHttpRequest


@login_required
@require_safe
def sector_list(request: AuthedHttpRequest) -> HttpResponseBase:
    """List sectors."""
    require(request.user, "stakeholders.view_registry")
    return SectorList(request, sectors_for_list(request.user)).respond()


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def sector_create(request: AuthedHttpRequest) -> HttpResponse:
    """Add a sector."""
    require(request.user, "stakeholders.edit_registry")
    form = SectorForm(request.POST or None)
    if request.method == "POST" and (made := saved(form, create_sector, actor=request.user)):
        messages.success(request, _("The sector %(name)s is in the registry.") % {"name": made.name})
        return redirect("stakeholders:sector_list")
    return form_page(request, "stakeholders/sector_form.html", form, sector=None)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def sector_edit(request: AuthedHttpRequest, slug: str) -> HttpResponse:
    """Edit a sector."""
    sector: Sector = get_visible_or_404(Sector.objects, request.user, slug=slug)
    require(request.user, "stakeholders.edit_registry", sector)
    form = SectorForm(request.POST or None, instance=Sector.objects.get(pk=sector.pk))
    if request.method == "POST" and saved(form, edit_sector, sector=sector, actor=request.user):
        messages.success(request, _("The changes are saved."))
        return redirect("stakeholders:sector_list")
    return form_page(request, "stakeholders/sector_form.html", form, sector=sector)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def sector_archive(request: AuthedHttpRequest, slug: str) -> HttpResponse:
    """Ask, then put a sector away."""
    sector: Sector = get_visible_or_404(Sector.objects, request.user, slug=slug)
    require(request.user, "stakeholders.edit_registry", sector)
    if request.method == "POST":
        archive_record(record=sector, actor=request.user)
        messages.success(request, _("%(name)s is archived.") % {"name": sector.name})
        return redirect("stakeholders:sector_list")
    return render(request, "stakeholders/record_archive.html", {"record": sector, "cancel_url": "../edit/"})


@login_required
@require_POST
def sector_restore(request: AuthedHttpRequest, slug: str) -> HttpResponse:
    """Take an archived sector back."""
    sector: Sector = get_visible_or_404(Sector.objects, request.user, slug=slug)
    require(request.user, "stakeholders.edit_registry", sector)
    restore_record(record=sector, actor=request.user)
    messages.success(request, _("%(name)s is back on the list.") % {"name": sector.name})
    return redirect("stakeholders:sector_list")
