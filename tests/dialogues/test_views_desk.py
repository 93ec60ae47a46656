"""The desk: what facilitator and rapporteur see and do, and who else may."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from dialogues.enums import AgendaItemStatus, AttributionRule, MeetingStatus, PointStatus, TeamRole
from dialogues.live.passes import DESK_COOKIE
from dialogues.models import AgendaItem, Meeting, Point
from dialogues.selectors.room import sealing_proof
from dialogues.services import (
    close_item,
    end_meeting,
    hide_point,
    open_item,
)
from tests.factories import (
    AdministratorFactory,
    AgendaItemFactory,
    TeamMemberFactory,
    TeamUserFactory,
    ThemeFactory,
    UserFactory,
)

from .factories import make_facilitator, make_room

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytest_django import DjangoAssertNumQueries

    from stakeholders.models import User

    from .factories import Room

    SignIn = Callable[[User], Client]

pytestmark = pytest.mark.django_db
JSON = {"accept": "application/json"}


def to(room: Room, name: str, *arguments: object) -> str:
    return reverse(f"dialogues:{name}", args=[room.meeting.dialogue.slug, room.meeting.slug, *arguments])


def point_in(room: Room, text: str = "Networks need time.", number: int = 0) -> Point:
    return Point.objects.get(uuid=room.log(number, text=text).card.uuid)


def people(room: Room) -> dict[str, User | None]:
    """Return somebody of each role."""
    return {
        "administrator": AdministratorFactory(),
        "convener": room.convener,
        "coordinator": TeamMemberFactory(dialogue=room.meeting.dialogue, role=TeamRole.COORDINATOR).user,
        "facilitator": make_facilitator(room),
        "participant": UserFactory(person=room.people[0].person),
        "other team": TeamMemberFactory().user,
        "stranger": TeamUserFactory(),
        "anonymous": None,
    }


RUNS = {"administrator", "convener", "coordinator", "facilitator"}
SEALS = {"administrator", "convener"}
ROLES = [*RUNS, "participant", "other team", "stranger", "anonymous"]


def expected(role: str, allowed: set[str], success: int) -> int:
    """What a role gets: in, 403 where the meeting is theirs to see, 404 where not, sign-in for nobody."""
    if role in allowed:
        return success
    return {"anonymous": 302, "other team": 404, "stranger": 404}.get(role, 403)


def browser(room: Room, role: str, sign_in: SignIn) -> Client:
    user = people(room)[role]
    return sign_in(user) if user else Client()


@pytest.mark.parametrize("role", sorted(ROLES))
class TestWhoMay:
    def test_see_the_desk(self, role: str, sign_in: SignIn) -> None:
        room = make_room()

        response = browser(room, role, sign_in).get(to(room, "room"))

        if role == "participant":
            assert response.url == to(room, "room_enter")
        elif role == "anonymous":
            assert "/accounts/login/" in response.url
        else:
            assert response.status_code == expected(role, RUNS, 200)

    def test_open_the_room(self, role: str, sign_in: SignIn) -> None:
        room = make_room(open_now=False)

        response = browser(room, role, sign_in).post(to(room, "room_open"))

        assert response.status_code == expected(role, RUNS, 302)
        room.meeting.refresh_from_db()
        assert (room.meeting.status == MeetingStatus.LIVE) == (role in RUNS)

    @pytest.mark.parametrize("act", ["open", "pause", "close"])
    def test_move_the_agenda(self, role: str, act: str, sign_in: SignIn) -> None:
        room = make_room()

        response = browser(room, role, sign_in).post(to(room, f"room_item_{act}", room.item.uuid))

        assert response.status_code == expected(role, RUNS, 302)

    def test_log_on_behalf(self, role: str, sign_in: SignIn) -> None:
        room = make_room()

        response = browser(room, role, sign_in).post(
            f"{to(room, 'room')}?item={room.item.uuid}",
            {"uuid": str(uuid4()), "text": "Said aloud.", "kind": "observation"},
        )

        assert response.status_code == expected(role, RUNS, 302)
        assert Point.objects.count() == (role in RUNS)

    @pytest.mark.parametrize("act", ["hide", "show", "unmerge"])
    def test_moderate(self, role: str, act: str, sign_in: SignIn) -> None:
        room = make_room()
        point = point_in(room)

        response = browser(room, role, sign_in).post(to(room, f"room_point_{act}", point.uuid))

        assert response.status_code == expected(role, RUNS, 302)
        point.refresh_from_db()
        assert (point.status == PointStatus.HIDDEN) == (role in RUNS and act == "hide")

    def test_edit(self, role: str, sign_in: SignIn) -> None:
        room = make_room()
        point = point_in(room)

        client = browser(room, role, sign_in)

        assert client.get(to(room, "room_point", point.uuid)).status_code == expected(role, RUNS, 200)
        changed = {"text": "Changed.", "kind": "concern"}
        assert client.post(to(room, "room_point", point.uuid), changed).status_code == expected(
            role, RUNS, 302
        )

    def test_count_heads(self, role: str, sign_in: SignIn) -> None:
        room = make_room()

        response = browser(room, role, sign_in).post(
            to(room, "room_headcount", room.item.uuid), {"headcount": 20}
        )

        assert response.status_code == expected(role, RUNS, 302)
        assert AgendaItem.objects.get(pk=room.item.pk).headcount == (20 if role in RUNS else None)

    def test_end_the_meeting(self, role: str, sign_in: SignIn) -> None:
        room = make_room()
        client = browser(room, role, sign_in)

        assert client.get(to(room, "room_end")).status_code == expected(role, RUNS, 200)
        assert client.post(to(room, "room_end")).status_code == expected(role, RUNS, 302)
        assert Meeting.objects.filter(status=MeetingStatus.ENDED).exists() == (role in RUNS)

    def test_seal_the_meeting(self, role: str, sign_in: SignIn) -> None:
        room = make_room()
        end_meeting(meeting=room.meeting, actor=room.convener)
        client = browser(room, role, sign_in)

        assert client.get(to(room, "room_seal")).status_code == expected(role, SEALS, 200)
        assert client.post(to(room, "room_seal")).status_code == expected(role, SEALS, 302)
        assert sealing_proof(room.meeting).nothing_left == (role in SEALS)


class TestDesk:
    def test_in_every_state(self, sign_in: SignIn) -> None:
        room = make_room(open_now=False)
        client = sign_in(room.convener)
        for step, words in (
            (None, "Open the room"),
            ("room_open", "This item has not been open"),
            ("room_item_open", "No points have been logged"),
            ("room_end", "Seal the meeting"),
            ("room_seal", "The meeting is sealed"),
        ):
            if step:
                arguments = [room.item.uuid] if step == "room_item_open" else []
                assert client.post(to(room, step, *arguments)).status_code == 302
            response = client.get(to(room, "room"))
            assert response.status_code == 200
            assert words in response.content.decode()

    def test_without_an_agenda(self, sign_in: SignIn) -> None:
        room = make_room(open_now=False)
        room.item.delete()

        response = sign_in(room.convener).get(to(room, "room"))

        assert "The agenda is empty" in response.content.decode()

    def test_whoever_runs_the_room_may_listen(self, sign_in: SignIn) -> None:
        room = make_room()

        response = sign_in(room.convener).get(to(room, "room"))

        assert response.cookies[DESK_COOKIE]["path"] == f"/room/{room.uuid}/stream/"

    def test_hidden_points_are_there_and_voices_are_not(self, sign_in: SignIn) -> None:
        room = make_room()
        point = point_in(room, "Hidden away.")
        hide_point(point=point, actor=room.convener)

        html = sign_in(room.convener).get(to(room, "room")).content.decode()

        assert "Hidden away." in html
        assert point.voice_id is not None
        assert str(point.voice_id) not in html

    def test_who_is_in_the_room(self, sign_in: SignIn) -> None:
        room = make_room(people=3)
        room.token(1)

        html = sign_in(room.convener).get(to(room, "room")).content.decode()

        assert "In the room: 1 of 3" in html
        here, absent = html.split("On the list, without this page")
        assert room.people[1].person.name in here
        assert room.people[0].person.name not in here
        assert room.people[0].person.name in absent

    def test_another_item_by_its_address(self, sign_in: SignIn) -> None:
        room = make_room()
        point_in(room, "Under the first item.")
        second = AgendaItemFactory(meeting=room.meeting, title="The second item")
        client = sign_in(room.convener)

        assert "Under the first item." in client.get(to(room, "room")).content.decode()
        other = client.get(f"{to(room, 'room')}?item={second.uuid}").content.decode()
        assert "Under the first item." not in other
        assert "Under the first item." in client.get(f"{to(room, 'room')}?item=x").content.decode()

    def test_a_meeting_that_is_over_opens_at_its_first_points(self, sign_in: SignIn) -> None:
        room = make_room()
        point_in(room, "Under the first item.")
        last = AgendaItemFactory(meeting=room.meeting, title="The last item", position=9)
        open_item(item=last, actor=room.convener)
        client = sign_in(room.convener)

        assert client.get(to(room, "room")).context["item"] == last
        end_meeting(meeting=room.meeting, actor=room.convener)
        assert client.get(to(room, "room")).context["item"] == room.item

    def test_the_number_of_queries_does_not_grow(
        self, sign_in: SignIn, django_assert_max_num_queries: DjangoAssertNumQueries
    ) -> None:
        room = make_room(people=2)
        client = sign_in(room.convener)
        client.get(to(room, "room"))
        counts = []
        for points in (1, 29):
            for number in range(points):
                room.log(1, text=f"Point {number}")
            with django_assert_max_num_queries(MOST_QUERIES) as queries:
                client.get(to(room, "room"))
            counts.append(len(queries))
        assert counts[0] == counts[1]


MOST_QUERIES = 34  # two fewer where sessions are in the cache


class TestLogging:
    def post(self, room: Room, client: Client, headers: dict[str, str] | None = None, **values: Any) -> Any:
        fields = {"uuid": str(uuid4()), "text": "Said aloud.", "kind": "concern"}
        address = f"{to(room, 'room')}?item={room.item.uuid}"
        return client.post(address, fields | values, headers=headers)

    def test_with_all_that_the_rapporteur_can_say(self, sign_in: SignIn) -> None:
        room = make_room(rule=AttributionRule.ORGANISATION_TYPE)
        theme = ThemeFactory(dialogue=room.meeting.dialogue)

        response = self.post(
            room,
            sign_in(room.convener),
            theme=str(theme.uuid),
            hands="11",
            organisation_kind="research",
        )

        assert response.url == f"{to(room, 'room')}?item={room.item.uuid}"
        point = Point.objects.get()
        assert (point.theme, point.hands, point.organisation_kind) == (theme, 11, "research")

    def test_the_script_gets_the_card(self, sign_in: SignIn) -> None:
        room = make_room()

        response = self.post(room, sign_in(room.convener), headers=JSON)

        assert response.status_code == 201
        assert "Said aloud." in response.json()["card"]

    def test_a_presenter_who_agreed_is_offered(self, sign_in: SignIn) -> None:
        from django.utils import timezone  # noqa: PLC0415

        room = make_room(
            rule=AttributionRule.ATTRIBUTED, consents_to_be_named=True, consented_at=timezone.now()
        )
        room.item.presenters.add(room.people[1])
        client = sign_in(room.convener)

        html = client.get(to(room, "room")).content.decode()
        assert f'value="{room.people[1].uuid}" selected' in html

        self.post(room, client, author=str(room.people[1].uuid))
        assert Point.objects.get().author == room.people[1]

    @pytest.mark.parametrize(
        "wrong", [{"text": ""}, {"hands": "many"}, {"kind": "gossip"}, {"theme": "x"}, {"uuid": "x"}]
    )
    def test_what_is_wrong_is_said_and_what_was_typed_is_kept(
        self, wrong: dict[str, str], sign_in: SignIn
    ) -> None:
        room = make_room()
        client = sign_in(room.convener)

        response = self.post(room, client, **({"text": "Keep this text."} | wrong))
        by_script = self.post(room, client, headers=JSON, **wrong)

        assert response.status_code == 422
        assert "text" in wrong or "Keep this text." in response.content.decode()
        assert by_script.status_code == 422
        assert by_script.json()["message"]
        assert Point.objects.count() == 0

    def test_not_under_an_item_that_was_never_open(self, sign_in: SignIn) -> None:
        room = make_room()
        planned = AgendaItemFactory(meeting=room.meeting)

        response = sign_in(room.convener).post(
            f"{to(room, 'room')}?item={planned.uuid}",
            {"uuid": str(uuid4()), "text": "x", "kind": "concern"},
        )

        assert response.status_code == 404


class TestAgendaAndEnd:
    def test_opening_goes_to_the_item(self, sign_in: SignIn) -> None:
        room = make_room()
        close_item(item=room.item, actor=room.convener)

        response = sign_in(room.convener).post(to(room, "room_item_open", room.item.uuid))

        assert response.url == f"{to(room, 'room')}?item={room.item.uuid}"
        room.item.refresh_from_db()
        assert room.item.status == AgendaItemStatus.OPEN

    def test_a_refusal_is_told(self, sign_in: SignIn) -> None:
        room = make_room()
        planned = AgendaItemFactory(meeting=room.meeting)

        response = sign_in(room.convener).post(to(room, "room_item_pause", planned.uuid), follow=True)

        assert "Only an open agenda item can be paused." in response.content.decode()

    def test_a_headcount_is_a_number(self, sign_in: SignIn) -> None:
        room = make_room()

        response = sign_in(room.convener).post(
            to(room, "room_headcount", room.item.uuid), {"headcount": "some"}, follow=True
        )

        assert "whole number" in response.content.decode()

    def test_ending_asks_first(self, sign_in: SignIn) -> None:
        room = make_room()

        html = sign_in(room.convener).get(to(room, "room_end")).content.decode()

        assert "End the meeting?" in html
        assert Meeting.objects.get().status == MeetingStatus.LIVE

    def test_sealing_says_how_many_late_points_wait(self, sign_in: SignIn) -> None:
        room = make_room()
        tokens = [room.token(number) for number in range(2)]
        end_meeting(meeting=room.meeting, actor=room.convener)
        client, said = sign_in(room.convener), []
        for token in tokens:
            said.append(client.get(to(room, "room_seal")).content.decode())
            room.log(0, token=token)
        said.append(client.get(to(room, "room_seal")).content.decode())
        client.post(to(room, "room_seal"))
        said.append(client.get(to(room, "room_seal")).content.decode())

        assert "came late" not in said[0] + said[3]
        assert "1 point that came late waits for a decision" in said[1]
        assert "2 points that came late wait for a decision" in said[2]

    def test_sealing_says_what_goes_and_then_what_is_left(self, sign_in: SignIn) -> None:
        room = make_room()
        point_in(room)
        client = sign_in(room.convener)
        early = client.post(to(room, "room_seal"), follow=True).content.decode()
        assert "A meeting is sealed after it has ended." in early
        end_meeting(meeting=room.meeting, actor=room.convener)

        before = client.get(to(room, "room_seal")).content.decode()
        after = client.post(to(room, "room_seal"), follow=True).content.decode()

        assert "Seal the meeting?" in before
        assert "are deleted" in before
        assert "Nothing is left that connects" in after
        assert "Seal for good" not in after

    @pytest.mark.parametrize("name", ["room_open", "room_item_open", "room_headcount", "room_point_hide"])
    def test_what_changes_things_is_posted(self, name: str, sign_in: SignIn) -> None:
        room = make_room()
        uuid = point_in(room).uuid if "point" in name else room.item.uuid
        arguments = [] if name == "room_open" else [uuid]

        assert sign_in(room.convener).get(to(room, name, *arguments)).status_code == 405
