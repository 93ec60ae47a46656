"""Application configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RecommendationsConfig(AppConfig):
    """What they asked for: recommendations, addressees, actions, assessments."""

    name = "recommendations"
    verbose_name = _("Recommendations")

    def ready(self) -> None:
        """Add what this app knows to the pages of the registry."""
        from .panels import add_panels  # noqa: PLC0415 - models are not there before

        add_panels()
