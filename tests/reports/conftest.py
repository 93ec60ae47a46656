"""What tests of reports share."""

from pathlib import Path

import pytest
from django.conf import settings

from reports.render.fonts import prepared_fonts
from tests.reports.factories import Reported, reported


@pytest.fixture
def held(db: None) -> Reported:
    """A meeting that took place."""
    return reported()


@pytest.fixture(scope="session")
def fonts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The fonts of the PDF."""
    return prepared_fonts(settings.NODE_MODULES, tmp_path_factory.mktemp("fonts"))
