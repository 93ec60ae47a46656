"""Keeping what a report said, and going back to it."""

from datetime import timedelta
from uuid import uuid4

import pytest

from reports.comparing import Fate, compare
from reports.enums import RevisionAction
from reports.exceptions import WrongStatusError
from reports.models import Report, Revision
from reports.selectors import revisions_of, snapshot_of
from reports.selectors.approval import last_changed_by
from reports.services import (
    Block,
    add_paragraph,
    add_section,
    delete_section,
    edit_paragraph,
    move_paragraph,
    publish_report,
    restore_revision,
    save_section,
    withdraw_report,
)
from stakeholders.models import AuditEntry
from tests.reports.factories import Reported, paragraph_with


def edited(held: Reported, report: Report, text: str, *, by: str = "coordinator") -> None:
    """Let the editor save the last paragraph, as it does every few seconds."""
    paragraph = paragraph_with(report, "")
    had = dict(paragraph.section.paragraphs.values_list("uuid", "text"))
    blocks = [Block(uuid, text if uuid == paragraph.uuid else base, base) for uuid, base in had.items()]
    save_section(section=paragraph.section, blocks=blocks, known=had, actor=getattr(held, by))


def actions(report: Report) -> list[tuple[int, str]]:
    return list(report.revisions.values_list("number", "action"))


def test_what_one_person_saves_in_ten_minutes_is_one_revision(held: Reported) -> None:
    report = held.report()
    edited(held, report, "One.")
    edited(held, report, "Two.")
    assert actions(report) == [(2, RevisionAction.EDITED), (1, RevisionAction.DRAFTED)]
    edited(held, report, "Three.", by="convener")
    assert [row.made_by for row in revisions_of(report)] == [held.convener.name, *[held.coordinator.name] * 2]
    assert paragraph_with(report, "Three.").text == "Three."


def test_two_who_write_at_once_share_a_revision_and_neither_is_a_second_person(held: Reported) -> None:
    report = held.report()
    for turn in range(6):
        edited(held, report, f"Turn {turn}.", by=("coordinator", "convener")[turn % 2])
    assert [number for number, _action in actions(report)] == [3, 2, 1]
    both = f"{held.convener.name}, {held.coordinator.name}"
    assert [row.made_by for row in revisions_of(report)] == [both, *[held.coordinator.name] * 2]
    assert last_changed_by(report) == {held.coordinator.pk, held.convener.pk}
    edited(held, report, "A third.", by="administrator")
    assert last_changed_by(report) == {held.administrator.pk}
    for turn in range(6):
        edited(held, report, f"Turn {turn}.", by=("coordinator", "convener", "administrator")[turn % 3])
    assert len(actions(report)) == 4
    assert last_changed_by(report) == {held.administrator.pk, held.coordinator.pk, held.convener.pk}


def test_a_long_evening_is_several_revisions(held: Reported) -> None:
    report = held.report()
    edited(held, report, "One.")
    last = report.revisions.first()
    assert last is not None
    Revision.objects.filter(pk=last.pk).update(begun_at=last.begun_at - timedelta(minutes=11))
    edited(held, report, "Two.")
    assert [number for number, _action in actions(report)] == [3, 2, 1]


def test_what_was_deleted_a_moment_after_it_was_written_can_be_gone_back_to(held: Reported) -> None:
    report = held.report()
    section = add_section(report=report, heading="Background", actor=held.coordinator)
    add_paragraph(section=section, text="One.", actor=held.coordinator)
    edited(held, report, "One two three.")
    kept = report.revisions.first()
    delete_section(section=section, actor=held.coordinator)
    edited(held, report, "Something else.")
    assert kept is not None
    restore_revision(revision=report.revisions.get(number=kept.number), actor=held.coordinator)
    assert paragraph_with(report, "One two three.").section.heading == "Background"


def test_a_save_that_took_a_paragraph_out_is_a_revision_of_its_own(held: Reported) -> None:
    report = held.report()
    section = add_section(report=report, heading="Background", actor=held.coordinator)
    blocks = [Block(uuid4(), "One."), Block(uuid4(), "Two.")]
    save_section(section=section, blocks=blocks, known={}, actor=held.coordinator)
    before = report.revisions.get(number=2)
    known = {block.uuid: block.text for block in blocks}
    save_section(section=section, blocks=blocks[:1], known=known, actor=held.coordinator)
    assert [number for number, _action in actions(report)] == [3, 2, 1]
    restore_revision(revision=before, actor=held.coordinator)
    assert list(section.paragraphs.values_list("text", flat=True)) == ["One.", "Two."]


