"""What the lists of the registry, of accounts and of the audit trail can be narrowed to."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_filters import CharFilter, ChoiceFilter, DateFilter, ModelChoiceFilter

from .audit_words import AREAS, verbs_of_area
from .enums import OrganisationKind, Protection, RelationshipKind
from .listing import ListFilterSet, SearchFilter
from .models import (
    AccountInvitation,
    Affiliation,
    AuditEntry,
    Organisation,
    Person,
    Relationship,
    Sector,
    User,
)
from .search_keys import fold

if TYPE_CHECKING:
    from .http import AuthedHttpRequest
    from .querysets import RegistryQuerySet

STATES = [("archived", _("Archived")), ("all", _("All"))]
VERIFICATION = [
    ("due", _("To verify now")),
    ("soon", _("To verify within 30 days")),
    ("never", _("Never verified")),
]
SOON = timedelta(days=30)


class RegistryFilter(ListFilterSet):
    """Search; archived records only where they are asked for."""

    q = SearchFilter(label=_("Search"))
    state = ChoiceFilter(label=_("State"), choices=STATES, empty_label=_("Current"), method="in_state")

    def filter_queryset(self, queryset: Any) -> Any:
        """Leave archived records out unless asked for."""
        found = super().filter_queryset(queryset)
        return found if self.form.cleaned_data.get("state") else found.current()

    def in_state(self, queryset: RegistryQuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        """Archived records, or all."""
        return queryset.filter(archived_at__isnull=False) if value == "archived" else queryset

    def to_verify(self, queryset: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        """What has to be verified, or never was."""
        today = timezone.localdate()
        wanted = {
            "due": Q(verify_by__lte=today),
            "soon": Q(verify_by__lte=today + SOON),
            "never": Q(verified_on__isnull=True),
        }
        return queryset.filter(wanted[value])


def _countries_of(records: RegistryQuerySet[Any]) -> list[tuple[str, str]]:
    countries = records.exclude(country="").order_by("country").values_list("country", flat=True)
    return [(country, country) for country in countries.distinct()]


class OrganisationFilter(RegistryFilter):
    """Organisations."""

    kind = ChoiceFilter(label=_("Kind"), choices=OrganisationKind.choices)
    sector = ModelChoiceFilter(
        label=_("Sector"), queryset=Sector.objects.current(), to_field_name="slug", method="in_sector"
    )
    country = ChoiceFilter(
        label=_("Country or region"), choices=lambda: _countries_of(Organisation.objects.all())
    )
    verify = ChoiceFilter(label=_("Verification"), choices=VERIFICATION, method="to_verify")

    class Meta:
        model = Organisation
        fields: list[str] = []

    def in_sector(
        self, queryset: QuerySet[Organisation], _name: str, value: Sector
    ) -> QuerySet[Organisation]:
        """Primary or further sector."""
        return queryset.filter(Q(primary_sector=value) | Q(pk__in=value.further_organisations.values("pk")))


class PersonFilter(RegistryFilter):
    """People."""

    protection = ChoiceFilter(label=_("Protection"), choices=Protection.choices)
    kind = ChoiceFilter(label=_("Kind of organisation"), choices=OrganisationKind.choices, method="of_kind")
    country = ChoiceFilter(label=_("Country"), choices=lambda: _countries_of(Person.objects.all()))
    verify = ChoiceFilter(label=_("Verification"), choices=VERIFICATION, method="to_verify")

    class Meta:
        model = Person
        fields: list[str] = []

    def of_kind(self, queryset: QuerySet[Person], _name: str, value: str) -> QuerySet[Person]:
        """Who belongs to an organisation of that kind now."""
        places = Affiliation.objects.filter(
            person=OuterRef("pk"), ended_on__isnull=True, organisation__kind=value
        )
        return queryset.filter(Exists(places))


class SectorFilter(RegistryFilter):
    """Sectors."""

    class Meta:
        model = Sector
        fields: list[str] = []


class RelationshipFilter(ListFilterSet):
    """Declared ties."""

    q = CharFilter(label=_("Search"), method="between")
    kind = ChoiceFilter(label=_("Relationship"), choices=RelationshipKind.choices)
    state = ChoiceFilter(
        label=_("State"),
        choices=[("current", _("Current")), ("ended", _("Ended"))],
        method="in_state",
    )

    class Meta:
        model = Relationship
        fields: list[str] = []

    def between(self, queryset: QuerySet[Relationship], _name: str, value: str) -> QuerySet[Relationship]:
        """Either organisation bears the name."""
        either = [
            Q(source__search_key__contains=word) | Q(target__search_key__contains=word)
            for word in fold(value).split()
        ]
        return queryset.filter(*either)

    def in_state(self, queryset: QuerySet[Relationship], _name: str, value: str) -> QuerySet[Relationship]:
        """Ended, or not."""
        ended = Q(ended_on__lt=timezone.localdate())
        return queryset.filter(ended if value == "ended" else ~ended | Q(ended_on__isnull=True))


class AccountFilter(ListFilterSet):
    """Accounts."""

    q = CharFilter(label=_("Search"), method="named")
    role = ChoiceFilter(
        label=_("Role"),
        choices=[
            ("administrator", _("Administrators")),
            ("team", _("Team")),
            ("participant", _("Participants")),
        ],
        method="of_role",
    )
    state = ChoiceFilter(
        label=_("State"),
        choices=[("active", _("Active")), ("invited", _("Invited")), ("inactive", _("Deactivated"))],
        method="in_state",
    )

    class Meta:
        model = User
        fields: list[str] = []

    def named(self, queryset: QuerySet[User], _name: str, value: str) -> QuerySet[User]:
        """Name or address holds each word."""
        return queryset.filter(
            *(Q(name__icontains=word) | Q(email__icontains=word) for word in value.split())
        )

    def of_role(self, queryset: QuerySet[User], _name: str, value: str) -> QuerySet[User]:
        """Administrators, other team members, or neither."""
        wanted = {
            "administrator": Q(is_superuser=True),
            "team": Q(is_superuser=False, is_team=True),
            "participant": Q(is_superuser=False, is_team=False),
        }
        return queryset.filter(wanted[value])

    def in_state(self, queryset: QuerySet[User], _name: str, value: str) -> QuerySet[User]:
        """Active; waiting for the invitation to be followed; or switched off."""
        waiting = Exists(
            AccountInvitation.objects.filter(
                user=OuterRef("pk"), accepted_at__isnull=True, revoked_at__isnull=True
            )
        )
        if value == "active":
            return queryset.filter(is_active=True)
        inactive = queryset.filter(is_active=False)
        return inactive.filter(waiting) if value == "invited" else inactive.exclude(waiting)


def _actors(request: AuthedHttpRequest) -> QuerySet[User]:  # noqa: ARG001 - django-filter's signature
    return User.objects.filter(Exists(AuditEntry.objects.filter(actor=OuterRef("pk")))).order_by("name")


class AuditFilter(ListFilterSet):
    """The audit trail."""

    area = ChoiceFilter(label=_("About"), choices=AREAS, method="in_area")
    actor = ModelChoiceFilter(label=_("Who"), queryset=_actors, to_field_name="uuid")
    since = DateFilter(label=_("From"), field_name="at", lookup_expr="date__gte")
    until = DateFilter(label=_("To"), field_name="at", lookup_expr="date__lte")

    class Meta:
        model = AuditEntry
        fields: list[str] = []

    def in_area(self, queryset: QuerySet[AuditEntry], _name: str, value: str) -> QuerySet[AuditEntry]:
        """Acts whose verb belongs to the area."""
        return queryset.filter(verbs_of_area(value))
