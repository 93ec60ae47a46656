"""The institute's look: set by an administrator, tried on a sample, frozen with each version."""

import io
import struct
import zlib
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from reports.models import Imprint, Look, Picture
from reports.pictures import LARGEST, MOST_BYTES, clean_png, digest_of
from reports.render.context import ReportContext
from reports.services import publish_report
from reports.services.look import change_look, keep_picture
from stakeholders.exceptions import DomainError
from stakeholders.models import AuditEntry, User
from tests.reports.factories import Reported

SignIn = Callable[[User], Client]
URL = "/reports/look/"


def png(size: tuple[int, int] = (120, 60), **text: str) -> bytes:
    told = PngImagePlugin.PngInfo()
    for name, value in text.items():
        told.add_itxt(name, value)
    written = io.BytesIO()
    Image.new("RGB", size, "#336699").save(written, format="PNG", pnginfo=told)
    return written.getvalue()


def upload(data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("logo of Nour Haddadin.png", data, content_type="image/png")


def asked(**changes: object) -> dict[str, object]:
    return {"accent": "#336699", "cover": "band", "logo": "", "logo_alt": "", **changes}


# --- pictures ---------------------------------------------------------------------------------------------


def test_nothing_is_kept_of_a_picture_but_what_it_shows() -> None:
    cleaned = clean_png(png(Author="Nour Haddadin") + b"after the end: Nour Haddadin")
    assert b"Haddadin" not in cleaned
    chunks, place = [], 8
    while place < len(cleaned):
        length, kind = struct.unpack(">I4s", cleaned[place : place + 8])
        chunks.append(kind)
        place += length + 12
    assert set(chunks) == {b"IHDR", b"IDAT", b"IEND"}
    with Image.open(io.BytesIO(cleaned)) as picture:
        assert picture.convert("RGB").getpixel((5, 5)) == (0x33, 0x66, 0x99)


def test_a_large_picture_is_made_smaller_and_a_cleaned_one_stays_as_it_is() -> None:
    cleaned = clean_png(png((3000, 1500)))
    with Image.open(io.BytesIO(cleaned)) as picture:
        assert picture.size == (1200, 600)
    assert clean_png(cleaned) == cleaned


def a_jpeg() -> bytes:
    written = io.BytesIO()
    Image.new("RGB", (100, 100)).save(written, format="JPEG")
    return written.getvalue()


def a_bomb() -> bytes:
    """A PNG that says it is far larger than it is."""
    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b""))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<svg onload='alert(1)'/>",
        a_jpeg(),
        a_bomb(),
        png((800, 600))[:100],
        png((LARGEST + 1, 100)),
        png((10, 10)),
        b"\x89PNG\r\n\x1a\n" + bytes(MOST_BYTES),
    ],
)
def test_what_cannot_be_used_is_refused_in_words(data: bytes) -> None:
    with pytest.raises(DomainError) as refused:
        clean_png(data)
    assert refused.value.field == "logo"


@given(st.binary(max_size=300))
def test_no_bytes_break_it(data: bytes) -> None:
    with pytest.raises(DomainError):
        clean_png(b"\x89PNG\r\n\x1a\n" + data)


# --- the service ------------------------------------------------------------------------------------------


def test_what_is_published_keeps_its_look(held: Reported) -> None:
    first = keep_picture(data=png())
    change_look(
        accent="#336699",
        cover="band",
        logo=first.digest,
        logo_alt="A lamp",
        imprints={"en": "First."},
        actor=held.administrator,
    )
    publication = publish_report(report=held.report(), actor=held.coordinator)
    second = keep_picture(data=png((90, 90)))
    change_look(
        accent="#AA0000",
        cover="plain",
        logo=second.digest,
        logo_alt="A door",
        imprints={"en": ""},
        actor=held.administrator,
    )
    look = ReportContext.from_data(publication.content).look
    assert (look.accent, look.cover, look.logo, look.logo_alt, look.imprint) == (
        "#336699",
        "band",
        first.digest,
        "A lamp",
        "First.",
    )
    assert (Look.objects.get().accent, Imprint.objects.count(), Picture.objects.count()) == ("#aa0000", 0, 2)
    page = Client().get(f"/reports/{publication.report.slug}/").text
    assert 'alt="A lamp"' in page
    assert AuditEntry.objects.filter(verb="report.look_changed").count() == 2


