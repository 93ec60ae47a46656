"""One report on several meetings of a dialogue."""

from datetime import timedelta

import pytest
from django.test import Client

from dialogues.enums import AttributionRule, MeetingStatus
from dialogues.models import Meeting, Participation
from reports.models import Report
from reports.selectors import document_of, editor_of, report_meetings
from reports.services import add_paragraph, edit_paragraph, generate_draft, publish_report
from stakeholders.exceptions import DomainError
from tests.factories import (
    AgendaItemFactory,
    MeetingFactory,
    OrganisationFactory,
    ParticipationFactory,
    PersonFactory,
    PointFactory,
)
from tests.reports.factories import Reported, paragraph_with
from tests.reports.test_views_editor import SignIn


@pytest.fixture
def earlier(held: Reported) -> Meeting:
    """A meeting a month before, with somebody who agreed to nothing, and who was not at the later one."""
    meeting = MeetingFactory(
        dialogue=held.meeting.dialogue,
        title="The first round",
        slug="first",
        starts_at=held.meeting.starts_at - timedelta(days=30),
        status=MeetingStatus.ENDED,
    )
    item = AgendaItemFactory(
        meeting=meeting, title="Beginnings", attribution_rule=AttributionRule.UNATTRIBUTED
    )
    PointFactory(agenda_item=item, text="Trust takes time.", hands=3)
    ParticipationFactory(
        meeting=meeting,
        person=PersonFactory(name="Zenobia Quillfeather"),
        organisation=OrganisationFactory(name="Synthetic First Group"),
        attended=True,
    )
    return meeting


def compiled(held: Reported, earlier: Meeting) -> Report:
    return generate_draft(meeting=held.meeting, further=[earlier], actor=held.coordinator)


def test_it_tells_all_its_meetings_beside_the_report_of_each(held: Reported, earlier: Meeting) -> None:
    alone, report = held.report(), compiled(held, earlier)
    assert (alone.edition, report.edition) == ("en", "en-compiled")
    assert [meeting.title for meeting in report_meetings(report)] == [
        "The first round",
        "The future of networks",
    ]
    assert "rust takes time" in paragraph_with(report, "rust takes time").text
    assert compiled(held, earlier) == report


def test_its_paragraphs_rest_on_points_of_all_its_meetings(held: Reported, earlier: Meeting) -> None:
    report = compiled(held, earlier)
    point = earlier.agenda_items.get().points.get()
    paragraph = add_paragraph(
        section=report.sections.last(),
        text="New.",
        points=[point.uuid, held.some.uuid],
        actor=held.coordinator,
    )
    assert set(paragraph.points.all()) == {point, held.some}
    assert {source.text for view in editor_of(report).paragraphs for source in view.sources} >= {
        "Trust takes time.",
        "Calls for proposals are hard to read.",
    }


def test_the_guard_knows_who_was_at_any_of_its_meetings(held: Reported, earlier: Meeting) -> None:
    report = compiled(held, earlier)
    paragraph = paragraph_with(report, "rust takes time")
    text = "Zenobia Quillfeather and Nour Haddadin said so."
    edit_paragraph(paragraph=paragraph, text=text, points=[], actor=held.coordinator)
    named = {place.finding.label for place in editor_of(report).names}
    assert {"Zenobia Quillfeather", "Nour Haddadin"} <= named


def test_who_agreed_for_one_of_its_meetings_is_named_for_that_one(held: Reported, earlier: Meeting) -> None:
    ParticipationFactory(meeting=earlier, person=held.speaker.person, attended=True)
    report = compiled(held, earlier)
    presented = paragraph_with(report, "Bergqvist explained")
    assert [view.names for view in editor_of(report).paragraphs if view.paragraph == presented] == [()]


def test_consent_is_recorded_in_the_meeting_that_it_is_for(held: Reported, earlier: Meeting) -> None:
    report = compiled(held, earlier)
    presented = paragraph_with(report, "Bergqvist explained")
    points = list(presented.points.values_list("uuid", flat=True))
    text = "Ada Bergqvist explained this to Zenobia Quillfeather."
    edit_paragraph(paragraph=presented, text=text, points=points, actor=held.coordinator)
    (place,) = editor_of(report).names
    assert (place.meeting, place.participation) == ("first", str(earlier.participations.get().uuid))


