"""Writes to declared ties between organisations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from stakeholders.models import Relationship

from .audit import record_change
from .writing import assign, check, known, plain

if TYPE_CHECKING:
    from stakeholders.models import Organisation, User

RELATIONSHIP_FIELDS = frozenset(
    "source kind target started_on ended_on amount currency reference notes".split()
)


@transaction.atomic
def add_relationship(
    *, source: Organisation, kind: str, target: Organisation, actor: User | None, **values: Any
) -> Relationship:
    """Note that ``source`` stands to ``target`` as ``kind`` says; ``values`` are further ``RELATIONSHIP_FIELDS``.

    Raises:
        DomainError: when a rule is broken: a tie with itself, the same current tie twice, an amount without funding.

    """
    relationship = Relationship(
        source=source, kind=kind, target=target, **known(values, allowed=RELATIONSHIP_FIELDS)
    )
    check(relationship)
    relationship.save()
    record_change(
        actor=actor,
        verb="relationship.added",
        target=relationship,
        changes={"source": plain(source), "kind": kind, "target": plain(target)},
    )
    return relationship


@transaction.atomic
def edit_relationship(*, relationship: Relationship, actor: User, **values: Any) -> Relationship:
    """Change ``RELATIONSHIP_FIELDS`` of a tie.

    Raises:
        DomainError: when a rule is broken.

    """
    held = Relationship.objects.select_related("source", "target").get(pk=relationship.pk)
    if changes := assign(held, values, allowed=RELATIONSHIP_FIELDS):
        check(held)
        held.save(update_fields=list(changes))
        record_change(actor=actor, verb="relationship.edited", target=held, changes=changes)
    return held


@transaction.atomic
def remove_relationship(*, relationship: Relationship, actor: User) -> None:
    """Take back a tie that was noted by mistake; one that has ended is edited instead."""
    told = {
        "source": plain(relationship.source),
        "kind": relationship.kind,
        "target": plain(relationship.target),
    }
    record_change(actor=actor, verb="relationship.removed", target=relationship, changes=told)
    relationship.delete()
