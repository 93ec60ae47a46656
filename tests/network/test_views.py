"""The network's pages."""

import csv
import io

import pytest
from django.urls import reverse

from tests.factories import OrganisationFactory, ParticipationFactory, TeamUserFactory, UserFactory
from tests.network.conftest import hold

PAGES = ("network:overview", "network:organisation_list", "network:tie_list")


@pytest.fixture
def team(network, convener, sign_in):
    """A convener of the small network's dialogue, signed in."""
    return sign_in(convener)


def read_csv(response):
    return list(csv.reader(io.StringIO(response.getvalue().decode("utf-8-sig"))))


@pytest.mark.parametrize("page", PAGES)
class TestEveryPage:
    def test_anonymous_is_asked_to_sign_in(self, client, db, page):
        response = client.get(reverse(page))

        assert response.status_code == 302
        assert response.url == f"{reverse('account_login')}?next={reverse(page)}"

    def test_a_participant_is_refused(self, sign_in, network, page):
        participation = ParticipationFactory(organisation=network["Alpha"], attended=True)

        assert sign_in(UserFactory(person=participation.person)).get(reverse(page)).status_code == 403

    def test_it_answers_get_only(self, team, page):
        assert team.post(reverse(page)).status_code == 405

    def test_nothing_yet(self, sign_in, db, page):
        response = sign_in(TeamUserFactory()).get(reverse(page))

        assert response.status_code == 200
        assert "No ties yet" in response.content.decode()

    def test_filters_that_leave_nothing(self, team, page):
        response = team.get(reverse(page), {"ties": "funds"})

        assert "Nothing found" in response.content.decode()

    def test_values_that_are_no_choice_are_ignored(self, team, page):
        response = team.get(
            reverse(page), {"ties": "love", "sector": "none", "since": "yesterday", "sort": "x"}
        )

        assert response.status_code == 200
        assert "Gamma" in response.content.decode()

    def test_htmx_gets_the_results_only(self, team, page):
        response = team.get(reverse(page), headers={"hx-request": "true", "hx-target": "list-results"})

        assert response.status_code == 200
        assert "<html" not in response.content.decode()
        assert "Gamma" in response.content.decode()

    def test_the_tabs_keep_the_filters_but_not_the_sorting(self, team, page):
        content = team.get(reverse(page), {"ties": "met", "sort": "name", "q": "a"}).content.decode()

        assert f'href="{reverse("network:tie_list")}?ties=met"' in content

    def test_nothing_is_styled_inline(self, team, page):
        content = team.get(reverse(page)).content.decode()

        assert " style=" not in content
        assert "<style" not in content


def test_the_picture_shows_every_organisation_as_a_link_with_its_words(team, network):
    content = team.get(reverse("network:overview")).content.decode()

    assert content.count('class="node') == 4
    assert 'aria-label="Gamma: Migration, 3 contacts, 2 of them in other sectors"' in content
    assert f'href="{reverse("stakeholders:organisation_detail", args=[network["Gamma"].slug])}"' in content
    assert content.count('<line class="tie tie-met" data-ends') == 3
    assert content.count('<line class="tie tie-declared" data-ends') == 1


def test_the_picture_is_drawn_in_plain_numbers_whatever_the_language(team):
    team.cookies["django_language"] = "fr"
    content = team.get(reverse("network:overview")).content.decode()

    assert 'viewBox="0 0 1200 800"' in content
    assert 'stroke-width="6.0"' in content


def test_the_overview_answers_its_questions(team):
    content = " ".join(team.get(reverse("network:overview")).content.decode().split())

    assert "4 organisations, 4 ties." in content
    assert "joins 2 pairs" in content
    assert "Who is tied to nobody?" in content
    assert "4 organisations of the registry have no tie" in content  # Epsilon, Zeta and the hosts


def test_the_e_i_table_has_a_row_for_each_sector_and_one_for_all(team):
    content = team.get(reverse("network:overview")).content.decode()

    for cell in (
        '<th scope="row">Migration</th>',
        '<th scope="row">WPS</th>',
        '<th scope="row">All sectors</th>',
    ):
        assert cell in content
    assert '<th scope="row">Faith</th>' not in content
    assert ">0.33</td>" in content


