"""What the pages of accounts show."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.utils import timezone

from stakeholders.models import AccountInvitation, User


def accounts_for_list() -> QuerySet[User]:
    """Return accounts with the state of their invitation: when the open one expires, and whether there was any."""
    open_ones = AccountInvitation.objects.filter(
        user=OuterRef("pk"), accepted_at__isnull=True, revoked_at__isnull=True
    )
    return User.objects.select_related("person").annotate(
        invitation_expires=Subquery(open_ones.values("expires_at")[:1]),
        was_invited=Exists(AccountInvitation.objects.filter(user=OuterRef("pk"))),
    )


def state_of_account(user: User) -> str:
    """Return "active", "invited", "expired" (an invitation nobody followed in time) or "inactive".

    ``user`` comes from :func:`accounts_for_list`.
    """
    if user.is_active:
        return "active"
    expires = getattr(user, "invitation_expires", None)
    if expires is None:
        return "inactive"
    return "invited" if expires > timezone.now() else "expired"
