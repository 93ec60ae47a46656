"""Mail as files."""

import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.mail import EmailMultiAlternatives, get_connection
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from home.mailbox import newest_mails, read_mail


@pytest.fixture
def send(settings):
    def sending(subject="Invitation", to="guest@example.org", text="Come.", html="", files=()):
        mail = EmailMultiAlternatives(subject, text, "Majlis <majlis@example.org>", [to])
        if html:
            mail.attach_alternative(html, "text/html")
        for name, content, content_type in files:
            mail.attach(name, content, content_type)
        return get_connection("home.mailbox.MailboxBackend").send_messages([mail])

    return sending


def test_a_mail_is_a_private_file(send, settings):
    assert send() == 1
    (path,) = Path(settings.MAIL_DIR).iterdir()
    assert path.suffix == ".eml"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_newest_first(send):
    for number in range(3):
        send(subject=f"Mail {number}")
    assert [mail.subject for mail in newest_mails()] == ["Mail 2", "Mail 1", "Mail 0"]


def test_of_one_recipient(send):
    send(subject="A", to="a@example.org")
    send(subject="B", to="b@example.org")
    assert [mail.subject for mail in newest_mails(recipient="A@Example")] == ["A"]


def test_an_empty_mailbox():
    assert newest_mails() == []


def test_a_mail_is_read_whole(send):
    send(
        subject="دعوة إلى اجتماع",
        text="Venez à Tunis — مرحبا",
        html="<p>Venez à <b>Tunis</b></p>",
        files=[
            ("meeting.ics", "BEGIN:VCALENDAR", "text/calendar"),
            ('a"b.pdf', b"\x00\x01", "application/pdf"),
        ],
    )
    mail = read_mail(newest_mails()[0].name)
    assert (mail.subject, mail.sender, mail.recipients) == (
        "دعوة إلى اجتماع",
        "Majlis <majlis@example.org>",
        "guest@example.org",
    )
    assert (mail.text.strip(), mail.html.strip()) == ("Venez à Tunis — مرحبا", "<p>Venez à <b>Tunis</b></p>")
    assert abs((mail.written_at - datetime.now(UTC)).total_seconds()) < 60
    assert [
        (file.position, file.safe_name, file.content_type, file.content) for file in mail.attachments
    ] == [
        (0, "meeting.ics", "text/calendar", b"BEGIN:VCALENDAR"),
        (1, "a_b.pdf", "application/pdf", b"\x00\x01"),
    ]


@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.text(max_size=60) | st.just("../../secret_key"))
def test_no_other_file_can_be_asked_for(settings, name):
    folder = Path(settings.MAIL_DIR)
    folder.mkdir(exist_ok=True)
    (folder.parent / "secret.eml").write_text("Subject: secret\n\n")
    assert read_mail(name) is None
    assert read_mail("../secret") is None
