"""Changing a report by hand: its front, its sections, its paragraphs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.utils.translation import gettext as _

from dialogues.models import Point
from reports.enums import SectionKind
from reports.exceptions import NewerTextError, WrongStatusError
from reports.merging import merge_choice, merge_set, merge_text
from reports.models import Paragraph, Report, Section
from reports.quantifiers import Quantifier
from reports.services.gates import lock_standing, note_edit
from reports.services.points import links_of, points_of
from stakeholders.services.writing import check

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from uuid import UUID

    from django.db.models import Model

    from stakeholders.models import User


@dataclass(frozen=True, slots=True)
class ParagraphBase:
    """What a form had of a paragraph when it was opened."""

    text: str
    quantifier: Quantifier | None
    points: frozenset[UUID]


def edit_front(
    *,
    report: Report,
    title: str,
    subtitle: str,
    attribution: str,
    actor: User,
    base: Mapping[str, str] | None = None,
) -> Report:
    """Change title, the line below it and the closing statement.

    ``base`` is what the form had of them when it was opened: what others changed since then stays.

    Raises:
        NewerTextError: both changed the same words.

    """
    mine = {"title": title, "subtitle": subtitle, "attribution": attribution}
    with transaction.atomic():
        report = lock_standing(report)
        for name, text in _brought_together(report, mine, base).items():
            setattr(report, name, text)
        check(report)
        report.save(update_fields=["title", "subtitle", "attribution", "updated_at"])
        note_edit(report, actor=actor, verb="front_edited")
    return report


def add_section(*, report: Report, heading: str, actor: User, uuid: UUID | None = None) -> Section:
    """Add a section of one's own at the end; ``uuid`` where it must be known before."""
    with transaction.atomic():
        report = lock_standing(report)
        section = Section(
            report=report, kind=SectionKind.CUSTOM, heading=heading, position=report.sections.count()
        )
        if uuid is not None:
            section.uuid = uuid
        check(section)
        section.save()
        note_edit(
            report, actor=actor, verb="section_added", parts=[section], changes={"section": str(section.uuid)}
        )
    return section


def edit_section(
    *, section: Section, heading: str, actor: User, base: Mapping[str, str] | None = None
) -> Section:
    """Give a section another heading; ``base`` is what the form had of it when it was opened.

    Raises:
        NewerTextError: others changed the same words since.
        WrongStatusError: others removed it.

    """
    with transaction.atomic():
        report = lock_standing(section.report)
        _read_again(section, "heading")
        section.heading = _brought_together(section, {"heading": heading}, base)["heading"]
        check(section)
        section.save(update_fields=["heading"])
        note_edit(
            report,
            actor=actor,
            verb="section_edited",
            parts=[section],
            changes={"section": str(section.uuid)},
        )
    return section


def move_section(*, section: Section, earlier: bool, actor: User) -> None:
    """Swap a section with its neighbour; at the end of the way nothing happens."""
    with transaction.atomic():
        report = lock_standing(section.report)
        _read_again(section)
        _swap(list(report.sections.all()), section, earlier=earlier)
        note_edit(
            report, actor=actor, verb="section_moved", parts=[section], changes={"section": str(section.uuid)}
        )


def delete_section(*, section: Section, actor: User) -> None:
    """Take a section out, with its paragraphs. Its points show up among those that the report leaves unused."""
    with transaction.atomic():
        report = lock_standing(section.report)
        section.delete()
        note_edit(
            report,
            actor=actor,
            verb="section_deleted",
            parts=[section],
            changes={"section": str(section.uuid)},
        )


def add_paragraph(
    *,
    section: Section,
    text: str,
    actor: User,
    points: Collection[UUID] = (),
    quantifier: Quantifier | None = None,
) -> Paragraph:
    """Add a paragraph at the end of a section, resting on the given points of the meeting."""
    with transaction.atomic():
        report = lock_standing(section.report)
        place = section.paragraphs.count()
        paragraph = Paragraph(
            section=section, text=text, position=place, quantifier=quantifier, was_edited=True
        )
        check(paragraph)
        paragraph.save()
        paragraph.points.set(points_of(report, points))
        note_edit(
            report,
            actor=actor,
            verb="paragraph_added",
            parts=[paragraph.section, paragraph],
            changes={"paragraph": str(paragraph.uuid)},
        )
    return paragraph


def edit_paragraph(
    *,
    paragraph: Paragraph,
    text: str,
    actor: User,
    points: Collection[UUID],
    quantifier: Quantifier | None = None,
    base: ParagraphBase | None = None,
) -> Paragraph:
    """Change the words of a paragraph, the points that it rests on and how many it speaks for.

    ``base`` is what the form had of them when it was opened: what others changed since then stays.

    Raises:
        NewerTextError: both changed the same words.
        WrongStatusError: others removed it.

    """
    wanted = set(points)
    with transaction.atomic():
        report = lock_standing(paragraph.section.report)
        _read_again(paragraph, "text", "quantifier")
        if base is not None:
            text = _brought_together(paragraph, {"text": text}, {"text": base.text})["text"]
            quantifier = merge_choice(base.quantifier, quantifier, _held(paragraph.quantifier))
            wanted = merge_set(base.points, wanted, links_of(report)[paragraph.pk])
        paragraph.text, paragraph.quantifier = text, quantifier
        paragraph.was_edited, paragraph.is_new = True, False
        check(paragraph)
        paragraph.save(update_fields=["text", "quantifier", "was_edited", "is_new"])
        paragraph.points.set(points_of(report, wanted))
        note_edit(
            report,
            actor=actor,
            verb="paragraph_edited",
            parts=[paragraph.section, paragraph],
            changes={"paragraph": str(paragraph.uuid)},
        )
    return paragraph


