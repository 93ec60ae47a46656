"""The pages of a report's history."""

import pytest
from django.test import Client

from reports.services import edit_paragraph, move_paragraph, publish_report
from tests.reports.factories import Reported, paragraph_with
from tests.reports.test_views_editor import SignIn


@pytest.fixture
def client(held: Reported, sign_in: SignIn) -> Client:
    return sign_in(held.coordinator)


def changed(held: Reported) -> None:
    report = held.report()
    publish_report(report=report, actor=held.convener)
    paragraph = paragraph_with(report, "Some participants")
    text = paragraph.text.replace("hard", "far too hard")
    edit_paragraph(paragraph=paragraph, text=text, points=[], actor=held.coordinator)
    move_paragraph(paragraph=paragraph_with(report, "Another point"), earlier=True, actor=held.coordinator)


def test_the_list_says_who_changed_what_and_what_was_published(held: Reported, client: Client) -> None:
    changed(held)
    page = client.get(held.url("history/")).content.decode()
    assert page.count('type="radio"') == 8
    assert "Published as version 1" in page
    assert held.convener.name in page
    assert "Funding for networks" in page
    assert held.url("history/compare/?from=2&amp;to=3") in page


def test_the_comparison_marks_words_and_moves(held: Reported, client: Client) -> None:
    changed(held)
    page = client.get(held.url("history/compare/?from=1&to=4")).content.decode()
    assert "<ins>far too </ins>" in page
    assert "Moved, from “Funding for networks”" in page
    assert "strongly agreed" not in page
    turned = client.get(held.url("history/compare/?from=4&to=1")).content.decode()
    assert "<ins>far too </ins>" in turned


def test_versions_that_say_the_same_say_so(held: Reported, client: Client) -> None:
    changed(held)
    assert (
        "No word differs between them"
        in client.get(held.url("history/compare/?from=1&to=2")).content.decode()
    )
    assert client.get(held.url("history/compare/?from=1&to=9")).status_code == 404


def test_an_earlier_state_is_gone_back_to_after_a_question(held: Reported, client: Client) -> None:
    changed(held)
    url = held.url("history/1/restore/")
    assert "Go back to what the report said then?" in client.get(url).content.decode()
    assert client.post(url)["Location"] == held.url()
    report = held.meeting.reports.get()
    assert paragraph_with(report, "Some participants").text.endswith("are hard to read.")
    assert client.post(held.url("history/9/restore/")).status_code == 404


def test_the_list_asks_the_same_number_of_questions_for_long_histories(
    held: Reported, client: Client, django_assert_max_num_queries
) -> None:  # type: ignore[no-untyped-def]
    report = held.report()
    first = report.revisions.get()
    for number in range(2, 32):
        first.pk, first.number = None, number
        first.save()
    with django_assert_max_num_queries(20):
        client.get(held.url("history/"))


def test_a_long_history_is_read_in_pages(held: Reported, client: Client) -> None:
    first = held.report().revisions.get()
    for number in range(2, 61):
        first.pk, first.number = None, number
        first.save()
    page = client.get(held.url("history/")).content.decode()
    assert page.count('type="radio"') == 100
    assert held.url("history/compare/?from=10&amp;to=11") in page
    assert "?page=2" in page
    page = client.get(held.url("history/?page=2")).content.decode()
    assert page.count('type="radio"') == 20
    assert held.url("history/compare/?from=9&amp;to=10") in page
    assert held.url("history/compare/?from=10&amp;to=11") not in page
