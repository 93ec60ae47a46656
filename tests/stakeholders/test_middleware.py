"""Pages in the reader's own language and time zone."""

from zoneinfo import ZoneInfo

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import timezone, translation

from stakeholders.middleware import personal_preferences
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _as_before():
    with translation.override("en"):
        yield
    timezone.deactivate()


def seen_by(user):
    seen = []

    def page(request):
        seen.append((translation.get_language(), timezone.get_current_timezone_name()))
        return HttpResponse()

    request = RequestFactory().get("/")
    request.user = user
    personal_preferences(page)(request)
    return seen[0]


def test_the_account_decides():
    assert seen_by(UserFactory(language="ar", time_zone="Asia/Amman")) == ("ar", "Asia/Amman")


@pytest.mark.parametrize(("language", "expected"), [("", "en"), ("xx", "en")])
def test_without_a_language_of_ones_own_the_browser_decides(language, expected):
    assert seen_by(UserFactory(language=language))[0] == expected


def test_a_zone_that_is_no_more_is_utc():
    assert seen_by(UserFactory(time_zone="Atlantis/Capital"))[1] == "UTC"


def test_the_next_request_starts_afresh():
    seen_by(UserFactory(time_zone="Asia/Amman"))
    assert timezone.get_current_timezone() == ZoneInfo("UTC")
