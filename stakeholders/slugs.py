"""The part of an address that names an object."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from django.utils.text import slugify

if TYPE_CHECKING:
    from collections.abc import Collection

    from django.db.models import Model, QuerySet

LENGTH = 60
RESERVED = frozenset({"new"})  # pages of a list that stand where its objects stand


def free_slug(
    text: str, among: QuerySet[Model], *, otherwise: str, reserved: Collection[str] = RESERVED
) -> str:
    """Return a slug of ``text`` that none of ``among`` has; of ``otherwise`` where ``text`` has no Latin letter or digit."""
    stem = _shortened(slugify(text)).strip("-") or otherwise
    taken = {*reserved, *among.filter(slug__startswith=stem).values_list("slug", flat=True)}
    if stem not in taken:
        return stem
    return next(slug for number in count(2) if (slug := f"{stem}-{number}") not in taken)


def _shortened(slug: str) -> str:
    """Return as many whole words as there is room for; of a single endless word, its beginning."""
    if len(slug) <= LENGTH:
        return slug
    return slug[: LENGTH + 1].rpartition("-")[0] or slug[:LENGTH]
