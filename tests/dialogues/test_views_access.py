"""Every address of this app against every role: a stranger meets nothing, a wrong role is told so, nobody acts by GET."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from dialogues.enums import TeamRole
from tests.factories import (
    AdministratorFactory,
    AgendaItemFactory,
    MeetingFactory,
    ParticipationFactory,
    PersonFactory,
    TeamMemberFactory,
    TeamUserFactory,
    ThemeFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

READ, CONVENE = "read", "convene"
# Name of the address: (which part it is about, who may, which methods it takes).
PAGES = {
    "dialogue_detail": ("dialogue", READ, "GET"),
    "dialogue_edit": ("dialogue", CONVENE, "GET POST"),
    "dialogue_archive": ("dialogue", CONVENE, "GET POST"),
    "dialogue_restore": ("dialogue", CONVENE, "POST"),
    "team": ("dialogue", CONVENE, "GET POST"),
    "team_role": ("member", CONVENE, "POST"),
    "team_remove": ("member", CONVENE, "POST"),
    "themes": ("dialogue", CONVENE, "GET POST"),
    "theme_edit": ("theme", CONVENE, "GET POST"),
    "theme_move": ("theme", CONVENE, "POST"),
    "theme_remove": ("theme", CONVENE, "POST"),
    "meeting_create": ("dialogue", CONVENE, "GET POST"),
    "meeting": ("meeting", READ, "GET"),
    "meeting_edit": ("meeting", CONVENE, "GET POST"),
    "meeting_cancel": ("meeting", CONVENE, "GET POST"),
    "meeting_calendar": ("meeting", READ, "GET"),
    "meeting_plan": ("meeting", READ, "GET"),
    "agenda_starter": ("meeting", CONVENE, "POST"),
    "agenda_item": ("item", CONVENE, "GET POST"),
    "agenda_move": ("item", CONVENE, "POST"),
    "agenda_remove": ("item", CONVENE, "POST"),
    "meeting_people": ("meeting", READ, "GET"),
    "people_add": ("meeting", CONVENE, "GET POST"),
    "attendance": ("meeting", READ, "GET POST"),
    "meeting_invite": ("meeting", CONVENE, "GET POST"),
    "meeting_remind": ("meeting", CONVENE, "GET POST"),
    "meeting_updates": ("meeting", CONVENE, "GET POST"),
    "meeting_thanks": ("meeting", CONVENE, "GET POST"),
    "meeting_mail": ("meeting", READ, "GET"),
    "mail_progress": ("meeting", READ, "GET"),
    "participation": ("person", READ, "GET"),
    "participation_answer": ("person", CONVENE, "POST"),
    "participation_consent": ("person", CONVENE, "POST"),
    "participation_invite_again": ("person", CONVENE, "POST"),
    "participation_remove": ("person", CONVENE, "GET POST"),
}
# What a participant meets with an account: their way in is the invitation, the rest of the hub is the team's.
PARTICIPANTS_WAY = {"meeting": 302}


@pytest.fixture
def world():
    meeting = MeetingFactory()
    dialogue = meeting.dialogue
    person = PersonFactory()
    return {
        "meeting": meeting,
        "convener": TeamMemberFactory(dialogue=dialogue).user,
        "coordinator": TeamMemberFactory(dialogue=dialogue, role=TeamRole.COORDINATOR).user,
        "administrator": AdministratorFactory(),
        "other_team": TeamMemberFactory(user=TeamUserFactory()).user,
        "stranger": UserFactory(),
        "participant": UserFactory(person=person),
        "item": AgendaItemFactory(meeting=meeting),
        "theme": ThemeFactory(dialogue=dialogue),
        "person": ParticipationFactory(meeting=meeting, person=person),
    }


def address(world, name):
    meeting, about = world["meeting"], PAGES[name][0]
    args = [meeting.dialogue.slug]
    if about in {"meeting", "item", "person"}:
        args.append(meeting.slug)
    if about == "member":
        args.append(world["coordinator"].uuid)
    elif about in {"item", "theme", "person"}:
        args.append(world[about].uuid)
    return reverse(f"dialogues:{name}", args=args)


def client_of(world, role):
    client = Client()
    if role != "anonymous":
        client.force_login(world[role], backend="django.contrib.auth.backends.ModelBackend")
    return client


def visit(client, world, name):
    method = "post" if PAGES[name][2] == "POST" else "get"
    return getattr(client, method)(address(world, name))


@pytest.mark.parametrize("name", PAGES)
def test_who_may_not_know_of_it_finds_nothing(world, name):
    for role in ("stranger", "other_team"):
        assert visit(client_of(world, role), world, name).status_code == 404


@pytest.mark.parametrize("name", PAGES)
def test_anonymous_signs_in_first(world, name):
    answer = visit(client_of(world, "anonymous"), world, name)
    assert (answer.status_code, answer.url.partition("?")[0]) == (302, reverse("account_login"))


@pytest.mark.parametrize("name", PAGES)
def test_the_team_by_role(world, name):
    _about, who, methods = PAGES[name]
    coordinator = visit(client_of(world, "coordinator"), world, name).status_code
    if who == CONVENE:
        assert coordinator == 403
    else:
        assert coordinator in {200, 302}
    if "GET" in methods:
        for role in ("convener", "administrator"):
            assert visit(client_of(world, role), world, name).status_code in {200, 302}


@pytest.mark.parametrize("name", PAGES)
def test_a_participant_meets_their_own_invitation_only(world, name):
    answer = visit(client_of(world, "participant"), world, name)
    expected = 404 if PAGES[name][0] in {"dialogue", "member", "theme"} else PARTICIPANTS_WAY.get(name, 403)
    assert answer.status_code == expected


@pytest.mark.parametrize("name", PAGES)
def test_wrong_methods(world, name):
    client = client_of(world, "convener")
    methods = PAGES[name][2].split()
    if name in {"meeting_plan", "participation"}:
        methods.append("POST")  # by convener; refused to others inside
    for method in ("GET", "POST", "PUT", "DELETE"):
        if method not in methods:
            assert getattr(client, method.lower())(address(world, name)).status_code == 405


@pytest.mark.parametrize(
    "name", [name for name, page in PAGES.items() if page[0] in {"item", "theme", "person"}]
)
def test_a_part_of_something_else_is_not_there(world, name):
    client = client_of(world, "convener")
    others = {"item": AgendaItemFactory(), "theme": ThemeFactory(), "person": ParticipationFactory()}
    assert visit(client, {**world, **others}, name).status_code == 404


@pytest.mark.parametrize("name", ["meeting_plan", "participation"])
def test_a_coordinator_reads_but_does_not_write(world, name):
    client = client_of(world, "coordinator")
    assert client.get(address(world, name)).status_code == 200
    assert client.post(address(world, name), {"title": "A", "role": "observer"}).status_code == 403


@pytest.mark.parametrize(
    "path",
    ["/dialogues/nowhere/", "/dialogues/nowhere/plan/", "/dialogues/x/y/plan/not-a-uuid/", "/meetings/1/"],
)
def test_bad_addresses(world, path):
    assert client_of(world, "administrator").get(path).status_code == 404


def test_a_participant_is_led_to_their_invitation(world):
    answer = client_of(world, "participant").get(address(world, "meeting"))
    assert answer.url == reverse("dialogues:my_invitation", args=[world["person"].uuid])


@pytest.mark.parametrize(
    ("path", "roles"),
    [
        ("/dialogues/", {"administrator", "convener", "other_team"}),
        ("/dialogues/new/", {"administrator", "other_team"}),
    ],
)
def test_the_list_is_the_institutes(world, path, roles):
    for role in ("administrator", "convener", "other_team", "stranger", "participant"):
        expected = 200 if role in roles | {"convener"} else 403
        assert client_of(world, role).get(path).status_code == expected
