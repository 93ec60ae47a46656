"""Writing to the people of a meeting, and what became of the mails."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language_info, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dialogues.enums import MeetingStatus, Response
from dialogues.forms import InviteForm, ThanksForm, UpdatesForm
from dialogues.selectors.meetings import is_past, mail_of, people_of
from dialogues.services import renew_link, send_invitations, send_reminders, send_thanks, send_updates
from dialogues.services.invitation_mail import compose_mail, mail_language
from stakeholders.exceptions import DomainError
from stakeholders.forms.fields import add_domain_error
from stakeholders.services.outbox import resend_message

from .access import meeting_or_404, part_or_404, posted
from .people import mail_progress

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from django import forms

    from dialogues.models import Meeting, Participation
    from dialogues.services import MailRun
    from stakeholders.http import AuthedHttpRequest

_LINK = "https://…"


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def meeting_invite(request: AuthedHttpRequest, dialogue: str, meeting: str) -> HttpResponse:
    """Choose whom to invite, read what they will get, send it."""
    found = meeting_or_404(request, dialogue, meeting, permission="dialogues.invite_people")
    people = people_of(found).filter(response=Response.NOT_INVITED)
    form = InviteForm(posted(request), among=people)
    return _writing(
        request,
        found,
        form,
        lambda: send_invitations(
            meeting=found, actor=request.user, participations=form.cleaned_data["participations"]
        ),
        template="dialogues/meeting_invite.html",
        kind="invitation",
        people=[*people],
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def meeting_remind(request: AuthedHttpRequest, dialogue: str, meeting: str) -> HttpResponse:
    """Remind those who have not answered."""
    found = meeting_or_404(request, dialogue, meeting, permission="dialogues.invite_people")
    people = people_of(found).filter(response=Response.NEEDS_ACTION)
    form = InviteForm(posted(request), among=people)
    return _writing(
        request,
        found,
        form,
        lambda: send_reminders(
            meeting=found, actor=request.user, participations=form.cleaned_data["participations"]
        ),
        template="dialogues/meeting_remind.html",
        kind="reminder",
        people=[*people],
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def meeting_updates(request: AuthedHttpRequest, dialogue: str, meeting: str) -> HttpResponse:
    """Tell those invited what has changed."""
    found = meeting_or_404(request, dialogue, meeting, permission="dialogues.invite_people")
    form = UpdatesForm(posted(request), initial={"ask_again": True})
    return _writing(
        request,
        found,
        form,
        lambda: send_updates(meeting=found, actor=request.user, ask_again=form.cleaned_data["ask_again"]),
        template="dialogues/meeting_updates.html",
        kind="update",
        people=[*people_of(found).out_of_date(found)],  # type: ignore[attr-defined]
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def meeting_thanks(request: AuthedHttpRequest, dialogue: str, meeting: str) -> HttpResponse:
    """Thank those who took part."""
    found = meeting_or_404(request, dialogue, meeting, permission="dialogues.invite_people")
    form = ThanksForm(posted(request))
    return _writing(
        request,
        found,
        form,
        lambda: send_thanks(meeting=found, actor=request.user, note=form.cleaned_data["note"]),
        template="dialogues/meeting_thanks.html",
        kind="thanks",
        people=[*people_of(found).filter(attended=True)],
    )


@login_required
@require_POST
def participation_invite_again(
    request: AuthedHttpRequest, dialogue: str, meeting: str, uuid: UUID
) -> HttpResponse:
    """Send one person the invitation again, with the same link or with a new one that makes the old ones stale."""
    found = meeting_or_404(request, dialogue, meeting, permission="dialogues.invite_people")
    held = part_or_404(people_of(found), uuid)
    held.meeting = found
    try:
        run = (
            renew_link(participation=held, actor=request.user)
            if request.POST.get("link") == "new"
            else send_invitations(meeting=found, actor=request.user, participations=[held], again=True)
        )
    except DomainError as error:
        messages.error(request, error.message)
    else:
        _tell(request, run)
    return redirect("dialogues:participation", dialogue, meeting, uuid)


@login_required
@require_safe
def meeting_mail(request: AuthedHttpRequest, dialogue: str, meeting: str) -> HttpResponse:
    """Show what became of the mails about a meeting."""
    found = meeting_or_404(request, dialogue, meeting, permission="dialogues.view_participants")
    names = {held.mail_topic: held for held in people_of(found).select_related("meeting", "person")}
    mails = [(mail, names.get(mail.topic)) for mail in mail_of(found)[:500]]
    template = "dialogues/meeting_mail.html"
    return render(
        request,
        f"{template}#mails" if request.htmx else template,
        {
            "meeting": found,
            "mails": mails,
            "mail_progress": mail_progress(found),
            "may_invite": request.user.has_perm("dialogues.invite_people", found),
        },
    )


@login_required
@require_safe
def mail_progress_now(request: AuthedHttpRequest, dialogue: str, meeting: str) -> HttpResponse:
    """Show how far the mails about a meeting have come."""
    found = meeting_or_404(request, dialogue, meeting, permission="dialogues.view_participants")
    progress = mail_progress(found)
    context = {
        "meeting": found,
        "mail_progress": {
            **progress,
            "told": "" if progress["waiting"] else _("All mails have been dealt with."),
        },
    }
    return render(request, "dialogues/mail_progress.html", context)


@login_required
@require_POST
def mail_resend(request: AuthedHttpRequest, dialogue: str, meeting: str, uuid: UUID) -> HttpResponse:
    """Try a mail about a meeting again."""
    found = meeting_or_404(request, dialogue, meeting, permission="dialogues.invite_people")
    try:
        resend_message(message=part_or_404(mail_of(found), uuid), actor=request.user)
    except DomainError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, _("The mail is on its way again."))
    return redirect("dialogues:meeting_mail", dialogue, meeting)


def _writing(
    request: AuthedHttpRequest,
    meeting: Meeting,
    form: forms.Form,
    send: Callable[[], MailRun],
    *,
    template: str,
    kind: str,
    people: Sequence[Participation],
) -> HttpResponse:
    """Show who gets a mail and what it says; send it, tell how many are on their way, and go back to the people."""
    if request.method == "POST" and form.is_valid():
        try:
            run = send()
        except DomainError as error:
            add_domain_error(form, error)
        else:
            _tell(request, run)
            return redirect("dialogues:meeting_people", meeting.dialogue.slug, meeting.slug)
    return render(
        request,
        template,
        {
            "meeting": meeting,
            "form": form,
            "people": people,
            "chosen": set(request.POST.getlist("participations")),
            "without_address": [held for held in people if not held.person.email],
            "previews": _previews(meeting, kind, people),
            "is_past": is_past(meeting),
            "is_closed": not meeting.is_open_to_change,
            "is_over": meeting.status in (MeetingStatus.ENDED, MeetingStatus.SEALED),
        },
        status=422 if form.errors else 200,
    )


def _previews(meeting: Meeting, kind: str, people: Sequence[Participation]) -> list[dict[str, Any]]:
    """Write the mail once per language among ``people``, and once more where it is discreet; the link is not shown."""
    samples: dict[tuple[str, bool], Participation] = {}
    for held in people:
        held.meeting = meeting
        if held.person.email:
            samples.setdefault((mail_language(held.person, meeting.dialogue), held.person.is_protected), held)
    previews = []
    for (language, discreet), held in sorted(samples.items()):
        mail = compose_mail(participation=held, kind=kind)
        previews.append(
            {
                "language": get_language_info(language)["name_local"],
                "code": language,
                "discreet": discreet,
                "subject": mail.subject,
                "text": mail.text.replace("{{ private_link }}", _LINK).strip(),
                "person": held.person,
            }
        )
    return previews


def _tell(request: AuthedHttpRequest, run: MailRun) -> None:
    if run.queued:
        told = ngettext("%(count)d mail is on its way.", "%(count)d mails are on their way.", run.queued)
        messages.success(request, told % {"count": run.queued})
    elif not run.without_address:
        messages.info(request, _("There was nobody to write to."))
    if run.without_address:
        names = ", ".join(held.person.name for held in run.without_address)
        messages.warning(
            request,
            _("No e-mail address in the registry, so nothing was sent to: %(names)s") % {"names": names},
        )
