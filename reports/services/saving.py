"""Saving what an open editor holds of a section, block by block, beside what others have done meanwhile."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID, uuid4, uuid5

from django.db import transaction
from django.utils.translation import gettext as _

from dialogues.models import Theme
from recommendations.models import Recommendation
from reports.merging import merge_order, merge_text
from reports.models import Paragraph
from reports.selectors.history import last_of_paragraph, last_of_section
from reports.services.editing import add_section
from reports.services.gates import lock_standing, note_edit
from reports.services.points import links_of, set_points
from stakeholders.exceptions import DomainError
from stakeholders.services.writing import check

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reports.models import Report, Section
    from stakeholders.models import User


@dataclass(frozen=True, slots=True)
class Block:
    """A block as the editor holds it: ``base`` is what the server had last said of it, ``origin`` what it was split or copied from."""

    uuid: UUID
    text: str
    base: str = ""
    origin: UUID | None = None


@dataclass(frozen=True, slots=True)
class SavedSection:
    """What came of it: the number of the change, and for blocks where both changed the same words, what the others wrote."""

    section: Section
    number: int
    conflicts: Mapping[UUID, str]


def save_section(
    *, section: Section, blocks: Sequence[Block], known: Mapping[UUID, str], actor: User
) -> SavedSection:
    """Bring the blocks of an open editor into a section. Sending the same again changes nothing.

    ``known`` are the blocks that the editor had from the server, in order, with their texts then. A block that it has no
    more was taken out there; it stays if others have changed it since. Where two changed the same words, what is stored
    stays, and the editor keeps its own beside it.

    Raises:
        WrongStatusError: the report is withdrawn.
        DomainError: a block belongs to another report.

    """
    with transaction.atomic():
        report = lock_standing(section.report)
        saving = _Saving(report, section, actor)
        saving.take_out(
            {uuid: text for uuid, text in known.items() if uuid not in {one.uuid for one in blocks}}
        )
        for block in blocks:
            saving.take_in(block, was_known=block.uuid in known)
        saving.put_in_order(list(known), [block.uuid for block in blocks])
        number = saving.finish()
    return SavedSection(section, number, saving.conflicts)


def bring_back_section(
    *, report: Report, heading: str, blocks: Sequence[Block], actor: User, was: UUID | None = None
) -> Section:
    """Make a section of what somebody wrote in one that others removed meanwhile; ``was`` is the identifier of that one.

    What can be taken up again is: what the section was for, the points that its paragraphs rested on, the recommendation
    they told of. Asking twice makes one section.
    """
    with transaction.atomic():
        uuid = uuid5(was, f"majlis:{actor.pk}") if was is not None else uuid4()
        report = lock_standing(report)
        if (there := report.sections.filter(uuid=uuid).first()) is not None:
            return there
        section = add_section(report=report, heading=heading, actor=actor, uuid=uuid)
        if was is not None:
            _take_up_kind(section, was)
        again = [Block(uuid4(), block.text, origin=_last_known(report, block)) for block in blocks]
        save_section(section=section, blocks=again, known={}, actor=actor)
    return section


def _take_up_kind(section: Section, was: UUID) -> None:
    """Let a section be what an earlier one was for, unless another is that by now."""
    held = last_of_section(section.report, was)
    if held is None or section.report.sections.filter(kind=held["kind"], theme=held["theme"]).exists():
        return
    if held["theme"] is None or Theme.objects.filter(pk=held["theme"]).exists():
        section.kind, section.theme_id = held["kind"], held["theme"]
        section.save(update_fields=["kind", "theme"])


def _last_known(report: Report, block: Block) -> UUID:
    """The identifier by which the report has known a block: what was only just split or pasted has that of its origin."""
    if block.origin is None or last_of_paragraph(report, block.uuid) is not None:
        return block.uuid
    return block.origin


class _Saving:
    def __init__(self, report: Report, section: Section, actor: User) -> None:
        self.report, self.section, self.actor = report, section, actor
        self.all = {one.uuid: one for one in Paragraph.objects.filter(section__report=report)}
        self.here = {uuid: one for uuid, one in self.all.items() if one.section_id == section.pk}
        self.order = sorted(self.here, key=lambda uuid: (self.here[uuid].position, self.here[uuid].pk))
        self.texts = {uuid: one.text for uuid, one in self.here.items()}
        self.links = links_of(report)
        self.points: dict[int, set[UUID]] = {}
        self.gone: dict[UUID, Paragraph] = {}
        self.changed: list[Paragraph] = []
        self.conflicts: dict[UUID, str] = {}

    def take_out(self, removed: Mapping[UUID, str]) -> None:
        for uuid, base in removed.items():
            paragraph = self.here.get(uuid)
            if paragraph is not None and paragraph.text == base:
                self.gone[uuid] = self.here.pop(uuid)

    def take_in(self, block: Block, *, was_known: bool) -> None:
        text = block.text.strip()
        standing = self.all.get(block.uuid)
        if not text or block.uuid in self.gone:
            return
        if standing is None:
            if was_known and text == block.base:
                return  # others took it out, and here nobody touched it
            self._add(block, text)
            return
        merged = merge_text(block.base, text, standing.text)
        if merged.offered is not None:
            self.conflicts[block.uuid] = standing.text
        elif merged.text != standing.text:
            self._write(standing, merged.text)

    def put_in_order(self, known: list[UUID], mine: list[UUID]) -> None:
        """Only what stands here is put in order: a block that others moved to another section stays there."""
        names = [[str(one) for one in order if one in self.here] for order in (known, mine, self.order)]
        for position, name in enumerate(merge_order(*names)):
            paragraph = next(one for uuid, one in self.here.items() if str(uuid) == name)
            if paragraph.position != position:
                paragraph.position = position
                paragraph.save(update_fields=["position"])
                if paragraph not in self.changed:
                    self.changed.append(paragraph)

    def finish(self) -> int:
        """Keep it, if anything changed."""
        if not self.changed and not self.gone:
            return self.report.edit_count
        for paragraph in self.changed:
            joined = [one for one in self.gone.values() if self._is_joined(one, paragraph)]
            if joined:
                held = self.points.get(paragraph.pk, self.links[paragraph.pk])
                self.points[paragraph.pk] = held.union(*(self.links[one.pk] for one in joined))
        set_points(self.report, self.points)
        Paragraph.objects.filter(pk__in=[one.pk for one in self.gone.values()]).delete()
        return note_edit(
            self.report,
            actor=self.actor,
            verb="section_saved",
            parts=[self.section, *self.changed],
            changes={"section": str(self.section.uuid)},
        )

    def _is_joined(self, gone: Paragraph, paragraph: Paragraph) -> bool:
        """Whether what went stands now in the text of its neighbour: then it brings its points along."""
        before = self.texts.get(paragraph.uuid)
        if before is None or paragraph.text.count(gone.text) <= before.count(gone.text):
            return False
        # Several can be joined at once: only what went as well may stand between.
        here, there = sorted(self.order.index(one.uuid) for one in (gone, paragraph))
        return all(uuid in self.gone for uuid in self.order[here + 1 : there])

    def _add(self, block: Block, text: str) -> None:
        if Paragraph.objects.filter(uuid=block.uuid).exists():
            raise DomainError(_("This paragraph belongs to another report."))
        paragraph = Paragraph(
            uuid=block.uuid, section=self.section, text=text, position=len(self.here), was_edited=True
        )
        points = self._take_up(paragraph, block)
        check(paragraph)
        paragraph.save()
        self.points[paragraph.pk] = points
        self.all[block.uuid] = self.here[block.uuid] = paragraph
        self.changed.append(paragraph)

    def _take_up(self, paragraph: Paragraph, block: Block) -> set[UUID]:
        """Let what comes back (a deletion undone, a text cut and pasted) be what it was; return the points that it rests on.

        What was split from a paragraph that stands only brings the points along.
        """
        origin = self.all.get(block.origin) if block.origin else None
        if origin is not None and origin.uuid not in self.gone:
            return set(self.links[origin.pk])
        was = last_of_paragraph(self.report, block.uuid)
        if was is None and block.origin:
            was = last_of_paragraph(self.report, block.origin)
        if was is None:
            return set()
        standing = [one for uuid, one in self.all.items() if uuid not in self.gone]
        paragraph.quantifier, paragraph.sentences = was["quantifier"], was.get("sentences", [])
        paragraph.was_edited = was["edited"] or was["text"] != paragraph.text
        told = {one.recommendation_id for one in standing}
        found = (
            Recommendation.objects.filter(uuid=was["recommendation"]).first()
            if was["recommendation"]
            else None
        )
        if found is not None and found.pk not in told:
            paragraph.recommendation = found
        if was["key"] not in {one.drafted_key for one in standing}:
            paragraph.drafted_key = was["key"]
            paragraph.drafted_text = was["text"] if was["drafted"] is None else was["drafted"]
        return {UUID(point) for point in was["points"]}

    def _write(self, paragraph: Paragraph, text: str) -> None:
        paragraph.text, paragraph.was_edited, paragraph.is_new = text, True, False
        check(paragraph)
        paragraph.save(update_fields=["text", "was_edited", "is_new"])
        self.changed.append(paragraph)
