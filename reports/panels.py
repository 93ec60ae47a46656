"""What this app adds to somebody's own page of a meeting: a draft to read, and the report, once it is open to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dialogues.invitation_panels import INVITATION_PANELS, InvitationPanel
from dialogues.links import participation_token

from .review_links import review_path
from .selectors import reports_for_participant
from .selectors.review import open_invitations_of

if TYPE_CHECKING:
    from dialogues.models import Participation


def add_panels() -> None:
    """Add the panels; called once, when the app is ready."""
    INVITATION_PANELS.add(
        InvitationPanel(
            "review", _("A draft to read"), "reports/review_invitation_panel.html", reviews_for, order=5
        )
    )
    INVITATION_PANELS.add(
        InvitationPanel("report", _("The report"), "reports/invitation_panel.html", reports_for, order=10)
    )


def reports_for(held: Participation, by_link: bool) -> dict[str, Any] | None:  # noqa: FBT001 - a panel's signature
    """Return the reports of the meeting that are open to this participant, with addresses that they can open."""
    found = reports_for_participant(held)
    if not found:
        return None
    token = participation_token(held) if by_link else ""
    return {
        "reports": [
            {
                "report": each,
                "url": reverse("reports:private_publication", args=[token, each.slug])
                if by_link and not each.is_public
                else reverse("reports:publication_detail", args=[each.slug]),
            }
            for each in found
        ]
    }


def reviews_for(held: Participation, _by_link: bool) -> dict[str, Any] | None:  # noqa: FBT001 - a panel's signature
    """Return the drafts that this participant is asked to read; their addresses work without an account."""
    found = open_invitations_of(held)
    return {"reviews": [(one.round.closes_at, review_path(one)) for one in found]} if found else None
