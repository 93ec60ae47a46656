"""What somebody does about recommendations."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from recommendations.enums import ActionStatus
from recommendations.models import Action, Recommendation
from stakeholders.exceptions import DomainError
from stakeholders.services.audit import record_change

from .gates import lock_standing

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from stakeholders.models import Organisation, Person, User

_TRACKED = ("title", "due_on", "indicator", "status", "progress", "owner_organisation_id", "owner_person_id")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAction:
    """A step to be taken; somebody is responsible: an organisation, a person or both."""

    title: str
    due_on: date
    owner_organisation: Organisation | None = None
    owner_person: Person | None = None
    indicator: str = ""
    uuid: UUID = field(default_factory=uuid4)


def add_action(*, recommendations: Iterable[Recommendation], action: NewAction, actor: User | None) -> Action:
    """Plan a step that carries out one or more recommendations. A second call with the same ``uuid`` changes nothing.

    Raises:
        DomainError: when nobody is responsible, or there is no recommendation.
        NotOpenToChangeError: when a recommendation is withdrawn.

    """
    with transaction.atomic():
        carried_out = [lock_standing(recommendation) for recommendation in _in_one_order(recommendations)]
        if known := Action.objects.filter(uuid=action.uuid).first():
            return known
        made = Action(
            uuid=action.uuid,
            title=action.title.strip(),
            due_on=action.due_on,
            owner_organisation=action.owner_organisation,
            owner_person=action.owner_person,
            indicator=action.indicator.strip(),
        )
        _require_owner(made)
        made.full_clean()
        made.save()
        made.recommendations.set(carried_out)
        record_change(
            actor=actor,
            verb="action.added",
            target=made,
            changes={"recommendations": [recommendation.code for recommendation in carried_out]},
        )
    return made


def update_action(
    *,
    action: Action,
    actor: User,
    title: str,
    due_on: date,
    owner_organisation: Organisation | None,
    owner_person: Person | None,
    indicator: str,
    status: ActionStatus | str,
    progress: str,
    recommendations: Iterable[Recommendation],
) -> Action:
    """Change a step, how far it has come, and which recommendations it carries out.

    Raises:
        DomainError: when nobody is responsible, or no recommendation is left.

    """
    with transaction.atomic():
        action = Action.objects.select_for_update(of=("self",)).get(pk=action.pk)
        carried_out = _in_one_order(recommendations)
        before = {name: getattr(action, name) for name in _TRACKED}
        action.title, action.due_on = title.strip(), due_on
        action.owner_organisation, action.owner_person = owner_organisation, owner_person
        action.indicator, action.progress = indicator.strip(), progress.strip()
        action.status = ActionStatus(status)
        _require_owner(action)
        action.full_clean()
        action.save()
        action.recommendations.set(carried_out)
        changed = {name: [before[name], getattr(action, name)] for name in _TRACKED}
        record_change(
            actor=actor,
            verb="action.updated",
            target=action,
            changes={name: [_plain(old), _plain(new)] for name, (old, new) in changed.items() if old != new},
        )
    return action


def _in_one_order(recommendations: Iterable[Recommendation]) -> list[Recommendation]:
    """Return them in the order of their keys, so that two requests never wait for each other's locks."""
    ordered = sorted({each.pk: each for each in recommendations}.values(), key=lambda each: each.pk)
    if not ordered:
        raise DomainError(_("An action carries out at least one recommendation."), field="recommendations")
    return ordered


def _require_owner(action: Action) -> None:
    if action.owner_organisation_id is None and action.owner_person_id is None:
        raise DomainError(
            _("Somebody has to be responsible: an organisation, a person or both."),
            field="owner_organisation",
        )


def _plain(value: object) -> object:
    return value if value is None or isinstance(value, int) else str(value)
