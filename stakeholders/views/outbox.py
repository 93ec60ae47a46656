"""The outbox of the whole site: what left, what waits, what was refused and why."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe
from django_filters import ChoiceFilter

from stakeholders.access import get_visible_or_404, require
from stakeholders.enums import DeliveryProblem, MessageStatus
from stakeholders.exceptions import DomainError
from stakeholders.listing import Column, ListFilterSet, Listing, SearchFilter
from stakeholders.models import OutgoingMessage
from stakeholders.services.outbox import resend_message

if TYPE_CHECKING:
    from django.http.response import HttpResponseBase

    from stakeholders.http import AuthedHttpRequest


class MessageFilter(ListFilterSet):
    """Mails by words, status and problem."""

    q = SearchFilter(label=gettext_lazy("Search by address or subject"))
    status = ChoiceFilter(label=gettext_lazy("Status"), choices=MessageStatus.choices)
    problem = ChoiceFilter(
        label=gettext_lazy("Problem"), choices=[choice for choice in DeliveryProblem.choices if choice[0]]
    )


class MessageList(Listing[OutgoingMessage]):
    """Mails, newest first."""

    template = "stakeholders/message_list.html"
    filterset_class = MessageFilter
    columns = (
        Column("to", gettext_lazy("To"), lambda mail: mail.to_address, sort=("to_address",)),
        Column("subject", gettext_lazy("Subject"), lambda mail: mail.subject, sort=("subject",)),
        Column("written", gettext_lazy("Written"), lambda mail: mail.created_at, sort=("created_at",)),
        Column("status", gettext_lazy("Status"), lambda mail: mail.get_status_display(), sort=("status",)),
    )
    default_sort = "-written"


@login_required
@require_safe
def message_list(request: AuthedHttpRequest) -> HttpResponseBase:
    """List the mails."""
    require(request.user, "stakeholders.view_outbox")
    mails = OutgoingMessage.objects.visible_to(request.user).defer(
        "text_body", "html_body", "calendar", "private_values"
    )
    return MessageList(request, mails).respond()


@login_required
@require_safe
def message_detail(request: AuthedHttpRequest, uuid: UUID) -> HttpResponse:
    """Show one mail as it is kept: its private links are placeholders."""
    require(request.user, "stakeholders.view_outbox")
    mail: OutgoingMessage = get_visible_or_404(
        OutgoingMessage.objects.defer("private_values"), request.user, uuid=uuid
    )
    text = mail.text_body.replace("{{ private_link }}", _("[private link]"))
    return render(
        request,
        "stakeholders/message_detail.html",
        {"mail": mail, "text": text, "may_resend": request.user.has_perm("stakeholders.resend_message")},
    )


@login_required
@require_POST
def message_resend(request: AuthedHttpRequest, uuid: UUID) -> HttpResponse:
    """Try a mail again that did not leave."""
    require(request.user, "stakeholders.resend_message")
    mail: OutgoingMessage = get_visible_or_404(OutgoingMessage.objects.all(), request.user, uuid=uuid)
    try:
        resend_message(message=mail, actor=request.user)
    except DomainError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, _("The mail is on its way again."))
    return redirect("stakeholders:message_detail", uuid)
