"""What the front door reads."""

from .health import Health, site_health
from .installation import needs_installation
from .waiting import Waiting, waiting_for

__all__ = [
    "Health",
    "Waiting",
    "needs_installation",
    "site_health",
    "waiting_for",
]
