"""Making the draft from the record."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from dialogues.enums import AttributionRule, MeetingFormat, PointStatus
from dialogues.models import Meeting, Point
from reports.enums import ReportStatus, SectionKind
from reports.exceptions import NothingToReportError, WrongStatusError
from reports.models import Paragraph, Report
from reports.quantifiers import Quantifier
from reports.services import (
    add_paragraph,
    delete_paragraph,
    delete_section,
    edit_front,
    edit_paragraph,
    edit_section,
    publish_report,
    redraft_report,
    settle_offer,
    withdraw_report,
)
from stakeholders.enums import Protection
from stakeholders.models import AuditEntry
from tests.factories import PointFactory
from tests.reports.factories import Reported, paragraph_with


def texts_of(report: Report) -> list[tuple[str, list[str]]]:
    return [
        (section.heading, [paragraph.text for paragraph in section.paragraphs.all()])
        for section in report.sections.all()
    ]


def test_the_draft_follows_the_record(held: Reported) -> None:
    report = held.report()
    assert (report.title, report.subtitle, report.status) == (
        "The future of networks",
        "Online meeting, 30 May 2024",
        ReportStatus.DRAFT,
    )
    assert texts_of(report) == [
        (
            "Summary",
            [
                (
                    "On 30 May 2024, the Institute for Dialogue hosted an online meeting on the future of networks. "
                    "The discussion focused on how donors can support networks."
                ),
                "Participants strongly agreed that donors should fund networks for longer.",
                "One recommendation came out of the meeting; it is set out below with its addressees.",
            ],
        ),
        (
            "Presentations",
            [
                "The meeting began with a presentation by Ada Bergqvist from the Northern Research Centre (NRC).",
                "Ada Bergqvist explained that many networks depend on a single donor.",
            ],
        ),
        ("Discussion", ["These were the main points of the discussion that followed."]),
        (
            "Funding for networks",
            [
                "Participants strongly agreed that donors should fund networks for longer.",
                "Some participants suggested that calls for proposals are hard to read.",
                "Another point raised was that small groups are left out.",
            ],
        ),
        (
            "Recommendations",
            [
                "The following recommendations were recorded at the meeting.",
                (
                    "**R-1** Fund networks for three years. Addressed to the Northern Research Centre. "
                    "First step: map existing funds (responsible: the Northern Research Centre, by 15 January 2025)."
                ),
            ],
        ),
    ]


def test_paragraphs_keep_their_points_and_recommendations(held: Reported) -> None:
    report = held.report()
    strong = paragraph_with(report, "strongly agreed")
    assert list(strong.points.all()) == [held.strong]
    assert strong.quantifier == Quantifier.STRONGLY_AGREED
    assert paragraph_with(report, "R-1").recommendation == held.recommendation
    assert [section.kind for section in report.sections.all()][3] == SectionKind.THEME


def test_points_off_the_record_and_hidden_ones_stay_out(held: Reported) -> None:
    Point.objects.filter(pk=held.some.pk).update(attribution=AttributionRule.OFF_THE_RECORD)
    Point.objects.filter(text="Small groups are left out.").update(status=PointStatus.HIDDEN)
    report = held.report()
    said = " ".join(text for _heading, texts in texts_of(report) for text in texts)
    assert "Calls for proposals" not in said
    assert "left out" not in said


def test_a_speaker_who_takes_consent_back_is_not_named(held: Reported) -> None:
    held.speaker.consents_to_be_named = False
    held.speaker.save()
    said = str(texts_of(held.report()))
    assert "Bergqvist" not in said
    assert "many networks depend on a single donor" in said


def test_a_protected_speaker_is_never_named(held: Reported) -> None:
    held.speaker.person.protection = Protection.PROTECTED
    held.speaker.person.save()
    assert "Bergqvist" not in str(texts_of(held.report()))


def test_an_untouched_draft_is_made_again_in_place(held: Reported) -> None:
    first = held.report()
    Point.objects.filter(pk=held.some.pk).update(hands=12)
    second = held.report()
    assert second == first
    assert "Participants stressed that calls for proposals are hard to read." in str(texts_of(second))


def test_a_draft_made_again_keeps_what_was_edited_and_offers_what_the_record_says(held: Reported) -> None:
    report = held.report()
    paragraph = paragraph_with(report, "Some participants")
    edit_paragraph(paragraph=paragraph, text="Mine.", points=[], actor=held.coordinator)
    Point.objects.filter(pk=held.some.pk).update(hands=12)
    held.report()
    paragraph.refresh_from_db()
    assert (paragraph.text, list(paragraph.points.all())) == ("Mine.", [])
    assert paragraph.offered_text.startswith("Participants ")


def test_changes_of_both_are_merged_where_they_do_not_meet(held: Reported) -> None:
    paragraph = paragraph_with(held.report(), "Another point raised")
    mine = paragraph.text.replace("left out", "left out of most calls")
    edit_paragraph(paragraph=paragraph, text=mine, points=[], actor=held.coordinator)
    Point.objects.filter(text="Small groups are left out.").update(text="Very small groups are left out.")
    held.report()
    paragraph.refresh_from_db()
    assert "ery small groups are left out of most calls" in paragraph.text
    assert paragraph.offered_text == ""


def test_a_late_point_comes_in_at_its_place_and_is_shown_as_new(held: Reported) -> None:
    report = held.report()
    section = report.sections.get(heading="Funding for networks")
    add_paragraph(section=section, text="By hand.", actor=held.coordinator)
    before = list(section.paragraphs.values_list("uuid", flat=True))
    PointFactory(agenda_item=held.discussion, text="Core funding matters.", hands=9, position=3)
    merged = redraft_report(report=report, actor=held.coordinator)
    after = list(section.paragraphs.all())
    assert [one.is_new for one in merged.texts if one.is_new] == [True]
    assert [one.uuid for one in after if not one.is_new] == before
    assert [one.is_new for one in after] == [False, True, False, False, False]
    assert "core funding matters" in after[1].text


def test_what_was_taken_out_stays_out(held: Reported) -> None:
    report = held.report()
    delete_paragraph(paragraph=paragraph_with(report, "Another point raised"), actor=held.coordinator)
    delete_section(section=report.sections.get(heading="Presentations"), actor=held.coordinator)
    before = texts_of(report)
    assert redraft_report(report=report, actor=held.coordinator).changes_nothing
    assert texts_of(report) == before


def test_what_the_record_lost_goes_unless_it_was_edited(held: Reported) -> None:
    report = held.report()
    some, other = paragraph_with(report, "Some participants"), paragraph_with(report, "Another point raised")
    edit_paragraph(paragraph=some, text="Mine.", points=[held.some.uuid], actor=held.coordinator)
    Point.objects.exclude(pk=held.strong.pk).filter(agenda_item=held.discussion).update(
        status=PointStatus.HIDDEN
    )
    redraft_report(report=report, actor=held.coordinator)
    some.refresh_from_db()
    assert (some.text, some.drafted_key != "", some.drafted_text) == ("Mine.", True, "")
    assert not Paragraph.objects.filter(pk=other.pk).exists()


def test_a_title_that_was_typed_stays_while_the_rest_follows_the_record(held: Reported) -> None:
    report = held.report()
    edit_front(report=report, title="Mine", subtitle=report.subtitle, attribution="", actor=held.coordinator)
    edit_section(
        section=report.sections.get(heading="Funding for networks"), heading="Money", actor=held.coordinator
    )
    Meeting.objects.filter(pk=held.meeting.pk).update(format=MeetingFormat.HYBRID, title="Networks")
    redraft_report(report=Report.objects.get(pk=report.pk), actor=held.coordinator)
    report.refresh_from_db()
    assert (report.title, report.subtitle, report.attribution) == (
        "Mine",
        "Meeting in the room and online, 30 May 2024",
        "",
    )
    assert report.sections.filter(heading="Money").exists()


@pytest.mark.parametrize("is_published", [True, False])
def test_a_report_older_than_the_keys_is_neither_doubled_nor_renamed(
    held: Reported, *, is_published: bool
) -> None:
    report = held.report()
    before = texts_of(report)
    if is_published:
        publish_report(report=report, actor=held.coordinator)
    Paragraph.objects.update(drafted_key="", drafted_text="", sentences=[])
    Report.objects.update(
        title="Mine",
        slug="mine",
        subtitle="Below",
        drafted_keys=[],
        drafted_front={},
        was_edited=not is_published,
    )
    report = Report.objects.get()
    redraft_report(report=report, actor=held.coordinator)
    assert texts_of(report) == before
    assert (report.title, report.slug, report.subtitle) == ("Mine", "mine", "Below")
    assert not Paragraph.objects.filter(drafted_key="").exists()


def test_what_is_offered_is_taken_or_left(held: Reported) -> None:
    paragraph = paragraph_with(held.report(), "Some participants")
    for take, kept in ((False, "Mine."), (True, "Some participants")):
        edit_paragraph(paragraph=paragraph, text="Mine.", points=[], actor=held.coordinator)
        Point.objects.filter(pk=held.some.pk).update(hands=4 if take else 12)
        held.report()
        settle_offer(paragraph=paragraph, take=take, actor=held.coordinator)
        paragraph.refresh_from_db()
        assert paragraph.text.startswith(kept)
        assert paragraph.offered_text == ""


def test_a_draft_made_again_asks_a_constant_number_of_questions(
    held: Reported, django_assert_max_num_queries: Callable[..., AbstractContextManager[object]]
) -> None:
    report = held.report()
    for number in range(40):
        PointFactory(agenda_item=held.discussion, text=f"Point {number} matters.", hands=1, position=9)
    with django_assert_max_num_queries(60):
        redraft_report(report=report, actor=held.coordinator)


def test_a_meeting_without_points_gives_no_report(held: Reported) -> None:
    Point.objects.all().update(status=PointStatus.WITHDRAWN)
    with pytest.raises(NothingToReportError):
        held.report()
    assert not Report.objects.exists()


def test_a_published_report_stays_published_while_it_is_drafted_again(held: Reported) -> None:
    publish_report(report=held.report(), actor=held.coordinator)
    assert held.report().status == ReportStatus.PUBLISHED


def test_a_withdrawn_report_is_not_drafted_again(held: Reported) -> None:
    report = held.report()
    publish_report(report=report, actor=held.coordinator)
    withdraw_report(report=report, note="It was wrong.", actor=held.coordinator)
    with pytest.raises(WrongStatusError):
        held.report()


def test_the_trail_says_who_made_it_and_no_word_of_it(held: Reported) -> None:
    report = held.report()
    entry = AuditEntry.objects.get(verb="report.drafted")
    assert (entry.actor, entry.target_id, entry.changes) == (held.coordinator, str(report.uuid), {})
