"""The team's side of a review: where the report stands, opening, reading, answering, approving."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dialogues.views.access import dialogue_or_404, part_or_404
from reports.enums import ReviewKind
from reports.forms import (
    AnswerCommentForm,
    CommentForm,
    ExtendReviewForm,
    OpenReviewForm,
    ReviewPolicyForm,
)
from reports.models import Report, ReviewComment, ReviewRound
from reports.selectors import editor_of
from reports.selectors.approval import digest_of, last_changed_by, obstacles_of, policy_of, valid_approval
from reports.selectors.phases import phase_line
from reports.selectors.review import FEW, people_to_ask, place_of, round_view, rounds_of
from reports.services.review import (
    Words,
    answer_comment,
    approve_report,
    close_review,
    comment_as_member,
    extend_review,
    open_review,
    set_review_policy,
    take_over_suggestion,
)
from reports.views.access import report_or_404
from stakeholders.exceptions import DomainError
from stakeholders.forms.fields import add_domain_error

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpResponse

    from stakeholders.http import AuthedHttpRequest

SHOWN = ("all", "open", "answered")


@login_required
@require_safe
def report_review(request: AuthedHttpRequest, dialogue: str, meeting: str, edition: str) -> HttpResponse:
    """Show where the report stands, its reviews, and who approved it."""
    report = report_or_404(request, dialogue, meeting, edition, permission="reports.view_report")
    policy = policy_of(report.meeting.dialogue)
    context = _context(report) | {
        "policy": policy,
        "rounds": rounds_of(report),
        "obstacles": obstacles_of(report, policy),
        "is_sound": editor_of(report).is_sound,
        "approval": valid_approval(report),
        "digest": digest_of(report),
        "is_last_to_change": request.user.pk in last_changed_by(report),
        "may_review": request.user.has_perm("reports.review_report", report),
        "may_set_policy": request.user.has_perm("reports.edit_review_policy", report.meeting.dialogue),
    }
    return render(request, "reports/review_report.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def review_open(
    request: AuthedHttpRequest, dialogue: str, meeting: str, edition: str, kind: str
) -> HttpResponse:
    """Open a review of the team or of the participants."""
    report = report_or_404(request, dialogue, meeting, edition, permission="reports.review_report")
    policy = policy_of(report.meeting.dialogue)
    form = OpenReviewForm(request.POST or None, zone=report.meeting.zone, days=policy.days)
    if request.method == "POST" and form.is_valid():
        try:
            review = open_review(
                report=report, kind=ReviewKind(kind), actor=request.user, **form.cleaned_data
            )
        except DomainError as error:
            add_domain_error(form, error)
        else:
            messages.success(request, _("The review is open. The mails are on their way."))
            return redirect("reports:review_round", dialogue, meeting, edition, review.uuid)
    people = people_to_ask(report) if kind == ReviewKind.PARTICIPANTS else []
    context = _context(report) | {
        "form": form,
        "by_participants": kind == ReviewKind.PARTICIPANTS,
        "asked": len(people),
        "unreachable": [held.person for held in people if not held.person.email],
        "are_few": len(people) < FEW,
        "editor": editor_of(report),
    }
    return render(request, "reports/review_open.html", context)


@login_required
@require_safe
def review_round(
    request: AuthedHttpRequest, dialogue: str, meeting: str, edition: str, uuid: UUID
) -> HttpResponse:
    """Show a review: each comment beside what was shown and what stands there now."""
    report = report_or_404(request, dialogue, meeting, edition, permission="reports.view_report")
    review = part_or_404(_rounds(report), uuid)
    asked_for = request.GET.get("show", "")
    show = asked_for if asked_for in SHOWN else "all"
    return _round(request, report, review, show=show)


@login_required
@require_POST
def review_extend(
    request: AuthedHttpRequest, dialogue: str, meeting: str, edition: str, uuid: UUID
) -> HttpResponse:
    """Give a review more time."""
    report = report_or_404(request, dialogue, meeting, edition, permission="reports.review_report")
    review = part_or_404(_rounds(report), uuid)
    form = ExtendReviewForm(request.POST, zone=report.meeting.zone)
    if form.is_valid():
        try:
            extend_review(review=review, actor=request.user, **form.cleaned_data)
        except DomainError as error:
            add_domain_error(form, error)
        else:
            messages.success(request, _("The review has more time."))
            return redirect("reports:review_round", dialogue, meeting, edition, uuid)
    return _round(request, report, review, extend_form=form)


@login_required
@require_POST
def review_close(
    request: AuthedHttpRequest, dialogue: str, meeting: str, edition: str, uuid: UUID
) -> HttpResponse:
    """Close a review before its date."""
    report = report_or_404(request, dialogue, meeting, edition, permission="reports.review_report")
    close_review(review=part_or_404(_rounds(report), uuid), actor=request.user)
    messages.success(request, _("The review is closed. Answer the comments, then the report can go on."))
    return redirect("reports:review_round", dialogue, meeting, edition, uuid)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def review_say(
    request: AuthedHttpRequest, dialogue: str, meeting: str, edition: str, uuid: UUID, anchor: str
) -> HttpResponse:
    """Comment as one of the team."""
    report = report_or_404(request, dialogue, meeting, edition, permission="reports.review_report")
    review = part_or_404(_rounds(report), uuid)
    place = place_of(review, anchor)
    if place is None or review.kind != ReviewKind.TEAM:
        raise Http404
    form = CommentForm(request.POST or None, place=place)
    if request.method == "POST" and form.is_valid():
        try:
            comment_as_member(review=review, words=Words(anchor, *form.said()), actor=request.user)
        except DomainError as error:
            add_domain_error(form, error)
        else:
            return _to_place(report, review, anchor)
    return render(
        request,
        "reports/review_say.html",
        _context(report) | {"review": review, "place": place, "form": form},
    )


@login_required
@require_POST
def comment_answer(
    request: AuthedHttpRequest, dialogue: str, meeting: str, edition: str, uuid: UUID
) -> HttpResponse:
    """Answer a comment."""
    report = report_or_404(request, dialogue, meeting, edition, permission="reports.review_report")
    comment = part_or_404(_comments(report), uuid)
    form = AnswerCommentForm(request.POST)
    if form.is_valid():
        try:
            answer_comment(comment=comment, actor=request.user, **form.cleaned_data)
        except DomainError as error:
            add_domain_error(form, error)
        else:
            return _to_place(report, comment.round, comment.anchor)
    return _round(request, report, comment.round, answered=(comment, form))


@login_required
@require_POST
def comment_take_over(
    request: AuthedHttpRequest, dialogue: str, meeting: str, edition: str, uuid: UUID
) -> HttpResponse:
    """Let a suggested text take the paragraph's place."""
    report = report_or_404(request, dialogue, meeting, edition, permission="reports.review_report")
    comment = part_or_404(_comments(report), uuid)
    try:
        take_over_suggestion(comment=comment, actor=request.user)
    except DomainError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, _("The paragraph now says what was suggested."))
    return _to_place(report, comment.round, comment.anchor)


