"""The audit trail as people read it: who did what to what, and what changed from what to what."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db.models import DateField, Field, Model, QuerySet
from django.urls import reverse
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.formats import date_format
from django.utils.text import Truncator, capfirst
from django.utils.timezone import is_aware, localtime
from django.utils.translation import gettext as _

from stakeholders.audit_words import FIELDS, in_words
from stakeholders.models import AuditEntry

# What may never be looked up from the trail: it would say who was near which words.
UNTOLD = frozenset({"dialogues.point", "dialogues.voice", "dialogues.support"})
_PAGES = {
    "stakeholders.organisation": ("stakeholders:organisation_detail", "slug"),
    "stakeholders.person": ("stakeholders:person_detail", "uuid"),
    "stakeholders.user": ("stakeholders:account_detail", "uuid"),
}
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_LONGEST = 160  # characters of a value


@dataclass(frozen=True, slots=True)
class Change:
    """A field that changed; ``is_known`` says whether the trail holds what it was and became."""

    field: str
    old: str
    new: str
    is_known: bool = True

    def __str__(self) -> str:
        """Return the change on one line."""
        if not self.is_known:
            return _("%(field)s: changed") % {"field": self.field}
        return f"{self.field}: {self.old} → {self.new}" if self.old else f"{self.field}: {self.new}"


@dataclass(frozen=True, slots=True)
class ReadableEntry:
    """An entry in words. ``target`` is empty where the object is gone or must not be told."""

    entry: AuditEntry
    sentence: str
    kind: str
    target: str
    url: str
    changes: tuple[Change, ...]


def audit_entries() -> QuerySet[AuditEntry]:
    """Return the whole trail with its actors."""
    return AuditEntry.objects.select_related("actor")


def readable(entries: Sequence[AuditEntry]) -> list[ReadableEntry]:
    """Return ``entries`` in words: two queries for each kind of object among them, however many entries there are."""
    targets = _objects({(entry.target_type, entry.target_id) for entry in entries})
    names = _objects(_mentioned(entries))
    rows = []
    for entry in entries:
        target = targets.get((entry.target_type, entry.target_id))
        page = _PAGES.get(entry.target_type)
        rows.append(
            ReadableEntry(
                entry=entry,
                sentence=in_words(entry.verb),
                kind=_kind(entry.target_type),
                target=Truncator(str(target)).chars(_LONGEST) if target is not None else "",
                url=reverse(page[0], args=[getattr(target, page[1])]) if page and target is not None else "",
                changes=changes_of(entry, {key: str(found) for key, found in names.items()}),
            )
        )
    return rows


def changes_of(entry: AuditEntry, names: Mapping[tuple[str, str], str] | None = None) -> tuple[Change, ...]:
    """Return what an entry says has changed; ``names`` are those of the records that it refers to by their keys."""
    model = _model(entry.target_type)
    changes = []
    for name, value in sorted(entry.changes.items(), key=lambda change: _place(model, change[0])):
        field = _field(model, name)
        label = _label(field, name)
        if value == "changed":
            changes.append(Change(label, "", "", is_known=False))
            continue
        old, new = value if isinstance(value, list) and len(value) == 2 else (None, value)  # noqa: PLR2004 - old and new
        shown = _value(field, old, names or {}), _value(field, new, names or {})
        if shown != ("", ""):
            nothing = _("nothing")
            changes.append(
                Change(label, (shown[0] or nothing) if isinstance(value, list) else "", shown[1] or nothing)
            )
    return tuple(changes)


def _mentioned(entries: Iterable[AuditEntry]) -> set[tuple[str, str]]:
    found = set()
    for entry in entries:
        model = _model(entry.target_type)
        for name, value in entry.changes.items():
            field = _field(model, name)
            if field is not None and field.is_relation and field.related_model:
                label = field.related_model._meta.label_lower  # noqa: SLF001 - the public name of a model
                found |= {(label, key) for key in _texts(value)}
    return found


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for part in value:
            yield from _texts(part)
    elif isinstance(value, str):
        yield value


def _objects(keys: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Model]:
    by_type: dict[str, set[str]] = defaultdict(set)
    for kind, key in keys:
        if kind not in UNTOLD:
            by_type[kind].add(key)
    found: dict[tuple[str, str], Model] = {}
    for kind, wanted in by_type.items():
        model = _model(kind)
        if model is None:
            continue
        for lookup in ("uuid", "slug", "pk"):
            usable = [key for key in wanted if _fits(lookup, key)]
            if not usable or (lookup != "pk" and _field(model, lookup) is None):
                continue
            rows = model._base_manager.select_related().filter(**{f"{lookup}__in": usable})  # noqa: SLF001
            found |= {(kind, str(getattr(row, lookup))): row for row in rows}
    return found


def _fits(lookup: str, key: str) -> bool:
    if lookup == "uuid":
        return bool(_UUID.fullmatch(key))
    return key.isdigit() if lookup == "pk" else not _UUID.fullmatch(key) and not key.isdigit()


def _value(field: Field[Any, Any] | None, value: Any, names: Mapping[tuple[str, str], str]) -> str:
    if value in (None, "", []):
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, dict):
        return "; ".join(f"{_label(None, str(key))} {part}" for key, part in value.items())
    if isinstance(value, list):
        return "; ".join(_value(field, part, names) for part in value)
    text = str(value)
    if field is not None:
        text = _value_of_field(field, text, names)
    return "" if _UUID.fullmatch(text) else Truncator(text).chars(_LONGEST)


def _value_of_field(field: Field[Any, Any], text: str, names: Mapping[tuple[str, str], str]) -> str:
    if field.is_relation and field.related_model:
        return names.get((field.related_model._meta.label_lower, text), text)  # noqa: SLF001
    if field.choices:
        return str(dict(field.flatchoices).get(text, text))
    if isinstance(field, DateField):  # a DateTimeField is one
        return _moment(text)
    return text


def _moment(text: str) -> str:
    try:
        moment: date | None = parse_datetime(text) if "T" in text else parse_date(text)
    except ValueError:
        moment = None
    if isinstance(moment, datetime):
        moment = localtime(moment) if is_aware(moment) else moment
        return f"{date_format(moment, 'SHORT_DATE_FORMAT')}, {moment:%H:%M}"
    return date_format(moment, "SHORT_DATE_FORMAT") if moment else text


def _model(kind: str) -> type[Model] | None:
    try:
        return apps.get_model(kind)
    except (LookupError, ValueError):
        return None


def _kind(kind: str) -> str:
    model = _model(kind)
    return capfirst(str(model._meta.verbose_name)) if model else ""  # noqa: SLF001 - the public name of a model


def _field(model: type[Model] | None, name: str) -> Field[Any, Any] | None:
    try:
        found = model._meta.get_field(name) if model else None  # noqa: SLF001 - the public names of fields
    except (FieldDoesNotExist, ValidationError):
        return None
    return found if isinstance(found, Field) else None


def _place(model: type[Model] | None, name: str) -> tuple[int, str]:
    # In the order in which the object's form and page have them; PostgreSQL keeps none.
    fields = [*model._meta.fields, *model._meta.many_to_many] if model else []  # noqa: SLF001 - the public names of fields
    names = [field.name for field in fields]
    return names.index(name) if name in names else len(names), name


def _label(field: Field[Any, Any] | None, name: str) -> str:
    if field is not None:
        return capfirst(str(field.verbose_name))
    return str(FIELDS.get(name, capfirst(name.replace("_", " "))))
