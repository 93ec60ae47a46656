"""Changing a report by hand."""

import pytest

from reports.exceptions import NewerTextError, WrongStatusError
from reports.models import Paragraph, Report
from reports.quantifiers import Quantifier
from reports.services import (
    ParagraphBase,
    add_paragraph,
    add_section,
    delete_paragraph,
    delete_section,
    edit_front,
    edit_paragraph,
    edit_section,
    move_paragraph,
    move_section,
    publish_report,
    withdraw_report,
)
from stakeholders.exceptions import DomainError
from stakeholders.models import AuditEntry
from tests.factories import PointFactory
from tests.reports.factories import Reported, paragraph_with


def headings(report: Report) -> list[str]:
    return list(report.sections.values_list("heading", flat=True))


def texts(report: Report, heading: str) -> list[str]:
    return list(report.sections.get(heading=heading).paragraphs.values_list("text", flat=True))


def test_editing_a_paragraph_marks_paragraph_and_report(held: Reported) -> None:
    report = held.report()
    paragraph = paragraph_with(report, "Some participants")
    edit_paragraph(
        paragraph=paragraph,
        text="Another point raised was that calls are hard to read.",
        points=[held.some.uuid],
        quantifier=Quantifier.ANOTHER,
        actor=held.coordinator,
    )
    paragraph.refresh_from_db()
    report.refresh_from_db()
    assert (paragraph.text, paragraph.quantifier, paragraph.was_edited, report.was_edited) == (
        "Another point raised was that calls are hard to read.",
        Quantifier.ANOTHER,
        True,
        True,
    )
    assert "hard to read" not in str(AuditEntry.objects.get(verb="report.paragraph_edited").changes)


def test_a_paragraph_rests_on_points_of_its_meeting_only(held: Reported) -> None:
    report = held.report()
    elsewhere = PointFactory()
    paragraph = add_paragraph(
        section=report.sections.last(),
        text="New.",
        points=[held.some.uuid, elsewhere.uuid],
        actor=held.coordinator,
    )
    assert list(paragraph.points.all()) == [held.some]
    assert texts(report, "Recommendations")[-1] == "New."


def test_an_empty_paragraph_is_refused(held: Reported) -> None:
    report = held.report()
    paragraph = paragraph_with(report, "Some participants")
    with pytest.raises(DomainError) as error:
        edit_paragraph(paragraph=paragraph, text="", points=[], actor=held.coordinator)
    assert error.value.field == "text"


def test_paragraphs_move_within_and_across_sections(held: Reported) -> None:
    report = held.report()
    paragraph = paragraph_with(report, "Some participants")
    before = texts(report, "Funding for networks")
    move_paragraph(paragraph=paragraph, earlier=True, actor=held.coordinator)
    assert texts(report, "Funding for networks") == [before[1], before[0], before[2]]
    paragraph.refresh_from_db()
    move_paragraph(paragraph=paragraph, earlier=True, actor=held.coordinator)
    assert texts(report, "Discussion")[-1] == before[1]
    paragraph.refresh_from_db()
    move_paragraph(paragraph=paragraph, earlier=False, actor=held.coordinator)
    assert texts(report, "Funding for networks") == [before[1], before[0], before[2]]


def test_nothing_moves_beyond_the_ends(held: Reported) -> None:
    report = held.report()
    first = report.sections.first().paragraphs.first()
    last = Paragraph.objects.filter(section=report.sections.last()).last()
    everything = [list(section.paragraphs.all()) for section in report.sections.all()]
    move_paragraph(paragraph=first, earlier=True, actor=held.coordinator)
    move_paragraph(paragraph=last, earlier=False, actor=held.coordinator)
    move_section(section=report.sections.first(), earlier=True, actor=held.coordinator)
    assert [list(section.paragraphs.all()) for section in report.sections.all()] == everything


def test_sections_are_added_renamed_moved_and_removed(held: Reported) -> None:
    report = held.report()
    before = headings(report)
    section = add_section(report=report, heading="Background", actor=held.coordinator)
    assert headings(report) == [*before, "Background"]
    edit_section(section=section, heading="Context", actor=held.coordinator)
    move_section(section=section, earlier=True, actor=held.coordinator)
    assert headings(report) == [*before[:-1], "Context", before[-1]]
    delete_section(section=section, actor=held.coordinator)
    assert headings(report) == before


def test_removing_a_paragraph_leaves_its_points(held: Reported) -> None:
    report = held.report()
    delete_paragraph(paragraph=paragraph_with(report, "Some participants"), actor=held.coordinator)
    held.some.refresh_from_db()
    assert "Some participants" not in str(texts(report, "Funding for networks"))


def test_the_front_is_edited(held: Reported) -> None:
    report = edit_front(
        report=held.report(), title="A", subtitle="B", attribution="C", actor=held.coordinator
    )
    assert (report.title, report.subtitle, report.attribution, report.was_edited) == ("A", "B", "C", True)


