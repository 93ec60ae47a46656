"""How the mails about a meeting are put together: one recipient each, in their language and on their clock."""

from __future__ import annotations

import zoneinfo
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from uuid import uuid5

from django.conf import settings
from django.core.signing import Signer
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from dialogues import calendars
from dialogues.enums import MeetingFormat, MeetingStatus, Response
from dialogues.links import private_link
from dialogues.wording import RULE_IN_WORDS
from stakeholders.services.outbox import queue_message

if TYPE_CHECKING:
    from datetime import datetime

    from dialogues.models import Dialogue, Meeting, Participation
    from stakeholders.models import OutgoingMessage, Person

KINDS = ("invitation", "update", "reminder", "cancellation", "thanks")
_PART_STAT = {
    Response.ACCEPTED: "ACCEPTED",
    Response.TENTATIVE: "TENTATIVE",
    Response.DECLINED: "DECLINED",
}


@dataclass(frozen=True)
class ComposedMail:
    """A mail before it goes into the outbox; the private link is still a placeholder."""

    language: str
    subject: str
    text: str
    html: str


def mail_language(person: Person, dialogue: Dialogue) -> str:
    """Return the first language of the person, else of the dialogue, that the site speaks."""
    spoken = dict(settings.LANGUAGES)
    for language in [*person.languages, *dialogue.languages]:
        if language in spoken:
            return str(language)
    return settings.LANGUAGE_CODE


def compose_mail(
    *,
    participation: Participation,
    kind: str,
    language: str | None = None,
    extra: dict[str, Any] | None = None,
) -> ComposedMail:
    """Write one of ``KINDS`` to one person; with ``language`` in that one, for a preview."""
    meeting, person = participation.meeting, participation.person
    language = language or mail_language(person, meeting.dialogue)
    with translation.override(language):
        context = {
            "meeting": meeting,
            "host": meeting.dialogue.host,
            "participation": participation,
            "person": person,
            "discreet": person.is_protected,
            "awaits_answer": participation.response == Response.NEEDS_ACTION,
            "rule": RULE_IN_WORDS[meeting.attribution_rule],
            "parts_differ": meeting.agenda_items.exclude(
                attribution_rule__in=["", meeting.attribution_rule]
            ).exists(),
            "place": _location(meeting),
            "private_link": "{{ private_link }}",
            **_times(meeting, person.time_zone),
            **(extra or {}),
        }
        return ComposedMail(
            language=language,
            subject=_subject(meeting, kind, discreet=person.is_protected),
            text=render_to_string(f"dialogues/mail/{kind}.txt", context),
            html=render_to_string(f"dialogues/mail/{kind}.html", context),
        )


def queue_mail(
    *,
    participation: Participation,
    kind: str,
    calendar_method: str = "",
    with_link: bool = True,
    dedupe_key: str | None = None,
    extra: dict[str, Any] | None = None,
) -> OutgoingMessage:
    """Write one of ``KINDS`` to one person and put it into the outbox, in the caller's transaction."""
    mail = compose_mail(participation=participation, kind=kind, extra=extra)
    with translation.override(mail.language):
        calendar = _calendar_part(participation, calendar_method)
    return queue_message(
        kind=f"meeting.{kind}",
        topic=participation.mail_topic,
        to_address=participation.person.email,
        language=mail.language,
        subject=mail.subject,
        text_body=mail.text,
        html_body=mail.html,
        calendar=calendar,
        calendar_method=calendar_method,
        private_values={"private_link": private_link(participation)} if with_link else None,
        dedupe_key=dedupe_key,
    )


def invitation_file(participation: Participation) -> str:
    """Return the calendar file that an invited person may download."""
    return calendars.published(
        _event(participation),
        now=timezone.now(),
        cancelled=participation.meeting.status == MeetingStatus.CANCELLED,
    )


