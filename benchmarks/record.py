"""How long a rapporteur needs for a point: keys counted, and the time that page and server take for it.

    python -m benchmarks.record http://127.0.0.1:8000/dialogues/<dialogue>/<meeting>/room/record/ convener@example.org <password>

Logs points on the demo, or any site that may be written on, with a real Chromium and the keyboard alone. The estimate of hand and head is the
keystroke-level model of Card, Moran and Newell (1980): K = 0.28 s for a key of a typist of 40 words a minute, M = 1.35 s to
make up one's mind, once for a point and once more for each thing that is added to its text.
"""

from __future__ import annotations

import argparse
import statistics
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from playwright.sync_api import expect, sync_playwright

from tests.browser_support import FLAGS, find_chromium

if TYPE_CHECKING:
    from playwright.sync_api import Page

KEY_SECONDS = 0.28
MIND_SECONDS = 1.35
HOUR = 3600
WORDS = "Funds are short and networks need time, so calls should run for five years. "


@dataclass(frozen=True)
class Way:
    """One way of logging a point."""

    name: str
    keys: tuple[str, ...]  # pressed after the text, the last of them logs
    added: int = 0  # things besides the text


WAYS = (
    Way("the text alone", ("Enter",)),
    Way("kind and hands in the text", (*"/con +12", "Enter"), added=2),
    Way("theme, hands, kind by Tab", ("Tab", "ArrowDown", "Tab", "1", "2", "Tab", "c", "Enter"), added=3),
)


def main() -> None:
    """Log some points in each way and print what it took."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("page")
    parser.add_argument("email")
    parser.add_argument("password")
    parser.add_argument("--points", type=int, default=20, help="points in each way")
    options = parser.parse_args()
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        page = chromium.new_page()
        _sign_in(page, options)
        print(
            "| way | keys besides the text | free again, ms | on the page, ms (p50, p95) | seconds a point | points an hour |"
        )
        print("|---|---|---|---|---|---|")
        for way in WAYS:
            free, shown = zip(*(_log(page, way, number) for number in range(options.points)), strict=True)
            _tell(way, list(free), list(shown))
        chromium.close()


def _sign_in(page: Page, options: argparse.Namespace) -> None:
    site = urlsplit(options.page)
    page.goto(f"{site.scheme}://{site.netloc}/accounts/login/?next={site.path}")
    page.locator("#id_login").fill(options.email)
    page.locator("#id_password").fill(options.password)
    page.locator("#id_password").press("Enter")
    expect(page.locator("#id_text")).to_be_focused(timeout=20_000)


def _log(page: Page, way: Way, number: int) -> tuple[float, float]:
    """Return the milliseconds from the last key until the text is free, and until the point is on the page."""
    text = f"{WORDS}({way.name} {number} {time.time_ns()})"
    page.keyboard.type(f"{text} ")
    for key in way.keys[:-1]:
        page.keyboard.press(key)
    begun = time.perf_counter()
    page.keyboard.press(way.keys[-1])
    page.wait_for_function("!document.getElementById('id_text').value", polling=1)
    free = time.perf_counter()
    page.wait_for_function(
        "text => document.querySelector('#points > .point:last-of-type .point-text')?.textContent === text",
        arg=text,
        polling=1,
    )
    return 1000 * (free - begun), 1000 * (time.perf_counter() - begun)


def _tell(way: Way, free: list[float], shown: list[float]) -> None:
    keys = len(WORDS) + len(way.keys)
    seconds = keys * KEY_SECONDS + (1 + way.added) * MIND_SECONDS + statistics.median(free) / 1000
    p95 = statistics.quantiles(shown, n=20)[-1]
    print(
        f"| {way.name} | {len(way.keys)} | {statistics.median(free):.0f} | {statistics.median(shown):.0f}, {p95:.0f}"
        f" | {seconds:.0f} | {HOUR / seconds:.0f} |"
    )


if __name__ == "__main__":
    main()