def test_a_withdrawn_report_takes_no_change(held: Reported) -> None:
    report = held.report()
    publish_report(report=report, actor=held.coordinator)
    withdraw_report(report=report, note="It was wrong.", actor=held.coordinator)
    with pytest.raises(WrongStatusError):
        add_section(report=report, heading="More", actor=held.coordinator)


# --- two at once, each with a form of their own ---------------------------------------------------


def front_of(report: Report) -> dict[str, str]:
    return {name: getattr(report, name) for name in ("title", "subtitle", "attribution")}


def test_what_others_put_on_the_front_meanwhile_stays(held: Reported) -> None:
    report = held.report()
    began = front_of(report)
    edit_front(report=report, actor=held.convener, **{**began, "subtitle": "Theirs"})
    edit_front(report=report, actor=held.coordinator, base=began, **{**began, "title": "Mine"})
    report.refresh_from_db()
    assert (report.title, report.subtitle) == ("Mine", "Theirs")


def test_the_same_words_changed_by_two_are_refused_with_what_stands(held: Reported) -> None:
    report = held.report()
    began = front_of(report)
    edit_front(report=report, actor=held.convener, **{**began, "title": "Theirs"})
    with pytest.raises(NewerTextError) as refused:
        edit_front(report=report, actor=held.coordinator, base=began, **{**began, "title": "Mine"})
    report.refresh_from_db()
    assert (refused.value.theirs, report.title) == ({"title": "Theirs"}, "Theirs")


def test_a_heading_changed_by_two_is_refused_with_what_stands(held: Reported) -> None:
    section = held.report().sections.first()
    assert section is not None
    began = {"heading": section.heading}
    edit_section(section=section, heading="Theirs", actor=held.convener)
    with pytest.raises(NewerTextError):
        edit_section(section=section, heading="Mine", actor=held.coordinator, base=began)
    section.refresh_from_db()
    assert section.heading == "Theirs"


def test_words_number_and_points_of_a_paragraph_are_brought_together(held: Reported) -> None:
    report = held.report()
    paragraph = add_paragraph(
        section=report.sections.last(),  # type: ignore[arg-type]
        text="Calls are hard to read.",
        points=[held.some.uuid],
        quantifier=Quantifier.SOME,
        actor=held.coordinator,
    )
    began = ParagraphBase(paragraph.text, Quantifier.SOME, frozenset({held.some.uuid}))
    edit_paragraph(
        paragraph=paragraph,
        text="Calls are very hard to read.",
        points=[held.some.uuid, held.strong.uuid],
        quantifier=Quantifier.ANOTHER,
        actor=held.convener,
    )
    edit_paragraph(
        paragraph=paragraph,
        text="Calls are hard to read, and long.",
        points=[],
        quantifier=Quantifier.SOME,
        actor=held.coordinator,
        base=began,
    )
    paragraph.refresh_from_db()
    assert paragraph.text == "Calls are very hard to read, and long."
    assert paragraph.quantifier == Quantifier.ANOTHER
    assert [*paragraph.points.all()] == [held.strong]


def test_the_same_words_of_a_paragraph_changed_by_two_are_refused(held: Reported) -> None:
    paragraph = paragraph_with(held.report(), "Some participants")
    began = ParagraphBase(paragraph.text, None, frozenset())
    edit_paragraph(paragraph=paragraph, text="Theirs.", points=[], actor=held.convener)
    with pytest.raises(NewerTextError) as refused:
        edit_paragraph(paragraph=paragraph, text="Mine.", points=[], actor=held.coordinator, base=began)
    paragraph.refresh_from_db()
    assert (refused.value.theirs, paragraph.text) == ({"text": "Theirs."}, "Theirs.")


def test_what_others_emptied_does_not_come_back_by_an_older_form(held: Reported) -> None:
    report = held.report()
    began = front_of(report) | {"subtitle": "Words of Nour"}
    edit_front(report=report, actor=held.convener, **began)
    edit_front(report=report, actor=held.convener, **{**began, "subtitle": ""})
    with pytest.raises(NewerTextError) as refused:
        edit_front(
            report=report, actor=held.coordinator, base=began, **{**began, "subtitle": "Words of Nour H."}
        )
    report.refresh_from_db()
    assert (refused.value.theirs, report.subtitle) == ({"subtitle": ""}, "")


def test_what_others_removed_is_told_so(held: Reported) -> None:
    paragraph = paragraph_with(held.report(), "Some participants")
    section = paragraph.section
    Paragraph.objects.filter(pk=paragraph.pk).delete()
    with pytest.raises(WrongStatusError, match="Somebody removed this"):
        edit_paragraph(paragraph=paragraph, text="Mine.", points=[], actor=held.coordinator)
    section.report.sections.filter(pk=section.pk).delete()
    with pytest.raises(WrongStatusError, match="Somebody removed this"):
        edit_section(section=section, heading="Mine", actor=held.coordinator)