@login_required
@require_POST
def report_approve(request: AuthedHttpRequest, dialogue: str, meeting: str, edition: str) -> HttpResponse:
    """Stand by the report as it is."""
    report = report_or_404(request, dialogue, meeting, edition, permission="reports.approve_report")
    try:
        approve_report(report=report, seen=request.POST.get("digest", ""), actor=request.user)
    except DomainError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, _("You have approved the report. A later change makes this void."))
    return redirect("reports:report_review", dialogue, meeting, edition)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def review_policy(request: AuthedHttpRequest, slug: str) -> HttpResponse:
    """Say what the reports of a dialogue go through."""
    dialogue = dialogue_or_404(request, slug, permission="reports.edit_review_policy")
    policy = policy_of(dialogue)
    form = ReviewPolicyForm(request.POST or None, policy=policy)
    if request.method == "POST" and form.is_valid():
        try:
            set_review_policy(dialogue=dialogue, actor=request.user, **form.cleaned_data)
        except DomainError as error:
            add_domain_error(form, error)
        else:
            messages.success(request, _("This now holds for every report of the dialogue."))
            return redirect("dialogues:dialogue_detail", slug)
    return render(request, "reports/review_policy.html", {"dialogue": dialogue, "form": form})


def _context(report: Report) -> dict[str, object]:
    return {"report": report, "meeting": report.meeting, "line": phase_line(report)}


def _rounds(report: Report) -> QuerySet[ReviewRound]:
    return ReviewRound.objects.filter(report=report).select_related("report__meeting__dialogue", "opened_by")


def _comments(report: Report) -> QuerySet[ReviewComment]:
    return (
        ReviewComment.objects.filter(round__report=report)
        .told()
        .select_related("round__report__meeting__dialogue", "paragraph")
    )


def _round(
    request: AuthedHttpRequest,
    report: Report,
    review: ReviewRound,
    *,
    show: str = "all",
    extend_form: ExtendReviewForm | None = None,
    answered: tuple[ReviewComment, AnswerCommentForm] | None = None,
) -> HttpResponse:
    bad = answered[1].errors if answered else (extend_form.errors if extend_form else None)
    context = _context(report) | {
        "review": review,
        "view": round_view(review, reader=request.user, show=show),
        "show": show,
        "by_participants": review.kind == ReviewKind.PARTICIPANTS,
        "extend_form": extend_form or ExtendReviewForm(zone=report.meeting.zone),
        "answered": answered[0].pk if answered else None,
        "answer_form": answered[1] if answered else AnswerCommentForm(),
        "may_review": request.user.has_perm("reports.review_report", report),
    }
    return render(request, "reports/review_round.html", context, status=422 if bad else 200)


def _to_place(report: Report, review: ReviewRound, anchor: str) -> HttpResponse:
    response = redirect(
        "reports:review_round",
        report.meeting.dialogue.slug,
        report.meeting.slug,
        report.edition,
        review.uuid,
    )
    response["Location"] += f"#{anchor}"
    return response
