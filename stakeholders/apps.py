"""Application configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StakeholdersConfig(AppConfig):
    """Who there is: people, organisations, sectors, affiliations, relationships, users."""

    name = "stakeholders"
    verbose_name = _("Stakeholders")
