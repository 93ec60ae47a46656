"""A meeting that took place, with its record and its team."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from django.utils import timezone

from dialogues.enums import AgendaItemKind, AttributionRule, MeetingStatus, ParticipationRole, TeamRole
from recommendations.enums import RecommendationStatus
from reports.services import generate_draft
from stakeholders.enums import OrganisationKind
from tests.factories import (
    ActionFactory,
    AddresseeFactory,
    AdministratorFactory,
    AgendaItemFactory,
    DialogueFactory,
    MeetingFactory,
    OrganisationFactory,
    ParticipationFactory,
    PersonFactory,
    PointFactory,
    RecommendationFactory,
    TeamMemberFactory,
    TeamUserFactory,
    ThemeFactory,
    UserFactory,
)

if TYPE_CHECKING:
    from dialogues.models import AgendaItem, Meeting, Participation, Point
    from recommendations.models import Recommendation
    from reports.models import Paragraph, Report
    from stakeholders.models import User


@dataclass
class Reported:
    """A meeting of 22 people: a speaker who agreed to be named, one who did not, and twenty others."""

    meeting: Meeting
    coordinator: User
    convener: User
    administrator: User
    participant: User
    outsider: User
    speaker: Participation
    silent: Participation
    discussion: AgendaItem
    strong: Point
    some: Point
    recommendation: Recommendation

    def report(self) -> Report:
        """Make the draft."""
        return generate_draft(meeting=self.meeting, actor=self.coordinator)

    def url(self, path: str = "") -> str:
        """Return an address of the report in English."""
        return self.step(f"en/{path}")

    def step(self, path: str = "") -> str:
        """Return an address of the Report step."""
        return f"/dialogues/{self.meeting.dialogue.slug}/{self.meeting.slug}/report/{path}"


def reported() -> Reported:
    """Make the meeting."""
    host = OrganisationFactory(name="Institute for Dialogue", may_be_named=True)
    dialogue = DialogueFactory(host=host, slug="networks")
    meeting = MeetingFactory(
        dialogue=dialogue,
        title="The future of networks",
        slug="future",
        description="how donors can support networks",
        starts_at=datetime(2024, 5, 30, 11, 0, tzinfo=UTC),
        status=MeetingStatus.ENDED,
    )
    coordinator = TeamMemberFactory(dialogue=dialogue, role=TeamRole.COORDINATOR).user
    convener = TeamMemberFactory(dialogue=dialogue, role=TeamRole.CONVENER).user
    centre = OrganisationFactory(
        name="Northern Research Centre", short_name="NRC", kind=OrganisationKind.RESEARCH, may_be_named=True
    )
    speaker = _joined(meeting, "Ada Bergqvist", centre, role=ParticipationRole.PRESENTER, consents=True)
    hidden = OrganisationFactory(
        name="Cedar Women Alliance", aliases=["CWA"], kind=OrganisationKind.WOMENS_RIGHTS
    )
    silent = _joined(meeting, "Nour Haddadin", hidden, other_names=["نور حدادين"])
    participant = UserFactory(person=silent.person)
    for number in range(20):
        _joined(
            meeting, f"Participant {number:02d}", OrganisationFactory(name=f"Synthetic Group {number:02d}")
        )
    presentation = AgendaItemFactory(
        meeting=meeting,
        kind=AgendaItemKind.PRESENTATION,
        attribution_rule=AttributionRule.ATTRIBUTED,
        title="What research knows",
        position=0,
    )
    presentation.presenters.add(speaker)
    PointFactory(
        agenda_item=presentation,
        attribution=AttributionRule.ATTRIBUTED,
        author=speaker,
        text="Many networks depend on a single donor.",
    )
    theme = ThemeFactory(dialogue=dialogue, name="Funding for networks")
    discussion = AgendaItemFactory(meeting=meeting, theme=theme, title="Funding", position=1)
    strong = PointFactory(
        agenda_item=discussion, text="Donors should fund networks for longer.", hands=21, position=0
    )
    some = PointFactory(
        agenda_item=discussion, text="Calls for proposals are hard to read.", hands=4, position=1
    )
    PointFactory(agenda_item=discussion, text="Small groups are left out.", hands=1, position=2)
    recommendation = RecommendationFactory(
        meeting=meeting, code="R-1", text="Fund networks for three years.", status=RecommendationStatus.AGREED
    )
    recommendation.points.add(strong)
    AddresseeFactory(recommendation=recommendation, organisation=centre)
    ActionFactory(
        title="Map existing funds",
        owner_organisation=centre,
        due_on=date(2025, 1, 15),
        recommendations=[recommendation],
    )
    return Reported(
        meeting=meeting,
        coordinator=coordinator,
        convener=convener,
        administrator=AdministratorFactory(),
        participant=participant,
        outsider=TeamUserFactory(),
        speaker=speaker,
        silent=silent,
        discussion=discussion,
        strong=strong,
        some=some,
        recommendation=recommendation,
    )


def paragraph_with(report: Report, text: str) -> Paragraph:
    """Return the paragraph that says ``text``, the last if several do."""
    found = [p for section in report.sections.all() for p in section.paragraphs.all() if text in p.text]
    return found[-1]


def _joined(
    meeting, name, organisation, *, role=ParticipationRole.PARTICIPANT, consents=False, other_names=()
):  # type: ignore[no-untyped-def]
    return ParticipationFactory(
        meeting=meeting,
        person=PersonFactory(name=name, other_names=list(other_names)),
        organisation=organisation,
        role=role,
        attended=True,
        consents_to_be_named=consents,
        consented_at=timezone.now() if consents else None,
    )
