from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from stakeholders.models import Sector
from tests.factories import OrganisationFactory, SectorFactory, TeamUserFactory, UserFactory

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from stakeholders.models import User

pytestmark = pytest.mark.django_db
LIST = "/sectors/"


@pytest.fixture
def team(sign_in: Callable[[User], Client]) -> Client:
    return sign_in(TeamUserFactory())


def test_list_is_for_the_team(client: Client, sign_in: Callable[[User], Client], team: Client) -> None:
    assert client.get(LIST).headers["Location"] == f"{reverse('account_login')}?next={LIST}"
    assert sign_in(UserFactory()).get(LIST).status_code == 403
    assert "No sector yet" in team.get(LIST).content.decode()


def test_list_counts_organisations_that_are_not_archived(team: Client) -> None:
    sector = SectorFactory(name="Migration")
    OrganisationFactory.create_batch(2, primary_sector=sector)
    OrganisationFactory(primary_sector=sector, archived_at=timezone.now())
    OrganisationFactory(primary_sector=None).further_sectors.add(sector)
    (row,) = team.get(LIST).context["listing"].rows
    assert (row.primary_count, row.further_count) == (2, 1)


@pytest.mark.parametrize("rows", [1, 30])
def test_list_costs_the_same_queries_for_any_number_of_rows(
    team: Client, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    OrganisationFactory.create_batch(rows)
    with django_assert_num_queries(4):  # session, user, count, page
        assert len(team.get(LIST).context["listing"].rows) == rows


def test_create_edit_archive_restore(team: Client) -> None:
    assert team.post(f"{LIST}new/", {"name": "Migration"}).headers["Location"] == LIST
    sector = Sector.objects.get()
    url = f"{LIST}migration/"
    team.post(f"{url}edit/", {"name": "Migration and displacement", "description": "Borders"})
    sector.refresh_from_db()
    assert (sector.name, sector.slug, sector.description) == (
        "Migration and displacement",
        "migration",
        "Borders",
    )
    assert "Archive Migration and displacement?" in team.get(f"{url}archive/").content.decode()
    team.post(f"{url}archive/")
    assert team.get(LIST).context["listing"].rows == []
    team.post(f"{url}restore/")
    assert team.get(LIST).context["listing"].rows == [sector]


def test_a_name_is_taken_once(team: Client) -> None:
    SectorFactory(name="Migration")
    response = team.post(f"{LIST}new/", {"name": "Migration", "description": "kept"})
    assert response.status_code == 422
    assert response.context["form"].errors["name"] == ["There is already a sector of this name."]
    assert "kept" in response.content.decode()


@pytest.mark.parametrize("page", ["edit", "archive", "restore"])
def test_writing_is_unknown_to_strangers(sign_in: Callable[[User], Client], team: Client, page: str) -> None:
    assert sign_in(UserFactory()).post(f"{LIST}{SectorFactory().slug}/{page}/").status_code == 404
    assert team.post(f"{LIST}no-such-one/{page}/").status_code == 404
    assert sign_in(UserFactory()).post(f"{LIST}new/").status_code == 403
