"""Errors of the domain."""

from stakeholders.exceptions import DomainError


class NotOpenToChangeError(DomainError):
    """The recommendation is withdrawn, or published and read by others in the words it has."""


class ForeignSourceError(DomainError):
    """A point, theme or recommendation of another dialogue, or one that may not leave the room."""
