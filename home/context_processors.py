"""What every page knows about the site."""

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, object]:  # noqa: ARG001 - Django's signature
    """Return the site's name, and whether the embedded mailbox is there to be linked."""
    return {"site_name": settings.SITE_NAME, "mailbox_enabled": settings.MAILBOX_ENABLED}
