from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries

from recommendations.enums import RecommendationStatus
from recommendations.panels import asked_of
from tests.factories import (
    AddresseeFactory,
    AdministratorFactory,
    OrganisationFactory,
    TeamMemberFactory,
    TeamUserFactory,
)

pytestmark = pytest.mark.django_db


def test_shows_what_an_organisation_was_asked_to_those_who_may_see_it() -> None:
    organisation = OrganisationFactory()
    asked = AddresseeFactory(organisation=organisation)
    AddresseeFactory(organisation=organisation, recommendation__status=RecommendationStatus.WITHDRAWN)
    AddresseeFactory()
    panel = asked_of(AdministratorFactory(), organisation)
    assert panel is not None
    assert list(panel["addressees"]) == [asked]
    member = TeamMemberFactory(dialogue=asked.recommendation.meeting.dialogue).user
    for_member = asked_of(member, organisation)
    assert for_member is not None
    assert list(for_member["addressees"]) == [asked]
    assert asked_of(TeamUserFactory(), organisation) is None


@pytest.mark.parametrize("rows", [1, 30])
def test_costs_two_queries(rows: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    organisation, administrator = OrganisationFactory(), AdministratorFactory()
    for _ in range(rows):
        AddresseeFactory(organisation=organisation)
    with django_assert_num_queries(2):
        panel = asked_of(administrator, organisation)
        assert panel is not None
        assert panel["count"] == rows
        assert len([one.recommendation.code for one in panel["addressees"]]) == min(rows, 20)
