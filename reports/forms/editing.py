"""Changing what a report says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.enums import QUANTIFIER_CHOICES
from reports.quantifiers import Quantifier

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reports.models import Paragraph, Report, Section
    from reports.selectors import Source

TEXT_HELP = gettext_lazy(
    "*slanted*, **bold**, [a link](https://…) and ^[a footnote] may stand in the text; everything else is printed as it is."
)


class FrontForm(forms.Form):
    """Title, the line below it, and the closing statement."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=250)
    subtitle = forms.CharField(label=gettext_lazy("Line below the title"), max_length=250, required=False)
    attribution = forms.CharField(
        label=gettext_lazy("About this report"),
        widget=forms.Textarea(attrs={"rows": 6}),
        required=False,
        help_text=gettext_lazy("Under which rules the meeting was held; it closes the report."),
    )

    def __init__(self, data: Any = None, *, report: Report) -> None:
        """Begin with what stands there."""
        held = {name: getattr(report, name) for name in ("title", "subtitle", "attribution")}
        super().__init__(data, initial=held)


class SectionForm(forms.Form):
    """A heading."""

    heading = forms.CharField(label=gettext_lazy("Heading"), max_length=250)

    def __init__(self, data: Any = None, *, section: Section | None = None) -> None:
        """Begin with what stands there."""
        super().__init__(data, initial={"heading": section.heading if section else ""})


class ParagraphForm(forms.Form):
    """The words of a paragraph, how many it speaks for, and the points it rests on."""

    text = forms.CharField(
        label=gettext_lazy("Text"),
        widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
        help_text=TEXT_HELP,
    )
    quantifier = forms.TypedChoiceField(
        label=gettext_lazy("How many it speaks for"),
        coerce=lambda value: Quantifier(int(value)),
        empty_value=None,
        required=False,
    )
    points = forms.TypedMultipleChoiceField(
        label=gettext_lazy("The points it rests on"),
        coerce=UUID,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("The weakest of them decides how strong the words may be."),
    )

    def __init__(
        self, data: Any = None, *, sources: Iterable[Source], paragraph: Paragraph | None = None
    ) -> None:
        """Offer the points of the meeting with their counts; those that the paragraph rests on come first."""
        held = [*paragraph.points.values_list("uuid", flat=True)] if paragraph else []
        initial = {
            "text": paragraph.text if paragraph else "",
            "quantifier": paragraph.quantifier if paragraph else None,
            "points": [str(uuid) for uuid in held],
        }
        super().__init__(data, initial=initial)
        self.fields["quantifier"].choices = [("", _("No number of people")), *QUANTIFIER_CHOICES]  # type: ignore[attr-defined]
        ordered = sorted(sources, key=lambda source: source.uuid not in held)
        self.fields["points"].choices = [(str(source.uuid), _offered(source)) for source in ordered]  # type: ignore[attr-defined]


def _offered(source: Source) -> str:
    if source.is_attributed:
        return source.text
    count = _("%(supporters)s of %(present)s") % {"supporters": source.supporters, "present": source.present}
    return f"{source.text} ({count}: {source.words})"
