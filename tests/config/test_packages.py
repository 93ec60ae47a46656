"""The files of npm packages that pages use."""

from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders

from config.packages import PackageFinder

BOOTSTRAP = "vendor/bootstrap/css/bootstrap.min.css"


def test_a_listed_file_is_found():
    expected = settings.NODE_MODULES / "bootstrap/dist/css/bootstrap.min.css"
    assert finders.find(BOOTSTRAP) == str(expected)
    assert finders.find(BOOTSTRAP, find_all=True) == [str(expected)]


def test_a_file_that_is_not_listed_is_not_served():
    assert finders.find("vendor/bootstrap/css/bootstrap.css") is None
    assert finders.find("vendor/bootstrap/../package.json") is None


def test_the_list_holds_every_file_once_and_each_exists():
    listed = [
        (f"{storage.prefix}/{name}", Path(storage.path(name))) for name, storage in PackageFinder().list([])
    ]
    assert (
        len(listed) == len(set(listed)) == sum(len(files) for _, files in settings.STATIC_PACKAGES.values())
    )
    assert [str(path) for _, path in listed if not path.is_file()] == []


def test_the_list_leaves_out_what_is_ignored():
    assert [name for name, _ in PackageFinder().list(["*"])] == []
