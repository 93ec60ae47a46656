"""Reads of the network: whose meetings count, which relationships hold, and names beside numbers."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from dialogues.enums import MeetingStatus
from network.enums import Openness, TieKind
from network.selectors import NetworkQuery, network_for_team, records_for_team, untied_organisations
from stakeholders.enums import RelationshipKind
from tests.factories import (
    AdministratorFactory,
    OrganisationFactory,
    ParticipationFactory,
    RelationshipFactory,
    TeamUserFactory,
)
from tests.network.conftest import hold


def ties_of(user, **query):
    """The ties as pairs of names, in order."""
    network = network_for_team(user, NetworkQuery(**query))
    return sorted(tuple(sorted((tie.first.name, tie.second.name))) for tie in network.ties)


MET = [("Alpha", "Beta"), ("Alpha", "Gamma"), ("Beta", "Gamma")]


def test_a_team_sees_ties_from_its_own_meetings_and_from_the_registry(network, convener):
    assert ties_of(convener) == [*MET, ("Delta", "Gamma")]


def test_an_administrator_sees_ties_from_all_meetings(network):
    assert ties_of(AdministratorFactory()) == [*MET, ("Delta", "Gamma"), ("Epsilon", "Zeta")]


def test_a_team_member_without_dialogues_sees_relationships_only(network):
    assert ties_of(TeamUserFactory()) == [("Delta", "Gamma")]


def test_who_was_invited_but_did_not_come_is_not_tied(network, convener):
    assert all("Epsilon" not in couple for couple in ties_of(convener))


def test_a_cancelled_meeting_ties_nobody(dialogue, convener, organisations):
    cancelled = hold(dialogue, organisations["Alpha"], organisations["Beta"])
    cancelled.status = MeetingStatus.CANCELLED
    cancelled.save()

    assert ties_of(convener) == []


def test_people_without_an_organisation_tie_nothing(dialogue, convener, organisations):
    meeting = hold(dialogue, organisations["Alpha"])
    ParticipationFactory(meeting=meeting, organisation=None, attended=True)

    assert ties_of(convener) == []


def test_an_archived_organisation_is_left_out(network, convener):
    network["Gamma"].archived_at = timezone.now()
    network["Gamma"].save()

    assert ties_of(convener) == [("Alpha", "Beta")]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"kinds": frozenset({TieKind.MET})}, MET),
        ({"kinds": frozenset({TieKind.PARTNERS_WITH})}, [("Delta", "Gamma")]),
        ({"kinds": frozenset({TieKind.FUNDS})}, []),
    ],
)
def test_kinds_of_tie(network, convener, query, expected):
    assert ties_of(convener, **query) == expected


def test_one_dialogue_counts_its_meetings_only(network, dialogue, convener):
    assert ties_of(convener, dialogue=dialogue.pk) == MET


def test_another_teams_dialogue_gives_nothing(network, convener):
    other = network["Zeta"].participations.get().meeting.dialogue

    assert ties_of(convener, dialogue=other.pk) == []


def test_a_period_takes_the_meetings_inside_it(dialogue, convener, organisations):
    of = organisations
    early, late = datetime(2023, 5, 1, 12, tzinfo=UTC), datetime(2024, 5, 30, 12, tzinfo=UTC)
    hold(dialogue, of["Alpha"], of["Beta"], starts_at=early, ends_at=early + timedelta(hours=1))
    hold(dialogue, of["Gamma"], of["Delta"], starts_at=late, ends_at=late + timedelta(hours=1))

    assert ties_of(convener, since=date(2024, 1, 1)) == [("Delta", "Gamma")]
    assert ties_of(convener, until=date(2024, 1, 1)) == [("Alpha", "Beta")]
    assert ties_of(convener, since=date(2023, 5, 1), until=date(2024, 5, 30)) == [
        ("Alpha", "Beta"),
        ("Delta", "Gamma"),
    ]


def test_a_relationship_counts_while_it_holds(convener, organisations):
    of = organisations
    RelationshipFactory(
        source=of["Alpha"],
        target=of["Beta"],
        kind=RelationshipKind.FUNDS,
        started_on=date(2020, 1, 1),
        ended_on=date(2021, 12, 31),
    )

    assert ties_of(convener) == []
    assert ties_of(convener, since=date(2021, 6, 1)) == [("Alpha", "Beta")]
    assert ties_of(convener, since=date(2019, 1, 1), until=date(2019, 12, 31)) == []


def test_a_tie_tells_meetings_kinds_and_strength(network, dialogue, convener):
    hold(dialogue, network["Gamma"], network["Delta"])
    [tie] = [
        tie
        for tie in network_for_team(convener, NetworkQuery()).ties
        if {tie.first.name, tie.second.name} == {"Gamma", "Delta"}
    ]

    assert (tie.meetings, tie.kinds, tie.weight, tie.crosses) == (1, (TieKind.PARTNERS_WITH,), 2.0, False)


def test_positions_by_hand(network, convener):
    """Gamma lies on the paths Alpha–Delta and Beta–Delta, 2 of the 3 pairs; both pairs join WPS to Migration."""
    nodes = {node.name: node for node in network_for_team(convener, NetworkQuery()).nodes}

    assert list(nodes) == ["Alpha", "Beta", "Delta", "Gamma"]
    gamma = nodes["Gamma"].position
    assert (gamma.contacts, gamma.outside, gamma.strength) == (3, 2, 2.0)
    assert gamma.betweenness == pytest.approx(2 / 3)
    assert gamma.roles.bridge == gamma.roles.between_silos == 2
    assert nodes["Alpha"].position.strength == 1.0


def test_silos_by_hand(network, convener):
    """WPS: Alpha–Beta inside, Alpha–Gamma and Beta–Gamma out: 1/3. Migration: Gamma–Delta inside, the same two out."""
    found = network_for_team(convener, NetworkQuery())
    rows = {sector.name: sector.openness.measured for sector in found.sectors}

    assert set(rows) == {"WPS", "Migration"}
    assert (rows["WPS"].external, rows["WPS"].internal) == (2, 1)
    assert rows["WPS"].index == pytest.approx(1 / 3)
    assert found.whole.measured.index == 0
    assert found.whole.on_scale == 0


def test_silos_that_never_met_are_named_on_both_sides(network):
    found = network_for_team(AdministratorFactory(), NetworkQuery())

    assert {sector.name: sector.strangers for sector in found.sectors} == {
        "Faith": ("Migration", "WPS"),
        "Migration": ("Faith",),
        "WPS": ("Faith",),
    }


def test_connectors_join_most_pairs_between_silos(network, convener):
    found = network_for_team(convener, NetworkQuery())

    assert [node.name for node in found.connectors] == ["Gamma"]


def test_around_a_sector_are_its_members_and_their_contacts(network, convener, sectors):
    found = network_for_team(convener, NetworkQuery())
    around = found.around(sectors["WPS"].pk)

    assert [node.name for node in around.nodes] == ["Alpha", "Beta", "Gamma"]
    assert len(around.ties) == 3
    assert around.sectors == found.sectors
    assert set(around.places) == {node.pk for node in around.nodes}


def test_an_organisation_without_a_sector_belongs_to_no_silo(network, convener):
    network["Gamma"].primary_sector = None
    network["Gamma"].save()
    found = network_for_team(convener, NetworkQuery())
    rows = {sector.name: sector.openness.measured for sector in found.sectors}

    assert (rows["WPS"].external, rows["WPS"].internal) == (0, 1)
    assert next(node for node in found.nodes if node.name == "Gamma").sector is None


def test_the_untied_are_the_rest_of_the_current_registry(network, convener):
    OrganisationFactory(name="Old", slug="old", archived_at=timezone.now())
    found = network_for_team(convener, NetworkQuery())
    names = [organisation.name for organisation in untied_organisations(found)]

    assert {"Epsilon", "Zeta"} <= set(names)
    assert not {"Old", "Alpha"} & set(names)


def test_what_is_kept_is_never_out_of_date(network, dialogue, convener):
    before = ties_of(convener)
    hold(dialogue, network["Alpha"], network["Zeta"])

    assert ties_of(convener) == sorted([*before, ("Alpha", "Zeta")])


def test_the_same_records_are_worked_out_once(network, convener, django_assert_num_queries, monkeypatch):
    first = network_for_team(convener, NetworkQuery())
    monkeypatch.setattr("network.selectors.overview.measure", lambda records: pytest.fail("worked out again"))

    with django_assert_num_queries(4):
        assert network_for_team(convener, NetworkQuery()).measures == first.measures


def test_records_hold_ids_and_nothing_else(network, convener):
    records, _ = records_for_team(convener, NetworkQuery())
    flat = [value for row in (*records.sectors, *records.meetings) for value in row]

    assert all(isinstance(value, int) for value in flat)


def test_verdicts_have_words():
    assert [str(verdict.label) for verdict in Openness] == [
        "More closed than chance",
        "More open than chance",
        "As its size alone would have it",
        "Nothing to compare",
    ]


def test_tie_kinds_cover_every_relationship():
    assert set(TieKind.values) == {"met", *RelationshipKind.values}
