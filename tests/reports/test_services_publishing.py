"""Publishing freezes, correcting explains, withdrawing leaves a stone."""

import pytest
from django.db import DatabaseError, transaction

from dialogues.models import Point
from recommendations.enums import RecommendationStatus
from reports.enums import ReportStatus
from reports.exceptions import (
    ClaimTooStrongError,
    NamesFoundError,
    NothingToReportError,
    PublicationIsFrozenError,
    WrongStatusError,
)
from reports.models import Publication, Report
from reports.quantifiers import Quantifier
from reports.render.context import ReportContext
from reports.services import edit_front, edit_paragraph, publish_report, withdraw_report, withhold_version
from stakeholders.exceptions import DomainError
from stakeholders.models import AuditEntry
from tests.factories import ThemeFactory
from tests.reports.factories import Reported, paragraph_with


def rewrite(held: Reported, report: Report, old: str, new: str, **more: object) -> None:
    paragraph = paragraph_with(report, old)
    points = list(paragraph.points.values_list("uuid", flat=True))
    edit_paragraph(paragraph=paragraph, text=new, points=points, actor=held.coordinator, **more)  # type: ignore[arg-type]


def test_publishing_freezes_what_it_says(held: Reported) -> None:
    report = held.report()
    publication = publish_report(report=report, actor=held.coordinator)
    report.refresh_from_db()
    held.recommendation.refresh_from_db()
    document = ReportContext.from_data(publication.content)
    assert (publication.number, report.status) == (1, ReportStatus.PUBLISHED)
    assert document.fingerprint == publication.fingerprint
    assert held.recommendation.status == RecommendationStatus.PUBLISHED
    rewrite(held, report, "strongly agreed", "Participants agreed.")
    publication.refresh_from_db()
    assert ReportContext.from_data(publication.content) == document
    entry = AuditEntry.objects.get(verb="report.published")
    assert entry.changes == {"version": 1, "fingerprint": publication.fingerprint, "readers": "public"}


@pytest.mark.parametrize(
    "text",
    [
        "Nour Haddadin asked for more.",
        "As Haddadin put it, more is needed.",
        "Nour Hadadin asked for more.",
        "The Cedar Women Alliance asked for more.",
        "CWA asked for more.",
        "قالت نور حدادين ذلك.",
        "Ada Bergqvist asked for more.",
    ],
)
def test_a_text_that_names_somebody_does_not_publish(held: Reported, text: str) -> None:
    report = held.report()
    rewrite(held, report, "Some participants", text)
    with pytest.raises(NamesFoundError):
        publish_report(report=report, actor=held.coordinator)
    report.refresh_from_db()
    assert (report.status, Publication.objects.count()) == (ReportStatus.DRAFT, 0)


@pytest.mark.parametrize("field", ["title", "subtitle", "attribution"])
def test_no_place_of_the_front_may_name_somebody(held: Reported, field: str) -> None:
    report = held.report()
    values = {"title": "A", "subtitle": "B", "attribution": "C", field: "Thanks to Nour Haddadin"}
    edit_front(report=report, actor=held.coordinator, **values)
    with pytest.raises(NamesFoundError):
        publish_report(report=report, actor=held.coordinator)


def test_the_public_address_forgets_a_name_that_the_title_held(held: Reported) -> None:
    held.meeting.title = "Supper with Nour Haddadin"
    held.meeting.save()
    held.recommendation.status = RecommendationStatus.WITHDRAWN
    held.recommendation.save()
    report = held.report()
    rewrite(held, report, "Haddadin", "Donors and networks met.")
    edit_front(report=report, actor=held.coordinator, title="Supper", subtitle="B", attribution="C")
    publication = publish_report(report=report, actor=held.coordinator)
    report.refresh_from_db()
    assert report.slug == "supper"
    assert ReportContext.from_data(publication.content).address.endswith("/reports/supper/")


