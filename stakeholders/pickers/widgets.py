"""What a picker shows and what its form sends."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.urls import reverse_lazy

from .sources import MIN_LETTERS

if TYPE_CHECKING:
    from .sources import Item, Source

CHOICE_SUFFIX, TEXT_SUFFIX = "-choice", "-text"


@dataclass(frozen=True, slots=True)
class Sent:
    """What a form sent: keys picked, answers to "which of these?", and what stands in the search box, if it was sent."""

    values: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """A name that fits several objects, or nearly fits one."""

    text: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """What the widget shows."""

    items: tuple[Item, ...] = ()
    text: str = ""
    questions: tuple[Question, ...] = ()


class PickerWidget(forms.Widget):
    """The search box, what has been picked, and, where a name fits several, the question which is meant."""

    template_name = "components/picker.html"
    multiple: ClassVar[bool] = False

    def __init__(self, source: Source[Any], attrs: dict[str, Any] | None = None) -> None:
        """Pick from ``source``."""
        super().__init__(attrs)
        self.source = source

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Sent:  # noqa: ARG002 - Django's signature
        """Read what the form sent."""
        read = getattr(
            data, "getlist", lambda key: data[key] if isinstance(data.get(key), list) else [data.get(key)]
        )
        return Sent(
            values=tuple(str(value) for value in read(name) if value),
            answers=tuple(str(value) for value in read(name + CHOICE_SUFFIX) if value),
            text=data[name + TEXT_SUFFIX].strip() if name + TEXT_SUFFIX in data else None,
        )

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:  # noqa: ARG002 - Django's signature
        """Say whether the form did not hold this field at all."""
        return name not in data and name + TEXT_SUFFIX not in data

    def use_required_attribute(self, initial: Any) -> bool:  # noqa: ARG002 - Django's signature
        """Leave the check to the server: the search box may be empty while something is picked."""
        return False

    def id_for_label(self, id_: str, index: str | None = None) -> str:  # noqa: ARG002 - Django's signature
        """Point the label at the search box."""
        return f"{id_}{TEXT_SUFFIX}" if id_ else ""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Add what the template shows."""
        context = super().get_context(name, None, attrs)
        shown: Shown = value if isinstance(value, Shown) else Shown()
        sent_attrs = context["widget"]["attrs"]
        context["widget"] |= {
            "search_attrs": sent_attrs
            | {
                "id": self.id_for_label(sent_attrs.get("id", "")),
                "class": " ".join(filter(None, ["form-control", sent_attrs.get("class", "")])),
            },
            "items": shown.items,
            "text": shown.text,
            "questions": shown.questions,
            "multiple": self.multiple,
            "placeholder": self.source.placeholder,
            "url": reverse_lazy("stakeholders:suggestions", args=[self.source.key]),
            "add_url": reverse_lazy(self.source.add),
            "min_letters": MIN_LETTERS,
        }
        return context


class MultiplePickerWidget(PickerWidget):
    """The same for several objects."""

    multiple = True
