"""Errors of the front door."""

from stakeholders.exceptions import DomainError


class AlreadyInstalledError(DomainError):
    """Somebody has set the site up already."""
