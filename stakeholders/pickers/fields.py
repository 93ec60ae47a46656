"""The form fields: from what was sent to objects of the registry."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext as _

from stakeholders.search_keys import fold

from .sources import Source
from .widgets import MultiplePickerWidget, PickerWidget, Question, Sent, Shown

if TYPE_CHECKING:
    from collections.abc import Sequence

_M = TypeVar("_M", bound=Model)
SEPARATOR = ";"


class _PickerBase(forms.Field, Generic[_M]):
    """What one and several have in common."""

    source: Source[_M]

    def prepare_value(self, value: Any) -> Shown:
        """Return what the widget shows for an initial value (object, primary key, or several of them) or for what was sent."""
        if isinstance(value, Sent):
            return self._shown_again(value)
        given = (
            [] if value in (None, "") else [value] if isinstance(value, Model | int | str) else list(value)
        )
        keys = [one for one in given if not isinstance(one, Model)]
        found = {one.pk: one for one in self.source.everything().filter(pk__in=keys)} if keys else {}
        objects = [one if isinstance(one, Model) else found.get(one) for one in given]
        items = tuple(self.source.item(one) for one in objects if one is not None)  # type: ignore[arg-type]
        return Shown(items=items, text="" if self.widget.multiple else "".join(item.label for item in items))

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Say whether something else has been picked than before."""
        before = {item.value for item in self.prepare_value(initial).items}
        try:
            picked = self.clean(data)
        except ValidationError:
            return True
        objects: list[Any] = [picked] if isinstance(picked, Model) else picked or []
        return before != {self.source.item(one).value for one in objects}

    def _shown_again(self, sent: Sent) -> Shown:
        raise NotImplementedError

    def _resolve(self, text: str) -> _M:
        exact = self.source.exactly(text)
        if len(exact) == 1:
            return exact[0]
        if not self.source.suggest(text):
            raise ValidationError(
                _("Nothing in the registry matches “%(text)s”."), code="unknown", params={"text": text}
            )
        raise ValidationError(_("Which of these is “%(text)s”?"), code="ambiguous", params={"text": text})

    def _question(self, text: str) -> Question | None:
        exact = self.source.exactly(text)
        if len(exact) == 1:
            return None
        candidates = exact or self.source.suggest(text)
        return Question(text, tuple(self.source.item(one) for one in candidates)) if candidates else None

    def _known(self, values: Sequence[str]) -> list[_M]:
        found = self.source.by_key(values)
        if len(found) < len(set(values)):
            raise ValidationError(_("This is not in the registry any more."), code="gone")
        return found


class PickerField(_PickerBase[_M]):
    """One object of the registry; cleans to the object or ``None``."""

    def __init__(self, source: Source[_M], **kwargs: Any) -> None:
        """Pick from ``source``."""
        self.source = source
        super().__init__(widget=PickerWidget(source), **kwargs)

    def clean(self, value: Any) -> Any:
        """Return the object that was picked or named."""
        sent = value if isinstance(value, Sent) else Sent()
        picked: _M | None = None
        if sent.answers or (sent.text is None and sent.values):
            picked = self._known((sent.answers or sent.values)[:1])[0]
        elif sent.text:
            kept = self.source.by_key(sent.values[:1])
            # Without JavaScript the key of the old choice comes along with the new name: the name decides.
            same = kept and self.source.item(kept[0]).label == sent.text
            picked = kept[0] if same else self._resolve(sent.text)
        if picked is None and self.required:
            raise ValidationError(self.error_messages["required"], code="required")
        return picked

    def _shown_again(self, sent: Sent) -> Shown:
        kept = self.source.by_key((sent.answers or sent.values)[:1])
        item = self.source.item(kept[0]) if kept else None
        if item is not None and (sent.answers or sent.text in {None, item.label}):
            return Shown(items=(item,), text=item.label)
        question = self._question(sent.text) if sent.text else None
        return Shown(text=sent.text or "", questions=(question,) if question else ())


class MultiplePickerField(_PickerBase[_M]):
    """Several objects of the registry; cleans to a list. Without JavaScript names are typed with semicolons between them."""

    def __init__(self, source: Source[_M], **kwargs: Any) -> None:
        """Pick from ``source``."""
        self.source = source
        super().__init__(widget=MultiplePickerWidget(source), **kwargs)

    def clean(self, value: Any) -> Any:
        """Return the objects that were picked or named, each once."""
        sent = value if isinstance(value, Sent) else Sent()
        picked = {one.pk: one for one in self._known([*dict.fromkeys([*sent.values, *sent.answers])])}
        errors = []
        for text in self._names(sent):
            try:
                one = self._resolve(text)
                picked[one.pk] = one
            except ValidationError as error:
                errors.append(error)
        if errors:
            raise ValidationError(errors)
        if not picked and self.required:
            raise ValidationError(self.error_messages["required"], code="required")
        return list(picked.values())

    def _names(self, sent: Sent) -> list[str]:
        # A name whose question was answered is not asked about again.
        answered = [fold(" ".join(self.source.names(one))) for one in self.source.by_key(sent.answers)]
        texts = [text.strip() for text in (sent.text or "").split(SEPARATOR)]
        return [
            text
            for text in texts
            if text and not any(all(word in names for word in fold(text).split()) for names in answered)
        ]

    def _shown_again(self, sent: Sent) -> Shown:
        objects = {one.pk: one for one in self.source.by_key([*dict.fromkeys([*sent.values, *sent.answers])])}
        questions, unknown = [], []
        for text in self._names(sent):
            exact = self.source.exactly(text)
            if len(exact) == 1:
                objects[exact[0].pk] = exact[0]
                continue
            unknown.append(text)
            if question := self._question(text):
                questions.append(question)
        return Shown(
            items=tuple(self.source.item(one) for one in objects.values()),
            text=f"{SEPARATOR} ".join(unknown),
            questions=tuple(questions),
        )
