"""The Report step: making the draft and editing it."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.test import Client

from dialogues.models import Point
from reports.models import Paragraph, Report, Section
from stakeholders.models import User
from tests.factories import MeetingFactory, PointFactory
from tests.reports.factories import Reported, paragraph_with

SignIn = Callable[[User], Client]
HTMX = {"HX-Request": "true"}


@pytest.fixture
def client(held: Reported, sign_in: SignIn) -> Client:
    return sign_in(held.coordinator)


def addresses(held: Reported, report: Report) -> list[str]:
    section = report.sections.first()
    paragraph = Paragraph.objects.filter(section=section).first()
    assert section is not None
    assert paragraph is not None
    return [
        held.url(path)
        for path in (
            "",
            "draft/",
            "front/",
            "sections/",
            f"sections/{section.uuid}/",
            f"sections/{section.uuid}/delete/",
            f"sections/{section.uuid}/paragraphs/",
            f"paragraphs/{paragraph.uuid}/",
            "history/",
            "history/compare/",
            "history/1/restore/",
            "preview/",
            "preview.pdf",
            "preview.docx",
            "publish/",
        )
    ]


def test_every_page_is_open_to_the_team_and_to_nobody_else(held: Reported, sign_in: SignIn) -> None:
    for address in addresses(held, held.report()):
        statuses = {
            role: sign_in(getattr(held, role)).get(address).status_code
            for role in ("coordinator", "convener", "administrator", "participant", "outsider")
        }
        assert statuses == {
            "coordinator": 200,
            "convener": 200,
            "administrator": 200,
            "participant": 403,
            "outsider": 404,
        }
        anonymous = Client().get(address)
        assert (anonymous.status_code, anonymous["Location"]) == (302, f"/accounts/login/?next={address}")


def test_what_is_not_there_is_not_found(held: Reported, client: Client) -> None:
    elsewhere = MeetingFactory(dialogue=held.meeting.dialogue, slug="elsewhere")
    held.report()
    assert client.get("/dialogues/networks/nowhere/report/").status_code == 404
    assert client.get(f"/dialogues/networks/{elsewhere.slug}/report/en/publish/").status_code == 404
    assert client.get(held.step("fr/")).status_code == 404
    assert client.get(held.step("en-compiled/")).status_code == 404
    assert client.get(held.step("english/")).status_code == 404
    for kind in ("sections", "paragraphs"):
        assert client.get(held.url(f"{kind}/{uuid4()}/")).status_code == 404
        assert client.get(held.url(f"{kind}/17/")).status_code == 404


def test_what_only_posts_refuses_to_be_read(held: Reported, client: Client) -> None:
    report = held.report()
    section, paragraph = Section.objects.first(), paragraph_with(report, "Some")
    assert section is not None
    for path in (
        f"sections/{section.uuid}/move/",
        f"paragraphs/{paragraph.uuid}/move/",
        f"paragraphs/{paragraph.uuid}/delete/",
    ):
        assert client.get(held.url(path)).status_code == 405
    assert client.post(held.url()).status_code == 405


def test_one_button_makes_the_draft(held: Reported, client: Client) -> None:
    page = client.get(held.step()).content.decode()
    assert "There is no report yet" in page
    assert "Make the draft" in page
    response = client.post(held.step("start/"), {"language": "en"}, follow=True)
    assert response.redirect_chain == [(held.url(), 302)]
    assert (
        "Participants strongly agreed that donors should fund networks for longer."
        in response.content.decode()
    )


def test_before_the_meeting_has_ended_there_is_no_button(held: Reported, client: Client) -> None:
    held.meeting.status = "live"
    held.meeting.save()
    assert "Make the draft" not in client.get(held.step()).content.decode()
    assert client.post(held.step("start/")).status_code == 403


def test_a_meeting_without_points_says_so(held: Reported, client: Client) -> None:
    held.meeting.agenda_items.all().delete()
    page = client.post(held.step("start/"), {"language": "en"}).content.decode()
    assert "No point was logged at this meeting that a report could tell." in page


def test_what_came_since_is_shown_and_brought_in_beside_what_was_edited(
    held: Reported, client: Client
) -> None:
    paragraph = paragraph_with(held.report(), "Some")
    client.post(held.url(f"paragraphs/{paragraph.uuid}/"), {"text": "Mine.", "points": [], "quantifier": ""})
    assert (
        "Nothing: the report says all that the record says" in client.get(held.url("draft/")).content.decode()
    )
    Point.objects.filter(pk=held.some.pk).update(hands=12)
    PointFactory(agenda_item=held.discussion, text="Core funding matters.", hands=9, position=3)
    page = client.get(held.url("draft/")).content.decode()
    assert "core funding matters" in page
    assert "Paragraphs that you decide about" in page
    assert client.post(held.url("draft/"))["Location"] == held.url()
    page = client.get(held.url()).content.decode()
    assert "Mine." in page
    assert page.count("Came with a later draft") == 1
    assert page.count("The record now says") == 1


def test_what_is_offered_is_taken_with_one_click(held: Reported, client: Client) -> None:
    paragraph = paragraph_with(held.report(), "Some")
    Paragraph.objects.filter(pk=paragraph.pk).update(offered_text="The record says this.")
    response = client.post(held.url(f"paragraphs/{paragraph.uuid}/offer/"), {"do": "take"})
    paragraph.refresh_from_db()
    assert response["Location"] == held.url(f"#paragraph-{paragraph.uuid}")
    assert (paragraph.text, paragraph.offered_text) == ("The record says this.", "")


def test_the_step_goes_to_the_report_that_was_worked_on_last(held: Reported, client: Client) -> None:
    held.report()
    assert client.get(held.step())["Location"] == held.url()


def test_a_language_that_is_taken_or_unknown_is_refused_beside_the_field(
    held: Reported, client: Client
) -> None:
    held.report()
    for language in ("en", "tlh", ""):
        page = client.post(held.step("start/"), {"language": language})
        assert page.status_code == 200
        assert 'id="error_1_id_language"' in page.content.decode()
    assert Report.objects.count() == 1


def test_the_editor_shows_points_counts_and_words(held: Reported, client: Client) -> None:
    held.report()
    page = client.get(held.url()).content.decode()
    assert "4 of 22" in page
    assert "at most “some participants”" in page
    assert "It names nobody who has not agreed, and no paragraph claims more than its points." in page


def test_the_editor_shows_a_name_where_it_stands_with_both_ways_out(held: Reported, client: Client) -> None:
    presented = paragraph_with(held.report(), "Bergqvist explained")
    Paragraph.objects.filter(pk=presented.pk).update(text="Nour Haddadin explained it.")
    page = client.get(held.url()).content.decode()
    assert "This names Nour Haddadin" in page
    assert "<mark>Nour Haddadin</mark> explained it." in page
    assert f"/dialogues/networks/future/people/{held.silent.uuid}/" in page


def test_the_editor_warns_of_words_that_claim_too_much(held: Reported, client: Client) -> None:
    paragraph = paragraph_with(held.report(), "Some")
    Paragraph.objects.filter(pk=paragraph.pk).update(text="All participants found calls hard to read.")
    page = client.get(held.url()).content.decode()
    assert (
        "They speak of “participants strongly agreed”; the points support “some participants” at most."
        in page
    )


def test_a_paragraph_is_edited_plainly(held: Reported, client: Client) -> None:
    paragraph = paragraph_with(held.report(), "Some")
    url = held.url(f"paragraphs/{paragraph.uuid}/")
    response = client.post(
        url, {"text": "Calls are hard.", "points": [str(held.some.uuid)], "quantifier": "1"}
    )
    paragraph.refresh_from_db()
    assert (response.status_code, response["Location"]) == (302, held.url(f"#paragraph-{paragraph.uuid}"))
    assert (paragraph.text, paragraph.quantifier, list(paragraph.points.all())) == (
        "Calls are hard.",
        1,
        [held.some],
    )


def test_a_paragraph_is_edited_in_its_place(held: Reported, client: Client) -> None:
    paragraph = paragraph_with(held.report(), "Some")
    url = held.url(f"paragraphs/{paragraph.uuid}/")
    form = client.get(url, headers=HTMX).content.decode()
    assert form.strip().startswith('<form class="report-form"')
    saved = client.post(url, {"text": "Calls are hard.", "points": [], "quantifier": ""}, headers=HTMX)
    assert saved.content.decode().strip().startswith('<div id="editor"')
    assert "Calls are hard." in saved.content.decode()


def test_an_empty_paragraph_comes_back_with_what_was_typed(held: Reported, client: Client) -> None:
    paragraph = paragraph_with(held.report(), "Some")
    url = held.url(f"paragraphs/{paragraph.uuid}/")
    plain = client.post(url, {"text": "", "points": [str(held.some.uuid)], "quantifier": "9"})
    assert plain.status_code == 200
    assert sorted(plain.context["form"].errors) == ["quantifier", "text"]
    inline = client.post(url, {"text": "", "points": [], "quantifier": ""}, headers=HTMX)
    assert inline["HX-Retarget"] == "#report-form"


def test_paragraphs_and_sections_are_added_moved_and_removed(held: Reported, client: Client) -> None:
    report = held.report()
    client.post(held.url("sections/"), {"heading": "Background"})
    section = report.sections.get(heading="Background")
    client.post(held.url(f"sections/{section.uuid}/"), {"heading": "Context"})
    client.post(
        held.url(f"sections/{section.uuid}/paragraphs/"), {"text": "One.", "points": [], "quantifier": ""}
    )
    client.post(
        held.url(f"sections/{section.uuid}/paragraphs/"), {"text": "Two.", "points": [], "quantifier": ""}
    )
    two = Paragraph.objects.get(text="Two.")
    client.post(held.url(f"paragraphs/{two.uuid}/move/"), {"to": "earlier"})
    section.refresh_from_db()
    assert (section.heading, [p.text for p in section.paragraphs.all()]) == ("Context", ["Two.", "One."])
    page = client.post(held.url(f"sections/{section.uuid}/move/"), {"to": "earlier"}, headers=HTMX)
    assert page.content.decode().strip().startswith('<div id="editor"')
    client.post(held.url(f"paragraphs/{two.uuid}/delete/"))
    assert [p.text for p in section.paragraphs.all()] == ["One."]
    client.post(held.url(f"sections/{section.uuid}/delete/"))
    assert not report.sections.filter(heading="Context").exists()


def test_an_empty_heading_or_title_is_refused(held: Reported, client: Client) -> None:
    report = held.report()
    section = report.sections.first()
    assert section is not None
    for path, data in (
        ("sections/", {"heading": ""}),
        (f"sections/{section.uuid}/", {"heading": ""}),
        ("front/", {"title": "", "subtitle": "x", "attribution": ""}),
    ):
        response = client.post(held.url(path), data)
        assert (response.status_code, len(response.context["form"].errors)) == (200, 1)


def test_the_title_is_edited(held: Reported, client: Client) -> None:
    report = held.report()
    response = client.post(held.url("front/"), {"title": "New", "subtitle": "", "attribution": "How."})
    report.refresh_from_db()
    assert (response["Location"], report.title, report.attribution) == (held.url(), "New", "How.")


def test_the_editor_asks_the_same_number_of_questions_for_long_reports(
    held: Reported, client: Client, django_assert_max_num_queries: Callable[..., object]
) -> None:
    report = held.report()
    section = report.sections.last()
    Paragraph.objects.bulk_create(
        Paragraph(section=section, text=f"Text {n}.", position=9) for n in range(30)
    )
    client.get(held.url())
    with django_assert_max_num_queries(40):  # type: ignore[attr-defined]
        client.get(held.url())


def opened(client: Client, address: str) -> dict[str, object]:
    """Return what a browser would send of the form at ``address``, as it was opened."""
    form = client.get(address).context["form"]
    return {bound.html_name: bound.value() for bound in form if bound.value() not in (None, "")}


@pytest.mark.parametrize(
    ("path", "field"),
    [("front/", "title"), ("sections/{section}/", "heading"), ("paragraphs/{paragraph}/", "text")],
)
def test_words_that_others_changed_meanwhile_are_shown_and_nothing_is_lost(
    held: Reported, client: Client, sign_in: SignIn, path: str, field: str
) -> None:
    report = held.report()
    section = report.sections.first()
    assert section is not None
    paragraph = section.paragraphs.first()
    assert paragraph is not None
    address = held.url(path.format(section=section.uuid, paragraph=paragraph.uuid))
    mine, other = opened(client, address), sign_in(held.convener)
    other.post(address, opened(other, address) | {field: "Theirs"})
    refused = client.post(address, mine | {field: "Mine"})
    assert refused.status_code == 200
    assert "It says now: “Theirs”." in refused.content.decode()
    form = refused.context["form"]
    assert (form[field].value(), opened(client, address)[field]) == ("Mine", "Theirs")
    # What was shown counts as seen: saved again, it takes the place of theirs.
    again = {bound.html_name: bound.value() for bound in form if bound.value() not in (None, "")}
    assert client.post(address, again).status_code == 302
    assert opened(client, address)[field] == "Mine"


@pytest.mark.parametrize("began", ["[]", '{"title": 7}', "no JSON"])
def test_a_form_that_somebody_tampered_with_is_refused(held: Reported, client: Client, began: str) -> None:
    report = held.report()
    response = client.post(
        held.url("front/"), {"title": "New", "subtitle": "", "attribution": "How.", "began": began}
    )
    report.refresh_from_db()
    assert (response.status_code, report.title == "New") == (200, False)


def test_points_that_the_form_did_not_get_are_refused(held: Reported, client: Client) -> None:
    paragraph = paragraph_with(held.report(), "Some")
    address = held.url(f"paragraphs/{paragraph.uuid}/")
    response = client.post(address, {"text": "New.", "began": '{"text": "", "points": ["x"]}'})
    assert "not as it was sent" in response.content.decode()


def test_a_list_written_without_scripts_has_plain_line_ends(held: Reported, client: Client) -> None:
    paragraph = paragraph_with(held.report(), "Some")
    client.post(held.url(f"paragraphs/{paragraph.uuid}/"), {"text": "- One\r\n- Two"})
    paragraph.refresh_from_db()
    assert paragraph.text == "- One\n- Two"


@pytest.mark.parametrize(
    ("path", "field"),
    [("sections/{}/", "heading"), ("paragraphs/{}/", "text"), ("sections/{}/paragraphs/", "text")],
)
def test_what_was_typed_into_what_others_removed_stays_in_the_form(
    held: Reported, client: Client, path: str, field: str
) -> None:
    held.report()
    response = client.post(held.url(path.format(uuid4())), {field: "My words."})
    assert response.status_code == 200
    page = response.content.decode()
    assert "Somebody removed this while you were writing" in page
    assert "My words." in page
