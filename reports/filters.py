"""What the list of reports can be narrowed to."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter

from reports.enums import ReportStatus
from stakeholders.listing import ListFilterSet, SearchFilter


class ReportFilter(ListFilterSet):
    """Reports by words and by where they stand."""

    q = SearchFilter(label=_("Search reports"))
    status = ChoiceFilter(label=_("Status"), choices=ReportStatus.choices)
