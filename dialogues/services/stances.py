"""What a voice does with points that are there: support, qualify, dissent; correct and withdraw its own."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from dialogues.enums import AgendaItemStatus, MeetingStatus, PointStatus, Stance
from dialogues.exceptions import ItemNotOpenError, VoiceUnknownError
from dialogues.keystore import key_store, token_hash, voice_token
from dialogues.live.announcements import announce_late, announce_point
from dialogues.models import Participation, Point, Support, Voice
from dialogues.point_text import clean_text, text_language
from stakeholders.exceptions import DomainError

from .featuring import take_down_point
from .restarts import despite_restart
from .stance_statements import stand_at_once


def take_stance(*, room: UUID, point: UUID, token: str, stance: Stance | str | None) -> None:
    """Support, qualify or dissent, once for each voice; another stance replaces the first, none takes it back.

    Raises:
        VoiceUnknownError: when ``token`` is no voice of this room.
        ItemNotOpenError: when the item takes nothing now.
        DomainError: when the point is one's own, or no longer on the page.
        OperationalError: when the database is away, and is still away on a new connection.

    """
    wanted = Stance(stance) if stance else None
    despite_restart(lambda: _stand(room, point, token, wanted))


def _stand(room: UUID, point: UUID, token: str, stance: Stance | None) -> None:
    if not stand_at_once(room=room, point=point, token=token, stance=stance):
        _stand_with_care(room, point, token, stance)
    announce_point(room, point)


@transaction.atomic
def _stand_with_care(room: UUID, point: UUID, token: str, stance: Stance | None) -> None:
    """Write the stance to a point that names its author, and say what is wrong where something is."""
    voice = known_voice(room, token)
    found = _open_point(room, point)
    if found.status != PointStatus.VISIBLE:
        raise DomainError(_("This point is no longer on the page."))
    if found.voice_id == voice or _is_author(found, room, token):
        raise DomainError(_("This point is your own: your voice counts for it already."))
    if stance is None:
        Support.objects.filter(point=found, voice_id=voice).delete()
    else:
        Support.objects.update_or_create(point=found, voice_id=voice, defaults={"stance": stance})


@transaction.atomic
def correct_point(
    *, room: UUID, point: UUID, token: str, text: str, participation: UUID | None = None
) -> None:
    """Replace the text of one's own point while its item is open.

    Raises:
        VoiceUnknownError: when ``token`` is no voice of this room.
        ItemNotOpenError: when the item takes nothing now.
        DomainError: when the point is not one's own, or the text is empty or too long.

    """
    found = _own_point(room, point, token, participation)
    found.text = clean_text(text)
    found.language = text_language(found.text, found.language)
    found.save(update_fields=["text", "language"])
    announce_point(room, point)


@transaction.atomic
def withdraw_point(*, room: UUID, point: UUID, token: str, participation: UUID | None = None) -> None:
    """Take one's own point off the record while its item is open; a late one, until the facilitator has decided on it.

    Raises:
        VoiceUnknownError: when ``token`` is no voice of this room.
        ItemNotOpenError: when the item takes nothing now.
        DomainError: when the point is not one's own.

    """
    found = _own_late_point(room, point, token, participation)
    was_late = found is not None
    found = found or _own_point(room, point, token, participation)
    found.status = PointStatus.WITHDRAWN
    found.save(update_fields=["status"])
    if was_late:
        announce_late(room)
    else:
        take_down_point(found)
        announce_point(room, point)


def is_own(point: Point, voice: UUID | None, participation: UUID | None) -> bool:
    """Whether this voice wrote the point, or this person, where the point names its author."""
    if point.author_id is None:
        return voice is not None and point.voice_id == voice
    return participation is not None and (
        Participation.objects.filter(pk=point.author_id, uuid=participation).exists()
    )


def known_voice(room: UUID, token: str) -> UUID:
    """Return the voice of this room that ``token`` proves.

    Raises:
        VoiceUnknownError: when it proves none.

    """
    voice = (
        Voice.objects.filter(meeting__uuid=room, token_hash=token_hash(token))
        .values_list("pk", flat=True)
        .first()
    )
    if voice is None:
        raise VoiceUnknownError(_("Enter the room again: this page has lost your seat."))
    return voice


def _open_point(room: UUID, point: UUID) -> Point:
    found = (
        Point.objects.select_for_update(of=("self",))
        .select_related("agenda_item__meeting")
        .filter(uuid=point, agenda_item__meeting__uuid=room)
        .first()
    )
    if found is None:
        raise DomainError(_("This point is no longer on the page."))
    item = found.agenda_item
    if item.meeting.status != MeetingStatus.LIVE or item.status != AgendaItemStatus.OPEN:
        raise ItemNotOpenError(_("This agenda item is not open now."))
    return found


def _own_point(room: UUID, point: UUID, token: str, participation: UUID | None) -> Point:
    voice = known_voice(room, token)
    found = _open_point(room, point)
    if not is_own(found, voice, participation):
        raise DomainError(_("Only its author can change a point."))
    if found.status != PointStatus.VISIBLE:
        raise DomainError(_("This point is no longer on the page."))
    return found


def _own_late_point(room: UUID, point: UUID, token: str, participation: UUID | None) -> Point | None:
    """Return one's own point that waits for the facilitator, whatever the state of its item."""
    voice = known_voice(room, token)
    found = (
        Point.objects.late()
        .select_for_update(of=("self",))
        .filter(uuid=point, agenda_item__meeting__uuid=room)
        .first()
    )
    return found if found is not None and is_own(found, voice, participation) else None


def _is_author(point: Point, room: UUID, token: str) -> bool:
    """Whether the voice is that of the person named with the point: derived from the person, as on entering."""
    if point.author_id is None:
        return False
    key = key_store().read(room)
    author, version = Participation.objects.values_list("uuid", "link_version").get(pk=point.author_id)
    return key is not None and voice_token(key, author, version) == token
