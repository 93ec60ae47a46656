"""How the views of this app find what an address names: what the reader may not see is not there."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

from django.http import Http404

from dialogues.models import Dialogue, Meeting
from stakeholders.access import get_visible_or_404, require

if TYPE_CHECKING:
    from django.db.models import Model, QuerySet
    from django.http import HttpRequest, QueryDict

    from stakeholders.http import AuthedHttpRequest

    M = TypeVar("M", bound=Model)


def dialogue_or_404(request: AuthedHttpRequest, slug: str, *, permission: str) -> Dialogue:
    """Return the dialogue that the reader may see, for one who has ``permission`` on it.

    Raises:
        Http404: when the reader may not know of it.
        PermissionDenied: when their role does not include ``permission``.

    """
    dialogue: Dialogue = get_visible_or_404(Dialogue.objects.select_related("host"), request.user, slug=slug)
    require(request.user, permission, dialogue)
    return dialogue


def meeting_or_404(request: AuthedHttpRequest, dialogue: str, meeting: str, *, permission: str) -> Meeting:
    """Return the meeting that the reader may see, for one who has ``permission`` on it.

    Raises:
        Http404: when the reader may not know of it.
        PermissionDenied: when their role does not include ``permission``.

    """
    found: Meeting = get_visible_or_404(
        Meeting.objects.select_related("dialogue__host"), request.user, slug=meeting, dialogue__slug=dialogue
    )
    require(request.user, permission, found)
    return found


def posted(request: HttpRequest) -> QueryDict | None:
    """Return what a form sent, if one was: also an empty form is one that was sent."""
    return request.POST if request.method == "POST" else None


def part_or_404(parts: QuerySet[M], uuid: UUID) -> M:
    """Return the one of ``parts`` with this identifier."""
    part = parts.filter(uuid=uuid).first()
    if part is None:
        raise Http404
    return part
