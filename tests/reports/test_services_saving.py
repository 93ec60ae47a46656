"""Saving what an open editor holds, beside what others did meanwhile."""

from uuid import UUID, uuid4

import pytest

from reports.models import Paragraph, Section
from reports.services import (
    Block,
    SavedSection,
    add_paragraph,
    add_section,
    bring_back_section,
    delete_paragraph,
    delete_section,
    edit_paragraph,
    generate_draft,
    move_paragraph,
    rest_on,
    save_section,
)
from stakeholders.exceptions import DomainError
from stakeholders.models import AuditEntry
from tests.factories import PointFactory
from tests.reports.factories import Reported, paragraph_with


@pytest.fixture
def section(held: Reported) -> Section:
    section = add_section(report=held.report(), heading="Written", actor=held.coordinator)
    for text in ("One two three.", "Four five six.", "Seven."):
        add_paragraph(section=section, text=text, actor=held.coordinator)
    return section


def known(section: Section) -> dict[UUID, str]:
    return dict(section.paragraphs.values_list("uuid", "text"))


def texts(section: Section) -> list[str]:
    return list(section.paragraphs.values_list("text", flat=True))


def save(held: Reported, section: Section, had: dict[UUID, str], **changes: str) -> SavedSection:
    """Save the section with some texts changed, given as ``a1="…"`` for the first paragraph; an empty one is taken out."""
    blocks = []
    for number, (uuid, base) in enumerate(had.items(), start=1):
        text = changes.get(f"p{number}", base)
        if text:
            blocks.append(Block(uuid, text, base))
    return save_section(section=section, blocks=blocks, known=had, actor=held.coordinator)


def edit(held: Reported, section: Section, place: int, text: str) -> None:
    paragraph = section.paragraphs.all()[place]
    edit_paragraph(paragraph=paragraph, text=text, points=[], actor=held.convener)


def test_a_change_is_saved_once_however_often_it_is_sent(held: Reported, section: Section) -> None:
    had = known(section)
    first = save(held, section, had, p1="One two and three.")
    again = save(held, section, had, p1="One two and three.")
    assert texts(section) == ["One two and three.", "Four five six.", "Seven."]
    assert (first.conflicts, again.conflicts, again.number) == ({}, {}, first.number)
    paragraph = section.paragraphs.first()
    assert paragraph is not None
    assert (paragraph.was_edited, paragraph.edit_number) == (True, first.number)


def test_two_hands_in_one_paragraph_lose_no_word(held: Reported, section: Section) -> None:
    had = known(section)
    edit(held, section, 0, "One two three and more.")
    assert save(held, section, had, p1="Number One two three.").conflicts == {}
    assert texts(section)[0] == "Number One two three and more."


def test_where_both_changed_the_same_words_the_stored_stays_and_is_told(
    held: Reported, section: Section
) -> None:
    had = known(section)
    edit(held, section, 0, "One THEIRS three.")
    saved = save(held, section, had, p1="One MINE three.", p3="Eight.")
    assert saved.conflicts == {next(iter(had)): "One THEIRS three."}
    assert texts(section) == ["One THEIRS three.", "Four five six.", "Eight."]


def test_new_blocks_come_in_where_they_stand_and_bring_the_points_of_what_they_were_split_from(
    held: Reported,
) -> None:
    paragraph = paragraph_with(held.report(), "strongly agreed")
    section = paragraph.section
    had = known(section)
    new = uuid4()
    blocks = []
    for uuid, text in had.items():
        blocks.append(Block(uuid, text, text))
        if uuid == paragraph.uuid:
            blocks.append(Block(new, "And more.", origin=uuid))
    save_section(section=section, blocks=blocks, known=had, actor=held.coordinator)
    assert list(known(section))[1] == new
    assert list(Paragraph.objects.get(uuid=new).points.all()) == [held.strong]
    save_section(section=section, blocks=blocks, known=had, actor=held.coordinator)
    assert list(known(section)).count(new) == 1


def test_what_is_joined_to_another_brings_its_points_along(held: Reported) -> None:
    report = held.report()
    strong, some = paragraph_with(report, "strongly agreed"), paragraph_with(report, "Some participants")
    had = known(strong.section)
    blocks = [
        Block(uuid, f"{text} {some.text}" if uuid == strong.uuid else text, text)
        for uuid, text in had.items()
        if uuid != some.uuid
    ]
    save_section(section=strong.section, blocks=blocks, known=had, actor=held.coordinator)
    assert set(strong.points.all()) == {held.strong, held.some}
    assert not Paragraph.objects.filter(pk=some.pk).exists()


