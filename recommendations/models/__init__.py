"""What was asked for and what became of it."""

from .action import Action
from .assessment import Assessment
from .recommendation import Addressee, Framing, Recommendation

__all__ = ["Action", "Addressee", "Assessment", "Framing", "Recommendation"]
