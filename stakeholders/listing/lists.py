"""The list itself: from a request and what its reader may see to a page, a fragment or a file."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from django.core.paginator import Page, Paginator
from django.db.models import F, Model, OrderBy, QuerySet
from django.http import Http404
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from stakeholders.access import require
from stakeholders.services.audit import record_change

from .columns import Column, Heading
from .exports import ExportFormat, export_response
from .filters import SEARCH

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from django.db.models.expressions import Combinable
    from django.http import QueryDict
    from django.http.response import HttpResponseBase

    from stakeholders.http import HtmxHttpRequest

    from .filters import Choice, Control, ListFilterSet

_M = TypeVar("_M", bound=Model)
SORT, PAGE, SIZE, FORMAT = "sort", "page", "size", "format"
SIZES = (25, 50, 100)
RESULTS = "list-results"


@dataclass(frozen=True, slots=True)
class Link:
    """A link with its text; ``is_current`` marks the choice that is in use."""

    label: str
    url: str
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class PageLink:
    """A page's number and address; without a number it is the gap between two."""

    number: int | None
    url: str


class Listing(Generic[_M]):
    """A list of what ``queryset`` holds, as the query string of ``request`` asks for it (see the package's docstring)."""

    template: ClassVar[str]
    filterset_class: ClassVar[type[ListFilterSet]]
    columns: ClassVar[tuple[Column[Any], ...]]
    default_sort: ClassVar[str]
    file_name: ClassVar[str] = "list"
    export_permission: ClassVar[str] = ""  # without one there is no export
    page_fields: ClassVar[
        tuple[str, ...]
    ] = ()  # all that the page shows of a row; an export reads everything
    default_size: ClassVar[int] = 50

    def __init__(self, request: HtmxHttpRequest, queryset: QuerySet[_M]) -> None:
        """Read the filters from the query string."""
        self.request = request
        self.filterset = self.filterset_class(request.GET, queryset=queryset, request=request)

    def respond(self, **context: object) -> HttpResponseBase:
        """Answer with the page, with its results only (htmx), or with a file."""
        wanted = self.request.GET.get(FORMAT)
        if wanted in ExportFormat.values:
            return self._export(ExportFormat(wanted))
        part = self.request.htmx.target == RESULTS and not self.request.htmx.history_restore_request
        template = f"{self.template}#results" if part else self.template
        response = render(self.request, template, {**context, "listing": self})
        patch_vary_headers(response, ["HX-Request", "HX-Target"])
        return response

    # --- what the templates show ---------------------------------------------------------------

    @property
    def url(self) -> str:
        """The list's own address, without a query."""
        return self.request.path

    @cached_property
    def page(self) -> Page[_M]:
        """The page asked for, or the nearest there is."""
        rows = self.ordered.only(*self.page_fields) if self.page_fields else self.ordered
        return Paginator(rows, self.size).get_page(self.request.GET.get(PAGE))

    @cached_property
    def rows(self) -> Sequence[_M]:
        """The rows of the page."""
        rows = list(self.page.object_list)
        self.prepare(rows)
        return rows

    def prepare(self, rows: Sequence[_M]) -> None:
        """Attach to ``rows``, those of a page or of a portion of an export, what would be costly to ask for all."""

    @property
    def count(self) -> int:
        """How many rows there are on all pages."""
        return self.page.paginator.count

    @cached_property
    def controls(self) -> list[Control]:
        """The fields of the filter form."""
        return list(self.filterset.controls())

    @cached_property
    def choices_made(self) -> list[Choice]:
        """The filters in use."""
        return list(self.filterset.choices_made())

    @property
    def is_filtered(self) -> bool:
        """Whether anything narrows the list."""
        return bool(self.choices_made)

    @property
    def chips(self) -> list[Link]:
        """The filters in use, each with the address of the list without it."""
        return [Link(str(choice), self._url(without={choice.name})) for choice in self.choices_made]

    @property
    def clear_url(self) -> str:
        """The list without filters, sorted as it is."""
        return self._url(without={control.name for control in self.controls})

    @property
    def hidden_query(self) -> list[tuple[str, str]]:
        """What a new search keeps: sorting and page size."""
        return [(name, self.request.GET[name]) for name in (SORT, SIZE) if self.request.GET.get(name)]

    @cached_property
    def headings(self) -> list[Heading]:
        """The headings of the page's columns."""
        name, descending = self._sort
        return [
            Heading(
                name=column.name,
                label=column.label,
                css=column.css,
                sort_url=self._url(
                    {SORT: f"-{column.name}" if column.name == name and not descending else column.name}
                )
                if column.sort
                else "",
                direction=("descending" if descending else "ascending") if column.name == name else "",
            )
            for column in self.columns
            if column.in_page
        ]

    @property
    def page_links(self) -> Iterator[PageLink]:
        """The pages around this one, the first and the last."""
        for number in self.page.paginator.get_elided_page_range(self.page.number, on_each_side=2, on_ends=1):
            yield (
                PageLink(number, self._url({PAGE: str(number)}))
                if isinstance(number, int)
                else PageLink(None, "")
            )

    @property
    def previous_url(self) -> str:
        """The page before, if any."""
        return self._url({PAGE: str(self.page.number - 1)}) if self.page.has_previous() else ""

    @property
    def next_url(self) -> str:
        """The page after, if any."""
        return self._url({PAGE: str(self.page.number + 1)}) if self.page.has_next() else ""

    @property
    def sizes(self) -> list[Link]:
        """How many rows a page may have; nothing to choose where the smallest page holds all."""
        if self.count <= SIZES[0]:
            return []
        return [Link(str(size), self._url({SIZE: str(size)}), is_current=size == self.size) for size in SIZES]

    @property
    def exports(self) -> list[Link]:
        """The files that this reader may take away."""
        if not (self.export_permission and self.count and self.request.user.has_perm(self.export_permission)):
            return []
        return [Link(str(choice.label), self._url({FORMAT: choice.value})) for choice in ExportFormat]

    # --- how it is made -------------------------------------------------------------------------

    @property
    def ordered(self) -> QuerySet[_M]:
        """The rows of all pages in the order asked for; equal ones in a fixed order, so that no page repeats any."""
        name, descending = self._sort
        keys = next(column.sort for column in self.columns if column.name == name)
        model = self.filterset.queryset.model
        expressions = [_order(model, key, descending=descending) for key in keys]
        rows: QuerySet[_M] = self.filterset.qs.order_by(*expressions, "pk")
        return rows

    @cached_property
    def size(self) -> int:
        """How many rows a page has."""
        asked = self.request.GET.get(SIZE, "")
        return int(asked) if asked in map(str, SIZES) else self.default_size

    @cached_property
    def _sort(self) -> tuple[str, bool]:
        sortable = {column.name for column in self.columns if column.sort}
        asked = self.request.GET.get(SORT, "")
        if asked.removeprefix("-") not in sortable:
            asked = self.default_sort
        return asked.removeprefix("-"), asked.startswith("-")

    def _url(self, changes: dict[str, str] | None = None, *, without: Collection[str] = ()) -> str:
        query: QueryDict = self.request.GET.copy()
        for name in {PAGE, FORMAT, *without}:
            query.pop(name, None)
        for name, value in (changes or {}).items():
            query[name] = value
        return f"{self.request.path}?{query.urlencode()}" if query else self.request.path

    def _export(self, wanted: ExportFormat) -> HttpResponseBase:
        if not self.export_permission:
            raise Http404
        require(self.request.user, self.export_permission)
        columns = [column for column in self.columns if column.in_export]
        if self.request.user.is_authenticated:
            record_change(
                actor=self.request.user,
                verb="list.exported",
                target=self.request.user,
                changes={
                    "list": self.file_name,
                    "format": wanted.value,
                    "rows": self.count,
                    "filters": [
                        _("Search") if made.name == SEARCH else str(made) for made in self.choices_made
                    ],
                },
            )
        return export_response(
            self.request,
            self.ordered,
            prepare=self.prepare,
            columns=columns,
            wanted=wanted,
            file_name=self.file_name,
        )


def _order(model: type[Model], key: str | Combinable, *, descending: bool) -> OrderBy:
    # Empty values come last, both ways. Where there can be none the database is not asked to care: it could not use an index.
    field = next((one for one in model._meta.fields if one.name == key), None)  # noqa: SLF001 - the public names of fields
    expression: Any = F(key) if isinstance(key, str) else key
    return OrderBy(expression, descending=descending, nulls_last=None if field and not field.null else True)
