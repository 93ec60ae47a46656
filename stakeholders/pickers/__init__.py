"""Choosing organisations, people and sectors of the registry in a form, also where there are ten thousand.

The field is a search box. With JavaScript (static/js/picker.js) it suggests while one types; without it the form comes back
and asks which of the matches is meant. Only forms for the team may hold one: what it suggests is the registry.

Use it as any form field::

    organisation = PickerField(ORGANISATIONS, label=_("organisation represented"), required=False)
    people = MultiplePickerField(PEOPLE, label=_("people to invite"))
"""

from .fields import MultiplePickerField, PickerField
from .sources import ORGANISATIONS, PEOPLE, SECTORS, SOURCES, Item, Source

__all__ = [
    "ORGANISATIONS",
    "PEOPLE",
    "SECTORS",
    "SOURCES",
    "Item",
    "MultiplePickerField",
    "PickerField",
    "Source",
]
