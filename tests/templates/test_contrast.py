"""The colours of the look against each other: WCAG 2.2, 1.4.3 and 1.4.11."""

import re
from pathlib import Path

import pytest
from django.conf import settings

TOKENS = Path(settings.BASE_DIR) / "static" / "css" / "tokens.css"
GROUNDS = ("paper", "surface", "sunken")
COLOURS = dict(re.findall(r"--mj-([\w-]+): (#[0-9a-f]{6});", TOKENS.read_text()))


def luminance(colour: str) -> float:
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(COLOURS[one]), luminance(COLOURS[other])), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_the_formula_gives_the_known_extremes() -> None:
    COLOURS.update(white="#ffffff", black="#000000")
    assert contrast("white", "black") == pytest.approx(21)
    assert contrast("white", "white") == 1


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize(
    "text",
    ["ink", "ink-soft", "ink-faint", "accent", "accent-strong", "success", "warning", "danger", "info"],
)
def test_text_is_readable_on_every_ground(text: str, ground: str) -> None:
    assert contrast(text, ground) >= 4.5


@pytest.mark.parametrize("tone", ["accent", "success", "warning", "danger", "info"])
def test_a_tone_is_readable_on_its_soft_ground(tone: str) -> None:
    assert contrast(tone, f"{tone}-soft") >= 4.5
    assert contrast("ink", f"{tone}-soft") >= 4.5


@pytest.mark.parametrize("ground", ["accent", "accent-strong"])
def test_buttons_are_readable(ground: str) -> None:
    assert contrast("on-accent", ground) >= 4.5


@pytest.mark.parametrize("ground", GROUNDS)
def test_the_borders_of_controls_are_seen(ground: str) -> None:
    assert contrast("line-strong", ground) >= 3
