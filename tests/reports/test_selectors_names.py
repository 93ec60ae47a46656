"""Whom the guard protects: everybody on the list and where they belong, unless they agreed for that part."""

import pytest

from reports.guard import NameKind
from reports.selectors import editor_of, names_in_text, protected_names
from reports.services import edit_paragraph
from stakeholders.enums import Protection
from tests.factories import AffiliationFactory, OrganisationFactory, PersonFactory, PointFactory
from tests.reports.factories import Reported, paragraph_with


def test_everybody_on_the_list_is_protected_also_who_did_not_come(held: Reported) -> None:
    held.silent.attended = False
    held.silent.save()
    names = {name.label: name for name in protected_names(held.meeting)}
    assert len([name for name in names.values() if name.kind is NameKind.PERSON]) == 22
    assert names["Nour Haddadin"].spellings == ("Nour Haddadin", "نور حدادين")
    assert names["Nour Haddadin"].allowed_items == frozenset()


def test_the_speaker_is_allowed_for_the_item_they_presented(held: Reported) -> None:
    names = {name.label: name for name in protected_names(held.meeting)}
    item = held.meeting.agenda_items.get(kind="presentation")
    assert names["Ada Bergqvist"].allowed_items == frozenset({str(item.uuid)})


def test_protection_is_stronger_than_consent(held: Reported) -> None:
    held.speaker.person.protection = Protection.PROTECTED
    held.speaker.person.save()
    names = {name.label: name for name in protected_names(held.meeting)}
    assert names["Ada Bergqvist"].allowed_items == frozenset()
    assert names["Ada Bergqvist"].reason == "is protected and never named"


def test_whoever_is_protected_is_not_named_by_others_either(held: Reported) -> None:
    PersonFactory(name="Layal Qabbani", other_names=["ليال قباني"], protection=Protection.PROTECTED)
    PersonFactory(name="Omar Saleh")
    found = names_in_text(
        held.report(), "Layal Qabbani, or Layal, as Omar Saleh (Qabbani) calls her; ليال قباني."
    )
    assert [place.finding.matched for place in found] == ["Layal Qabbani", "ليال قباني"]
    assert {place.participation for place in found} == {""}


def test_organisations_that_may_not_be_named_are_protected_with_those_people_belong_to(
    held: Reported,
) -> None:
    behind = OrganisationFactory(name="Hidden Affiliation Network")
    AffiliationFactory(person=held.silent.person, organisation=behind)
    labels = {name.label for name in protected_names(held.meeting) if name.kind is NameKind.ORGANISATION}
    assert {"Cedar Women Alliance", "Hidden Affiliation Network"} <= labels
    assert not {"Institute for Dialogue", "Northern Research Centre"} & labels


def test_public_organisations_and_the_host_may_stand_anywhere(held: Reported) -> None:
    assert names_in_text(held.report(), "The Institute for Dialogue and the NRC met.") == ()


def test_the_editor_shows_the_place_and_the_ways_out(held: Reported) -> None:
    report = held.report()
    presented = paragraph_with(report, "Bergqvist explained")
    points = list(presented.points.values_list("uuid", flat=True))
    text = "Ada Bergqvist explained this to Nour Haddadin."
    edit_paragraph(paragraph=presented, text=text, points=points, actor=held.coordinator)
    (place,) = editor_of(report).names
    assert (place.before, place.finding.matched, place.after) == (
        "Ada Bergqvist explained this to ",
        "Nour Haddadin",
        ".",
    )
    assert place.participation == str(held.silent.uuid)


def test_where_nobody_may_be_named_consent_is_no_way_out(held: Reported) -> None:
    report = held.report()
    discussed = paragraph_with(report, "Some participants")
    edit_paragraph(
        paragraph=discussed, text="Nour Haddadin and CWA.", points=[held.some.uuid], actor=held.coordinator
    )
    assert [place.participation for place in editor_of(report).names] == ["", ""]


