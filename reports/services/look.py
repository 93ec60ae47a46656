"""Setting how reports look that are published from now on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from reports.models import Imprint, Look, Picture
from reports.pictures import clean_png, digest_of
from stakeholders.exceptions import DomainError
from stakeholders.services.audit import record_change
from stakeholders.services.writing import assign, check

if TYPE_CHECKING:
    from collections.abc import Mapping

    from stakeholders.models import User


def keep_picture(*, data: bytes) -> Picture:
    """Keep an uploaded picture, cleaned; the same one only once.

    Raises:
        DomainError: it is no picture that can be used.

    """
    cleaned = clean_png(data)
    picture, _created = Picture.objects.get_or_create(digest=digest_of(cleaned), defaults={"data": cleaned})
    return picture


def change_look(
    *, accent: str, cover: str, logo: str, logo_alt: str, imprints: Mapping[str, str], actor: User
) -> Look:
    """Set the look of what is published from now on; ``logo`` is the digest of a picture that was kept, or empty.

    What is published keeps the look that it has. An empty imprint removes that of its language.

    Raises:
        DomainError: there is no such picture, it is not described, or the colour is none.

    """
    with transaction.atomic():
        look = Look.objects.select_for_update().first() or Look(pk=1)
        picture = Picture.objects.filter(digest=logo).first() if logo else None
        if logo and picture is None:
            raise DomainError(_("Choose the file again."), field="logo")
        changes = assign(
            look,
            {
                "accent": accent.lower(),
                "cover": cover,
                "logo_alt": " ".join(logo_alt.split()) if picture else "",
            },
            allowed=("accent", "cover", "logo_alt"),
        )
        if look.logo != picture:
            changes["logo"] = [str(look.logo or ""), str(picture or "")]
            look.logo = picture
        check(look)
        look.save()
        for language, text in imprints.items():
            if _set_imprint(language, text.strip()):
                changes[f"imprint_{language}"] = []
        if changes:
            record_change(actor=actor, verb="report.look_changed", target=look, changes=changes)
    return look


def _set_imprint(language: str, text: str) -> bool:
    """Set or remove the imprint of a language; return whether anything changed."""
    if not text:
        return bool(Imprint.objects.filter(language=language).delete()[0])
    found = Imprint.objects.filter(language=language).first() or Imprint(language=language)
    if found.text == text:
        return False
    found.text = text
    check(found)
    found.save()
    return True
