"""The network's pages: the picture with what it says, and the same as two tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from network.drawing import drawing_of
from network.lists import OrganisationTable, Overview, TieTable
from network.selectors import untied_organisations
from stakeholders.access import require

if TYPE_CHECKING:
    from django.http.response import HttpResponseBase

    from stakeholders.http import AuthedHttpRequest

    Tab = tuple[str, str, bool]

MOST_UNTIED = 24
"""Names of organisations without ties that the page lists; the registry has them all."""


@login_required
@require_safe
def overview(request: AuthedHttpRequest) -> HttpResponseBase:
    """Show the picture and what it says of silos, strangers and connectors."""
    require(request.user, "network.view_network")
    listing = Overview(request)
    untied = untied_organisations(listing.whole)
    return listing.respond(
        tabs=_tabs(request),
        network=listing.network,
        drawing=drawing_of(listing.network),
        untied=untied[:MOST_UNTIED],
        untied_count=untied.count(),
    )


@login_required
@require_safe
def organisation_list(request: AuthedHttpRequest) -> HttpResponseBase:
    """Show the organisations that have ties as a table."""
    require(request.user, "network.view_network")
    return OrganisationTable(request).respond(tabs=_tabs(request))


@login_required
@require_safe
def tie_list(request: AuthedHttpRequest) -> HttpResponseBase:
    """Show the ties as a table."""
    require(request.user, "network.view_network")
    return TieTable(request).respond(tabs=_tabs(request))


def _tabs(request: AuthedHttpRequest) -> list[Tab]:
    """Return label, address and whether it is this page, for each of the three; they keep the filters."""
    query = request.GET.copy()
    for name in ("q", "sort", "page", "size", "format"):
        query.pop(name, None)
    kept = f"?{query.urlencode()}" if query else ""
    pages = (
        (_("Picture"), reverse("network:overview")),
        (_("Organisations"), reverse("network:organisation_list")),
        (_("Ties"), reverse("network:tie_list")),
    )
    return [(label, url + kept, url == request.path) for label, url in pages]
