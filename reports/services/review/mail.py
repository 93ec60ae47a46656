"""The mails of a review: one recipient each, in their language, nothing in them of anybody's comments."""

from __future__ import annotations

import zoneinfo
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from dialogues.services.invitation_mail import mail_language
from reports.enums import ReviewKind
from reports.review_links import review_link
from reports.services.team_mail import tell_team
from stakeholders.services.outbox import queue_message

if TYPE_CHECKING:
    from datetime import datetime

    from reports.models import ReviewInvitation, ReviewRound
    from stakeholders.models import User


def tell_participants(invitation: ReviewInvitation, *, kind: str) -> None:
    """Ask one participant to read, or (``reminder``) remind them; whoever has no address is asked by the team."""
    review, held = invitation.round, invitation.participation
    person = held.person
    if not person.email:
        return
    language = mail_language(person, held.meeting.dialogue)
    with translation.override(language):
        discreet = person.is_protected
        subjects = {
            "invitation": (_("A text for you to read"), _("Please read the draft: %(title)s")),
            "reminder": (_("A text waits for you"), _("The draft waits for you: %(title)s")),
        }
        neutral, named = subjects[kind]
        context = {
            "person": person,
            "host": held.meeting.dialogue.host,
            "meeting": held.meeting,
            "message": review.message,
            "discreet": discreet,
            "closes": _moment(review.closes_at, person.time_zone or held.meeting.time_zone),
            "private_link": "{{ private_link }}",
        }
        _queue(
            kind=f"review.{kind}",
            # Taken off the list, a participant gets no mail that still waits.
            topic=held.mail_topic,
            to=person.email,
            language=language,
            subject=neutral if discreet else named % {"title": held.meeting.title},
            template=f"review_{kind}",
            context=context,
            private_values={"private_link": review_link(invitation)},
        )


def tell_team_of_opening(review: ReviewRound, *, actor: User) -> None:
    """Ask the others of the team to read."""
    _tell(review, "review_team_opened", gettext_noop("Please read the draft: %(title)s"), but=actor)


def tell_team_of_closing(review: ReviewRound) -> None:
    """Tell the team that the comments are there to be answered, once and all together."""
    _tell(review, "review_closed", gettext_noop("The review has closed: %(title)s"))


def _tell(review: ReviewRound, template: str, subject: str, *, but: User | None = None) -> None:
    report = review.report
    address = reverse(
        "reports:review_round",
        args=[report.meeting.dialogue.slug, report.meeting.slug, report.edition, review.uuid],
    )
    tell_team(
        report,
        kind=template.replace("_", ".", 1),
        template=template,
        subject=subject,
        title=report.title,
        about=lambda user: {
            "message": review.message,
            "closes": _moment(review.closes_at, user.time_zone),
            "comments": review.comments.count(),
            "by_participants": review.kind == ReviewKind.PARTICIPANTS,
            "address": f"{settings.SITE_URL}{address}",
        },
        but=but,
    )


def _queue(
    *,
    kind: str,
    topic: str,
    to: str,
    language: str,
    subject: str,
    template: str,
    context: dict[str, Any],
    private_values: dict[str, str] | None = None,
) -> None:
    queue_message(
        kind=kind,
        topic=topic,
        to_address=to,
        language=language,
        subject=subject,
        text_body=render_to_string(f"reports/mail/{template}.txt", context),
        html_body=render_to_string(f"reports/mail/{template}.html", context),
        private_values=private_values,
    )


def _moment(at: datetime, zone: str) -> str:
    local = at.astimezone(zoneinfo.ZoneInfo(zone or settings.TIME_ZONE))
    return _("%(day)s, %(time)s (%(zone)s)") % {
        "day": date_format(local, "l j F Y"),
        "time": f"{local:%H:%M}",
        "zone": (zone or settings.TIME_ZONE).rpartition("/")[2].replace("_", " "),
    }
