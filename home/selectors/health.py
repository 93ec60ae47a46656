"""Whether the parts of the site work."""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db import DatabaseError
from django.utils import timezone

from home.models import Heartbeat


@dataclass(frozen=True)
class Health:
    """The state of each part; the web part answers by answering."""

    database: bool
    worker: bool

    @property
    def is_well(self) -> bool:
        """Whether everything works."""
        return self.database and self.worker

    def as_dict(self) -> dict[str, str]:
        """Return what a monitor may see."""
        parts = {"web": True, "database": self.database, "worker": self.worker}
        return {part: "ok" if works else "down" for part, works in parts.items()}


def site_health() -> Health:
    """Return the health of the site, by one query."""
    try:
        beat = Heartbeat.objects.values_list("beaten_at", flat=True).first()
    except DatabaseError:
        return Health(database=False, worker=False)
    limit = timezone.now() - timedelta(seconds=3 * settings.HEARTBEAT_SECONDS)
    return Health(database=True, worker=beat is not None and beat > limit)
