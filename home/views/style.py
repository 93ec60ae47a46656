"""The living style page: every component of the look, on made-up content."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Page, Paginator
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dialogues.enums import AttributionRule, MeetingStatus, Response
from home.icons import icon_names
from home.style_samples import SampleForm
from recommendations.enums import ActionStatus, Answer, Completion
from reports.enums import ReportStatus
from stakeholders.access import require
from stakeholders.listing.columns import Heading
from stakeholders.listing.filters import Control, Option
from stakeholders.listing.lists import Link, PageLink

if TYPE_CHECKING:
    from django.http import HttpResponse

    from stakeholders.http import AuthedHttpRequest

COLOURS = (
    *("paper", "surface", "sunken", "ink", "ink-soft", "ink-faint", "line", "line-strong"),
    *("accent", "accent-strong", "accent-soft", "success", "warning", "danger", "info"),
)
FILLED = {"about": "", "starts": "2024-05-30T14:00", "status": "planned", "rule": "unattributed"}
START = datetime(2024, 5, 30, 12, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class SampleStep:
    """A step of a meeting."""

    key: str
    label: str
    url: str
    done: bool = False


@dataclass(frozen=True, slots=True)
class SampleMeeting:
    """When a meeting is."""

    starts_at: datetime = START
    ends_at: datetime = START + timedelta(hours=2)
    time_zone: str = "Europe/Stockholm"


@login_required
@require_safe
def style(request: AuthedHttpRequest) -> HttpResponse:
    """Show every component."""
    require(request.user, "home.view_style")
    if "messages" in request.GET:
        messages.success(request, _("The meeting is saved."))
        messages.warning(request, _("Two people have no e-mail address and were not invited."))
        messages.error(request, _("The mail server refused one message; it is tried again in a minute."))
    here = reverse("home:style")
    vocabularies = (MeetingStatus, Response, ReportStatus, Answer, ActionStatus, Completion)
    return render(
        request,
        "home/style.html",
        {
            "colours": COLOURS,
            "icons": icon_names(),
            "badges": [choice for vocabulary in vocabularies for choice in vocabulary.choices],
            "rules": AttributionRule.choices,
            "form": SampleForm(FILLED),
            "steps": [
                SampleStep("plan", _("Plan"), here, done=True),
                SampleStep("people", _("People"), here, done=True),
                SampleStep("room", _("Room"), here),
                SampleStep("report", _("Report"), here),
                SampleStep("follow-up", _("Follow-up"), ""),
            ],
            "listing": _sample_listing(request),
            "rows": range(1, 5),
            "meeting": SampleMeeting(),
        },
    )


def _sample_listing(request: AuthedHttpRequest) -> dict[str, object]:
    page: Page[int] = Paginator(range(64), 25).page(1)
    return {
        "url": request.path,
        "hidden_query": [],
        "controls": [
            Control("q", _("Search organisations"), "search", "dialogue"),
            Control(
                "kind",
                _("Kind"),
                "select",
                "research",
                (Option("research", _("Research institute"), is_selected=True),),
            ),
            Control("since", _("Verified since"), "date", ""),
        ],
        "count": page.paginator.count,
        "is_filtered": True,
        "chips": [Link(_("Kind: Research institute"), "?")],
        "clear_url": "?",
        "sizes": [Link("25", "?size=25", is_current=True), Link("50", "?size=50")],
        "exports": [Link("CSV", "?format=csv"), Link("XLSX", "?format=xlsx")],
        "headings": [
            Heading("name", _("Organisation"), "", "?sort=-name", "ascending"),
            Heading("kind", _("Kind"), "", "?sort=kind", ""),
            Heading("status", _("Status"), "", "", ""),
            Heading("meetings", _("Meetings"), "number", "?sort=meetings", ""),
        ],
        "page": page,
        "page_links": [PageLink(number, f"?page={number}") for number in page.paginator.page_range],
        "previous_url": "",
        "next_url": "?page=2",
    }
