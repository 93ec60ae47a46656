"""What the front door writes."""

from .installation import install
from .worker import record_heartbeat

__all__ = ["install", "record_heartbeat"]
