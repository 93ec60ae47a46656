"""The look of documents: what any colour becomes so that it can be read."""

import re

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from reports.render.look import (
    MAJLIS_ACCENT,
    NIGHT,
    WHITE,
    Look,
    accent_of,
    contrast,
    readable_on,
    stylesheet,
)

colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def test_the_formula_gives_the_known_extremes() -> None:
    assert contrast("#000000", WHITE) == pytest.approx(21)
    assert contrast(WHITE, WHITE) == 1


@given(colours)
def test_any_accent_can_be_read_by_day_and_by_night(colour: str) -> None:
    assert contrast(accent_of(Look(accent=colour)), WHITE) >= 4.5
    assert contrast(readable_on(NIGHT, colour), NIGHT) >= 4.5


@given(colours)
def test_a_readable_accent_stays_as_it_is(colour: str) -> None:
    once = accent_of(Look(accent=colour))
    assert accent_of(Look(accent=once)) == once


def test_a_light_accent_is_darkened_and_keeps_its_hue() -> None:
    red, green, blue = (int(accent_of(Look(accent="#ffcc00"))[place : place + 2], 16) for place in (1, 3, 5))
    assert red > green > blue
    assert accent_of(Look()) == MAJLIS_ACCENT


@pytest.mark.parametrize("nonsense", ["", "red", "#12345", "#1234567", "url(x)"])
def test_what_is_no_colour_is_the_colour_of_majlis(nonsense: str) -> None:
    assert accent_of(Look(accent=nonsense)) == MAJLIS_ACCENT


def test_the_style_sheet_of_a_look_is_readable_by_day_and_by_night() -> None:
    sheet = stylesheet("#ffcc00")
    day, band, night = re.findall(r"#[0-9a-f]{6}", sheet)
    assert day == band == accent_of(Look(accent="#ffcc00"))
    assert night == "#ffcc00"
    assert "prefers-color-scheme:dark" in sheet
    assert stylesheet("}evil{") == stylesheet(MAJLIS_ACCENT)


def test_only_a_colour_of_its_own_needs_a_style_sheet() -> None:
    assert [Look(accent=one).own_accent for one in (MAJLIS_ACCENT, "#8a2be2", "", "red")] == [
        "",
        "8a2be2",
        "",
        "",
    ]


# --- night ---------------------------------------------------------------------------------------

NIGHT_COLOURS = dict(
    re.findall(
        r"--mj-([\w-]+): (#[0-9a-f]{6});",
        (settings.BASE_DIR / "static" / "css" / "report-dark.css").read_text(),
    )
)


@pytest.mark.parametrize("ground", ["paper", "surface", "sunken"])
@pytest.mark.parametrize(
    "text",
    ["ink", "ink-soft", "ink-faint", "accent", "accent-strong", "success", "warning", "danger", "info"],
)
def test_text_is_readable_at_night_on_every_ground(text: str, ground: str) -> None:
    assert contrast(NIGHT_COLOURS[text], NIGHT_COLOURS[ground]) >= 4.5


@pytest.mark.parametrize("tone", ["accent", "success", "warning", "danger", "info"])
def test_a_tone_is_readable_at_night_on_its_soft_ground(tone: str) -> None:
    assert contrast(NIGHT_COLOURS[tone], NIGHT_COLOURS[f"{tone}-soft"]) >= 4.5
    assert contrast(NIGHT_COLOURS["ink"], NIGHT_COLOURS[f"{tone}-soft"]) >= 4.5


def test_the_night_redefines_every_colour_of_the_day() -> None:
    tokens = (settings.BASE_DIR / "static" / "css" / "tokens.css").read_text()
    assert NIGHT_COLOURS.keys() == dict(re.findall(r"--mj-([\w-]+): (#[0-9a-f]{6});", tokens)).keys()
    assert NIGHT_COLOURS["surface"] == NIGHT
