"""What can be done to every record of the registry: archive, restore, verify."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from .audit import record_change
from .writing import plain

if TYPE_CHECKING:
    from django.db.models import Model

    from stakeholders.models import Organisation, Person, Sector, User


@transaction.atomic
def archive_record(*, record: Organisation | Person | Sector, actor: User) -> None:
    """Put a record away: lists and pickers leave it out, what refers to it stays."""
    if record.archived_at is None:
        record.archived_at = timezone.now()
        record.save(update_fields=["archived_at"])
        record_change(actor=actor, verb=f"{_kind(record)}.archived", target=record)


@transaction.atomic
def restore_record(*, record: Organisation | Person | Sector, actor: User) -> None:
    """Take an archived record back."""
    if record.archived_at is not None:
        record.archived_at = None
        record.save(update_fields=["archived_at"])
        record_change(actor=actor, verb=f"{_kind(record)}.restored", target=record)


@transaction.atomic
def verify_record(*, record: Organisation | Person, actor: User) -> None:
    """Note that what the record says was found right today; a date to verify by that has been reached is dropped."""
    today = timezone.localdate()
    before = {"verified_on": record.verified_on, "verify_by": record.verify_by}
    record.verified_on = today
    if record.verify_by is not None and record.verify_by <= today:
        record.verify_by = None
    changes = {
        field: [plain(old), plain(getattr(record, field))]
        for field, old in before.items()
        if old != getattr(record, field)
    }
    if changes:
        record.save(update_fields=["verified_on", "verify_by"])
        record_change(actor=actor, verb=f"{_kind(record)}.verified", target=record, changes=changes)


def _kind(record: Model) -> str:
    return str(record._meta.model_name)  # noqa: SLF001 - the public name of a model
