"""Errors of the demo."""

from stakeholders.exceptions import DomainError


class DemoRefusedError(DomainError):
    """The demo does not belong into this Majlis: it is in production, or has data of its own."""
