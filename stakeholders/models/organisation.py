"""Organisations, the sectors they work in and how they stand to each other."""

from typing import Any
from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from stakeholders.enums import OrganisationKind, RelationshipKind
from stakeholders.querysets import RegistryQuerySet, TieQuerySet
from stakeholders.search_keys import SORT_KEY_LENGTH, search_key, sort_key


class Sector(models.Model):
    """A field of work: the silo that the network measures ask about."""

    name = models.CharField(
        _("name"),
        max_length=120,
        unique=True,
        error_messages={"unique": _("There is already a sector of this name.")},
    )
    slug = models.SlugField(max_length=120, unique=True)
    description = models.TextField(_("description"), blank=True)
    archived_at = models.DateTimeField(_("archived"), null=True, blank=True, editable=False)
    search_key = models.TextField(editable=False, default="")

    objects = RegistryQuerySet["Sector"].as_manager()

    class Meta:
        verbose_name = _("sector")
        verbose_name_plural = _("sectors")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Refresh the search key with the name."""
        self.search_key = search_key([self.name])
        if (fields := kwargs.get("update_fields")) is not None:
            kwargs["update_fields"] = {*fields, "search_key"}
        super().save(*args, **kwargs)


class Organisation(models.Model):
    """A body that people speak for, that is asked to act, or that acts."""

    name = models.CharField(_("name"), max_length=250)
    slug = models.SlugField(max_length=120, unique=True, allow_unicode=False)
    short_name = models.CharField(_("short name"), max_length=60, blank=True)
    aliases = models.JSONField(
        _("other names"),
        default=list,
        blank=True,
        help_text=_("Former names, acronyms and names in other languages, one per line."),
    )
    kind = models.CharField(_("kind"), max_length=24, choices=OrganisationKind.choices)
    primary_sector = models.ForeignKey(
        Sector,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="primary_organisations",
        verbose_name=_("primary sector"),
    )
    further_sectors = models.ManyToManyField(
        Sector, blank=True, related_name="further_organisations", verbose_name=_("further sectors")
    )
    country = models.CharField(_("country or region"), max_length=100, blank=True)
    website = models.URLField(_("website"), blank=True)
    may_be_named = models.BooleanField(
        _("may be named publicly"),
        default=False,
        help_text=_(
            "Only as such, for example as an addressee; who spoke for it still follows the attribution rule."
        ),
    )
    notes = models.TextField(_("notes for the team"), blank=True)
    verified_on = models.DateField(_("last verified"), null=True, blank=True)
    verify_by = models.DateField(_("verify by"), null=True, blank=True)
    archived_at = models.DateTimeField(_("archived"), null=True, blank=True, editable=False)
    search_key = models.TextField(editable=False, default="")
    sort_key = models.CharField(editable=False, default="", max_length=SORT_KEY_LENGTH)

    objects = RegistryQuerySet["Organisation"].as_manager()

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["name", "country"],
                name="stakeholders_organisation_name_unique",
                violation_error_message=_(
                    "There is already an organisation of this name in this country or region."
                ),
            ),
            models.CheckConstraint(
                condition=Q(kind__in=OrganisationKind.values), name="stakeholders_organisation_kind_known"
            ),
        ]
        indexes = [
            models.Index(fields=["kind"], name="stakeholders_org_kind"),
            models.Index(fields=["country"], name="stakeholders_org_country"),
            models.Index(
                fields=["sort_key"], condition=Q(archived_at__isnull=True), name="stakeholders_org_current"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Refresh the keys with the names they are made of."""
        self.search_key = search_key([self.name, self.short_name, *self.aliases])
        self.sort_key = sort_key(self.name)
        if (fields := kwargs.get("update_fields")) is not None:
            kwargs["update_fields"] = {*fields, "search_key", "sort_key"}
        super().save(*args, **kwargs)

    @property
    def kind_label(self) -> str:
        """The kind in words; ``get_kind_display`` hashes every choice at each call, which counts in lists."""
        return str(OrganisationKind(self.kind).label)

    @property
    def short(self) -> str:
        """Return the short name where there is one."""
        return self.short_name or self.name


class Relationship(models.Model):
    """A declared tie: *source* is a member of, funds, partners with, advises or hosts *target*."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    source = models.ForeignKey(
        Organisation,
        on_delete=models.CASCADE,
        related_name="relationships_out",
        verbose_name=_("organisation"),
    )
    kind = models.CharField(_("relationship"), max_length=16, choices=RelationshipKind.choices)
    target = models.ForeignKey(
        Organisation,
        on_delete=models.CASCADE,
        related_name="relationships_in",
        verbose_name=_("other organisation"),
    )
    started_on = models.DateField(_("from"), null=True, blank=True)
    ended_on = models.DateField(_("to"), null=True, blank=True)
    amount = models.DecimalField(_("amount"), max_digits=14, decimal_places=2, null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    reference = models.CharField(
        _("source of this information"),
        max_length=500,
        blank=True,
        help_text=_("A document, an address, a meeting."),
    )
    notes = models.TextField(_("notes for the team"), blank=True)

    objects = TieQuerySet["Relationship"].as_manager()

    class Meta:
        verbose_name = _("relationship")
        verbose_name_plural = _("relationships")
        ordering = ["source__name", "kind", "target__name"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(source=F("target")),
                name="stakeholders_relationship_not_with_itself",
                violation_error_message=_("An organisation has no relationship with itself."),
            ),
            models.CheckConstraint(
                condition=Q(kind__in=RelationshipKind.values), name="stakeholders_relationship_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True)
                | Q(started_on__isnull=True)
                | Q(ended_on__gte=F("started_on")),
                name="stakeholders_relationship_ends_after_start",
                violation_error_message=_("It cannot end before it starts."),
            ),
            models.CheckConstraint(
                condition=Q(amount__isnull=True) | (Q(kind=RelationshipKind.FUNDS) & ~Q(currency="")),
                name="stakeholders_relationship_amount_is_funding",
                violation_error_message=_("An amount belongs to funding and needs a currency."),
            ),
            models.UniqueConstraint(
                fields=["source", "kind", "target"],
                condition=Q(ended_on__isnull=True),
                name="stakeholders_relationship_current_once",
                violation_error_message=_("This relationship is already recorded."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.get_kind_display()} {self.target}"
