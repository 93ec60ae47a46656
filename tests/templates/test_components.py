"""The tags and includes that pages are put together from."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from django import forms
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.template import Context, Template
from django.template.loader import render_to_string
from django.utils import translation

from stakeholders.models import Organisation

START = datetime(2024, 5, 30, 12, 0, tzinfo=UTC)


def show(source: str, **context: object) -> str:
    return Template("{% load majlis accounts mail %}" + source).render(Context(context))


def meeting(*, zone: str = "Europe/Stockholm", hours: int = 2, start: datetime = START) -> SimpleNamespace:
    return SimpleNamespace(starts_at=start, ends_at=start + timedelta(hours=hours), time_zone=zone)


def test_an_icon_beside_its_text_is_silent() -> None:
    assert (
        show('{% icon "lock" %}')
        == '<svg class="icon" aria-hidden="true"><use href="/static/img/icons.svg#lock"></use></svg>'
    )


def test_an_icon_that_stands_alone_speaks() -> None:
    assert (
        show('{% icon "close" "Dismiss" css="big" %}')
        == '<svg class="icon big" role="img" aria-label="Dismiss"><use href="/static/img/icons.svg#close"></use></svg>'
    )


def test_an_arrow_turns_with_the_direction() -> None:
    assert 'class="icon icon-turns"' in show('{% icon "chevron-end" %}')


def test_an_icons_label_is_escaped() -> None:
    assert 'aria-label="&lt;b&gt;"' in show('{% icon "close" label %}', label="<b>")


@pytest.mark.parametrize(
    ("value", "label", "shown"),
    [
        ("accepted", "Coming", '<span class="tag tag-success">Coming</span>'),
        ("live", "In session", '<span class="tag tag-live">In session</span>'),
        ("never heard of", "New <word>", '<span class="tag tag-neutral">New &lt;word&gt;</span>'),
    ],
)
def test_a_status_is_a_word_with_a_tone(value: str, label: str, shown: str) -> None:
    assert show("{% status_badge value label %}", value=value, label=label) == shown


def test_what_is_sealed_has_a_lock() -> None:
    assert "icons.svg#lock" in show('{% status_badge "sealed" "Sealed" %}')


@pytest.mark.parametrize(
    ("rule", "drawn"),
    [
        ("attributed", "quote"),
        ("organisation_type", "organisation"),
        ("unattributed", "lock"),
        ("off_the_record", "eye-off"),
    ],
)
def test_an_attribution_rule_has_its_icon(rule: str, drawn: str) -> None:
    shown = show('{% attribution_badge rule "In words" %}', rule=rule)
    assert f"icons.svg#{drawn}" in shown
    assert shown.endswith("<span>In words</span></span>")


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Amina Administrator", "AA"),
        ("Fatmé Masri", "FM"),
        ("Participant 07", "P0"),
        ("Anne-Marie de la Tour", "AT"),
        ("مجلس حوار", "مح"),
        ("single", "S"),
        ("", ""),
        ("(unknown) person", "P"),
    ],
)
def test_initials(name: str, letters: str) -> None:
    assert show("{{ name|initials }}", name=name) == letters


@pytest.mark.parametrize(
    ("zone", "place"),
    [("Europe/Stockholm", "Stockholm"), ("America/Argentina/Buenos_Aires", "Buenos Aires"), ("UTC", "UTC")],
)
def test_the_place_of_a_zone(zone: str, place: str) -> None:
    assert show("{{ zone|zone_place }}", zone=zone) == place


def test_a_meeting_for_a_reader_elsewhere_has_both_times() -> None:
    assert show(
        "{% meeting_time meeting %}", meeting=meeting(), user=SimpleNamespace(time_zone="Asia/Beirut")
    ) == (
        '<span class="when"><time datetime="2024-05-30T15:00:00+03:00">Thursday 30 May 2024, 15:00–17:00 your time</time> '
        '<span class="when-other">14:00–16:00 Stockholm time</span></span>'
    )


def test_a_meeting_on_the_readers_own_clock_has_one_time() -> None:
    assert show("{% meeting_time meeting short=True reader_zone='Europe/Berlin' %}", meeting=meeting()) == (
        '<span class="when"><time datetime="2024-05-30T14:00:00+02:00">Thu 30 May 2024, 14:00–16:00</time> '
        '<span class="when-other">Stockholm time</span></span>'
    )


def test_a_reader_without_a_zone_sees_the_meetings_own() -> None:
    assert "14:00–16:00</time>" in show("{% meeting_time meeting %}", meeting=meeting())


def test_a_meeting_on_another_day_at_the_readers_says_both_days() -> None:
    late = meeting(zone="America/New_York", start=datetime(2024, 5, 31, 1, 0, tzinfo=UTC))
    shown = show("{% meeting_time meeting short=True reader_zone='Asia/Tokyo' %}", meeting=late)
    assert "Fri 31 May 2024, 10:00–12:00 your time" in shown
    assert "Thu 30 May, 21:00–23:00 New York time" in shown


def test_a_meeting_over_days_says_both() -> None:
    shown = show("{% meeting_time meeting short=True %}", meeting=meeting(hours=49))
    assert "Thu 30 May 2024, 14:00 – Sat 1 Jun 2024, 15:00" in shown


def test_times_are_in_the_readers_language() -> None:
    with translation.override("sv"):
        assert "torsdag 30 maj 2024" in show("{% meeting_time meeting %}", meeting=meeting())


@pytest.mark.parametrize(
    ("language", "written"),
    [("en", "3 Feb 2026"), ("fr", "3 fév 2026"), ("sv", "3 feb 2026"), ("ar", "3 فبراير 2026")],
)
def test_short_dates_are_written_as_the_language_does(language: str, written: str) -> None:
    at = datetime(2026, 2, 3, 12, tzinfo=UTC)
    with translation.override(language):
        assert written in show("{% moment at %}", at=at)
        assert show('{{ at|date:"SHORT_DATE_FORMAT" }}', at=at) == written
        assert written in show("{% meeting_time meeting short=True %}", meeting=meeting(start=at))


def test_a_moment_is_on_the_readers_clock() -> None:
    shown = show("{% moment value %}", value=START, user=SimpleNamespace(time_zone="Asia/Beirut"))
    assert shown == '<time datetime="2024-05-30T15:00:00+03:00">30 May 2024, 15:00</time>'
    assert show("{% moment value %}", value=None) == ""


@pytest.mark.parametrize(
    ("agent", "shown"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/156.0 Safari/537.36", "Chrome, Linux"),
        (
            "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/156.0 Safari/537.36 Edg/156.0",
            "Edge, Windows",
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit Version/19.0 Mobile Safari/604.1",
            "Safari, iPhone",
        ),
        ("Mozilla/5.0 (Android 16; Mobile; rv:150.0) Gecko/150.0 Firefox/150.0", "Firefox, Android"),
        ("", "Unknown browser"),
    ],
)
def test_a_browser_in_two_words(agent: str, shown: str) -> None:
    assert show("{{ agent|device }}", agent=agent) == shown


@pytest.mark.parametrize(
    ("level", "css", "role"),
    [
        (constants.SUCCESS, "callout-success", "status"),
        (constants.INFO, "callout-info", "status"),
        (constants.WARNING, "callout-warning", "alert"),
        (constants.ERROR, "callout-danger", "alert"),
    ],
)
def test_messages_are_read_out(level: int, css: str, role: str) -> None:
    shown = render_to_string(
        "components/messages.html", {"messages": [Message(level, "It is <done>")], "oob": False}
    )
    assert f'class="callout {css}" role="{role}"' in shown
    assert "It is &lt;done&gt;" in shown
    assert "hx-swap-oob" not in shown


def test_messages_reach_the_page_from_a_fragment() -> None:
    assert 'id="messages" hx-swap-oob="true"' in render_to_string(
        "components/messages.html", {"messages": [], "oob": True}
    )


def test_an_empty_state_offers_a_way_only_where_there_is_one() -> None:
    context = {"icon": "people", "title": "Nobody yet", "text": "", "url": "", "label": ""}
    assert "<a" not in render_to_string("components/empty_state.html", context)
    shown = render_to_string(
        "components/empty_state.html", {**context, "url": "/add/", "label": "Add somebody"}
    )
    assert '<a class="btn btn-primary" href="/add/">Add somebody</a>' in shown


def test_the_steps_say_where_one_is() -> None:
    steps = [
        {"key": "plan", "label": "Plan", "url": "/plan/", "done": True},
        {"key": "people", "label": "People", "url": "/people/", "done": False},
        {"key": "room", "label": "Room", "url": "", "done": False},
    ]
    shown = render_to_string("components/meeting_steps.html", {"steps": steps, "current": "people"})
    assert shown.count('aria-current="page"') == 1
    assert '<a href="/people/" aria-current="page">' in shown
    assert shown.count("<a ") == 2
    assert "(done)" in shown


def test_a_mails_button_is_a_link_with_its_own_looks() -> None:
    shown = show('{% mail_button url "Answer" %}', url="https://majlis.example/a?b=1&c=2")
    assert shown.startswith('<a href="https://majlis.example/a?b=1&amp;c=2" style="display:inline-block;')
    assert shown.endswith(">Answer</a>")


@pytest.mark.parametrize(("language", "direction", "side"), [("en", "ltr", "left"), ("ar", "rtl", "right")])
def test_a_mail_has_the_direction_of_its_language(language: str, direction: str, side: str) -> None:
    with translation.override(language):
        shown = render_to_string("mail/base.html", {})
    assert f'<html lang="{language}" dir="{direction}">' in shown
    assert f"text-align:{side};" in shown


class ZoneForm(forms.Form):
    zone = forms.ChoiceField(
        choices=[("", "Any"), ("Europe", [("Europe/Paris", "Paris"), ("Europe/Oslo", "<Oslo>")])],
        widget=forms.Select(attrs={"class": "form-select"}),
    )


def test_a_select_is_written_as_djangos_own() -> None:
    assert str(ZoneForm({"zone": "Europe/Oslo"})["zone"]).replace("\n", "") == (
        '<select name="zone" class="form-select" required id="id_zone">'
        '  <option value="">Any</option>'
        '  <optgroup label="Europe">'
        '  <option value="Europe/Paris">Paris</option>'
        '  <option value="Europe/Oslo" selected>&lt;Oslo&gt;</option>'
        "  </optgroup></select>"
    )


def test_an_empty_choice_asks_to_choose() -> None:
    form = forms.modelform_factory(Organisation, fields=["kind"])()
    assert '<option value="" selected>Choose…</option>' in str(form["kind"])
