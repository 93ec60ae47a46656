"""Sections that apps higher up add to somebody's own page of a meeting, be it read by account or by private link.

In the app's ``panels.py``, called from its ``AppConfig.ready``::

    INVITATION_PANELS.add(InvitationPanel("report", _("The report"), "reports/invitation_panel.html", reports_for))

``load`` gets the participation and whether the page is read by its private link, and returns what the template shows, or
``None`` where there is nothing. Addresses that it gives to somebody with a link have to work without an account.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from stakeholders.panels import LoadedPanel

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.utils.functional import Promise

    from .models import Participation


@dataclass(frozen=True)
class InvitationPanel:
    """A section of the page. ``key`` is its anchor; panels stand in the order of ``order``."""

    key: str
    title: str | Promise
    template: str
    load: Callable[[Participation, bool], dict[str, Any] | None]
    order: int = 50


@dataclass
class InvitationPanels:
    """The panels of the page."""

    panels: dict[str, InvitationPanel] = field(default_factory=dict)

    def add(self, panel: InvitationPanel) -> None:
        """Add a panel; one of the same key replaces it."""
        self.panels[panel.key] = panel

    def load(self, held: Participation, *, by_link: bool) -> list[LoadedPanel]:
        """Return the panels that have something to show on this page."""
        loaded = []
        for panel in sorted(self.panels.values(), key=lambda one: one.order):
            content = panel.load(held, by_link)
            if content is not None:
                loaded.append(LoadedPanel(panel.key, panel.title, panel.template, content))
        return loaded


INVITATION_PANELS = InvitationPanels()
