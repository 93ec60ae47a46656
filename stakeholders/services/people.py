"""Writes to people and to their places in organisations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from stakeholders.models import Affiliation, AuditEntry, Person

from .audit import record_change
from .writing import assign, check, known, plain

if TYPE_CHECKING:
    from stakeholders.models import User

PERSON_FIELDS = frozenset(
    "name other_names email phone languages country time_zone gender protection notes verified_on verify_by".split()
)
AFFILIATION_FIELDS = frozenset("organisation role started_on ended_on".split())
# What the audit trail may hold of somebody who is never named outside the team; of the rest only that it changed.
TOLD_OF_PROTECTED = frozenset({"protection", "verified_on", "verify_by"})
CHANGED = "changed"


@transaction.atomic
def create_person(*, actor: User | None, **values: Any) -> Person:
    """Add somebody to the registry; ``values`` are ``PERSON_FIELDS``.

    Raises:
        DomainError: when a rule of the model is broken.

    """
    person = Person(**known(values, allowed=PERSON_FIELDS))
    check(person)
    person.save()
    told = {} if person.is_protected else {"name": person.name}
    record_change(actor=actor, verb="person.created", target=person, changes=told)
    return person


@transaction.atomic
def edit_person(*, person: Person, actor: User, **values: Any) -> Person:
    """Change ``PERSON_FIELDS`` of somebody. Who becomes protected also disappears from earlier audit entries.

    Raises:
        DomainError: when a rule of the model is broken.

    """
    held = Person.objects.select_for_update().get(pk=person.pk)
    was_protected = held.is_protected
    changes: dict[str, Any] = assign(held, values, allowed=PERSON_FIELDS)
    if not changes:
        return held
    check(held)
    held.save(update_fields=list(changes))
    if was_protected or held.is_protected:
        changes = _discreet(changes)
    if held.is_protected and not was_protected:
        _forget_details(held)
    record_change(actor=actor, verb="person.edited", target=held, changes=changes)
    return held


@transaction.atomic
def add_affiliation(*, person: Person, actor: User | None, **values: Any) -> Affiliation:
    """Note a person's place in an organisation; ``values`` are ``AFFILIATION_FIELDS``.

    Raises:
        DomainError: when the same current place is already there, or it would end before it starts.

    """
    affiliation = Affiliation(person=person, **known(values, allowed=AFFILIATION_FIELDS))
    check(affiliation)
    affiliation.save()
    told = (
        {}
        if person.is_protected
        else {"organisation": plain(affiliation.organisation), "role": affiliation.role}
    )
    record_change(actor=actor, verb="affiliation.added", target=person, changes=told)
    return affiliation


@transaction.atomic
def edit_affiliation(*, affiliation: Affiliation, actor: User, **values: Any) -> Affiliation:
    """Change ``AFFILIATION_FIELDS``; with ``ended_on`` the place becomes a past one.

    Raises:
        DomainError: when a rule of the model is broken.

    """
    held = Affiliation.objects.select_related("person", "organisation").get(pk=affiliation.pk)
    changes: dict[str, Any] = assign(held, values, allowed=AFFILIATION_FIELDS)
    if changes:
        check(held)
        held.save(update_fields=list(changes))
        told = _discreet(changes) if held.person.is_protected else changes
        record_change(actor=actor, verb="affiliation.edited", target=held.person, changes=told)
    return held


@transaction.atomic
def remove_affiliation(*, affiliation: Affiliation, actor: User) -> None:
    """Take back a place that was noted by mistake; a place that has ended is edited instead."""
    person, organisation = affiliation.person, affiliation.organisation
    told = {} if person.is_protected else {"organisation": plain(organisation), "role": affiliation.role}
    affiliation.delete()
    record_change(actor=actor, verb="affiliation.removed", target=person, changes=told)


def _discreet(changes: dict[str, Any]) -> dict[str, Any]:
    return {field: change if field in TOLD_OF_PROTECTED else CHANGED for field, change in changes.items()}


def _forget_details(person: Person) -> None:
    for entry in AuditEntry.objects.filter(
        target_type=Person._meta.label_lower,  # noqa: SLF001 - the public name of a model
        target_id=str(person.uuid),
    ):
        entry.changes = _discreet(entry.changes)
        entry.save(update_fields=["changes"])
