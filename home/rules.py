"""Who may open what at the front door."""

from __future__ import annotations

from typing import TYPE_CHECKING

import rules
from django.conf import settings

from stakeholders.rules import works_for_institute

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from stakeholders.models import User


@rules.predicate
def mail_stays_here(user: User | AnonymousUser) -> bool:  # noqa: ARG001 - a predicate's signature
    """Mail becomes files in the embedded set-up; with a mail server there is no mailbox to open."""
    return bool(settings.MAILBOX_ENABLED)


rules.add_perm("home.view_mailbox", mail_stays_here & works_for_institute)
rules.add_perm("home.view_style", works_for_institute)
