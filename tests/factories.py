"""Objects for tests, made by the models directly; the services have tests of their own."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from dialogues.enums import (
    AgendaItemKind,
    AttributionRule,
    MeetingStatus,
    ParticipationRole,
    PointKind,
    Response,
    TeamRole,
)
from dialogues.models import (
    AgendaItem,
    Dialogue,
    Meeting,
    Participation,
    Point,
    Support,
    TeamMember,
    Theme,
    Voice,
)
from recommendations.enums import RecommendationStatus
from recommendations.models import Action, Addressee, Recommendation
from reports.models import Paragraph, Report, Section
from stakeholders.enums import OrganisationKind, Protection, RelationshipKind
from stakeholders.models import Affiliation, Organisation, Person, Relationship, Sector, User

PASSWORD = "a-long-enough-passphrase-7"


class UserFactory(DjangoModelFactory[User]):
    """A participant's account: no team member, no administrator."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"user{n}@example.org")
    name = factory.Sequence(lambda n: f"User {n}")
    password = factory.django.Password(PASSWORD)


class TeamUserFactory(UserFactory):
    """Somebody who works for the institute."""

    is_team = True


class AdministratorFactory(UserFactory):
    """An administrator."""

    is_team = True
    is_staff = True
    is_superuser = True


class SectorFactory(DjangoModelFactory[Sector]):
    """A sector."""

    class Meta:
        model = Sector

    name = factory.Sequence(lambda n: f"Sector {n}")
    slug = factory.Sequence(lambda n: f"sector-{n}")


class OrganisationFactory(DjangoModelFactory[Organisation]):
    """A civil-society organisation that may not be named."""

    class Meta:
        model = Organisation

    name = factory.Sequence(lambda n: f"Organisation {n}")
    slug = factory.Sequence(lambda n: f"organisation-{n}")
    kind = OrganisationKind.CIVIL_SOCIETY
    primary_sector = factory.SubFactory(SectorFactory)


class PersonFactory(DjangoModelFactory[Person]):
    """A person who follows the meeting's rule."""

    class Meta:
        model = Person

    name = factory.Sequence(lambda n: f"Person {n}")
    email = factory.Sequence(lambda n: f"person{n}@example.org")
    protection = Protection.STANDARD


