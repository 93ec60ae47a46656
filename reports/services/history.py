"""Keeping what a report said, stretch by stretch of work."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils import timezone

from reports.enums import RevisionAction
from reports.models import Revision
from reports.selectors.history import snapshot_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from reports.models import Report
    from stakeholders.models import User

ONE_STRETCH = timedelta(minutes=10)  # from the first save of a stretch to the last
MANY_WORDS = 8  # taken out of a paragraph between two saves


def keep_revision(
    report: Report,
    *,
    actor: User,
    action: str,
    headings: Sequence[str] = (),
    version: int | None = None,
    is_autosave: bool = False,
) -> bool:
    """Keep ``report`` as it stands; return whether that began a new revision.

    What the editor saves for one person within ten minutes is one revision: it saves every few seconds. Who write at
    once share one, as soon as the first of them saves again: in turn, each of their saves would keep the whole report. Everything else
    (a draft, a restoration, a publication as ``version``, a deletion) is a revision of its own, and so is a save that took
    a paragraph out, or many words, so that what was there can be gone back to.
    """
    now = timezone.now()
    last = report.revisions.first()
    content = {**snapshot_of(report), "touched": list(headings), "version": version}
    if last is not None and is_autosave and _continues(last, actor, now) and not _lacks(content, last):
        content["touched"] = list(dict.fromkeys([*last.content["touched"], *headings]))
        last.content, last.made_at = content, now
        last.save(update_fields=["content", "made_at"])
        if last.made_by_id != actor.pk:
            last.also_by.add(actor)
        return False
    Revision.objects.create(
        report=report,
        number=last.number + 1 if last else 1,
        begun_at=now,
        made_at=now,
        made_by=actor,
        action=action,
        content=content,
    )
    return True


def _continues(last: Revision, actor: User, now: datetime) -> bool:
    if last.action != RevisionAction.EDITED or now - last.begun_at >= ONE_STRETCH:
        return False
    if last.made_by_id == actor.pk or last.also_by.filter(pk=actor.pk).exists():
        return True
    lately = last.report.revisions.filter(action=RevisionAction.EDITED, made_at__gt=now - ONE_STRETCH)
    return lately.filter(Q(made_by=actor) | Q(also_by=actor)).exists()


def _lacks(content: Mapping[str, Any], last: Revision) -> bool:
    before, now = _texts(last.content), _texts(content)
    if before.keys() - now.keys():
        return True
    lost = (Counter(text.split()) - Counter(now[uuid].split()) for uuid, text in before.items())
    return any(words.total() >= MANY_WORDS for words in lost)


def _texts(content: Mapping[str, Any]) -> dict[str, str]:
    return {one["uuid"]: one["text"] for section in content["sections"] for one in section["paragraphs"]}
