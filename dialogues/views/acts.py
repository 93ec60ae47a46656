"""What is done at the desk, told to the page that did it, with what undoes it.

The page keeps the token, signed for this meeting; the server keeps nothing (docs/decisions/0086).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core import signing
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dialogues.acts import Act, Verb, act_from_plain, plain_act
from stakeholders.exceptions import DomainError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dialogues.models import Meeting

UNDO_SECONDS = 12 * 60 * 60  # a day's meeting; a page that is open longer was forgotten


def undo_token(meeting: Meeting, acts: Sequence[Act]) -> str:
    """Return what undoes ``acts``, for the page that did them."""
    return signing.dumps([plain_act(act) for act in acts], salt=_salt(meeting), compress=True)


def acts_to_undo(meeting: Meeting, token: str) -> list[Act]:
    """Return the acts that ``token`` undoes.

    Raises:
        DomainError: when it is not of this meeting, or too old.

    """
    try:
        plain = signing.loads(token, salt=_salt(meeting), max_age=UNDO_SECONDS)
    except signing.BadSignature:
        raise DomainError(_("This can no longer be undone here.")) from None
    return [act_from_plain(act) for act in plain]


def told(meeting: Meeting, acts: Sequence[Act]) -> dict[str, str]:
    """Return what the page says of ``acts`` and sends back to undo them."""
    return {"said": _said(acts), "undo": undo_token(meeting, acts)}


def _said(acts: Sequence[Act]) -> str:
    count = len(acts)
    if not acts:
        return _("Nothing changed.")
    if acts[0].verb == Verb.EDIT:
        return ngettext("The point was changed.", "%(count)d points were changed.", count) % {"count": count}
    if acts[0].verb == Verb.MERGE:
        return ngettext("Merged.", "%(count)d points were merged.", count) % {"count": count}
    return {
        Verb.LOG: _("On record."),
        Verb.HIDE: _("The point is hidden."),
        Verb.SHOW: _("The point is shown again."),
        Verb.UNMERGE: _("Taken out again."),
        Verb.SPLIT: _("The point is two now."),
    }[acts[0].verb]


def _salt(meeting: Meeting) -> str:
    return f"dialogues.room.undo.{meeting.uuid.hex}"
