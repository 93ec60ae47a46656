"""Previewing, publishing, withdrawing; the team's list."""

from collections.abc import Callable

import pytest
from django.test import Client

from reports.models import Paragraph, Publication
from reports.services import publish_report
from stakeholders.models import User
from tests.factories import MeetingFactory, ReportFactory
from tests.reports.factories import Reported, paragraph_with

SignIn = Callable[[User], Client]


@pytest.fixture
def client(held: Reported, sign_in: SignIn) -> Client:
    return sign_in(held.coordinator)


def test_the_preview_is_the_document_of_the_next_version(held: Reported, client: Client) -> None:
    held.report()
    page = client.get(held.url("preview/"))
    assert '<article class="report" lang="en" dir="ltr">' in page.content.decode()
    pdf, docx = client.get(held.url("preview.pdf")), client.get(held.url("preview.docx"))
    assert (pdf["Content-Type"], pdf.content[:5]) == ("application/pdf", b"%PDF-")
    assert docx["Content-Disposition"] == 'attachment; filename="the-future-of-networks-preview.docx"'
    assert docx.content[:2] == b"PK"


def test_publishing_by_the_button(held: Reported, client: Client) -> None:
    held.report()
    assert "This version never changes afterwards." in client.get(held.url("publish/")).content.decode()
    response = client.post(held.url("publish/"), follow=True)
    assert "Version 1 is published." in response.content.decode()
    assert Publication.objects.count() == 1


def test_what_stands_against_it_is_listed_and_nothing_is_published(held: Reported, client: Client) -> None:
    report = held.report()
    Paragraph.objects.filter(pk=paragraph_with(report, "Some").pk).update(
        text="Everyone agreed with Nour Haddadin."
    )
    page = client.get(held.url("publish/")).content.decode()
    assert "Nour Haddadin has not agreed to be named:" in page
    assert (
        "A paragraph speaks of “participants strongly agreed”; its points support “some participants” at most:"
        in page
    )
    client.post(held.url("publish/"))
    assert Publication.objects.count() == 0


def test_a_correction_asks_what_it_changes(held: Reported, client: Client) -> None:
    report = held.report()
    publish_report(report=report, actor=held.coordinator)
    Paragraph.objects.filter(pk=paragraph_with(report, "Some").pk).update(text="Some participants noted it.")
    refused = client.post(held.url("publish/"), {"change_note": ""})
    assert list(refused.context["form"].errors) == ["change_note"]
    client.post(held.url("publish/"), {"change_note": "One sentence is shorter."})
    assert Publication.objects.get(number=2).change_note == "One sentence is shorter."


def test_withdrawing(held: Reported, client: Client, sign_in: SignIn) -> None:
    report = held.report()
    assert client.get(held.url("withdraw/")).status_code == 403
    publish_report(report=report, actor=held.coordinator)
    assert sign_in(held.outsider).get(held.url("withdraw/")).status_code == 404
    assert sign_in(held.participant).get(held.url("withdraw/")).status_code == 403
    refused = client.post(held.url("withdraw/"), {"note": ""})
    assert list(refused.context["form"].errors) == ["note"]
    page = client.post(held.url("withdraw/"), {"note": "A mistake."}, follow=True).content.decode()
    assert "This report is withdrawn" in page
    assert "A mistake." in page
    assert client.get(held.url("front/")).status_code == 403


def test_the_list_holds_the_reports_of_ones_dialogues(held: Reported, sign_in: SignIn) -> None:
    held.report()
    ReportFactory(title="Elsewhere")
    page = sign_in(held.coordinator).get("/reports/manage/").content.decode()
    assert "The future of networks" in page
    assert "Elsewhere" not in page
    assert "Elsewhere" in sign_in(held.administrator).get("/reports/manage/").content.decode()
    assert "No report yet" in sign_in(held.outsider).get("/reports/manage/").content.decode()
    assert sign_in(held.participant).get("/reports/manage/")["Location"] == "/reports/"
    assert Client().get("/reports/manage/")["Location"] == "/accounts/login/?next=/reports/manage/"


def test_the_list_is_searched_filtered_and_exported(held: Reported, client: Client) -> None:
    held.report()
    ReportFactory(meeting=MeetingFactory(dialogue=held.meeting.dialogue), title="Another", status="published")
    assert "Another" not in client.get("/reports/manage/?q=future").content.decode()
    assert "The future of networks" not in client.get("/reports/manage/?status=published").content.decode()
    exported = client.get("/reports/manage/?q=future&format=csv")
    content = getattr(exported, "streaming_content", None)
    text = (b"".join(content) if content else exported.content).decode("utf-8-sig")
    assert text.splitlines()[1].startswith("The future of networks,The future of networks,2024-05-30,Draft,")


@pytest.mark.parametrize("rows", [1, 30])
def test_the_list_costs_the_same_for_one_and_for_thirty(
    held: Reported, client: Client, rows: int, django_assert_num_queries: Callable[..., object]
) -> None:
    for _ in range(rows):
        ReportFactory(meeting=MeetingFactory(dialogue=held.meeting.dialogue))
    client.get("/reports/manage/")
    with django_assert_num_queries(4):  # type: ignore[attr-defined]
        client.get("/reports/manage/")


def test_taking_an_earlier_version_off_the_site(held: Reported, client: Client) -> None:
    report = held.report()
    publish_report(report=report, actor=held.coordinator)
    Paragraph.objects.filter(pk=paragraph_with(report, "Some").pk).update(text="Some participants noted it.")
    client.post(held.url("publish/"), {"change_note": "One sentence is shorter."})
    assert "Take it off the site" in client.get(held.url("")).content.decode()
    refused = client.post(held.url("versions/1/withhold/"), {"note": ""})
    assert list(refused.context["form"].errors) == ["note"]
    page = client.post(held.url("versions/1/withhold/"), {"note": "A mistake."}, follow=True).content.decode()
    assert "Version 1 is no longer shown." in page
    assert "A mistake." in page
    assert client.get(held.url("versions/7/withhold/")).status_code == 404
    latest = client.post(held.url("versions/2/withhold/"), {"note": "No."}).content.decode()
    assert "This is the latest version" in latest
