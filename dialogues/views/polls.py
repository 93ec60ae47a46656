"""Polls for whoever asks: prepared on the plan, or written, opened and closed at the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from dialogues.enums import PollStatus
from dialogues.forms.polls import OutcomeForm, PollForm
from dialogues.models import AgendaItem, Meeting, Poll
from dialogues.ready_made_polls import agreement_options
from dialogues.selectors.polls import ShownOption, shown_poll
from dialogues.services import (
    change_poll,
    close_poll,
    log_point_on_behalf,
    open_poll,
    prepare_poll,
    remove_poll,
)
from stakeholders.exceptions import DomainError
from stakeholders.forms.fields import add_domain_error

from .access import meeting_or_404, part_or_404

if TYPE_CHECKING:
    from collections.abc import Callable

    from stakeholders.http import AuthedHttpRequest

POLL_ACTS: dict[str, Callable[..., object]] = {"open": open_poll, "close": close_poll, "remove": remove_poll}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def plan_poll_add(request: AuthedHttpRequest, dialogue: str, meeting: str, uuid: UUID) -> HttpResponse:
    """Prepare a poll under an agenda item, on the plan."""
    found = meeting_or_404(request, dialogue, meeting, permission="dialogues.edit_meeting")
    item = part_or_404(found.agenda_items.select_related("meeting"), uuid)
    form = _poll_form(request)

    def save(question: str, options: list[str]) -> None:
        prepare_poll(item=item, question=question, options=options, actor=request.user)

    if _is_saved(request, form, save):
        messages.success(request, _("The poll is prepared. It is opened at the desk when its time comes."))
        return redirect(_plan(found))
    return _poll_page(request, found, item, form, step="plan", back=_plan(found))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def plan_poll(request: AuthedHttpRequest, dialogue: str, meeting: str, uuid: UUID) -> HttpResponse:
    """Change a prepared poll."""
    found = meeting_or_404(request, dialogue, meeting, permission="dialogues.edit_meeting")
    poll = _poll_or_404(found, uuid, status=PollStatus.DRAFT)
    options = [*poll.options.values_list("text", flat=True)]
    form = _poll_form(request, initial={"question": poll.question, "options": options})

    def save(question: str, options: list[str]) -> None:
        change_poll(poll=poll, question=question, options=options, actor=request.user)

    if _is_saved(request, form, save):
        messages.success(request, _("The poll is changed."))
        return redirect(_plan(found))
    return _poll_page(request, found, poll.agenda_item, form, step="plan", back=_plan(found))


@login_required
@require_POST
def plan_poll_remove(request: AuthedHttpRequest, dialogue: str, meeting: str, uuid: UUID) -> HttpResponse:
    """Remove a prepared poll, on the plan."""
    found = meeting_or_404(request, dialogue, meeting, permission="dialogues.edit_meeting")
    try:
        remove_poll(poll=_poll_or_404(found, uuid), actor=request.user)
    except DomainError as error:
        messages.error(request, error.message)
    return redirect(_plan(found))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def room_poll_add(request: AuthedHttpRequest, dialogue: str, meeting: str, uuid: UUID) -> HttpResponse:
    """Write a poll at the desk, and put it up at once or keep it for later."""
    found = meeting_or_404(request, dialogue, meeting, permission="dialogues.run_room")
    item = part_or_404(found.agenda_items.select_related("meeting"), uuid)
    form = _poll_form(request)

    def save(question: str, options: list[str]) -> None:
        poll = prepare_poll(item=item, question=question, options=options, actor=request.user)
        if "open" in request.POST:
            _open_or_say_why(request, poll)

    if _is_saved(request, form, save):
        return redirect(_desk(found, item))
    return _poll_page(request, found, item, form, step="room", back=_desk(found, item))


@login_required
@require_POST
def room_poll_act(
    request: AuthedHttpRequest, dialogue: str, meeting: str, uuid: UUID, act: str
) -> HttpResponse:
    """Open, close or remove a poll."""
    found = meeting_or_404(request, dialogue, meeting, permission="dialogues.run_room")
    poll = _poll_or_404(found, uuid)
    try:
        POLL_ACTS[act](poll=poll, actor=request.user)
    except DomainError as error:
        messages.error(request, error.message)
    return redirect(_desk(found, poll.agenda_item))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def room_poll_log(request: AuthedHttpRequest, dialogue: str, meeting: str, uuid: UUID) -> HttpResponse:
    """Put the outcome of a poll on record as a point."""
    found = meeting_or_404(request, dialogue, meeting, permission="dialogues.run_room")
    poll = _poll_or_404(found, uuid, status=PollStatus.CLOSED)
    shown = shown_poll(poll)
    chosen = {str(one.uuid): one for one in shown.options}.get(request.GET.get("option", ""), shown.leading)
    initial = {"uuid": uuid4(), "text": _outcome(poll, chosen), "hands": chosen.count if chosen else None}
    form = OutcomeForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            log_point_on_behalf(item=poll.agenda_item, language=get_language() or "en", **form.cleaned_data)
        except DomainError as error:
            add_domain_error(form, error)
        else:
            messages.success(request, _("The outcome is on record."))
            return redirect(_desk(found, poll.agenda_item))
    context = {"meeting": found, "poll": shown, "form": form, "back": _desk(found, poll.agenda_item)}
    status = 422 if form.errors else 200
    return render(request, "dialogues/poll_log.html", context, status=status)


def _outcome(poll: Poll, option: ShownOption | None) -> str:
    return f"{poll.question}: {option.label}" if option else poll.question


def _open_or_say_why(request: AuthedHttpRequest, poll: Poll) -> None:
    """Open a poll that was just written; where that cannot be, it waits with the prepared ones."""
    try:
        open_poll(poll=poll, actor=request.user)
    except DomainError as error:
        messages.warning(request, _("The poll is kept, but not open yet. %(why)s") % {"why": error.message})


def _poll_form(request: AuthedHttpRequest, initial: dict[str, object] | None = None) -> PollForm:
    """Return the form; asked for the ready-made answers, with those in it and nothing complained of."""
    if request.method == "POST" and "fill" in request.POST:
        return PollForm(
            initial={"question": request.POST.get("question", ""), "options": agreement_options()}
        )
    return PollForm(request.POST if request.method == "POST" else None, initial=initial)


def _is_saved(request: AuthedHttpRequest, form: PollForm, save: Callable[[str, list[str]], None]) -> bool:
    if request.method != "POST" or not form.is_bound or not form.is_valid():
        return False
    try:
        save(form.cleaned_data["question"], form.cleaned_data["options"])
    except DomainError as error:
        add_domain_error(form, error)
        return False
    return True


def _poll_page(
    request: AuthedHttpRequest, meeting: Meeting, item: AgendaItem, form: PollForm, *, step: str, back: str
) -> HttpResponse:
    context = {
        "meeting": meeting,
        "item": item,
        "form": form,
        "step": step,
        "back": back,
        "ready_made": agreement_options(),
    }
    status = 422 if form.errors else 200
    return render(request, "dialogues/poll_form.html", context, status=status)


def _poll_or_404(meeting: Meeting, uuid: UUID, *, status: PollStatus | None = None) -> Poll:
    polls = Poll.objects.filter(agenda_item__meeting=meeting).select_related("agenda_item__meeting__dialogue")
    poll = part_or_404(polls, uuid)
    if status is not None and poll.status != status:
        raise Http404
    return poll


def _plan(meeting: Meeting) -> str:
    return reverse("dialogues:meeting_plan", args=[meeting.dialogue.slug, meeting.slug])


def _desk(meeting: Meeting, item: AgendaItem) -> str:
    desk = reverse("dialogues:room", args=[meeting.dialogue.slug, meeting.slug])
    return f"{desk}?item={item.uuid}#desk-stage"
