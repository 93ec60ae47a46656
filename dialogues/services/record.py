"""What the rapporteur puts on record and files: points said aloud, their wording, theme, kind and show of hands.

Logging leaves no entry in the audit trail: an entry has a time, and a point must not get one by the back door. Editing
leaves one that names the act and the agenda item, never the point.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from dialogues.acts import Act, Verb, Wording
from dialogues.attribution import effective_rule, keepable_rule, strictest
from dialogues.enums import AttributionRule, PointKind
from dialogues.live.announcements import announce_point
from dialogues.models import AgendaItem, Participation, Point, Theme
from dialogues.point_text import clean_text, text_language
from stakeholders.exceptions import DomainError
from stakeholders.services.audit import record_change

from .desk import check_seen, check_theme, item_for_desk, point_for_desk, points_for_desk

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stakeholders.models import User


@dataclass(frozen=True, slots=True)
class _Kept:
    """What is kept of who spoke."""

    rule: AttributionRule
    author: Participation | None
    organisation_kind: str


@transaction.atomic
def log_point_on_behalf(
    *,
    item: AgendaItem,
    text: str,
    uuid: UUID | None = None,
    kind: PointKind | str = PointKind.OBSERVATION,
    language: str = "en",
    theme: Theme | None = None,
    hands: int | None = None,
    author: Participation | None = None,
    organisation_kind: str = "",
    attribution: AttributionRule | str = "",
) -> Point:
    """Put on record what somebody said aloud; until the meeting is sealed, whatever the item's state.

    ``author`` is kept only where the item's rule is *attributed* and they agreed; under *organisation type* their kind
    of organisation is kept (or ``organisation_kind``, where the rapporteur names that alone). ``attribution`` may make
    the rule stricter. ``hands`` is a show of hands in support. The same ``uuid`` twice is one point.

    Raises:
        MeetingClosedError: when the meeting was not opened, or is sealed.
        DomainError: when the text is empty or too long, or author, theme or identifier belong elsewhere.

    """
    locked = item_for_desk(item)
    text = clean_text(text)
    check_theme(locked, theme)
    kept = _kept(locked, author, organisation_kind, attribution)
    uuid = uuid or uuid4()
    if (there := _already_there(locked, uuid)) is not None:
        return there
    last = Point.objects.filter(agenda_item=locked).aggregate(last=Max("position"))["last"]
    point = Point.objects.create(
        uuid=uuid,
        agenda_item=locked,
        position=(last or 0) + 1,
        kind=PointKind(kind),
        text=text,
        language=text_language(text, language),
        attribution=kept.rule,
        author=kept.author,
        organisation_kind=kept.organisation_kind,
        theme=_own_theme(locked, theme),
        hands=hands,
    )
    announce_point(locked.meeting.uuid, point.uuid)
    return point


@transaction.atomic
def edit_point(
    *,
    point: Point,
    actor: User,
    text: str,
    kind: PointKind | str,
    theme: Theme | None,
    hands: int | None,
    seen: str = "",
) -> Act:
    """Change text, kind, theme and show of hands of a point; never its attribution.

    ``seen`` is the text as it was when it was edited, so that no correction that came in between is lost.

    Raises:
        MeetingClosedError: when the meeting is sealed.
        DomainError: when the text is empty or too long, or was changed meanwhile, or the theme belongs to another dialogue.

    """
    locked = point_for_desk(point.uuid)
    check_theme(locked.agenda_item, theme)
    check_seen(locked, seen)
    before, text = wording_of(locked), clean_text(text)
    after = Wording(text, text_language(text, locked.language), PointKind(kind).value, None, hands)
    act = _reword(locked, before, after, theme)
    record_change(actor=actor, verb="point.edited", target=locked.agenda_item)
    return act


@transaction.atomic
def tag_points(
    *,
    points: Sequence[Point],
    actor: User,
    theme: Theme | Literal["item"] | None = None,
    kind: PointKind | str | None = None,
    hands: int | Literal["none"] | None = None,
) -> list[Act]:
    """File points under a theme, a kind or a show of hands, leaving whatever is not given as it is.

    ``theme="item"`` files them under their agenda item's theme again, ``hands="none"`` takes a show of hands back.

    Raises:
        MeetingClosedError: when the meeting is sealed.
        DomainError: when the theme belongs to another dialogue.

    """
    acts, items = [], {}
    for locked in points_for_desk(point.uuid for point in points):
        item = locked.agenda_item
        items[item.pk] = item
        new_theme = locked.theme if theme is None else None if theme == "item" else theme
        check_theme(item, new_theme)
        before = wording_of(locked)
        after = replace(
            before,
            kind=before.kind if kind is None else PointKind(kind).value,
            hands=before.hands if hands is None else None if hands == "none" else hands,
        )
        acts.append(_reword(locked, before, after, new_theme))
    for item in items.values():
        record_change(actor=actor, verb="point.edited", target=item)
    return acts


def restore_wording(*, act: Act, actor: User) -> None:
    """Undo an edit, unless somebody has changed the point since.

    Raises:
        MeetingClosedError: when the meeting is sealed.
        DomainError: when the point says something else by now, or is gone.

    """
    with transaction.atomic():
        locked = point_for_desk(act.point)
        if act.before is None or wording_of(locked) != act.after:
            raise DomainError(_("This point has been changed since: what came later stays."))
        theme = Theme.objects.filter(uuid=act.before.theme).first() if act.before.theme else None
        _reword(locked, act.after, act.before, theme)
        record_change(actor=actor, verb="point.edited", target=locked.agenda_item)


def wording_of(point: Point) -> Wording:
    """Return what a point says and how it is filed."""
    theme = point.theme.uuid if point.theme else None
    return Wording(point.text, point.language, point.kind, theme, point.hands)


def _reword(locked: Point, before: Wording, after: Wording, theme: Theme | None) -> Act:
    locked.text, locked.language = after.text, after.language
    locked.kind, locked.hands = PointKind(after.kind), after.hands
    locked.theme = _own_theme(locked.agenda_item, theme)
    locked.save(update_fields=["text", "language", "kind", "theme", "hands"])
    announce_point(locked.agenda_item.meeting.uuid, locked.uuid)
    return Act(Verb.EDIT, locked.uuid, before=before, after=wording_of(locked))


def _own_theme(item: AgendaItem, theme: Theme | None) -> Theme | None:
    """Return the theme where it is not the agenda item's already."""
    return theme if theme and theme.pk != item.theme_id else None


