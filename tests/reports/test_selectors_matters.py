"""What a report tells of the one before it: what the public may know, and nothing of what it may not."""

from datetime import timedelta

from django.utils import timezone

from dialogues.models import Meeting
from recommendations.enums import Answer, Completion
from recommendations.models import Assessment
from reports.drafting import AnswerRecord, MatterArising, draft_report
from reports.enums import Readers, SectionKind
from reports.selectors import (
    matters_arising,
    previous_report_of,
    record_for_meeting,
    record_for_meetings,
    report_before,
)
from reports.services import publish_report
from reports.wording import wording_for
from tests.factories import MeetingFactory, OrganisationFactory
from tests.reports.factories import Reported

ENGLISH = wording_for("en")


def later_meeting(held: Reported, days: int = 30) -> Meeting:
    return MeetingFactory(
        dialogue=held.meeting.dialogue,
        title="Next steps",
        starts_at=held.meeting.starts_at + timedelta(days=days),
        ends_at=held.meeting.starts_at + timedelta(days=days, hours=2),
    )


def assess(held: Reported, completion: Completion) -> None:
    Assessment.objects.create(
        recommendation=held.recommendation,
        assessor=OrganisationFactory(),
        completion=completion,
        evidence="Seen.",
        assessed_on=timezone.localdate(),
    )


def test_the_report_before_is_the_last_that_the_public_can_read(held: Reported) -> None:
    report, later = held.report(), later_meeting(held)
    assert report_before(later, "en") is None
    publish_report(report=report, actor=held.coordinator)
    assert report_before(later, "en") == report
    assert report_before(later, "fr") == report
    assert report_before(held.meeting, "en") is None


def test_what_became_of_a_recommendation(held: Reported) -> None:
    report = held.report()
    publish_report(report=report, actor=held.coordinator)
    assert matters_arising(report, ENGLISH) == (
        MatterArising(
            "R-1",
            "Fund networks for three years.",
            "",
            (AnswerRecord("Northern Research Centre", Answer.AWAITING),),
        ),
    )
    assess(held, Completion.LIMITED)
    assess(held, Completion.COMPLETE)
    [matter] = matters_arising(report, ENGLISH)
    assert (matter.completion, matter.others) == (Completion.LIMITED, (Completion.COMPLETE,))


def test_no_evidence_is_told_as_such(held: Reported) -> None:
    report = held.report()
    publish_report(report=report, actor=held.coordinator)
    assess(held, Completion.NO_EVIDENCE)
    assert matters_arising(report, ENGLISH)[0].completion == Completion.NO_EVIDENCE


def test_a_report_that_the_public_cannot_read_is_not_told_of(held: Reported) -> None:
    report, later = held.report(), later_meeting(held)
    assert (previous_report_of(report), matters_arising(report, ENGLISH)) == (None, ())
    publish_report(report=report, actor=held.coordinator, readers=Readers.TEAM)
    report.refresh_from_db()
    assert (previous_report_of(report), matters_arising(report, ENGLISH)) == (None, ())
    assert report_before(later, "en") is None
    assert (previous_report_of(None), matters_arising(None, ENGLISH)) == (None, ())


def test_an_embargo_holds_here_too(held: Reported) -> None:
    report = held.report()
    publish_report(report=report, actor=held.coordinator, opens_at=timezone.now() + timedelta(days=1))
    assert (previous_report_of(report), matters_arising(report, ENGLISH)) == (None, ())


def test_the_next_report_links_to_it(held: Reported) -> None:
    report = held.report()
    publish_report(report=report, actor=held.coordinator)
    record = record_for_meeting(later_meeting(held), ENGLISH, previous=report)
    section = draft_report(record).sections[1]
    assert section.kind is SectionKind.MATTERS_ARISING
    lead, matter = section.paragraphs
    assert f"/reports/{report.slug}/)" in lead.text
    assert matter.text.startswith("**R-1** Fund networks for three years. Whether it has been carried out")


def test_several_meetings_make_one_record(held: Reported) -> None:
    later = later_meeting(held)
    record = record_for_meetings([later, held.meeting], ENGLISH)
    assert [each.id for each in record.meetings] == [str(held.meeting.uuid), str(later.uuid)]
    assert (record.title, record.host) == (held.meeting.dialogue.title, "Institute for Dialogue")
    assert draft_report(record).subtitle == "Meetings of 30 May 2024 and 29 June 2024"
