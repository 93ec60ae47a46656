"""The address that a monitor asks."""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from home.selectors import site_health


@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:  # noqa: ARG001 - a view's signature
    """Say which parts work: 200 when all do, else 503."""
    health = site_health()
    response = JsonResponse(health.as_dict(), status=200 if health.is_well else 503)
    response._has_been_logged = True  # type: ignore[attr-defined]  # noqa: SLF001 - Django's mark; who asks is told, the log is not filled
    return response
