"""What the registry knows and the guard makes use of: numbers, roles, who was in the room; and what is read besides the text."""

import pytest

from reports.exceptions import NamesFoundError
from reports.models import Imprint
from reports.selectors import editor_of, names_in_text
from reports.services import publish_report
from stakeholders.enums import OrganisationKind
from tests.factories import (
    AffiliationFactory,
    MeetingFactory,
    OrganisationFactory,
    ParticipationFactory,
    PersonFactory,
)
from tests.reports.factories import Reported


def named(held: Reported, text: str) -> list[str]:
    return [place.finding.label for place in names_in_text(held.report(), text)]


def test_a_telephone_number_is_found_however_it_is_written(held: Reported) -> None:
    held.silent.person.phone = "+46 70 000 01 99"
    held.silent.person.save()
    assert named(held, "Call 070-000 01 99.") == ["Nour Haddadin"]


def test_a_role_at_a_public_organisation_names_who_has_it(held: Reported) -> None:
    agency = OrganisationFactory(
        name="Agency for Fictional Aid", may_be_named=True, kind=OrganisationKind.DEVELOPMENT_AGENCY
    )
    AffiliationFactory(person=held.silent.person, organisation=agency, role="Head of Unit")
    held.recommendation.addressees.create(organisation=agency)
    report = held.report()
    (place,) = names_in_text(report, "The head of the Agency for Fictional Aid agreed.")
    assert (place.finding.label, str(place.finding.match)) == ("Nour Haddadin", "role")
    assert place.finding.neutral == "A participant"
    assert names_in_text(report, "The Agency for Fictional Aid is asked to answer.") == ()
    assert names_in_text(report, "The spokesperson of a ministry said so.") == ()


def test_a_group_that_the_room_had_one_of_is_found_and_one_of_twenty_is_not(held: Reported) -> None:
    held.silent.organisation.kind = OrganisationKind.RELIGIOUS_TRADITIONAL
    held.silent.organisation.save()
    report = held.report()
    (place,) = names_in_text(report, "A participant from a religious authority disagreed.")
    assert place.is_group
    assert place.participation == ""
    assert place.finding.reason == "points at fewer than three people"
    assert names_in_text(report, "A participant from a civil society organisation disagreed.") == ()


def test_the_places_that_nobody_sees_are_told(held: Reported) -> None:
    (place,) = names_in_text(held.report(), "Nothing. <!-- ask Nour Haddadin -->")
    assert place.where == "in a comment left in the text"


def test_a_report_of_several_meetings_names_nobody_of_either(held: Reported) -> None:
    earlier = MeetingFactory(dialogue=held.meeting.dialogue)
    ParticipationFactory(meeting=earlier, person=PersonFactory(name="Layal Qabbani"))
    report = held.report()
    assert names_in_text(report, "As Layal Qabbani said.") == ()
    report.is_compiled = True
    report.save()
    report.further_meetings.add(earlier)
    assert [place.finding.label for place in names_in_text(report, "As Layal Qabbani said.")] == [
        "Layal Qabbani"
    ]


def test_the_imprint_is_read_as_well(held: Reported) -> None:
    Imprint.objects.create(language="en", text="Edited with the help of Nour Haddadin.")
    report = held.report()
    assert [place.finding.label for place in editor_of(report).front_names] == ["Nour Haddadin"]
    with pytest.raises(NamesFoundError):
        publish_report(report=report, actor=held.coordinator)
