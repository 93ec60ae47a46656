"""What anybody reads: frozen versions, and nothing of who is reading."""

import io
import zipfile
from collections.abc import Callable

import pypdf
import pytest
from django.conf import settings
from django.test import Client

from reports.enums import Readers
from reports.middleware import forget_pages
from reports.models import Paragraph, Publication
from reports.selectors import state_of_publication
from reports.services import (
    change_readers,
    generate_draft,
    publish_report,
    withdraw_report,
    withhold_version,
)
from stakeholders.models import User
from tests.reports.factories import Reported, paragraph_with

SLUG = "the-future-of-networks"


@pytest.fixture
def published(held: Reported) -> Publication:
    return publish_report(report=held.report(), actor=held.coordinator)


@pytest.fixture
def corrected(held: Reported, published: Publication) -> Publication:
    report = published.report
    Paragraph.objects.filter(pk=paragraph_with(report, "Some").pk).update(text="Some participants noted it.")
    return publish_report(report=report, actor=held.coordinator, change_note="One sentence is shorter.")


def test_a_draft_is_not_public(held: Reported, client: Client) -> None:
    held.report()
    for path in (f"{SLUG}/", f"{SLUG}.pdf", f"{SLUG}.docx", f"{SLUG}/v/1/", f"{SLUG}/v/1.pdf", "nothing/"):
        assert client.get(f"/reports/{path}").status_code == 404
    assert "No report is published yet" in client.get("/reports/").content.decode()


def test_a_published_report_is_a_page_a_pdf_and_a_docx(published: Publication, client: Client) -> None:
    page = client.get(f"/reports/{SLUG}/").content.decode()
    assert "Participants strongly agreed that donors should fund networks for longer." in page
    assert published.fingerprint in page
    pdf, docx = client.get(f"/reports/{SLUG}.pdf"), client.get(f"/reports/{SLUG}.docx")
    assert (pdf["Content-Type"], pdf["Content-Disposition"]) == (
        "application/pdf",
        f'inline; filename="{SLUG}-v1.pdf"',
    )
    assert "strongly agreed" in "".join(
        page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf.content)).pages
    )
    assert "word/footnotes.xml" not in zipfile.ZipFile(io.BytesIO(docx.content)).namelist()


def test_nobody_is_named_in_any_form_but_the_speaker(
    held: Reported, published: Publication, client: Client
) -> None:
    report = published.report
    page = client.get(f"/reports/{SLUG}/").content.decode()
    pdf = client.get(f"/reports/{SLUG}.pdf").content
    text = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)
    with zipfile.ZipFile(io.BytesIO(client.get(f"/reports/{SLUG}.docx").content)) as package:
        docx = "".join(package.read(name).decode("utf-8", "replace") for name in package.namelist())
    for channel in (page, text, pdf.decode("latin-1"), docx, str(published.content)):
        for name in ("Haddadin", "Cedar", "CWA", "Participant 0", "Synthetic Group", held.coordinator.name):
            assert name not in channel
    assert "Ada Bergqvist" in page
    assert report.slug == SLUG


def test_the_list_shows_the_latest_version(corrected: Publication, client: Client) -> None:
    page = client.get("/reports/").content.decode()
    assert "The future of networks" in page
    assert "Version 2" in page


def test_earlier_versions_stay_and_say_that_they_are_replaced(corrected: Publication, client: Client) -> None:
    latest, first = (
        client.get(f"/reports/{SLUG}/").content.decode(),
        client.get(f"/reports/{SLUG}/v/1/").content.decode(),
    )
    assert "What changed: One sentence is shorter." in latest
    assert "Some participants noted it." in latest
    assert "This is version 1, which has been replaced" in first
    assert "Some participants noted it." not in first
    assert client.get(f"/reports/{SLUG}/v/1.docx")["Content-Disposition"].endswith(f'"{SLUG}-v1.docx"')
    assert client.get(f"/reports/{SLUG}/v/3/").status_code == 404


def test_a_withdrawn_report_leaves_a_stone_and_nothing_else(
    held: Reported, corrected: Publication, client: Client
) -> None:
    withdraw_report(report=corrected.report, note="Two numbers were wrong.", actor=held.coordinator)
    for path in (f"{SLUG}/", f"{SLUG}.pdf", f"{SLUG}/v/1/", f"{SLUG}/v/2.docx"):
        response = client.get(f"/reports/{path}")
        assert response.status_code == 410
        assert "Two numbers were wrong." in response.content.decode()
        assert "strongly agreed" not in response.content.decode()
    assert "No report is published yet" in client.get("/reports/").content.decode()
    check = client.get("/reports/check/", {"fingerprint": corrected.fingerprint}).content.decode()
    assert "No published version has this fingerprint" in check


