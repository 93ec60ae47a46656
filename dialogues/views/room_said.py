"""What was said under an agenda item, as its page compares it with what is being typed; what is typed stays in the browser."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils.cache import get_conditional_response
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from dialogues.keystore import token_hash
from dialogues.live.passes import voice_in
from dialogues.models import AgendaItem
from dialogues.selectors.similar import said_under

from .room_page import lost

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase


@never_cache
@require_safe
def room_said(request: HttpRequest, room: UUID, item: UUID) -> HttpResponseBase:
    """Return identifier, language and text of every point that the room sees under ``item``: the same bytes for everybody."""
    token = voice_in(request.COOKIES, room)
    if token is None:
        return lost(request)
    voices = {"meeting__uuid": room, "meeting__voices__token_hash": token_hash(token)}
    found = AgendaItem.objects.filter(uuid=item, **voices).first()
    if found is None:
        raise Http404
    said = [[str(one.uuid), one.language, one.text] for one in said_under(found)]
    body = json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()
    etag = f'"{sha256(body).hexdigest()[:32]}"'
    response = HttpResponse(body, content_type="application/json", headers={"ETag": etag})
    return get_conditional_response(request, etag=etag, response=response) or response
