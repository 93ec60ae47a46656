"""What writes share: a model's own rules become domain errors, values become audit entries."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import Model

from stakeholders.exceptions import DomainError


def check(instance: Model) -> None:
    """Let ``instance`` pass only if its fields and constraints hold.

    Raises:
        DomainError: with the first complaint, and the field it belongs to.

    """
    try:
        instance.full_clean()
    except ValidationError as error:
        field, complaints = next(iter(error.message_dict.items()))
        raise DomainError(complaints[0], field=None if field == NON_FIELD_ERRORS else field) from error


def known(values: Mapping[str, Any], *, allowed: Collection[str]) -> dict[str, Any]:
    """Return ``values`` if they hold nothing but ``allowed`` fields."""
    if unknown := set(values) - set(allowed):
        raise TypeError(f"Not fields that may be changed here: {', '.join(sorted(unknown))}")
    return dict(values)


def assign(instance: Model, values: Mapping[str, Any], *, allowed: Collection[str]) -> dict[str, list[Any]]:
    """Set the fields in ``values``; return what changed as ``{field: [before, after]}``, fit for the audit trail."""
    known(values, allowed=allowed)
    changes = {}
    for field, value in values.items():
        before = getattr(instance, field)
        if before != value:
            setattr(instance, field, value)
            changes[field] = [plain(before), plain(value)]
    return changes


def plain(value: Any) -> Any:
    """Return ``value`` as JSON can hold it; records by their public keys, which the audit page turns into names."""
    match value:
        case date() | datetime():
            return value.isoformat()
        case Decimal() | UUID():
            return str(value)
        case Model():
            return str(getattr(value, "slug", None) or getattr(value, "uuid", None) or value.pk)
        case list() | tuple():
            return [plain(part) for part in value]
        case _:
            return value
