"""The first page after signing in, and the switch of languages."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe
from django.views.i18n import set_language

from home.selectors import needs_installation, waiting_for
from reports.selectors.publications import public_reports
from stakeholders.models import User

SHOWN = 6


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show what waits for the reader: the team its work, a participant their meetings, the public the reports."""
    if isinstance(request.user, User):
        return render(request, "home/home.html", {"waiting": waiting_for(request.user)})
    if needs_installation():
        return redirect("home:first_run")
    return render(request, "home/public.html", {"reports": public_reports()[:SHOWN]})


@csrf_exempt  # private pages send no referrer, and with it no origin to check; nothing but a language can be forged
@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Switch the language: for this browser, and for the account of somebody who is signed in."""
    language = request.POST.get("language")
    if isinstance(request.user, User) and language in dict(settings.LANGUAGES):
        User.objects.filter(pk=request.user.pk).update(language=language)
    response: HttpResponse = set_language(request)
    return response
