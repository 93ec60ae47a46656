"""How reports look: what is set for the next version, and the pictures that published ones refer to."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from reports import models
from reports.render.look import Look

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reports.render.look import Cover


def look_for(language: str) -> Look:
    """Return the look that a version published now in this language would freeze."""
    imprint = models.Imprint.objects.filter(language=language).values_list("text", flat=True).first() or ""
    found = models.Look.objects.select_related("logo").defer("logo__data").first()
    if found is None:
        return Look(imprint=imprint)
    return Look(
        accent=found.accent,
        logo=found.logo.digest if found.logo else "",
        logo_alt=found.logo_alt if found.logo else "",
        cover=cast("Cover", found.cover),
        imprint=imprint,
    )


def pictures_of(look: Look) -> Mapping[str, bytes]:
    """Return the pictures that a look refers to, by their SHA-256."""
    found = models.Picture.objects.filter(digest=look.logo) if look.logo else models.Picture.objects.none()
    return {picture.digest: bytes(picture.data) for picture in found}


def look_as_set() -> dict[str, str]:
    """Return the look as its form starts from it: colour, cover, logo, and the imprint of each language."""
    found = models.Look.objects.select_related("logo").defer("logo__data").first() or models.Look()
    imprints = models.Imprint.objects.values_list("language", "text")
    return {
        "accent": found.accent,
        "cover": found.cover,
        "logo": found.logo.digest if found.logo else "",
        "logo_alt": found.logo_alt,
        **{f"imprint_{language}": text for language, text in imprints},
    }
