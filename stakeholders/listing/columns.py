"""What a list shows of each row, and how an export writes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from django.db.models import Model

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models.expressions import Combinable
    from django.utils.functional import Promise

_M = TypeVar("_M", bound=Model)


@dataclass(frozen=True)  # no slots: Column[Row](…) sets an attribute that frozen slots refuse
class Column(Generic[_M]):
    """A column. ``value`` is what an export writes; the page's template writes its own cells.

    ``name`` is the key in ``?sort=``; ``sort`` holds what to order by (names of fields, or expressions), and a column without it
    cannot be sorted. ``css`` is the class of the heading ("number" aligns it with figures). A column may be for exports only.
    """

    name: str
    label: str | Promise
    value: Callable[[_M], object]
    sort: tuple[str | Combinable, ...] = ()
    css: str = ""
    in_page: bool = True
    in_export: bool = True


@dataclass(frozen=True, slots=True)
class Heading:
    """A column's heading in the page: a link that sorts, where the column can be sorted."""

    name: str
    label: str | Promise
    css: str
    sort_url: str
    direction: str
