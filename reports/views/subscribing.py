"""Hearing of new reports by mail: asking for it, confirming it, ending it.

A GET never changes anything: mail scanners follow every link. What a link proves replaces a CSRF token, as on other private
pages; and mail programs that end a subscription by one press (RFC 8058) post without one.
"""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from dialogues.views.access import posted
from dialogues.views.invitation import PRIVATE_HEADERS
from reports.forms import SubscribeForm
from reports.services.subscriptions import ask_to_subscribe, confirm_subscription, end_subscription
from reports.subscription_links import subscription_to_confirm, subscription_to_end
from stakeholders.exceptions import StaleLinkError

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse


@require_http_methods(["GET", "HEAD", "POST"])
def subscription_ask(request: HttpRequest) -> HttpResponse:
    """Take an address; the answer is the same for every one."""
    form = SubscribeForm(posted(request))
    if request.method == "POST" and form.is_valid():
        ask_to_subscribe(email=form.cleaned_data["email"], language=get_language() or "en")
        return redirect(f"{reverse('reports:subscription_ask')}?sent")
    context = {"form": form, "sent": "sent" in request.GET}
    return render(request, "reports/subscription_ask.html", context, status=422 if form.errors else 200)


def by_mailed_link(
    view: Callable[[HttpRequest, str], HttpResponse],
) -> Callable[[HttpRequest, str], HttpResponse]:
    """Let a page be opened by a link that was mailed; nobody keeps a copy of it."""

    @csrf_exempt  # the token in the address is what a forger lacks; these pages send no origin that could be checked
    @wraps(view)
    def opened(request: HttpRequest, token: str) -> HttpResponse:
        try:
            response = view(request, token)
        except StaleLinkError:
            response = render(request, "reports/subscription_stale.html", status=410)
        for header, value in PRIVATE_HEADERS.items():
            response[header] = value
        return response

    return opened


@by_mailed_link
@require_http_methods(["GET", "HEAD", "POST"])
def subscription_confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Confirm that the address wants to hear of new reports."""
    subscription = subscription_to_confirm(token)
    done = request.method == "POST" or subscription.confirmed_on is not None
    if request.method == "POST":
        confirm_subscription(uuid=subscription.uuid)
    return render(request, "reports/subscription_confirm.html", {"done": done})


@by_mailed_link
@require_http_methods(["GET", "HEAD", "POST"])
def subscription_end(request: HttpRequest, token: str) -> HttpResponse:
    """End a subscription, at once or by the one press of a mail program."""
    subscription = subscription_to_end(token)
    done = request.method == "POST" or subscription is None
    if request.method == "POST" and subscription is not None:
        end_subscription(uuid=subscription.uuid)
    return render(request, "reports/subscription_end.html", {"done": done})
