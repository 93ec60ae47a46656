"""What every change to a report asks first, and what it leaves behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext as _

from reports.enums import RevisionAction
from reports.exceptions import WrongStatusError
from reports.models import Report, Section
from reports.services.history import keep_revision
from stakeholders.services.audit import record_change

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from reports.models import Paragraph
    from stakeholders.models import User

# Saves every few seconds: one entry, and one revision, for each stretch of work is enough.
AUTOSAVES = frozenset({"section_saved"})


def lock_standing(report: Report) -> Report:
    """Return the row, locked until the caller's transaction ends.

    Raises:
        WrongStatusError: when the report is withdrawn.

    """
    locked = (
        Report.objects.select_for_update(of=("self",))
        .select_related("meeting__dialogue__host")
        .get(pk=report.pk)
    )
    if locked.is_withdrawn:
        raise WrongStatusError(_("This report is withdrawn; nothing about it changes any more."))
    return locked


def note_edit(
    report: Report,
    *,
    actor: User,
    verb: str,
    parts: Iterable[Section | Paragraph] = (),
    changes: dict[str, Any] | None = None,
    action: str = RevisionAction.EDITED,
) -> int:
    """Count a change of the locked ``report``, keep the state it led to, and write it down; return its number.

    ``parts`` are the sections and paragraphs that it touched: each carries the number of its last change, by which an open
    editor sees what others have done meanwhile. Texts stay out of the audit trail: they may hold names.
    """
    touched = list(parts)
    report.edit_count += 1
    report.was_edited = report.was_edited or action != RevisionAction.DRAFTED
    report.save(update_fields=["edit_count", "was_edited", "updated_at"])
    for model, rows in _by_model(touched).items():
        model._default_manager.filter(pk__in=[row.pk for row in rows]).update(  # noqa: SLF001 - the public name of a manager
            edit_number=report.edit_count
        )
    for part in touched:
        part.edit_number = report.edit_count
    is_autosave = verb in AUTOSAVES
    is_begun = keep_revision(
        report, actor=actor, action=action, headings=_headings(touched), is_autosave=is_autosave
    )
    if is_begun or not is_autosave:
        record_change(actor=actor, verb=f"report.{verb}", target=report, changes=changes)
    return report.edit_count


def _by_model(parts: Iterable[models.Model]) -> dict[type[models.Model], list[models.Model]]:
    rows: dict[type[models.Model], list[models.Model]] = {}
    for part in parts:
        if part.pk:
            rows.setdefault(type(part), []).append(part)
    return rows


def _headings(parts: Iterable[Section | Paragraph]) -> list[str]:
    sections = (part if isinstance(part, Section) else part.section for part in parts)
    return list(dict.fromkeys(str(section) for section in sections))
