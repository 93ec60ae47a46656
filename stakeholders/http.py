"""Types of the requests that views see."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from .models import User


class HtmxHttpRequest(HttpRequest):
    """A request, by anybody, that knows whether htmx sent it."""

    htmx: HtmxDetails


class AuthedHttpRequest(HtmxHttpRequest):
    """A request by somebody who is signed in."""

    user: User
