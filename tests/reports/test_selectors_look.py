"""What is set for the look, as the next version freezes it and as documents show it."""

import hashlib

import pytest
from django.test import Client

from reports.models import Imprint, Picture
from reports.models import Look as LookSetting
from reports.render.look import Look
from reports.selectors import look_for, pictures_of
from reports.services import publish_report
from tests.reports.contexts import png
from tests.reports.factories import Reported

pytestmark = pytest.mark.django_db


@pytest.fixture
def logo() -> Picture:
    data = png()
    return Picture.objects.create(digest=hashlib.sha256(data).hexdigest(), data=data)


@pytest.fixture
def setting(logo: Picture) -> LookSetting:
    Imprint.objects.create(language="en", text="Example Street 1")
    return LookSetting.objects.create(pk=1, accent="#8a2be2", cover="band", logo=logo, logo_alt="A red field")


def test_where_nothing_is_set_reports_look_like_majlis() -> None:
    assert look_for("en") == Look()
    assert pictures_of(Look()) == {}


def test_what_is_set_is_what_is_frozen(setting: LookSetting, logo: Picture) -> None:
    look = look_for("en")
    assert look == Look("#8a2be2", logo.digest, "A red field", "band", "Example Street 1")
    assert look_for("fr").imprint == ""
    assert pictures_of(look) == {logo.digest: png()}


def test_a_published_version_keeps_the_look_it_was_published_with(
    setting: LookSetting, held: Reported, client: Client
) -> None:
    publication = publish_report(report=held.report(), actor=held.coordinator)
    LookSetting.objects.update(accent="#000000", logo=None, logo_alt="")
    page = client.get(f"/reports/{publication.report.slug}/").content.decode()
    assert 'class="report-cover cover-band"' in page
    assert 'alt="A red field"' in page
    assert "/reports/look/8a2be2.css" in page
    assert "Example Street 1" in page


def test_the_colour_is_a_style_sheet_of_its_own(client: Client) -> None:
    response = client.get("/reports/look/8a2be2.css")
    assert response["Content-Type"] == "text/css; charset=utf-8"
    assert "immutable" in response["Cache-Control"]
    assert "#8a2be2" in response.content.decode()
    assert client.get("/reports/look/8a2be.css").status_code == 404
    assert client.post("/reports/look/8a2be2.css").status_code == 405
