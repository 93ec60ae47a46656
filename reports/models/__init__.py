"""What reports are made of."""

from .history import Revision
from .look import Imprint, Look, Picture
from .publication import Publication, Subscription
from .report import Paragraph, Report, Section
from .review import Approval, ReviewComment, ReviewInvitation, ReviewPolicy, ReviewRound

__all__ = [
    "Approval",
    "Imprint",
    "Look",
    "Paragraph",
    "Picture",
    "Publication",
    "Report",
    "ReviewComment",
    "ReviewInvitation",
    "ReviewPolicy",
    "ReviewRound",
    "Revision",
    "Section",
    "Subscription",
]
