"""Pages of dialogues, teams and themes."""

from __future__ import annotations

import pytest
from django.utils import timezone

from dialogues.enums import TeamRole
from dialogues.models import Dialogue
from tests.factories import (
    AffiliationFactory,
    DialogueFactory,
    MeetingFactory,
    OrganisationFactory,
    ParticipationFactory,
    TeamMemberFactory,
    TeamUserFactory,
    ThemeFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def convener():
    return TeamMemberFactory(dialogue=DialogueFactory(title="Peace", slug="peace"))


@pytest.fixture
def client(sign_in, convener):
    return sign_in(convener.user)


def body(response):
    return response.content.decode()


@pytest.mark.parametrize("number", [1, 30])
def test_the_list_costs_the_same_for_one_and_for_thirty(sign_in, convener, django_assert_num_queries, number):
    for _ in range(number - 1):
        MeetingFactory(dialogue=TeamMemberFactory(user=convener.user).dialogue)
    client = sign_in(convener.user)
    with django_assert_num_queries(4):  # session, account, count, page
        response = client.get("/dialogues/")
    assert len(response.context["listing"].rows) == number


def test_the_list_says_what_is_next(client, convener):
    MeetingFactory(dialogue=convener.dialogue)
    MeetingFactory(dialogue=convener.dialogue, status="cancelled")
    ParticipationFactory.create_batch(2, meeting=MeetingFactory(dialogue=convener.dialogue, status="ended"))
    (row,) = client.get("/dialogues/").context["listing"].rows
    assert row.meeting_count == 2
    assert row.next_start == convener.dialogue.meetings.upcoming().get().starts_at


def test_archived_ones_are_asked_for(client, convener):
    old = DialogueFactory(title="Old", archived_at=timezone.now())
    TeamMemberFactory(user=convener.user, dialogue=old)

    def titles(query=""):
        return [row.title for row in client.get(f"/dialogues/{query}").context["listing"].rows]

    assert titles() == ["Peace"]
    assert titles("?state=archived") == ["Old"]
    assert titles("?state=all") == ["Old", "Peace"]
    assert titles("?q=pea") == ["Peace"]
    assert "Nothing found" in body(client.get("/dialogues/?q=zzz"))


def test_the_list_goes_out_as_it_is_filtered(client, convener):
    TeamMemberFactory(user=convener.user, dialogue=DialogueFactory(title="=War"))
    lines = b"".join(client.get("/dialogues/?q=war&format=csv")).decode("utf-8-sig").splitlines()
    assert lines[0] == "Dialogue,Host,Meetings,Next meeting"
    assert len(lines) == 2
    assert lines[1].startswith("'=War,")


def test_htmx_gets_the_results_alone(client):
    response = client.get("/dialogues/", headers={"HX-Request": "true", "HX-Target": "list-results"})
    assert "<html" not in body(response)
    assert "Peace" in body(response)


def form_data(**values):
    return {
        "title": "Bridging silos",
        "purpose": "To meet.",
        "languages": ["en", "ar"],
        "attribution_rule": "unattributed",
        "target_research": "2",
        "target_media": "0",
    } | values


def test_open_a_dialogue(client, convener):
    host = OrganisationFactory()
    response = client.post("/dialogues/new/", form_data(**{"host": host.slug, "host-text": host.name}))
    dialogue = Dialogue.objects.get(slug="bridging-silos")
    assert response.url == "/dialogues/bridging-silos/"
    assert (dialogue.host, dialogue.languages) == (host, ["en", "ar"])
    assert [*dialogue.counterpart_targets.values_list("organisation_kind", "minimum")] == [("research", 2)]
    assert [(member.user, member.role) for member in dialogue.team.all()] == [(convener.user, "convener")]


def test_a_new_dialogue_starts_under_the_chatham_house_rule(client):
    form = client.get("/dialogues/new/").context["form"]
    assert (form["attribution_rule"].value(), form["languages"].value()) == ("unattributed", ["en"])


def test_what_is_wrong_stands_beside_and_what_was_typed_stays(client):
    response = client.post("/dialogues/new/", form_data(title="", target_research="-1"))
    assert response.status_code == 422
    assert {*response.context["form"].errors} == {"title", "host", "target_research"}
    assert "To meet." in body(response)
    assert not Dialogue.objects.filter(title="").exists()


def test_change_a_dialogue(client, convener):
    dialogue = convener.dialogue
    page = client.get("/dialogues/peace/edit/")
    assert page.context["form"]["title"].value() == "Peace"
    data = form_data(**{"host": dialogue.host.slug, "host-text": dialogue.host.name, "title": "Peace now"})
    assert client.post("/dialogues/peace/edit/", data).url == "/dialogues/peace/"
    dialogue.refresh_from_db()
    assert (dialogue.title, dialogue.counterpart_targets.count()) == ("Peace now", 1)


def test_archive_and_take_up_again(client, convener):
    assert "Archive this dialogue?" in body(client.get("/dialogues/peace/archive/"))
    client.post("/dialogues/peace/archive/")
    convener.dialogue.refresh_from_db()
    assert convener.dialogue.archived_at is not None
    client.post("/dialogues/peace/restore/")
    convener.dialogue.refresh_from_db()
    assert convener.dialogue.archived_at is None


def test_archive_is_refused_in_words(client, convener):
    MeetingFactory(dialogue=convener.dialogue)
    page = client.post("/dialogues/peace/archive/", follow=True)
    assert "A meeting is still to come" in body(page)


@pytest.mark.parametrize("number", [1, 30])
def test_the_hub_costs_the_same_for_one_and_for_thirty(sign_in, convener, django_assert_num_queries, number):
    dialogue = convener.dialogue
    for index in range(number):
        meeting = MeetingFactory(dialogue=dialogue, status="ended" if index % 2 else "planned")
        ParticipationFactory(meeting=meeting, attended=True)
        ThemeFactory(dialogue=dialogue)
        TeamMemberFactory(dialogue=dialogue, role=TeamRole.COORDINATOR)
    client = sign_in(convener.user)
    with django_assert_num_queries(12):
        assert client.get("/dialogues/peace/").status_code == 200


def test_the_hub_shows_who_is_missing(client, convener):
    dialogue = convener.dialogue
    dialogue.counterpart_targets.create(organisation_kind="research", minimum=1)
    dialogue.counterpart_targets.create(organisation_kind="media", minimum=1)
    researcher = AffiliationFactory(organisation__kind="research")
    for _ in range(2):  # the same person twice counts once
        ParticipationFactory(
            meeting=MeetingFactory(dialogue=dialogue, status="ended"),
            person=researcher.person,
            organisation=researcher.organisation,
            attended=True,
        )
    ParticipationFactory(meeting=MeetingFactory(dialogue=dialogue, status="ended"))  # did not come
    coverage = client.get("/dialogues/peace/").context["coverage"]
    assert [(row.kind, row.wanted, row.count) for row in coverage.rows] == [
        ("research", 1, 1),
        ("media", 1, 0),
    ]
    assert ([row.kind for row in coverage.missing], coverage.reached, coverage.total) == (["media"], 1, 1)


def test_take_on_and_let_go(client, convener):
    new = TeamUserFactory()
    assert client.post("/dialogues/peace/team/", {"user": new.uuid, "role": "coordinator"}).status_code == 302
    assert client.post(f"/dialogues/peace/team/{new.uuid}/role/", {"role": "convener"}).status_code == 302
    assert convener.dialogue.team.get(user=new).role == "convener"
    assert client.post(f"/dialogues/peace/team/{new.uuid}/role/", {"role": "king"}).status_code == 404
    client.post(f"/dialogues/peace/team/{new.uuid}/remove/")
    assert not convener.dialogue.team.filter(user=new).exists()
    assert client.post(f"/dialogues/peace/team/{new.uuid}/remove/").status_code == 404


def test_the_last_convener_stays(client, convener):
    page = client.post(f"/dialogues/peace/team/{convener.user.uuid}/remove/", follow=True)
    assert "A dialogue needs a convener" in body(page)
    page = client.post("/dialogues/peace/team/", {"user": "", "role": "coordinator"})
    assert (page.status_code, {*page.context["form"].errors}) == (422, {"user"})


def test_who_gives_up_convening_lands_where_they_may_be(client, convener):
    TeamMemberFactory(dialogue=convener.dialogue)
    address = f"/dialogues/peace/team/{convener.user.uuid}"
    assert client.post(f"{address}/role/", {"role": "coordinator"}).url == "/dialogues/peace/"


def test_themes_are_kept_in_a_tree(client, convener):
    dialogue = convener.dialogue
    for name in ("A", "B"):
        client.post("/dialogues/peace/themes/", {"name": name})
    first, second = dialogue.themes.all()
    client.post("/dialogues/peace/themes/", {"name": "A1", "parent": first.uuid, "pillar": "protection"})
    client.post(f"/dialogues/peace/themes/{second.uuid}/move/", {"direction": "up"})
    rows = client.get("/dialogues/peace/themes/").context["rows"]
    assert [(row.theme.name, row.depth, row.is_first, row.is_last) for row in rows] == [
        ("B", 0, True, False),
        ("A", 0, False, True),
        ("A1", 1, True, True),
    ]
    client.post(f"/dialogues/peace/themes/{first.uuid}/", {"name": "Alpha", "parent": second.uuid})
    first.refresh_from_db()
    assert (first.name, first.parent) == ("Alpha", second)
    client.post(f"/dialogues/peace/themes/{second.uuid}/remove/")
    first.refresh_from_db()
    assert first.parent is None


def test_a_theme_twice_is_refused_in_place(client, convener):
    ThemeFactory(dialogue=convener.dialogue, name="A")
    page = client.post("/dialogues/peace/themes/", {"name": "A"})
    assert page.status_code == 422
    assert "This dialogue already has a theme of this name." in body(page)


def test_meetings_on_the_registrys_pages_are_the_teams_own(sign_in, convener):
    held = ParticipationFactory(meeting__dialogue=convener.dialogue)
    page = sign_in(convener.user).get(f"/organisations/{held.organisation.slug}/")
    assert held.meeting.title in body(page)
    other = TeamMemberFactory().user
    assert held.meeting.title not in body(sign_in(other).get(f"/organisations/{held.organisation.slug}/"))
    assert held.meeting.title in body(sign_in(convener.user).get(f"/people/{held.person.uuid}/"))
