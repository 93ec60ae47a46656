"""What the rules of reports forbid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from stakeholders.exceptions import DomainError

if TYPE_CHECKING:
    from collections.abc import Mapping


class PublicationIsFrozenError(DomainError):
    """Somebody tried to change what was published."""

    def __init__(self) -> None:
        """Say that a correction is a new version."""
        super().__init__(_("A published version never changes. Publish a correction instead."))


class NothingToReportError(DomainError):
    """The meeting has no points that a report could draw on."""


class NamesFoundError(DomainError):
    """The text names somebody who has not agreed."""


class ClaimTooStrongError(DomainError):
    """A paragraph claims more agreement than its points have."""


class WrongStatusError(DomainError):
    """The report is not in a state that allows this."""


class NewerTextError(DomainError):
    """Somebody else changed the same words after the form was opened; ``theirs`` is what stands now, by field."""

    def __init__(self, theirs: Mapping[str, str]) -> None:
        """Say that nothing was saved."""
        super().__init__(_("Somebody else changed this while you were writing. Nothing of either is lost."))
        self.theirs = theirs


class ReviewNotDoneError(DomainError):
    """The review still asks for something before the report may go on."""
