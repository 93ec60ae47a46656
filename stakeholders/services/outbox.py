"""The one door through which mail leaves.

A delivery claims the mail in one short transaction, talks to the mail server outside of any, and records what happened
in another: a slow server holds no lock. The claim is a lease. A worker that dies between the server's "accepted" and our
record leaves a mail that the sweep sends again after the lease: *at least once*, because a lost invitation is worse than a
doubled one, and the doubled one has the same Message-ID and the same calendar UID and sequence.
"""

from __future__ import annotations

import re
import smtplib
from datetime import timedelta
from email.utils import parseaddr
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from stakeholders.enums import DeliveryProblem, MessageStatus
from stakeholders.exceptions import DomainError
from stakeholders.models import OutgoingMessage

from .audit import record_change

if TYPE_CHECKING:
    from collections.abc import Mapping

    from stakeholders.models import User

MAX_ATTEMPTS = 8
LEASE = timedelta(minutes=10)
_PLACEHOLDER = re.compile(r"\{\{ (\w+) \}\}")
_PERMANENT = range(500, 600)


def queue_message(
    *,
    kind: str,
    to_address: str,
    subject: str,
    text_body: str,
    html_body: str = "",
    topic: str = "",
    language: str = "en",
    reply_to: str = "",
    calendar: str = "",
    calendar_method: str = "",
    private_values: Mapping[str, str] | None = None,
    dedupe_key: str | None = None,
) -> OutgoingMessage:
    """Put a mail into the outbox, in the caller's transaction; it is sent after the commit.

    Bodies may hold ``{{ name }}`` placeholders, filled from ``private_values`` at sending and forgotten then; of these
    ``unsubscribe_link`` goes into the headers as well. A second call with the same ``dedupe_key`` returns the first message.
    """
    fields = {
        "kind": kind,
        "to_address": to_address,
        "subject": " ".join(subject.split())[:250],
        "text_body": text_body,
        "html_body": html_body,
        "topic": topic,
        "language": language,
        "reply_to": reply_to,
        "calendar": calendar,
        "calendar_method": calendar_method,
        "private_values": dict(private_values or {}),
    }
    if dedupe_key is None:
        message, created = OutgoingMessage.objects.create(**fields), True
    else:
        message, created = OutgoingMessage.objects.get_or_create(dedupe_key=dedupe_key, defaults=fields)
    if created:
        _enqueue_delivery(message)
    return message


def deliver_message(*, message_id: int) -> bool:
    """Send one mail that is due; return whether it is sent now. A failure is kept, and tried again ever more rarely."""
    message = _claim(message_id)
    if message is None:
        return OutgoingMessage.objects.filter(pk=message_id, status=MessageStatus.SENT).exists()
    try:
        email = _as_email(message)
        email.message()  # before there is a connection: what cannot be built is no fault of a server
    except (
        ValueError,
        UnicodeError,
        LookupError,
    ) as error:  # a header or a charset that no server would take
        _record_failure(message, DeliveryProblem.BROKEN, str(error), permanent=True)
        return False
    try:
        email.send()
    except OSError as error:  # smtplib's errors are OSErrors too
        problem, permanent = classify(error)
        _record_failure(message, problem, _server_answer(error), permanent=permanent)
        return False
    _record_sent(message)
    return True


def resend_message(*, message: OutgoingMessage, actor: User) -> None:
    """Try a mail that did not leave again, at once.

    Raises:
        DomainError: when the mail has left or was cancelled.

    """
    with transaction.atomic():
        locked = OutgoingMessage.objects.select_for_update().get(pk=message.pk)
        if locked.status not in (MessageStatus.FAILED, MessageStatus.QUEUED):
            raise DomainError(_("Only a mail that was not sent can be sent again."))
        locked.status = MessageStatus.QUEUED
        locked.attempts = 0
        locked.send_after = timezone.now()
        locked.save(update_fields=["status", "attempts", "send_after"])
        record_change(actor=actor, verb="message.resent", target=locked)
        _enqueue_delivery(locked)


def cancel_messages(*, topic: str) -> int:
    """Cancel what has not left about ``topic``, and forget its private values; return how many mails that were."""
    return (
        OutgoingMessage.objects.unsent()
        .filter(topic=topic)
        .update(status=MessageStatus.CANCELLED, private_values={})
    )


