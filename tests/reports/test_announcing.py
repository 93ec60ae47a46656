"""Who is told of a report: each once, when it opens to them, without saying more than they may read."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.utils import timezone

from dialogues.links import private_link
from reports.enums import Readers
from reports.models import Paragraph, Publication, Report, Subscription
from reports.services import announcing, change_readers, publish_report, withdraw_report
from reports.services.announcing import announce_due_publications
from stakeholders.enums import Protection
from stakeholders.models import OutgoingMessage
from tests.reports.factories import Reported, paragraph_with

SLUG = "the-future-of-networks"
PUBLIC = f"{settings.SITE_URL}/reports/{SLUG}/"
ADDRESS = "reader@example.org"


@pytest.fixture
def reader(db: None) -> Subscription:
    Subscription.objects.create(email="waiting@example.org")
    return Subscription.objects.create(email=ADDRESS, language="sv", confirmed_on=timezone.localdate())


def publish(held: Reported, **how: object) -> Publication:
    return publish_report(report=held.report(), actor=held.coordinator, **how)  # type: ignore[arg-type]


def told() -> set[str]:
    return set(
        OutgoingMessage.objects.filter(kind="report.announcement").values_list("to_address", flat=True)
    )


def participants(held: Reported) -> set[str]:
    return set(held.meeting.participations.values_list("person__email", flat=True))


def test_subscribers_and_participants_are_told_once(held: Reported, reader: Subscription) -> None:
    publication = publish(held)
    assert [announce_due_publications() for _ in range(3)] == [1, 0, 0]
    publication.refresh_from_db()
    assert publication.announced_at is not None
    assert told() == participants(held) | {ADDRESS}
    assert OutgoingMessage.objects.filter(kind="report.announcement").count() == len(told())
    mail = OutgoingMessage.objects.get(to_address=ADDRESS)
    assert mail.language == "sv"
    assert "The future of networks" in mail.subject
    assert mail.private_values["link"] == PUBLIC
    assert "/reports/unsubscribe/" in mail.private_values["unsubscribe_link"]
    assert mail.private_values["unsubscribe_link"] not in mail.text_body + mail.html_body


def test_who_takes_part_and_has_subscribed_gets_one_mail(held: Reported, reader: Subscription) -> None:
    person = held.silent.person
    person.email = "Reader@example.org"
    person.save()
    publish(held)
    announce_due_publications()
    assert OutgoingMessage.objects.filter(to_address__iexact=ADDRESS).count() == 1


def test_a_protected_person_is_told_nothing_that_a_mailbox_could_betray(held: Reported) -> None:
    person = held.silent.person
    person.protection = Protection.PROTECTED
    person.save()
    publish(held)
    announce_due_publications()
    mail = OutgoingMessage.objects.get(to_address=person.email)
    assert mail.subject == "There is something to read for you"
    for said in (mail.text_body, mail.html_body, mail.subject):
        assert "networks" not in said.lower()
        assert "Institute" not in said
    assert mail.private_values == {"link": private_link(held.silent)}


def test_what_is_for_participants_is_told_to_them_alone(held: Reported, reader: Subscription) -> None:
    publish(held, readers=Readers.PARTICIPANTS)
    announce_due_publications()
    assert told() == participants(held)
    link = OutgoingMessage.objects.get(to_address=held.silent.person.email).private_values["link"]
    assert link == f"{private_link(held.silent)}reports/{SLUG}/"


def test_what_is_for_the_team_is_told_to_nobody(held: Reported, reader: Subscription) -> None:
    publish(held, readers=Readers.TEAM)
    announce_due_publications()
    assert told() == set()


def test_new_readers_are_told_and_those_before_them_not_again(held: Reported, reader: Subscription) -> None:
    publication = publish(held, readers=Readers.PARTICIPANTS)
    announce_due_publications()
    change_readers(report=publication.report, readers=Readers.PUBLIC, actor=held.coordinator)
    before = OutgoingMessage.objects.count()
    announce_due_publications()
    assert OutgoingMessage.objects.count() == before + 1
    assert ADDRESS in told()


def test_who_may_read_it_while_others_are_being_told_is_told_next(
    held: Reported, reader: Subscription, monkeypatch: pytest.MonkeyPatch
) -> None:
    publication = publish(held, readers=Readers.PARTICIPANTS)
    queue = announcing._queue

    def queue_and_widen(*args: object) -> None:
        queue(*args)  # type: ignore[arg-type]
        report = Report.objects.get(pk=publication.report_id)
        if report.readers != Readers.PUBLIC:
            change_readers(report=report, readers=Readers.PUBLIC, actor=held.coordinator)

    monkeypatch.setattr(announcing, "_queue", queue_and_widen)
    announce_due_publications()
    assert told() == participants(held)
    announce_due_publications()
    assert told() == participants(held) | {ADDRESS}


def test_an_embargo_keeps_it_back_and_its_end_sends_it(held: Reported, reader: Subscription) -> None:
    ends = timezone.now() + timedelta(days=1)
    publish(held, opens_at=ends)
    assert (announce_due_publications(), told()) == (0, set())
    with time_machine.travel(ends):
        assert announce_due_publications() == 1
    assert ADDRESS in told()


def test_a_withdrawn_report_is_not_announced(held: Reported, reader: Subscription) -> None:
    publication = publish(held)
    withdraw_report(report=publication.report, note="A mistake.", actor=held.coordinator)
    assert (announce_due_publications(), told()) == (0, set())


def test_a_correction_tells_what_changed_and_only_the_latest_is_told(
    held: Reported, reader: Subscription
) -> None:
    report = publish(held).report
    Paragraph.objects.filter(pk=paragraph_with(report, "Some").pk).update(text="Some participants noted it.")
    publish_report(report=report, actor=held.coordinator, change_note="One sentence is shorter.")
    assert announce_due_publications() == 2
    mail = OutgoingMessage.objects.get(to_address=ADDRESS)
    assert "One sentence is shorter." in mail.text_body
    assert not Publication.objects.filter(announced_at__isnull=True).exists()


def test_cut_short_it_goes_on_where_it_stopped(
    held: Reported, reader: Subscription, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(announcing, "BATCH", 5)
    publish(held)
    queue, sent = announcing.queue_message, []

    def stops_after_seven(**mail: object) -> object:
        if len(sent) == 7:
            raise RuntimeError
        sent.append(mail["to_address"])
        return queue(**mail)  # type: ignore[arg-type]

    monkeypatch.setattr(announcing, "queue_message", stops_after_seven)
    with pytest.raises(RuntimeError):
        announce_due_publications()
    assert OutgoingMessage.objects.filter(kind="report.announcement").count() == 5  # whole batches only
    monkeypatch.setattr(announcing, "queue_message", queue)
    announce_due_publications()
    assert told() == participants(held) | {ADDRESS}
    assert OutgoingMessage.objects.filter(kind="report.announcement").count() == len(told())


def test_of_several_languages_everybody_hears_of_one(held: Reported, reader: Subscription) -> None:
    Subscription.objects.create(email="english@example.org", language="en", confirmed_on=timezone.localdate())
    Subscription.objects.create(email="arabic@example.org", language="ar", confirmed_on=timezone.localdate())
    english = publish(held)
    swedish = Report.objects.create(
        meeting=held.meeting, language="sv", slug="framtid", title="Framtid", status="published"
    )
    Publication.objects.create(report=swedish, number=1, content=english.content, fingerprint="f" * 64)
    assert announce_due_publications() == 2
    links = {
        mail.to_address: mail.private_values["link"]
        for mail in OutgoingMessage.objects.filter(to_address__endswith="sh@example.org")
    } | {"reader": OutgoingMessage.objects.get(to_address=ADDRESS).private_values["link"]}
    assert links == {"english@example.org": PUBLIC, "reader": f"{settings.SITE_URL}/reports/framtid/"}
    assert OutgoingMessage.objects.filter(to_address="arabic@example.org").count() == 1


def test_one_s_own_language_is_told_when_it_comes_later(held: Reported, reader: Subscription) -> None:
    english = publish(held)
    announce_due_publications()
    swedish = Report.objects.create(
        meeting=held.meeting, language="sv", slug="framtid", title="Framtid", status="published"
    )
    Publication.objects.create(report=swedish, number=1, content=english.content, fingerprint="f" * 64)
    before = OutgoingMessage.objects.count()
    announce_due_publications()
    assert OutgoingMessage.objects.filter(to_address=ADDRESS).count() == 2
    swedes = 1 + sum(
        "sv" in one.person.languages[:1] for one in held.meeting.participations.select_related("person")
    )
    assert OutgoingMessage.objects.count() == before + swedes
