"""What anybody may read: the published recommendations and what became of them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_GET

from recommendations.models import Recommendation
from recommendations.selectors import public_recommendations

if TYPE_CHECKING:
    from django.http import HttpResponse

    from stakeholders.http import HtmxHttpRequest

PAGE_SIZE = 25


@require_GET
def tracker(request: HtmxHttpRequest) -> HttpResponse:
    """List the published recommendations, the latest meeting first."""
    text = request.GET.get("q", "").strip()
    published = Recommendation.objects.published().order_by("-meeting__starts_at", "position", "pk")
    if text:
        published = published.matching(text)
    page = Paginator(published.values_list("pk", flat=True), PAGE_SIZE).get_page(request.GET.get("page"))
    shown = public_recommendations(published.filter(pk__in=list(page.object_list)))
    return render(
        request, "recommendations/tracker.html", {"page": page, "recommendations": shown, "q": text}
    )


@require_GET
def tracker_detail(request: HtmxHttpRequest, uuid: UUID) -> HttpResponse:
    """Show one published recommendation and what became of it."""
    found = public_recommendations(Recommendation.objects.filter(uuid=uuid))
    if not found:
        raise Http404
    return render(request, "recommendations/tracker_detail.html", {"recommendation": found[0]})
