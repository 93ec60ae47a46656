"""The team's pages of a review."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from reports.enums import ReviewKind
from reports.models import Approval, Report, ReviewComment, ReviewPolicy, ReviewRound
from reports.selectors.approval import digest_of
from reports.services.review import (
    Words,
    close_review,
    comment_as_member,
    comment_without_name,
    open_review,
)
from stakeholders.models import User
from tests.reports.factories import Reported, paragraph_with

SignIn = Callable[[User], Client]


@pytest.fixture
def client(held: Reported, sign_in: SignIn) -> Client:
    return sign_in(held.coordinator)


@pytest.fixture
def report(held: Reported) -> Report:
    return held.report()


def opened(held: Reported, report: Report, kind: ReviewKind) -> ReviewRound:
    return open_review(
        report=report, kind=kind, closes_at=timezone.now() + timedelta(days=3), actor=held.coordinator
    )


def day(days: int) -> str:
    return (timezone.now() + timedelta(days=days)).date().isoformat()


def test_the_page_says_where_the_report_stands(held: Reported, report: Report, client: Client) -> None:
    page = client.get(held.url("review/")).content.decode()
    assert 'aria-current="step"' in page
    assert "Let the team read it, or publish it." in page
    assert "You changed the report last: somebody else of the team approves it." in page
    assert client.get(held.url("")).content.decode().count('class="phases"') == 1


@pytest.mark.parametrize("kind", ["team", "participants"])
def test_opening(held: Reported, report: Report, client: Client, kind: str) -> None:
    page = client.get(held.url(f"review/open/{kind}/")).content.decode()
    assert ("22 people who took part get a mail each" in page) == (kind == "participants")
    refused = client.post(held.url(f"review/open/{kind}/"), {"closes_at": day(-1)})
    assert refused.context["form"].errors["closes_at"] == ["That day is over."]
    response = client.post(
        held.url(f"review/open/{kind}/"), {"closes_at": day(5), "message": "Read it."}, follow=True
    )
    review = ReviewRound.objects.get()
    assert (review.kind, review.message) == (kind, "Read it.")
    assert response.redirect_chain == [(held.url(f"review/{review.uuid}/"), 302)]
    again = client.post(held.url(f"review/open/{kind}/"), {"closes_at": day(5)})
    assert again.context["form"].non_field_errors() == ["A review of this report is open already."]
    assert client.get(held.url("review/open/others/")).status_code == 404


def test_the_team_comments_and_answers(
    held: Reported, report: Report, client: Client, sign_in: SignIn
) -> None:
    review = opened(held, report, ReviewKind.TEAM)
    paragraph = paragraph_with(report, "Some participants")
    anchor = f"p-{paragraph.uuid.hex[:8]}"
    other = sign_in(held.convener)
    form = other.get(held.url(f"review/{review.uuid}/say/{anchor}/"))
    assert form.context["form"]["suggestion"].value() == paragraph.text
    empty = other.post(
        held.url(f"review/{review.uuid}/say/{anchor}/"), {"text": "", "suggestion": paragraph.text}
    )
    assert empty.context["form"].errors["__all__"] == [
        "Write what you want to say, or suggest another wording."
    ]
    said = other.post(
        held.url(f"review/{review.uuid}/say/{anchor}/"),
        {"text": "Clearer.", "suggestion": "Some participants found calls hard to read."},
    )
    assert said["Location"] == held.url(f"review/{review.uuid}/#{anchor}")
    page = client.get(held.url(f"review/{review.uuid}/")).content.decode()
    assert held.convener.name in page
    assert "Take over this wording" in page
    comment = ReviewComment.objects.get()
    refused = client.post(held.url(f"review/comments/{comment.pk}/answer/"), {"answer": "Yes."})
    assert refused.status_code == 422
    client.post(held.url(f"review/comments/{comment.pk}/take-over/"))
    paragraph.refresh_from_db()
    assert paragraph.text == "Some participants found calls hard to read."
    client.post(
        held.url(f"review/comments/{comment.pk}/answer/"), {"outcome": "accepted", "answer": "Thank you."}
    )
    comment.refresh_from_db()
    assert (comment.outcome, comment.answer) == ("accepted", "Thank you.")
    shown = {
        show: client.get(held.url(f"review/{review.uuid}/?show={show}")).content.decode().count("Clearer.")
        for show in ("all", "open", "answered", "else")
    }
    assert shown == {"all": 1, "open": 0, "answered": 1, "else": 1}


def test_what_has_no_name_waits_for_the_end(held: Reported, report: Report, client: Client) -> None:
    review = opened(held, report, ReviewKind.PARTICIPANTS)
    comment_without_name(review=review, words=Words("whole", "Too smooth."))
    comment = ReviewComment.objects.get()
    assert "Too smooth." not in client.get(held.url(f"review/{review.uuid}/")).content.decode()
    answer = held.url(f"review/comments/{comment.pk}/answer/")
    assert client.post(answer, {"outcome": "noted"}).status_code == 404
    client.post(held.url(f"review/{review.uuid}/close/"))
    page = client.get(held.url(f"review/{review.uuid}/")).content.decode()
    assert "Too smooth." in page
    assert "A participant, without a name" in page
    refused = client.post(answer, {"outcome": "noted", "answer": "Nour Haddadin wanted it."})
    assert "This names somebody who has not agreed to be named." in refused.content.decode()
    assert "Nour Haddadin wanted it." in refused.content.decode()
    assert client.post(answer, {"outcome": "noted"}).status_code == 302


def test_more_time(held: Reported, report: Report, client: Client) -> None:
    review = opened(held, report, ReviewKind.TEAM)
    address = held.url(f"review/{review.uuid}/extend/")
    assert client.post(address, {"closes_at": day(1)}).status_code == 422
    assert client.post(address, {"closes_at": day(9)}).status_code == 302
    before = review.closes_at
    review.refresh_from_db()
    assert review.closes_at > before + timedelta(days=5)


def test_approving(held: Reported, report: Report, client: Client, sign_in: SignIn) -> None:
    other = sign_in(held.convener)
    page = other.get(held.url("review/"))
    assert page.context["digest"] == digest_of(report)
    assert "I stand by this report" in page.content.decode()
    client.post(held.url("review/approve/"), {"digest": page.context["digest"]})
    assert not Approval.objects.exists()
    other.post(held.url("review/approve/"), {"digest": page.context["digest"]})
    assert Approval.objects.get().approved_by == held.convener
    assert "approved the report as it stands" in client.get(held.url("review/")).content.decode()


def test_the_policy_is_the_conveners(held: Reported, client: Client, sign_in: SignIn) -> None:
    address = f"/reports/manage/policy/{held.meeting.dialogue.slug}/"
    assert client.get(address).status_code == 403
    convener = sign_in(held.convener)
    assert convener.get(address).status_code == 200
    assert convener.post(address, {"days": "0"}).context["form"].non_field_errors() == [
        "Give people a day at least."
    ]
    convener.post(address, {"needs_participants": "on", "needs_second_person": "on", "days": "6"})
    policy = ReviewPolicy.objects.get()
    assert (policy.needs_participants, policy.needs_second_person, policy.days) == (True, True, 6)


def test_publishing_says_what_the_review_still_asks(held: Reported, report: Report, client: Client) -> None:
    ReviewPolicy.objects.create(dialogue=held.meeting.dialogue, needs_second_person=True)
    page = client.post(held.url("publish/")).content.decode()
    assert "A second person has not approved it yet." in page


def test_others_stay_outside(held: Reported, report: Report, sign_in: SignIn) -> None:
    review = opened(held, report, ReviewKind.TEAM)
    comment = comment_as_member(review=review, words=Words("whole", "Good."), actor=held.convener)
    pages = ["review/", "review/open/team/", f"review/{review.uuid}/", f"review/{review.uuid}/say/whole/"]
    posts = [
        "review/approve/",
        f"review/{review.uuid}/close/",
        f"review/{review.uuid}/extend/",
        f"review/comments/{comment.pk}/answer/",
        f"review/comments/{comment.pk}/take-over/",
    ]
    for user, expected in ((held.outsider, 404), (held.participant, 403)):
        stranger = sign_in(user)
        assert {stranger.get(held.url(page)).status_code for page in pages} == {expected}
        assert {stranger.post(held.url(page)).status_code for page in posts} == {expected}
    member = sign_in(held.coordinator)
    assert member.get(held.url(f"review/{uuid4()}/")).status_code == 404
    assert member.get(held.url(f"review/{review.uuid}/say/p-nowhere/")).status_code == 404
    assert {member.get(held.url(page)).status_code for page in posts} == {405}


def test_the_round_takes_a_constant_number_of_queries(held: Reported, report: Report, client: Client) -> None:
    review = opened(held, report, ReviewKind.PARTICIPANTS)
    for number in range(3):
        comment_without_name(review=review, words=Words("whole", f"Point {number}."))
    close_review(review=review, actor=held.coordinator)
    from django.db import connection  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    with CaptureQueriesContext(connection) as few:
        client.get(held.url(f"review/{review.uuid}/"))
    ReviewRound.objects.filter(pk=review.pk).update(closed_at=None)
    for number in range(27):
        comment_without_name(review=review, words=Words("whole", f"More {number}."))
    ReviewRound.objects.filter(pk=review.pk).update(closed_at=timezone.now())
    with CaptureQueriesContext(connection) as many:
        client.get(held.url(f"review/{review.uuid}/"))
    assert len(many) == len(few)
