"""Errors of the domain: what a rule of the house forbids, in words for the person who tried."""

from django.utils.functional import Promise


class DomainError(Exception):
    """A rule was broken; ``message`` is for the user, ``field`` names the form field it belongs to, if any."""

    def __init__(self, message: str | Promise, *, field: str | None = None) -> None:
        """Keep the message and the field it belongs to."""
        super().__init__(str(message))
        self.message = str(message)
        self.field = field


class StaleLinkError(DomainError):
    """A private link has expired, was used up or was withdrawn."""
