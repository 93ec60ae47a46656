"""Fields that several forms have."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo, available_timezones

from django import forms
from django.conf import settings
from django.utils.translation import get_language_info

from stakeholders.languages import language_choices

if TYPE_CHECKING:
    from stakeholders.exceptions import DomainError

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z]{2,4})?")
_CONTINENTS = frozenset(
    "Africa America Antarctica Arctic Asia Atlantic Australia Europe Indian Pacific".split()
)


class LinesField(forms.CharField):
    """A list of short texts, one per line; cleans to the list, each text once."""

    def __init__(self, **kwargs: Any) -> None:
        """Show three lines at first."""
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 3}))
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Return the lines of a list."""
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        """Return the list of the lines that hold anything."""
        lines = str(value or "").splitlines()
        return list(dict.fromkeys(" ".join(line.split()) for line in lines if line.strip()))

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare lists with lists."""
        return bool((initial or []) != self.to_python(data))


class LanguagesField(forms.MultipleChoiceField):
    """Languages by their codes."""

    def __init__(self, **kwargs: Any) -> None:
        """Offer the languages of the region and of its partners, as boxes to tick."""
        kwargs.setdefault("widget", forms.CheckboxSelectMultiple)
        super().__init__(choices=language_choices, **kwargs)

    def valid_value(self, value: Any) -> bool:
        """Take any code of ISO 639, also one that is not offered: it may have come from elsewhere."""
        return _LANGUAGE.fullmatch(str(value)) is not None


class ZoneField(forms.ChoiceField):
    """A time zone by its IANA name, shown with its present distance from UTC."""

    def __init__(self, *, empty_label: Any = None, kept: str = "", **kwargs: Any) -> None:
        """Offer every zone that this machine knows.

        ``empty_label`` offers none at all too; ``kept`` is one that was chosen, and may have been dropped since.
        """
        lead = [("", empty_label)] if empty_label is not None else []
        super().__init__(choices=lambda: [*lead, *_zones_of_today(kept)], **kwargs)


def site_languages() -> list[tuple[str, str]]:
    """Return the languages that the site speaks, by their own names."""
    return [(code, get_language_info(code)["name_local"].capitalize()) for code, _name in settings.LANGUAGES]


@cache
def zone_choices(day: str) -> tuple[tuple[str, str], ...]:
    """Return UTC and the zones of the continents, with their distance from UTC on ``day`` (ISO 8601)."""
    at = datetime.fromisoformat(f"{day}T12:00:00+00:00")
    zones = sorted(name for name in available_timezones() if name.partition("/")[0] in _CONTINENTS)
    return tuple((name, f"{_place(name)} (UTC{_offset(at, name)})") for name in ["UTC", *zones])


def add_domain_error(form: forms.BaseForm, error: DomainError) -> None:
    """Show a broken rule of the house where it belongs: beside its field, or above the form."""
    form.add_error(error.field if error.field in form.fields else None, error.message)


def _zones_of_today(kept: str) -> list[tuple[str, str]]:
    zones = zone_choices(datetime.now(tz=UTC).date().isoformat())
    return [*zones, *([(kept, kept)] if kept and kept not in dict(zones) else [])]


def _place(name: str) -> str:
    continent, _slash, place = name.partition("/")
    return f"{place.replace('_', ' ')}, {continent}" if place else name


def _offset(at: datetime, name: str) -> str:
    offset = at.astimezone(ZoneInfo(name)).strftime("%z")
    return f"{offset[:3]}:{offset[3:5]}"
