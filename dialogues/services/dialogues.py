"""Writes to dialogues, their target mix, teams and themes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dialogues.enums import AttributionRule, TeamRole
from dialogues.models import CounterpartTarget, Dialogue, TeamMember, Theme
from stakeholders.exceptions import DomainError
from stakeholders.services.audit import record_change
from stakeholders.services.writing import assign, check, plain
from stakeholders.slugs import free_slug

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from stakeholders.models import Organisation, User

_CHANGEABLE = {"title", "purpose", "host", "region", "languages", "attribution_rule"}


@transaction.atomic
def create_dialogue(
    *,
    title: str,
    host: Organisation,
    actor: User,
    purpose: str = "",
    region: str = "",
    languages: Sequence[str] = ("en",),
    attribution_rule: AttributionRule | str = AttributionRule.UNATTRIBUTED,
    target_mix: Mapping[str, int] | None = None,
) -> Dialogue:
    """Open a dialogue; ``actor`` becomes its convener. ``target_mix`` is ``{kind of organisation: at least so many}``."""
    dialogue = Dialogue(
        title=title,
        slug=free_slug(title, Dialogue.objects.all(), otherwise="dialogue"),
        host=host,
        purpose=purpose,
        region=region,
        languages=list(languages),
        attribution_rule=attribution_rule,
    )
    check(dialogue)
    dialogue.save()
    record_change(actor=actor, verb="dialogue.created", target=dialogue, changes={"title": title})
    TeamMember.objects.create(user=actor, dialogue=dialogue, role=TeamRole.CONVENER)
    if target_mix:
        set_target_mix(dialogue=dialogue, target_mix=target_mix, actor=actor)
    return dialogue


@transaction.atomic
def change_dialogue(*, dialogue: Dialogue, actor: User, **values: Any) -> None:
    """Change title, purpose, host, region, languages or the attribution rule that new meetings start with."""
    held = Dialogue.objects.select_for_update().get(pk=dialogue.pk)
    if changes := assign(held, values, allowed=_CHANGEABLE):
        check(held)
        held.save(update_fields=[*changes])
        record_change(
            actor=actor,
            verb="dialogue.changed",
            target=held,
            changes=changes,
        )
    dialogue.refresh_from_db()


@transaction.atomic
def set_target_mix(*, dialogue: Dialogue, target_mix: Mapping[str, int], actor: User) -> None:
    """Make the target mix exactly ``{kind of organisation: at least so many}``."""
    before = dict(dialogue.counterpart_targets.values_list("organisation_kind", "minimum"))
    if before == dict(target_mix):
        return
    dialogue.counterpart_targets.exclude(organisation_kind__in=target_mix).delete()
    for kind, minimum in target_mix.items():
        target = dialogue.counterpart_targets.filter(organisation_kind=kind).first()
        target = target or CounterpartTarget(dialogue=dialogue, organisation_kind=kind)
        target.minimum = minimum
        check(target)
        target.save()
    record_change(
        actor=actor,
        verb="dialogue.target_mix_set",
        target=dialogue,
        changes={"target_mix": [before, dict(target_mix)]},
    )


@transaction.atomic
def archive_dialogue(*, dialogue: Dialogue, actor: User) -> None:
    """Put a dialogue away: it stays readable and takes no new meeting.

    Raises:
        DomainError: while a meeting is still to come.

    """
    if dialogue.archived_at is not None:
        return
    if dialogue.meetings.upcoming().exists():
        raise DomainError(_("A meeting is still to come: hold it or cancel it first."))
    dialogue.archived_at = timezone.now()
    dialogue.save(update_fields=["archived_at"])
    record_change(actor=actor, verb="dialogue.archived", target=dialogue)


@transaction.atomic
def restore_dialogue(*, dialogue: Dialogue, actor: User) -> None:
    """Take a dialogue up again."""
    if dialogue.archived_at is not None:
        dialogue.archived_at = None
        dialogue.save(update_fields=["archived_at"])
        record_change(actor=actor, verb="dialogue.restored", target=dialogue)


@transaction.atomic
def add_team_member(*, dialogue: Dialogue, user: User, role: TeamRole | str, actor: User) -> TeamMember:
    """Put an account on the team.

    Raises:
        DomainError: when it is on the team already, or does not work for the institute.

    """
    if not user.works_for_institute:
        raise DomainError(_("Only accounts of the institute can be on a team."), field="user")
    member = TeamMember(dialogue=dialogue, user=user, role=role)
    check(member)
    member.save()
    record_change(
        actor=actor, verb="team.added", target=dialogue, changes={"account": user.pk, "role": str(role)}
    )
    return member


@transaction.atomic
def change_team_role(*, member: TeamMember, role: TeamRole | str, actor: User) -> None:
    """Give a team member another role.

    Raises:
        DomainError: when nobody would convene.

    """
    locked = _locked_member(member)
    if locked.role == role:
        return
    _keep_a_convener(locked)
    changes = assign(locked, {"role": role}, allowed={"role"})
    check(locked)
    locked.save(update_fields=["role"])
    record_change(
        actor=actor,
        verb="team.role_changed",
        target=locked.dialogue,
        changes={"account": locked.user_id, **changes},
    )


@transaction.atomic
def remove_team_member(*, member: TeamMember, actor: User) -> None:
    """Take an account off the team.

    Raises:
        DomainError: when nobody would convene.

    """
    locked = _locked_member(member)
    _keep_a_convener(locked)
    record_change(
        actor=actor, verb="team.removed", target=locked.dialogue, changes={"account": locked.user_id}
    )
    locked.delete()


def _locked_member(member: TeamMember) -> TeamMember:
    # The dialogue's row is the lock: two conveners who remove each other at once must not both succeed.
    Dialogue.objects.select_for_update().get(pk=member.dialogue_id)
    return TeamMember.objects.select_related("dialogue").get(pk=member.pk)


def _keep_a_convener(leaving: TeamMember) -> None:
    others = leaving.dialogue.team.filter(role=TeamRole.CONVENER).exclude(pk=leaving.pk)
    if leaving.role == TeamRole.CONVENER and not others.exists():
        raise DomainError(_("A dialogue needs a convener: name another one first."))


@transaction.atomic
def add_theme(
    *, dialogue: Dialogue, name: str, actor: User, parent: Theme | None = None, pillar: str = ""
) -> Theme:
    """Add a theme after its siblings.

    Raises:
        DomainError: when the dialogue has a theme of this name, or ``parent`` is another dialogue's.

    """
    siblings = dialogue.themes.filter(parent=parent).values_list("position", flat=True)
    theme = Theme(
        dialogue=dialogue, name=name, parent=parent, pillar=pillar, position=max(siblings, default=-1) + 1
    )
    _check_place(theme)
    check(theme)
    theme.save()
    record_change(actor=actor, verb="theme.added", target=dialogue, changes={"theme": name})
    return theme


@transaction.atomic
def change_theme(*, theme: Theme, actor: User, **values: Any) -> None:
    """Rename a theme, change its pillar or make it part of another."""
    if changes := assign(theme, values, allowed={"name", "pillar", "parent"}):
        _check_place(theme)
        check(theme)
        theme.save(update_fields=[*changes])
        record_change(
            actor=actor, verb="theme.changed", target=theme.dialogue, changes={"theme": theme.name, **changes}
        )


@transaction.atomic
def move_theme(*, theme: Theme, to: int, actor: User) -> None:
    """Put a theme at place ``to`` (from 0) among its siblings."""
    Dialogue.objects.select_for_update().get(pk=theme.dialogue_id)
    siblings = [*theme.dialogue.themes.filter(parent=theme.parent).exclude(pk=theme.pk)]
    siblings.insert(max(0, to), theme)
    for position, sibling in enumerate(siblings):
        if sibling.position != position:
            sibling.position = position
            sibling.save(update_fields=["position"])
    record_change(
        actor=actor, verb="theme.moved", target=theme.dialogue, changes={"theme": theme.name, "to": to}
    )


@transaction.atomic
def remove_theme(*, theme: Theme, actor: User) -> None:
    """Remove a theme; its parts move up to where it stood.

    Raises:
        DomainError: when an agenda or a recommendation uses it.

    """
    if theme.agenda_items.exists() or theme.recommendations.exists():
        raise DomainError(_("An agenda or a recommendation uses this theme: rename it instead."))
    theme.children.update(parent=theme.parent)
    record_change(
        actor=actor,
        verb="theme.removed",
        target=theme.dialogue,
        changes={"theme": theme.name, "parent": plain(theme.parent)},
    )
    theme.delete()


def _check_place(theme: Theme) -> None:
    above = theme.parent
    while above is not None:
        if above.dialogue_id != theme.dialogue_id:
            raise DomainError(_("That theme belongs to another dialogue."), field="parent")
        if above.pk == theme.pk:
            raise DomainError(_("A theme cannot be part of itself."), field="parent")
        above = above.parent
