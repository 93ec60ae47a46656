"""The small parts of the look that need a little arithmetic: icons, badges, times with their zones."""

from __future__ import annotations

import zoneinfo
from datetime import datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Protocol

from django import template
from django.templatetags.static import static
from django.utils import timezone
from django.utils.formats import date_format, get_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.template import Context

    from stakeholders.listing.filters import Option

register = template.Library()

# The tone of a status, whatever object it belongs to; a word that is not here is neutral.
TONES = {
    "accepted": "success",
    "agreed": "accent",
    "approved": "accent",
    "awaiting": "warning",
    "cancelled": "danger",
    "complete": "success",
    "convened": "accent",
    "declined": "danger",
    "dissent": "danger",
    "done": "success",
    "failed": "danger",
    "limited": "warning",
    "live": "live",
    "needs_action": "warning",
    "not_started": "danger",
    "noted": "info",
    "open": "live",
    "overdue": "danger",
    "participant_review": "warning",
    "partly": "info",
    "paused": "warning",
    "protected": "accent",
    "published": "success",
    "qualify": "warning",
    "queued": "warning",
    "sealed": "accent",
    "sent": "success",
    "substantial": "accent",
    "support": "success",
    "team_review": "warning",
    "tentative": "warning",
    "under_way": "accent",
}
_SELECTED = SafeString(" selected")
STATUS_ICONS = {"protected": "shield", "sealed": "lock"}
RULE_ICONS = {
    "attributed": "quote",
    "organisation_type": "organisation",
    "unattributed": "lock",
    "off_the_record": "eye-off",
}
_MIRRORED = {"chevron-end", "chevron-start", "sign-out", "sign-in", "send", "external"}


class TakesTime(Protocol):
    """What ``meeting_time`` needs of a meeting."""

    starts_at: datetime
    ends_at: datetime
    time_zone: str


@register.simple_tag
def icon(name: str, label: str = "", css: str = "") -> SafeString:
    """Draw an icon of the sprite; with ``label`` it speaks for itself, without it stays silent beside its text."""
    return _drawn(name, str(label), css, static("img/icons.svg"))


@lru_cache(maxsize=1024)  # a list draws the same few a hundred times
def _drawn(name: str, label: str, css: str, sprite: str) -> SafeString:
    classes = " ".join(filter(None, ["icon", "icon-turns" if name in _MIRRORED else "", css]))
    href = f"{sprite}#{name}"
    if label:
        return format_html(
            '<svg class="{}" role="img" aria-label="{}"><use href="{}"></use></svg>', classes, label, href
        )
    return format_html('<svg class="{}" aria-hidden="true"><use href="{}"></use></svg>', classes, href)


@register.simple_tag
def status_badge(value: str, label: str) -> SafeString:
    """Show a status: ``value`` decides the tone, ``label`` is what people read."""
    drawn = icon(STATUS_ICONS[value]) if value in STATUS_ICONS else ""
    return format_html('<span class="tag tag-{}">{}{}</span>', TONES.get(value, "neutral"), drawn, label)


@register.simple_tag
def attribution_badge(rule: str, label: str) -> SafeString:
    """Show an attribution rule with its icon: a lock where nobody is named."""
    return format_html(
        '<span class="rule rule-{}">{}<span>{}</span></span>', rule, icon(RULE_ICONS.get(rule, "lock")), label
    )


@register.filter
def initials(name: str) -> str:
    """Return one or two letters that stand for a name."""
    words = [word for word in str(name).replace("-", " ").split() if word[0].isalnum()]
    letters = [words[0][0], words[-1][0]] if len(words) > 1 else [word[0] for word in words]
    return "".join(letters).upper()


@register.filter
def zone_place(name: str) -> str:
    """Return the place in a time zone's name: "Stockholm" for "Europe/Stockholm"."""
    return str(name).rsplit("/", 1)[-1].replace("_", " ")


@register.simple_tag(takes_context=True)
def meeting_time(
    context: Context, meeting: TakesTime, *, short: bool = False, reader_zone: str = ""
) -> SafeString:
    """Show when a meeting is: on the reader's clock, and beside it on the meeting's own where that differs.

    The reader's zone is that of the signed-in user unless ``reader_zone`` names another (a mail's reader has no session).
    """
    own = zoneinfo.ZoneInfo(meeting.time_zone)
    user: Any = context.get("user")
    name = reader_zone or (getattr(user, "time_zone", "") if user else "")
    reader = zoneinfo.ZoneInfo(name) if name else own
    return _when(meeting.starts_at, meeting.ends_at, own=own, reader=reader, short=short)


def _when(
    start: datetime, end: datetime, *, own: zoneinfo.ZoneInfo, reader: zoneinfo.ZoneInfo, short: bool
) -> SafeString:
    there, here = start.astimezone(own), start.astimezone(reader)
    if there.utcoffset() == here.utcoffset():
        return format_html(
            '<span class="when"><time datetime="{}">{}</time> <span class="when-other">{}</span></span>',
            there.isoformat(),
            _span(there, end.astimezone(own), short=short),
            _("%(place)s time") % {"place": zone_place(own.key)},
        )
    end_there = end.astimezone(own)
    beside = _clock(there, end_there)
    if there.date() != here.date():
        beside = f"{date_format(there, _with_weekday('MONTH_DAY_FORMAT'))}, {beside}"
    return format_html(
        '<span class="when"><time datetime="{}">{} {}</time> <span class="when-other">{}</span></span>',
        here.isoformat(),
        _span(here, end.astimezone(reader), short=short),
        _("your time"),
        _("%(time)s %(place)s time") % {"time": beside, "place": zone_place(own.key)},
    )


def _with_weekday(name: str) -> str:
    """A format of the reader's language (config/formats), with the short day of the week before it."""
    return f"D {get_format(name)}"


def _span(start: datetime, end: datetime, *, short: bool) -> str:
    written = _with_weekday("SHORT_DATE_FORMAT") if short else "l j F Y"
    day = date_format(start, written)
    if end - start >= timedelta(days=1):
        return f"{day}, {start:%H:%M} – {date_format(end, written)}, {end:%H:%M}"
    return f"{day}, {_clock(start, end)}"


def _clock(start: datetime, end: datetime) -> str:
    return f"{start:%H:%M}–{end:%H:%M}"


@register.simple_tag(takes_context=True)
def moment(context: Context, value: datetime | None) -> SafeString | str:
    """Show a point in time on the reader's clock, with the machine-readable form behind it."""
    if value is None:
        return ""
    user: Any = context.get("user")
    name = getattr(user, "time_zone", "") if user else ""
    here = timezone.localtime(value, zoneinfo.ZoneInfo(name) if name else None)
    return format_html(
        '<time datetime="{}">{}</time>',
        here.isoformat(),
        f"{date_format(here, 'SHORT_DATE_FORMAT')}, {here:%H:%M}",
    )


@register.simple_tag
def select_options(options: Iterable[Option]) -> SafeString:
    """Return the options of a select: a hundred at once cost a template more than the rows that they filter."""
    return format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        ((one.value, _SELECTED if one.is_selected else "", one.label) for one in options),
    )
