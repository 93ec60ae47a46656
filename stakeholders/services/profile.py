"""What people change about their own account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from stakeholders.models import User

from .audit import record_change

if TYPE_CHECKING:
    from collections.abc import Mapping

PROFILE_FIELDS = ("name", "language", "time_zone")


def update_profile(*, user: User, fields: Mapping[str, str], actor: User) -> User:
    """Change the name, language and time zone of ``user``; what stays the same leaves no trace."""
    with transaction.atomic():
        locked = User.objects.select_for_update().get(pk=user.pk)
        changed = [
            name for name in PROFILE_FIELDS if name in fields and getattr(locked, name) != fields[name]
        ]
        if changed:
            for name in changed:
                setattr(locked, name, fields[name])
            locked.full_clean(exclude=["password"])
            locked.save(update_fields=changed)
            record_change(
                actor=actor, verb="user.profile_changed", target=locked, changes={"fields": changed}
            )
    return locked
