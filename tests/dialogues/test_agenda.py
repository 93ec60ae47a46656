"""The course of a meeting in minutes."""

from __future__ import annotations

from datetime import datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from dialogues.agenda import running_clock, starter_agenda
from dialogues.enums import AgendaItemKind, AttributionRule

STOCKHOLM = ZoneInfo("Europe/Stockholm")


def test_the_reference_meeting():
    items = starter_agenda(["Ecosystem", "Scope", "Silo", "Participation", "Counterparts"], minutes=120)
    assert [(item.kind, item.title, item.minutes, item.theme) for item in items] == [
        ("opening", "Welcome and how we work", 10, None),
        ("presentation", "Presentations", 25, None),
        ("discussion", "Ecosystem", 10, 0),
        ("discussion", "Scope", 10, 1),
        ("discussion", "Silo", 10, 2),
        ("discussion", "Participation", 10, 3),
        ("discussion", "Counterparts", 10, 4),
        ("recommendations", "Recommendations", 15, None),
        ("closing", "Closing", 5, None),
    ]
    assert items[1].rule == AttributionRule.ATTRIBUTED
    assert {item.rule for item in items if item.kind != AgendaItemKind.PRESENTATION} == {""}


def test_without_themes_there_is_one_discussion():
    discussions = [item for item in starter_agenda([], minutes=60) if item.kind == AgendaItemKind.DISCUSSION]
    assert [(item.title, item.theme) for item in discussions] == [("Discussion", None)]


@given(st.lists(st.text(min_size=1), max_size=12), st.integers(min_value=1, max_value=900))
def test_items_are_whole_five_minutes_and_fill_the_meeting(themes, minutes):
    items = starter_agenda(themes, minutes=minutes)
    assert all(item.minutes >= 5 and item.minutes % 5 == 0 for item in items)
    total = sum(item.minutes for item in items)
    if minutes >= 5 * len(items):
        talking = max(1, len(themes))
        assert total <= max(minutes, 5 * len(items) + 20)
        assert minutes - total < 5 * talking + 5 or total >= minutes


def test_the_clock_runs_on():
    start = datetime(2024, 5, 30, 14, tzinfo=STOCKHOLM)
    times = [(f"{begins:%H:%M}", f"{ends:%H:%M}") for begins, ends in running_clock(start, [10, 25, 65])]
    assert times == [("14:00", "14:10"), ("14:10", "14:35"), ("14:35", "15:40")]


def test_the_clock_tells_a_clock_change():
    start = datetime(2026, 3, 29, 1, 30, tzinfo=STOCKHOLM)  # at 02:00 the clocks jump to 03:00
    assert [f"{ends:%H:%M %z}" for _begins, ends in running_clock(start, [30, 30])] == [
        "03:00 +0200",
        "03:30 +0200",
    ]


@given(st.lists(st.integers(min_value=1, max_value=600), max_size=30))
def test_no_gap_and_nothing_lost(minutes):
    start = datetime(2026, 10, 24, 20, tzinfo=STOCKHOLM)
    times = [*running_clock(start, minutes)]
    assert all(one[1] == two[0] for one, two in pairwise(times))
    if times:
        elapsed = times[-1][1].timestamp() - times[0][0].timestamp()
        assert elapsed == 60 * sum(minutes)
