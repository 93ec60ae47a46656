"""What the team does with a report that is published: embargoes, readers."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from reports.enums import Readers
from reports.models import Publication, Report
from reports.services import publish_report
from stakeholders.models import User
from tests.reports.factories import Reported

SignIn = Callable[[User], Client]
SLUG = "the-future-of-networks"
ENDS = "2031-05-01T09:00"


@pytest.fixture
def client(held: Reported, sign_in: SignIn) -> Client:
    held.meeting.time_zone = "Asia/Beirut"
    held.meeting.save()
    return sign_in(held.coordinator)


@pytest.fixture
def embargoed(held: Reported, client: Client) -> Publication:
    held.report()
    client.post(held.url("publish/"), {"readers": "public", "opens_at": ENDS})
    return Publication.objects.get()


def test_an_embargo_ends_on_the_meetings_own_clock(
    held: Reported, embargoed: Publication, client: Client
) -> None:
    assert embargoed.opens_at.isoformat() == "2031-05-01T06:00:00+00:00"
    assert Publication.objects.get().report.readers == Readers.PUBLIC
    page = client.get(held.url()).text
    assert "Under embargo until 1 May 2031, 09:00 (Beirut time)" in page
    shown = client.get(f"/reports/{SLUG}/").text
    assert "Under embargo until 1 May 2031, 09:00 (Beirut time)" in shown
    assert Client().get(f"/reports/{SLUG}/").status_code == 404


@pytest.mark.parametrize("ends", ["2020-01-01T09:00", "soon", "2031-03-30T00:30"])
def test_an_embargo_that_cannot_be_is_refused_beside_its_field(
    held: Reported, client: Client, ends: str
) -> None:
    """In the past, no time at all, or an hour that the clocks there skip."""
    held.report()
    page = client.post(held.url("publish/"), {"readers": "public", "opens_at": ends})
    assert list(page.context["form"].errors) == ["opens_at"]
    assert not Publication.objects.exists()


def test_moving_and_lifting_it(held: Reported, embargoed: Publication, client: Client) -> None:
    url = held.url("versions/1/embargo/")
    assert f'value="{ENDS}"' in client.get(url).text
    moved = client.post(url, {"opens_at": "2032-05-01T09:00"}, follow=True)
    assert "The embargo is moved." in moved.text
    embargoed.refresh_from_db()
    assert embargoed.opens_at.year == 2032
    refused = client.post(url, {"opens_at": "2020-05-01T09:00"})
    assert list(refused.context["form"].errors) == ["opens_at"]
    assert list(client.post(url, {"opens_at": ""}).context["form"].errors) == ["opens_at"]
    assert "The embargo is lifted." in client.post(url, {"lift": "now"}, follow=True).text
    assert Client().get(f"/reports/{SLUG}/").status_code == 200
    assert "under no embargo any more" in client.post(url, {"lift": "now"}, follow=True).text
    assert "open to its readers already" in client.get(url).text


def test_opening_it_to_more_readers(held: Reported, client: Client) -> None:
    publish_report(report=held.report(), actor=held.coordinator, readers=Readers.TEAM)
    assert "Open it to more readers" in client.get(held.url()).text
    assert list(client.post(held.url("readers/"), {}).context["form"].errors) == ["readers"]
    page = client.post(held.url("readers/"), {"readers": "participants"}, follow=True)
    assert "Saved. It is open to: Participants and the team." in page.text
    refused = client.post(held.url("readers/"), {"readers": "team"})
    assert list(refused.context["form"].errors) == ["readers"]
    assert Report.objects.get().readers == Readers.PARTICIPANTS


@pytest.mark.parametrize("path", ["readers/", "versions/1/embargo/"])
def test_only_the_team_of_a_published_report_may(
    held: Reported, client: Client, sign_in: SignIn, path: str
) -> None:
    held.report()
    assert client.get(held.url(path)).status_code == 403
    publish_report(report=Report.objects.get(), actor=held.coordinator)
    assert client.get(held.url(path)).status_code == 200
    assert client.put(held.url(path)).status_code == 405
    assert sign_in(held.participant).get(held.url(path)).status_code == 403
    assert sign_in(held.outsider).get(held.url(path)).status_code == 404
    assert Client().get(held.url(path)).status_code == 302
    assert client.get(held.url("versions/9/embargo/")).status_code == 404


def test_a_report_for_the_team_says_so(held: Reported, client: Client) -> None:
    publish_report(report=held.report(), actor=held.coordinator, readers=Readers.TEAM)
    page = client.get(f"/reports/{SLUG}/")
    assert "For the team only" in page.text
    assert page["Cache-Control"] == "private, no-store"
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        assert client.get(f"/reports/{SLUG}.pdf")["X-Robots-Tag"].startswith("noindex")
