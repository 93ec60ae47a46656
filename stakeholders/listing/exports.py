"""Lists as files: exactly the rows that are listed, as text that no spreadsheet mistakes for a formula."""

from __future__ import annotations

import csv
import io
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from decimal import Decimal
from itertools import chain, islice
from tempfile import SpooledTemporaryFile
from typing import TYPE_CHECKING, Any

from asgiref.sync import sync_to_async
from django.core.handlers.asgi import ASGIRequest
from django.db.models import QuerySet, TextChoices
from django.http import StreamingHttpResponse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator, Sequence

    from django.http import HttpRequest

    from .columns import Column

ROWS_AT_A_TIME = 500
BYTES_AT_A_TIME = 64 * 1024
BYTES_IN_MEMORY = 4 * 1024 * 1024
# What makes a spreadsheet read a cell as a formula (OWASP, "CSV Injection").
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
COLUMN_WIDTH = 24  # characters


class ExportFormat(TextChoices):
    """As what a list can be taken away."""

    CSV = "csv", gettext_lazy("CSV (text)")
    XLSX = "xlsx", gettext_lazy("XLSX (spreadsheet)")


@dataclass(frozen=True, slots=True)
class _Reader:
    """For whom a file is written. It is sent when the request's language and time zone are gone."""

    language: str | None
    zone: tzinfo

    @contextmanager
    def in_place(self) -> Iterator[None]:
        """Speak the reader's language, on the reader's clock."""
        with translation.override(self.language), timezone.override(self.zone):
            yield


def export_response(
    request: HttpRequest,
    rows: QuerySet[Any] | Sequence[Any],
    *,
    prepare: Callable[[Sequence[Any]], None],
    columns: Sequence[Column[Any]],
    wanted: ExportFormat,
    file_name: str,
) -> StreamingHttpResponse:
    """Return ``rows`` as a download; those of the database are read in portions, whatever their number."""
    objects = _portions(rows, prepare)
    reader = _Reader(translation.get_language(), timezone.get_current_timezone())
    if wanted is ExportFormat.CSV:
        content, content_type = _csv(objects, columns, reader), "text/csv; charset=utf-8"
    else:
        content = _xlsx(objects, columns, reader)
        content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    # A generator that waits for the database would hold up every stream of an ASGI process.
    served = _in_a_thread(content) if isinstance(request, ASGIRequest) else content
    return StreamingHttpResponse(
        served,
        content_type=content_type,
        headers={
            "Content-Disposition": f'attachment; filename="{file_name}-{timezone.localdate()}.{wanted.value}"',
            "Cache-Control": "private, no-store",
        },
    )


def _portions(
    rows: QuerySet[Any] | Sequence[Any], prepare: Callable[[Sequence[Any]], None]
) -> Iterator[list[Any]]:
    objects = rows.iterator(chunk_size=ROWS_AT_A_TIME) if isinstance(rows, QuerySet) else iter(rows)
    while portion := list(islice(objects, ROWS_AT_A_TIME)):
        prepare(portion)
        yield portion


def looks_like_formula(text: str) -> bool:
    """Return whether a spreadsheet that reads ``text`` from a text file would calculate it."""
    return text.lstrip(" ").startswith(FORMULA_STARTS)


def safe_text(text: str) -> str:
    """Return ``text`` with an apostrophe before it where a spreadsheet would calculate it."""
    return f"'{text}" if looks_like_formula(text) else text


def as_text(value: object) -> str:
    """Return ``value`` as a reader writes it down: dates by ISO 8601, in the reader's zone."""
    match value:
        case None:
            text = ""
        case bool():
            text = _("yes") if value else _("no")
        case datetime():
            text = (timezone.localtime(value) if timezone.is_aware(value) else value).isoformat(
                " ", "minutes"
            )
        case date():
            text = value.isoformat()
        case list() | tuple():
            text = "; ".join(str(part) for part in value)
        case _:
            text = str(value)
    return text


def _csv(portions: Iterator[list[Any]], columns: Sequence[Column[Any]], reader: _Reader) -> Iterator[bytes]:
    with reader.in_place():
        lines = [[str(column.label) for column in columns]]
    lead = "\ufeff"  # what tells spreadsheets that this is UTF-8
    while lines:
        buffer = io.StringIO(newline="")
        buffer.write(lead)
        csv.writer(buffer).writerows(lines)
        yield buffer.getvalue().encode()
        lead = ""
        with reader.in_place():
            lines = [[_csv_cell(column.value(row)) for column in columns] for row in next(portions, [])]


def _csv_cell(value: object) -> str:
    text = as_text(value)
    return text if isinstance(value, int | float | Decimal) else safe_text(text)


def _xlsx(portions: Iterator[list[Any]], columns: Sequence[Column[Any]], reader: _Reader) -> Iterator[bytes]:
    with SpooledTemporaryFile(max_size=BYTES_IN_MEMORY) as file:
        with reader.in_place():
            _book(chain.from_iterable(portions), columns).save(file)
        file.seek(0)
        while portion := file.read(BYTES_AT_A_TIME):
            yield portion


def _book(objects: Iterator[Any], columns: Sequence[Column[Any]]) -> Workbook:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.freeze_panes = "A2"
    sheet.sheet_view.rightToLeft = translation.get_language_bidi()
    heading = [_text_cell(sheet, str(column.label)) for column in columns]
    for number, cell in enumerate(heading, start=1):
        cell.font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(number)].width = COLUMN_WIDTH
    sheet.append(heading)
    for row in objects:
        sheet.append([_cell(sheet, column.value(row)) for column in columns])
    return book


def _cell(sheet: Any, value: object) -> Any:
    if isinstance(value, datetime):
        return timezone.make_naive(value) if timezone.is_aware(value) else value
    if isinstance(value, date | Decimal) or (isinstance(value, int | float) and not isinstance(value, bool)):
        return value
    if value is None or value == "":
        return None
    return _text_cell(sheet, as_text(value))


def _text_cell(sheet: Any, text: str) -> Any:
    cell = WriteOnlyCell(sheet, value=ILLEGAL_CHARACTERS_RE.sub("", text))
    cell.data_type = "s"  # never "f": a text is no formula, nor does it become one when somebody edits it:
    cell.quotePrefix = looks_like_formula(text)
    return cell


async def _in_a_thread(portions: Iterator[bytes]) -> AsyncIterator[bytes]:
    while (portion := await sync_to_async(_next)(portions)) is not None:
        yield portion


def _next(portions: Iterator[bytes]) -> bytes | None:
    return next(portions, None)