def test_what_the_tracker_says_beside_a_recommendation_names_nobody(held: Reported) -> None:
    report = held.report()
    theme = ThemeFactory(dialogue=held.meeting.dialogue, name="What Haddadin asks")
    held.recommendation.themes.add(theme)
    with pytest.raises(NamesFoundError):
        publish_report(report=report, actor=held.coordinator)
    theme.delete()
    held.meeting.title = "Supper with Nour Haddadin"
    held.meeting.save()
    with pytest.raises(NamesFoundError):
        publish_report(report=report, actor=held.coordinator)


def test_the_public_address_stays_when_a_correction_changes_the_title(held: Reported) -> None:
    report = held.report()
    publish_report(report=report, actor=held.coordinator)
    edit_front(report=report, actor=held.coordinator, title="Better", subtitle="B", attribution="C")
    publish_report(report=report, actor=held.coordinator, change_note="A better title.")
    report.refresh_from_db()
    assert report.slug == "the-future-of-networks"


def test_a_heading_or_a_change_note_may_not_name_somebody_either(held: Reported) -> None:
    report = held.report()
    publish_report(report=report, actor=held.coordinator)
    rewrite(held, report, "strongly agreed", "Participants agreed.")
    with pytest.raises(NamesFoundError) as error:
        publish_report(report=report, actor=held.coordinator, change_note="Nour Haddadin asked for it.")
    assert error.value.field == "change_note"
    section = report.sections.last()
    section.heading = "What Haddadin wants"
    section.save()
    with pytest.raises(NamesFoundError):
        publish_report(report=report, actor=held.coordinator, change_note="Better.")


def test_the_speaker_may_be_named_with_the_presentation(held: Reported) -> None:
    report = held.report()
    rewrite(held, report, "Bergqvist explained", "Bergqvist warned of single donors.")
    assert publish_report(report=report, actor=held.coordinator).number == 1


@pytest.mark.parametrize(
    "text", ["All participants saw it so.", "Participants stressed that calls are hard to read."]
)
def test_words_stronger_than_the_count_do_not_publish(held: Reported, text: str) -> None:
    report = held.report()
    rewrite(held, report, "Some participants", text)
    with pytest.raises(ClaimTooStrongError):
        publish_report(report=report, actor=held.coordinator)


def test_a_stronger_chosen_step_does_not_publish_and_a_weaker_one_does(held: Reported) -> None:
    report = held.report()
    rewrite(
        held, report, "Some participants", "It was said that calls are hard.", quantifier=Quantifier.SEVERAL
    )
    with pytest.raises(ClaimTooStrongError):
        publish_report(report=report, actor=held.coordinator)
    rewrite(
        held,
        report,
        "It was said",
        "Another point raised was that calls are hard.",
        quantifier=Quantifier.ANOTHER,
    )
    assert publish_report(report=report, actor=held.coordinator).number == 1


def test_a_count_that_falls_after_drafting_is_noticed(held: Reported) -> None:
    report = held.report()
    Point.objects.filter(pk=held.strong.pk).update(hands=5)
    with pytest.raises(ClaimTooStrongError):
        publish_report(report=report, actor=held.coordinator)


def test_an_empty_report_does_not_publish(held: Reported) -> None:
    report = held.report()
    report.sections.all().delete()
    with pytest.raises(NothingToReportError):
        publish_report(report=report, actor=held.coordinator)


def test_a_correction_is_a_new_version_that_says_what_changes(held: Reported) -> None:
    report = held.report()
    publish_report(report=report, actor=held.coordinator)
    rewrite(held, report, "strongly agreed", "Participants agreed.")
    with pytest.raises(DomainError) as error:
        publish_report(report=report, actor=held.coordinator, change_note="  ")
    assert error.value.field == "change_note"
    second = publish_report(report=report, actor=held.coordinator, change_note="One sentence is weaker.")
    document = ReportContext.from_data(second.content)
    assert (second.number, document.previous_version, document.change_note) == (
        2,
        1,
        "One sentence is weaker.",
    )


def test_a_correction_that_changes_nothing_is_refused(held: Reported) -> None:
    report = held.report()
    publish_report(report=report, actor=held.coordinator)
    with pytest.raises(WrongStatusError, match="Nothing has changed since version 1"):
        publish_report(report=report, actor=held.coordinator, change_note="Nothing.")


