"""The outbox, against a real SMTP server: one that takes mail, one that refuses, one that is not there."""

from __future__ import annotations

import socket
from contextlib import contextmanager
from datetime import timedelta
from email import message_from_bytes, policy

import pytest
import time_machine
from aiosmtpd.controller import Controller
from django.core.mail.backends.smtp import EmailBackend
from django.db import connection
from django.utils import timezone

from stakeholders.enums import DeliveryProblem, MessageStatus
from stakeholders.exceptions import DomainError
from stakeholders.models import AuditEntry, OutgoingMessage
from stakeholders.services.outbox import (
    LEASE,
    MAX_ATTEMPTS,
    cancel_messages,
    deliver_message,
    queue_message,
    resend_message,
)
from stakeholders.tasks import deliver_due_messages_task
from tests.factories import AdministratorFactory

pytestmark = pytest.mark.django_db

ICS = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nSUMMARY:Möte\r\nEND:VCALENDAR\r\n"


class Server:
    """Keeps what it takes; ``refusals`` are its answers per step and address."""

    def __init__(self):
        self.mails = []
        self.recipients = []
        self.refusals = {}

    async def handle_MAIL(self, server, session, envelope, address, options):  # noqa: N802 - aiosmtpd's name
        if answer := self.refusals.get("sender"):
            return answer
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802 - aiosmtpd's name
        if answer := self.refusals.get(address):
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - aiosmtpd's name
        if answer := self.refusals.get("content"):
            return answer
        self.recipients.append(envelope.rcpt_tos)
        self.mails.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 Taken"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def running(server):
    controller = Controller(server, hostname="127.0.0.1", port=free_port())
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()


@pytest.fixture
def server(settings):
    server = Server()
    with running(server) as port:
        use_smtp(settings, port)
        yield server


def use_smtp(settings, port):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", port, 5
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.DEFAULT_FROM_EMAIL = "Majlis <majlis@example.org>"


def queue(**values):
    defaults = {
        "kind": "meeting.invitation",
        "to_address": "guest@example.org",
        "subject": "Invitation: Möte\r\nBcc: everybody@example.org",
        "text_body": "Your page: {{ private_link }} {{ unknown }}",
        "html_body": '<p>مرحبا <a href="{{ private_link }}">page</a></p>',
        "private_values": {"private_link": "https://majlis.example.org/i/secret/"},
    }
    return queue_message(**(defaults | values))


def again(message):
    message.refresh_from_db()
    return message


def test_it_arrives_as_written_and_keeps_no_secret(server):
    message = queue(calendar=ICS, calendar_method="REQUEST", reply_to="reply@example.org")
    assert deliver_message(message_id=message.pk)
    again(message)
    assert (message.status, message.private_values, message.attempts) == (MessageStatus.SENT, {}, 1)
    assert message.sent_at is not None
    (mail,) = server.mails
    assert server.recipients == [["guest@example.org"]]
    assert mail["Subject"] == "Invitation: Möte Bcc: everybody@example.org"
    assert mail["Message-ID"] == f"<{message.uuid}@example.org>"
    assert (mail["Auto-Submitted"], mail["Reply-To"], mail["Bcc"]) == (
        "auto-generated",
        "reply@example.org",
        None,
    )
    alternatives = next(part for part in mail.walk() if part.get_content_type() == "multipart/alternative")
    text, html, calendar = alternatives.iter_parts()
    assert text.get_content().strip() == "Your page: https://majlis.example.org/i/secret/ {{ unknown }}"
    assert 'href="https://majlis.example.org/i/secret/"' in html.get_content()
    assert calendar.get_content_type() == "text/calendar"
    assert (calendar.get_param("method"), calendar.get_param("charset")) == ("REQUEST", "utf-8")
    assert calendar.get_content().replace("\r\n", "\n") == ICS.replace("\r\n", "\n")
    (attachment,) = mail.iter_attachments()
    assert (attachment.get_filename(), attachment.get_content_type()) == ("meeting.ics", "application/ics")
    assert attachment.get_content() == ICS.encode()


def test_no_transaction_is_open_while_the_server_speaks(server, monkeypatch):
    seen = []
    send = EmailBackend.send_messages

    def observed(self, mails):
        seen.append(len(connection.savepoint_ids))
        return send(self, mails)

    monkeypatch.setattr(EmailBackend, "send_messages", observed)
    outside = len(connection.savepoint_ids)
    deliver_message(message_id=queue().pk)
    assert seen == [outside]
    assert len(server.mails) == 1


@pytest.mark.django_db(transaction=True)
def test_it_leaves_after_the_commit_by_itself(server):
    message = queue()
    assert again(message).status == MessageStatus.SENT
    assert len(server.mails) == 1


