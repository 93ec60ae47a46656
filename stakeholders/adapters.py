"""How signing in behaves here (django-allauth asks this)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as allauth_context
from allauth.usersessions.models import UserSession
from django.utils.translation import get_language

from .services.outbox import queue_message

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

# What opens a door: kept out of the stored text of a mail, filled in when it is sent.
SECRETS = ("code", "password_reset_url", "activate_url", "key")
NO_ADDRESS = "::"


class AccountAdapter(DefaultAccountAdapter):
    """Accounts by invitation only; mail through the outbox; no network address kept."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth's signature
        """Refuse: accounts are made by invitation."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Queue the mail instead of sending it while the reader waits."""
        request = allauth_context.request
        secrets = {name: str(context[name]) for name in SECRETS if context.get(name)}
        shown = context | {name: f"{{{{ {name} }}}}" for name in secrets}
        rendered = self.render_mail(template_prefix, email, {"request": request, "email": email, **shown})
        html = next(
            (
                alternative.content
                for alternative in getattr(rendered, "alternatives", [])
                if alternative.mimetype == "text/html"
            ),
            "",
        )
        queue_message(
            kind=template_prefix.rpartition("/")[2],
            to_address=email,
            subject=rendered.subject,
            text_body=str(rendered.body),
            html_body=str(html),
            language=get_language() or "en",
            private_values=secrets,
        )

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse:
        """Forget from where somebody signed in: a list of sessions needs the device, and a subpoena finds the rest."""
        response: HttpResponse = super().post_login(request, user, **kwargs)
        UserSession.objects.filter(session_key=request.session.session_key).update(ip=NO_ADDRESS)
        return response
