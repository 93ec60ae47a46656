"""Where a report stands, on any of its pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template

from reports.selectors.phases import phase_line

if TYPE_CHECKING:
    from reports.models import Report

register = template.Library()


@register.inclusion_tag("reports/review_phases.html")
def review_phases(report: Report, *, is_here: bool = False) -> dict[str, Any]:
    """Show the five phases of ``report`` and the next step; with ``is_here`` without the link to the review's page."""
    return {"report": report, "meeting": report.meeting, "line": phase_line(report), "is_here": is_here}
