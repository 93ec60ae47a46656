"""What other people's tools say of the documents: LibreOffice opens the DOCX, the Nu checker reads the page.

Both are large and optional; with MAJLIS_REQUIRE_OFFICE=1 and MAJLIS_REQUIRE_NU=1 their absence is a failure.
"""

import io
import json
import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pypdf
import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.test import Client, RequestFactory

from reports.render.docx import render_docx
from reports.render.languages import direction_of
from reports.render.look import Look
from reports.selectors import edition_of
from reports.services import publish_report
from reports.views.public import publication_page
from tests.reports.contexts import LANGUAGES, every_kind
from tests.reports.factories import Reported
from tests.reports.said import assert_has_letters, assert_says_in_order, notes_of, squeezed, words_of

BAND = Look("#8a2be2", cover="band", imprint="Example Street 1")
VNU = settings.NODE_MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
PATIENCE = 300  # seconds; either tool takes two or three on a quiet machine


def needed(command: str, switch: str) -> str:
    found = shutil.which(command)
    if found is None:
        message = f"{command} is not installed; set {switch}=1 where it must be."
        if os.environ.get(switch) == "1":
            pytest.fail(message)
        pytest.skip(message)
    return found


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], list[str]]:
    """What LibreOffice reads in the DOCX of each language: the text of each page of the PDF that it makes of it."""
    office = needed("soffice", "MAJLIS_REQUIRE_OFFICE")
    folder = tmp_path_factory.mktemp("office")
    files = []
    for language in LANGUAGES:
        files.append(folder / f"{language}.docx")
        files[-1].write_bytes(render_docx(every_kind(language, look=BAND)))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [
        office,
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(folder),
        *map(str, files),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=PATIENCE)

    def pages(language: str) -> list[str]:
        reader = pypdf.PdfReader(io.BytesIO((folder / f"{language}.pdf").read_bytes()))
        return [page.extract_text() for page in reader.pages]

    return pages


@pytest.mark.parametrize("language", LANGUAGES)
def test_libreoffice_reads_every_word_of_the_docx(
    language: str, converted: Callable[[str], list[str]]
) -> None:
    document = every_kind(language, look=BAND)
    cover, *body = converted(language)
    assert body
    told = "".join(body)
    if direction_of(language) == "rtl":
        assert_has_letters(cover + told, words_of(document))
        return
    for text in (document.host, document.title, document.labels.contents, document.labels.scale):
        assert squeezed(text) in squeezed(cover)
    plain = [
        text for text in words_of(document)[5:] if not any("\u0600" <= letter <= "\u06ff" for letter in text)
    ]
    for text in plain:
        assert_has_letters(told, [text])
    assert_says_in_order(told, [section.title for section in document.sections])
    for note in notes_of(document):
        assert squeezed(note) in squeezed(told)


def complaints(pages: list[Path]) -> list[str]:
    """What the Nu checker finds wrong, errors and warnings; it is told not to guess the language from few words."""
    java = needed("java", "MAJLIS_REQUIRE_NU")
    command = [
        java,
        "-jar",
        str(VNU),
        "--format",
        "json",
        "--no-langdetect",
        "--exit-zero-always",
        *map(str, pages),
    ]
    found = subprocess.run(command, check=True, capture_output=True, timeout=PATIENCE)
    return [
        f"{Path(one['url']).name}:{one['lastLine']}: {one['message']}"
        for one in json.loads(found.stderr)["messages"]
    ]


@pytest.mark.django_db
def test_the_nu_checker_finds_nothing_in_the_published_page(
    held: Reported, client: Client, tmp_path: Path
) -> None:
    publication = publish_report(report=held.report(), actor=held.coordinator)
    slug = publication.report.slug
    pages = [tmp_path / "published.html"]
    pages[0].write_bytes(client.get(f"/reports/{slug}/").content)
    edition = edition_of(slug)
    assert edition is not None
    request = RequestFactory().get(f"/reports/{slug}/")
    request.user = AnonymousUser()
    for language in LANGUAGES:
        shown = replace(edition, context=every_kind(language, look=BAND))
        pages.append(tmp_path / f"{language}.html")
        pages[-1].write_bytes(publication_page(request, shown).content)
    assert complaints(pages) == []


def test_the_nu_checker_does_find_what_is_wrong(tmp_path: Path) -> None:
    page = tmp_path / "wrong.html"
    page.write_text(
        '<!doctype html><html lang="en"><head><title>x</title></head><body><p><div></p></body></html>'
    )
    assert complaints([page])
