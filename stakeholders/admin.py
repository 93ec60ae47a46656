"""The technical admin, for administrators who have to look under the bonnet. Everyday work has pages of its own.

Accounts, the audit trail and the outbox can be read here and not be written: their pages keep rules that this one does not
know. Nothing that could connect somebody to what was said is registered at all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin

from .models import Affiliation, AuditEntry, Organisation, OutgoingMessage, Person, Relationship, Sector, User

if TYPE_CHECKING:
    from django.http import HttpRequest

admin.site.site_header = admin.site.site_title = "Majlis"


class ReadOnlyAdmin(admin.ModelAdmin[Any]):
    """Shows and changes nothing."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Open to administrators."""
        return request.user.is_active and request.user.is_superuser

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002 - Django's signature
        """Open to administrators."""
        return self.has_module_permission(request)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002 - Django's signature
        """Nothing is added here."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002 - Django's signature
        """Nothing is changed here."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002 - Django's signature
        """Nothing is deleted here."""
        return False


@admin.register(Organisation)
class OrganisationAdmin(ReadOnlyAdmin):
    """Organisations."""

    list_display = ["name", "kind", "country", "archived_at"]
    list_filter = ["kind"]
    search_fields = ["search_key"]


@admin.register(Sector)
class SectorAdmin(ReadOnlyAdmin):
    """Sectors."""

    list_display = ["name", "archived_at"]


@admin.register(Person)
class PersonAdmin(ReadOnlyAdmin):
    """People, by name and protection alone."""

    list_display = ["name", "protection", "archived_at"]
    list_filter = ["protection"]
    search_fields = ["search_key"]
    fields = ["uuid", "name", "protection", "archived_at"]


@admin.register(Affiliation)
class AffiliationAdmin(ReadOnlyAdmin):
    """Affiliations."""

    list_display = ["person", "organisation", "started_on", "ended_on"]
    list_select_related = ["person", "organisation"]


@admin.register(Relationship)
class RelationshipAdmin(ReadOnlyAdmin):
    """Relationships."""

    list_display = ["source", "kind", "target", "ended_on"]
    list_select_related = ["source", "target"]


@admin.register(User)
class UserAdmin(ReadOnlyAdmin):
    """Accounts."""

    list_display = ["email", "name", "is_superuser", "is_team", "is_active", "last_login"]
    list_filter = ["is_superuser", "is_team", "is_active"]
    search_fields = ["email", "name"]
    fields = ["email", "name", "language", "time_zone", "is_superuser", "is_team", "is_active", "date_joined"]


@admin.register(AuditEntry)
class AuditEntryAdmin(ReadOnlyAdmin):
    """The audit trail."""

    list_display = ["at", "actor", "verb", "target_type", "target_id"]
    list_filter = ["verb"]
    list_select_related = ["actor"]


@admin.register(OutgoingMessage)
class OutgoingMessageAdmin(ReadOnlyAdmin):
    """The outbox, without what the mails say."""

    list_display = ["created_at", "kind", "to_address", "status", "attempts"]
    list_filter = ["status", "kind"]
    fields = [
        "uuid",
        "kind",
        "topic",
        "to_address",
        "language",
        "subject",
        "status",
        "attempts",
        "last_error",
        "sent_at",
    ]
