"""Invitations, what follows them by mail, and the answers."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dialogues.enums import MeetingStatus, Response
from dialogues.exceptions import MeetingClosedError
from dialogues.models import Meeting, Participation
from stakeholders.exceptions import DomainError
from stakeholders.services.audit import record_change
from stakeholders.services.outbox import cancel_messages
from stakeholders.services.writing import assign, check

from .invitation_mail import queue_mail
from .voices import renew_voice

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dialogues.querysets import ParticipationQuerySet
    from stakeholders.models import User

ANSWERS = (Response.ACCEPTED, Response.TENTATIVE, Response.DECLINED)


@dataclass(frozen=True)
class MailRun:
    """What became of a request to write to many: how many mails are on their way, and whom none could be sent to."""

    queued: int
    without_address: tuple[Participation, ...] = ()


@transaction.atomic
def send_invitations(
    *,
    meeting: Meeting,
    actor: User,
    participations: Iterable[Participation] | None = None,
    again: bool = False,
) -> MailRun:
    """Invite ``participations`` (all, if not given) by mail; those who were invited before only if ``again``.

    Raises:
        MeetingClosedError: when the meeting is past, over or cancelled.

    """
    locked = _open_to_invitations(meeting)
    chosen = _locked_people(locked, participations)
    if not again:
        chosen = [participation for participation in chosen if not participation.is_invited]
    now = timezone.now()
    for participation in _with_address(chosen):
        first = not participation.is_invited
        if first:
            participation.response = Response.NEEDS_ACTION
        participation.invited_at = now
        participation.invited_sequence = locked.calendar_sequence
        participation.save(update_fields=["response", "invited_at", "invited_sequence"])
        queue_mail(participation=participation, kind="invitation", calendar_method="REQUEST")
        record_change(
            actor=actor,
            verb="participation.invited" if first else "participation.invited_again",
            target=participation,
        )
    if locked.status == MeetingStatus.PLANNED and locked.participations.invited().exists():
        locked.status = MeetingStatus.CONVENED
        locked.save(update_fields=["status"])
    meeting.status = locked.status
    return _run(chosen)


@transaction.atomic
def send_updates(*, meeting: Meeting, actor: User, ask_again: bool = False) -> MailRun:
    """Tell everybody whose last calendar mail is older than the meeting's last change; with ``ask_again`` answers start anew.

    Those who declined are told too: the new time may suit them.

    Raises:
        MeetingClosedError: when the meeting is past, over or cancelled.

    """
    locked = _open_to_invitations(meeting)
    chosen = _locked_people(locked, locked.participations.out_of_date(locked))
    for participation in _with_address(chosen):
        participation.invited_sequence = locked.calendar_sequence
        if ask_again and participation.response != Response.NEEDS_ACTION:
            record_change(
                actor=actor,
                verb="participation.asked_again",
                target=participation,
                changes={"response": [participation.response, Response.NEEDS_ACTION.value]},
            )
            participation.response = Response.NEEDS_ACTION
        participation.save(update_fields=["invited_sequence", "response"])
        queue_mail(
            participation=participation,
            kind="update",
            calendar_method="REQUEST",
            dedupe_key=f"update:{participation.uuid.hex}:{locked.calendar_sequence}",
        )
    if chosen:
        record_change(
            actor=actor, verb="meeting.updates_sent", target=locked, changes={"people": len(chosen)}
        )
    return _run(chosen)


@transaction.atomic
def send_reminders(
    *, meeting: Meeting, actor: User, participations: Iterable[Participation] | None = None
) -> MailRun:
    """Remind those who have not answered, each at most once a day.

    Raises:
        MeetingClosedError: when the meeting is past, over or cancelled.

    """
    locked = _open_to_invitations(meeting)
    chosen = [
        participation
        for participation in _locked_people(locked, participations)
        if participation.response == Response.NEEDS_ACTION
    ]
    today = timezone.localdate()
    for participation in _with_address(chosen):
        queue_mail(
            participation=participation,
            kind="reminder",
            dedupe_key=f"reminder:{participation.uuid.hex}:{today:%Y%m%d}",
        )
    if chosen:
        record_change(
            actor=actor, verb="meeting.reminders_sent", target=locked, changes={"people": len(chosen)}
        )
    return _run(chosen)


@transaction.atomic
def send_thanks(*, meeting: Meeting, actor: User, note: str = "") -> MailRun:
    """Thank those who took part, each once; ``note`` is added to the mail.

    Raises:
        MeetingClosedError: when the meeting is not over.

    """
    if meeting.status not in (MeetingStatus.ENDED, MeetingStatus.SEALED):
        raise MeetingClosedError(_("The meeting is not over yet."))
    chosen = _locked_people(meeting, meeting.participations.present())
    for participation in _with_address(chosen):
        queue_mail(
            participation=participation,
            kind="thanks",
            with_link=False,
            dedupe_key=f"thanks:{participation.uuid.hex}",
            extra={"note": note},
        )
    if chosen:
        record_change(
            actor=actor, verb="meeting.thanks_sent", target=meeting, changes={"people": len(chosen)}
        )
    return _run(chosen)


def send_cancellations(
    *, meeting: Meeting, reason: str = "", participations: Iterable[Participation] | None = None
) -> MailRun:
    """Take the meeting out of the calendars of those invited who have not declined, in the caller's transaction.

    Mails about it that are still waiting do not leave any more. Nothing is sent about a meeting that is past.
    """
    chosen = [
        participation for participation in _locked_people(meeting, participations) if participation.is_invited
    ]
    for participation in chosen:
        cancel_messages(topic=participation.mail_topic)
    if meeting.ends_at <= timezone.now():
        return MailRun(queued=0)
    told = [participation for participation in chosen if participation.response != Response.DECLINED]
    for participation in _with_address(told):
        queue_mail(
            participation=participation,
            kind="cancellation",
            calendar_method="CANCEL",
            with_link=False,
            extra={"reason": reason, "whole_meeting": meeting.status == MeetingStatus.CANCELLED},
        )
    return _run(told)


@transaction.atomic
def answer_invitation(
    *,
    participation: Participation,
    response: Response | str,
    message: str | None = None,
    consents_to_be_named: bool | None = None,
    actor: User | None = None,
) -> None:
    """Take an invited person's own answer; without ``actor`` it came by the private link. ``None`` leaves things as they are.

    While the room is open whoever comes just enters: an answer given on the way in is not kept, for with its time, its
    place on the disk and its entry in the trail it would tell who came when. Consent holds at once all the same.

    Raises:
        MeetingClosedError: when the meeting is over or cancelled.
        DomainError: when that is no answer, or the person is never to be named.

    """
    locked = Participation.objects.select_for_update(of=("self",)).select_related("meeting", "person")
    held = locked.get(pk=participation.pk)
    if not held.is_invited:
        raise DomainError(_("There is no invitation to answer."))
    if not held.meeting.is_open_to_change or held.meeting.ends_at <= timezone.now():
        raise MeetingClosedError(_("This meeting is over or cancelled: answers are no longer taken."))
    if held.meeting.status != MeetingStatus.LIVE:
        _keep_answer(held, response, message=message, actor=actor, how="account" if actor else "private link")
    if consents_to_be_named is not None:
        keep_consent(held, consents=consents_to_be_named, actor=actor, how="own answer")
    participation.refresh_from_db()


@transaction.atomic
def record_answer(
    *, participation: Participation, response: Response | str, actor: User, message: str | None = None
) -> None:
    """Write down an answer that came by telephone or in person; also for a meeting that is past.

    Raises:
        MeetingClosedError: when the meeting was cancelled or sealed.
        DomainError: when that is no answer.

    """
    held = (
        Participation.objects.select_for_update(of=("self",))
        .select_related("meeting")
        .get(pk=participation.pk)
    )
    if held.meeting.status in (MeetingStatus.CANCELLED, MeetingStatus.SEALED):
        raise MeetingClosedError(_("This meeting was cancelled or sealed: its answers stay as they are."))
    _keep_answer(held, response, message=message, actor=actor, how="by hand")
    participation.refresh_from_db()


@transaction.atomic
def renew_link(*, participation: Participation, actor: User) -> MailRun:
    """Make every private link of this person, and the voice that was taken by it, stale; send a new invitation.

    Raises:
        MeetingClosedError: when the meeting is past, over or cancelled.
        KeyStoreAwayError: when the voice cannot be found because the key store does not answer.

    """
    locked = _open_to_invitations(participation.meeting)
    cancel_messages(topic=participation.mail_topic)
    held = Participation.objects.select_for_update().get(pk=participation.pk)
    held.link_version += 1
    held.save(update_fields=["link_version"])
    renew_voice(locked, participation=held)
    record_change(actor=actor, verb="participation.link_renewed", target=held)
    run = send_invitations(meeting=participation.meeting, participations=[held], actor=actor, again=True)
    participation.refresh_from_db()
    return run


def keep_consent(participation: Participation, *, consents: bool, actor: User | None, how: str) -> None:
    """Write down whether a person agrees to be named, dated and in the audit trail, in the caller's transaction.

    Raises:
        DomainError: when the person is never to be named.

    """
    if consents and participation.person.is_protected:
        raise DomainError(_("This person is never named outside the team."), field="consents_to_be_named")
    if participation.consents_to_be_named == consents:
        return
    participation.consents_to_be_named = consents
    participation.consented_at = timezone.now() if consents else None
    participation.save(update_fields=["consents_to_be_named", "consented_at"])
    record_change(
        actor=actor,
        verb="participation.consented" if consents else "participation.consent_withdrawn",
        target=participation,
        changes={"how": how},
    )


def _keep_answer(
    participation: Participation,
    response: Response | str,
    *,
    message: str | None,
    actor: User | None,
    how: str,
) -> None:
    if response not in ANSWERS:
        raise DomainError(_("Please choose one of the answers."), field="response")
    values = {"response": str(response)} | ({} if message is None else {"message": message})
    changes = assign(participation, values, allowed={"response", "message"})
    if not changes and participation.responded_at is not None:
        return
    check(participation)
    participation.responded_at = timezone.now()
    participation.save(update_fields=["response", "message", "responded_at"])
    # The words stay with the participation; the trail says that there were some.
    told = {field: ["…", "…"] if field == "message" else change for field, change in changes.items()}
    record_change(
        actor=actor, verb="participation.answered", target=participation, changes={**told, "how": how}
    )


def _open_to_invitations(meeting: Meeting) -> Meeting:
    locked = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if not locked.is_open_to_change:
        raise MeetingClosedError(_("This meeting is over or cancelled: no mail is sent about it."))
    if locked.ends_at <= timezone.now():
        raise MeetingClosedError(_("This meeting's date is in the past: no mail is sent about it."))
    return locked


def _locked_people(
    meeting: Meeting, chosen: Iterable[Participation] | ParticipationQuerySet | None
) -> list[Participation]:
    people = meeting.participations.select_for_update(of=("self",)).select_related(
        "meeting__dialogue__host", "person", "organisation"
    )
    if chosen is not None:
        people = people.filter(pk__in=[participation.pk for participation in chosen])
    return [*people]


def _with_address(people: Iterable[Participation]) -> list[Participation]:
    return [participation for participation in people if participation.person.email]


def _run(people: list[Participation]) -> MailRun:
    counted = Counter(bool(participation.person.email) for participation in people)
    return MailRun(
        queued=counted[True],
        without_address=tuple(participation for participation in people if not participation.person.email),
    )
