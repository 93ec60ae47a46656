"""Sections that apps higher up add to the page of an organisation or a person, which must not know those apps.

In the app's ``panels.py``, called from its ``AppConfig.ready``::

    ORGANISATION_PANELS.add(Panel("meetings", _("Meetings"), "dialogues/organisation_panel.html", meetings_of, order=30))

``load`` gets the reader and the record and returns what the template shows, or ``None`` where there is nothing to see for this
reader. It runs a constant number of queries, and gives no more than its reader may see.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from django.db.models import Model

from .models import Organisation, Person

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.utils.functional import Promise

    from .models import User

_M = TypeVar("_M", bound=Model)


@dataclass(frozen=True)
class Panel(Generic[_M]):
    """A section of a page. ``key`` is its anchor; panels stand in the order of ``order``."""

    key: str
    title: str | Promise
    template: str
    load: Callable[[User, _M], dict[str, Any] | None]
    order: int = 50


@dataclass(frozen=True, slots=True)
class LoadedPanel:
    """A panel with what it shows to one reader."""

    key: str
    title: str | Promise
    template: str
    content: dict[str, Any]


@dataclass
class PanelRegistry(Generic[_M]):
    """The panels of one kind of page."""

    panels: dict[str, Panel[_M]] = field(default_factory=dict)

    def add(self, panel: Panel[_M]) -> None:
        """Add a panel; one of the same key replaces it."""
        self.panels[panel.key] = panel

    def load(self, user: User, record: _M) -> list[LoadedPanel]:
        """Return the panels that have something to show to ``user``."""
        loaded = []
        for panel in sorted(self.panels.values(), key=lambda one: one.order):
            content = panel.load(user, record)
            if content is not None:
                loaded.append(LoadedPanel(panel.key, panel.title, panel.template, content))
        return loaded


ORGANISATION_PANELS: PanelRegistry[Organisation] = PanelRegistry()
PERSON_PANELS: PanelRegistry[Person] = PanelRegistry()
