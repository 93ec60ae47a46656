"""A version that has not opened yet, when somebody whom it names may no longer be named."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from dialogues.services import record_consent
from reports.services import publish_report
from stakeholders.enums import Protection
from stakeholders.models import OutgoingMessage
from stakeholders.services.organisations import edit_organisation
from stakeholders.services.people import edit_person

if TYPE_CHECKING:
    from reports.models import Publication
    from tests.reports.factories import Reported

TOMORROW = timedelta(days=1)
SLUG = "the-future-of-networks"


@pytest.fixture
def waiting(held: Reported) -> Publication:
    opens_at = timezone.now() + TOMORROW
    return publish_report(report=held.report(), actor=held.coordinator, opens_at=opens_at)


def is_taken_back(version: Publication) -> bool:
    version.refresh_from_db()
    return version.withheld_at is not None


def test_who_withdraws_consent_is_not_named_when_the_time_comes(
    held: Reported, waiting: Publication, client: Client
) -> None:
    record_consent(participation=held.speaker, consents_to_be_named=False, actor=held.convener)
    assert is_taken_back(waiting)
    with time_machine.travel(timezone.now() + 2 * TOMORROW):
        assert client.get(f"/reports/{SLUG}/").status_code == 404
        assert SLUG not in client.get("/reports/").content.decode()


def test_the_team_is_told_and_nobody_else_and_not_who(held: Reported, waiting: Publication) -> None:
    record_consent(participation=held.speaker, consents_to_be_named=False, actor=held.convener)
    mails = OutgoingMessage.objects.filter(kind="report.version_taken_back")
    team = set(held.meeting.dialogue.team.values_list("user__email", flat=True))
    assert {mail.to_address for mail in mails} == team
    for mail in mails:
        assert held.url() in mail.text_body
        assert held.speaker.person.name not in mail.subject + mail.text_body + mail.html_body


def test_who_becomes_protected_is_not_named_either(held: Reported, waiting: Publication) -> None:
    edit_person(person=held.speaker.person, protection=Protection.PROTECTED, actor=held.administrator)
    assert is_taken_back(waiting)


def test_an_organisation_that_may_no_longer_be_named_takes_the_version_back(
    held: Reported, waiting: Publication
) -> None:
    organisation = held.silent.organisation
    assert organisation is not None
    edit_organisation(
        organisation=organisation,
        name="Fund Networks for Longer",
        may_be_named=False,
        actor=held.administrator,
    )
    assert is_taken_back(waiting)


def test_what_names_nobody_more_than_before_stays(held: Reported, waiting: Publication) -> None:
    edit_person(person=held.speaker.person, notes="Likes tea.", actor=held.administrator)
    edit_person(person=held.silent.person, name="Somebody Else", actor=held.administrator)
    record_consent(participation=held.silent, consents_to_be_named=True, actor=held.convener)
    record_consent(participation=held.silent, consents_to_be_named=False, actor=held.convener)
    assert not is_taken_back(waiting)


def test_what_readers_have_read_is_for_the_team_to_correct(held: Reported) -> None:
    version = publish_report(report=held.report(), actor=held.coordinator)
    record_consent(participation=held.speaker, consents_to_be_named=False, actor=held.convener)
    assert not is_taken_back(version)
