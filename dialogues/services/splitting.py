"""Taking a point apart where two things were said in one (docs/decisions/0086-a-point-is-split-beside-itself.md)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models.fields.reverse_related import ForeignObjectRel
from django.utils.translation import gettext as _

from dialogues.acts import Act, Verb, uuid_between
from dialogues.enums import PointStatus
from dialogues.live.announcements import announce_card, announce_point
from dialogues.models import Point, Support
from dialogues.point_text import clean_text, text_language
from dialogues.selectors.room import textless_card
from stakeholders.exceptions import DomainError
from stakeholders.services.audit import record_change

from .desk import check_seen, point_for_desk, points_for_desk
from .featuring import take_down_point
from .record import wording_of

if TYPE_CHECKING:
    from uuid import UUID

    from dialogues.acts import Wording
    from stakeholders.models import User


@transaction.atomic
def split_point(*, point: Point, first: str, second: str, actor: User, seen: str = "") -> Act:
    """Let the point say ``first``, and a new one directly after it ``second``.

    Both are kept under the same rule, of the same author, voice or kind of organisation; whoever stood behind the whole
    stands behind both. What was merged into the point stays with the first part. ``seen`` is the text as it was when
    it was taken apart, so that no correction that came in between is lost. Calling it twice is harmless.

    Raises:
        MeetingClosedError: when the meeting is sealed.
        DomainError: when a part is empty, or the point is not on the page, or says something else by now.

    """
    locked = point_for_desk(point.uuid)
    first, second = clean_text(first), clean_text(second)
    before = wording_of(locked)
    if locked.text == first and (there := _part_beside(locked, second)) is not None:
        return _split(locked, replace(before, text=seen or f"{first} {second}"), there)
    if locked.status != PointStatus.VISIBLE:
        raise DomainError(_("This point is no longer on the page."))
    check_seen(locked, seen)
    part = _second_part(locked, second)
    locked.text, locked.language = first, text_language(first, locked.language)
    locked.save(update_fields=["text", "language"])
    record_change(actor=actor, verb="point.split", target=locked.agenda_item)
    for uuid in (locked.uuid, part.uuid):
        announce_point(locked.agenda_item.meeting.uuid, uuid)
    return _split(locked, before, part)


@transaction.atomic
def join_parts(*, act: Act, actor: User) -> None:
    """Undo a split: the first part says all of it again, the second is gone.

    Raises:
        MeetingClosedError: when the meeting is sealed.
        DomainError: when one of the parts was changed since, or somebody stands differently to the two.

    """
    by_uuid = {point.uuid: point for point in points_for_desk(_parts(act))}
    first, second = (by_uuid.get(uuid) for uuid in _parts(act))
    if first is None or second is None or not _can_be_joined(act, first, second):
        raise DomainError(
            _("Something has happened to the parts since. Merge them instead: then nothing is lost.")
        )
    before = act.before or wording_of(first)
    first.text, first.language = before.text, before.language
    first.save(update_fields=["text", "language"])
    item = first.agenda_item
    second.status = PointStatus.MERGED  # so that every page takes it off: it counts within the first again
    announce_card(item.meeting.uuid, textless_card(second))
    take_down_point(second)
    second.delete()
    record_change(actor=actor, verb="point.joined", target=item)
    announce_point(item.meeting.uuid, first.uuid)


def _second_part(locked: Point, text: str) -> Point:
    """Write the second part: it shares the first one's position and has an identifier that sorts directly after it."""
    beside = Point.objects.filter(
        agenda_item=locked.agenda_item, position=locked.position, uuid__gt=locked.uuid
    )
    following = beside.order_by("uuid").values_list("uuid", flat=True).first()
    part = Point.objects.create(
        uuid=uuid_between(locked.uuid, following),
        agenda_item=locked.agenda_item,
        position=locked.position,
        theme=locked.theme,
        kind=locked.kind,
        text=text,
        language=text_language(text, locked.language),
        attribution=locked.attribution,
        author_id=locked.author_id,
        voice_id=locked.voice_id,
        organisation_kind=locked.organisation_kind,
        hands=locked.hands,
    )
    # By the voices' random keys: the order in which they came to stand behind the point is not copied.
    stances = locked.supports.order_by("voice_id").values_list("voice_id", "stance")
    Support.objects.bulk_create(
        Support(point=part, voice_id=voice, stance=stance) for voice, stance in stances
    )
    return part


def _split(first: Point, before: Wording, second: Point) -> Act:
    return Act(
        Verb.SPLIT,
        first.uuid,
        other=second.uuid,
        before=before,
        after=wording_of(first),
        part=wording_of(second),
    )


def _part_beside(first: Point, text: str) -> Point | None:
    """Return the second part, where a repeated request finds that the point was split already."""
    return (
        Point.objects.filter(
            agenda_item=first.agenda_item, position=first.position, text=text, uuid__gt=first.uuid
        )
        .order_by("uuid")
        .first()
    )


def _parts(act: Act) -> list[UUID]:
    return [act.point, act.other or act.point]


def _can_be_joined(act: Act, first: Point, second: Point) -> bool:
    return (
        act.after is not None
        and first.text == act.after.text
        and wording_of(second) == act.part
        and second.status == PointStatus.VISIBLE
        and _stances(first) == _stances(second)
        and not _is_referred_to(second)
    )


def _stances(point: Point) -> set[tuple[UUID, str]]:
    return set(point.supports.values_list("voice_id", "stance"))


def _is_referred_to(point: Point) -> bool:
    """Whether anything but a stance points here: what was merged into it, a recommendation, a paragraph of the report."""
    return any(
        relation.related_model._base_manager.filter(**{relation.field.name: point.pk}).exists()  # noqa: SLF001 - Django's way to all rows
        for relation in Point._meta.get_fields(include_hidden=True)  # noqa: SLF001 - a model's public name
        if isinstance(relation, ForeignObjectRel) and relation.related_model is not Support
    )
