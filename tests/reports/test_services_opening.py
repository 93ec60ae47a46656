"""Who may read a report and from when; until then, nobody but the team can tell that there is one."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.utils import timezone

from recommendations.models import Recommendation
from reports.enums import Readers
from reports.exceptions import NamesFoundError, WrongStatusError
from reports.models import Paragraph, Publication, Report
from reports.selectors import (
    edition_of,
    names_in_versions,
    public_reports,
    state_of_publication,
    tombstone_of,
)
from reports.services import change_readers, move_embargo, publish_report, withdraw_report, withhold_version
from stakeholders.exceptions import DomainError
from stakeholders.models import AuditEntry
from tests.factories import ParticipationFactory, UserFactory
from tests.reports.factories import Reported, paragraph_with

SLUG = "the-future-of-networks"
DAY = timedelta(days=1)


def publish(held: Reported, **how: object) -> Publication:
    return publish_report(report=held.report(), actor=held.coordinator, **how)  # type: ignore[arg-type]


def correct(held: Reported, **how: object) -> Publication:
    report = held.meeting.reports.get()
    Paragraph.objects.filter(pk=paragraph_with(report, "Some").pk).update(text="Some participants noted it.")
    return publish_report(report=report, actor=held.coordinator, change_note="Shorter.", **how)  # type: ignore[arg-type]


def tomorrow() -> datetime:
    return timezone.now() + DAY


# --- role × readers × state ------------------------------------------------------------------------------

TEAM = {"coordinator", "convener", "administrator"}
PRESENT = TEAM | {"participant"}
EVERYBODY = PRESENT | {"outsider", "invited", "anonymous"}
READERS = {Readers.PUBLIC: EVERYBODY, Readers.PARTICIPANTS: PRESENT, Readers.TEAM: TEAM}


@pytest.mark.parametrize("readers", Readers)
@pytest.mark.parametrize("state", ["open", "embargo", "withheld", "withdrawn"])
def test_who_may_read_what_in_which_state(held: Reported, readers: Readers, state: str) -> None:
    publication = publish(held, readers=readers, opens_at=tomorrow() if state == "embargo" else None)
    if state == "withheld":
        correct(held)
        withhold_version(publication=publication, note="A mistake.", actor=held.coordinator)
    if state == "withdrawn":
        withdraw_report(report=publication.report, note="A mistake.", actor=held.coordinator)
    publication = Publication.objects.select_related("report").get(number=1)
    invited = ParticipationFactory(meeting=held.meeting, response="declined", attended=False)
    others = {"anonymous": AnonymousUser(), "invited": UserFactory(person=invited.person)}
    users = {role: others.get(role) or getattr(held, role) for role in EVERYBODY}
    may = {role for role, user in users.items() if user.has_perm("reports.read_publication", publication)}

    expected = {"open": READERS[readers], "embargo": TEAM}.get(state, set())
    assert may == expected
    for role, user in users.items():
        seen = Publication.objects.visible_to(user).filter(pk=publication.pk).exists()
        assert seen == (role in expected), role
        known = Publication.objects.known_to(user).filter(pk=publication.pk).exists()
        assert known == (role in (TEAM if state == "embargo" else READERS[readers])), role


# --- embargo ----------------------------------------------------------------------------------------------


def test_under_embargo_nothing_tells_that_there_is_a_report(held: Reported, client: Client) -> None:
    publication = publish(held, opens_at=tomorrow())
    addresses = [f"/reports/{SLUG}{rest}" for rest in ("/", ".pdf", ".docx", "/v/1/", "/v/1.pdf")]
    assert {client.get(url).status_code for url in addresses} == {404}
    assert state_of_publication(SLUG) == ""
    assert (edition_of(SLUG), tombstone_of(SLUG), public_reports()) == (None, None, [])
    listed = client.get("/reports/"), client.get("/"), client.get("/tracker/")
    assert not [page for page in listed if "networks" in page.text and "for three years" in page.text]
    check = client.get("/reports/check/", {"fingerprint": publication.fingerprint})
    assert "No published version has this fingerprint" in check.text
    assert client.get(f"/tracker/{held.recommendation.uuid}/").status_code == 404

    with time_machine.travel(tomorrow()):
        assert {client.get(url).status_code for url in addresses} == {200}
        assert [report.slug for report in public_reports()] == [SLUG]
        assert client.get(f"/tracker/{held.recommendation.uuid}/").status_code == 200


def test_a_correction_under_embargo_leaves_the_version_before_it_as_it_is(
    held: Reported, client: Client
) -> None:
    publish(held)
    before = client.get(f"/reports/{SLUG}/").text
    second = correct(held, opens_at=tomorrow())
    assert client.get(f"/reports/{SLUG}/").text == before
    assert client.get(f"/reports/{SLUG}/v/2/").status_code == 404
    assert client.get("/reports/check/", {"fingerprint": second.fingerprint}).text.count("Version 2") == 0
    with time_machine.travel(tomorrow()):
        edition = edition_of(SLUG)
        assert edition is not None
        assert [version.number for version in edition.versions] == [2, 1]


def test_moving_and_lifting_an_embargo(held: Reported) -> None:
    publication, later = publish(held, opens_at=tomorrow()), timezone.now() + 5 * DAY
    moved = move_embargo(publication=publication, opens_at=later, actor=held.coordinator)
    held.recommendation.refresh_from_db()
    assert (moved.opens_at, held.recommendation.public_from) == (later, later)
    lifted = move_embargo(publication=publication, opens_at=None, actor=held.coordinator)
    held.recommendation.refresh_from_db()
    assert lifted.is_open
    assert held.recommendation.is_public
    assert edition_of(SLUG) is not None
    verbs = AuditEntry.objects.filter(verb__startswith="report.embargo").order_by("pk")
    assert [entry.verb for entry in verbs] == ["report.embargo_moved", "report.embargo_lifted"]
    with pytest.raises(WrongStatusError):
        move_embargo(publication=publication, opens_at=later, actor=held.coordinator)


def test_an_embargo_does_not_end_in_the_past(held: Reported) -> None:
    with pytest.raises(DomainError) as refused:
        publish(held, opens_at=timezone.now() - DAY)
    assert refused.value.field == "opens_at"
    publication = publish(held, opens_at=tomorrow())
    with pytest.raises(DomainError) as refused:
        move_embargo(publication=publication, opens_at=timezone.now() - DAY, actor=held.coordinator)
    assert refused.value.field == "opens_at"


def test_what_was_withdrawn_under_embargo_never_comes_to_light(held: Reported, client: Client) -> None:
    publication = publish(held, opens_at=tomorrow())
    withdraw_report(report=publication.report, note="A mistake.", actor=held.coordinator)
    with time_machine.travel(tomorrow() + DAY):
        assert client.get(f"/reports/{SLUG}/").status_code == 404
        assert not Recommendation.objects.published().exists()
    assert tombstone_of(SLUG, known=Publication.objects.known_to(held.coordinator)) is not None


def test_what_was_withheld_under_embargo_never_comes_to_light(held: Reported, client: Client) -> None:
    opens_at = tomorrow()
    first = publish(held, opens_at=opens_at)
    correct(held, opens_at=opens_at, withhold_earlier=True)
    first.refresh_from_db()
    assert first.withheld_at is not None
    with time_machine.travel(opens_at + DAY):
        assert client.get(f"/reports/{SLUG}/v/1/").status_code == 404
        edition = edition_of(SLUG)
        assert edition is not None
        assert [version.number for version in edition.versions] == [2]


def test_readers_never_find_nothing_because_of_an_embargo(held: Reported) -> None:
    first = publish(held)
    with pytest.raises(DomainError) as refused:
        correct(held, opens_at=tomorrow(), withhold_earlier=True)
    assert refused.value.field == "withhold_earlier"
    correct(held, opens_at=tomorrow())
    with pytest.raises(WrongStatusError):
        withhold_version(publication=first, note="A mistake.", actor=held.coordinator)


# --- readers ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("readers", [Readers.PARTICIPANTS, Readers.TEAM])
def test_what_is_not_for_everybody_is_not_there_for_others(
    held: Reported, client: Client, readers: Readers
) -> None:
    publication = publish(held, readers=readers)
    assert client.get(f"/reports/{SLUG}/").status_code == 404
    assert public_reports() == []
    held.recommendation.refresh_from_db()
    assert (held.recommendation.status, held.recommendation.public_from) == ("published", None)
    assert client.get(f"/tracker/{held.recommendation.uuid}/").status_code == 404
    withdraw_report(report=publication.report, note="A mistake.", actor=held.coordinator)
    assert client.get(f"/reports/{SLUG}/").status_code == 404


def test_more_readers_can_be_let_in_and_none_sent_away(held: Reported) -> None:
    report = publish(held, readers=Readers.TEAM).report
    change_readers(report=report, readers=Readers.PUBLIC, actor=held.coordinator)
    held.recommendation.refresh_from_db()
    assert held.recommendation.is_public
    assert edition_of(SLUG) is not None
    with pytest.raises(WrongStatusError) as refused:
        change_readers(report=report, readers=Readers.PARTICIPANTS, actor=held.coordinator)
    assert refused.value.field == "readers"
    entry = AuditEntry.objects.get(verb="report.readers_changed")
    assert entry.changes == {"readers": ["team", "public"]}


def test_while_nobody_has_read_it_readers_change_freely(held: Reported) -> None:
    report = publish(held, opens_at=tomorrow()).report
    change_readers(report=report, readers=Readers.TEAM, actor=held.coordinator)
    held.recommendation.refresh_from_db()
    assert held.recommendation.public_from is None
    assert Report.objects.get(pk=report.pk).readers == Readers.TEAM


def test_a_correction_under_embargo_does_not_open_the_version_before_it(held: Reported) -> None:
    publish(held, readers=Readers.TEAM)
    with pytest.raises(DomainError) as refused:
        correct(held, readers=Readers.PUBLIC, opens_at=tomorrow())
    assert refused.value.field == "opens_at"
    correct(held, readers=Readers.PUBLIC)
    assert edition_of(SLUG) is not None


def test_a_recommendation_opens_with_the_first_report_that_prints_it(held: Reported) -> None:
    later = timezone.now() + 5 * DAY
    publish(held, opens_at=later)
    report = held.meeting.reports.get()
    french = Report.objects.create(
        meeting=held.meeting, language="fr", slug="avenir", title="Avenir", status="published"
    )
    sooner = tomorrow()
    other = Publication.objects.create(
        report=french,
        number=1,
        content=report.publications.get().content,
        fingerprint="f" * 64,
        opens_at=sooner,
    )
    other.recommendations.add(held.recommendation)
    change_readers(report=french, readers=Readers.TEAM, actor=held.coordinator)
    held.recommendation.refresh_from_db()
    assert held.recommendation.public_from == later
    change_readers(report=french, readers=Readers.PUBLIC, actor=held.coordinator)
    held.recommendation.refresh_from_db()
    assert held.recommendation.public_from == sooner


# --- consent withdrawn in between -------------------------------------------------------------------------


def withdraw_consent(held: Reported) -> None:
    held.speaker.consents_to_be_named = False
    held.speaker.save()


def test_who_withdrew_consent_is_read_by_no_further_readers(held: Reported) -> None:
    report = publish(held, readers=Readers.TEAM).report
    change_readers(report=report, readers=Readers.PARTICIPANTS, actor=held.coordinator)
    withdraw_consent(held)
    with pytest.raises(NamesFoundError):
        change_readers(report=report, readers=Readers.PUBLIC, actor=held.coordinator)
    report.refresh_from_db()
    assert report.readers == Readers.PARTICIPANTS


def test_an_embargo_does_not_end_sooner_for_who_withdrew_consent(held: Reported) -> None:
    publication, later = publish(held, opens_at=tomorrow()), timezone.now() + 5 * DAY
    withdraw_consent(held)
    for sooner in (None, tomorrow() - timedelta(hours=2)):
        with pytest.raises(NamesFoundError):
            move_embargo(publication=publication, opens_at=sooner, actor=held.coordinator)
    assert not Publication.objects.get().is_open
    assert move_embargo(publication=publication, opens_at=later, actor=held.coordinator).opens_at == later


def test_a_name_in_the_published_words_is_found_though_the_text_has_moved_on(held: Reported) -> None:
    report = held.report()
    paragraph = paragraph_with(report, "Bergqvist explained")
    paragraph.text += "^[More by Ada Bergqvist.]"
    paragraph.save()
    publication = publish_report(report=report, actor=held.coordinator, readers=Readers.TEAM)
    assert names_in_versions(report, [publication]) == ()
    withdraw_consent(held)
    Paragraph.objects.filter(section__report=report, text__contains="Bergqvist").delete()
    labels = [one.label for one in names_in_versions(report, [publication])]
    assert set(labels) == {held.speaker.person.name}
    with pytest.raises(NamesFoundError):
        change_readers(report=report, readers=Readers.PUBLIC, actor=held.coordinator)


def test_a_correction_does_not_open_an_earlier_version_to_more_while_it_names_somebody(
    held: Reported,
) -> None:
    report = publish(held, readers=Readers.TEAM).report
    withdraw_consent(held)
    Paragraph.objects.filter(section__report=report, text__contains="Bergqvist").delete()
    with pytest.raises(NamesFoundError):
        correct(held, readers=Readers.PUBLIC)
    correct(held, readers=Readers.PUBLIC, withhold_earlier=True)
    assert edition_of(SLUG) is not None
