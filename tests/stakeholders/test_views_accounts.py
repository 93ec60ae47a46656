from __future__ import annotations

import re
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from stakeholders.models import OutgoingMessage, User
from stakeholders.services.accounts import invite_user
from tests.factories import PASSWORD, AdministratorFactory, PersonFactory, TeamUserFactory, UserFactory

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

pytestmark = pytest.mark.django_db
LIST = "/administration/accounts/"
ANSWERS = {
    "name": "New Colleague",
    "password": PASSWORD,
    "repeated_password": PASSWORD,
    "language": "en",
    "time_zone": "Asia/Amman",
}


@pytest.fixture
def administrator() -> User:
    return AdministratorFactory(name="Administrator")


@pytest.fixture
def admin_client(sign_in: Callable[[User], Client], administrator: User) -> Client:
    return sign_in(administrator)


def link_of_mail() -> str:
    link = OutgoingMessage.objects.latest("pk").private_values["private_link"]
    return str(re.sub(r"^https?://[^/]+", "", link))


@pytest.mark.parametrize("path", ["", "invite/", "{uuid}/", "{uuid}/deactivate/"])
def test_pages_are_for_administrators(
    client: Client, sign_in: Callable[[User], Client], admin_client: Client, path: str
) -> None:
    url = LIST + path.format(uuid=UserFactory().uuid)
    assert client.get(url).headers["Location"] == f"{reverse('account_login')}?next={url}"
    assert sign_in(UserFactory()).get(url).status_code == 403
    assert sign_in(TeamUserFactory()).get(url).status_code == 403
    assert admin_client.get(url).status_code == 200


@pytest.mark.parametrize("act", ["invite-again", "revoke", "deactivate", "reactivate"])
def test_acts_are_for_administrators(
    sign_in: Callable[[User], Client], admin_client: Client, act: str
) -> None:
    user = UserFactory()
    assert sign_in(TeamUserFactory()).post(f"{LIST}{user.uuid}/{act}/").status_code == 403
    assert admin_client.post(f"{LIST}{uuid4()}/{act}/").status_code == 404
    assert admin_client.post(f"{LIST}{user.uuid}/{act}/").headers["Location"] == f"{LIST}{user.uuid}/"


def test_list_finds_by_name_role_and_state(admin_client: Client, administrator: User) -> None:
    team = TeamUserFactory(name="Team Member", email="team@example.org")
    off = UserFactory(name="Former", is_active=False)
    invited = invite_user(email="new@example.org", name="Invited", role="team", actor=administrator).user

    def found(**query: str) -> list[User]:
        return list(admin_client.get(LIST, query).context["listing"].rows)

    assert found() == [administrator, off, invited, team]
    assert found(q="team member") == [team]
    assert found(q="NEW@") == [invited]
    assert found(role="administrator") == [administrator]
    assert found(role="team", state="active") == [team]
    assert found(role="participant") == [off]
    assert found(state="invited") == [invited]
    assert found(state="inactive") == [off]


@pytest.mark.parametrize("rows", [1, 30])
def test_list_costs_the_same_queries_for_any_number_of_rows(
    admin_client: Client, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    UserFactory.create_batch(rows - 1)
    with django_assert_num_queries(4):  # session, user, count, page
        assert len(admin_client.get(LIST).context["listing"].rows) == rows


def test_invite_accept_and_be_signed_in(admin_client: Client, client: Client) -> None:
    response = admin_client.post(
        f"{LIST}invite/", {"email": "new@example.org", "name": "New", "role": "team", "language": "en"}
    )
    assert response.headers["Location"] == LIST
    link = link_of_mail()
    page = client.get(link)
    assert "You will sign in with new@example.org" in page.content.decode()
    assert "no-store" in page.headers["Cache-Control"]
    response = client.post(link, ANSWERS)
    assert response.headers["Location"] == reverse("home:home")
    user = User.objects.get(email="new@example.org")
    assert int(client.session["_auth_user_id"]) == user.pk
    assert (user.name, user.is_active) == ("New Colleague", True)
    again = client.get(link)
    assert again.status_code == 410
    assert "This link does not work any more" in again.content.decode()
    assert client.post(link, ANSWERS).status_code == 410


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"password": "short", "repeated_password": "short"}, "password"),
        ({"password": "new@example.org", "repeated_password": "new@example.org"}, "password"),
        ({"repeated_password": "something-else-9"}, "repeated_password"),
        ({"name": ""}, "name"),
        ({"time_zone": "Moon/Base"}, "time_zone"),
    ],
)
def test_accepting_keeps_what_was_typed(
    client: Client, administrator: User, changes: dict[str, str], field: str
) -> None:
    user = invite_user(email="new@example.org", name="New", role="team", actor=administrator).user
    response = client.post(link_of_mail(), ANSWERS | changes)
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    user.refresh_from_db()
    assert not user.is_active


def test_invite_says_what_is_wrong(admin_client: Client) -> None:
    UserFactory(email="taken@example.org")
    response = admin_client.post(
        f"{LIST}invite/", {"email": "taken@example.org", "name": "x", "role": "team", "language": "en"}
    )
    assert response.status_code == 422
    assert response.context["form"].errors["email"] == ["There is already an account with this address."]


def test_detail_changes_role_and_person(admin_client: Client) -> None:
    user, person = UserFactory(), PersonFactory(name="Participant 07")
    url = f"{LIST}{user.uuid}/"
    admin_client.post(url, {"role": "team", "person-text": "Participant 07"})
    user.refresh_from_db()
    assert (user.is_team, user.person) == (True, person)
    assert 'value="Participant 07"' in admin_client.get(url).content.decode()


def test_detail_keeps_the_last_administrator(admin_client: Client, administrator: User) -> None:
    response = admin_client.post(f"{LIST}{administrator.uuid}/", {"role": "team", "person-text": ""})
    assert response.status_code == 422
    assert response.context["form"].errors["role"] == ["The last administrator has to stay one."]


def test_deactivated_is_out_at_once(admin_client: Client, sign_in: Callable[[User], Client]) -> None:
    user = TeamUserFactory(name="Team Member")
    theirs = sign_in(user)
    assert theirs.get("/organisations/").status_code == 200
    assert (
        "Deactivate the account of Team Member?"
        in admin_client.get(f"{LIST}{user.uuid}/deactivate/").content.decode()
    )
    admin_client.post(f"{LIST}{user.uuid}/deactivate/")
    assert theirs.get("/organisations/").headers["Location"].startswith(reverse("account_login"))
    admin_client.post(f"{LIST}{user.uuid}/reactivate/")
    assert theirs.get("/organisations/").status_code == 200


def test_invite_again_and_revoke(admin_client: Client, client: Client, administrator: User) -> None:
    user = invite_user(email="new@example.org", name="New", role="team", actor=administrator).user
    first = link_of_mail()
    admin_client.post(f"{LIST}{user.uuid}/invite-again/")
    second = link_of_mail()
    assert (client.get(first).status_code, client.get(second).status_code) == (410, 200)
    admin_client.post(f"{LIST}{user.uuid}/revoke/")
    assert client.get(second).status_code == 410
