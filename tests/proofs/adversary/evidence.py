"""What the adversary holds: a dump of every table in the order of its rows on disk, all logs, all mails and calendar files.

Nothing is known here of what a column means: a row *mentions* somebody whose key, identifier, address or account stands in it, and
all that such rows hold, how many there are and where they lie, is a trait by which people (or voices, or points) can be
put into an order. A table that is added later is evidence from that day on.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import connection, models

from dialogues.models import Participation, Point, Support, Voice
from stakeholders.models import Person, User

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

_NAMES = re.compile(
    r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|\b[0-9a-f]{32}\b|[\w.+-]+@[\w.-]+\.\w+"
)
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)?")
_OF_ACCOUNTS = ("account_", "django_session", "mfa_", "stakeholders_user", "usersessions_")
_MOST_POINTS = 100_000  # in an agenda item
Trait = str
Order = dict[Trait, dict[Any, Any]]  # trait: {who or what: by which it is put into order}


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table, a line of a log or a file of mail: where it lies, and what it holds."""

    source: str
    place: int
    values: Mapping[str, Any]
    moments: tuple[datetime, ...] = ()


@dataclass
class Evidence:
    """All that was taken, and what of it mentions whom."""

    rows: list[Row]
    people: dict[int, list[Row]] = field(
        default_factory=dict
    )  # by participation; through its person, see people_mentioned
    voices: dict[Any, list[Row]] = field(default_factory=dict)
    points: dict[Any, list[Row]] = field(default_factory=dict)


def people_mentioned(rows: Iterable[Row]) -> dict[Any, list[Row]]:
    """Return which rows mention which participation, and which its person only, who may take part elsewhere too."""
    by_themselves, by_their_person = _names_of_people()
    found = _mentions(rows, by_themselves)
    for one, mentioned in _mentions(rows, by_their_person).items():
        known = {id(row) for row in found[one]}
        found[one] += [
            replace(row, source=f"{row.source} of the person") for row in mentioned if id(row) not in known
        ]
    return found


def take_accounts() -> list[Row]:
    """Copy accounts and sessions as they are now: the next meeting of the same people writes over them."""
    return [
        Row(f"{row.source} then", row.place, row.values | _who_is_signed_in(row), row.moments)
        for row in _dump(of_accounts=True)
    ]


def take_evidence(*, log: Iterable[tuple[float, str]], mail: Path) -> Evidence:
    """Copy everything, and find who and what is mentioned where."""
    rows = [*_dump(), *_lines(log), *_files(mail)]
    evidence = Evidence(rows)
    evidence.people = people_mentioned(rows)
    points = {point.hex: point for point in Point.objects.values_list("pk", flat=True)}
    voices: dict[str, Any] = {voice.hex: voice for voice in Voice.objects.values_list("pk", flat=True)}
    written = Point.objects.filter(voice__isnull=False).values_list("pk", "voice_id")
    stood = Support.objects.values_list("pk", "voice_id")
    evidence.points = _mentions(rows, {name: [point] for name, point in points.items()})
    evidence.voices = _mentions(
        rows,
        {name: [voice] for name, voice in voices.items()}
        | {pk.hex: [voice] for pk, voice in written}
        | {pk.hex: [voice] for pk, voice in stood},
    )
    return evidence


def traits(
    mentioned: Mapping[Any, list[Row]], among: Iterable[Any], *, session: tuple[datetime, datetime]
) -> Order:
    """Return every trait by which those of ``among`` that are mentioned can be put into an order.

    Rows that hold a time within the ``session`` of their meeting, its first and last moment, are looked at by themselves too.
    """
    found: Order = defaultdict(dict)
    grouped = {one: _by_source(mentioned.get(one, ()), session) for one in among}
    in_many = {source for rows_of in grouped.values() for source, rows in rows_of.items() if len(rows) > 1}
    for one, rows_of in grouped.items():
        for source, rows in rows_of.items():
            found[f"{source}: place"][one] = rows[0].place
            _add_values(found, source, rows[0], one)
            if source in in_many:
                found[f"{source}: how many"][one] = len(rows)
                found[f"{source}: last place"][one] = rows[-1].place
                _add_values(found, f"{source} (last)", rows[-1], one)
                _add_extremes(found, source, rows, one)
    return {trait: held for trait, held in found.items() if len(set(map(str, held.values()))) > 1}


def _by_source(rows: Iterable[Row], session: tuple[datetime, datetime]) -> dict[str, list[Row]]:
    by_source: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_source[row.source].append(row)
        if any(session[0] <= moment <= session[1] for moment in row.moments):
            by_source[f"{row.source} in session"].append(row)
    return by_source


def _add_values(found: Order, name: str, row: Row, one: object) -> None:
    for column, value in row.values.items():
        if value not in (None, ""):
            found[f"{name}.{column}"][one] = value


