"""A version whose embargo is about to end, when somebody whom it names may no longer be named."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from dialogues.services import record_consent
from reports.models import Paragraph
from reports.selectors import names_in_versions
from reports.services import delete_paragraph, edit_front, publish_report
from reports.services.embargoes import about_to_open, hold_back_what_names_somebody
from reports.tasks import announce_due_publications_task, reread_embargoes_task
from stakeholders.enums import Protection
from stakeholders.exceptions import DomainError
from stakeholders.models import AuditEntry, OutgoingMessage
from stakeholders.services.organisations import edit_organisation
from stakeholders.services.people import edit_person
from tests.reports.factories import Reported, paragraph_with

if TYPE_CHECKING:
    from reports.models import Publication

TOMORROW = timedelta(days=1)
SLUG = "the-future-of-networks"


@pytest.fixture
def waiting(held: Reported) -> Publication:
    opens_at = timezone.now() + TOMORROW
    return publish_report(report=held.report(), actor=held.coordinator, opens_at=opens_at)


def waits_longer(version: Publication) -> bool:
    """Let the minute come in which it is read again."""
    before = version.opens_at
    with time_machine.travel(before - timedelta(seconds=70)):
        reread_embargoes_task()
        announce_due_publications_task()
    version.refresh_from_db()
    assert version.opens_at in {before, before + TOMORROW}
    return version.opens_at != before


def test_who_withdraws_consent_is_not_named_when_the_time_comes(
    held: Reported, waiting: Publication, client: Client
) -> None:
    opens_at = waiting.opens_at
    record_consent(participation=held.speaker, consents_to_be_named=False, actor=held.convener)
    assert waits_longer(waiting)
    with time_machine.travel(opens_at + timedelta(hours=1)):
        assert client.get(f"/reports/{SLUG}/").status_code == 404
        assert SLUG not in client.get("/reports/").content.decode()
    held.recommendation.refresh_from_db()
    assert held.recommendation.public_from == waiting.opens_at
    assert AuditEntry.objects.filter(verb="report.embargo_moved", actor=None).count() == 1
    assert waits_longer(waiting)  # and so each day
    record_consent(participation=held.speaker, consents_to_be_named=True, actor=held.convener)
    assert not waits_longer(waiting)


def test_the_team_is_told_and_nobody_else_and_not_who(held: Reported, waiting: Publication) -> None:
    name = held.speaker.person.name
    edit_front(
        report=waiting.report, title=f"What {name} told", subtitle="", attribution="", actor=held.convener
    )
    record_consent(participation=held.speaker, consents_to_be_named=False, actor=held.convener)
    assert waits_longer(waiting)
    mails = OutgoingMessage.objects.filter(kind="report.held_back")
    team = set(held.meeting.dialogue.team.values_list("user__email", flat=True))
    assert {mail.to_address for mail in mails} == team
    for mail in mails:
        assert held.url() in mail.text_body
        assert "Bergqvist" not in mail.subject + mail.text_body + mail.html_body


def test_who_becomes_protected_is_not_named_either(held: Reported, waiting: Publication) -> None:
    edit_person(person=held.speaker.person, protection=Protection.PROTECTED, actor=held.administrator)
    assert waits_longer(waiting)


def test_an_organisation_that_may_no_longer_be_named_holds_the_version_back(
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
    assert waits_longer(waiting)


def test_what_the_tracker_opens_with_it_is_read_too(held: Reported, waiting: Publication) -> None:
    organisation = held.silent.organisation
    assert organisation is not None
    recommendation = held.recommendation
    Paragraph.objects.filter(recommendation=recommendation).update(text="Somebody should do something.")
    waiting = publish_report(
        report=waiting.report,
        actor=held.coordinator,
        change_note="Shorter.",
        withhold_earlier=True,
        opens_at=waiting.opens_at,
    )
    assert not names_in_versions(waiting.report, [waiting])
    edit_organisation(
        organisation=organisation, name=recommendation.text, may_be_named=False, actor=held.administrator
    )
    assert waits_longer(waiting)


def test_what_is_done_to_the_draft_meanwhile_changes_nothing(held: Reported, waiting: Publication) -> None:
    delete_paragraph(paragraph=paragraph_with(waiting.report, "Bergqvist explained"), actor=held.convener)
    assert not waits_longer(waiting)


def test_what_opens_later_or_was_taken_off_is_left_alone(held: Reported, waiting: Publication) -> None:
    record_consent(participation=held.speaker, consents_to_be_named=False, actor=held.convener)
    assert not about_to_open().exists()
    waiting.withhold("It is wrong.")
    assert not waits_longer(waiting)


def test_twice_at_once_it_waits_one_day_longer(held: Reported, waiting: Publication) -> None:
    before = waiting.opens_at
    record_consent(participation=held.speaker, consents_to_be_named=False, actor=held.convener)
    with time_machine.travel(before - timedelta(seconds=70)):
        again = [hold_back_what_names_somebody(publication_id=waiting.pk) for _ in range(2)]
    waiting.refresh_from_db()
    assert (again, waiting.opens_at) == ([True, False], before + TOMORROW)


def test_what_waits_with_a_name_is_taken_off_by_the_version_that_follows(
    held: Reported, waiting: Publication
) -> None:
    report = waiting.report
    name = held.speaker.person.name
    edit_front(report=report, title=f"What {name} told", subtitle="", attribution="", actor=held.convener)
    named = publish_report(
        report=report,
        actor=held.coordinator,
        change_note="Title.",
        opens_at=waiting.opens_at,
        withhold_earlier=True,
    )
    report.refresh_from_db()
    assert "bergqvist" in report.slug
    record_consent(participation=held.speaker, consents_to_be_named=False, actor=held.convener)
    edit_front(report=report, title="Networks", subtitle="", attribution="", actor=held.convener)
    report.sections.get(kind="presentations").delete()
    with pytest.raises(DomainError) as refused:
        publish_report(report=report, actor=held.coordinator, change_note="Without a name.")
    assert refused.value.field == "withhold_earlier"
    publish_report(
        report=report, actor=held.coordinator, change_note="Without a name.", withhold_earlier=True
    )
    report.refresh_from_db()
    named.refresh_from_db()
    assert (report.slug, named.withheld_at is not None) == ("networks", True)


def test_what_only_a_withheld_version_printed_is_not_opened(held: Reported, waiting: Publication) -> None:
    report = waiting.report
    held.recommendation.refresh_from_db()
    assert held.recommendation.public_from == waiting.opens_at
    later = waiting.opens_at + TOMORROW
    Paragraph.objects.filter(recommendation=held.recommendation).update(text="Shorter.")
    publish_report(
        report=report, actor=held.coordinator, change_note="Later.", opens_at=later, withhold_earlier=True
    )
    held.recommendation.refresh_from_db()
    assert held.recommendation.public_from == later
    Paragraph.objects.filter(recommendation=held.recommendation).delete()
    publish_report(
        report=report,
        actor=held.coordinator,
        change_note="Without it.",
        opens_at=later,
        withhold_earlier=True,
    )
    held.recommendation.refresh_from_db()
    assert held.recommendation.public_from is None


def test_before_anybody_has_it_the_address_follows_the_title(held: Reported, waiting: Publication) -> None:
    report = waiting.report
    edit_front(report=report, title="Networks", subtitle="", attribution="", actor=held.convener)
    later = waiting.opens_at + TOMORROW
    second = publish_report(report=report, actor=held.coordinator, change_note="Title.", opens_at=later)
    report.refresh_from_db()
    assert report.slug == SLUG  # the first version prints it, and will open
    edit_front(report=report, title="Networks of donors", subtitle="", attribution="", actor=held.convener)
    publish_report(
        report=report, actor=held.coordinator, change_note="Title.", opens_at=later, withhold_earlier=True
    )
    report.refresh_from_db()
    second.refresh_from_db()
    assert (report.slug, second.withheld_at is not None) == ("networks-of-donors", True)
