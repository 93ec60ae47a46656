"""What pages about recommendations share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template

from recommendations.selectors import implementation_of_recommendation

if TYPE_CHECKING:
    from recommendations.implementation import Implementation
    from recommendations.models import Recommendation

register = template.Library()


@register.filter
def implementation(recommendation: Recommendation) -> Implementation:
    """Return what the assessors of a recommendation say together."""
    return implementation_of_recommendation(recommendation)
