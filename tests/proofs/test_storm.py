"""A small meeting in a storm: web killed, Redis and PostgreSQL restarted, lines that drop; nothing lost, nothing twice."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from django.conf import settings

from benchmarks.own_services import are_installed


@pytest.mark.slow
def test_nothing_is_lost_in_a_storm() -> None:
    if not are_installed():
        message = "PostgreSQL or Redis is not installed: the storm did not take place."
        if os.environ.get("MAJLIS_REQUIRE_SERVICES"):
            pytest.fail(message)
        pytest.skip(message)
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MAJLIS_")}

    storm = subprocess.run(
        [sys.executable, "-m", "benchmarks.storm", "--small"],
        cwd=settings.BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )

    assert storm.returncode == 0, storm.stdout + storm.stderr
    assert "| every page equals the database | all alike | yes |" in storm.stdout