def test_the_same_look_again_changes_nothing(held: Reported) -> None:
    for _ in range(2):
        change_look(
            accent="#336699",
            cover="plain",
            logo="",
            logo_alt="Lost",
            imprints={"en": "Us."},
            actor=held.administrator,
        )
    assert AuditEntry.objects.filter(verb="report.look_changed").count() == 1
    assert Look.objects.get().logo_alt == ""


def test_a_logo_that_is_not_there_or_not_described_is_refused(held: Reported) -> None:
    kept = keep_picture(data=png()).digest
    for logo, alt in (("0" * 64, "A lamp"), (kept, "")):
        with pytest.raises(DomainError):
            change_look(
                accent="#336699",
                cover="plain",
                logo=logo,
                logo_alt=alt,
                imprints={},
                actor=held.administrator,
            )


# --- the page ---------------------------------------------------------------------------------------------


@pytest.fixture
def client(held: Reported, sign_in: SignIn) -> Client:
    return sign_in(held.administrator)


def test_trying_it_saves_nothing_and_keeps_the_file(held: Reported, client: Client) -> None:
    page = client.post(
        URL, asked(logo_file=upload(png()), logo_alt="A lamp", imprint_en="Ours.", preview="page")
    )
    assert page.status_code == 200
    assert not Look.objects.exists()
    digest = Picture.objects.get().digest
    assert digest == digest_of(clean_png(png()))
    assert f'value="{digest}"' in page.text
    for told in (
        "A sample of how a report looks",
        'alt="A lamp"',
        "Ours.",
        "cover-band",
        "/reports/look/336699.css",
    ):
        assert told in page.text
    pdf = client.post(URL, asked(logo=digest, logo_alt="A lamp", preview="pdf"))
    assert (pdf["Content-Type"], pdf.content[:5]) == ("application/pdf", b"%PDF-")

    saved = client.post(URL, asked(logo=digest, logo_alt="A lamp", imprint_en="Ours."), follow=True)
    assert "Reports look like this from the next version on." in saved.text
    look = Look.objects.select_related("logo").get()
    assert look.logo is not None
    assert (look.logo.digest, look.accent, look.cover) == (digest, "#336699", "band")
    assert 'value="#336699"' in saved.text
    client.post(URL, asked(logo=digest, remove_logo="on"))
    assert Look.objects.get().logo is None


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"accent": "red"}, "accent"),
        ({"accent": "#33669z"}, "accent"),
        ({"cover": "glitter"}, "cover"),
        ({"logo": "x"}, "logo"),
        ({"logo_file": "jpeg", "logo_alt": "A lamp"}, "logo_file"),
        ({"logo_file": "png"}, "logo_alt"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(
    client: Client, changes: dict[str, object], field: str
) -> None:
    if "logo_file" in changes:
        changes = changes | {"logo_file": upload(a_jpeg() if changes["logo_file"] == "jpeg" else png())}
    page = client.post(URL, asked(**changes))
    assert page.status_code == 422
    assert list(page.context["form"].errors) == [field]
    assert not Look.objects.exists()


@pytest.mark.parametrize(
    ("accent", "told"),
    [("#336699", "6.0 : 1; text needs 4.5 : 1. It is used as it is."), ("#ffcc00", "Text is set in #")],
)
def test_the_contrast_is_told_beside_the_colour(client: Client, accent: str, told: str) -> None:
    assert told in client.post(URL, asked(accent=accent, preview="page")).text


def test_it_is_for_administrators(held: Reported, client: Client, sign_in: SignIn) -> None:
    assert client.get(URL).status_code == 200
    assert client.put(URL).status_code == 405
    for user in (held.convener, held.coordinator, held.participant):
        assert sign_in(user).get(URL).status_code == 403
        assert not user.has_perm("reports.edit_look")
    assert Client().get(URL).status_code == 302
    assert "Look of reports" in client.get("/").text


def test_the_sample_speaks_the_readers_language(held: Reported, client: Client) -> None:
    held.administrator.language = "ar"
    held.administrator.save()
    page = client.post(URL, asked(preview="page")).text
    assert '<article class="report" lang="ar" dir="rtl">' in page
