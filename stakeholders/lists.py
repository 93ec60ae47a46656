"""The lists of the registry, and what their exports write."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from .audit_words import in_words
from .filters import (
    AccountFilter,
    AuditFilter,
    OrganisationFilter,
    PersonFilter,
    RelationshipFilter,
    SectorFilter,
)
from .languages import language_name
from .listing import Column, Listing
from .models import AuditEntry, Organisation, Person, Relationship, Sector, User
from .selectors.accounts import state_of_account
from .selectors.audit import ReadableEntry, changes_of, readable
from .selectors.registry import PEOPLE_COUNT, add_current_places, count_people
from .wording import ACCOUNT_STATE_IN_WORDS


class OrganisationList(Listing[Organisation]):
    """Organisations."""

    template = "stakeholders/organisation_list.html"
    filterset_class = OrganisationFilter
    columns = (
        Column("name", _("Name"), lambda row: row.name, sort=("sort_key",)),
        Column("short_name", _("Short name"), lambda row: row.short_name, in_page=False),
        Column("aliases", _("Other names"), lambda row: row.aliases, in_page=False),
        Column("kind", _("Kind"), lambda row: row.kind_label, sort=("kind",)),
        Column(
            "sector",
            _("Primary sector"),
            lambda row: row.sector_name,
            sort=("primary_sector__search_key",),
        ),
        Column("country", _("Country or region"), lambda row: row.country, sort=("country",)),
        Column("website", _("Website"), lambda row: row.website, in_page=False),
        Column("people", _("People"), lambda row: row.people_count, sort=(PEOPLE_COUNT,), css="number"),
        Column("may_be_named", _("May be named publicly"), lambda row: row.may_be_named, in_page=False),
        Column("verified_on", _("Last verified"), lambda row: row.verified_on, sort=("verified_on",)),
        Column("verify_by", _("Verify by"), lambda row: row.verify_by, in_page=False),
    )
    default_sort = "name"
    file_name = "organisations"
    export_permission = "stakeholders.export_registry"
    page_fields = ("name", "slug", "short_name", "kind", "country", "verified_on", "archived_at")

    def prepare(self, rows: Sequence[Organisation]) -> None:
        """Count the people of these organisations."""
        count_people(rows)


class PersonList(Listing[Person]):
    """People. The export says who is protected: a file has no page around it that could."""

    template = "stakeholders/person_list.html"
    filterset_class = PersonFilter
    columns = (
        Column("name", _("Name"), lambda row: row.name, sort=("sort_key",)),
        Column("protection", _("Protection"), lambda row: row.protection_label, sort=("protection",)),
        Column(
            "organisations",
            _("Organisations"),
            lambda row: row.organisation_names,
        ),
        Column("email", _("E-mail address"), lambda row: row.email, in_page=False),
        Column("phone", _("Telephone"), lambda row: row.phone, in_page=False),
        Column(
            "languages",
            _("Languages"),
            lambda row: [language_name(code) for code in row.languages],
            in_page=False,
        ),
        Column("country", _("Country"), lambda row: row.country, sort=("country",)),
        Column("time_zone", _("Time zone"), lambda row: row.time_zone, in_page=False),
        Column("verified_on", _("Last verified"), lambda row: row.verified_on, sort=("verified_on",)),
        Column("verify_by", _("Verify by"), lambda row: row.verify_by, in_page=False),
    )
    default_sort = "name"
    file_name = "people"
    export_permission = "stakeholders.export_registry"
    page_fields = ("uuid", "name", "protection", "country", "verified_on", "archived_at")

    def prepare(self, rows: Sequence[Person]) -> None:
        """Name the organisations of these people."""
        add_current_places(rows)


class SectorList(Listing[Sector]):
    """Sectors."""

    template = "stakeholders/sector_list.html"
    filterset_class = SectorFilter
    columns = (
        Column("name", _("Name"), lambda row: row.name, sort=("search_key",)),
        Column("description", _("Description"), lambda row: row.description),
        Column(
            "primary",
            _("Primary sector of"),
            lambda row: row.primary_count,
            sort=("primary_count",),
            css="number",
        ),
        Column(
            "further",
            _("Further sector of"),
            lambda row: row.further_count,
            sort=("further_count",),
            css="number",
        ),
    )
    default_sort = "name"
    file_name = "sectors"
    export_permission = "stakeholders.export_registry"


class RelationshipList(Listing[Relationship]):
    """Declared ties between organisations."""

    template = "stakeholders/relationship_list.html"
    filterset_class = RelationshipFilter
    columns = (
        Column("source", _("Organisation"), lambda row: row.source.name, sort=("source__sort_key",)),
        Column("kind", _("Relationship"), lambda row: row.get_kind_display(), sort=("kind",)),
        Column("target", _("Other organisation"), lambda row: row.target.name, sort=("target__sort_key",)),
        Column("amount", _("Amount"), lambda row: row.amount, sort=("amount",), css="number"),
        Column("currency", _("Currency"), lambda row: row.currency, in_page=False),
        Column("started_on", _("From"), lambda row: row.started_on, sort=("started_on",)),
        Column("ended_on", _("To"), lambda row: row.ended_on, sort=("ended_on",)),
        Column("reference", _("Source of this information"), lambda row: row.reference, in_page=False),
    )
    default_sort = "source"
    file_name = "relationships"
    export_permission = "stakeholders.export_registry"


class AccountList(Listing[User]):
    """Accounts."""

    template = "stakeholders/account_list.html"
    filterset_class = AccountFilter
    columns = (
        Column("name", _("Name"), lambda row: row.name, sort=(Lower("name"),)),
        Column("email", _("E-mail address"), lambda row: row.email, sort=("email",)),
        Column("role", _("Role"), lambda row: row.role.label, sort=("is_superuser", "is_team")),
        Column(
            "state",
            _("State"),
            lambda row: ACCOUNT_STATE_IN_WORDS[state_of_account(row)],
            sort=("is_active",),
        ),
        Column("last_login", _("Last signed in"), lambda row: row.last_login, sort=("last_login",)),
    )
    default_sort = "name"
    file_name = "accounts"
    export_permission = "stakeholders.edit_user"


class AuditList(Listing[AuditEntry]):
    """Who did what, when."""

    template = "stakeholders/audit_list.html"
    filterset_class = AuditFilter
    columns = (
        Column("at", _("When"), lambda row: row.at, sort=("at",)),
        Column("actor", _("Who"), lambda row: row.actor.name if row.actor else "", sort=("actor__name",)),
        Column("verb", _("What"), lambda row: in_words(row.verb), sort=("verb",)),
        Column("target", _("About"), lambda row: row.target_type, in_export=False),
        Column("changes", _("Changes"), lambda row: [str(change) for change in changes_of(row)]),
    )
    default_sort = "-at"
    file_name = "audit-trail"
    export_permission = "stakeholders.view_audit"

    @cached_property
    def entries(self) -> list[ReadableEntry]:
        """The rows of the page in words."""
        return readable(self.rows)
