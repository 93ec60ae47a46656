"""What became of the previous report's recommendations, as the public may know it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse

from recommendations.enums import Completion
from recommendations.models import Recommendation
from recommendations.selectors import public_recommendations
from reports.drafting import AnswerRecord, MatterArising, PreviousReport
from reports.models import Publication, Report

if TYPE_CHECKING:
    from dialogues.models import Meeting
    from recommendations.selectors import PublicName, PublicRecommendation
    from reports.wording import Wording


def report_before(meeting: Meeting, language: str) -> Report | None:
    """Return the last report of the same dialogue that the public can read, on a meeting before ``meeting``.

    One in the same language is preferred to a later one in another.
    """
    open_now = Publication.objects.open_to_the_public().values("report")
    earlier = Report.objects.filter(
        pk__in=open_now,
        meeting__dialogue=meeting.dialogue_id,
        meeting__starts_at__lt=meeting.starts_at,
    ).order_by("-meeting__starts_at", "-pk")
    return earlier.filter(language=language).first() or earlier.first()


def previous_report_of(previous: Report | None) -> PreviousReport | None:
    """Return title and address of the version of a report that the public reads now; ``None`` where there is none."""
    version = _version_of(previous)
    if previous is None or version is None:
        return None
    address = settings.SITE_URL + reverse("reports:publication_detail", args=[previous.slug])
    return PreviousReport(version.content["title"], address)


def matters_arising(previous: Report | None, wording: Wording) -> tuple[MatterArising, ...]:
    """Return the recommendations of the version of ``previous`` that the public reads, with what became of them.

    Read through the public selector: no person, no evidence and no addressee's own words are selected.
    """
    version = _version_of(previous)
    if version is None:
        return ()
    opened = Recommendation.objects.filter(publications=version).order_by("code", "pk")
    return tuple(_matter(told, wording) for told in public_recommendations(opened))


def _version_of(previous: Report | None) -> Publication | None:
    if previous is None:
        return None
    return previous.publications.open_to_the_public().order_by("-number").first()


def _matter(told: PublicRecommendation, wording: Wording) -> MatterArising:
    result = told.implementation
    completion, others = result.lowest, (result.highest,) if result.is_contested else ()
    if completion is None and result.without_evidence:
        completion = Completion.NO_EVIDENCE
    return MatterArising(
        code=told.code,
        text=told.text,
        completion=completion or "",
        answers=tuple(
            AnswerRecord(called(asked.organisation, wording), asked.answer) for asked in told.addressees
        ),
        others=tuple(step for step in others if step),
    )


def called(organisation: PublicName, wording: Wording) -> str:
    """Return an organisation's name; one that may not be named is called by what it is."""
    return organisation.name or wording.kind_in_prose(organisation.kind)