def test_a_fingerprint_tells_its_version(
    published: Publication, corrected: Publication, client: Client
) -> None:
    spaced = " ".join(published.fingerprint.upper()[start : start + 8] for start in range(0, 64, 8))
    page = client.get("/reports/check/", {"fingerprint": spaced}).content.decode()
    assert f"/reports/{SLUG}/v/1/" in page
    other = client.get("/reports/check/", {"fingerprint": "0" * 64}).content.decode()
    assert "No published version has this fingerprint" in other
    wrong = client.get("/reports/check/", {"fingerprint": "<script>"}).content.decode()
    assert "A fingerprint has 64 digits and letters from a to f." in wrong
    assert "<script>alert" not in wrong


def test_the_page_is_the_same_for_everybody(
    held: Reported, published: Publication, sign_in: Callable[[User], Client]
) -> None:
    arabic = Client(headers={"Accept-Language": "ar"})
    pages = {
        who.get(f"/reports/{SLUG}/").content
        for who in (Client(), arabic, sign_in(held.coordinator), sign_in(held.outsider))
    }
    assert len(pages) == 1


@pytest.mark.parametrize("path", ["", "check/", f"{SLUG}/", f"{SLUG}.pdf"])
def test_public_pages_are_only_read(published: Publication, client: Client, path: str) -> None:
    assert client.post(f"/reports/{path}").status_code == 405


def test_a_withheld_version_leaves_a_stone_and_the_latest_stays(
    held: Reported, published: Publication, corrected: Publication, client: Client
) -> None:
    assert client.get(f"/reports/{SLUG}/v/1/").status_code == 200  # and is kept as bytes
    withhold_version(publication=published, note="One sentence must not be read.", actor=held.coordinator)
    forget_pages()
    for path in ("v/1/", "v/1.pdf", "v/1.docx"):
        response = client.get(f"/reports/{SLUG}/{path}")
        assert response.status_code == 410
        assert "One sentence must not be read." in response.content.decode()
        assert "Some participants" not in response.content.decode()
    latest = client.get(f"/reports/{SLUG}/").content.decode()
    assert "no longer shown" in latest
    assert client.get(f"/reports/{SLUG}/v/2/").status_code == 200
    check = client.get("/reports/check/", {"fingerprint": published.fingerprint}).content.decode()
    assert "One sentence must not be read." in check


def test_a_kept_page_of_a_withheld_version_does_not_outlive_its_two_seconds(
    held: Reported, published: Publication, corrected: Publication
) -> None:
    before = state_of_publication(SLUG)
    withhold_version(publication=published, note="One sentence must not be read.", actor=held.coordinator)
    assert state_of_publication(SLUG) != before


def test_the_same_report_in_other_languages_is_offered_to_whoever_may_read_it(
    held: Reported, published: Publication, client: Client
) -> None:
    address = f"/reports/{SLUG}/"
    assert "hreflang" not in client.get(address).content.decode()
    arabic = generate_draft(meeting=held.meeting, actor=held.coordinator, language="ar")
    assert "hreflang" not in client.get(address).content.decode()
    before = state_of_publication(SLUG)
    publish_report(report=arabic, actor=held.coordinator, readers=Readers.PARTICIPANTS)
    assert state_of_publication(SLUG) == before
    change_readers(report=arabic, readers=Readers.PUBLIC, actor=held.coordinator)
    assert state_of_publication(SLUG) != before  # kept pages are made anew
    forget_pages()
    page = client.get(address).content.decode()
    assert f'hreflang="ar" href="{settings.SITE_URL}/reports/{arabic.slug}/"' in page
    assert f'<a class="btn btn-plain btn-sm" href="/reports/{arabic.slug}/" lang="ar" hreflang="ar">' in page
    assert (
        f'hreflang="en" href="{settings.SITE_URL}{address}"'
        in client.get(f"/reports/{arabic.slug}/").content.decode()
    )
    withdraw_report(report=arabic, note="It was wrong.", actor=held.coordinator)
    forget_pages()
    assert "hreflang" not in client.get(address).content.decode()
