"""What is done with points at the desk: by plain forms, by scripts, and how it is undone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest

from dialogues.enums import AttributionRule, PointStatus
from dialogues.models import Point
from dialogues.services import close_item, log_point_on_behalf, merge_points
from stakeholders.models import AuditEntry
from tests.factories import ThemeFactory

from .factories import make_room
from .test_views_desk import JSON, ROLES, RUNS, browser, expected, point_in, to

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from stakeholders.models import User

    from .factories import Room

    SignIn = Callable[[User], Client]

pytestmark = pytest.mark.django_db
WHOLE = "Funds are short. Networks need time."
PARTS = {"first": "Funds are short.", "second": "Networks need time."}


def texts() -> set[str]:
    return set(Point.objects.visible().values_list("text", flat=True))


def undo(room: Room, client: Client, done: Any) -> Any:
    return client.post(to(room, "room_undo"), {"undo": done.json()["undo"]}, headers=JSON)


@pytest.mark.parametrize("role", sorted(ROLES))
class TestWhoMay:
    def test_split(self, role: str, sign_in: SignIn) -> None:
        room = make_room()
        address = to(room, "room_point_split", point_in(room, WHOLE).uuid)

        response = browser(room, role, sign_in).post(address, PARTS)

        assert response.status_code == expected(role, RUNS, 302)
        assert (len(texts()) == 2) == (role in RUNS)

    def test_merge(self, role: str, sign_in: SignIn) -> None:
        room = make_room()
        kept, merged = point_in(room, "Kept."), point_in(room, "Merged.", 1)
        client = browser(room, role, sign_in)

        assert client.get(to(room, "room_point_targets", merged.uuid)).status_code == expected(
            role, RUNS, 200
        )
        response = client.post(to(room, "room_point_merge", merged.uuid), {"target": str(kept.uuid)})

        assert response.status_code == expected(role, RUNS, 302)
        assert (texts() == {"Kept."}) == (role in RUNS)

    def test_gather_and_tag(self, role: str, sign_in: SignIn) -> None:
        room = make_room()
        one, two = point_in(room, "One."), point_in(room, "Two.", 1)
        client = browser(room, role, sign_in)
        points = [str(one.uuid), str(two.uuid)]

        tagged = client.post(to(room, "room_points_tag"), {"points": points, "kind": "concern"})
        gathered = client.post(to(room, "room_point_gather", two.uuid), {"points": points})

        assert tagged.status_code == gathered.status_code == expected(role, RUNS, 302)
        assert (Point.objects.filter(kind="concern").count() == 2) == (role in RUNS)
        assert (texts() == {"Two."}) == (role in RUNS)

    def test_undo(self, role: str, sign_in: SignIn) -> None:
        room = make_room()
        point = point_in(room)
        done = sign_in(room.convener).post(to(room, "room_point_hide", point.uuid), headers=JSON)

        response = browser(room, role, sign_in).post(to(room, "room_undo"), {"undo": done.json()["undo"]})

        assert response.status_code == expected(role, RUNS, 302)
        assert bool(texts()) == (role in RUNS)

    @pytest.mark.parametrize(("act", "status"), [("admit", "visible"), ("leave_out", "hidden")])
    def test_decide_on_a_late_point(self, role: str, act: str, status: str, sign_in: SignIn) -> None:
        room = make_room()
        late = late_point(room)

        response = browser(room, role, sign_in).post(to(room, f"room_late_{act}", late.uuid))

        assert response.status_code == expected(role, RUNS, 302)
        late.refresh_from_db()
        assert late.status == (status if role in RUNS else PointStatus.LATE)


def late_point(room: Room, text: str = "Typed on a dead line.") -> Point:
    token = room.token(0)
    close_item(item=room.item, actor=room.convener)
    return Point.objects.get(uuid=room.log(0, token=token, text=text).card.uuid)


class TestEditing:
    def test_on_the_page(self, sign_in: SignIn) -> None:
        room = make_room()
        point = point_in(room)

        response = sign_in(room.convener).post(
            to(room, "room_point", point.uuid),
            {"text": "Networks need money.", "kind": "concern", "hands": "4", "seen": "Networks need time."},
        )

        assert response.url == f"{to(room, 'room')}?item={room.item.uuid}"
        point.refresh_from_db()
        assert (point.text, point.kind, point.hands) == ("Networks need money.", "concern", 4)

    def test_what_a_script_leaves_out_stays(self, sign_in: SignIn) -> None:
        room = make_room()
        theme = ThemeFactory(dialogue=room.meeting.dialogue)
        point = log_point_on_behalf(item=room.item, text="a", kind="concern", theme=theme, hands=3)
        client = sign_in(room.convener)

        done = client.post(to(room, "room_point", point.uuid), {"text": "b", "seen": "a"}, headers=JSON)

        point.refresh_from_db()
        assert (point.text, point.kind, point.theme, point.hands) == ("b", "concern", theme, 3)
        assert undo(room, client, done).status_code == 200
        point.refresh_from_db()
        assert point.text == "a"

    @pytest.mark.parametrize("headers", [{}, JSON])
    def test_a_correction_that_came_in_between_is_not_lost(
        self, headers: dict[str, str], sign_in: SignIn
    ) -> None:
        room = make_room()
        point = point_in(room, "Corrected by its author.")

        response = sign_in(room.convener).post(
            to(room, "room_point", point.uuid),
            {"text": "Edited.", "kind": "concern", "seen": "First try."},
            headers=headers,
        )

        assert response.status_code == 409
        assert "changed meanwhile" in response.content.decode()
        assert texts() == {"Corrected by its author."}

    def test_an_empty_text_is_refused(self, sign_in: SignIn) -> None:
        room = make_room()
        address = to(room, "room_point", point_in(room).uuid)
        client = sign_in(room.convener)

        assert client.post(address, {"text": "", "kind": "concern"}).status_code == 422
        assert client.post(address, {"text": ""}, headers=JSON).json()["message"]

    def test_a_point_of_another_meeting_is_not_here(self, sign_in: SignIn) -> None:
        room, other = make_room(), make_room()
        client = sign_in(room.convener)
        stranger = point_in(other).uuid

        assert client.get(to(room, "room_point", stranger)).status_code == 404
        for name in ("hide", "split", "merge", "gather"):
            assert client.post(to(room, f"room_point_{name}", stranger)).status_code == 404
        tagged = client.post(
            to(room, "room_points_tag"), {"points": [str(stranger)], "kind": "concern"}, headers=JSON
        )
        assert tagged.status_code == 422


class TestSplitting:
    def test_by_the_script_and_back(self, sign_in: SignIn) -> None:
        room = make_room()
        client = sign_in(room.convener)
        address = to(room, "room_point_split", point_in(room, WHOLE).uuid)

        done = client.post(address, PARTS | {"seen": WHOLE}, headers=JSON)

        assert done.json()["said"] == "The point is two now."
        assert texts() == set(PARTS.values())
        undo(room, client, done)
        assert texts() == {WHOLE}

    def test_an_empty_part_is_refused_where_it_can_be_mended(self, sign_in: SignIn) -> None:
        room = make_room()
        address = to(room, "room_point_split", point_in(room, WHOLE).uuid)
        client = sign_in(room.convener)

        plain = client.post(address, {"first": WHOLE, "second": ""})
        by_script = client.post(address, {"first": WHOLE, "second": ""}, headers=JSON)

        assert (plain.status_code, by_script.status_code) == (422, 422)
        assert "Split it in two" in plain.content.decode()


class TestMerging:
    def test_what_is_alike_is_offered_first_and_the_rest_can_be_looked_for(self, sign_in: SignIn) -> None:
        room = make_room()
        point = point_in(room, "Women's networks need long-term funding.")
        alike = point_in(room, "Long-term funding is needed for women's networks.", 1)
        other = point_in(room, "The border is closed.", 2)
        client = sign_in(room.convener)

        listed = client.get(to(room, "room_point_targets", point.uuid)).json()["targets"]
        found = client.get(to(room, "room_point_targets", point.uuid), {"q": "border closed"}).json()
        html = client.get(to(room, "room_point", point.uuid), {"q": "border"}).content.decode()

        assert [(one["uuid"], one["similar"]) for one in listed] == [
            (str(alike.uuid), True),
            (str(other.uuid), False),
        ]
        assert [one["uuid"] for one in found["targets"]] == [str(other.uuid)]
        assert f'value="{other.uuid}"' in html
        assert f'value="{alike.uuid}"' not in html

    def test_and_taking_apart(self, sign_in: SignIn) -> None:
        room = make_room()
        kept, merged = point_in(room, "Kept."), point_in(room, "Merged.", 1)
        client = sign_in(room.convener)

        client.post(to(room, "room_point_merge", merged.uuid), {"target": str(kept.uuid)})

        desk = client.get(to(room, "room")).content.decode()
        assert f'data-merged="{merged.uuid}">Merged.' in desk
        assert to(room, "room_point_unmerge", merged.uuid) in desk
        assert "Take out again" in client.get(to(room, "room_point", kept.uuid)).content.decode()
        client.post(to(room, "room_point_unmerge", merged.uuid))
        assert texts() == {"Kept.", "Merged."}

    def test_only_fitting_points_can_be_chosen(self, sign_in: SignIn) -> None:
        room, other = make_room(), make_room()
        point = point_in(room, "This one.")
        off = log_point_on_behalf(item=room.item, text="Off.", attribution=AttributionRule.OFF_THE_RECORD)
        client = sign_in(room.convener)

        for target in (point, off, point_in(other)):
            response = client.post(to(room, "room_point_merge", point.uuid), {"target": str(target.uuid)})
            assert response.status_code == 422
        assert client.get(to(room, "room_point_targets", point.uuid)).json() == {"targets": []}

    def test_several_into_one_and_back(self, sign_in: SignIn) -> None:
        room = make_room()
        points = [point_in(room, text, number) for number, text in enumerate("abc")]
        client = sign_in(room.convener)

        done = client.post(
            to(room, "room_point_gather", points[0].uuid),
            {"points": [str(point.uuid) for point in points]},
            headers=JSON,
        )

        assert done.json()["said"] == "2 points were merged."
        assert texts() == {"a"}
        undo(room, client, done)
        assert texts() == {"a", "b", "c"}


class TestAlike:
    def test_pairs_are_merged_one_after_the_other(self, sign_in: SignIn) -> None:
        room = make_room()
        kept = point_in(room, "Women's networks need long-term funding.")
        other = point_in(room, "Long-term funding is needed for women's networks.", 1)
        client = sign_in(room.convener)
        page = to(room, "room_alike", room.item.uuid)

        html = client.get(page).content.decode()
        done = client.post(to(room, "room_point_merge", other.uuid), {"target": str(kept.uuid), "alike": "1"})

        assert to(room, "room_point_merge", other.uuid) in html
        assert done.url == page
        assert "No two points look alike" in client.get(page).content.decode()
        assert texts() == {"Women's networks need long-term funding."}

    def test_of_another_meeting_it_is_not_here(self, sign_in: SignIn) -> None:
        room, other = make_room(), make_room()

        assert sign_in(room.convener).get(to(room, "room_alike", other.item.uuid)).status_code == 404


class TestTagging:
    def test_theme_and_back_to_the_items(self, sign_in: SignIn) -> None:
        room = make_room()
        theme = ThemeFactory(dialogue=room.meeting.dialogue)
        points = [str(point_in(room, text, number).uuid) for number, text in enumerate("ab")]
        client = sign_in(room.convener)

        done = client.post(
            to(room, "room_points_tag"), {"points": points, "theme": str(theme.uuid)}, headers=JSON
        )
        assert done.json()["said"] == "2 points were changed."
        assert Point.objects.filter(theme=theme).count() == 2
        client.post(to(room, "room_points_tag"), {"points": points[:1], "theme": "item", "hands": "7"})
        assert Point.objects.filter(theme=None, hands=7).count() == 1
        client.post(to(room, "room_points_tag"), {"points": points[:1], "hands": "none"})
        assert Point.objects.filter(theme=None, hands=None).count() == 1

    @pytest.mark.parametrize(
        "wrong",
        [{"theme": "x"}, {"theme": str(uuid4())}, {"kind": "gossip"}, {"hands": "many"}, {"hands": "9999"}],
    )
    def test_what_is_wrong_is_said(self, wrong: dict[str, str], sign_in: SignIn) -> None:
        room = make_room()

        response = sign_in(room.convener).post(
            to(room, "room_points_tag"), {"points": [str(point_in(room).uuid)]} | wrong, headers=JSON
        )

        assert response.status_code == 422
        assert response.json()["message"]


class TestUndo:
    def test_what_stands_against_it_is_told(self, sign_in: SignIn) -> None:
        room = make_room()
        point = point_in(room, WHOLE)
        client = sign_in(room.convener)
        done = client.post(to(room, "room_point_split", point.uuid), PARTS, headers=JSON)
        client.post(to(room, "room_point", point.uuid), {"text": "Changed since."}, headers=JSON)

        refused = undo(room, client, done)

        assert refused.status_code == 409
        assert "Merge them instead" in refused.json()["message"]

    def test_only_what_this_meeting_signed(self, sign_in: SignIn) -> None:
        room, other = make_room(), make_room()
        done = sign_in(other.convener).post(to(other, "room_point_hide", point_in(other).uuid), headers=JSON)
        client = sign_in(room.convener)

        assert undo(room, client, done).status_code == 409
        assert client.post(to(room, "room_undo"), {"undo": "made up"}, headers=JSON).status_code == 409
        assert client.post(to(room, "room_undo"), headers=JSON).status_code == 409

    def test_the_token_tells_nothing_of_who_spoke_and_the_audit_trail_nothing_of_the_point(
        self, sign_in: SignIn
    ) -> None:
        from django.core import signing  # noqa: PLC0415 - only here

        room = make_room()
        point = point_in(room, WHOLE)
        client = sign_in(room.convener)
        done = client.post(to(room, "room_point_split", point.uuid), PARTS, headers=JSON)
        held = str(signing.loads(done.json()["undo"], salt=f"dialogues.room.undo.{room.uuid.hex}"))
        undo(room, client, done)

        assert str(point.voice_id) not in held
        assert all(person.person.name not in held for person in room.people)
        entries = str(list(AuditEntry.objects.values()))
        assert str(point.uuid) not in entries
        assert str(point.voice_id) not in entries


class TestActs:
    def test_a_refusal_is_told(self, sign_in: SignIn) -> None:
        room = make_room()
        kept, merged = point_in(room, "Kept."), point_in(room, "Merged.", 1)
        merge_points(source=merged, target=kept, actor=room.convener)
        client = sign_in(room.convener)
        address = to(room, "room_point_hide", merged.uuid)

        by_script = client.post(address, headers=JSON)
        plain = client.post(address, follow=True)

        assert (by_script.status_code, by_script.json()["message"]) == (
            409,
            "This point is no longer on the page.",
        )
        assert "This point is no longer on the page." in plain.content.decode()
        done = client.post(to(room, "room_point_hide", kept.uuid), headers=JSON)
        assert done.json()["said"] == "The point is hidden."

    @pytest.mark.parametrize("name", ["hide", "split", "merge", "gather"])
    def test_what_changes_things_is_posted(self, name: str, sign_in: SignIn) -> None:
        room = make_room()

        response = sign_in(room.convener).get(to(room, f"room_point_{name}", point_in(room).uuid))

        assert response.status_code == 405


class TestLatePoints:
    def test_they_wait_at_the_desk_and_nowhere_else(self, sign_in: SignIn) -> None:
        room = make_room()
        late = late_point(room)
        client = sign_in(room.convener)

        html = client.get(to(room, "room")).content.decode()

        assert "Typed on a dead line." in html
        assert str(late.voice_id) not in html
        assert 'id="desk-late" data-live-region' in html
        done = client.post(to(room, "room_late_admit", late.uuid), headers=JSON)
        assert done.json() == {"said": "The point is on record."}
        assert 'aria-labelledby="desk-late-heading" hidden' in client.get(to(room, "room")).content.decode()

    def test_a_refusal_is_told(self, sign_in: SignIn) -> None:
        room = make_room()
        client = sign_in(room.convener)
        point = point_in(room)
        close_item(item=room.item, actor=room.convener)
        client.post(to(room, "room_point_hide", point.uuid))

        response = client.post(to(room, "room_late_admit", point.uuid), headers=JSON)

        assert response.status_code == 409
