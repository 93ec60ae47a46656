"""Reviews as their readers see them. What participants are shown is what was frozen when the review was opened."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from dialogues.enums import AttributionRule
from dialogues.models import Participation
from reports.enums import CommentKind, ReviewKind
from reports.models import Paragraph, ReviewComment, ReviewInvitation, ReviewRound
from reports.render.context import ReportContext
from reports.selectors.meetings import report_meetings

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any

    from reports.models import Report
    from stakeholders.models import User

WHOLE = "whole"  # the anchor of what is said of the report as a whole
FEW = 5  # so many that a comment without a name is hardly one of many


@dataclass(frozen=True, slots=True)
class Place:
    """What a comment can be about: a paragraph as it was shown, or the whole report (then there is no text)."""

    anchor: str
    paragraph: str
    text: str
    is_attributed: bool


@dataclass(frozen=True, slots=True)
class CommentView:
    """A comment as the team reads it: who wrote it where it has a name, and whether its place has changed since."""

    comment: ReviewComment
    author: str
    is_own: bool
    is_changed: bool

    @property
    def can_be_taken_over(self) -> bool:
        """Whether the suggestion has a paragraph to go into, and did not go there yet."""
        comment = self.comment
        return bool(
            comment.suggestion and comment.paragraph and comment.suggestion.strip() != comment.paragraph.text
        )


@dataclass(frozen=True, slots=True)
class PlaceView:
    """A place with the comments on it, and the text that stands there now (empty where it was taken out)."""

    place: Place
    section: str
    now: str
    comments: tuple[CommentView, ...]

    @property
    def is_changed(self) -> bool:
        """Whether the text is another than the one that was shown."""
        return bool(self.place.text) and self.now != self.place.text


@dataclass(frozen=True, slots=True)
class RoundView:
    """A review beside the report as it is now."""

    round: ReviewRound
    places: tuple[PlaceView, ...]
    asked: int
    done: int
    open_count: int
    answered_count: int

    @property
    def total(self) -> int:
        """How many comments the team can read."""
        return self.open_count + self.answered_count


def people_to_ask(report: Report) -> list[Participation]:
    """Return who took part in what the report tells of, each person once."""
    present = (
        Participation.objects.filter(meeting__in=report_meetings(report))
        .present()
        .select_related("meeting__dialogue__host", "person")
        .order_by("-meeting__starts_at", "person__name", "pk")
    )
    once: dict[int, Participation] = {}
    for held in present:
        once.setdefault(held.person_id, held)
    return list(once.values())


def written_of(report: Report) -> dict[str, dict[str, Any]]:
    """Return the paragraphs as they are written now, by their anchor, for a round to keep."""
    paragraphs = list(
        Paragraph.objects.filter(section__report=report).order_by("section__position", "position")
    )
    rules: dict[int, set[str]] = defaultdict(set)
    for paragraph, rule in Paragraph.points.through.objects.filter(paragraph__in=paragraphs).values_list(
        "paragraph_id", "point__attribution"
    ):
        rules[paragraph].add(rule)
    return {
        f"p-{one.uuid.hex[:8]}": {
            "uuid": str(one.uuid),
            "text": one.text,
            "attributed": rules[one.pk] == {AttributionRule.ATTRIBUTED.value},
        }
        for one in paragraphs
    }


def place_of(review: ReviewRound, anchor: str) -> Place | None:
    """Return the place of the frozen report that ``anchor`` names."""
    if anchor == WHOLE:
        rule = review.report.meeting.attribution_rule
        return Place(WHOLE, "", "", rule == AttributionRule.ATTRIBUTED)
    held = review.written.get(anchor)
    return Place(anchor, held["uuid"], held["text"], held["attributed"]) if held else None


def document_shown(review: ReviewRound) -> ReportContext:
    """Return the document as it was shown."""
    return ReportContext.from_data(review.content)


def last_blocks(context: ReportContext) -> Mapping[str, str]:
    """Return the anchor of each paragraph by the identifier of its last block: that is where one comments on it."""
    found: dict[str, str] = {}
    for section in context.sections:
        for block in section.paragraphs:
            anchor = "-".join(block.id.split("-")[:2])
            found[anchor] = block.id
    return {last: anchor for anchor, last in found.items()}


def round_view(review: ReviewRound, *, reader: User, show: str = "all") -> RoundView:
    """Return a review as the team reads it, each comment beside what was shown and what stands there now.

    ``show`` narrows it to what is ``open`` or ``answered``.
    """
    comments = list(
        review.comments.told().select_related(
            "paragraph", "member", "answered_by", "participation__person", "participation__organisation"
        )
    )
    answered = sum(bool(comment.outcome) for comment in comments)
    by_anchor: dict[str, list[ReviewComment]] = defaultdict(list)
    for comment in comments:
        if show == "all" or bool(comment.outcome) == (show == "answered"):
            by_anchor[comment.anchor].append(comment)
    invitations = review.invitations
    return RoundView(
        round=review,
        places=tuple(_places(review, by_anchor, reader, with_all=show == "all")),
        asked=invitations.count(),
        done=invitations.filter(is_done=True).count(),
        open_count=len(comments) - answered,
        answered_count=answered,
    )


def _places(
    review: ReviewRound, comments: Mapping[str, Sequence[ReviewComment]], reader: User, *, with_all: bool
) -> Iterable[PlaceView]:
    now = {
        f"p-{one.uuid.hex[:8]}": one.text for one in Paragraph.objects.filter(section__report=review.report)
    }
    sections = {
        anchor: section.title
        for section in document_shown(review).sections
        for anchor in ("-".join(block.id.split("-")[:2]) for block in section.paragraphs)
    }
    for anchor in (WHOLE, *review.written):
        place = place_of(review, anchor)
        if place is None or not (with_all or comments.get(anchor)):
            continue
        text = now.get(anchor, "")
        yield PlaceView(
            place=place,
            section=sections.get(anchor, ""),
            now=text,
            comments=tuple(_view(one, reader, text) for one in comments.get(anchor, ())),
        )


def _view(comment: ReviewComment, reader: User, now: str) -> CommentView:
    return CommentView(
        comment=comment,
        author=author_of(comment),
        is_own=comment.member_id == reader.pk,
        is_changed=bool(comment.quoted) and comment.quoted != now,
    )


def author_of(comment: ReviewComment) -> str:
    """Return who wrote a comment, as the team reads it."""
    if comment.is_unattributed:
        if comment.kind == CommentKind.OBJECTION:
            return _("An objection, always without a name")
        return _("A participant, without a name")
    if comment.participation:
        person, organisation = comment.participation.person, comment.participation.organisation
        return f"{person.name}, {organisation.name}" if organisation else person.name
    return comment.member.name if comment.member else _("Somebody who has no account any more")


def open_invitations_of(held: Participation) -> list[ReviewInvitation]:
    """Return the reviews that a participant can still comment in."""
    open_now = held.review_invitations.filter(
        round__closed_at__isnull=True, round__closes_at__gt=timezone.now()
    )
    return list(open_now.select_related("round", "participation").defer("round__content", "round__written"))


def own_comments(invitation: ReviewInvitation) -> list[ReviewComment]:
    """Return what a participant wrote under their name in this review."""
    return list(invitation.round.comments.filter(participation=invitation.participation))


def comment_with_receipt(review: ReviewRound, receipt_hash: str) -> ReviewComment | None:
    """Return the comment that a receipt stands for."""
    return review.comments.filter(receipt_hash=receipt_hash).exclude(receipt_hash="").first()


def rounds_of(report: Report) -> list[ReviewRound]:
    """Return the reviews of a report, the last first, without the documents they froze."""
    return list(report.review_rounds.select_related("opened_by").defer("content", "written"))


def open_round(report: Report) -> ReviewRound | None:
    """Return the review that is open, if one is."""
    return next((one for one in rounds_of(report) if one.closed_at is None), None)


def few_were_asked(review: ReviewRound) -> bool:
    """Whether so few were asked that a comment without a name tells almost whose it is."""
    return review.kind == ReviewKind.PARTICIPANTS and review.invitations.count() < FEW
