"""A real Chromium for tests."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import Locator, Page, expect, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SERIOUS = ("serious", "critical")
# A busy machine is slow, not wrong: what never comes fails all the same.
EXPECT_TIMEOUT = 20_000  # milliseconds


def find_chromium() -> str | None:
    """Return the path of a Chromium: the one named by MAJLIS_CHROMIUM, the system's, or one that Playwright fetched."""
    named = os.environ.get("MAJLIS_CHROMIUM")
    if named:
        return named
    for name in NAMES:
        found = shutil.which(name)
        if found:
            return found
    caches = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH", Path.home() / ".cache" / "ms-playwright"))
    fetched = sorted(caches.glob("chromium*/chrome-linux*/*chrome*")) if caches.is_dir() else []
    return next((str(path) for path in fetched if os.access(path, os.X_OK) and path.is_file()), None)


@dataclass
class Browser:
    """Chromium, and the pages that a test has opened."""

    chromium: Chromium
    pages: list[Page] = field(default_factory=list)

    def new_page(self, *, base_url: str, language: str = "en", **options: Any) -> Page:
        """Open a page of a fresh profile; errors that it writes to the console are kept in ``page.problems``."""
        options.setdefault("viewport", {"width": 1280, "height": 900})
        context = self.chromium.new_context(base_url=base_url, locale=language, **options)
        context.set_default_timeout(15_000)
        page = context.new_page()
        problems: list[str] = []
        page.problems = problems  # type: ignore[attr-defined]
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("console", lambda line: problems.append(line.text) if line.type == "error" else None)
        self.pages.append(page)
        return page

    def close_pages(self) -> None:
        """Close what the test has opened."""
        while self.pages:
            self.pages.pop().context.close()

    def screenshots(self, folder: Path, name: str) -> Iterator[Path]:
        """Take a picture of every open page and yield where it lies."""
        folder.mkdir(exist_ok=True)
        for number, page in enumerate(self.pages, start=1):
            path = folder / f"{re.sub(r'[^A-Za-z0-9]+', '-', name)}-{number}.png"
            page.screenshot(path=path, full_page=True)
            yield path


@contextmanager
def settled_clicks() -> Iterator[None]:
    """Let a click that leads to another page end when that page's scripts have run.

    Playwright's ends when the page has begun to arrive: what a test does next could come before the scripts listen.
    """
    click = Locator.click

    def click_and_settle(locator: Locator, **options: Any) -> None:
        click(locator, **options)
        if not locator.page.is_closed():
            locator.page.wait_for_load_state("domcontentloaded")

    Locator.click = click_and_settle  # type: ignore[method-assign, assignment]
    try:
        yield
    finally:
        Locator.click = click  # type: ignore[method-assign]


@contextmanager
def start_browser(executable: str) -> Iterator[Browser]:
    """Start Chromium and stop it afterwards."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = (
        "true"  # Playwright's loop runs in this thread, our queries do not
    )
    expect.set_options(timeout=EXPECT_TIMEOUT)
    with settled_clicks(), sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable, args=FLAGS, headless=True)
        try:
            yield Browser(chromium)
        finally:
            chromium.close()


def accessibility_problems(page: Page) -> list[str]:
    """Return what axe-core finds serious on the page: rule, what it means, and where."""
    script = Path(settings.NODE_MODULES) / "axe-core" / "axe.min.js"
    # evaluated, not added as a script element: the page's policy would refuse that, and rightly
    page.evaluate(script.read_text(encoding="utf-8") + "\n;undefined")
    found = page.evaluate("async () => (await axe.run(document, {resultTypes: ['violations']})).violations")
    return [
        f"{violation['id']}: {violation['help']} ({node['html'][:120]})"
        for violation in found
        if violation["impact"] in SERIOUS
        for node in violation["nodes"]
    ]
