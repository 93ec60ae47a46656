"""The fast path: the same bytes and headers, without anything else running, and never stale for long."""

import gzip
from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from reports import middleware
from reports.middleware import forget_pages
from reports.models import Paragraph, Publication
from reports.services import publish_report, withdraw_report
from stakeholders.models import User
from tests.reports.factories import Reported, paragraph_with

URL = "/reports/the-future-of-networks/"


@pytest.fixture
def published(held: Reported) -> Publication:
    return publish_report(report=held.report(), actor=held.coordinator)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """A clock that stands still until told otherwise."""
    now = [1000.0]
    monkeypatch.setattr(middleware.time, "monotonic", lambda: now[0])

    def later(seconds: float) -> None:
        now[0] += seconds

    return later


def test_the_second_reader_costs_no_query(
    published: Publication,
    client: Client,
    clock: Callable[[float], None],
    django_assert_num_queries: Callable[..., object],
) -> None:
    first = client.get(URL)
    with django_assert_num_queries(0):  # type: ignore[attr-defined]
        second = client.get(URL)
    assert (second.status_code, second.content, dict(second.items())) == (
        200,
        first.content,
        dict(first.items()),
    )
    clock(2.1)
    with django_assert_num_queries(1):  # type: ignore[attr-defined]
        assert client.get(URL).content == first.content


def test_every_security_header_is_kept(published: Publication, client: Client) -> None:
    client.get(URL)
    headers = client.get(URL).headers
    assert {"default-src 'none'", "script-src 'self'"} <= set(headers["Content-Security-Policy"].split("; "))
    assert (headers["X-Frame-Options"], headers["X-Content-Type-Options"]) == ("DENY", "nosniff")
    assert {"Referrer-Policy", "Permissions-Policy", "Cross-Origin-Opener-Policy", "ETag"} <= set(headers)
    assert (headers["Vary"], headers["Cache-Control"]) == ("Accept-Encoding", "public, no-cache")
    assert headers["Content-Language"] == "en"
    assert "Set-Cookie" not in headers


def test_a_correction_and_a_withdrawal_are_seen_within_two_seconds(
    held: Reported, published: Publication, client: Client, clock: Callable[[float], None]
) -> None:
    before = client.get(URL).content
    report = published.report
    Paragraph.objects.filter(pk=paragraph_with(report, "Some").pk).update(text="Some participants noted it.")
    publish_report(report=report, actor=held.coordinator, change_note="Shorter.")
    clock(2.1)
    after = client.get(URL).content
    assert b"Some participants noted it." in after
    assert after != before
    withdraw_report(report=report, note="A mistake.", actor=held.coordinator)
    clock(2.1)
    assert client.get(URL).status_code == 410


def test_a_browser_that_has_the_page_gets_none_again(published: Publication, client: Client) -> None:
    etag = client.get(URL)["ETag"]
    again = client.get(URL, headers={"If-None-Match": etag})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", etag)
    assert client.get(URL, headers={"If-None-Match": '"other"'}).status_code == 200


def test_pages_are_compressed_for_those_who_can_read_it(published: Publication, client: Client) -> None:
    plain = client.get(URL)
    zipped = client.get(URL, headers={"Accept-Encoding": "gzip, br"})
    assert (zipped["Content-Encoding"], gzip.decompress(zipped.content)) == ("gzip", plain.content)
    assert int(zipped["Content-Length"]) == len(zipped.content)
    assert zipped["ETag"] != plain["ETag"]
    pdf = client.get("/reports/the-future-of-networks.pdf", headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in pdf


def test_head_sends_the_headers_alone(published: Publication, client: Client) -> None:
    page = client.get(URL)
    head = client.head(URL)
    assert (head.content, head["Content-Length"], head["ETag"]) == (b"", str(len(page.content)), page["ETag"])


def test_questions_with_a_query_and_other_pages_take_the_long_way(
    published: Publication, client: Client
) -> None:
    client.get(URL)
    assert "ETag" not in client.get(f"{URL}?utm=1")
    assert "ETag" not in client.get("/reports/")
    assert "ETag" not in client.get("/reports/nothing/")


def test_a_foreign_host_is_refused_on_the_fast_path_too(published: Publication, client: Client) -> None:
    client.get(URL)
    assert client.get(URL, headers={"Host": "evil.example"}).status_code == 400


def test_plain_http_is_redirected_where_the_site_asks_for_it(
    published: Publication, settings: pytest.FixtureRequest
) -> None:
    settings.SECURE_SSL_REDIRECT = True  # type: ignore[attr-defined]
    forget_pages()
    assert Client().get(URL).status_code == 301
    assert Client().get(URL, secure=True).status_code == 200
    assert Client().get(URL).status_code == 301


def test_the_number_of_kept_pages_is_bounded(
    published: Publication, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(middleware, "MOST_PAGES", 2)
    for path in (URL, "/reports/the-future-of-networks.pdf", "/reports/the-future-of-networks.docx"):
        client.get(path)
    assert len(middleware._pages) == 2


def test_a_page_is_made_anew_when_an_embargo_ends(
    held: Reported, published: Publication, client: Client, clock: Callable[[float], None]
) -> None:
    before = client.get(URL).content
    report = published.report
    Paragraph.objects.filter(pk=paragraph_with(report, "Some").pk).update(text="Some participants noted it.")
    ends = timezone.now() + timedelta(days=1)
    publish_report(report=report, actor=held.coordinator, change_note="Shorter.", opens_at=ends)
    clock(2.1)
    assert client.get(URL).content == before
    with time_machine.travel(ends):
        clock(2.1)
        assert b"Some participants noted it." in client.get(URL).content


def test_what_is_not_open_to_everybody_is_never_kept(
    held: Reported, sign_in: Callable[[User], Client]
) -> None:
    publish_report(report=held.report(), actor=held.coordinator, opens_at=timezone.now() + timedelta(days=1))
    page = sign_in(held.coordinator).get(URL)
    assert (page.status_code, page["Cache-Control"]) == (200, "private, no-store")
    assert page["X-Robots-Tag"] == "noindex, nofollow, noarchive"
    assert not middleware._pages
    assert Client().get(URL).status_code == 404
