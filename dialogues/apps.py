"""Application configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DialoguesConfig(AppConfig):
    """What they do together: dialogues, meetings, invitations, agenda, the room, points."""

    name = "dialogues"
    verbose_name = _("Dialogues")

    def ready(self) -> None:
        """Add what this app knows to the pages of the registry, and its checks."""
        from . import checks  # noqa: F401, PLC0415 - registers itself
        from .panels import add_panels  # noqa: PLC0415 - models are not there before

        add_panels()
