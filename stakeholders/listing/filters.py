"""What a list can be narrowed to. Controls are plain data: Django's widgets would cost more than the rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.db.models import Model, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django_filters import CharFilter, FilterSet

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SEARCH = "q"
_NO_CHOICE = "---------"


class SearchFilter(CharFilter):
    """Search as the registry does it: every word, whatever its case, diacritics or Arabic spelling."""

    def filter(self, queryset: QuerySet[Any], value: str) -> QuerySet[Any]:
        """Narrow ``queryset``, which must have ``matching``."""
        found: QuerySet[Any] = queryset.matching(value) if value else queryset  # type: ignore[attr-defined]
        return found


@dataclass(frozen=True, slots=True)
class Option:
    """A choice of a control."""

    value: str
    label: str
    is_selected: bool


@dataclass(frozen=True, slots=True)
class Control:
    """A field of the filter form. ``kind`` is search, select, date or text."""

    name: str
    label: str
    kind: str
    value: str
    options: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """A filter that is in use, in words."""

    name: str
    label: str
    value: str

    def __str__(self) -> str:
        """Return "Kind: Research institute"."""
        return f"{self.label}: {self.value}"


class ListFilterSet(FilterSet):
    """A set of filters; the one named ``q`` is the search. Values that are no choice are ignored."""

    def controls(self) -> Iterator[Control]:
        """Yield the fields of the form in their order."""
        for name, field in self.form.fields.items():
            value = str(self.form.data.get(name, "") or "")
            label = str(field.label or "")
            if isinstance(field, forms.ChoiceField):
                yield Control(name, label, "select", value, tuple(_options(field, value)))
            else:
                kind = (
                    "search" if name == SEARCH else "date" if isinstance(field, forms.DateField) else "text"
                )
                yield Control(name, label, kind, value)

    def choices_made(self) -> Iterator[Choice]:
        """Yield the filters in use, in words."""
        if not self.is_bound:
            return
        self.form.full_clean()
        for name, value in self.form.cleaned_data.items():
            if value not in (None, "", []):
                field = self.form.fields[name]
                yield Choice(name, str(field.label or ""), _in_words(field, value))


def _options(field: forms.ChoiceField, value: str) -> Iterator[Option]:
    for key, label in _choices(field):
        shown = str(label)
        yield Option(str(key), _("Any") if shown == _NO_CHOICE else shown, str(key) == value)


def _in_words(field: forms.Field, value: object) -> str:
    if isinstance(value, Model):
        return str(value)
    if isinstance(field, forms.ChoiceField):
        return next((str(label) for key, label in _choices(field) if str(key) == str(value)), str(value))
    return date_format(value, "SHORT_DATE_FORMAT") if isinstance(value, date) else f"“{value}”"


def _choices(field: forms.ChoiceField) -> Iterable[tuple[object, object]]:
    # Typed for all that may be assigned to it; what is read are pairs.
    return cast("Iterable[tuple[object, object]]", field.choices)
