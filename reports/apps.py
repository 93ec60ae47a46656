"""Application configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    """What is published: drafts, review, versions, HTML, PDF and DOCX."""

    name = "reports"
    verbose_name = _("Reports")

    def ready(self) -> None:
        """Add what this app knows to somebody's own page of a meeting."""
        from .panels import add_panels  # noqa: PLC0415 - models are not there before

        add_panels()
