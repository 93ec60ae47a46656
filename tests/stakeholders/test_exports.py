from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.test import AsyncClient
from django.utils import timezone, translation
from hypothesis import given
from hypothesis import strategies as st

from stakeholders.listing.exports import FORMULA_STARTS, ROWS_AT_A_TIME, as_text, safe_text
from stakeholders.models import Organisation, User
from tests.factories import OrganisationFactory, TeamUserFactory


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "yes"),
        (False, "no"),
        (0, "0"),
        (Decimal("1.50"), "1.50"),
        (date(2026, 3, 4), "2026-03-04"),
        (datetime(2026, 3, 4, 12, 30, tzinfo=UTC), "2026-03-04 13:30+01:00"),
        (["One", "Two"], "One; Two"),
        ("مجلس", "مجلس"),
    ],
)
def test_values_as_text(value: object, text: str) -> None:
    with timezone.override("Europe/Stockholm"), translation.override("en"):
        assert as_text(value) == text


@pytest.mark.parametrize("start", [*FORMULA_STARTS, " =", "   @"])
def test_what_a_spreadsheet_would_calculate_is_text(start: str) -> None:
    assert safe_text(f"{start}1+1") == f"'{start}1+1"


@given(st.text(max_size=30))
def test_safe_text_starts_nothing_and_loses_nothing(text: str) -> None:
    safe = safe_text(text)
    assert not safe.lstrip(" ").startswith(FORMULA_STARTS)
    assert safe in {text, f"'{text}"}
    assert safe_text(safe) == safe


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("wanted", ["csv", "xlsx"])
async def test_exports_stream_from_an_asgi_process_too(wanted: str) -> None:
    def prepare() -> User:
        OrganisationFactory(name="Example Institute")
        Organisation.objects.bulk_create(
            Organisation(
                name=f"Other {number}", slug=f"other-{number}", kind="media", sort_key=f"other {number:04}"
            )
            for number in range(ROWS_AT_A_TIME + 1)
        )
        return TeamUserFactory(time_zone="Asia/Amman")

    user = await sync_to_async(prepare)()
    client = AsyncClient()
    await client.aforce_login(user, backend="django.contrib.auth.backends.ModelBackend")
    response: Any = await client.get("/organisations/", {"format": wanted, "sort": "name"})
    assert response.is_async
    content = b"".join([portion async for portion in response.streaming_content])
    if wanted == "csv":
        rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
        assert len(rows) == ROWS_AT_A_TIME + 2
        assert [row["Name"] for row in rows[:2]] == ["Example Institute", "Other 0"]
    else:
        assert content.startswith(b"PK")
