"""Who there is."""

from .audit import AuditEntry
from .organisation import Organisation, Relationship, Sector
from .outbox import OutgoingMessage
from .person import Affiliation, Person
from .user import AccountInvitation, User

__all__ = [
    "AccountInvitation",
    "Affiliation",
    "AuditEntry",
    "Organisation",
    "OutgoingMessage",
    "Person",
    "Relationship",
    "Sector",
    "User",
]