def move_paragraph(*, paragraph: Paragraph, earlier: bool, actor: User) -> None:
    """Move a paragraph by one place; from the edge of a section it goes over into the next."""
    with transaction.atomic():
        report = lock_standing(paragraph.section.report)
        _read_again(paragraph)
        siblings = list(paragraph.section.paragraphs.all())
        if not _swap(siblings, paragraph, earlier=earlier):
            _cross(list(report.sections.all()), paragraph, earlier=earlier)
        note_edit(
            report,
            actor=actor,
            verb="paragraph_moved",
            parts=[paragraph.section, paragraph],
            changes={"paragraph": str(paragraph.uuid)},
        )


def delete_paragraph(*, paragraph: Paragraph, actor: User) -> None:
    """Take a paragraph out; its points show up among those that the report leaves unused."""
    with transaction.atomic():
        report = lock_standing(paragraph.section.report)
        paragraph.delete()
        note_edit(
            report,
            actor=actor,
            verb="paragraph_deleted",
            parts=[paragraph.section, paragraph],
            changes={"paragraph": str(paragraph.uuid)},
        )


def _read_again(part: Model, *fields: str) -> None:
    try:
        part.refresh_from_db(fields=fields or None)
    except ObjectDoesNotExist:
        raise WrongStatusError(_("Somebody removed this while you were writing.")) from None


def _held(quantifier: int | None) -> Quantifier | None:
    return None if quantifier is None else Quantifier(quantifier)


def _brought_together(
    standing: Model, mine: Mapping[str, str], base: Mapping[str, str] | None
) -> Mapping[str, str]:
    """What was typed, with what others saved since the form was opened."""
    if base is None:
        return mine
    merged = {name: merge_text(base[name], text, getattr(standing, name)) for name, text in mine.items()}
    if theirs := {name: one.offered for name, one in merged.items() if one.offered is not None}:
        raise NewerTextError(theirs)
    return {name: one.text for name, one in merged.items()}


def _swap(rows: Sequence[Any], moved: Any, *, earlier: bool) -> bool:
    """Swap one of ``rows`` with its neighbour and number all of them anew; false at the edge."""
    ordered = list(rows)
    here = next(index for index, row in enumerate(ordered) if row.pk == moved.pk)
    there = here - 1 if earlier else here + 1
    is_inside = 0 <= there < len(ordered)
    if is_inside:
        ordered[here], ordered[there] = ordered[there], ordered[here]
    _number(ordered)
    return is_inside


def _cross(sections: Sequence[Section], paragraph: Paragraph, *, earlier: bool) -> None:
    here = next(index for index, section in enumerate(sections) if section.pk == paragraph.section_id)
    there = here - 1 if earlier else here + 1
    if not 0 <= there < len(sections):
        return
    target = sections[there]
    rows = list(target.paragraphs.all())
    paragraph.section = target
    paragraph.save(update_fields=["section"])
    _number([*rows, paragraph] if earlier else [paragraph, *rows])


def _number(rows: Sequence[Any]) -> None:
    for position, row in enumerate(rows):
        if row.position != position:
            row.position = position
            row.save(update_fields=["position"])


def settle_offer(*, paragraph: Paragraph, take: bool, actor: User) -> Paragraph:
    """Decide about what the record says now of a paragraph that was edited: take it, or keep one's own.

    Either way nothing is asked any more: what came with a later draft counts as seen, and what the record no longer has
    counts as written by hand.
    """
    with transaction.atomic():
        report = lock_standing(paragraph.section.report)
        _read_again(paragraph)
        if take and paragraph.offered_text:
            paragraph.text = paragraph.offered_text
        elif paragraph.drafted_key and not paragraph.drafted_text:
            paragraph.drafted_key = ""
        paragraph.offered_text, paragraph.is_new = "", False
        check(paragraph)
        paragraph.save(update_fields=["text", "drafted_key", "offered_text", "is_new"])
        note_edit(
            report,
            actor=actor,
            verb="offer_settled",
            parts=[paragraph.section, paragraph],
            changes={"paragraph": str(paragraph.uuid), "taken": take},
        )
    return paragraph


def rest_on(*, paragraph: Paragraph, added: Collection[UUID], taken: Collection[UUID], actor: User) -> int:
    """Let a paragraph rest on further points of its meetings and no longer on others; return the number of the change."""
    with transaction.atomic():
        report = lock_standing(paragraph.section.report)
        _read_again(paragraph)
        paragraph.points.remove(*Point.objects.filter(uuid__in=taken))
        paragraph.points.add(*points_of(report, added))
        paragraph.was_edited = True
        paragraph.save(update_fields=["was_edited"])
        return note_edit(
            report,
            actor=actor,
            verb="points_chosen",
            parts=[paragraph.section, paragraph],
            changes={"paragraph": str(paragraph.uuid)},
        )
