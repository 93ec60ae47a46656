from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries

from dialogues.enums import MeetingStatus
from network.panels import met_with
from tests.factories import (
    AdministratorFactory,
    MeetingFactory,
    OrganisationFactory,
    ParticipationFactory,
    TeamMemberFactory,
    TeamUserFactory,
)

pytestmark = pytest.mark.django_db


def test_counts_shared_meetings_of_ones_own_dialogues() -> None:
    organisation, often, once, absent = (OrganisationFactory(name=name) for name in "OFNA")
    first, second = MeetingFactory(), MeetingFactory()
    cancelled = MeetingFactory(status=MeetingStatus.CANCELLED)
    for meeting in (first, second, cancelled):
        ParticipationFactory(meeting=meeting, organisation=organisation, attended=True)
        ParticipationFactory(meeting=meeting, organisation=often, attended=True)
        ParticipationFactory(meeting=meeting, organisation=often, attended=True)
    ParticipationFactory(meeting=second, organisation=once, attended=True)
    ParticipationFactory(meeting=second, organisation=absent)
    panel = met_with(AdministratorFactory(), organisation)
    assert panel is not None
    assert [(one.name, one.shared) for one in panel["others"]] == [("F", 2), ("N", 1)]
    convener = TeamMemberFactory(dialogue=first.dialogue).user
    panel = met_with(convener, organisation)
    assert panel is not None
    assert [(one.name, one.shared) for one in panel["others"]] == [("F", 1)]
    assert met_with(TeamUserFactory(), organisation) is None


@pytest.mark.parametrize("rows", [1, 30])
def test_costs_two_queries(rows: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    organisation, meeting, administrator = OrganisationFactory(), MeetingFactory(), AdministratorFactory()
    ParticipationFactory(meeting=meeting, organisation=organisation, attended=True)
    for _ in range(rows):
        ParticipationFactory(meeting=meeting, attended=True)
    with django_assert_num_queries(2):
        panel = met_with(administrator, organisation)
        assert panel is not None
        assert panel["count"] == rows
        assert len(panel["others"]) == min(rows, 10)
