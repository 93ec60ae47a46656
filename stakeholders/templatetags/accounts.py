"""What the sign-in pages need of allauth's forms."""

from django import forms, template
from django.utils.translation import gettext as _

register = template.Library()


@register.filter
def without_placeholders(form: forms.Form) -> forms.Form:
    """Take away the placeholders with which allauth repeats the labels: they vanish when one types, and confuse screen readers."""
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)
    return form


@register.filter
def for_passkeys(form: forms.Form) -> forms.Form:
    """Ask for a passkey first, in words that people know: allauth says "passwordless" and offers it second."""
    field = form.fields["passwordless"]
    field.label = _("Sign in with it alone, without a password")
    field.help_text = ""
    field.initial = True
    form.fields["name"].help_text = _("So that you can tell your devices apart, for example “Laptop”.")
    return form


@register.filter
def device(user_agent: str) -> str:
    """Return in two words what a browser says of itself in a hundred: "Firefox, Android"."""
    browsers = {"Edg": "Edge", "OPR": "Opera", "Firefox": "Firefox", "Chrome": "Chrome", "Safari": "Safari"}
    systems = {
        "Android": "Android",
        "iPhone": "iPhone",
        "iPad": "iPad",
        "Windows": "Windows",
        "Mac OS": "Mac",
        "Linux": "Linux",
    }
    found = [
        next((name for mark, name in names.items() if mark in user_agent), "")
        for names in (browsers, systems)
    ]
    return ", ".join(filter(None, found)) or _("Unknown browser")
