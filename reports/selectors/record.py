"""The record of a meeting as a report may draw on it."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from dialogues.enums import AgendaItemKind, AttributionRule
from dialogues.models import Participation
from dialogues.selectors.points import PointTally, attributed_authors, point_tallies
from recommendations.selectors import ReportableRecommendation, recommendations_for_report
from reports.drafting import (
    CompiledRecord,
    CompositionRecord,
    MeetingRecord,
    PointRecord,
    PresentationRecord,
    RecommendationRecord,
    SpeakerRecord,
    ThemeRecord,
    TypeRecord,
)
from reports.selectors.matters import called, matters_arising, previous_report_of
from stakeholders.enums import Protection

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from dialogues.models import Meeting
    from reports.models import Report
    from reports.wording import Wording


def record_for_meeting(
    meeting: Meeting, wording: Wording, *, previous: Report | None = None
) -> MeetingRecord:
    """Return what a report of ``meeting`` may draw on; ``previous`` is the report whose recommendations it follows up.

    Identity is selected for nobody but speakers who agreed to be named, and only with what they said under the rule
    *attributed* in a presentation. What they said elsewhere stands among the points of everybody.
    """
    composition = composition_of(meeting)
    speakers = _speakers(meeting)
    authors = attributed_authors(meeting)
    said: dict[int, list[PointRecord]] = defaultdict(list)
    discussed: list[PointTally] = []
    for tally in point_tallies(meeting):
        author = authors.get(tally.uuid)
        if author and tally.item_kind == AgendaItemKind.PRESENTATION and author.participation_id in speakers:
            said[author.participation_id].append(_point(tally, composition))
        else:
            discussed.append(tally)
    return MeetingRecord(
        id=str(meeting.uuid),
        language=wording.language,
        title=meeting.title,
        host=meeting.dialogue.host.name,
        date=meeting.local_start.date(),
        format=meeting.format,
        purpose=meeting.description,
        rules=frozenset(item.rule.value for item in meeting.agenda_items.all() if item.kind not in _SILENT),
        presentations=tuple(
            PresentationRecord(speaker, tuple(said[participation]))
            for participation, speaker in speakers.items()
        ),
        themes=_themes(discussed, composition),
        recommendations=tuple(
            _recommendation(asked, wording) for asked in recommendations_for_report(meeting)
        ),
        composition=composition,
        previous=previous_report_of(previous),
        matters=matters_arising(previous, wording),
    )


def record_for_meetings(
    meetings: Sequence[Meeting], wording: Wording, *, previous: Report | None = None
) -> CompiledRecord:
    """Return what one report on several meetings of a dialogue may draw on; it is titled after the dialogue.

    Raises:
        ValueError: there is no meeting, or they are not all of one dialogue.
    """
    if len({meeting.dialogue_id for meeting in meetings}) != 1:
        message = "A report compiles meetings of one dialogue."
        raise ValueError(message)
    dialogue = meetings[0].dialogue
    return CompiledRecord(
        language=wording.language,
        title=dialogue.title,
        host=dialogue.host.name,
        purpose=dialogue.purpose,
        meetings=tuple(
            record_for_meeting(meeting, wording)
            for meeting in sorted(meetings, key=lambda one: (one.starts_at, one.pk))
        ),
        previous=previous_report_of(previous),
        matters=matters_arising(previous, wording),
    )


def composition_of(*meetings: Meeting) -> CompositionRecord:
    """Count those who took part, and their organisations by kind. Counts leave this app through disclosure control.

    Of several meetings each person counts once, with the organisation they represented last.
    """
    taken_part = (
        Participation.objects.filter(meeting__in=meetings, attended=True)
        .order_by("meeting__starts_at", "pk")
        .values_list("person", "organisation", "organisation__kind")
    )
    rows = list({person: (organisation, kind) for person, organisation, kind in taken_part}.values())
    return CompositionRecord(
        people=len(rows),
        organisations=len({organisation for organisation, _kind in rows if organisation}),
        by_type=dict(Counter(kind or "" for _organisation, kind in rows)),
    )


_SILENT = (AgendaItemKind.OPENING, AgendaItemKind.CLOSING, AgendaItemKind.BREAK)


def _speakers(meeting: Meeting) -> Mapping[int, SpeakerRecord]:
    """Who presented under the rule *attributed* and agreed to be named, in the order of the agenda."""
    items = [
        item.pk
        for item in meeting.agenda_items.filter(kind=AgendaItemKind.PRESENTATION).select_related("meeting")
        if item.rule == AttributionRule.ATTRIBUTED
    ]
    rows = (
        Participation.objects.filter(presentations__in=items, consents_to_be_named=True)
        .exclude(person__protection=Protection.PROTECTED)
        .order_by("presentations__position", "pk")
        .values_list("pk", "person__name", "organisation__name", "organisation__short_name")
    )
    return {
        pk: SpeakerRecord(name, organisation or "", short or "") for pk, name, organisation, short in rows
    }


def _themes(tallies: Iterable[PointTally], composition: CompositionRecord) -> tuple[ThemeRecord, ...]:
    """Gather points under their themes, in the order in which the themes came up; what has none comes last."""
    gathered: dict[int | None, list[PointTally]] = defaultdict(list)
    for tally in tallies:
        gathered[tally.theme_id].append(tally)
    return tuple(
        ThemeRecord(
            id=str(theme or ""),
            title=group[0].theme_name,
            points=tuple(_point(tally, composition) for tally in group),
        )
        for theme, group in sorted(gathered.items(), key=lambda pair: pair[0] is None)
    )


def _point(tally: PointTally, composition: CompositionRecord) -> PointRecord:
    by_type = tally.attribution == AttributionRule.ORGANISATION_TYPE and tally.organisation_kind
    return PointRecord(
        id=str(tally.uuid),
        text=tally.text,
        supports=tally.supporters,
        present=tally.present,
        dissents=tally.dissents,
        qualifications=tally.qualifiers,
        organisation_type=TypeRecord(
            tally.organisation_kind, composition.by_type.get(tally.organisation_kind, 0)
        )
        if by_type
        else None,
        language=tally.language,
        kind=tally.kind,
    )


def _recommendation(asked: ReportableRecommendation, wording: Wording) -> RecommendationRecord:
    return RecommendationRecord(
        id=str(asked.uuid),
        code=asked.code,
        text=asked.text,
        addressees=tuple(dict.fromkeys(called(addressee, wording) for addressee in asked.addressees)),
        action=asked.action,
        action_owner=called(asked.action_owner, wording) if asked.action_owner else "",
        action_due=asked.action_due,
        points=tuple(str(point) for point in asked.points),
    )
