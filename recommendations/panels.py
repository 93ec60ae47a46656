"""What this app adds to an organisation's page: what it was asked, and what it answered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from stakeholders.panels import ORGANISATION_PANELS, Panel

from .models import Addressee, Recommendation

if TYPE_CHECKING:
    from stakeholders.models import Organisation, User

SHOWN = 20


def add_panels() -> None:
    """Add the panel; called once, when the app is ready."""
    ORGANISATION_PANELS.add(
        Panel("asked", _("Asked of it"), "recommendations/organisation_panel.html", asked_of, order=40)
    )


def asked_of(user: User, organisation: Organisation) -> dict[str, Any] | None:
    """Return the standing recommendations that address ``organisation`` and that ``user`` may see, the newest first."""
    seen = Recommendation.objects.visible_to(user).standing()
    asked = Addressee.objects.filter(organisation=organisation, recommendation__in=seen)
    count = asked.count()
    if not count:
        return None
    newest = asked.select_related("recommendation").order_by("-recommendation__made_on", "pk")
    return {"addressees": newest[:SHOWN], "count": count}
