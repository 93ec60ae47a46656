"""The embedded mailbox: mail as files under ``MAIL_DIR``, written instead of sent, and read by a page of this app."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage as ParsedMessage
from email.utils import parsedate_to_datetime
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from config.state import PRIVATE_FILE, make_private_folder

_NAME = re.compile(r"\d{8}-\d{6}-\d{6}-[0-9a-f]{32}")
_SHOWN = 200


class MailboxBackend(BaseEmailBackend):
    """Writes each mail into a file of its own that only this account may read."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Write the mails; return how many."""
        folder = make_private_folder(Path(settings.MAIL_DIR))
        for message in email_messages:
            path = folder / f"{timezone.now():%Y%m%d-%H%M%S-%f}-{uuid4().hex}.eml"
            draft = path.with_suffix(".part")  # a reader never meets half a mail
            with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE), "wb") as file:
                file.write(message.message().as_bytes())
            draft.rename(path)
        return len(email_messages)


@dataclass(frozen=True)
class Attachment:
    """A file that came with a mail."""

    position: int
    name: str
    content_type: str
    content: bytes

    @property
    def safe_name(self) -> str:
        """The name without anything that could break out of a header."""
        return re.sub(r"[^\w. -]", "_", self.name, flags=re.ASCII)


@dataclass(frozen=True)
class Mail:
    """A mail as it was written."""

    name: str
    subject: str
    sender: str
    recipients: str
    written_at: datetime | None
    text: str = ""
    html: str = ""
    attachments: tuple[Attachment, ...] = ()


def newest_mails(*, recipient: str = "") -> list[Mail]:
    """Return the newest mails, newest first, without their bodies; only those to ``recipient`` where given."""
    mails: list[Mail] = []
    for path in sorted(Path(settings.MAIL_DIR).glob("*.eml"), reverse=True):
        mail = _headers(path.stem, _parse(path))
        if recipient.lower() in mail.recipients.lower():
            mails.append(mail)
        if len(mails) == _SHOWN:
            break
    return mails


def read_mail(name: str) -> Mail | None:
    """Return the mail called ``name`` whole, or nothing when there is none."""
    path = Path(settings.MAIL_DIR) / f"{name}.eml"
    if not _NAME.fullmatch(name) or not path.is_file():
        return None
    parsed = _parse(path)
    head = _headers(name, parsed)
    return Mail(
        name=name,
        subject=head.subject,
        sender=head.sender,
        recipients=head.recipients,
        written_at=head.written_at,
        text=_body(parsed, "plain"),
        html=_body(parsed, "html"),
        attachments=tuple(
            Attachment(
                position=position,
                name=part.get_filename() or f"part-{position}",
                content_type=part.get_content_type(),
                content=part.get_payload(decode=True) or b"",  # type: ignore[arg-type]  # bytes when decoded
            )
            for position, part in enumerate(parsed.iter_attachments())
        ),
    )


def _parse(path: Path) -> ParsedMessage:
    return message_from_bytes(path.read_bytes(), policy=policy.default)


def _headers(name: str, parsed: ParsedMessage) -> Mail:
    return Mail(
        name=name,
        subject=str(parsed.get("Subject", "")),
        sender=str(parsed.get("From", "")),
        recipients=str(parsed.get("To", "")),
        written_at=_written_at(parsed),
    )


def _written_at(parsed: ParsedMessage) -> datetime | None:
    if not parsed.get("Date"):
        return None
    written = parsedate_to_datetime(str(parsed["Date"]))
    return written if written.tzinfo else written.replace(tzinfo=UTC)  # "-0000" is UTC without saying so


def _body(parsed: ParsedMessage, kind: str) -> str:
    part = parsed.get_body((kind,))
    return part.get_content() if part else ""
