from __future__ import annotations

import csv
import io
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from stakeholders.enums import OrganisationKind
from stakeholders.models import AuditEntry, Organisation
from stakeholders.panels import ORGANISATION_PANELS, Panel
from tests.factories import (
    AffiliationFactory,
    OrganisationFactory,
    RelationshipFactory,
    SectorFactory,
    TeamUserFactory,
    UserFactory,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from stakeholders.models import User

pytestmark = pytest.mark.django_db
LIST = "/organisations/"


@pytest.fixture
def team(sign_in: Callable[[User], Client]) -> Client:
    return sign_in(TeamUserFactory())


def names(response: object) -> list[str]:
    return [organisation.name for organisation in response.context["listing"].rows]


def downloaded(response: object) -> bytes:
    return b"".join(response.streaming_content)


# --- the list


def test_list_is_for_the_team(client: Client, sign_in: Callable[[User], Client], team: Client) -> None:
    assert client.get(LIST).headers["Location"] == f"{reverse('account_login')}?next={LIST}"
    assert sign_in(UserFactory()).get(LIST).status_code == 403
    assert team.get(LIST).status_code == 200
    assert team.post(LIST).status_code == 405


def test_list_finds_in_any_spelling(team: Client) -> None:
    OrganisationFactory(name="Initiative de réforme", aliases=["مبادرة الإصلاح"])
    OrganisationFactory(name="Other")
    for text in ("REFORME", "réforme initiative", "مبادره الاصلاح"):
        response = team.get(LIST, {"q": text})
        assert names(response) == ["Initiative de réforme"]
    assert [chip.label for chip in response.context["listing"].chips] == ["Search: “مبادره الاصلاح”"]


def test_list_filters_sorts_and_pages(team: Client) -> None:
    sector = SectorFactory(name="Migration", slug="migration")
    research = OrganisationFactory(
        name="b", kind=OrganisationKind.RESEARCH, primary_sector=sector, country="Iraq"
    )
    other = OrganisationFactory(name="A", kind=OrganisationKind.RESEARCH, country="Jordan")
    other.further_sectors.add(sector)
    OrganisationFactory(name="c")
    assert names(team.get(LIST)) == ["A", "b", "c"]
    assert names(team.get(LIST, {"sort": "-name"})) == ["c", "b", "A"]
    assert names(team.get(LIST, {"kind": "research", "sector": "migration"})) == ["A", "b"]
    assert names(team.get(LIST, {"country": "Iraq"})) == [research.name]
    assert names(team.get(LIST, {"kind": "no such kind", "sort": "no such column", "page": "99"})) == [
        "A",
        "b",
        "c",
    ]
    page = team.get(LIST, {"kind": "research", "sector": "migration", "sort": "-name"}).context["listing"]
    assert [(chip.label, chip.url) for chip in page.chips] == [
        ("Kind: Research institute", f"{LIST}?sector=migration&sort=-name"),
        ("Sector: Migration", f"{LIST}?kind=research&sort=-name"),
    ]
    assert page.clear_url == f"{LIST}?sort=-name"


def test_list_leaves_archived_out_unless_asked(team: Client) -> None:
    OrganisationFactory(name="Kept")
    OrganisationFactory(name="Gone", archived_at=timezone.now())
    assert names(team.get(LIST)) == ["Kept"]
    assert names(team.get(LIST, {"state": "archived"})) == ["Gone"]
    assert names(team.get(LIST, {"state": "all"})) == ["Gone", "Kept"]


def test_list_shows_what_to_verify(team: Client) -> None:
    today = timezone.localdate()
    OrganisationFactory(name="Due", verify_by=today, verified_on=date(2024, 1, 1))
    OrganisationFactory(name="Soon", verify_by=today + timedelta(days=10), verified_on=date(2024, 1, 1))
    OrganisationFactory(name="New")
    assert names(team.get(LIST, {"verify": "due"})) == ["Due"]
    assert names(team.get(LIST, {"verify": "soon"})) == ["Due", "Soon"]
    assert names(team.get(LIST, {"verify": "never"})) == ["New"]


def test_list_tells_nothing_yet_from_nothing_found(team: Client) -> None:
    assert "No organisation yet" in team.get(LIST).content.decode()
    OrganisationFactory()
    found = team.get(LIST, {"q": "zzz"}).content.decode()
    assert "Nothing found" in found
    assert "No organisation yet" not in found


def test_list_answers_htmx_with_its_results_only(team: Client) -> None:
    OrganisationFactory(name="Example Institute")
    fragment = team.get(LIST, headers={"HX-Request": "true", "HX-Target": "list-results"})
    text = fragment.content.decode()
    assert text.lstrip().startswith('<div id="list-results"')
    assert "Example Institute" in text
    assert "<html" not in text
    assert "HX-Request" in fragment.headers["Vary"]
    back = team.get(
        LIST,
        headers={"HX-Request": "true", "HX-Target": "list-results", "HX-History-Restore-Request": "true"},
    )
    assert "<html" in back.content.decode()


@pytest.mark.parametrize("rows", [1, 30])
def test_list_costs_the_same_queries_for_any_number_of_rows(
    team: Client, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(rows):
        AffiliationFactory()
    # session, user, count, page, people, sectors and countries of the filters
    with django_assert_num_queries(7):
        assert len(team.get(LIST).context["listing"].rows) == rows


# --- exports


def test_export_holds_exactly_the_filtered_rows(team: Client) -> None:
    OrganisationFactory(
        name="=HYPERLINK(1)", kind=OrganisationKind.RESEARCH, short_name="+46", aliases=["One", "Two"]
    )
    OrganisationFactory(name="Other", kind=OrganisationKind.MEDIA)
    response = team.get(LIST, {"kind": "research", "format": "csv"})
    today = timezone.localdate()
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert response.headers["Content-Disposition"] == f'attachment; filename="organisations-{today}.csv"'
    raw = downloaded(response)
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"))))
    assert [
        (row["Name"], row["Short name"], row["Other names"], row["May be named publicly"]) for row in rows
    ] == [("'=HYPERLINK(1)", "'+46", "One; Two", "no")]


def test_export_as_spreadsheet_keeps_text_as_text(team: Client) -> None:
    OrganisationFactory(name="=1+1", verified_on=date(2026, 3, 4))
    response = team.get(LIST, {"format": "xlsx"})
    sheet = load_workbook(io.BytesIO(downloaded(response))).active
    head, row = list(sheet.iter_rows())
    assert [cell.value for cell in head][:2] == ["Name", "Short name"]
    assert (row[0].value, row[0].data_type) == ("=1+1", "s")
    assert row[0].quotePrefix
    assert date(2026, 3, 4) in [cell.value.date() for cell in row if hasattr(cell.value, "date")]


def test_export_is_in_the_audit_trail(team: Client) -> None:
    OrganisationFactory(kind=OrganisationKind.RESEARCH)
    team.get(LIST, {"kind": "research", "q": "organisation", "format": "xlsx"})
    entry = AuditEntry.objects.get()
    assert entry.verb == "list.exported"
    assert entry.changes == {
        "list": "organisations",
        "format": "xlsx",
        "rows": 1,
        "filters": ["Search", "Kind: Research institute"],
    }


def test_export_is_not_for_participants(sign_in: Callable[[User], Client]) -> None:
    assert sign_in(UserFactory()).get(LIST, {"format": "csv"}).status_code == 403
    assert not AuditEntry.objects.exists()


# --- one organisation


def test_detail_shows_facts_people_and_ties(team: Client) -> None:
    organisation = OrganisationFactory(
        name="Example Institute", aliases=["معهد المثال"], notes="Call on Mondays"
    )
    AffiliationFactory(organisation=organisation, person__name="Participant 07", role="Director")
    AffiliationFactory(
        organisation=organisation, person__name="Participant 08", role="Director", ended_on=date(2020, 1, 1)
    )
    RelationshipFactory(source=organisation, target__name="Example Coalition")
    page = team.get(f"{LIST}{organisation.slug}/").content.decode()
    for text in (
        "Example Institute",
        "معهد المثال",
        "Call on Mondays",
        "Participant 07",
        "Director until 1 Jan 2020",
    ):
        assert text in page
    assert "is a member of" in page
    assert "Example Coalition" in page


def test_detail_is_unknown_to_strangers(
    client: Client, sign_in: Callable[[User], Client], team: Client
) -> None:
    url = f"{LIST}{OrganisationFactory().slug}/"
    assert client.get(url).headers["Location"] == f"{reverse('account_login')}?next={url}"
    assert sign_in(UserFactory()).get(url).status_code == 404
    assert team.get(f"{LIST}no-such-one/").status_code == 404
    assert team.post(url).status_code == 405


@pytest.mark.parametrize("rows", [1, 30])
def test_detail_costs_the_same_queries_whatever_it_shows(
    team: Client,
    rows: int,
    django_assert_num_queries: DjangoAssertNumQueries,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ORGANISATION_PANELS, "panels", {})  # those of other apps are counted there
    organisation = OrganisationFactory()
    for _ in range(rows):
        AffiliationFactory(organisation=organisation)
        RelationshipFactory(source=organisation)
    # session, user, organisation, further sectors, affiliations, ties
    with django_assert_num_queries(6):
        team.get(f"{LIST}{organisation.slug}/")


def test_detail_shows_panels_in_their_order(team: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ORGANISATION_PANELS, "panels", {})
    template = "components/stylesheets.html"  # any that asks for nothing
    ORGANISATION_PANELS.add(Panel("late", "Second", template, lambda user, one: {"count": 1}, order=2))
    ORGANISATION_PANELS.add(Panel("early", "First", template, lambda user, one: {"count": None}, order=1))
    ORGANISATION_PANELS.add(Panel("hidden", "Third", template, lambda user, one: None))
    response = team.get(f"{LIST}{OrganisationFactory().slug}/")
    assert [panel.key for panel in response.context["panels"]] == ["early", "late"]
    assert 'id="late-title"' in response.content.decode()


def test_create_edit_archive_restore_verify(team: Client) -> None:
    sector = SectorFactory(name="Migration", slug="migration")
    response = team.post(
        f"{LIST}new/",
        {
            "name": "Example Institute",
            "short_name": "EI",
            "aliases": "One\n\n Two \nOne",
            "kind": "research",
            "primary_sector": "",
            "primary_sector-text": "migration",
            "further_sectors-text": "",
        },
    )
    organisation = Organisation.objects.get()
    url = f"{LIST}example-institute/"
    assert response.headers["Location"] == url
    assert (organisation.aliases, organisation.primary_sector) == (["One", "Two"], sector)

    assert team.get(f"{url}edit/").context["form"].initial["name"] == "Example Institute"
    team.post(f"{url}edit/", {"name": "Example Institute", "kind": "media", "aliases": "One"})
    organisation.refresh_from_db()
    assert (organisation.kind, organisation.aliases, organisation.short_name) == ("media", ["One"], "")

    assert "Archive Example Institute?" in team.get(f"{url}archive/").content.decode()
    team.post(f"{url}archive/")
    organisation.refresh_from_db()
    assert organisation.archived_at is not None
    team.post(f"{url}restore/")
    team.post(f"{url}verify/")
    organisation.refresh_from_db()
    assert (organisation.archived_at, organisation.verified_on) == (None, timezone.localdate())
    assert list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True)) == [
        "organisation.created",
        "organisation.edited",
        "organisation.archived",
        "organisation.restored",
        "organisation.verified",
    ]