@pytest.mark.parametrize(
    "kind", ["summary", "matters_arising", "discussion", "theme", "recommendations", "custom"]
)
def test_where_no_point_is_linked_consent_to_be_named_elsewhere_is_none(held: Reported, kind: str) -> None:
    report = held.report()
    section = report.sections.filter(kind=kind).first()
    section = section or report.sections.create(kind=kind, heading="Further", position=99)
    paragraph = section.paragraphs.create(
        text="Ada Bergqvist of the Northern Research Centre asked for it.", position=99
    )
    editor = editor_of(report)
    (view,) = (view for view in editor.paragraphs if view.paragraph.pk == paragraph.pk)
    assert [place.finding.label for place in view.names] == ["Ada Bergqvist"]
    section.heading = "What Ada Bergqvist asked for"
    section.save()
    named = {one.section.pk: one.names for one in editor_of(report).sections}
    assert [place.finding.label for place in named[section.pk]] == ["Ada Bergqvist"]


@pytest.mark.parametrize("kind", ["summary", "discussion", "theme", "custom"])
def test_where_no_point_is_linked_the_words_claim_no_agreement(held: Reported, kind: str) -> None:
    report = held.report()
    assert editor_of(report).too_strong == ()
    section = report.sections.filter(kind=kind).first()
    section = section or report.sections.create(kind=kind, heading="Further", position=99)
    paragraph = section.paragraphs.create(text="Participants strongly agreed on it.", position=99)
    assert [view.paragraph.pk for view in editor_of(report).too_strong] == [paragraph.pk]
    paragraph.text = "One further thing is set out below."
    paragraph.save()
    assert editor_of(report).too_strong == ()


def test_the_editor_counts(held: Reported) -> None:
    report = held.report()
    views = {view.paragraph.text: view for view in editor_of(report).paragraphs}
    view = views["Some participants suggested that calls for proposals are hard to read."]
    (source,) = view.sources
    assert (source.supporters, source.present, source.words, view.supported_words) == (
        4,
        22,
        "some participants",
        "some participants",
    )
    assert editor_of(report).unused == ()


def test_a_point_taken_out_of_the_text_is_unused(held: Reported) -> None:
    report = held.report()
    paragraph_with(report, "Some participants").delete()
    assert [source.text for source in editor_of(report).unused] == ["Calls for proposals are hard to read."]


def test_a_source_that_no_longer_counts_is_told_and_supports_nothing(held: Reported) -> None:
    report = held.report()
    held.some.status = "hidden"
    held.some.save()
    view = next(view for view in editor_of(report).paragraphs if "hard to read" in view.paragraph.text)
    assert (view.lost_sources, view.sources, view.is_too_strong) == (1, (), True)


@pytest.mark.parametrize(
    "text",
    [
        "N&#111;ur Had&#100;adin asked.",
        "[No](https://a.example)ur [Hadd](https://a.example)[adin](https://b.example) asked.",
        "No^[a note]ur Hadd^[another]adin asked.",
        "Somebody asked.^[It was N&#111;ur Had&#100;adin.]",
    ],
)
def test_a_name_is_found_as_readers_see_it(held: Reported, text: str) -> None:
    report = held.report()
    edit_paragraph(
        paragraph=paragraph_with(report, "Some participants"),
        text=text,
        points=[held.some.uuid],
        actor=held.coordinator,
    )
    assert [place.finding.label for place in editor_of(report).names] == ["Nour Haddadin"]


def test_a_name_is_told_once_however_it_is_read(held: Reported) -> None:
    report = held.report()
    edit_paragraph(
        paragraph=paragraph_with(report, "Some participants"),
        text="**Nour Haddadin** asked.^[Twice.]",
        points=[held.some.uuid],
        actor=held.coordinator,
    )
    assert [place.finding.matched for place in editor_of(report).names] == ["Nour Haddadin"]


def test_consent_for_an_item_does_not_reach_what_was_said_there_without_a_name(held: Reported) -> None:
    report = held.report()
    presented = paragraph_with(report, "Bergqvist explained")
    aside = PointFactory(agenda_item=held.meeting.agenda_items.get(kind="presentation"), text="An aside.")
    edit_paragraph(
        paragraph=presented, text="Ada Bergqvist said it.", points=[aside.uuid], actor=held.coordinator
    )
    assert [place.finding.label for place in editor_of(report).names] == ["Ada Bergqvist"]