class AffiliationFactory(DjangoModelFactory[Affiliation]):
    """A current affiliation."""

    class Meta:
        model = Affiliation

    person = factory.SubFactory(PersonFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    role = "Director"


class RelationshipFactory(DjangoModelFactory[Relationship]):
    """A current membership."""

    class Meta:
        model = Relationship

    source = factory.SubFactory(OrganisationFactory)
    target = factory.SubFactory(OrganisationFactory)
    kind = RelationshipKind.MEMBER_OF


class DialogueFactory(DjangoModelFactory[Dialogue]):
    """A dialogue without a team."""

    class Meta:
        model = Dialogue

    title = factory.Sequence(lambda n: f"Dialogue {n}")
    slug = factory.Sequence(lambda n: f"dialogue-{n}")
    host = factory.SubFactory(OrganisationFactory)
    languages = factory.LazyFunction(lambda: ["en"])


class TeamMemberFactory(DjangoModelFactory[TeamMember]):
    """A convener."""

    class Meta:
        model = TeamMember

    user = factory.SubFactory(TeamUserFactory)
    dialogue = factory.SubFactory(DialogueFactory)
    role = TeamRole.CONVENER


class ThemeFactory(DjangoModelFactory[Theme]):
    """A theme."""

    class Meta:
        model = Theme

    dialogue = factory.SubFactory(DialogueFactory)
    name = factory.Sequence(lambda n: f"Theme {n}")


class MeetingFactory(DjangoModelFactory[Meeting]):
    """A planned online meeting next week, under the Chatham House Rule."""

    class Meta:
        model = Meeting

    dialogue = factory.SubFactory(DialogueFactory)
    title = factory.Sequence(lambda n: f"Meeting {n}")
    slug = factory.Sequence(lambda n: f"meeting-{n}")
    starts_at = factory.LazyFunction(lambda: (timezone.now() + timedelta(days=7)).replace(microsecond=0))
    ends_at = factory.LazyAttribute(lambda meeting: meeting.starts_at + timedelta(hours=2))
    time_zone = "Europe/Stockholm"
    status = MeetingStatus.PLANNED


class AgendaItemFactory(DjangoModelFactory[AgendaItem]):
    """A discussion item that follows the meeting's rule."""

    class Meta:
        model = AgendaItem
        skip_postgeneration_save = True

    meeting = factory.SubFactory(MeetingFactory)
    title = factory.Sequence(lambda n: f"Agenda item {n}")
    kind = AgendaItemKind.DISCUSSION
    position = factory.Sequence(lambda n: n % 30_000)


class ParticipationFactory(DjangoModelFactory[Participation]):
    """Somebody who is coming."""

    class Meta:
        model = Participation

    meeting = factory.SubFactory(MeetingFactory)
    person = factory.SubFactory(PersonFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    role = ParticipationRole.PARTICIPANT
    response = Response.ACCEPTED
    invited_at = datetime(2026, 1, 1, tzinfo=UTC)


class VoiceFactory(DjangoModelFactory[Voice]):
    """A seat in the room."""

    class Meta:
        model = Voice

    meeting = factory.SubFactory(MeetingFactory)
    token_hash = factory.Sequence(lambda n: f"{n:064x}")


class PointFactory(DjangoModelFactory[Point]):
    """An unattributed observation without a voice, as the rapporteur logs it."""

    class Meta:
        model = Point

    agenda_item = factory.SubFactory(AgendaItemFactory)
    text = factory.Sequence(lambda n: f"The networks need more support in area {n}.")
    kind = PointKind.OBSERVATION
    attribution = AttributionRule.UNATTRIBUTED
    position = factory.Sequence(lambda n: n)


class SupportFactory(DjangoModelFactory[Support]):
    """A voice in support of a point."""

    class Meta:
        model = Support

    point = factory.SubFactory(PointFactory)
    voice = factory.SubFactory(VoiceFactory)


class RecommendationFactory(DjangoModelFactory[Recommendation]):
    """A draft recommendation."""

    class Meta:
        model = Recommendation
        skip_postgeneration_save = True

    meeting = factory.SubFactory(MeetingFactory)
    code = factory.Sequence(lambda n: f"R-{n:04d}")
    text = factory.Sequence(lambda n: f"Fund the networks, part {n}.")
    made_on = factory.LazyFunction(timezone.localdate)
    public_from = factory.LazyAttribute(
        lambda made: timezone.now() if getattr(made, "status", "") == RecommendationStatus.PUBLISHED else None
    )


class AddresseeFactory(DjangoModelFactory[Addressee]):
    """An organisation that has not answered."""

    class Meta:
        model = Addressee

    recommendation = factory.SubFactory(RecommendationFactory)
    organisation = factory.SubFactory(OrganisationFactory)


class ActionFactory(DjangoModelFactory[Action]):
    """A planned action that is due in a month."""

    class Meta:
        model = Action
        skip_postgeneration_save = True

    title = factory.Sequence(lambda n: f"Take step {n}")
    owner_organisation = factory.SubFactory(OrganisationFactory)
    due_on = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=30))

    @factory.post_generation
    def recommendations(self: Any, create: bool, extracted: Any, **_: Any) -> None:
        """Link the recommendations given."""
        if create and extracted:
            self.recommendations.set(extracted)


class ReportFactory(DjangoModelFactory[Report]):
    """A draft report."""

    class Meta:
        model = Report

    meeting = factory.SubFactory(MeetingFactory)
    slug = factory.Sequence(lambda n: f"report-{n}")
    title = factory.Sequence(lambda n: f"Report {n}")


class SectionFactory(DjangoModelFactory[Section]):
    """A section."""

    class Meta:
        model = Section

    report = factory.SubFactory(ReportFactory)
    heading = factory.Sequence(lambda n: f"Heading {n}")


class ParagraphFactory(DjangoModelFactory[Paragraph]):
    """A paragraph."""

    class Meta:
        model = Paragraph
        skip_postgeneration_save = True

    section = factory.SubFactory(SectionFactory)
    text = factory.Sequence(lambda n: f"Paragraph {n}.")
