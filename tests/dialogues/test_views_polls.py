"""Polls and what is put up, by the addresses that people use: plan, desk, screen, room."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from dialogues.enums import PollStatus, TeamRole
from dialogues.models import Point, Poll, PollAnswer
from dialogues.ready_made_polls import agreement_options
from dialogues.services import (
    answer_poll,
    close_item,
    close_poll,
    end_meeting,
    open_poll,
    prepare_poll,
    put_point_up,
    seal_meeting,
    take_stance,
)
from tests.factories import TeamMemberFactory, TeamUserFactory, UserFactory

from .factories import make_facilitator, make_room
from .test_services_points import consent
from .test_views_room import JSON, data_of, enter, page

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytest_django import DjangoAssertNumQueries

    from stakeholders.models import User

    from .factories import Room

    SignIn = Callable[[User], Client]

pytestmark = pytest.mark.django_db
PAGE_QUERIES = 14
QUESTION = {"question": "Shall we go on?", "options": "Yes\nNo"}


def to(room: Room, name: str, *arguments: object) -> str:
    return reverse(f"dialogues:{name}", args=[room.meeting.dialogue.slug, room.meeting.slug, *arguments])


def prepare(room: Room, *options: str) -> Poll:
    return prepare_poll(
        item=room.item, question="Shall we go on?", options=options or ("Yes", "No"), actor=room.convener
    )


def ask(room: Room, *options: str) -> Poll:
    return open_poll(poll=prepare(room, *options), actor=room.convener)


def closed(room: Room, *places: int, options: tuple[str, ...] = ()) -> Poll:
    """Return a poll that people 0, 1, … have answered with the options at ``places``."""
    poll = ask(room, *options)
    for number, place in enumerate(places):
        answer_poll(
            room=room.uuid,
            poll=poll.uuid,
            token=room.token(number),
            option=poll.options.get(position=place).uuid,
        )
    return close_poll(poll=poll, actor=room.convener)


def text(response: Any) -> str:
    return " ".join(response.content.decode().split())


class TestWhoMay:
    RUNS = ("administrator", "convener", "coordinator", "facilitator")
    PLANS = ("administrator", "convener")

    def browser(self, room: Room, role: str, sign_in: SignIn) -> Client:
        users: dict[str, Callable[[], User]] = {
            "administrator": lambda: UserFactory(is_superuser=True, is_staff=True),
            "convener": lambda: room.convener,
            "coordinator": lambda: (
                TeamMemberFactory(dialogue=room.meeting.dialogue, role=TeamRole.COORDINATOR).user
            ),
            "facilitator": lambda: make_facilitator(room),
            "participant": lambda: UserFactory(person=room.people[0].person),
            "stranger": TeamUserFactory,
        }
        return sign_in(users[role]()) if role in users else Client()

    @pytest.mark.parametrize("role", [*RUNS, "participant", "stranger", "anonymous"])
    @pytest.mark.parametrize(
        "name",
        [
            "room_screen",
            "room_point_up",
            "room_item_down",
            "room_poll_add",
            "room_poll_open",
            "room_poll_remove",
            "room_poll_close",
            "room_poll_log",
            "plan_poll_add",
            "plan_poll",
            "plan_poll_remove",
        ],
    )
    def test_do_what(self, name: str, role: str, sign_in: SignIn) -> None:
        room = make_room()
        draft = prepare(room)
        arguments: dict[str, list[object]] = {
            "room_screen": [],
            "room_point_up": [room.log(0).card.uuid],
            "room_item_down": [room.item.uuid],
            "room_poll_add": [room.item.uuid],
            "room_poll_close": [ask(room).uuid] if name == "room_poll_close" else [],
            "room_poll_log": [closed(room).uuid] if name == "room_poll_log" else [],
            "plan_poll_add": [room.item.uuid],
        }
        client = self.browser(room, role, sign_in)
        send = client.get if name in {"room_screen", "room_poll_log"} else client.post

        response = send(to(room, name, *arguments.get(name, [draft.uuid])), QUESTION)

        allowed = self.PLANS if name.startswith("plan_") else self.RUNS
        if role in allowed:
            assert response.status_code == (200 if send == client.get else 302)
            assert "/accounts/" not in response.headers.get("Location", "")
        elif role == "anonymous":
            assert "/accounts/login/" in response.headers["Location"]
        else:
            assert response.status_code == (404 if role == "stranger" else 403)


class TestPlan:
    def test_a_poll_is_prepared_changed_and_removed(self, sign_in: SignIn) -> None:
        room = make_room(open_now=False)
        client = sign_in(room.convener)
        assert to(room, "plan_poll_add", room.item.uuid) in text(client.get(to(room, "meeting_plan")))

        response = client.post(to(room, "plan_poll_add", room.item.uuid), QUESTION, follow=True)
        assert "The poll is prepared." in text(response)
        assert "Shall we go on?" in text(response)
        poll = Poll.objects.get()
        edit = to(room, "plan_poll", poll.uuid)
        assert "Yes\nNo</textarea>" in client.get(edit).content.decode()

        client.post(edit, {"question": "Shall we stop?", "options": "Now\nLater\nNever"})
        poll.refresh_from_db()
        assert poll.question == "Shall we stop?"
        assert [one.text for one in poll.options.all()] == ["Now", "Later", "Never"]

        client.post(to(room, "plan_poll_remove", poll.uuid))
        assert not Poll.objects.exists()

    def test_ready_made_answers_come_in_the_reader_s_language(self, sign_in: SignIn) -> None:
        room = make_room(open_now=False)
        client = sign_in(room.convener)

        response = client.post(
            to(room, "plan_poll_add", room.item.uuid),
            {"question": "Well?", "options": "", "fill": "agreement"},
        )

        assert response.status_code == 200
        assert "Agree\nAgree with reservations\nDisagree\nNo opinion</textarea>" in response.content.decode()
        assert 'value="Well?"' in text(response)
        assert "is-invalid" not in text(response)
        assert not Poll.objects.exists()

    @pytest.mark.parametrize(
        ("sent", "field", "complaint"),
        [
            ({"question": ""}, "question", "This field is required."),
            ({"question": "Q" * 301}, "question", "at most 300 characters"),
            ({"options": ""}, "options", "This field is required."),
            ({"options": "Yes\nYes"}, "options", "at least two different answers"),
            ({"options": "1\n2\n3\n4\n5\n6\n7"}, "options", "six answers at most"),
            ({"options": f"Yes\n{'N' * 121}"}, "options", "too long"),
            ({"options": "Yes\nyes"}, "options", "Two options are the same."),
        ],
    )
    def test_bad_input_has_its_error_beside_the_field(
        self, sent: dict[str, str], field: str, complaint: str, sign_in: SignIn
    ) -> None:
        room = make_room(open_now=False)

        response = sign_in(room.convener).post(to(room, "plan_poll_add", room.item.uuid), QUESTION | sent)

        assert response.status_code == 422
        assert complaint in str(response.context["form"].errors[field])
        assert f'id="error_1_id_{field}"' in text(response)
        assert not Poll.objects.exists()

    def test_a_poll_that_was_opened_is_no_longer_changed(self, sign_in: SignIn) -> None:
        room = make_room()
        poll = ask(room)
        client = sign_in(room.convener)

        assert client.get(to(room, "plan_poll", poll.uuid)).status_code == 404
        response = client.post(to(room, "plan_poll_remove", poll.uuid), follow=True)
        assert "it stays as it was asked" in text(response)
        assert client.get(to(room, "plan_poll", uuid4())).status_code == 404


class TestDesk:
    def test_something_is_asked_on_the_spot(self, sign_in: SignIn) -> None:
        room = make_room()
        client = sign_in(room.convener)

        response = client.post(
            to(room, "room_poll_add", room.item.uuid), QUESTION | {"open": "1"}, follow=True
        )

        assert Poll.objects.get().status == PollStatus.OPEN
        assert "Close and show the result" in text(response)

    def test_something_is_kept_for_later_opened_and_closed(self, sign_in: SignIn) -> None:
        room = make_room()
        client = sign_in(room.convener)
        assert "Open the poll" in text(
            client.post(to(room, "room_poll_add", room.item.uuid), QUESTION, follow=True)
        )
        poll = Poll.objects.get()

        for act, status in (("open", PollStatus.OPEN), ("close", PollStatus.CLOSED)):
            client.post(to(room, f"room_poll_{act}", poll.uuid))
            poll.refresh_from_db()
            assert poll.status == status

    def test_what_is_written_while_another_poll_is_open_waits(self, sign_in: SignIn) -> None:
        room = make_room()
        ask(room)

        response = sign_in(room.convener).post(
            to(room, "room_poll_add", room.item.uuid), QUESTION | {"open": "1"}, follow=True
        )

        assert "The poll is kept, but not open yet. Another poll is open." in text(response)
        assert sorted(Poll.objects.values_list("status", flat=True)) == [PollStatus.DRAFT, PollStatus.OPEN]

    def test_bad_input_comes_back_as_it_was_typed(self, sign_in: SignIn) -> None:
        room = make_room()

        response = sign_in(room.convener).post(
            to(room, "room_poll_add", room.item.uuid), QUESTION | {"options": "Only one", "open": "1"}
        )

        assert response.status_code == 422
        assert "at least two different answers" in text(response)
        assert 'value="Shall we go on?"' in text(response)
        assert "Only one</textarea>" in text(response)

    def test_the_facilitator_sees_how_many_and_not_how(self, sign_in: SignIn) -> None:
        room = make_room(people=5)
        poll = ask(room)
        for number in range(4):
            answer_poll(
                room=room.uuid, poll=poll.uuid, token=room.token(number), option=poll.options.first().uuid
            )

        desk = text(sign_in(room.convener).get(to(room, "room")))

        assert f'<b data-answers="{poll.uuid}">4</b>' in desk
        assert "poll-result" not in desk

    def test_results_stay_at_the_desk_after_the_end_and_after_sealing(self, sign_in: SignIn) -> None:
        room = make_room(people=8)
        closed(room, 0, 0, 0, 1, 1, 1, 1)
        end_meeting(meeting=room.meeting, actor=room.convener)
        client = sign_in(room.convener)
        counts = '<span class="poll-count">{}</span>'
        for _ in range(2):
            desk = text(client.get(to(room, "room")))
            assert counts.format(3) in desk
            assert counts.format(4) in desk
            seal_meeting(meeting=room.meeting, actor=room.convener)

    def test_the_outcome_goes_on_record(self, sign_in: SignIn) -> None:
        room = make_room(people=8)
        poll = closed(room, 0, 0, 0, 1, 1, 1, 1)
        client = sign_in(room.convener)
        address = to(room, "room_poll_log", poll.uuid)

        form = client.get(address)
        assert "Shall we go on?: No</textarea>" in text(form)
        first = poll.options.first().uuid
        assert "Shall we go on?: Yes</textarea>" in text(client.get(f"{address}?option={first}"))
        sent = {**form.context["form"].initial, "kind": "observation", "text": "Most would rather stop."}
        assert sent["hands"] == 4
        for _ in range(2):  # sent twice: one point
            assert client.post(address, sent).status_code == 302

        point = Point.objects.get()
        assert (point.text, point.hands, point.voice, point.author) == (
            "Most would rather stop.",
            4,
            None,
            None,
        )

    def test_an_outcome_without_words_is_asked_for_beside_the_field(self, sign_in: SignIn) -> None:
        room = make_room()
        poll = closed(room)

        response = sign_in(room.convener).post(
            to(room, "room_poll_log", poll.uuid),
            {"uuid": str(uuid4()), "text": "", "hands": "-1", "kind": "x"},
        )

        assert response.status_code == 422
        assert {*response.context["form"].errors} == {"text", "hands", "kind"}

    def test_an_outcome_is_logged_of_a_closed_poll_only(self, sign_in: SignIn) -> None:
        room = make_room()

        assert sign_in(room.convener).get(to(room, "room_poll_log", ask(room).uuid)).status_code == 404

    def test_a_point_is_put_up_and_taken_down(self, sign_in: SignIn) -> None:
        room = make_room()
        point = room.log(0).card.uuid
        client = sign_in(room.convener)
        address = to(room, "room_point_up", point)
        assert address in text(client.get(to(room, "room")))

        assert client.post(address, headers=JSON).json() == {}
        room.item.refresh_from_db()
        assert room.item.featured_point_id == point
        assert "Take down" in text(client.get(to(room, "room")))

        client.post(to(room, "room_item_down", room.item.uuid))
        room.item.refresh_from_db()
        assert room.item.featured_point is None

    def test_what_cannot_be_put_up_says_why(self, sign_in: SignIn) -> None:
        room = make_room()
        point = room.log(0).card.uuid
        close_item(item=room.item, actor=room.convener)
        client = sign_in(room.convener)

        refused = client.post(to(room, "room_point_up", point), headers=JSON)

        assert (refused.status_code, refused.json()["message"]) == (
            409,
            "Only a point of the item that is open can be put up.",
        )
        assert "Only a point of the item" in text(client.post(to(room, "room_point_up", point), follow=True))
        assert client.post(to(room, "room_point_up", uuid4())).status_code == 404


class TestScreen:
    def test_it_shows_what_is_on_and_no_names(self, sign_in: SignIn) -> None:
        room = make_room(rule="attributed", **consent())
        point = Point.objects.get(pk=room.log_as(0, text="Networks need time.").card.uuid)
        put_point_up(point=point, actor=room.convener)
        take_stance(room=room.uuid, point=point.uuid, token=room.token(1), stance="support")
        client = sign_in(room.convener)

        screen = text(client.get(to(room, "room_screen")))

        assert room.item.title in screen
        assert "Networks need time." in screen
        assert '<span data-count="support"><b>2</b>' in screen
        assert room.people[0].person.name not in screen
        assert room.people[0].person.name in text(client.get(to(room, "room")))

    def test_it_counts_answers_and_shows_the_result(self, sign_in: SignIn) -> None:
        room = make_room(people=4)
        client = sign_in(room.convener)
        poll = ask(room)
        assert f'<b data-answers="{poll.uuid}">0</b>' in text(client.get(to(room, "room_screen")))

        close_poll(poll=poll, actor=room.convener)
        assert "the result is not told" in text(client.get(to(room, "room_screen")))

    def test_it_is_there_before_and_after_the_meeting(self, sign_in: SignIn) -> None:
        room = make_room(open_now=False)
        client = sign_in(room.convener)
        assert "The room is not open yet" in text(client.get(to(room, "room_screen")))

        over = make_room()
        end_meeting(meeting=over.meeting, actor=over.convener)
        assert "Thank you for taking part" in text(sign_in(over.convener).get(to(over, "room_screen")))


class TestRoom:
    def send(self, client: Client, room: Room, poll: Poll, place: int = 0, **headers: Any) -> Any:
        return client.post(
            reverse("dialogues:room_poll_answer", args=[room.uuid, poll.uuid]),
            {"option": str(poll.options.get(position=place).uuid)},
            headers=headers.get("headers", JSON),
        )

    def test_a_question_is_answered_and_answered_differently(self) -> None:
        room = make_room()
        poll = ask(room)
        client = enter(room)
        assert "Shall we go on?" in page(client, room)

        for place in (0, 1, 1):
            response = self.send(client, room, poll, place)
            assert (response.status_code, response.json()) == (200, {})

        chosen = str(poll.options.get(position=1).uuid)
        assert PollAnswer.objects.get().option_id == poll.options.get(position=1).uuid
        html = page(client, room)
        assert data_of(html)["answers"] == {str(poll.uuid): chosen}
        assert f'value="{chosen}" data-option aria-pressed="true"' in html

    def test_without_javascript_a_form_does(self) -> None:
        room = make_room()
        poll = ask(room)

        response = self.send(enter(room), room, poll, headers={})

        assert response.url == f"{reverse('dialogues:room_page', args=[room.uuid])}#stage"
        assert PollAnswer.objects.count() == 1

    def test_another_s_page_shows_nothing_of_it(self) -> None:
        room = make_room()
        poll = ask(room)
        self.send(enter(room, 0), room, poll)

        html = page(enter(room, 1), room)

        assert data_of(html)["answers"] == {}
        assert 'data-option aria-pressed="true"' not in html
        assert f'<b data-answers="{poll.uuid}">1</b>' in html

    def test_late_answers_are_refused_kindly(self) -> None:
        room = make_room()
        poll = ask(room)
        client = enter(room)
        close_poll(poll=poll, actor=room.convener)

        response = self.send(client, room, poll)
        plain = self.send(client, room, poll, headers={})

        assert response.status_code == plain.status_code == 409
        assert response.json()["message"] == "This poll has just closed and takes no more answers."
        assert "has just closed" in text(plain)

    def test_who_has_no_seat_and_what_is_no_answer(self) -> None:
        room, other = make_room(), make_room()
        poll = ask(room)
        address = reverse("dialogues:room_poll_answer", args=[room.uuid, poll.uuid])
        client = enter(room)

        assert self.send(Client(), room, poll).status_code == 403
        assert self.send(enter(other), room, poll).status_code == 403
        for wrong in ({}, {"option": "yes"}, {"option": str(uuid4())}):
            assert client.post(address, wrong, headers=JSON).status_code == 422
        assert client.get(address).status_code == 405
        assert not PollAnswer.objects.exists()

    def test_the_request_does_not_show_the_seat(self) -> None:
        """The seat's cookie goes no further than here/."""
        room = make_room()
        poll = ask(room)
        client = enter(room)

        path = reverse("dialogues:room_poll_answer", args=[room.uuid, poll.uuid])

        assert not path.startswith(client.cookies["majlis-seat"]["path"])
        assert path.startswith(client.cookies["majlis-voice"]["path"])

    def test_a_point_that_is_put_up_says_how_one_stands_to_it(self) -> None:
        room = make_room()
        point = Point.objects.get(pk=room.log(0).card.uuid)
        put_point_up(point=point, actor=room.convener)
        take_stance(room=room.uuid, point=point.uuid, token=room.token(1), stance="qualify")

        author, supporter = page(enter(room, 0), room), page(enter(room, 1), room)

        assert "data-stage-mine>" in author
        assert "data-stage-mine hidden>" in supporter
        assert 'name="stance" value="none" data-stance="qualify" aria-pressed="true"' in supporter

    def test_ready_made_answers_are_read_in_one_s_own_language(self) -> None:
        room = make_room()
        with translation.override("en"):
            ask(room, *agreement_options())
        client = enter(room)
        html = page(client, room)

        words = data_of(html)["words"]

        assert 'data-word="poll:reservations">Agree with reservations</span>' in html
        assert words["poll:reservations"] == "Agree with reservations"
        assert json.dumps(words)

    @pytest.mark.parametrize("polls", [1, 12])
    def test_the_page_costs_the_same_however_much_was_asked(
        self, polls: int, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        room = make_room(people=4)
        client = enter(room)
        for _ in range(polls):
            closed(room, 0, 0, 0)
        page(client, room)
        with django_assert_num_queries(PAGE_QUERIES):
            page(client, room)
