"""Setting the site up."""

import threading

import pytest
from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.db import connection

from home.exceptions import AlreadyInstalledError
from home.models import Installation
from home.selectors import needs_installation
from home.services import install
from stakeholders.models import AuditEntry, User
from tests.factories import PASSWORD, UserFactory

ANSWERS = {
    "name": "Mina Rahal",
    "email": "mina@example.org",
    "password": PASSWORD,
    "language": "fr",
    "time_zone": "Africa/Tunis",
}


@pytest.mark.django_db
def test_the_first_account_administers():
    assert needs_installation() is True
    user = install(**ANSWERS)
    assert (user.is_superuser, user.is_staff, user.is_team, user.check_password(PASSWORD)) == (True,) * 4
    assert (user.name, user.email, user.language, user.time_zone) == (
        "Mina Rahal",
        "mina@example.org",
        "fr",
        "Africa/Tunis",
    )
    assert list(EmailAddress.objects.values_list("user", "email", "verified", "primary")) == [
        (user.pk, "mina@example.org", True, True)
    ]
    assert list(AuditEntry.objects.values_list("actor", "verb")) == [(user.pk, "site.installed")]
    assert needs_installation() is False


@pytest.mark.django_db
def test_it_happens_once():
    install(**ANSWERS)
    with pytest.raises(AlreadyInstalledError):
        install(**ANSWERS | {"email": "other@example.org"})
    assert User.objects.count() == 1


@pytest.mark.django_db
def test_it_is_refused_where_there_is_an_account():
    UserFactory()
    with pytest.raises(AlreadyInstalledError):
        install(**ANSWERS)
    assert (User.objects.count(), Installation.objects.count()) == (1, 0)


@pytest.mark.django_db
def test_a_bad_answer_leaves_nothing_behind():
    with pytest.raises(ValidationError):
        install(**ANSWERS | {"time_zone": "Nowhere/At_All"})
    assert (User.objects.count(), Installation.objects.count()) == (0, 0)


@pytest.mark.django_db
def test_production_never_offers_it(settings):
    settings.PRODUCTION = True
    assert needs_installation() is False


@pytest.mark.django_db(transaction=True)
def test_of_two_at_the_same_moment_one_wins():
    if connection.vendor == "sqlite":
        pytest.skip("SQLite in memory takes no second writer; the whole suite also runs on PostgreSQL.")
    start = threading.Barrier(2)
    outcomes = []

    def fill_in(email):
        start.wait()
        try:
            outcomes.append(install(**ANSWERS | {"email": email}).email)
        except AlreadyInstalledError:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=fill_in, args=(f"{name}@example.org",)) for name in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert outcomes.count("refused") == 1
    assert User.objects.count() == 1