def test_around_a_sector(team):
    content = team.get(reverse("network:overview"), {"sector": "wps"}).content.decode()

    assert content.count('class="node') == 3
    assert "Around the sector: WPS" in content
    assert "4 organisations of the registry have no tie" in " ".join(content.split())


def test_another_dialogues_meetings_cannot_be_asked_for(team, network):
    other = network["Zeta"].participations.get().meeting.dialogue
    content = team.get(reverse("network:overview"), {"dialogue": other.slug}).content.decode()

    assert other.title not in content
    assert "Zeta: " not in content


def test_organisations_as_a_table_sorted_by_contacts(team):
    rows = read_csv(team.get(reverse("network:organisation_list"), {"format": "csv"}))

    assert rows[0] == [
        "Organisation",
        "Kind",
        "Country or region",
        "Sector",
        "Contacts",
        "In other sectors",
        "Strength",
        "Betweenness",
        "Constraint",
        "Joins silos",
    ]
    assert [row[0] for row in rows[1:]] == ["Gamma", "Beta", "Alpha", "Delta"]
    assert rows[1] == [
        "Gamma",
        "Civil society organisation",
        "",
        "Migration",
        "3",
        "2",
        "2.0",
        "0.667",
        "0.531",
        "2",
    ]


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("name", ["Alpha", "Beta", "Delta", "Gamma"]),
        ("-name", ["Gamma", "Delta", "Beta", "Alpha"]),
        ("contacts", ["Delta", "Alpha", "Beta", "Gamma"]),
    ],
)
def test_organisations_sorted_otherwise(team, sort, expected):
    response = team.get(reverse("network:organisation_list"), {"sort": sort})

    assert [node.name for node in response.context["listing"].rows] == expected


def test_organisations_found_by_name(team):
    response = team.get(reverse("network:organisation_list"), {"q": "gAm"})

    assert [node.name for node in response.context["listing"].rows] == ["Gamma"]


def test_what_has_no_value_comes_last_in_either_order(team, network):
    network["Gamma"].primary_sector = None
    network["Gamma"].save()
    for sort in ("sector", "-sector"):
        rows = team.get(reverse("network:organisation_list"), {"sort": sort}).context["listing"].rows
        assert rows[-1].name == "Gamma"


def test_ties_as_a_table(team):
    rows = read_csv(team.get(reverse("network:tie_list"), {"format": "csv", "sort": "first"}))

    assert rows[1:] == [
        ["Alpha", "WPS", "Beta", "WPS", "1", "", "no", "0.5"],
        ["Alpha", "WPS", "Gamma", "Migration", "1", "", "yes", "0.5"],
        ["Beta", "WPS", "Gamma", "Migration", "1", "", "yes", "0.5"],
        ["Delta", "Migration", "Gamma", "Migration", "0", "Partnership", "no", "1.0"],
    ]


def test_ties_found_by_either_end(team):
    response = team.get(reverse("network:tie_list"), {"q": "delta"})

    assert [(tie.first.name, tie.second.name) for tie in response.context["listing"].rows] == [
        ("Delta", "Gamma")
    ]


def test_a_spreadsheet(team):
    response = team.get(reverse("network:tie_list"), {"format": "xlsx"})

    assert response.headers["Content-Disposition"].startswith('attachment; filename="network-ties-')
    assert b"".join(response).startswith(b"PK")


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("count", [1, 30])
def test_queries_do_not_grow_with_the_network(
    sign_in, convener, dialogue, sectors, django_assert_num_queries, page, count
):
    hold(dialogue, *(OrganisationFactory(primary_sector=sectors["WPS"]) for _ in range(count + 1)))
    team = sign_in(convener)
    expected = {"network:overview": 10, "network:organisation_list": 8, "network:tie_list": 8}[page]

    with django_assert_num_queries(expected):
        team.get(reverse(page))
