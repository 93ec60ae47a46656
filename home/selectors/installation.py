"""Whether the site has been set up."""

from django.conf import settings

from stakeholders.models import User


def needs_installation() -> bool:
    """Return whether the first-run page may make the first administrator.

    In production it never may: whoever finds a fresh site first would own it. There ``manage.py createsuperuser`` does it.
    """
    return not settings.PRODUCTION and not User.objects.exists()
