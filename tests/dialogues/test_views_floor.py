"""The speakers' queue in pages: one's own hand, the queue at the desk, and who sees which names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from dialogues.enums import MeetingStatus, ParticipationRole
from dialogues.floor_store import floor_store
from dialogues.links import participation_token
from dialogues.live.passes import SEAT_COOKIE, VOICE_COOKIE
from dialogues.models import AgendaItem, Meeting, Participation
from dialogues.services import end_meeting, pause_item
from tests.factories import ParticipationFactory, UserFactory

from .factories import Room, make_facilitator, make_room
from .test_views_desk import JSON, ROLES, RUNS, browser, expected, to

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytest_django import DjangoAssertNumQueries

    from stakeholders.models import User

    SignIn = Callable[[User], Client]

pytestmark = pytest.mark.django_db
HTMX = {"hx-request": "true"}


def seated(room: Room, number: int = 0) -> Client:
    """Let somebody in by their private link and return their browser."""
    client = Client()
    client.post(reverse("dialogues:private_room", args=[participation_token(room.people[number])]))
    return client


def hand(room: Room) -> str:
    return reverse("dialogues:room_hand", args=[room.uuid])


def page(client: Client, room: Room) -> str:
    return client.get(reverse("dialogues:room_page", args=[room.uuid])).text


def give_account(room: Room, number: int) -> Participation:
    UserFactory(person=room.people[number].person)
    return room.people[number]


class TestOwnHand:
    def test_raised_by_the_script(self) -> None:
        room = make_room()
        client = seated(room)

        told = client.post(
            hand(room), {"act": "raise", "reason": "question", "note": "On funds"}, headers=JSON
        ).json()["floor"]

        assert told["ticket"] in told["state"]["tickets"]
        assert (told["place"], told["reason"], told["note"]) == (1, "question", "On funds")
        assert client.get(hand(room), headers=JSON).json()["floor"]["ticket"] == told["ticket"]
        lowered = client.post(hand(room), {"act": "lower"}, headers=JSON).json()["floor"]
        assert (lowered["ticket"], lowered["state"]["tickets"]) == ("", [])

    def test_without_a_script(self) -> None:
        room = make_room()
        client, other = seated(room), seated(room, 1)
        assert 'value="raise" aria-pressed="false"' in page(client, room)

        response = client.post(hand(room), {"act": "raise"})

        assert response.headers["Location"] == reverse("dialogues:room_page", args=[room.uuid])
        other.post(hand(room), {"act": "raise"})
        assert 'role="status">You are next' in page(client, room)
        assert 'role="status">Place 2 of 2' in page(other, room)
        assert client.get(hand(room)).headers["Location"] == response.headers["Location"]

    def test_the_page_says_who_has_the_floor_only_to_whom_it_is(self, sign_in: SignIn) -> None:
        room = make_room()
        client, other = seated(room), seated(room, 1)
        sign_in(room.convener).post(to(room, "room_floor_act"), {"give": str(room.people[0].uuid)})

        assert 'role="status">You have the floor' in page(client, room)
        assert 'id="floor-turn-line">' in page(other, room)
        assert room.people[0].person.name not in page(other, room)
        client.post(hand(room), {"act": "lower"})
        assert 'id="floor-turn-line" hidden>' in page(other, room)

    def test_a_request_about_a_hand_shows_the_seat_and_one_of_a_voice_does_not(self) -> None:
        room = make_room()
        client = seated(room)

        assert hand(room).startswith(client.cookies[SEAT_COOKIE]["path"])
        assert client.cookies[VOICE_COOKIE]["path"] == f"/room/{room.uuid}/"
        assert not reverse("dialogues:room_log", args=[room.uuid]).startswith(
            client.cookies[SEAT_COOKIE]["path"]
        )

    def test_nobody_without_a_seat(self) -> None:
        room, other = make_room(), make_room()
        stranger = seated(other)
        stranger.cookies[SEAT_COOKIE] = "forged"

        for client in (Client(), stranger):
            for headers in (JSON, {}):
                assert client.get(hand(room), headers=headers).status_code == 403
                assert client.post(hand(room), {"act": "raise"}, headers=headers).status_code == 403
        assert not floor_store().exists(room.uuid)

    def test_what_is_wrong_is_said(self) -> None:
        room = make_room()
        client = seated(room)

        for wrong in ({"note": "x" * 81}, {"reason": "gossip"}):
            assert client.post(hand(room), {"act": "raise", **wrong}, headers=JSON).status_code == 422
        end_meeting(meeting=room.meeting, actor=room.convener)
        refused = client.post(hand(room), {"act": "raise"}, headers=JSON)
        assert (refused.status_code, refused.json()["message"]) == (409, "The meeting is not in session.")
        assert client.post(hand(room), {"act": "raise"}).status_code == 409

    def test_who_was_taken_off_the_list_has_no_hand(self) -> None:
        room = make_room()
        client = seated(room)
        Participation.objects.filter(pk=room.people[0].pk).delete()

        assert client.post(hand(room), {"act": "raise"}, headers=JSON).status_code == 403


@pytest.mark.parametrize("role", sorted(ROLES))
class TestWhoMay:
    def test_see_the_queue(self, role: str, sign_in: SignIn) -> None:
        room = make_room()

        response = browser(room, role, sign_in).get(to(room, "room_floor"))

        assert response.status_code == expected(role, RUNS, 200)

    def test_give_the_floor(self, role: str, sign_in: SignIn) -> None:
        room = make_room()

        response = browser(room, role, sign_in).post(
            to(room, "room_floor_act"), {"give": str(room.people[1].uuid)}
        )

        assert response.status_code == expected(role, RUNS, 302)
        assert floor_store().exists(room.uuid) == (role in RUNS)

    def test_hand_over_the_room(self, role: str, sign_in: SignIn) -> None:
        room = make_room()
        held = give_account(room, 2)
        room.token(2)
        client = browser(room, role, sign_in)

        assert client.get(to(room, "room_hand_over")).status_code == expected(role, RUNS, 200)
        answer = client.post(
            to(room, "room_hand_over"), {"to": str(held.uuid), "others_keep_the_desk": "yes"}
        )

        assert answer.status_code == expected(role, RUNS, 302)
        held.refresh_from_db()
        assert (held.role == ParticipationRole.FACILITATOR) == (role in RUNS)

    def test_add_five_minutes(self, role: str, sign_in: SignIn) -> None:
        room = make_room()
        before = room.item.minutes

        response = browser(room, role, sign_in).post(to(room, "room_item_extend", room.item.uuid))

        assert response.status_code == expected(role, RUNS, 302)
        assert AgendaItem.objects.get(pk=room.item.pk).minutes == before + 5 * (role in RUNS)


class TestDesk:
    def test_names_reasons_and_order(self, sign_in: SignIn) -> None:
        room = make_room()
        for number, reason in ((0, "new_point"), (1, "point_of_order")):
            seated(room, number).post(
                hand(room), {"act": "raise", "reason": reason, "note": f"note {number}"}
            )

        html = sign_in(room.convener).get(to(room, "room")).text

        first, second = room.people[1].person.name, room.people[0].person.name
        assert f"Give the floor to {first}" in html
        queue = html[html.index('<ol class="hands">') :]
        assert queue.index(first) < queue.index("note 1") < queue.index(second) < queue.index("note 0")
        assert "has not spoken yet" in queue

    def test_the_rapporteur_sees_numbers_and_no_names(self, sign_in: SignIn) -> None:
        room = make_room()
        seated(room, 0).post(hand(room), {"act": "raise", "note": "private words"})
        seated(room, 1).post(hand(room), {"act": "raise"})
        sign_in(room.convener).post(to(room, "room_floor_act"), {"next": "next"})
        rapporteur = UserFactory(
            person=ParticipationFactory(meeting=room.meeting, role=ParticipationRole.RAPPORTEUR).person
        )
        client = sign_in(rapporteur)

        for html in (client.get(to(room, "room")).text, client.get(to(room, "room_floor")).text):
            assert "A turn runs" in html
            assert "Hands up: 1" in html
            for secret in (room.people[0].person.name, room.people[1].person.name, "private words"):
                assert secret not in html
        for act in ({"next": "next"}, {"end": "turn"}):
            assert client.post(to(room, "room_floor_act"), act).status_code == 403
        assert client.get(to(room, "room_hand_over")).status_code == 403

    def test_by_htmx_the_panel_comes_afresh(self, sign_in: SignIn) -> None:
        room = make_room()
        seated(room).post(hand(room), {"act": "raise"})
        client = sign_in(room.convener)

        response = client.post(to(room, "room_floor_act"), {"next": "next"}, headers=HTMX)

        assert response.status_code == 200
        assert 'id="floor-panel"' in response.text
        assert "End the turn" in response.text
        assert "<html" not in response.text
        assert set(re.findall(r'id="(floor-[a-z]+)" hx-swap-oob', response.text)) == {
            "floor-count",
            "floor-here",
        }

    def test_each_button(self, sign_in: SignIn) -> None:
        room = make_room(people=4)
        for number in range(3):
            seated(room, number).post(hand(room), {"act": "raise"})
        client = sign_in(room.convener)
        tickets = [one.ticket for one in floor_store().read(room.uuid).hands]

        def order() -> list[str]:
            html = client.get(to(room, "room_floor")).text
            return re.findall(r'id="remove-([^"]+)"', html)

        for act, then in (
            ({"first": tickets[2]}, [2, 0, 1]),
            ({"last": tickets[0]}, [2, 1, 0]),
            ({"rule": tickets[2]}, [1, 2, 0]),
            ({"remove": tickets[1]}, [2, 0]),
        ):
            assert client.post(to(room, "room_floor_act"), act).status_code == 302
            assert order() == [tickets[number] for number in then]
        client.post(to(room, "room_floor_act"), {"raise": str(room.people[3].uuid)})
        assert len(order()) == 3
        client.post(to(room, "room_floor_act"), {"give": str(room.people[3].uuid)})
        assert len(order()) == 2
        client.post(to(room, "room_floor_act"), {"end": "turn"})
        assert floor_store().read(room.uuid).turn is None

    @pytest.mark.parametrize("wrong", [{}, {"gossip": "x"}, {"next": "next", "end": "turn"}, {"give": "x"}])
    def test_what_no_button_sends_is_refused(self, wrong: dict[str, str], sign_in: SignIn) -> None:
        room = make_room()

        assert sign_in(room.convener).post(to(room, "room_floor_act"), wrong).status_code == 400

    def test_somebody_of_another_meeting_is_not_here(self, sign_in: SignIn) -> None:
        room, other = make_room(), make_room()

        for uuid in (other.people[0].uuid, uuid4()):
            response = sign_in(room.convener).post(to(room, "room_floor_act"), {"give": str(uuid)})
            assert response.status_code == 404

    def test_a_refusal_is_told(self, sign_in: SignIn) -> None:
        room = make_room()
        Meeting.objects.filter(pk=room.meeting.pk).update(status=MeetingStatus.ENDED)
        client = sign_in(room.convener)

        plain = client.post(to(room, "room_floor_act"), {"next": "next"}, follow=True)

        assert "The meeting is not in session." in plain.text
        assert client.post(to(room, "room_floor_act"), {"next": "next"}, headers=HTMX).status_code == 200

    def test_there_is_no_queue_before_or_after(self, sign_in: SignIn) -> None:
        room = make_room(open_now=False)
        client = sign_in(room.convener)
        assert "desk-floor" not in client.get(to(room, "room")).text.replace("room-desk-floor", "")
        client.post(to(room, "room_open"))
        assert 'id="desk-floor"' in client.get(to(room, "room")).text
        client.post(to(room, "room_end"))
        assert 'id="desk-floor"' not in client.get(to(room, "room")).text

    def test_the_desk_works_while_the_key_store_is_away(self, sign_in: SignIn, settings: Any) -> None:
        room = make_room()
        client = sign_in(room.convener)
        settings.KEY_STORE_URL = "redis://127.0.0.1:1/0"

        assert "The queue cannot be reached" in client.get(to(room, "room_floor")).text

    def test_the_number_of_queries_does_not_grow(
        self, sign_in: SignIn, django_assert_max_num_queries: DjangoAssertNumQueries
    ) -> None:
        room = make_room(people=30)
        client = sign_in(room.convener)
        counts = []
        for people in (1, 30):
            for number in range(people):
                room.token(number)
                seated(room, number).post(hand(room), {"act": "raise"})
            with django_assert_max_num_queries(20) as queries:
                client.get(to(room, "room_floor"))
            counts.append(len(queries))
        assert counts[0] == counts[1]

    def test_time_left_and_the_clock_that_stands_still(self, sign_in: SignIn) -> None:
        room = make_room()
        client, phone = sign_in(room.convener), seated(room)
        deadline = AgendaItem.objects.get(pk=room.item.pk).deadline
        assert deadline is not None
        local = deadline.astimezone(room.meeting.zone)

        for html in (client.get(to(room, "room")).text, page(phone, room)):
            assert f'data-deadline="{int(deadline.timestamp())}"' in html
            assert f"{local:%H:%M %Z}" in html
        assert "+5 min" in client.get(to(room, "room")).text
        pause_item(item=room.item, actor=room.convener)
        for html in (client.get(to(room, "room")).text, page(phone, room)):
            assert "the clock stands still" in html


class TestHandingOver:
    def test_who_has_no_account_is_shown_with_a_way_out(self, sign_in: SignIn) -> None:
        room = make_room()
        give_account(room, 0)

        html = sign_in(room.convener).get(to(room, "room_hand_over")).text

        assert f'value="{room.people[0].uuid}"' in html
        assert f'value="{room.people[1].uuid}"' not in html
        assert "2 people cannot take over: no account" in html
        assert room.people[1].person.name in html

    def test_a_facilitator_from_outside_sees_who_is_here(self, sign_in: SignIn) -> None:
        room = make_room()
        for number in (0, 1):
            give_account(room, number)
        room.token(0)

        html = sign_in(make_facilitator(room)).get(to(room, "room_hand_over")).text

        assert room.people[0].person.name in html
        assert room.people[1].person.name not in html

    def test_giving_the_desk_up_leads_to_the_door(self, sign_in: SignIn) -> None:
        room = make_room()
        held = give_account(room, 0)
        room.token(0)
        client = sign_in(make_facilitator(room))

        client.post(to(room, "room_hand_over"), {"to": str(held.uuid), "others_keep_the_desk": "no"})

        assert client.get(to(room, "room")).headers["Location"] == to(room, "room_enter")
        assert client.get(to(room, "room_floor")).status_code == 403

    def test_an_empty_choice_and_a_stranger_are_refused(self, sign_in: SignIn) -> None:
        room, other = make_room(), make_room()
        give_account(room, 0)
        client = sign_in(room.convener)

        for to_whom in ("", str(give_account(other, 0).uuid), str(room.people[1].uuid), "x"):
            response = client.post(to(room, "room_hand_over"), {"to": to_whom})
            assert response.status_code == 422

    def test_nobody_with_an_account_or_no_session(self, sign_in: SignIn) -> None:
        room = make_room()
        client = sign_in(room.convener)

        assert "Nobody here can take over" in client.get(to(room, "room_hand_over")).text
        end_meeting(meeting=room.meeting, actor=room.convener)
        assert "Not in session" in client.get(to(room, "room_hand_over")).text

    def test_the_page_of_whoever_runs_the_room_leads_to_the_desk(self, sign_in: SignIn) -> None:
        room = make_room()
        held = give_account(room, 0)
        client = seated(room)
        assert 'id="floor-role" role="status" hidden' in page(client, room)

        sign_in(room.convener).post(to(room, "room_hand_over"), {"to": str(held.uuid)})

        html = page(client, room)
        assert 'id="floor-role" role="status" hidden' not in html
        assert to(room, "room") in html
