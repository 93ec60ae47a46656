"""What every test may ask for."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.template import engines
from django.test import Client
from django.utils import timezone, translation

from config.celery import app as celery_app
from reports.middleware import forget_pages
from tests.browser_support import Browser, find_chromium, start_browser
from tests.live_site import LiveSite, start_live_site
from tests.undefined_variables import FailOnUndefined

if TYPE_CHECKING:
    from pytest_django import DjangoDbBlocker
    from pytest_django.fixtures import SettingsWrapper

    from stakeholders.models import User

# Pure functions, templates and files, and a storm that brings services of its own: the same whatever database and Redis the
# settings name. `.ci/run` runs them once, with SQLite; what reaches the database in these files runs with each. Browser tests of
# what the page does alone carry the mark themselves; those of the room, where Redis carries the events, and the whole way do not.
ONCE = {
    "demo/test_data.py",
    "dialogues/test_floor.py",
    "dialogues/test_poll_results.py",
    "dialogues/test_similarity.py",
    "network/graph/test_layout.py",
    "network/graph/test_measures.py",
    "network/graph/test_silos.py",
    "network/graph/test_ties.py",
    "network/test_picture.py",
    "proofs/test_storm.py",
    "reports/test_citation.py",
    "reports/test_comparing.py",
    "reports/test_disclosure.py",
    "reports/test_drafting.py",
    "reports/test_guard.py",
    "reports/test_guard_corpus.py",
    "reports/test_guard_properties.py",
    "reports/test_look.py",
    "reports/test_merging.py",
    "reports/test_quantifiers.py",
    "reports/test_render.py",
    "reports/test_render_blocks.py",
    "reports/test_render_docx.py",
    "reports/test_render_look.py",
    "reports/test_render_pdf.py",
    "reports/test_render_schemas.py",
    "reports/test_render_tools.py",
    "reports/test_wording.py",
    "reports/test_wording_arabic.py",
    "reports/test_wording_french.py",
    "reports/test_wording_swedish.py",
    "templates/test_contrast.py",
    "templates/test_sources.py",
}


def pytest_configure(config: pytest.Config) -> None:
    """Set up what holds for the whole run."""
    django_settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    # The same queries with Redis and without: only the live site uses the sessions that the settings choose.
    django_settings.SESSION_ENGINE = "django.contrib.sessions.backends.db"
    # Workers of one run share a Redis: what one keeps or clears must not be another's.
    django_settings.CACHES["default"]["KEY_PREFIX"] = os.environ.get("PYTEST_XDIST_WORKER", "alone")
    celery_app.conf.update(task_always_eager=True, task_eager_propagates=True)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the files that take longest begin first, those that empty the tables come late, and browser tests last.

    With ``--dist loadfile`` workers take whole files in this order: what a file sets up is set up once, and at the end no
    worker waits long for the other. Playwright keeps an event loop in the thread, which Django and asyncio tests would meet.
    """
    of_browser = {item.path for item in items if item.get_closest_marker("browser")}
    mixed = {
        item.path.name for item in items if item.path in of_browser and not item.get_closest_marker("browser")
    }
    if mixed:
        message = f"Browser tests need files of their own: {', '.join(sorted(mixed))}"
        raise pytest.UsageError(message)
    here = Path(__file__).parent
    for item in items:
        if item.path.relative_to(here).as_posix() in ONCE and not _reaches_the_database(item):
            item.add_marker(pytest.mark.once)
    emptying = {item.path for item in items if _empties_tables(item)}
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    of_file = Counter(item.path for item in items)
    items.sort(
        key=lambda item: (
            item.path in of_browser,
            item.path in emptying,
            item.path not in slow,
            -of_file[item.path],
            item.path,
        )
    )


def _reaches_the_database(item: pytest.Item) -> bool:
    fixtures: set[str] = set(item.fixturenames)  # type: ignore[attr-defined]  # of functions, which all of ours are
    return item.get_closest_marker("django_db") is not None or not fixtures.isdisjoint({"db", "live_site"})


def _empties_tables(item: pytest.Item) -> bool:
    database = item.get_closest_marker("django_db")
    return database is not None and bool(database.kwargs.get("transaction"))


@pytest.fixture(autouse=True, scope="session")
def _fail_on_undefined_variables() -> Iterator[None]:
    """Let a template of ours fail when it writes a variable that is not there."""
    engine = engines["django"].engine  # type: ignore[attr-defined]  # Django's own backend
    before, engine.string_if_invalid = engine.string_if_invalid, FailOnUndefined(django_settings.BASE_DIR)
    yield
    engine.string_if_invalid = before


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Free PostgreSQL's test database at the end: threads in which a test served pages keep their connections open."""
    yield
    if connection.vendor == "postgresql":
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


@pytest.fixture(autouse=True)
def _private_folders(settings: SettingsWrapper, tmp_path: Path) -> None:
    """Give each test its own key store and mailbox."""
    settings.KEY_STORE_DIR = tmp_path / "keys"
    settings.MAIL_DIR = tmp_path / "mail"
    settings.KEY_STORE_DIR.mkdir(mode=0o700)


@pytest.fixture(autouse=True)
def _no_kept_pages() -> None:
    """Let no test read the published pages of another."""
    forget_pages()


@pytest.fixture(autouse=True)
def _own_language_and_zone() -> Iterator[None]:
    """Begin in the site's language and time zone: a request leaves its reader's behind in the thread, as Django does."""
    translation.deactivate()
    timezone.deactivate()
    yield
    translation.deactivate()
    timezone.deactivate()


@pytest.fixture
def keys_dir(settings: SettingsWrapper) -> Path:
    """Return the folder of the room keys."""
    return Path(settings.KEY_STORE_DIR)


@pytest.fixture
def sign_in(db: None) -> Callable[[User], Client]:
    """Return a function that gives a client signed in as a user."""

    def signed_in(user: User) -> Client:
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return signed_in


@pytest.fixture(scope="session")
def live_site(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[LiveSite]:
    """Return a site of its own process, with worker and database, as ``make run`` starts it."""
    with start_live_site(tmp_path_factory.mktemp("live-site"), name=worker_id) as site:
        yield site


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Return a Chromium; without one, skip, or fail where the run promised one."""
    executable = find_chromium()
    if executable is None:
        message = "No Chromium found: set MAJLIS_CHROMIUM, or install chromium. Browser tests did not run."
        if os.environ.get("MAJLIS_REQUIRE_BROWSER"):
            pytest.fail(message)
        pytest.skip(message)
    with start_browser(executable) as started:
        yield started


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[Any]) -> Iterator[None]:
    """Keep a picture of every open page when a browser test fails."""
    report = yield
    if call.when == "call" and call.excinfo and (opened := item.funcargs.get("browser")):  # type: ignore[attr-defined]
        folder = Path(django_settings.BASE_DIR) / "test-results"
        for picture in opened.screenshots(folder, item.name):
            report.sections.append(("screenshot", str(picture)))  # type: ignore[attr-defined]
    return report


@pytest.fixture
def new_page(browser: Browser, live_site: LiveSite) -> Iterator[Callable[..., Any]]:
    """Return a function that opens a page of a fresh browser profile on the live site."""
    yield lambda **options: browser.new_page(base_url=live_site.url, **options)
    browser.close_pages()