def test_a_save_that_took_many_words_out_is_a_revision_of_its_own(held: Reported) -> None:
    report = held.report()
    edited(held, report, "One two three four five six seven eight nine ten.")
    edited(held, report, "One two three four five six seven eight nine.")
    assert [number for number, _action in actions(report)] == [2, 1]
    edited(held, report, "One two.")
    assert [number for number, _action in actions(report)] == [3, 2, 1]
    restore_revision(revision=report.revisions.get(number=2), actor=held.coordinator)
    assert paragraph_with(report, "seven eight nine.").text == "One two three four five six seven eight nine."


def test_a_draft_and_a_publication_are_revisions_of_their_own(held: Reported) -> None:
    report = held.report()
    publish_report(report=report, actor=held.coordinator)
    edited(held, report, "One.")
    held.report()
    assert [(row.action, row.version) for row in revisions_of(report)] == [
        (RevisionAction.DRAFTED, None),
        (RevisionAction.EDITED, None),
        (RevisionAction.PUBLISHED, 1),
        (RevisionAction.DRAFTED, None),
    ]


def test_each_part_carries_the_number_of_its_last_change(held: Reported) -> None:
    report = held.report()
    report.refresh_from_db()
    before = report.edit_count
    paragraph = paragraph_with(report, "Some participants")
    edit_paragraph(paragraph=paragraph, text="One.", points=[], actor=held.coordinator)
    report.refresh_from_db()
    paragraph.refresh_from_db()
    paragraph.section.refresh_from_db()
    assert [report.edit_count, paragraph.edit_number, paragraph.section.edit_number] == [before + 1] * 3
    assert paragraph_with(report, "Another point").edit_number == before


def test_a_snapshot_holds_what_hands_can_change_and_nobody(held: Reported) -> None:
    report = held.report()
    content = snapshot_of(report)
    assert content["title"] == report.title
    paragraph = paragraph_with(report, "strongly agreed")
    found = next(
        one
        for section in content["sections"]
        for one in section["paragraphs"]
        if one["uuid"] == str(paragraph.uuid)
    )
    assert found == {
        "uuid": str(paragraph.uuid),
        "text": paragraph.text,
        "points": [str(held.strong.uuid)],
        "quantifier": paragraph.quantifier,
        "recommendation": None,
        "key": paragraph.drafted_key,
        "drafted": None,
        "edited": False,
        "sentences": paragraph.sentences,
    }


def test_an_earlier_state_comes_back_whole_as_a_new_revision(held: Reported) -> None:
    report = held.report()
    first = snapshot_of(report)
    in_order = ("position", "paragraphs__position")
    uuids = list(report.sections.order_by(*in_order).values_list("paragraphs__uuid", flat=True))
    edited(held, report, "One.")
    section = add_section(report=report, heading="Background", actor=held.coordinator)
    add_paragraph(section=section, text="Two.", actor=held.coordinator)
    move_paragraph(paragraph=paragraph_with(report, "Two."), earlier=True, actor=held.coordinator)
    delete_section(section=report.sections.get(heading="Presentations"), actor=held.coordinator)
    restore_revision(revision=report.revisions.get(number=1), actor=held.convener)
    report = Report.objects.get(pk=report.pk)
    assert snapshot_of(report) == first
    assert list(report.sections.order_by(*in_order).values_list("paragraphs__uuid", flat=True)) == uuids
    assert actions(report)[0] == (7, RevisionAction.RESTORED)
    assert compare(report.revisions.get(number=1).content, report.revisions.get(number=7).content).is_same
    assert AuditEntry.objects.get(verb="report.restored").changes == {"revision": 1}
    restore_revision(revision=report.revisions.get(number=6), actor=held.convener)
    assert {"One.", "Two."} <= set(report.sections.values_list("paragraphs__text", flat=True))


def test_a_withdrawn_report_does_not_go_back(held: Reported) -> None:
    report = held.report()
    publish_report(report=report, actor=held.coordinator)
    withdraw_report(report=report, note="It was wrong.", actor=held.coordinator)
    with pytest.raises(WrongStatusError):
        restore_revision(revision=report.revisions.get(number=1), actor=held.coordinator)


def test_the_comparison_of_two_revisions_says_what_became_of_each_paragraph(held: Reported) -> None:
    report = held.report()
    paragraph = paragraph_with(report, "Some participants")
    edit_paragraph(paragraph=paragraph, text=f"{paragraph.text} More.", points=[], actor=held.coordinator)
    found = compare(report.revisions.get(number=1).content, report.revisions.get(number=2).content)
    changed = [one for section in found.sections for one in section.paragraphs if not one.is_same]
    assert [(one.id, one.fate) for one in changed] == [(str(paragraph.uuid), Fate.CHANGED)]
