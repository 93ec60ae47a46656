"""Writes to the agenda."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from dialogues.agenda import starter_agenda
from dialogues.enums import AgendaItemKind
from dialogues.exceptions import MeetingClosedError
from dialogues.models import AgendaItem, Meeting
from stakeholders.exceptions import DomainError
from stakeholders.services.audit import record_change
from stakeholders.services.writing import assign, check

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dialogues.enums import AttributionRule
    from dialogues.models import Participation, Theme
    from stakeholders.models import User

_CHANGEABLE = {"kind", "title", "theme", "minutes", "attribution_rule"}


@transaction.atomic
def add_agenda_item(
    *,
    meeting: Meeting,
    title: str,
    actor: User,
    kind: AgendaItemKind | str = AgendaItemKind.DISCUSSION,
    theme: Theme | None = None,
    minutes: int = 15,
    attribution_rule: AttributionRule | str = "",
    presenters: Iterable[Participation] = (),
) -> AgendaItem:
    """Add an item at the end; an empty rule follows the meeting's.

    Raises:
        MeetingClosedError: when the meeting is over.
        DomainError: when theme or presenters belong elsewhere.

    """
    locked = _locked(meeting)
    positions = locked.agenda_items.values_list("position", flat=True)
    item = AgendaItem(
        meeting=locked,
        position=max(positions, default=-1) + 1,
        kind=kind,
        title=title,
        theme=theme,
        minutes=minutes,
        attribution_rule=attribution_rule,
    )
    _check(item)
    item.save()
    _set_presenters(item, presenters)
    record_change(actor=actor, verb="agenda.item_added", target=item, changes={"title": title})
    return item


@transaction.atomic
def change_agenda_item(
    *, item: AgendaItem, actor: User, presenters: Iterable[Participation] | None = None, **values: Any
) -> None:
    """Change kind, title, theme, minutes, rule or (where given) presenters.

    Raises:
        MeetingClosedError: when the meeting is over, or points were made under the rule that would change.
        DomainError: when theme or presenters belong elsewhere.

    """
    _locked(item.meeting)
    had = item.rule
    changes = assign(item, values, allowed=_CHANGEABLE)
    if item.opened_at is not None and item.rule != had:
        raise MeetingClosedError(
            _("People have spoken under this rule: it stays for this item."), field="attribution_rule"
        )
    if changes:
        _check(item)
        item.save(update_fields=[*changes])
    if presenters is not None and _set_presenters(item, presenters):
        changes["presenters"] = []
    if changes:
        record_change(actor=actor, verb="agenda.item_changed", target=item, changes=_told(changes))


@transaction.atomic
def move_agenda_item(*, item: AgendaItem, to: int, actor: User) -> None:
    """Put an item at place ``to`` (from 0) of the agenda.

    Raises:
        MeetingClosedError: when the meeting is over.

    """
    meeting = _locked(item.meeting)
    items = [*meeting.agenda_items.exclude(pk=item.pk)]
    items.insert(max(0, to), item)
    for position, other in enumerate(items):
        if other.position != position:
            other.position = position
            other.save(update_fields=["position"])
    record_change(actor=actor, verb="agenda.item_moved", target=item, changes={"to": to})


@transaction.atomic
def remove_agenda_item(*, item: AgendaItem, actor: User) -> None:
    """Remove an item that nothing was said under.

    Raises:
        MeetingClosedError: when the meeting is over, or the item was opened.

    """
    _locked(item.meeting)
    if item.opened_at is not None or item.points.exists():
        raise MeetingClosedError(_("This item was opened in the room: it stays on the agenda."))
    record_change(actor=actor, verb="agenda.item_removed", target=item, changes={"title": item.title})
    item.delete()


@transaction.atomic
def add_starter_agenda(*, meeting: Meeting, actor: User) -> list[AgendaItem]:
    """Fill an empty agenda with the usual course of a meeting, cut to its length.

    Raises:
        DomainError: when there is an agenda already.

    """
    locked = _locked(meeting)
    if locked.agenda_items.exists():
        raise DomainError(_("There is an agenda already."))
    themes = [*locked.dialogue.themes.filter(parent__isnull=True)]
    minutes = int((locked.ends_at - locked.starts_at).total_seconds() // 60)
    return [
        add_agenda_item(
            meeting=locked,
            title=entry.title,
            kind=entry.kind,
            theme=None if entry.theme is None else themes[entry.theme],
            minutes=entry.minutes,
            attribution_rule=entry.rule,
            actor=actor,
        )
        for entry in starter_agenda([theme.name for theme in themes], minutes=minutes)
    ]


def _locked(meeting: Meeting) -> Meeting:
    locked = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if not locked.is_open_to_change:
        raise MeetingClosedError(_("This meeting is over: its agenda no longer changes."))
    return locked


def _check(item: AgendaItem) -> None:
    if item.theme is not None and item.theme.dialogue_id != item.meeting.dialogue_id:
        raise DomainError(_("That theme belongs to another dialogue."), field="theme")
    if item.minutes < 1:
        raise DomainError(_("An item takes at least a minute."), field="minutes")
    check(item)


def _set_presenters(item: AgendaItem, presenters: Iterable[Participation]) -> bool:
    wanted = {*presenters}
    if any(presenter.meeting_id != item.meeting_id for presenter in wanted):
        raise DomainError(_("A presenter must be among the people of the meeting."), field="presenters")
    if wanted == {*item.presenters.all()}:
        return False
    item.presenters.set(wanted)
    return True


def _told(changes: dict[str, list[Any]]) -> dict[str, list[Any]]:
    """Leave out who presents: the trail of a meeting is read by more people than its list of participants."""
    return {field: [] if field in {"theme", "presenters"} else change for field, change in changes.items()}
