"""The participants' pages of a review, by private link, by the shared pass, and by receipt."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dialogues.links import private_path
from reports.enums import CommentOutcome, ReviewKind
from reports.models import Report, ReviewComment, ReviewInvitation, ReviewRound
from reports.review_links import receipt_hash, review_path, unnamed_pass
from reports.selectors.review_waiting import reviews_waiting_for
from reports.services import generate_draft, publish_report
from reports.services.review import (
    Words,
    answer_comment,
    close_review,
    comment_as_member,
    open_review,
    set_review_policy,
)
from stakeholders.enums import Protection
from stakeholders.models import AuditEntry, OutgoingMessage, User
from tests.reports.factories import Reported, paragraph_with

SignIn = Callable[[User], Client]


@pytest.fixture
def report(held: Reported) -> Report:
    return held.report()


@pytest.fixture
def review(held: Reported, report: Report) -> ReviewRound:
    return open_review(
        report=report,
        kind=ReviewKind.PARTICIPANTS,
        closes_at=timezone.now() + timedelta(days=3),
        message="Please read section two.",
        actor=held.coordinator,
    )


@pytest.fixture
def invitation(held: Reported, review: ReviewRound) -> ReviewInvitation:
    return review.invitations.select_related("participation__person", "round").get(participation=held.silent)


@pytest.fixture
def anchor(report: Report) -> str:
    return f"p-{paragraph_with(report, 'Some participants').uuid.hex[:8]}"


def unnamed(review: ReviewRound, anchor: str) -> str:
    return reverse("reports:private_unnamed_say", args=[review.uuid, unnamed_pass(review), anchor])


def test_the_draft_is_shown_as_it_was_frozen(
    client: Client, held: Reported, report: Report, invitation: ReviewInvitation, anchor: str
) -> None:
    paragraph = paragraph_with(report, "Some participants")
    before = paragraph.text
    paragraph.text = "Changed since."
    paragraph.save()
    response = client.get(review_path(invitation))
    page = response.content.decode()
    assert '<article class="report" lang="en" dir="ltr">' in page
    assert before in page
    assert "Changed since." not in page
    assert "Please read section two." in page
    assert f"{review_path(invitation)}say/{anchor}/" in page
    assert page.count('class="review-link"') == len(invitation.round.written)
    assert response["Referrer-Policy"] == "no-referrer"
    assert response["Cache-Control"] == "private, no-store"
    assert "sessionid" not in response.cookies


def test_it_speaks_the_language_of_its_reader(
    client: Client, held: Reported, invitation: ReviewInvitation
) -> None:
    held.silent.person.languages = ["ar"]
    held.silent.person.save()
    page = client.get(review_path(invitation)).content.decode()
    assert '<html lang="ar" dir="rtl"' in page
    assert 'class="review-link" lang="ar" dir="rtl"' in page


def test_the_link_opens_this_review_and_nothing_else(
    client: Client, held: Reported, invitation: ReviewInvitation, review: ReviewRound
) -> None:
    token = review_path(invitation).rstrip("/").rpartition("/")[2]
    assert client.get(f"/i/{token}/").status_code == 410
    other = invitation.participation
    other.link_version += 1
    other.save()
    response = client.get(f"/review/{review.uuid}/{token}/")
    assert response.status_code == 410
    assert response["Referrer-Policy"] == "no-referrer"
    assert client.get(f"/review/{review.uuid}/{token}x/").status_code == 410


def test_a_comment_with_a_name(
    client: Client, held: Reported, invitation: ReviewInvitation, anchor: str
) -> None:
    address = f"{review_path(invitation)}say/{anchor}/"
    empty = client.post(address, {"text": "", "suggestion": ""})
    assert empty.status_code == 422
    said = client.post(address, {"text": "We said more."})
    assert said["Location"] == f"{review_path(invitation)}?said#{anchor}"
    comment = ReviewComment.objects.get()
    assert (comment.participation, comment.receipt_hash) == (held.silent, "")
    invitation.refresh_from_db()
    assert not invitation.is_done
    page = client.get(review_path(invitation)).content.decode()
    assert "We said more." in page
    assert "Comment again" in page
    answer_comment(comment=comment, outcome=CommentOutcome.PARTLY, answer="A little.", actor=held.coordinator)
    assert "A little." in client.get(review_path(invitation)).content.decode()
    client.post(f"{review_path(invitation)}take-back/{comment.pk}/")
    assert not ReviewComment.objects.exists()


def test_a_comment_without_a_name_and_its_receipt(
    client: Client, held: Reported, review: ReviewRound, anchor: str
) -> None:
    before = (AuditEntry.objects.count(), OutgoingMessage.objects.count())
    said = client.post(unnamed(review, anchor), {"text": "We said more.", "language": "fr"})
    comment = ReviewComment.objects.get()
    receipt = said["Location"].partition("?")[0].rstrip("/").rpartition("/")[2]
    assert said["Location"].endswith("?in=fr")
    assert comment.receipt_hash == receipt_hash(receipt)
    assert (comment.member, comment.participation, comment.written_on) == (None, None, None)
    assert (AuditEntry.objects.count(), OutgoingMessage.objects.count()) == before
    page = client.get(said["Location"])
    assert '<html lang="fr"' in page.content.decode()
    assert "We said more." in page.content.decode()
    close_review(review=review, actor=held.coordinator)
    answer_comment(comment=comment, outcome=CommentOutcome.NOTED, answer="We see.", actor=held.coordinator)
    assert "We see." in client.get(said["Location"]).content.decode()
    assert "It is deleted" in client.post(said["Location"].partition("?")[0]).content.decode()
    assert not ReviewComment.objects.exists()
    assert client.get(said["Location"]).status_code == 410


def test_an_objection_goes_without_a_name_whatever_is_pressed(
    client: Client, review: ReviewRound, invitation: ReviewInvitation, anchor: str
) -> None:
    page = client.get(f"{review_path(invitation)}say/{anchor}/").content.decode()
    objection = page[page.index('id="object"') :]
    assert f'action="{unnamed(review, anchor)}"' in objection
    assert "formaction" not in objection
    client.post(unnamed(review, anchor), {"text": "Not what I said.", "objects": "1"})
    comment = ReviewComment.objects.get()
    assert (comment.kind, comment.participation) == ("objection", None)


def test_what_could_not_be_taken_is_kept_in_the_form(
    client: Client, review: ReviewRound, anchor: str
) -> None:
    refused = client.post(unnamed(review, anchor), {"text": "", "objects": "1"})
    assert refused.status_code == 422
    assert list(refused.context["objection"].errors) == ["text"]
    other = client.post(unnamed(review, anchor), {"text": "", "suggestion": ""})
    assert other.context["form"].errors["__all__"] == [
        "Write what you want to say, or suggest another wording."
    ]
    wrong = reverse("reports:private_unnamed_say", args=[review.uuid, "wrong", anchor])
    assert client.post(wrong, {"text": "x"}).status_code == 410
    assert client.get(unnamed(review, anchor)).status_code == 405
    assert client.post(unnamed(review, "p-nowhere"), {"text": "x"}).status_code == 404


@pytest.mark.parametrize(
    ("protection", "attributed", "first"),
    [
        (Protection.STANDARD, True, "with"),
        (Protection.STANDARD, False, "without"),
        (Protection.PROTECTED, True, "without"),
    ],
)
def test_which_way_is_offered_first(
    client: Client,
    held: Reported,
    review: ReviewRound,
    invitation: ReviewInvitation,
    protection: str,
    attributed: bool,
    first: str,
) -> None:
    held.silent.person.protection = protection
    held.silent.person.save()
    anchor = next(key for key, one in review.written.items() if one["attributed"] == attributed)
    page = client.get(f"{review_path(invitation)}say/{anchor}/").content.decode()
    named, unnamed_button = page.index("Send with my name"), page.index("Send without my name")
    assert (named < unnamed_button) == (first == "with")


def test_done_is_said_and_not_concluded(client: Client, invitation: ReviewInvitation) -> None:
    address = f"{review_path(invitation)}done/"
    assert client.get(address).status_code == 405
    client.post(address)
    invitation.refresh_from_db()
    assert invitation.is_done
    assert "You will not be reminded." in client.get(review_path(invitation)).content.decode()
    client.post(address, {"again": "1"})
    invitation.refresh_from_db()
    assert not invitation.is_done


def test_a_closed_review_shows_no_draft(
    client: Client, held: Reported, review: ReviewRound, invitation: ReviewInvitation, anchor: str
) -> None:
    close_review(review=review, actor=held.coordinator)
    page = client.get(review_path(invitation)).content.decode()
    assert "This review is closed" in page
    assert '<article class="report"' not in page
    assert "Read the published report" not in page
    publish_report(report=review.report, actor=held.coordinator)
    assert "Read the published report" in client.get(review_path(invitation)).content.decode()
    say = client.post(f"{review_path(invitation)}say/{anchor}/", {"text": "Late."})
    assert say.status_code == 422
    assert client.post(unnamed(review, anchor), {"text": "Late."}).status_code == 422
    assert client.post(f"{review_path(invitation)}done/").status_code == 302
    assert not ReviewComment.objects.exists()


def test_nobody_is_signed_in_there(
    held: Reported, sign_in: SignIn, review: ReviewRound, invitation: ReviewInvitation, anchor: str
) -> None:
    member = sign_in(held.coordinator)
    response = member.get(review_path(invitation))
    assert response.wsgi_request.user.is_anonymous
    response = member.post(unnamed(review, anchor), {"text": "Hm."})
    assert response.wsgi_request.user.is_anonymous
    assert not response.cookies


def test_one_does_not_take_back_what_others_wrote(
    client: Client, review: ReviewRound, invitation: ReviewInvitation, anchor: str
) -> None:
    client.post(unnamed(review, anchor), {"text": "Hm."})
    comment = ReviewComment.objects.get()
    assert client.post(f"{review_path(invitation)}take-back/{comment.pk}/").status_code == 404
    assert ReviewComment.objects.exists()


def test_the_way_there_from_ones_own_pages(
    client: Client, held: Reported, sign_in: SignIn, invitation: ReviewInvitation, review: ReviewRound
) -> None:
    held.silent.response = "accepted"
    held.silent.save()
    member = sign_in(held.participant)
    path = review_path(invitation)
    assert path in member.get(reverse("dialogues:my_invitation", args=[held.silent.uuid])).content.decode()
    assert path in client.get(private_path(held.silent)).content.decode()
    assert path in member.get("/").content.decode()
    client.post(f"{path}done/")
    assert path not in member.get("/").content.decode()
    close_review(review=review, actor=held.coordinator)
    assert path not in client.get(private_path(held.silent)).content.decode()


def test_what_waits_for_the_team(
    held: Reported, report: Report, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    def waits(user: User) -> list[str]:
        return [one.what for one in reviews_waiting_for(user)]

    set_review_policy(dialogue=held.meeting.dialogue, actor=held.convener, needs_second_person=True)
    review = open_review(
        report=report,
        kind=ReviewKind.TEAM,
        closes_at=timezone.now() + timedelta(days=3),
        actor=held.coordinator,
    )
    assert (waits(held.convener), waits(held.coordinator)) == (["The team’s review is open"], [])
    comment = comment_as_member(review=review, words=Words("whole", "Good."), actor=held.convener)
    assert waits(held.convener) == waits(held.coordinator) == ["1 comment to answer"]
    close_review(review=review, actor=held.coordinator)
    answer_comment(comment=comment, outcome=CommentOutcome.NOTED, actor=held.coordinator)
    assert (waits(held.convener), waits(held.coordinator)) == (["Waits for approval"], [])
    assert waits(held.outsider) == []
    # A later draft that nobody can approve yet takes no place in the list.
    monkeypatch.setattr("reports.selectors.review_waiting.SHOWN", 1)
    generate_draft(meeting=held.meeting, language="fr", actor=held.convener)
    assert waits(held.convener) == ["Waits for approval"]
    assert "Waits for approval" in sign_in(held.convener).get("/").content.decode()
