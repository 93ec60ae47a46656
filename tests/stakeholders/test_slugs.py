"""The part of an address that names an object."""

import pytest

from stakeholders.models import Organisation
from stakeholders.slugs import LENGTH, free_slug
from tests.factories import OrganisationFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Arab Reform Initiative", "arab-reform-initiative"),
        ("  Réseau: paix & sécurité ", "reseau-paix-securite"),
        ("مجلس", "organisation"),
        ("new", "new-2"),
        (
            "How policymakers can support the women, peace and security agenda",
            "how-policymakers-can-support-the-women-peace-and-security",
        ),
        ("x" * 70, "x" * LENGTH),
        (f"{'y' * LENGTH} z", "y" * LENGTH),
    ],
)
def test_a_slug_is_short_and_made_of_whole_words(text, expected):
    assert free_slug(text, Organisation.objects.all(), otherwise="organisation") == expected


def test_a_taken_slug_gets_a_number():
    OrganisationFactory(slug="league")
    OrganisationFactory(slug="league-2")

    assert free_slug("League", Organisation.objects.all(), otherwise="organisation") == "league-3"
