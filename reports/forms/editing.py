"""Changing what a report says."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, ClassVar, cast
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.enums import QUANTIFIER_CHOICES
from reports.quantifiers import Quantifier
from reports.services import ParagraphBase

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django.http import QueryDict

    from reports.exceptions import NewerTextError
    from reports.models import Paragraph, Report, Section
    from reports.selectors import Source

TEXT_HELP = gettext_lazy(
    "*slanted*, **bold**, [a link](https://…) and ^[a footnote] may stand in the text; everything else is printed as it is."
)


class TypedField(forms.CharField):
    """A text of several lines, with line ends as the editor on the page writes them: browsers send others."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> Any:
        """Return the text with plain line ends."""
        return "\n".join(str(super().to_python(value)).splitlines())


class BesideOthersForm(forms.Form):
    """A form on texts that others may change while it is open: it carries along what it began with."""

    began = forms.JSONField(
        widget=forms.HiddenInput,
        required=False,
        error_messages={"invalid": gettext_lazy("This form is not as it was sent to you. Open it anew.")},
    )
    texts: ClassVar[tuple[str, ...]] = ()

    def __init__(self, data: Any = None, *, initial: Mapping[str, Any]) -> None:
        """Begin with what stands there."""
        super().__init__(data, initial={**initial, "began": dict(initial)})

    def clean_began(self) -> dict[str, Any] | None:
        """Return what the form began with, or ``None`` where it does not say.

        Raises:
            ValidationError: it is not what this form was given.

        """
        began = self.cleaned_data["began"]
        if began is None:
            return None
        if not isinstance(began, dict) or not all(isinstance(began.get(name), str) for name in self.texts):
            raise self.not_as_sent()
        return began

    def not_as_sent(self) -> forms.ValidationError:
        """Return the error of a form that somebody tampered with."""
        return forms.ValidationError(_("This form is not as it was sent to you. Open it anew."))

    @property
    def typed(self) -> dict[str, str]:
        """The texts, by field."""
        return {name: self.cleaned_data[name] for name in self.texts}

    @property
    def base(self) -> dict[str, str] | None:
        """The texts that the form began with, by field."""
        began = self.cleaned_data["began"]
        return began and {name: began[name] for name in self.texts}

    def show_theirs(self, error: NewerTextError) -> None:
        """Show what others wrote beside the field, and count it as seen: saving again puts one's own in its place."""
        changed = _(
            "Somebody else changed this while you were writing. It says now: “%(theirs)s”. "
            "Bring both together, or save again to put your words in the place of theirs."
        )
        emptied = _(
            "Somebody else emptied this while you were writing. Empty it as well, or save again to keep your words."
        )
        for name, theirs in error.theirs.items():
            self.add_error(name, changed % {"theirs": theirs} if theirs else emptied)
        sent = cast("QueryDict", self.data).copy()
        sent["began"] = json.dumps({**json.loads(str(sent["began"])), **error.theirs})
        self.data = sent


class FrontForm(BesideOthersForm):
    """Title, the line below it, and the closing statement."""

    texts = ("title", "subtitle", "attribution")

    title = forms.CharField(label=gettext_lazy("Title"), max_length=250)
    subtitle = forms.CharField(label=gettext_lazy("Line below the title"), max_length=250, required=False)
    attribution = TypedField(
        label=gettext_lazy("About this report"),
        widget=forms.Textarea(attrs={"rows": 6}),
        required=False,
        help_text=gettext_lazy("Under which rules the meeting was held; it closes the report."),
    )

    def __init__(self, data: Any = None, *, report: Report) -> None:
        """Begin with what stands there."""
        super().__init__(data, initial={name: getattr(report, name) for name in self.texts})


class SectionForm(BesideOthersForm):
    """A heading."""

    texts = ("heading",)

    heading = forms.CharField(label=gettext_lazy("Heading"), max_length=250)

    def __init__(self, data: Any = None, *, section: Section | None = None) -> None:
        """Begin with what stands there."""
        super().__init__(data, initial={"heading": section.heading if section else ""})


class ParagraphForm(BesideOthersForm):
    """The words of a paragraph, how many it speaks for, and the points it rests on."""

    texts = ("text",)
    text = TypedField(
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

    def clean_began(self) -> dict[str, Any] | None:
        """Return what the form began with, its quantifier and its points as such."""
        began = super().clean_began()
        if began is None:
            return None
        quantifier = began.get("quantifier")
        try:
            return {
                "text": began["text"],
                "quantifier": None if quantifier is None else Quantifier(quantifier),
                "points": frozenset(UUID(point) for point in began.get("points", ())),
            }
        except (AttributeError, TypeError, ValueError):
            raise self.not_as_sent() from None

    @property
    def chosen(self) -> dict[str, Any]:
        """Everything that the form asks for, by field."""
        return {name: self.cleaned_data[name] for name in ("text", "quantifier", "points")}

    @property
    def paragraph_base(self) -> ParagraphBase | None:
        """What the form began with."""
        began = self.cleaned_data["began"]
        return began and ParagraphBase(**began)


def _offered(source: Source) -> str:
    if source.is_attributed:
        return source.text
    count = _("%(supporters)s of %(present)s") % {"supporters": source.supporters, "present": source.present}
    return f"{source.text} ({count}: {source.words})"
