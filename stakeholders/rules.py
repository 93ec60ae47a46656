"""Who may do what with the registry and with accounts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import rules

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from .models import User


@rules.predicate
def is_administrator(user: User | AnonymousUser) -> bool:
    """Administrates this Majlis."""
    return user.is_active and user.is_superuser


@rules.predicate
def works_for_institute(user: User | AnonymousUser) -> bool:
    """Is an administrator or a team member."""
    return bool(getattr(user, "works_for_institute", False))


rules.add_perm("stakeholders.view_registry", works_for_institute)
rules.add_perm("stakeholders.edit_registry", works_for_institute)
rules.add_perm("stakeholders.export_registry", works_for_institute)
rules.add_perm("stakeholders.invite_user", is_administrator)
rules.add_perm("stakeholders.edit_user", is_administrator)
rules.add_perm("stakeholders.view_audit", is_administrator)
rules.add_perm("stakeholders.view_outbox", is_administrator)
rules.add_perm("stakeholders.resend_message", is_administrator)
