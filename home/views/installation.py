"""The first page that a new site shows."""

from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from home.exceptions import AlreadyInstalledError
from home.forms import FirstRunForm
from home.selectors import needs_installation
from home.services import install


@sensitive_post_parameters("password", "repeated_password")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def first_run(request: HttpRequest) -> HttpResponse:
    """Make the administrator of an empty site; afterwards this page only leads home."""
    if not needs_installation():
        return redirect("home:home")
    form = FirstRunForm(request.POST or None, initial={"language": get_language(), "time_zone": "UTC"})
    if request.method == "POST" and form.is_valid():
        answers = {key: value for key, value in form.cleaned_data.items() if key != "repeated_password"}
        try:
            user = install(**answers)
        except AlreadyInstalledError as error:
            messages.error(request, error.message)
            return redirect("home:home")
        login(request, user, backend="django.contrib.auth.backends.ModelBackend")
        messages.success(request, _("Welcome. This site is yours: you are its administrator."))
        return redirect("home:home")
    return render(request, "home/first_run.html", {"form": form})
