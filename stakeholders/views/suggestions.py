"""What a picker suggests while somebody of the team types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.http import Http404, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from stakeholders.pickers import SOURCES

if TYPE_CHECKING:
    from stakeholders.http import AuthedHttpRequest


@require_safe
@login_required
@never_cache
def suggestions(request: AuthedHttpRequest, key: str) -> JsonResponse:
    """Answer with what matches ``q``; for anybody but the team there is no such page."""
    source = SOURCES.get(key)
    if source is None or not request.user.has_perm("stakeholders.view_registry"):
        raise Http404
    found = source.suggest(request.GET.get("q", ""))
    items = [source.item(one) for one in found]
    return JsonResponse({"items": [{"value": i.value, "label": i.label, "hint": i.hint} for i in items]})
