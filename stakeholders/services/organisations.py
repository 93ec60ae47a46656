"""Writes to organisations and sectors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from stakeholders.models import Organisation, Sector
from stakeholders.slugs import free_slug

from .audit import record_change
from .writing import assign, check, known

if TYPE_CHECKING:
    from collections.abc import Iterable

    from stakeholders.models import User

ORGANISATION_FIELDS = frozenset(
    "name short_name aliases kind primary_sector country website may_be_named notes verified_on verify_by".split()
)
SECTOR_FIELDS = frozenset({"name", "description"})


@transaction.atomic
def create_organisation(
    *, actor: User | None, further_sectors: Iterable[Sector] = (), **values: Any
) -> Organisation:
    """Add an organisation to the registry; ``values`` are ``ORGANISATION_FIELDS``.

    Raises:
        DomainError: when a rule of the model is broken, a second organisation of that name in that country among them.

    """
    slug = free_slug(values["name"], Organisation.objects.all(), otherwise="organisation")
    organisation = Organisation(slug=slug, **known(values, allowed=ORGANISATION_FIELDS))
    check(organisation)
    organisation.save()
    organisation.further_sectors.set(_beside(organisation, further_sectors))
    record_change(
        actor=actor, verb="organisation.created", target=organisation, changes={"name": organisation.name}
    )
    return organisation


@transaction.atomic
def edit_organisation(
    *,
    organisation: Organisation,
    actor: User,
    further_sectors: Iterable[Sector] | None = None,
    **values: Any,
) -> Organisation:
    """Change ``ORGANISATION_FIELDS`` of an organisation, and its further sectors where they are given.

    Raises:
        DomainError: when a rule of the model is broken.

    """
    held = Organisation.objects.select_for_update(of=("self",)).get(pk=organisation.pk)
    changes = assign(held, values, allowed=ORGANISATION_FIELDS)
    if changes:
        check(held)
        held.save(update_fields=list(changes))
    if further_sectors is not None:
        before = sorted(held.further_sectors.values_list("slug", flat=True))
        held.further_sectors.set(_beside(held, further_sectors))
        after = sorted(held.further_sectors.values_list("slug", flat=True))
        if before != after:
            changes["further_sectors"] = [before, after]
    if changes:
        record_change(actor=actor, verb="organisation.edited", target=held, changes=changes)
    return held


@transaction.atomic
def create_sector(*, actor: User | None, **values: Any) -> Sector:
    """Add a sector; ``values`` are ``SECTOR_FIELDS``.

    Raises:
        DomainError: when there is one of this name.

    """
    slug = free_slug(values["name"], Sector.objects.all(), otherwise="sector")
    sector = Sector(slug=slug, **known(values, allowed=SECTOR_FIELDS))
    check(sector)
    sector.save()
    record_change(actor=actor, verb="sector.created", target=sector, changes={"name": sector.name})
    return sector


@transaction.atomic
def edit_sector(*, sector: Sector, actor: User, **values: Any) -> Sector:
    """Change ``SECTOR_FIELDS`` of a sector.

    Raises:
        DomainError: when there is another of this name.

    """
    held = Sector.objects.select_for_update().get(pk=sector.pk)
    if changes := assign(held, values, allowed=SECTOR_FIELDS):
        check(held)
        held.save(update_fields=list(changes))
        record_change(actor=actor, verb="sector.edited", target=held, changes=changes)
    return held


def _beside(organisation: Organisation, sectors: Iterable[Sector]) -> list[Sector]:
    return [sector for sector in sectors if sector.pk != organisation.primary_sector_id]
