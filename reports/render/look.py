"""How an institute's documents look, frozen with each version: colour, logo, cover, imprint. Pure functions on colours."""

import colorsys
import re
from dataclasses import dataclass
from typing import Literal

Cover = Literal["plain", "band"]

MAJLIS_ACCENT = "#0f5257"
WHITE, NIGHT = "#ffffff", "#1f1d1a"  # what text stands on, by day and by night
AA = 4.5  # WCAG 2.2, success criterion 1.4.3
STEPS = 100
COLOUR = re.compile(r"#[0-9a-f]{6}")


@dataclass(frozen=True, slots=True)
class Look:
    """The look of one version.

    ``accent`` is a colour as ``#rrggbb``; ``logo`` the SHA-256 of a PNG in hexadecimal, empty without one, and
    ``logo_alt`` its text for those who do not see it; ``imprint`` is printed above the fingerprint.
    """

    accent: str = MAJLIS_ACCENT
    logo: str = ""
    logo_alt: str = ""
    cover: Cover = "plain"
    imprint: str = ""

    @property
    def own_accent(self) -> str:
        """The six digits of the accent, where it is not that of Majlis; else empty."""
        is_own = COLOUR.fullmatch(self.accent) and self.accent != MAJLIS_ACCENT
        return self.accent.removeprefix("#") if is_own else ""


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def readable_on(ground: str, colour: str) -> str:
    """Return the colour, made as much darker (or, on a dark ground, lighter) as text on that ground needs: AA, 4.5 to 1.

    What is no colour counts as the colour of Majlis.
    """
    colour = colour.lower() if COLOUR.fullmatch(colour.lower()) else MAJLIS_ACCENT
    if contrast(colour, ground) >= AA:
        return colour
    hue, lightness, saturation = colorsys.rgb_to_hls(*_channels(colour))
    target = 0.0 if _luminance(ground) > 0.5 else 1.0  # noqa: PLR2004 - a half
    for step in range(1, STEPS):
        moved = lightness + (target - lightness) * step / STEPS
        candidate = _hex(colorsys.hls_to_rgb(hue, moved, saturation))
        if contrast(candidate, ground) >= AA:
            return candidate
    return "#000000" if target == 0 else WHITE


def accent_of(look: Look) -> str:
    """Return the accent as it is printed on white paper."""
    return readable_on(WHITE, look.accent)


def stylesheet(accent: str) -> str:
    """Return the style sheet that brings an accent to the page, as readable at night as by day."""
    day, night = readable_on(WHITE, accent), readable_on(NIGHT, accent)
    return (
        f":root{{--report-accent:{day};--report-band:{day}}}"
        f"@media screen and (prefers-color-scheme:dark){{:root{{--report-accent:{night}}}}}"
    )


def _channels(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return red, green, blue


def _hex(channels: tuple[float, float, float]) -> str:
    return "#" + "".join(f"{round(channel * 255):02x}" for channel in channels)


def _luminance(colour: str) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - WCAG's own numbers
        for part in _channels(colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
