"""The menus of the frame around every page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template

from home import navigation as menus

if TYPE_CHECKING:
    from django.template import Context

register = template.Library()


@register.simple_tag(takes_context=True)
def navigation(context: Context) -> list[menus.Link]:
    """Return the main sections that the reader may open."""
    request = context["request"]
    return menus.main_sections(request.user, request.path)


@register.simple_tag(takes_context=True)
def account_menu(context: Context) -> list[menus.Link]:
    """Return the entries of the reader's own menu."""
    return menus.account_entries(context["request"].user, mailbox=bool(context.get("mailbox_enabled")))


@register.simple_tag(takes_context=True)
def account_tabs(context: Context) -> list[menus.Link]:
    """Return the parts of the reader's own account."""
    return menus.account_tabs(context["request"].path)


register.simple_tag(menus.footer_links)
