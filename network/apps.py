"""Application configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NetworkConfig(AppConfig):
    """Who is connected to whom: ties, measures, silos, gaps."""

    name = "network"
    verbose_name = _("Network")

    def ready(self) -> None:
        """Add what this app knows to the pages of the registry."""
        from .panels import add_panels  # noqa: PLC0415 - models are not there before

        add_panels()
