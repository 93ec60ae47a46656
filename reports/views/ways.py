"""Where a reader finds the versions of a report: at their permanent addresses, or below the private link of a participant."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from reports.documents import DOCX, PDF

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reports.selectors import Edition, PublicVersion


@dataclass(frozen=True, slots=True)
class Ways:
    """The ways on from the page of ``edition``; ``token`` is that of the private link it is read by."""

    edition: Edition
    token: str = ""

    @property
    def latest(self) -> str:
        """The page of the latest version."""
        if self.token:
            return reverse("reports:private_publication", args=[self.token, self.edition.slug])
        return reverse("reports:publication_detail", args=[self.edition.slug])

    @property
    def pdf(self) -> str:
        """This version as PDF."""
        return self._file(PDF)

    @property
    def docx(self) -> str:
        """This version as DOCX."""
        return self._file(DOCX)

    @property
    def versions(self) -> Iterator[tuple[PublicVersion, str]]:
        """Each version of which the reader may know, with its page."""
        for version in self.edition.versions:
            yield version, self._page(version.number)

    def _page(self, number: int) -> str:
        if self.token:
            return reverse(
                "reports:private_publication_version", args=[self.token, self.edition.slug, number]
            )
        return reverse("reports:publication_version", args=[self.edition.slug, number])

    def _file(self, form: str) -> str:
        slug, number = self.edition.slug, self.edition.context.version
        if self.token:
            return reverse(
                "reports:private_publication_document",
                kwargs={"token": self.token, "slug": slug, "number": number, "form": form},
            )
        if self.edition.is_latest and self.edition.is_public:
            return reverse("reports:publication_document", args=[slug, form])
        return reverse("reports:publication_version_document", args=[slug, number, form])
