"""The embedded mailbox: what the site would have sent, where there is no mail server."""

from csp.decorators import csp, csp_update
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from home.mailbox import Mail, newest_mails, read_mail
from stakeholders.access import require
from stakeholders.http import AuthedHttpRequest

# A mail is somebody else's page: it gets styles and pictures of its own, and nothing that runs or calls out.
MAIL_POLICY = {
    "default-src": ["'none'"],
    "style-src": ["'unsafe-inline'"],
    "img-src": ["data:"],
    "frame-ancestors": ["'self'"],
    "sandbox": ["allow-popups", "allow-popups-to-escape-sandbox"],  # its links open beside it
}


@require_safe
@login_required
def mailbox_list(request: AuthedHttpRequest) -> HttpResponse:
    """Show the newest mails, of everybody or of one recipient."""
    _open_mailbox(request)
    recipient = request.GET.get("to", "").strip()
    return render(
        request,
        "home/mailbox_list.html",
        {"mails": newest_mails(recipient=recipient), "recipient": recipient},
    )


@csp_update({"frame-src": ["'self'"]})
@require_safe
@login_required
def mailbox_detail(request: AuthedHttpRequest, name: str) -> HttpResponse:
    """Show one mail with its files."""
    return render(request, "home/mailbox_detail.html", {"mail": _mail_or_404(request, name)})


@xframe_options_sameorigin
@csp(MAIL_POLICY)
@require_safe
@login_required
def mailbox_html(request: AuthedHttpRequest, name: str) -> HttpResponse:
    """Return the HTML text of a mail as it was sent, for the frame on its page."""
    return HttpResponse(f'<base target="_blank">{_mail_or_404(request, name).html}')


@csp(MAIL_POLICY)
@require_safe
@login_required
def mailbox_attachment(request: AuthedHttpRequest, name: str, position: int) -> HttpResponse:
    """Return a file that came with a mail, as a download."""
    for attachment in _mail_or_404(request, name).attachments:
        if attachment.position == position:
            return HttpResponse(
                attachment.content,
                content_type=attachment.content_type,
                headers={"Content-Disposition": f'attachment; filename="{attachment.safe_name}"'},
            )
    raise Http404


def _open_mailbox(request: HttpRequest) -> None:
    if not settings.MAILBOX_ENABLED:
        raise Http404
    require(request.user, "home.view_mailbox")


def _mail_or_404(request: HttpRequest, name: str) -> Mail:
    _open_mailbox(request)
    mail = read_mail(name)
    if mail is None:
        raise Http404
    return mail
