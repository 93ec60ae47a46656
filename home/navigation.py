"""Where one can go from any page: the main sections, the account menu, the footer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from stakeholders.models import User


@dataclass(frozen=True, slots=True)
class Link:
    """An entry of a menu."""

    label: str
    icon: str
    url: str
    is_current: bool = False
    children: tuple[Link, ...] = ()


def main_sections(user: User, path: str) -> list[Link]:
    """Return the sections that ``user`` may open; the one that ``path`` lies in is current."""
    registry = (
        _link(_("Organisations"), "organisation", "stakeholders:organisation_list", path),
        _link(_("People"), "people", "stakeholders:person_list", path),
        _link(_("Sectors"), "sector", "stakeholders:sector_list", path),
        _link(_("Relationships"), "link", "stakeholders:relationship_list", path),
    )
    team = user.works_for_institute
    sections = [
        _link(_("Home"), "home", "home:home", path),
        _link(_("Dialogues"), "dialogue", "dialogues:dialogue_list", path)
        if team
        else _link(_("Your meetings"), "calendar", "dialogues:my_meetings", path),
        _menu(_("Registry"), "people", registry) if team else None,
        _link(
            _("Recommendations"),
            "flag",
            "recommendations:recommendation_list" if team else "recommendations:tracker",
            path,
        ),
        _link(_("Reports"), "report", "reports:report_list" if team else "reports:publication_list", path),
        _link(_("Network"), "network", "network:overview", path) if team else None,
    ]
    return [section for section in sections if section]


def account_entries(user: User, *, mailbox: bool) -> list[Link]:
    """Return what the menu under the reader's initials offers, signing out aside."""
    entries = [
        _link(_("Your profile"), "person", "stakeholders:profile"),
        _link(_("Sign-in and security"), "key", "mfa_index"),
        _link(_("Signed-in devices"), "device", "usersessions_list"),
        _link(_("Outbox"), "send", "stakeholders:message_list") if user.is_superuser else None,
        _link(_("Mailbox of this machine"), "mail", "home:mailbox")
        if mailbox and user.works_for_institute
        else None,
        _link(_("Accounts"), "people", "stakeholders:account_list") if user.is_superuser else None,
        _link(_("Audit trail"), "history", "stakeholders:audit_list") if user.is_superuser else None,
        _link(_("Look of reports"), "report", "reports:look_edit") if user.is_superuser else None,
        _link(_("Style"), "star", "home:style") if user.is_superuser else None,
    ]
    return [entry for entry in entries if entry]


def account_tabs(path: str) -> list[Link]:
    """Return the parts of one's own account; the one that ``path`` lies in is current."""
    return [
        _link(_("Profile"), "person", "stakeholders:profile", path),
        _link(_("E-mail"), "mail", "account_email", path),
        _link(_("Password"), "key", "account_change_password", path),
        _link(_("Security"), "shield", "mfa_index", path),
        _link(_("Devices"), "device", "usersessions_list", path),
    ]


def footer_links() -> list[Link]:
    """Return what anybody may read."""
    return [
        _link(_("Published reports"), "report", "reports:publication_list"),
        _link(_("Recommendations and what became of them"), "flag", "recommendations:tracker"),
    ]


def _link(label: str, icon: str, name: str, path: str = "") -> Link:
    url = reverse(name)
    return Link(label, icon, url, is_current=path == url if url == "/" else path.startswith(url))


def _menu(label: str, icon: str, links: tuple[Link, ...]) -> Link:
    return Link(label, icon, "", is_current=any(link.is_current for link in links), children=links)
