"""Every write to reports."""

from .drafts import choose_previous, generate_draft, redraft_report
from .editing import (
    ParagraphBase,
    add_paragraph,
    add_section,
    delete_paragraph,
    delete_section,
    edit_front,
    edit_paragraph,
    edit_section,
    move_paragraph,
    move_section,
    rest_on,
    settle_offer,
)
from .opening import change_readers, move_embargo
from .publishing import publish_report
from .restoring import restore_revision
from .saving import Block, SavedSection, bring_back_section, save_section
from .taking_back import withdraw_report, withhold_version

__all__ = [
    "Block",
    "ParagraphBase",
    "SavedSection",
    "add_paragraph",
    "add_section",
    "bring_back_section",
    "change_readers",
    "choose_previous",
    "delete_paragraph",
    "delete_section",
    "edit_front",
    "edit_paragraph",
    "edit_section",
    "generate_draft",
    "move_embargo",
    "move_paragraph",
    "move_section",
    "publish_report",
    "redraft_report",
    "rest_on",
    "restore_revision",
    "save_section",
    "settle_offer",
    "withdraw_report",
    "withhold_version",
]
