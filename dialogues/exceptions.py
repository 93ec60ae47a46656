"""Errors of the domain."""

from django.utils.functional import Promise

from stakeholders.exceptions import DomainError


class MeetingClosedError(DomainError):
    """The meeting no longer takes this change."""


class ItemNotOpenError(DomainError):
    """The agenda item takes no points now; where ``is_final``, it never will again."""

    def __init__(self, message: str | Promise, *, is_final: bool = False) -> None:
        """Keep whether waiting is of any use."""
        super().__init__(message)
        self.is_final = is_final


class RoomKeyMissingError(DomainError):
    """The room has no key: it was never opened, or the meeting is sealed."""


class KeyStoreAwayError(DomainError):
    """The key store does not answer: what needs a room's key works again in a moment."""


class VoiceUnknownError(DomainError):
    """The browser proves no voice in this room."""
