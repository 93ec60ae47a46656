"""What the pages of accounts and of the audit trail need of Python."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.utils.html import format_html

from stakeholders.selectors.accounts import state_of_account
from stakeholders.wording import ACCOUNT_STATE_IN_WORDS

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

    from stakeholders.models import User

register = template.Library()

_TONES = {"active": "success", "invited": "warning", "expired": "danger", "inactive": "neutral"}


@register.simple_tag
def account_state(account: User) -> SafeString:
    """Show whether an account is active, waits for its owner, or is switched off."""
    state = state_of_account(account)
    return format_html('<span class="tag tag-{}">{}</span>', _TONES[state], ACCOUNT_STATE_IN_WORDS[state])