def test_create_keeps_what_was_typed(team: Client) -> None:
    response = team.post(
        f"{LIST}new/", {"name": "", "short_name": "EI", "primary_sector-text": "nothing like it"}
    )
    assert response.status_code == 422
    form = response.context["form"]
    assert form.errors["name"] == ["This field is required."]
    assert form.errors["primary_sector"] == ["Nothing in the registry matches “nothing like it”."]
    page = response.content.decode()
    assert 'value="EI"' in page
    assert 'value="nothing like it"' in page


def test_create_asks_whether_it_is_the_same(team: Client) -> None:
    OrganisationFactory(name="Arab Reform Initiative", aliases=["مبادرة الإصلاح العربي"], slug="ari")
    for name in ("arab reform initiatve", "مبادره الاصلاح العربي"):
        response = team.post(f"{LIST}new/", {"name": name, "kind": "research"})
        assert response.status_code == 422
        assert [likely.record.name for likely in response.context["form"].duplicates] == [
            "Arab Reform Initiative"
        ]
        assert "/organisations/ari/" in response.content.decode()
    assert Organisation.objects.count() == 1
    team.post(f"{LIST}new/", {"name": "Arab Reform Initiatve", "kind": "research", "is_another": "1"})
    assert Organisation.objects.count() == 2


def test_create_does_not_suspect_mere_neighbours(team: Client) -> None:
    OrganisationFactory(name="Government of Algeria")
    team.post(f"{LIST}new/", {"name": "Government of Bulgaria", "kind": "government"})
    assert Organisation.objects.filter(name="Government of Bulgaria").exists()


@pytest.mark.parametrize("page", ["edit", "archive", "restore", "verify"])
def test_writing_is_unknown_to_strangers(sign_in: Callable[[User], Client], page: str) -> None:
    url = f"{LIST}{OrganisationFactory().slug}/{page}/"
    assert sign_in(UserFactory()).post(url).status_code == 404


def test_creating_is_forbidden_to_participants(sign_in: Callable[[User], Client]) -> None:
    assert sign_in(UserFactory()).post(f"{LIST}new/", {"name": "x"}).status_code == 403


@pytest.mark.parametrize("page", ["restore", "verify"])
def test_acts_want_a_post(team: Client, page: str) -> None:
    assert team.get(f"{LIST}{OrganisationFactory().slug}/{page}/").status_code == 405
