from __future__ import annotations

import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from stakeholders.enums import AccountRole, MessageStatus
from stakeholders.exceptions import DomainError, StaleLinkError
from stakeholders.models import AccountInvitation, AuditEntry, OutgoingMessage, User
from stakeholders.services.accounts import (
    accept_invitation,
    change_role,
    deactivate_user,
    invitation_of_token,
    invite_user,
    link_person,
    reactivate_user,
    revoke_invitation,
    send_invitation_again,
)
from tests.factories import PASSWORD, AdministratorFactory, PersonFactory, TeamUserFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator() -> User:
    return AdministratorFactory()


def token_of(message: OutgoingMessage) -> str:
    found = re.search(r"/welcome/([\w-]+)/$", message.private_values["private_link"])
    assert found
    return found[1]


def accept(token: str, **changes: str) -> User:
    answers = {"name": "New", "password": PASSWORD, "language": "en", "time_zone": "Asia/Amman"}
    return accept_invitation(token=token, **(answers | changes))


def test_invitation_makes_an_account_that_waits(administrator: User) -> None:
    person = PersonFactory()
    invitation = invite_user(
        email="New@Example.org", name="New", role=AccountRole.TEAM, actor=administrator, person=person
    )
    user = invitation.user
    assert (user.email, user.is_active, user.role, user.person) == (
        "new@example.org",
        False,
        AccountRole.TEAM,
        person,
    )
    assert not user.has_usable_password()
    assert timedelta(days=13, hours=23) < invitation.expires_at - timezone.now() <= timedelta(days=14)
    entry = AuditEntry.objects.get()
    assert (entry.verb, entry.changes) == ("account.invited", {"email": "new@example.org", "role": "team"})


def test_the_token_stands_in_the_mail_only(
    administrator: User, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=False) as callbacks:
        invitation = invite_user(
            email="new@example.org", name="New", role="team", actor=administrator, language="fr"
        )
    message = OutgoingMessage.objects.get()
    token = token_of(message)
    assert token not in message.text_body + message.html_body + invitation.token_hash
    assert message.language == "fr"
    for callback in callbacks:
        callback()
    message.refresh_from_db()
    assert (message.status, message.private_values) == (MessageStatus.SENT, {})
    (sent,) = mail.outbox
    assert sent.to == ["new@example.org"]
    assert f"/welcome/{token}/" in sent.body
    assert f"/welcome/{token}/" in sent.alternatives[0][0]


def test_an_address_has_one_account(administrator: User) -> None:
    UserFactory(email="taken@example.org")
    with pytest.raises(DomainError) as error:
        invite_user(email="TAKEN@example.org", name="x", role="team", actor=administrator)
    assert (error.value.field, error.value.message) == (
        "email",
        "There is already an account with this address.",
    )
    assert not OutgoingMessage.objects.exists()


def test_a_person_has_one_account(administrator: User) -> None:
    person = PersonFactory()
    UserFactory(person=person)
    with pytest.raises(DomainError) as error:
        invite_user(email="new@example.org", name="x", role="team", actor=administrator, person=person)
    assert error.value.field == "person"
    assert not User.objects.filter(email="new@example.org").exists()


def test_accepting_opens_the_account_once(administrator: User) -> None:
    invite_user(email="new@example.org", name="Old name", role="participant", actor=administrator)
    token = token_of(OutgoingMessage.objects.get())
    user = accept(token, name="New name", language="ar")
    assert (user.name, user.language, user.time_zone, user.is_active) == (
        "New name",
        "ar",
        "Asia/Amman",
        True,
    )
    assert user.check_password(PASSWORD)
    address = EmailAddress.objects.get(user=user)
    assert (address.email, address.verified, address.primary) == ("new@example.org", True, True)
    with pytest.raises(StaleLinkError):
        accept(token)


@pytest.mark.parametrize("token", ["", "x", "A" * 43])
def test_a_wrong_token_opens_nothing(token: str) -> None:
    with pytest.raises(StaleLinkError):
        invitation_of_token(token)


def test_an_expired_or_withdrawn_link_opens_nothing(administrator: User) -> None:
    invitation = invite_user(email="new@example.org", name="x", role="team", actor=administrator)
    token = token_of(OutgoingMessage.objects.get())
    AccountInvitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    with pytest.raises(StaleLinkError):
        accept(token)
    AccountInvitation.objects.update(expires_at=timezone.now() + timedelta(days=1))
    revoke_invitation(user=invitation.user, actor=administrator)
    revoke_invitation(user=invitation.user, actor=administrator)
    with pytest.raises(StaleLinkError):
        accept(token)
    assert AuditEntry.objects.filter(verb="account.invitation_revoked").count() == 1


def test_a_new_invitation_replaces_the_old(administrator: User) -> None:
    user = invite_user(email="new@example.org", name="x", role="team", actor=administrator).user
    first = token_of(OutgoingMessage.objects.get())
    send_invitation_again(user=user, actor=administrator)
    second = token_of(OutgoingMessage.objects.latest("pk"))
    with pytest.raises(StaleLinkError):
        accept(first)
    assert accept(second).is_active
    with pytest.raises(DomainError):
        send_invitation_again(user=user, actor=administrator)


@pytest.mark.parametrize(
    ("role", "flags"),
    [
        ("participant", (False, False, False)),
        ("team", (False, False, True)),
        ("administrator", (True, True, True)),
    ],
)
def test_a_role_is_three_flags(administrator: User, role: str, flags: tuple[bool, bool, bool]) -> None:
    for start in (UserFactory(), TeamUserFactory(), AdministratorFactory()):
        user = change_role(user=start, role=role, actor=administrator)
        assert (user.is_superuser, user.is_staff, user.is_team) == flags
        assert user.role == role


def test_the_last_administrator_stays(administrator: User) -> None:
    other = AdministratorFactory(is_active=False)
    with pytest.raises(DomainError) as error:
        change_role(user=administrator, role="team", actor=administrator)
    assert error.value.field == "role"
    with pytest.raises(DomainError):
        deactivate_user(user=administrator, actor=TeamUserFactory())
    reactivate_user(user=other, actor=administrator)
    assert change_role(user=administrator, role="team", actor=other).role == AccountRole.TEAM


def test_deactivating_is_undone_by_reactivating(administrator: User) -> None:
    user = TeamUserFactory()
    with pytest.raises(DomainError):
        deactivate_user(user=administrator, actor=administrator)
    deactivate_user(user=user, actor=administrator)
    deactivate_user(user=user, actor=administrator)
    user.refresh_from_db()
    assert (user.is_active, user.works_for_institute) == (False, False)
    reactivate_user(user=user, actor=administrator)
    user.refresh_from_db()
    assert user.is_active
    verbs = AuditEntry.objects.order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["account.deactivated", "account.reactivated"]


def test_an_account_that_was_never_opened_is_not_reactivated(administrator: User) -> None:
    user = invite_user(email="new@example.org", name="x", role="team", actor=administrator).user
    with pytest.raises(DomainError):
        reactivate_user(user=user, actor=administrator)


def test_linking_to_a_person(administrator: User) -> None:
    user, person = UserFactory(), PersonFactory()
    assert link_person(user=user, person=person, actor=administrator).person == person
    with pytest.raises(DomainError):
        link_person(user=UserFactory(), person=person, actor=administrator)
    assert link_person(user=user, person=None, actor=administrator).person is None
    link_person(user=user, person=None, actor=administrator)
    verbs = AuditEntry.objects.order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["account.linked", "account.unlinked"]