def _add_extremes(found: Order, name: str, rows: Iterable[Row], one: object) -> None:
    """Add the least and the greatest number in each column: rows that were changed may have moved on the disk."""
    columns: dict[str, list[float]] = defaultdict(list)
    for row in rows:
        for column, value in row.values.items():
            if isinstance(value, (int, float)) and not isinstance(value, bool):
                columns[column].append(value)
    for column, values in columns.items():
        found[f"{name}: least {column}"][one] = min(values)
        found[f"{name}: greatest {column}"][one] = max(values)


def _dump(*, of_accounts: bool = False) -> Iterator[Row]:
    place = "ctid" if connection.vendor == "postgresql" else "rowid"
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            if of_accounts and not table.startswith(_OF_ACCOUNTS):
                continue
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)} ORDER BY {place}")
            columns = [column[0] for column in cursor.description]
            for number, values in enumerate(cursor.fetchall()):
                moments = tuple(moment for value in values if (moment := _moment(value)) is not None)
                held = dict(zip(columns, values, strict=True))
                if table == Point._meta.db_table:  # in which order points were said is no secret
                    held["when"] = held["agenda_item_id"] * _MOST_POINTS + held["position"]
                yield Row(table, number, held, moments)


def _moment(value: object) -> datetime | None:
    """Return a value as a moment, if it is one; SQLite keeps them as text."""
    if isinstance(value, datetime):
        return value if value.tzinfo else value.replace(tzinfo=UTC)
    if isinstance(value, str) and _MOMENT.fullmatch(value):
        return datetime.fromisoformat(value).replace(tzinfo=UTC)
    return None


def _lines(log: Iterable[tuple[float, str]]) -> Iterator[Row]:
    for number, (seconds, line) in enumerate(log):
        yield Row("log", number, {"line": line}, (datetime.fromtimestamp(seconds, UTC),))


def _files(mail: Path) -> Iterator[Row]:
    for number, path in enumerate(sorted(mail.glob("*.eml"), key=lambda path: path.stat().st_mtime_ns)):
        moment = datetime.fromtimestamp(path.stat().st_mtime, UTC)
        yield Row("mail", number, {"name": path.name, "text": path.read_text(errors="replace")}, (moment,))


def _names_of_people() -> tuple[dict[str, list[Any]], dict[str, list[Any]]]:
    """Return by what a participation is mentioned: its own key and identifier; its person's key, account and address."""
    own: dict[str, list[Any]] = {}
    persons: dict[str, list[Any]] = defaultdict(list)
    rows = Participation.objects.values_list("pk", "uuid", "person_id", "person__email", "person__user__pk")
    for pk, uuid, person, email, user in rows:
        own[f"participation {pk}"] = own[uuid.hex] = [pk]
        for name in (f"person {person}", email.lower(), f"user {user}"):
            persons[name].append(pk)
    return own, persons


def _who_is_signed_in(row: Row) -> dict[str, Any]:
    """Return whose session a row is: sessions are signed, not encrypted."""
    if row.source != Session._meta.db_table:
        return {}
    account = Session(session_data=row.values["session_data"]).get_decoded().get("_auth_user_id")
    return {"account": account}


_KINDS: dict[type[models.Model], str] = {Participation: "participation", Person: "person", User: "user"}


def _mentions(rows: Iterable[Row], names: Mapping[str, list[Any]]) -> dict[Any, list[Row]]:
    found: dict[Any, list[Row]] = defaultdict(list)
    keys = _keys()
    for row in rows:
        mentioned = set()
        for column, value in row.values.items():
            kind = keys.get((row.source, column))
            if kind is not None:
                mentioned.update(names.get(f"{kind} {value}", ()))
            elif isinstance(value, str):
                for name in _NAMES.findall(value):
                    mentioned.update(
                        names.get(name.replace("-", "") if "@" not in name else name.lower(), ())
                    )
            elif value is not None and hasattr(value, "hex") and not isinstance(value, float):
                mentioned.update(names.get(str(value).replace("-", ""), ()))
        for one in mentioned:
            found[one].append(row)
    return found


def _keys() -> dict[tuple[str, str], str]:
    """Return which columns of which tables hold the key of a participation, a person or an account."""
    keys = {}
    for model in apps.get_models(include_auto_created=True):
        for column in model._meta.concrete_fields:
            target = column.related_model if column.is_relation else model if column.primary_key else None
            kind = next((kind for known, kind in _KINDS.items() if target is known), None)
            if kind is not None:
                keys[model._meta.db_table, column.column] = kind
    keys["django_session then", "account"] = "user"
    return keys | {(f"{table} then", column): kind for (table, column), kind in keys.items()}
