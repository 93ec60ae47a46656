"""``manage.py prepare``, the step between ``make`` and the processes."""

import json
import os
import socket
import time

import pytest
from django.contrib.staticfiles.finders import get_finder
from django.core.management import CommandError, call_command

from home.management.commands import prepare
from stakeholders.models import User


@pytest.fixture(autouse=True)
def _free_port(monkeypatch):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        monkeypatch.setenv("MAJLIS_PORT", str(probe.getsockname()[1]))


@pytest.fixture
def collected(settings, tmp_path):
    """A site whose only static file is one of ours, and how to collect it."""
    source = tmp_path / "sources"
    (source / "css").mkdir(parents=True)
    (source / "css" / "page.css").write_text("a{color:teal}")
    settings.STATICFILES_DIRS = [source]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATIC_ROOT = tmp_path / "static"
    get_finder.cache_clear()
    yield source
    get_finder.cache_clear()


def write_manifest(settings, names):
    settings.STATIC_ROOT.mkdir(exist_ok=True)
    manifest = settings.STATIC_ROOT / "staticfiles.json"
    manifest.write_text(json.dumps({"paths": {name: name for name in names}}))


@pytest.mark.django_db
def test_an_empty_site(capsys, settings):
    settings.SITE_URL = "http://127.0.0.1:8123"
    call_command("prepare", demo=False)
    told = capsys.readouterr().out
    assert [line.partition(":")[0] for line in told.splitlines() if "ready" in line] == [
        "Database",
        "Translations",
    ]
    assert "Majlis starts at http://127.0.0.1:8123/" in told
    assert User.objects.count() == 0


def test_a_port_in_use_is_refused_with_a_way_out(monkeypatch):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        monkeypatch.setenv("MAJLIS_PORT", str(port))
        with pytest.raises(CommandError, match=rf"Port {port} is in use.*make run PORT={port + 1}"):
            call_command("prepare", demo=False)


def test_nothing_collected_yet(collected):
    assert prepare.static_files_are_current() is False


def test_collected_and_unchanged(collected, settings):
    time.sleep(0.02)
    write_manifest(settings, ["css/page.css"])
    assert prepare.static_files_are_current() is True


def test_a_file_that_changed(collected, settings):
    write_manifest(settings, ["css/page.css"])
    later = time.time() + 5
    os.utime(collected / "css" / "page.css", (later, later))
    assert prepare.static_files_are_current() is False


@pytest.mark.parametrize("names", [[], ["css/page.css", "css/gone.css"]])
def test_a_file_that_came_or_went(collected, settings, names):
    write_manifest(settings, names)
    assert prepare.static_files_are_current() is False
