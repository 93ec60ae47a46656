"""What the room's page shows while line or server are down (docs/decisions/0088-outbox-on-the-device.md).

A service worker keeps one page that is the same for everybody, and the files that it uses: no page of any room, and no point.
"""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import Http404, HttpResponse
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from dialogues.room_wording import outbox_words

if TYPE_CHECKING:
    from django.http import HttpRequest

SCOPE = "/room/"
STYLES = (
    "css/room-base.css",
    "css/tokens.css",
    "css/layout.css",
    "css/navigation.css",
    "css/buttons.css",
    "css/forms.css",
    "css/room.css",
    "css/room-points.css",
    "css/room-waiting.css",
)
SCRIPTS = (
    "js/room-offline.js",
    "js/room-waiting.js",
    "js/room-outbox.js",
    "js/room-store.js",
    "js/room-page.js",
)
PICTURES = ("img/favicon.svg", "img/icons.svg")


@require_safe
@cache_control(no_cache=True)
def room_worker(request: HttpRequest, language: str) -> HttpResponse:
    """Serve the service worker of the rooms for readers of one language."""
    page = _page(request, language)
    kept = {
        "cache": f"majlis-room-{sha256(page.encode()).hexdigest()[:12]}",
        "page": reverse("dialogues:room_offline", args=[language]),
        "files": [static(path) for path in (*STYLES, *SCRIPTS, *PICTURES)],
    }
    script = f"self.kept = {json.dumps(kept)};\nimportScripts({json.dumps(static('js/room-worker.js'))});\n"
    return HttpResponse(
        script, content_type="text/javascript; charset=utf-8", headers={"Service-Worker-Allowed": SCOPE}
    )


@require_safe
@cache_control(no_cache=True)
def room_offline(request: HttpRequest, language: str) -> HttpResponse:
    """Show, in one language, that there is no connection; the page itself knows what waits on the device."""
    return HttpResponse(_page(request, language))


def _page(request: HttpRequest, language: str) -> str:
    if language not in dict(settings.LANGUAGES):
        raise Http404
    with translation.override(language):
        context = {"data": {"words": outbox_words()}, "styles": STYLES, "scripts": SCRIPTS}
        return render_to_string("dialogues/room_offline.html", context, request=request)
