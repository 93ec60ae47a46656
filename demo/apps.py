"""Application configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DemoConfig(AppConfig):
    """The reference meeting as data, loaded through the services."""

    name = "demo"
    verbose_name = _("Demo")
