"""How reports are found, followed and cited; of what is not open to everybody none of it tells."""

import json
import re
from datetime import timedelta
from xml.etree import ElementTree

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from django.utils import timezone

from reports.enums import Readers
from reports.models import Paragraph, Publication
from reports.services import publish_report, withdraw_report, withhold_version
from tests.reports.factories import Reported, paragraph_with

SLUG = "the-future-of-networks"
ATOM = "{http://www.w3.org/2005/Atom}"
CITATIONS = [f"/reports/{SLUG}/cite.bib", f"/reports/{SLUG}/v/1/cite.ris"]


@pytest.fixture
def published(held: Reported) -> Publication:
    return publish_report(report=held.report(), actor=held.coordinator)


def correct(held: Reported) -> Publication:
    report = held.meeting.reports.get()
    Paragraph.objects.filter(pk=paragraph_with(report, "Some").pk).update(text="Some participants noted it.")
    return publish_report(report=report, actor=held.coordinator, change_note="One sentence is shorter.")


def entries(client: Client) -> list[tuple[str | None, str | None, str | None]]:
    feed = ElementTree.fromstring(client.get("/reports/feed/").content)
    return [
        (entry.findtext(f"{ATOM}title"), entry.findtext(f"{ATOM}id"), entry.findtext(f"{ATOM}summary"))
        for entry in feed.iter(f"{ATOM}entry")
    ]


def test_the_feed_tells_of_reports_and_of_corrections(
    held: Reported, published: Publication, client: Client
) -> None:
    correct(held)
    permanent = f"{settings.SITE_URL}/reports/{SLUG}/v"
    told = entries(client)
    assert [entry[:2] for entry in told] == [
        ("The future of networks (Version 2)", f"{permanent}/2/"),
        ("The future of networks", f"{permanent}/1/"),
    ]
    assert told[0][2] == "One sentence is shorter."
    assert client.get("/reports/feed/")["Content-Type"].startswith("application/atom+xml")
    withhold_version(publication=published, note="A mistake.", actor=held.coordinator)
    assert len(entries(client)) == 1
    withdraw_report(report=published.report, note="A mistake.", actor=held.coordinator)
    assert entries(client) == []


def test_the_map_holds_what_anybody_may_read(held: Reported, published: Publication, client: Client) -> None:
    told = client.get("/sitemap.xml").text
    assert f"<loc>{settings.SITE_URL}/reports/{SLUG}/</loc>" in told
    assert f"<loc>{settings.SITE_URL}/tracker/{held.recommendation.uuid}/</loc>" in told
    assert "manage" not in told
    robots = client.get("/robots.txt").text
    assert f"Sitemap: {settings.SITE_URL}/sitemap.xml" in robots
    assert "Disallow: /\n" in robots


@pytest.mark.parametrize(
    "how", [{"opens_at": timezone.now() + timedelta(days=9)}, {"readers": Readers.PARTICIPANTS}]
)
def test_what_is_not_open_to_everybody_is_in_none_of_them(
    held: Reported, client: Client, how: dict[str, object]
) -> None:
    publish_report(report=held.report(), actor=held.coordinator, **how)  # type: ignore[arg-type]
    for url in ("/reports/feed/", "/sitemap.xml", "/reports/", "/", "/tracker/"):
        told = client.get(url).text
        assert SLUG not in told
        assert str(held.recommendation.uuid) not in told
    assert [client.get(url).status_code for url in CITATIONS] == [404, 404]


def test_the_feed_and_the_map_hold_it_when_the_embargo_ends(held: Reported, client: Client) -> None:
    ends = timezone.now() + timedelta(days=1)
    publish_report(report=held.report(), actor=held.coordinator, opens_at=ends)
    with time_machine.travel(ends):
        assert len(entries(client)) == 1
        assert SLUG in client.get("/sitemap.xml").text


def test_citations_are_of_a_version_at_its_permanent_address(
    held: Reported, published: Publication, client: Client
) -> None:
    correct(held)
    page, bib, ris = (client.get(url) for url in (f"/reports/{SLUG}/", *CITATIONS))
    permanent = f"{settings.SITE_URL}/reports/{SLUG}/v"
    assert f"(Version 2). {permanent}/2/" in re.sub(r"</?cite[^>]*>", "", page.text)
    assert f"url = {{{permanent}/2/}}" in bib.text
    assert f"UR  - {permanent}/1/" in ris.text
    assert bib["Content-Disposition"] == f'attachment; filename="{SLUG}-v2.bib"'
    assert client.post(CITATIONS[0]).status_code == 405
    assert client.get(f"/reports/{SLUG}/v/9/cite.bib").status_code == 404
    withdraw_report(report=published.report, note="A mistake.", actor=held.coordinator)


def test_a_withdrawn_report_is_not_cited(held: Reported, published: Publication, client: Client) -> None:
    withdraw_report(report=published.report, note="A mistake.", actor=held.coordinator)
    assert [client.get(url).status_code for url in CITATIONS] == [410, 410]


def test_the_page_describes_itself_to_machines(held: Reported, client: Client) -> None:
    report = held.report()
    report.title = "The future of networks</script><b>&"
    report.save()
    publication = publish_report(report=report, actor=held.coordinator)
    slug = publication.report.slug
    page = client.get(f"/reports/{slug}/").text
    data = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert data is not None
    described = json.loads(data[1])
    assert described["@type"] == "Report"
    assert described["name"] == "The future of networks</script><b>&"
    assert described["author"] == {"@type": "Organization", "name": "Institute for Dialogue"}
    assert described["identifier"]["value"] == publication.fingerprint
    assert described["@id"] == f"{settings.SITE_URL}/reports/{slug}/v/1/"
    assert '<meta property="og:title" content="The future of networks&lt;/script&gt;&lt;b&gt;&amp;">' in page
    assert f'<link rel="canonical" href="{settings.SITE_URL}/reports/{slug}/">' in page
    assert f'<meta name="citation_pdf_url" content="{settings.SITE_URL}/reports/{slug}/v/1.pdf">' in page
