"""What the editor on the page sends and asks for."""

import json
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from reports.services import edit_paragraph
from tests.reports.factories import Reported, paragraph_with
from tests.reports.test_views_editor import SignIn


@pytest.fixture
def client(held: Reported, sign_in: SignIn) -> Client:
    cache.clear()
    return sign_in(held.coordinator)


def send(client: Client, url: str, **body: object):  # type: ignore[no-untyped-def]
    return client.post(url, json.dumps(body), content_type="application/json")


def test_a_saved_section_comes_back_with_what_is_to_be_said_of_it(held: Reported, client: Client) -> None:
    paragraph = paragraph_with(held.report(), "Some participants")
    had = [{"uuid": str(one.uuid), "text": one.text} for one in paragraph.section.paragraphs.all()]
    blocks = [{**one, "base": one["text"]} for one in had]
    blocks[1]["text"] = "Participants strongly agreed with Nour Haddadin."
    answer = send(
        client, held.url(f"sections/{paragraph.section.uuid}/save/"), known=had, blocks=blocks
    ).json()
    assert answer["conflicts"] == {}
    assert [one["text"] for one in answer["blocks"]] == [one["text"] for one in blocks]
    assert "This names Nour Haddadin" in answer["paragraphs"]
    assert "The words claim more than the count" in answer["paragraphs"]
    held.meeting.reports.get().refresh_from_db()
    assert answer["number"] == held.meeting.reports.get().edit_count


@pytest.mark.parametrize(
    "body",
    ["", "[]", "{}", '{"known": [], "blocks": [1]}', '{"known": [], "blocks": [{"uuid": "x", "text": ""}]}'],
)
def test_what_is_no_section_is_refused(held: Reported, client: Client, body: str) -> None:
    section = held.report().sections.first()
    assert section is not None
    url = held.url(f"sections/{section.uuid}/save/")
    assert client.post(url, body, content_type="application/json").status_code == 400
    assert client.get(url).status_code == 405
    assert send(client, held.url(f"sections/{uuid4()}/save/"), known=[], blocks=[]).status_code == 404


def test_an_open_editor_hears_what_others_changed_and_nothing_when_there_is_nothing(
    held: Reported, client: Client
) -> None:
    report = held.report()
    report.refresh_from_db()
    url = held.url(f"changes/?since={report.edit_count}")
    assert client.get(url).status_code == 204
    paragraph = paragraph_with(report, "Some participants")
    edit_paragraph(paragraph=paragraph, text="Theirs.", points=[], actor=held.convener)
    answer = client.get(url).json()
    assert [part["uuid"] for part in answer["sections"]] == [str(paragraph.section.uuid)]
    assert "Theirs." in [one["text"] for one in answer["sections"][0]["blocks"]]
    assert client.get(held.url("changes/?since=x")).status_code == 400


def test_to_hear_of_many_sections_asks_as_many_questions_as_of_one(held: Reported, client: Client) -> None:
    report = held.report()
    report.refresh_from_db()
    before = report.edit_count
    paragraphs = ["Some participants", "The meeting began", "came out of the meeting"]
    asked = []
    for said in paragraphs:
        edit_paragraph(
            paragraph=paragraph_with(report, said), text=f"{said}.", points=[], actor=held.convener
        )
        client.get(held.url(f"changes/?since={before}"))  # what is asked once only is known now
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(held.url(f"changes/?since={before}")).json()
        asked.append((len(answer["sections"]), len(queries)))
    assert [sections for sections, _queries in asked] == [1, 2, 3]
    assert len({queries for _sections, queries in asked}) == 1


def test_who_else_is_in_a_section_is_told_while_they_are(
    held: Reported, client: Client, sign_in: SignIn
) -> None:
    section = held.report().sections.first()
    assert section is not None
    sign_in(held.convener).get(held.url(f"changes/?since=0&section={section.uuid}"))
    answer = client.get(held.url("changes/?since=9999")).json()
    assert answer["others"] == {str(section.uuid): [held.convener.name]}


def test_a_point_is_drawn_into_a_paragraph_and_out_of_it(held: Reported, client: Client) -> None:
    paragraph = paragraph_with(held.report(), "Some participants")
    url = held.url(f"paragraphs/{paragraph.uuid}/points/")
    client.post(url, {"add": str(held.strong.uuid)})
    assert set(paragraph.points.all()) == {held.strong, held.some}
    answer = client.post(url, {"remove": str(held.strong.uuid)}).json()
    assert list(paragraph.points.all()) == [held.some]
    assert answer["uuid"] == str(paragraph.section.uuid)
    assert client.post(url, {"add": "x"}).status_code == 400


def test_a_section_that_others_removed_is_made_anew_of_what_was_written(
    held: Reported, client: Client
) -> None:
    report = held.report()
    url = held.url("sections/bring-back/")
    blocks = [{"uuid": str(uuid4()), "text": "Mine.", "base": ""}]
    answer = send(client, url, heading="Again", known=[], blocks=blocks).json()
    section = report.sections.get(uuid=answer["section"])
    assert (section.heading, section.paragraphs.get().text) == ("Again", "Mine.")
    refused = send(client, url, heading="H" * 300, known=[], blocks=blocks)
    assert refused.status_code == 409
    assert refused.json()["refused"]
    assert client.post(url, "[]", content_type="application/json").status_code == 400
    assert client.get(url).status_code == 405


def test_whether_the_report_is_ready_is_told_by_itself(held: Reported, client: Client) -> None:
    held.report()
    part = client.get(held.url(), headers={"HX-Request": "true", "HX-Target": "readiness"}).content.decode()
    assert "It names nobody who has not agreed" in part
    assert "data-section" not in part
