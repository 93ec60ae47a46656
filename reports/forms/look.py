"""The look of reports."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.core.validators import RegexValidator
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.enums import Cover
from reports.render.look import AA, COLOUR, MAJLIS_ACCENT, WHITE, Look, contrast, readable_on
from stakeholders.forms.fields import site_languages

if TYPE_CHECKING:
    from reports.render.look import Cover as CoverName

_A_COLOUR = RegexValidator(r"\A#[0-9a-fA-F]{6}\Z", gettext_lazy("A colour looks like #0f5257."))


class LookForm(forms.Form):
    """Colour, cover, logo, and the imprint of each language that the site speaks."""

    accent = forms.CharField(
        label=gettext_lazy("Colour"),
        validators=[_A_COLOUR],
        widget=forms.TextInput(attrs={"type": "color", "class": "form-control-color"}),
    )
    cover = forms.ChoiceField(label=gettext_lazy("Cover"), choices=Cover.choices, widget=forms.RadioSelect)
    logo_file = forms.FileField(
        label=gettext_lazy("Logo"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/png"}),
        help_text=gettext_lazy(
            "A PNG of at most 1 MB and 4000 pixels. It is written anew: what the file says besides the picture is not kept."
        ),
    )
    logo = forms.RegexField(r"\A[0-9a-f]{64}\Z", required=False, widget=forms.HiddenInput)
    remove_logo = forms.BooleanField(label=gettext_lazy("Use no logo"), required=False)
    logo_alt = forms.CharField(
        label=gettext_lazy("What the logo shows"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Read out to those who do not see it. Needed with a logo."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Add an imprint for each language; tell beside the colour how well it can be read."""
        super().__init__(*args, **kwargs)
        for code, name in site_languages():
            self.fields[f"imprint_{code}"] = forms.CharField(
                label=_("Imprint (%(language)s)") % {"language": name},
                required=False,
                max_length=2000,
                widget=forms.Textarea(attrs={"rows": 3, "lang": code, "dir": "auto"}),
            )
        if self["logo"].value():
            logo = self["logo_file"]
            logo.help_text = _("There is a logo; another file replaces it.") + f" {logo.help_text}"
        accent = self["accent"]  # what is shown, be it posted or initial
        accent.help_text = contrast_in_words(str(accent.value() or MAJLIS_ACCENT))

    def clean(self) -> dict[str, Any]:
        """Ask for a description of a logo."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("remove_logo"):
            cleaned["logo"], cleaned["logo_file"] = "", None
        has_logo = cleaned.get("logo") or cleaned.get("logo_file")
        if has_logo and not cleaned.get("logo_alt", "").strip():
            self.add_error("logo_alt", _("Say in a few words what the logo shows."))
        return cleaned

    def keep_logo(self, digest: str) -> None:
        """Remember a picture that was kept, also in the page: a browser does not send a file a second time."""
        self.cleaned_data["logo"] = digest
        self.data = {**self.data.dict(), "logo": digest} if isinstance(self.data, QueryDict) else self.data

    @property
    def imprints(self) -> dict[str, str]:
        """The imprint of each language."""
        return {code: self.cleaned_data[f"imprint_{code}"] for code, _name in site_languages()}

    def look_in(self, language: str) -> Look:
        """Return the look that a report in ``language`` would have."""
        told = self.cleaned_data
        return Look(
            accent=told["accent"].lower(),
            logo=told["logo"],
            logo_alt=told["logo_alt"] if told["logo"] else "",
            cover=cast("CoverName", told["cover"]),
            imprint=told.get(f"imprint_{language}", "").strip(),
        )


def contrast_in_words(accent: str) -> str:
    """Say how well a colour is read on white paper, and what is printed where that is not enough."""
    ratio = contrast(accent, WHITE) if COLOUR.fullmatch(accent.lower()) else 0
    words = {"ratio": f"{ratio:.1f}", "wanted": AA, "printed": readable_on(WHITE, accent)}
    if ratio >= AA:
        return (
            _("On white paper its contrast is %(ratio)s : 1; text needs %(wanted)s : 1. It is used as it is.")
            % words
        )
    return (
        _(
            "On white paper its contrast is %(ratio)s : 1; text needs %(wanted)s : 1. Text is set in %(printed)s instead."
        )
        % words
    )
