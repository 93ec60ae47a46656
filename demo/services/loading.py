"""Loading the demo as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from demo.exceptions import DemoRefusedError
from demo.services.cast import gather_cast
from demo.services.follow_up import convene_upcoming, gather_follow_up, recommend
from demo.services.meetings import begin_dialogue, hold_quiet_meeting, hold_reference_meeting
from demo.source import read
from dialogues.models import Dialogue, Meeting
from dialogues.services import seal_meeting
from reports.services import generate_draft, publish_report
from stakeholders.models import Organisation, User

if TYPE_CHECKING:
    from demo.services.cast import Cast
    from reports.models import Publication


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """An account to try Majlis with."""

    role: str
    email: str
    password: str


@dataclass(frozen=True, slots=True)
class LoadedDemo:
    """The accounts, and whether anything was loaded just now."""

    accounts: tuple[DemoAccount, ...]
    is_new: bool


def load_demo() -> LoadedDemo:
    """Load the reference meeting and its setting into an empty Majlis; where it is loaded already nothing happens.

    Raises:
        DemoRefusedError: in production, and where there is data that is not the demo's.

    """
    if settings.PRODUCTION:
        raise DemoRefusedError(
            _("The demo has a password that everybody knows: it does not load in production.")
        )
    is_new = _reference_dialogue() is None
    if is_new:
        if User.objects.exists() or Organisation.objects.exists():
            raise DemoRefusedError(
                _("The demo loads into an empty Majlis only; this one has data of its own.")
            )
        with transaction.atomic():
            cast = gather_cast()
            earlier = _load_meetings(cast)
        for meeting in earlier:
            seal_meeting(meeting=meeting, actor=cast.convener)
    told = read("accounts")
    accounts = tuple(
        DemoAccount(account["role"], account["email"], told["password"]) for account in told["accounts"]
    )
    return LoadedDemo(accounts, is_new)


def _load_meetings(cast: Cast) -> list[Meeting]:
    """Hold every meeting; return the earlier ones, which are to be sealed."""
    told, others = read("reference_meeting"), read("other_meetings")
    dialogue = begin_dialogue(cast, told["dialogue"], told["themes"])
    earlier = [
        hold_quiet_meeting(cast, held_in, meeting)
        for series in others["earlier"]
        for held_in in [
            dialogue if series["dialogue"] == "reference" else begin_dialogue(cast, series["dialogue"])
        ]
        for meeting in series["meetings"]
    ]
    recommend(cast, hold_reference_meeting(cast, dialogue))
    gather_follow_up(cast, dialogue)
    convene_upcoming(cast, dialogue)
    return earlier


def publish_reference_report() -> Publication:
    """Draft and publish the report of the reference meeting, as the coordinator would; once published it stays.

    Raises:
        DemoRefusedError: when the demo is not loaded.

    """
    dialogue = _reference_dialogue()
    if dialogue is None:
        raise DemoRefusedError(_("Load the demo first."))
    meeting = dialogue.meetings.get(title=read("reference_meeting")["meeting"]["title"])
    published = meeting.reports.filter(publications__isnull=False).first()
    if published is not None:
        latest: Publication = published.publications.latest("number")
        return latest
    coordinator = User.objects.get(email=_email("coordinator"))
    report = generate_draft(meeting=meeting, actor=coordinator)
    return publish_report(report=report, actor=coordinator)


def _reference_dialogue() -> Dialogue | None:
    return Dialogue.objects.filter(title=read("reference_meeting")["dialogue"]["title"]).first()


def _email(role: str) -> str:
    return next(str(account["email"]) for account in read("accounts")["accounts"] if account["role"] == role)