def test_two_versions_do_not_tell_who_joined_the_list(held: Reported) -> None:
    report = held.report()
    publish_report(report=report, actor=held.coordinator)
    held.meeting.participations.filter(person__name="Participant 00").update(attended=False)
    rewrite(held, report, "strongly agreed", "Participants agreed.")
    second = publish_report(report=report, actor=held.coordinator, change_note="Better.")
    document = ReportContext.from_data(second.content)
    assert document.composition.total == "–"
    assert "21" not in document.composition.sentence


def test_withdrawing_needs_a_reason_that_names_nobody(held: Reported) -> None:
    report = held.report()
    with pytest.raises(WrongStatusError):
        withdraw_report(report=report, note="Too early.", actor=held.coordinator)
    publish_report(report=report, actor=held.coordinator)
    for note, problem in (("  ", DomainError), ("Nour Haddadin objected.", NamesFoundError)):
        with pytest.raises(problem) as error:
            withdraw_report(report=report, note=note, actor=held.coordinator)
        assert error.value.field == "note"
    report = withdraw_report(report=report, note="A mistake.", actor=held.coordinator)
    assert (report.status, report.withdrawal_note) == (ReportStatus.WITHDRAWN, "A mistake.")
    with pytest.raises(WrongStatusError):
        publish_report(report=report, actor=held.coordinator)


def test_a_publication_never_changes(held: Reported) -> None:
    publication = publish_report(report=held.report(), actor=held.coordinator)
    with pytest.raises(PublicationIsFrozenError):
        publication.save()
    with pytest.raises(PublicationIsFrozenError):
        publication.delete()
    with pytest.raises(PublicationIsFrozenError):
        Publication.objects.update(number=2)
    with pytest.raises(PublicationIsFrozenError):
        Publication.objects.all().delete()


def test_the_database_itself_refuses_to_change_a_publication(held: Reported) -> None:
    publication = publish_report(report=held.report(), actor=held.coordinator)
    with pytest.raises(DatabaseError), transaction.atomic():
        Publication._base_manager.filter(pk=publication.pk).update(fingerprint="0" * 64)


def test_whoever_published_may_leave(held: Reported) -> None:
    publication = publish_report(report=held.report(), actor=held.administrator)
    AuditEntry.objects.all().delete()
    held.administrator.delete()
    publication.refresh_from_db()
    assert publication.published_by is None


def test_a_correction_can_take_the_earlier_versions_off_the_site(held: Reported) -> None:
    report = held.report()
    publish_report(report=report, actor=held.coordinator)
    edit_front(report=report, actor=held.coordinator, title="Better", subtitle="B", attribution="C")
    latest = publish_report(
        report=report, actor=held.coordinator, change_note="A better title.", withhold_earlier=True
    )
    first = Publication.objects.get(number=1)
    assert (first.withheld_at is not None, first.withholding_note) == (True, "A better title.")
    assert latest.withheld_at is None
    assert list(Publication.objects.open_to_the_public()) == [latest]
    entry = AuditEntry.objects.get(verb="report.version_withheld")
    assert entry.changes == {"version": 1}


def test_the_latest_version_is_not_withheld(held: Reported) -> None:
    publication = publish_report(report=held.report(), actor=held.coordinator)
    with pytest.raises(WrongStatusError):
        withhold_version(publication=publication, note="No.", actor=held.coordinator)


def test_withholding_needs_a_reason_that_names_nobody(held: Reported) -> None:
    report = held.report()
    first = publish_report(report=report, actor=held.coordinator)
    edit_front(report=report, actor=held.coordinator, title="Better", subtitle="B", attribution="C")
    publish_report(report=report, actor=held.coordinator, change_note="A better title.")
    for note, error in ((" ", DomainError), ("It named Nour Haddadin.", NamesFoundError)):
        with pytest.raises(error) as raised:
            withhold_version(publication=first, note=note, actor=held.coordinator)
        assert raised.value.field == "note"
    withhold_version(publication=first, note="A sentence was wrong.", actor=held.coordinator)
    again = withhold_version(publication=first, note="Another reason.", actor=held.coordinator)
    assert again.withholding_note == "A sentence was wrong."
