"""What mails are put together from: they have no request, and their readers no style sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.conf import settings
from django.utils.html import format_html

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

register = template.Library()

_BUTTON = (
    "display:inline-block;padding:12px 20px;border-radius:6px;background:{};border:1px solid #0f5257;color:{};"
    "font-weight:600;text-decoration:none"
)


@register.simple_tag
def site_name() -> str:
    """Return the name of this installation."""
    name: str = settings.SITE_NAME
    return name


@register.simple_tag
def site_url(path: str = "/") -> str:
    """Return the full address of ``path``."""
    return f"{settings.SITE_URL}{path}"


@register.simple_tag
def mail_button(url: str, label: str, *, quiet: bool = False) -> SafeString:
    """Draw a link as a button; ``quiet`` for the second choice."""
    colours = ("#ffffff", "#0f5257") if quiet else ("#0f5257", "#ffffff")
    return format_html('<a href="{}" style="{}">{}</a>', url, _BUTTON.format(*colours), label)