def test_a_refused_address_is_final_and_says_why(server):
    server.refusals["guest@example.org"] = "550 5.1.1 No such user"
    message = queue()
    assert not deliver_message(message_id=message.pk)
    again(message)
    assert (message.status, message.problem) == (MessageStatus.FAILED, DeliveryProblem.RECIPIENT_REFUSED)
    assert message.last_error == "550 5.1.1 No such user"
    assert message.private_values  # a second try needs them
    assert server.mails == []


@pytest.mark.parametrize(
    ("step", "answer", "problem", "status"),
    [
        ("guest@example.org", "451 4.7.1 Greylisted", DeliveryProblem.BUSY, MessageStatus.QUEUED),
        ("content", "554 5.7.1 Looks like spam", DeliveryProblem.CONTENT_REFUSED, MessageStatus.FAILED),
        ("content", "452 4.3.1 Out of space", DeliveryProblem.BUSY, MessageStatus.QUEUED),
        ("sender", "553 5.7.1 Not allowed", DeliveryProblem.SENDER_REFUSED, MessageStatus.QUEUED),
        ("sender", "421 4.3.2 Too many", DeliveryProblem.BUSY, MessageStatus.QUEUED),
    ],
)
def test_what_servers_answer(server, step, answer, problem, status):
    server.refusals[step] = answer
    message = queue()
    assert not deliver_message(message_id=message.pk)
    again(message)
    assert (message.problem, message.status, message.last_error) == (problem, status, answer)


def test_a_server_that_is_away_is_tried_ever_more_rarely(settings, server):
    message = queue()
    settings.EMAIL_PORT = free_port()
    with time_machine.travel(timezone.now(), tick=False) as clock:
        waits = []
        for _ in range(MAX_ATTEMPTS):
            deliver_message(message_id=message.pk)
            again(message)
            waits.append((message.send_after - timezone.now()).total_seconds())
            clock.move_to(message.send_after + timedelta(seconds=1))
        assert waits == [15 * 2**attempt for attempt in range(1, MAX_ATTEMPTS + 1)]
        assert (message.status, message.problem) == (MessageStatus.FAILED, DeliveryProblem.UNREACHABLE)
        assert message.last_error.startswith("ConnectionRefusedError")


def test_the_sweep_takes_what_is_due_and_no_other(server, settings):
    port = settings.EMAIL_PORT
    late, waiting = queue(), queue(to_address="other@example.org")
    settings.EMAIL_PORT = free_port()
    deliver_message(message_id=waiting.pk)
    settings.EMAIL_PORT = port
    deliver_due_messages_task()
    assert (again(late).status, again(waiting).status) == (MessageStatus.SENT, MessageStatus.QUEUED)
    with time_machine.travel(waiting.send_after + timedelta(seconds=1)):
        deliver_due_messages_task()
    assert again(waiting).status == MessageStatus.SENT
    assert [mail["To"] for mail in server.mails] == ["guest@example.org", "other@example.org"]


def test_two_at_once_send_one(server):
    message = queue()
    claimed = OutgoingMessage.objects.filter(pk=message.pk)
    claimed.update(attempts=1, send_after=timezone.now() + LEASE)  # another worker has it
    assert not deliver_message(message_id=message.pk)
    assert server.mails == []
    with time_machine.travel(timezone.now() + LEASE + timedelta(seconds=1)):  # and died of it
        assert deliver_message(message_id=message.pk)
    assert deliver_message(message_id=message.pk)
    assert len(server.mails) == 1


def test_a_mail_that_no_server_would_take(server):
    message = queue(reply_to="a@example.org\nBcc: b@example.org")
    assert not deliver_message(message_id=message.pk)
    assert (again(message).status, message.problem) == (MessageStatus.FAILED, DeliveryProblem.BROKEN)
    assert server.mails == []


def test_the_same_key_is_one_mail(server):
    first, second = queue(dedupe_key="a"), queue(dedupe_key="a", subject="Other")
    assert first == second
    assert queue(dedupe_key="b") != first


def test_cancelled_mails_do_not_leave_and_forget(server):
    message, other = queue(topic="meeting:a:b"), queue(topic="meeting:a:c")
    assert cancel_messages(topic="meeting:a:b") == 1
    assert not deliver_message(message_id=message.pk)
    assert (again(message).status, message.private_values) == (MessageStatus.CANCELLED, {})
    assert again(other).status == MessageStatus.QUEUED
    assert not deliver_message(message_id=999_999)


def test_once_more_after_a_refusal(server):
    actor = AdministratorFactory()
    server.refusals["guest@example.org"] = "550 No"
    message = queue()
    deliver_message(message_id=message.pk)
    server.refusals.clear()
    resend_message(message=message, actor=actor)
    assert again(message).attempts == 0
    assert deliver_message(message_id=message.pk)
    assert AuditEntry.objects.get().verb == "message.resent"
    with pytest.raises(DomainError):
        resend_message(message=message, actor=actor)
