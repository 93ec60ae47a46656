"""Going back to what a report said before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import transaction

from dialogues.models import Theme
from recommendations.models import Recommendation
from reports.enums import RevisionAction
from reports.models import Paragraph, Report, Section
from reports.services.gates import lock_standing, note_edit
from reports.services.points import set_points
from stakeholders.services.writing import check

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reports.models import Revision
    from stakeholders.models import User


def restore_revision(*, revision: Revision, actor: User) -> Report:
    """Let the report say again what ``revision`` holds, as a new revision: what it says now can be gone back to as well.

    What stands in both keeps its identity, and so its place in links, comments and sources.

    Raises:
        WrongStatusError: the report is withdrawn.

    """
    content = revision.content
    with transaction.atomic():
        report = lock_standing(revision.report)
        report.title, report.subtitle = content["title"], content["subtitle"]
        report.attribution = content["attribution"]
        check(report)
        report.save(update_fields=["title", "subtitle", "attribution", "updated_at"])
        sections = [_section(report, held, position) for position, held in enumerate(content["sections"])]
        paragraphs = _paragraphs(report, content["sections"], sections)
        Paragraph.objects.filter(section__report=report).exclude(
            pk__in=[one.pk for one in paragraphs]
        ).delete()
        report.sections.exclude(pk__in=[section.pk for section in sections]).delete()
        note_edit(
            report,
            actor=actor,
            verb="restored",
            parts=[*sections, *paragraphs],
            changes={"revision": revision.number},
            action=RevisionAction.RESTORED,
        )
    return report


def _section(report: Report, held: Mapping[str, Any], position: int) -> Section:
    section, _is_new = Section.objects.update_or_create(
        uuid=UUID(held["uuid"]),
        report=report,
        defaults={
            "kind": held["kind"],
            "theme": Theme.objects.filter(pk=held["theme"]).first() if held["theme"] else None,
            "heading": held["heading"],
            "position": position,
        },
    )
    return section


def _paragraphs(report: Report, held: list[dict[str, Any]], sections: list[Section]) -> list[Paragraph]:
    texts = [text for section in held for text in section["paragraphs"]]
    recommendations = dict(
        Recommendation.objects.filter(
            uuid__in=[text["recommendation"] for text in texts if text["recommendation"]]
        ).values_list("uuid", "pk")
    )
    standing = {one.uuid: one for one in Paragraph.objects.filter(section__report=report)}
    paragraphs = []
    points: dict[int, list[UUID]] = {}
    for section, kept in zip(sections, held, strict=True):
        for position, text in enumerate(kept["paragraphs"]):
            uuid = UUID(text["uuid"])
            paragraph = standing.get(uuid) or Paragraph(uuid=uuid)
            paragraph.section, paragraph.position = section, position
            paragraph.text, paragraph.quantifier = text["text"], text["quantifier"]
            paragraph.recommendation_id = recommendations.get(UUID(text["recommendation"] or uuid.hex))
            paragraph.drafted_key, paragraph.was_edited = text["key"], text["edited"]
            paragraph.drafted_text = text["text"] if text["drafted"] is None else text["drafted"]
            paragraph.sentences = text.get("sentences", paragraph.sentences)  # older revisions are without
            paragraph.offered_text, paragraph.is_new = "", False
            check(paragraph)
            paragraph.save()
            points[paragraph.pk] = [UUID(one) for one in text["points"]]
            paragraphs.append(paragraph)
    set_points(report, points)
    return paragraphs