def classify(error: OSError) -> tuple[DeliveryProblem, bool]:
    """Return what went wrong, and whether another try is pointless.

    Only what the server says about *this* mail for good (a 5xx answer to its recipient or its content) is permanent. A
    refused sender or password is ours to mend: the mail waits, visibly, and leaves once it is mended.
    """
    match error:
        case smtplib.SMTPRecipientsRefused(recipients=refused):
            codes = [code for code, _text in refused.values()]
            permanent = all(code in _PERMANENT for code in codes)
            return (DeliveryProblem.RECIPIENT_REFUSED if permanent else DeliveryProblem.BUSY), permanent
        case smtplib.SMTPSenderRefused(smtp_code=code):
            return (DeliveryProblem.SENDER_REFUSED if code in _PERMANENT else DeliveryProblem.BUSY), False
        case smtplib.SMTPAuthenticationError():
            return DeliveryProblem.SIGN_IN_REFUSED, False
        case smtplib.SMTPConnectError() | smtplib.SMTPHeloError() | smtplib.SMTPServerDisconnected():
            return DeliveryProblem.UNREACHABLE, False
        case smtplib.SMTPResponseException(smtp_code=code):
            permanent = code in _PERMANENT
            return (DeliveryProblem.CONTENT_REFUSED if permanent else DeliveryProblem.BUSY), permanent
        case _:
            return DeliveryProblem.UNREACHABLE, False


def _claim(message_id: int) -> OutgoingMessage | None:
    """Take a mail that is due, for the length of the lease; the same mail is never claimed by two at once."""
    claimed = (
        OutgoingMessage.objects.due()
        .filter(pk=message_id)
        .update(attempts=F("attempts") + 1, send_after=timezone.now() + LEASE)
    )
    return OutgoingMessage.objects.get(pk=message_id) if claimed else None


def _record_sent(message: OutgoingMessage) -> None:
    message.status = MessageStatus.SENT
    message.sent_at = timezone.now()
    message.problem = DeliveryProblem.NONE
    message.last_error = ""
    message.private_values = {}
    message.save(update_fields=["status", "sent_at", "problem", "last_error", "private_values"])


def _record_failure(
    message: OutgoingMessage, problem: DeliveryProblem, answer: str, *, permanent: bool
) -> None:
    given_up = permanent or message.attempts >= MAX_ATTEMPTS
    # A mail cancelled while it was on its way stays cancelled.
    OutgoingMessage.objects.filter(pk=message.pk, status=MessageStatus.QUEUED).update(
        problem=problem,
        last_error=answer[:300],
        send_after=timezone.now() + timedelta(seconds=15 * 2**message.attempts),
        status=MessageStatus.FAILED if given_up else MessageStatus.QUEUED,
    )


def _server_answer(error: OSError) -> str:
    match error:
        case smtplib.SMTPRecipientsRefused(recipients=refused):
            answers = [f"{code} {_decoded(text)}" for code, text in refused.values()]
            return "; ".join(answers)
        case smtplib.SMTPResponseException(smtp_code=code, smtp_error=text):
            return f"{code} {_decoded(text)}"
        case _:
            return f"{type(error).__name__}: {error}"


def _decoded(text: bytes | str) -> str:
    return text.decode(errors="replace") if isinstance(text, bytes) else text


def _enqueue_delivery(message: OutgoingMessage) -> None:
    from stakeholders.tasks import deliver_message_task  # noqa: PLC0415 - tasks import services

    # Robust: with the broker away the mail waits in the outbox for the sweep, and the page that queued it still answers.
    transaction.on_commit(lambda: deliver_message_task.delay(message.pk), robust=True)


def _as_email(message: OutgoingMessage) -> EmailMultiAlternatives:
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    headers = {"Message-ID": f"<{message.uuid}@{domain}>", "Auto-Submitted": "auto-generated"}
    if leave := message.private_values.get("unsubscribe_link"):
        # RFC 2369 and RFC 8058: mail programs offer to leave by one press, which posts to this address.
        headers |= {"List-Unsubscribe": f"<{leave}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    email = EmailMultiAlternatives(
        subject=message.subject,
        body=_fill(message.text_body, message.private_values),
        to=[message.to_address],
        reply_to=[message.reply_to] if message.reply_to else None,
        headers=headers,
    )
    if message.html_body:
        email.attach_alternative(_fill(message.html_body, message.private_values), "text/html")
    if message.calendar:
        calendar = _fill(message.calendar, message.private_values)
        # Outlook and Gmail take the alternative for an invitation, by its method parameter; Apple's Mail takes the file.
        email.attach_alternative(calendar, f"text/calendar; method={message.calendar_method}")
        email.attach("meeting.ics", calendar.encode(), "application/ics")
    return email


def _fill(text: str, values: Mapping[str, str]) -> str:
    return _PLACEHOLDER.sub(lambda found: values.get(found[1], found[0]), text)
