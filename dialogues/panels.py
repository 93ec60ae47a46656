"""What this app adds to the pages of the registry: the meetings somebody was at, as far as their reader may see them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from stakeholders.panels import ORGANISATION_PANELS, PERSON_PANELS, Panel

from .models import Meeting, Participation

if TYPE_CHECKING:
    from stakeholders.models import Organisation, Person, User

_SHOWN = 20


def add_panels() -> None:
    """Add the panels; called once, when the app is ready."""
    template = "dialogues/registry_panel.html"
    ORGANISATION_PANELS.add(Panel("meetings", _("Meetings"), template, meetings_of_organisation, order=30))
    PERSON_PANELS.add(Panel("meetings", _("Meetings"), template, meetings_of_person, order=30))


def meetings_of_organisation(user: User, organisation: Organisation) -> dict[str, Any] | None:
    """Return at which meetings people spoke for ``organisation``."""
    return _shown(user, Q(organisation=organisation))


def meetings_of_person(user: User, person: Person) -> dict[str, Any] | None:
    """Return at which meetings ``person`` is on the list."""
    return _shown(user, Q(person=person))


def _shown(user: User, whose: Q) -> dict[str, Any] | None:
    held = Participation.objects.filter(whose, meeting__in=Meeting.objects.run_by(user))
    count = held.count()
    if not count:
        return None
    newest = held.select_related("meeting__dialogue", "person").order_by(
        "-meeting__starts_at", "person__name"
    )
    return {"participations": newest[:_SHOWN], "count": count}