def test_what_only_happens_to_say_the_same_gets_no_points(held: Reported) -> None:
    strong = paragraph_with(held.report(), "strongly agreed")
    section = strong.section
    last = section.paragraphs.last()
    first = section.paragraphs.first()
    assert last is not None
    assert first == strong
    edit(held, section, len(known(section)) - 1, f"As said: {strong.text}")
    had = known(section)
    last.refresh_from_db()
    before = set(last.points.all())
    blocks = [Block(uuid, text, text) for uuid, text in had.items() if uuid != strong.uuid]
    blocks[-1] = Block(last.uuid, f"{last.text} And {strong.text}", last.text)
    save_section(section=section, blocks=blocks, known=had, actor=held.coordinator)
    assert set(last.points.all()) == before
    assert held.strong not in before


def test_what_is_taken_out_goes_unless_others_changed_it(held: Reported, section: Section) -> None:
    had = known(section)
    edit(held, section, 0, "One two three, theirs.")
    save(held, section, had, p1="", p3="")
    assert texts(section) == ["One two three, theirs.", "Four five six."]


def as_it_is(paragraph: Paragraph) -> tuple[object, ...]:
    """Everything that belongs to a paragraph besides its identity."""
    now = Paragraph.objects.get(uuid=paragraph.uuid)
    return (
        *(now.text, now.quantifier, now.recommendation, now.drafted_key, now.drafted_text, now.was_edited),
        *(now.sentences, set(now.points.all())),
    )


@pytest.mark.parametrize("said", ["strongly agreed", "Some participants", "three years"])
def test_a_deletion_that_is_undone_brings_back_everything(held: Reported, said: str) -> None:
    paragraph = paragraph_with(held.report(), said)
    section, was = paragraph.section, as_it_is(paragraph)
    had = known(section)
    blocks = [Block(uuid, text, text) for uuid, text in had.items()]
    rest = [block for block in blocks if block.uuid != paragraph.uuid]
    save_section(section=section, blocks=rest, known=had, actor=held.coordinator)
    assert not Paragraph.objects.filter(uuid=paragraph.uuid).exists()
    back = [Block(block.uuid, block.text) if block not in rest else block for block in blocks]
    save_section(section=section, blocks=back, known=known(section), actor=held.coordinator)
    assert as_it_is(paragraph) == was
    assert list(known(section)) == list(had)


def test_what_was_changed_while_others_took_it_out_comes_back_with_its_points(held: Reported) -> None:
    paragraph = paragraph_with(held.report(), "strongly agreed")
    section, had = paragraph.section, known(paragraph.section)
    delete_paragraph(
        paragraph=paragraph_with(held.meeting.reports.get(), "strongly agreed"), actor=held.convener
    )
    changed = {f"p{list(had).index(paragraph.uuid) + 1}": f"{paragraph.text} And mine."}
    save(held, section, had, **changed)
    back = Paragraph.objects.get(uuid=paragraph.uuid)
    assert (list(back.points.all()), back.drafted_key) == ([held.strong], paragraph.drafted_key)
    assert (back.drafted_text, back.was_edited) == (paragraph.text, True)


@pytest.mark.parametrize("at_once", [True, False])
def test_what_is_cut_and_pasted_stays_what_it_was(held: Reported, section: Section, *, at_once: bool) -> None:
    cut = paragraph_with(held.report(), "three years")
    here, was, new = cut.section, as_it_is(cut), uuid4()
    had = known(here)
    rest = [Block(uuid, text, text) for uuid, text in had.items() if uuid != cut.uuid]
    pasted = Block(new, cut.text, origin=cut.uuid)
    sent = [*rest, pasted] if at_once else rest
    save_section(section=here, blocks=sent, known=had, actor=held.coordinator)
    if not at_once:
        save_section(section=section, blocks=[pasted], known={}, actor=held.coordinator)
    assert as_it_is(Paragraph.objects.get(uuid=new)) == was


def test_what_others_took_out_comes_back_only_if_it_was_changed_here(
    held: Reported, section: Section
) -> None:
    had = known(section)
    for paragraph in list(section.paragraphs.all())[:2]:
        delete_paragraph(paragraph=paragraph, actor=held.convener)
    save(held, section, had, p2="Four five six and mine.")
    assert sorted(texts(section)) == ["Four five six and mine.", "Seven."]


def test_what_others_moved_to_another_section_is_changed_there(held: Reported, section: Section) -> None:
    had = known(section)
    first = section.paragraphs.all()[0]
    move_paragraph(paragraph=first, earlier=True, actor=held.convener)
    save(held, section, had, p1="One two three, mine.")
    first.refresh_from_db()
    assert first.text == "One two three, mine."
    assert first.section != section
    assert texts(section) == ["Four five six.", "Seven."]


