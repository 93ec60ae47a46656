"""What this app adds to an organisation's page: whom it met."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from dialogues.enums import MeetingStatus
from dialogues.models import Meeting, Participation
from stakeholders.models import Organisation
from stakeholders.panels import ORGANISATION_PANELS, Panel

if TYPE_CHECKING:
    from stakeholders.models import User

SHOWN = 10


def add_panels() -> None:
    """Add the panel; called once, when the app is ready."""
    ORGANISATION_PANELS.add(
        Panel("ties", _("Met with"), "network/organisation_panel.html", met_with, order=50)
    )


def met_with(user: User, organisation: Organisation) -> dict[str, Any] | None:
    """Return the organisations that took part in the same meetings most often, as the network counts them.

    Only meetings of dialogues whose team ``user`` is on are counted.
    """
    meetings = Meeting.objects.run_by(user).exclude(status=MeetingStatus.CANCELLED)
    own = Participation.objects.present().filter(organisation=organisation, meeting__in=meetings)
    others = (
        Organisation.objects.current()
        .exclude(pk=organisation.pk)
        .filter(participations__attended=True, participations__meeting__in=own.values("meeting"))
        .annotate(shared=Count("participations__meeting", distinct=True))
        .order_by("-shared", "search_key")
    )
    count = others.count()
    return {"others": others[:SHOWN], "count": count} if count else None