def test_of_somebody_at_several_consent_is_recorded_where_it_helps(held: Reported, earlier: Meeting) -> None:
    ParticipationFactory(meeting=earlier, person=held.speaker.person, attended=True)
    held.speaker.consents_to_be_named, held.speaker.consented_at = False, None
    held.speaker.save()
    report = compiled(held, earlier)
    section, _is_new = report.sections.get_or_create(
        kind="presentations", defaults={"heading": "Presentations", "position": 9}
    )
    section.paragraphs.create(text="Ada Bergqvist explained this.", position=9)
    (place,) = editor_of(report).names
    assert (place.meeting, place.participation) == (held.meeting.slug, str(held.speaker.uuid))


def test_everybody_counts_once_and_the_table_does_not_tell_who_was_at_one_meeting_only(
    held: Reported, earlier: Meeting
) -> None:
    for participation in Participation.objects.filter(meeting=held.meeting):
        ParticipationFactory(
            meeting=earlier,
            person=participation.person,
            organisation=participation.organisation,
            attended=True,
        )
    report = compiled(held, earlier)
    document = document_of(report, number=1, published_at=held.meeting.ends_at)
    assert (
        document.composition.total == document.labels.withheld
    )  # 23 at both, 22 at one of them: the one could be made out


def test_an_edition_in_another_language_does_not_tell_who_was_added_to_the_list_since(held: Reported) -> None:
    publish_report(report=held.report(), actor=held.coordinator)
    french = generate_draft(meeting=held.meeting, actor=held.coordinator, language="fr")
    at = held.meeting.ends_at
    assert document_of(french, number=1, published_at=at).composition.total == "22"
    ParticipationFactory(meeting=held.meeting, organisation=OrganisationFactory(), attended=True)
    table = document_of(french, number=1, published_at=at).composition
    assert table.total == document_of(french, number=1, published_at=at).labels.withheld
    assert "23" not in {row.value for row in table.rows}


def test_the_report_of_a_part_does_not_tell_what_the_compiled_one_was_told_to_hide(
    held: Reported, earlier: Meeting
) -> None:
    report = compiled(held, earlier)
    publish_report(report=report, actor=held.coordinator)
    told = document_of(report, number=2, published_at=held.meeting.ends_at).composition
    alone = document_of(held.report(), number=1, published_at=held.meeting.ends_at).composition
    assert (
        told.total
        == alone.total
        == document_of(report, number=2, published_at=held.meeting.ends_at).labels.withheld
    )


def test_meetings_that_are_not_over_or_of_another_dialogue_are_refused(
    held: Reported, earlier: Meeting
) -> None:
    elsewhere = MeetingFactory(status=MeetingStatus.ENDED, starts_at=earlier.starts_at)
    for refused in (elsewhere, held.meeting):
        with pytest.raises(DomainError):
            compiled(held, refused)
    assert not Report.objects.exists()


def test_the_report_before_is_found(held: Reported, earlier: Meeting) -> None:
    first = generate_draft(meeting=earlier, actor=held.coordinator)
    publish_report(report=first, actor=held.coordinator)
    assert held.report().previous == first
    assert compiled(held, earlier).previous is None


def test_earlier_meetings_are_offered_where_a_report_begins(
    held: Reported, earlier: Meeting, sign_in: SignIn
) -> None:
    client: Client = sign_in(held.coordinator)
    assert "The first round" in client.get(held.step("start/")).content.decode()
    response = client.post(held.step("start/"), {"language": "en", "further": [str(earlier.uuid)]})
    assert response["Location"] == held.step("en-compiled/")
    again = client.post(held.step("start/"), {"language": "en", "further": [str(earlier.uuid)]})
    assert "already has such a report" in again.content.decode()
    assert client.post(held.step("start/"), {"language": "en"})["Location"] == held.step("en/")


def test_another_report_before_is_chosen_on_the_page(
    held: Reported, earlier: Meeting, sign_in: SignIn
) -> None:
    first = generate_draft(meeting=earlier, actor=held.coordinator)
    publish_report(report=first, actor=held.coordinator)
    report = held.report()
    client: Client = sign_in(held.coordinator)
    assert f'value="{first.uuid}" selected' in client.get(held.url("draft/")).content.decode()
    for chosen, previous in (("", None), (str(first.uuid), first), ("x", first)):
        assert client.post(held.url("previous/"), {"previous": chosen})["Location"] == held.url("draft/")
        report.refresh_from_db()
        assert report.previous == previous
