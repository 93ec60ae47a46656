"""Where the demo does not load."""

import pytest
from django.core.management import CommandError, call_command

from demo.exceptions import DemoRefusedError
from demo.services import load_demo, publish_reference_report
from stakeholders.models import User
from tests.factories import OrganisationFactory

pytestmark = pytest.mark.django_db


def test_it_refuses_in_production(settings):
    settings.PRODUCTION = True

    with pytest.raises(DemoRefusedError, match="production"):
        load_demo()
    assert not User.objects.exists()


def test_it_refuses_beside_other_data():
    OrganisationFactory()

    with pytest.raises(DemoRefusedError, match="empty Majlis"):
        load_demo()
    assert not User.objects.exists()


def test_no_report_without_the_demo():
    with pytest.raises(DemoRefusedError, match="Load the demo first"):
        publish_reference_report()


def test_the_command_says_why(settings):
    settings.PRODUCTION = True

    with pytest.raises(CommandError, match="does not load in production"):
        call_command("load_demo")