def _already_there(item: AgendaItem, uuid: UUID) -> Point | None:
    there = Point.objects.filter(uuid=uuid).first()
    if there is not None and there.agenda_item_id != item.pk:
        raise DomainError(_("Another point has this identifier."), field="uuid")
    return there


def _kept(
    item: AgendaItem, author: Participation | None, organisation_kind: str, attribution: AttributionRule | str
) -> _Kept:
    """Decide what is kept of who spoke; nothing of them where the item's rule, or they, do not allow it."""
    if author is not None and author.meeting_id != item.meeting_id:
        raise DomainError(_("This person is not on the list of this meeting."), field="author")
    rule = strictest(item.rule, attribution or item.rule)
    if author is not None:
        rule = effective_rule(
            rule,
            is_protected=author.person.is_protected,
            consents_to_be_named=author.consents_to_be_named,
        )
        if author.organisation is not None:
            organisation_kind = author.organisation.kind
    elif rule == AttributionRule.ATTRIBUTED:
        rule = AttributionRule.UNATTRIBUTED
    rule = keepable_rule(rule, organisation_kind)
    return _Kept(
        rule,
        author if rule == AttributionRule.ATTRIBUTED else None,
        organisation_kind if rule == AttributionRule.ORGANISATION_TYPE else "",
    )