def test_the_order_is_that_of_whoever_changed_it(held: Reported, section: Section) -> None:
    had = known(section)
    blocks = [Block(uuid, text, text) for uuid, text in reversed(had.items())]
    save_section(section=section, blocks=blocks, known=had, actor=held.coordinator)
    assert texts(section) == ["Seven.", "Four five six.", "One two three."]


def test_a_block_of_another_report_is_refused(held: Reported, section: Section) -> None:
    french = generate_draft(meeting=held.meeting, language="fr", actor=held.coordinator)
    elsewhere = paragraph_with(french, "")
    with pytest.raises(DomainError):
        save_section(
            section=section,
            blocks=[Block(elsewhere.uuid, "Mine now.")],
            known={},
            actor=held.coordinator,
        )
    elsewhere.refresh_from_db()
    assert elsewhere.text != "Mine now."


def test_a_paragraph_rests_on_points_of_its_meeting_that_are_drawn_in(held: Reported) -> None:
    paragraph = paragraph_with(held.report(), "strongly agreed")
    elsewhere = PointFactory()
    rest_on(
        paragraph=paragraph,
        added={held.some.uuid, elsewhere.uuid},
        taken={held.strong.uuid},
        actor=held.coordinator,
    )
    assert list(paragraph.points.all()) == [held.some]


def test_saves_every_few_seconds_leave_one_entry_in_the_trail(held: Reported, section: Section) -> None:
    for text in ("One.", "One two.", "One two three and four."):
        save(held, section, known(section), p1=text)
    assert AuditEntry.objects.filter(verb="report.section_saved").count() == 0
    last = held.meeting.reports.get().revisions.first()
    assert last is not None
    assert "One two three and four." in str(last.content)


def test_what_was_written_in_a_removed_section_comes_back_with_its_points(held: Reported) -> None:
    report = held.report()
    paragraph = paragraph_with(report, "strongly agreed")
    uuid, points = paragraph.uuid, set(paragraph.points.all())
    delete_section(section=paragraph.section, actor=held.convener)
    blocks = [Block(uuid, f"{paragraph.text} So be it.", paragraph.text), Block(uuid4(), "New.")]
    section = bring_back_section(report=report, heading="Brought back", blocks=blocks, actor=held.coordinator)
    assert texts(section) == [f"{paragraph.text} So be it.", "New."]
    assert points
    assert set(section.paragraphs.all()[0].points.all()) == points


def test_a_removed_section_comes_back_as_what_it_was_for_unless_another_is_that_by_now(
    held: Reported,
) -> None:
    paragraph = paragraph_with(held.report(), "Bergqvist explained")
    was, report = paragraph.section, paragraph.section.report
    uuid, kind = was.uuid, was.kind
    delete_section(section=was, actor=held.convener)
    blocks = [Block(paragraph.uuid, paragraph.text, paragraph.text)]
    first, again, others = (
        bring_back_section(report=report, heading="Again", blocks=blocks, actor=actor, was=uuid)
        for actor in (held.coordinator, held.coordinator, held.convener)
    )
    assert kind == "presentations"
    assert first == again
    assert [first.kind, others.kind] == ["presentations", "custom"]


def test_what_others_moved_before_they_removed_the_section_stays_as_they_have_it(
    held: Reported, section: Section
) -> None:
    report = held.report()
    paragraph = paragraph_with(report, "strongly agreed")
    home, base = paragraph.section, paragraph.text
    Paragraph.objects.filter(pk=paragraph.pk).update(section=section, text="Theirs.")
    delete_section(section=home, actor=held.convener)
    blocks = [Block(paragraph.uuid, "Mine.", base)]
    back = bring_back_section(report=report, heading="Brought back", blocks=blocks, actor=held.coordinator)
    assert texts(back) == ["Mine."]
    assert set(back.paragraphs.get().points.all()) == {held.strong}
    assert Paragraph.objects.get(uuid=paragraph.uuid).text == "Theirs."


def test_what_was_just_pasted_into_the_removed_section_has_the_points_of_its_origin(
    held: Reported, section: Section
) -> None:
    cut = paragraph_with(held.report(), "strongly agreed")
    delete_paragraph(paragraph=cut, actor=held.coordinator)
    delete_section(section=section, actor=held.convener)
    blocks = [Block(uuid4(), cut.text, origin=cut.uuid)]
    back = bring_back_section(
        report=section.report, heading="Brought back", blocks=blocks, actor=held.coordinator
    )
    assert set(back.paragraphs.get().points.all()) == {held.strong}
