"""Application configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    """The front door: what waits for you, first run, health, style page, embedded mailbox."""

    name = "home"
    verbose_name = _("Home")
