"""The People page of a meeting: who is on the list, who joins it, what is known of each."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Count, Min
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dialogues.enums import MeetingStatus, Response
from dialogues.filters import ParticipationFilter, PersonToInviteFilter
from dialogues.forms import ChosenPeopleForm, ConsentForm, ParticipationForm, RecordedAnswerForm
from dialogues.forms.people import attended_in
from dialogues.models import Participation
from dialogues.selectors.dialogues import coverage_of_meeting
from dialogues.selectors.meetings import (
    answers_of,
    has_named_items,
    history_of,
    is_past,
    items_naming,
    mail_of,
    people_of,
)
from dialogues.selectors.people import people_to_invite, voices_before
from dialogues.services import (
    add_participants,
    change_participation,
    record_answer,
    record_attendance,
    record_consent,
    remove_participant,
)
from stakeholders.access import require
from stakeholders.enums import MessageStatus
from stakeholders.exceptions import DomainError
from stakeholders.forms.fields import add_domain_error
from stakeholders.listing import Column, Listing
from stakeholders.models import Person

from .access import meeting_or_404, part_or_404, posted

if TYPE_CHECKING:
    from collections.abc import Callable

    from django import forms
    from django.http.response import HttpResponseBase

    from dialogues.models import Meeting
    from stakeholders.http import AuthedHttpRequest


class ParticipationList(Listing[Participation]):
    """The people of a meeting."""

    template = "dialogues/meeting_people.html"
    filterset_class = ParticipationFilter
    columns = (
        Column("name", gettext_lazy("Name"), lambda held: held.person.name, sort=("person__name",)),
        Column(
            "organisation",
            gettext_lazy("Organisation represented"),
            lambda held: held.organisation.name if held.organisation else "",
            sort=("organisation__name",),
        ),
        Column(
            "kind",
            gettext_lazy("Kind of organisation"),
            lambda held: held.organisation.get_kind_display() if held.organisation else "",
            in_page=False,
        ),
        Column("role", gettext_lazy("Role"), lambda held: held.get_role_display(), sort=("role",)),
        Column(
            "response", gettext_lazy("Answer"), lambda held: held.get_response_display(), sort=("response",)
        ),
        Column("answered", gettext_lazy("Answered"), lambda held: held.responded_at, in_page=False),
        Column("message", gettext_lazy("Message"), lambda held: held.message, in_page=False),
        Column("attended", gettext_lazy("Took part"), lambda held: held.attended, sort=("attended",)),
        Column("consent", gettext_lazy("May be named"), lambda held: held.may_be_named),
        Column("email", gettext_lazy("E-mail address"), lambda held: held.person.email, in_page=False),
    )
    default_sort = "name"
    default_size = 100
    file_name = "people"
    export_permission = "dialogues.export_lists"


class PersonToInviteList(Listing[Person]):
    """The people of the registry who are not on the list."""

    template = "dialogues/people_add.html"
    filterset_class = PersonToInviteFilter
    columns = (
        Column("name", gettext_lazy("Name"), lambda person: person.name, sort=("name",)),
        Column("organisation", gettext_lazy("Organisation"), lambda _person: ""),
        Column("voices", gettext_lazy("At the last meetings"), lambda _person: "", css="number"),
    )
    default_sort = "name"


@login_required
@require_safe
def meeting_people(request: AuthedHttpRequest, dialogue: str, meeting: str) -> HttpResponseBase:
    """Show the list of people with their answers."""
    found = meeting_or_404(request, dialogue, meeting, permission="dialogues.view_participants")
    mails = mail_of(found)
    return ParticipationList(request, people_of(found)).respond(
        meeting=found,
        answers=answers_of([*found.participations.all()]),
        coverage=coverage_of_meeting(found),
        asks_consent=has_named_items(found),
        last_mails={mail.topic: mail for mail in mails.order_by("created_at", "pk")},
        mail_progress=mail_progress(found),
        out_of_date=found.participations.out_of_date(found).count(),
        is_past=is_past(found),
        has_begun=found.status == MeetingStatus.LIVE or found.starts_at <= timezone.now(),
        is_kept=found.status in (MeetingStatus.CANCELLED, MeetingStatus.SEALED),
        may_invite=request.user.has_perm("dialogues.invite_people", found),
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def people_add(request: AuthedHttpRequest, dialogue: str, meeting: str) -> HttpResponseBase:
    """Pick people from the registry, several at once."""
    found = meeting_or_404(request, dialogue, meeting, permission="dialogues.invite_people")
    form = ChosenPeopleForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            added = add_participants(
                meeting=found,
                people=form.cleaned_data["people"],
                role=form.cleaned_data["role"],
                actor=request.user,
            )
        except DomainError as error:
            add_domain_error(form, error)
        else:
            told = ngettext("%(count)d person added.", "%(count)d people added.", len(added))
            messages.success(request, told % {"count": len(added)})
            return redirect("dialogues:meeting_people", dialogue, meeting)
    response = PersonToInviteList(request, people_to_invite(found, request.user)).respond(
        meeting=found,
        form=form,
        chosen=set(request.POST.getlist("people")),
        voices=voices_before(found),
        coverage=coverage_of_meeting(found),
    )
    if form.errors:
        response.status_code = 422
    return response


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def participation(request: AuthedHttpRequest, dialogue: str, meeting: str, uuid: UUID) -> HttpResponse:
    """Show what is known of one person at this meeting; change role and organisation."""
    found, held = _held_or_404(request, dialogue, meeting, uuid, permission="dialogues.view_participants")
    form = ParticipationForm(posted(request), participation=held)
    if request.method == "POST":
        require(request.user, "dialogues.invite_people", found)
        change = form.is_valid() and _saved(
            form, lambda: change_participation(participation=held, actor=request.user, **form.cleaned_data)
        )
        if change:
            messages.success(request, _("The entry is changed."))
            return redirect("dialogues:participation", dialogue, meeting, uuid)
    return _participation_page(request, found, held, form=form)


@login_required
@require_POST
def participation_answer(request: AuthedHttpRequest, dialogue: str, meeting: str, uuid: UUID) -> HttpResponse:
    """Write down an answer that came by telephone or in person."""
    found, held = _held_or_404(request, dialogue, meeting, uuid, permission="dialogues.invite_people")
    form = RecordedAnswerForm(request.POST)
    if form.is_valid() and _saved(
        form,
        lambda: record_answer(
            participation=held,
            response=form.cleaned_data["response"],
            message=form.cleaned_data["message"],
            actor=request.user,
        ),
    ):
        messages.success(request, _("The answer is written down."))
        return redirect("dialogues:participation", dialogue, meeting, uuid)
    return _participation_page(request, found, held, answer_form=form)


@login_required
@require_POST
def participation_consent(
    request: AuthedHttpRequest, dialogue: str, meeting: str, uuid: UUID
) -> HttpResponse:
    """Write down whether the person agrees to be named, and how the team knows."""
    found, held = _held_or_404(request, dialogue, meeting, uuid, permission="dialogues.invite_people")
    form = ConsentForm(request.POST)
    if form.is_valid() and _saved(
        form, lambda: record_consent(participation=held, actor=request.user, **form.cleaned_data)
    ):
        messages.success(request, _("It is written down."))
        return redirect("dialogues:participation", dialogue, meeting, uuid)
    return _participation_page(request, found, held, consent_form=form)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def participation_remove(request: AuthedHttpRequest, dialogue: str, meeting: str, uuid: UUID) -> HttpResponse:
    """Ask, then take a person off the list."""
    found, held = _held_or_404(request, dialogue, meeting, uuid, permission="dialogues.invite_people")
    if request.method == "POST":
        try:
            remove_participant(participation=held, actor=request.user)
        except DomainError as error:
            messages.error(request, error.message)
            return redirect("dialogues:participation", dialogue, meeting, uuid)
        messages.success(request, _("%(name)s is off the list.") % {"name": held.person.name})
        return redirect("dialogues:meeting_people", dialogue, meeting)
    told = held.is_invited and not is_past(found) and held.response != Response.DECLINED
    context = {
        "title": _("Take %(name)s off the list?") % {"name": held.person.name},
        "text": _(
            "They get a mail that takes the meeting out of their calendar, and their link stops working."
        )
        if told
        else _("They were not invited, so nothing is sent."),
        "confirm_label": _("Take off the list"),
        "danger": True,
        "cancel_url": reverse("dialogues:participation", args=[dialogue, meeting, uuid]),
    }
    return render(request, "components/confirm.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def attendance(request: AuthedHttpRequest, dialogue: str, meeting: str) -> HttpResponse:
    """Tick who took part."""
    found = meeting_or_404(request, dialogue, meeting, permission="dialogues.record_attendance")
    error = ""
    if request.method == "POST":
        try:
            record_attendance(meeting=found, attended=attended_in(request.POST, found), actor=request.user)
        except DomainError as broken:
            error = broken.message
        else:
            messages.success(request, _("It is written down who took part."))
            return redirect("dialogues:meeting_people", dialogue, meeting)
    people = [*people_of(found)]
    return render(
        request,
        "dialogues/attendance.html",
        {
            "meeting": found,
            "people": people,
            "error": error,
            # Nobody ticked yet: those who said they would come are the likely ones.
            "suggests": not any(held.attended for held in people),
        },
        status=422 if error else 200,
    )


def mail_progress(meeting: Meeting) -> dict[str, int]:
    """Count the mails about a meeting that are on their way, and those that have left or failed in the same run."""
    mails = mail_of(meeting)
    # In one question: the worker sends them meanwhile.
    queued = mails.filter(status=MessageStatus.QUEUED).aggregate(count=Count("pk"), first=Min("created_at"))
    waiting = queued["count"]
    if not waiting:
        return {"waiting": 0, "failed": mails.filter(status=MessageStatus.FAILED).count()}
    done = mails.filter(created_at__gte=queued["first"]).exclude(status=MessageStatus.QUEUED).count()
    return {
        "waiting": waiting,
        "done": done,
        "total": waiting + done,
        "failed": mails.filter(status=MessageStatus.FAILED).count(),
    }


def _held_or_404(
    request: AuthedHttpRequest, dialogue: str, meeting: str, uuid: UUID, *, permission: str
) -> tuple[Meeting, Participation]:
    found = meeting_or_404(request, dialogue, meeting, permission=permission)
    held = part_or_404(
        people_of(found).select_related("meeting__dialogue__host", "person", "organisation"), uuid
    )
    return found, held


def _saved(form: forms.Form, write: Callable[[], object]) -> bool:
    try:
        write()
    except DomainError as error:
        add_domain_error(form, error)
        return False
    return True


def _participation_page(
    request: AuthedHttpRequest,
    meeting: Meeting,
    held: Participation,
    *,
    form: forms.Form | None = None,
    answer_form: forms.Form | None = None,
    consent_form: forms.Form | None = None,
) -> HttpResponse:
    forms_shown = {
        "form": form or ParticipationForm(participation=held),
        "answer_form": answer_form
        or RecordedAnswerForm(initial={"response": held.response, "message": held.message}),
        "consent_form": consent_form
        or ConsentForm(initial={"consents_to_be_named": "yes" if held.consents_to_be_named else "no"}),
    }
    return render(
        request,
        "dialogues/participation.html",
        {
            "meeting": meeting,
            "held": held,
            **forms_shown,
            "named_in": items_naming(held),
            "history": history_of(held),
            "mails": mail_of(meeting).filter(topic=held.mail_topic),
            "is_past": is_past(meeting),
            "is_kept": meeting.status in (MeetingStatus.CANCELLED, MeetingStatus.SEALED),
            "may_invite": request.user.has_perm("dialogues.invite_people", meeting),
        },
        status=422 if any(shown.errors for shown in forms_shown.values()) else 200,
    )