def meeting_file(meeting: Meeting) -> str:
    """Return the calendar file that the team may download."""
    event = calendars.CalendarEvent(
        uid=f"{meeting.calendar_uid}@{settings.REPLY_DOMAIN}",
        sequence=meeting.calendar_sequence,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        zone=meeting.zone,
        summary=meeting.title,
        location=_location(meeting),
    )
    return calendars.published(event, now=timezone.now(), cancelled=meeting.status == MeetingStatus.CANCELLED)


def reply_address(participation: Participation) -> str:
    """Return the address that a calendar sends its answer to; it belongs to this invitation, and to no person."""
    proof = Signer(salt="dialogues.reply").signature(participation.uuid.hex)[:16]
    return f"reply+{participation.uuid.hex}-{proof}@{settings.REPLY_DOMAIN}".lower()


def _calendar_part(participation: Participation, method: str) -> str:
    if not method:
        return ""
    invitee = calendars.Invitee(
        address=participation.person.email,
        answer=_PART_STAT.get(Response(participation.response), "NEEDS-ACTION"),
        organiser_address=reply_address(participation),
        organiser_name=settings.SITE_NAME,
    )
    event = _event(participation)
    if method == "CANCEL":
        if (
            participation.meeting.status != MeetingStatus.CANCELLED
        ):  # only this person's invitation is withdrawn
            event = replace(event, sequence=event.sequence + 1)
        return calendars.withdrawn(event, invitee, now=timezone.now())
    return calendars.requested(event, invitee, now=timezone.now())


def _event(participation: Participation) -> calendars.CalendarEvent:
    """Describe the meeting for one person's calendar.

    The identifier is their own: one that all invitations share would link those who hold them. No link stands in it,
    because calendars are shared with colleagues and assistants; for a protected person nothing does but the time.
    """
    meeting = participation.meeting
    discreet = participation.person.is_protected
    return calendars.CalendarEvent(
        uid=f"{uuid5(meeting.calendar_uid, participation.uuid.hex)}@{settings.REPLY_DOMAIN}",
        sequence=meeting.calendar_sequence,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        zone=meeting.zone,
        summary=_("Meeting") if discreet else meeting.title,
        location="" if discreet else _location(meeting),
        description=""
        if discreet
        else _("How to take part is on your private page; its link is in your invitation."),
    )


def _times(meeting: Meeting, time_zone: str) -> dict[str, str]:
    """Return when the meeting is on its own clock and, where it differs, on the clock of ``time_zone``."""
    times = {
        "when": _("%(time)s (%(place)s time)")
        % {
            "time": _span(meeting.local_start, meeting.local_end),
            "place": meeting.time_zone.rpartition("/")[2].replace("_", " "),
        },
        "reader_when": "",
    }
    if time_zone:
        reader = zoneinfo.ZoneInfo(time_zone)
        starts = meeting.starts_at.astimezone(reader)
        if starts.utcoffset() != meeting.local_start.utcoffset():
            times["reader_when"] = _span(starts, meeting.ends_at.astimezone(reader))
    return times


def _span(starts: datetime, ends: datetime) -> str:
    return f"{date_format(starts, 'l j F Y')}, {starts:%H:%M}–{ends:%H:%M}"


def _location(meeting: Meeting) -> str:
    if meeting.format == MeetingFormat.ONLINE:
        return _("Online")
    if meeting.format == MeetingFormat.HYBRID and meeting.venue:
        return _("%(venue)s, and online") % {"venue": meeting.venue}
    return meeting.venue


def _subject(meeting: Meeting, kind: str, *, discreet: bool) -> str:
    subjects = {
        "invitation": (_("An invitation"), _("Invitation: %(title)s")),
        "update": (_("Your invitation has changed"), _("Changed: %(title)s")),
        "reminder": (_("Your answer, please"), _("Will you come? %(title)s")),
        "cancellation": (_("A meeting is cancelled"), _("Cancelled: %(title)s")),
        "thanks": (_("Thank you"), _("Thank you: %(title)s")),
    }
    neutral, named = subjects[kind]
    return neutral if discreet else named % {"title": meeting.title}
