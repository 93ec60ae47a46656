"""The demo, loaded once for the tests of a module."""

import pytest
from django.db import connection, transaction
from django.test import override_settings

from demo.services import load_demo


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker, tmp_path_factory):
    """Load the demo into the database and take it out again after the module."""
    folder = tmp_path_factory.mktemp("demo")
    with (
        django_db_blocker.unblock(),
        override_settings(KEY_STORE_DIR=folder / "keys", MAIL_DIR=folder / "mail"),
    ):
        (folder / "keys").mkdir(mode=0o700)
        outer = transaction.atomic()
        outer.__enter__()
        try:
            yield load_demo()
        finally:
            connection.set_rollback(True)
            outer.__exit__(None, None, None)
