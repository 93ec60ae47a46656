"""Writing the audit trail."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from stakeholders.models import AuditEntry

if TYPE_CHECKING:
    from django.db.models import Model

    from stakeholders.models import User


def record_change(
    *, actor: User | None, verb: str, target: Model, changes: dict[str, Any] | None = None
) -> AuditEntry:
    """Write down that ``actor`` did ``verb`` ("meeting.scheduled") to ``target``, in the caller's transaction.

    ``changes`` must never hold what links a person to an unattributed point.
    """
    return AuditEntry.objects.create(
        actor=actor,
        verb=verb,
        target_type=target._meta.label_lower,  # noqa: SLF001 - the public name of a model
        target_id=str(getattr(target, "uuid", None) or target.pk),
        changes=changes or {},
    )
