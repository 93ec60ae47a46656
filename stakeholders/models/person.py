"""People and where they belong."""

import uuid
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from stakeholders.enums import Protection
from stakeholders.querysets import RegistryQuerySet, TieQuerySet
from stakeholders.search_keys import SORT_KEY_LENGTH, search_key, sort_key

from .user import validate_time_zone


class Person(models.Model):
    """Somebody the institute knows. Public addresses use ``uuid``: a name in an address is a disclosure."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=200)
    other_names = models.JSONField(
        _("other spellings"),
        default=list,
        blank=True,
        help_text=_("Other spellings and scripts, one per line. The report guard looks for all of them."),
    )
    email = models.EmailField(_("e-mail address"), blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    languages = models.JSONField(_("languages"), default=list, blank=True)
    country = models.CharField(_("country"), max_length=100, blank=True)
    time_zone = models.CharField(_("time zone"), max_length=64, blank=True, validators=[validate_time_zone])
    gender = models.CharField(_("gender, self-described"), max_length=60, blank=True)
    protection = models.CharField(
        _("protection"), max_length=12, choices=Protection.choices, default=Protection.STANDARD
    )
    notes = models.TextField(_("notes for the team"), blank=True)
    verified_on = models.DateField(_("last verified"), null=True, blank=True)
    verify_by = models.DateField(_("verify by"), null=True, blank=True)
    archived_at = models.DateTimeField(_("archived"), null=True, blank=True, editable=False)
    search_key = models.TextField(editable=False, default="")
    sort_key = models.CharField(editable=False, default="", max_length=SORT_KEY_LENGTH)

    objects = RegistryQuerySet["Person"].as_manager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(protection__in=Protection.values), name="stakeholders_person_protection_known"
            )
        ]
        indexes = [
            models.Index(fields=["name"], name="stakeholders_person_name"),
            models.Index(fields=["country"], name="stakeholders_person_country"),
            models.Index(
                fields=["sort_key"], condition=Q(archived_at__isnull=True), name="stakeholders_person_current"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Refresh the keys with the names they are made of."""
        self.search_key = search_key([self.name, *self.other_names, self.email])
        self.sort_key = sort_key(self.name)
        if (fields := kwargs.get("update_fields")) is not None:
            kwargs["update_fields"] = {*fields, "search_key", "sort_key"}
        super().save(*args, **kwargs)

    @property
    def protection_label(self) -> str:
        """The protection in words; ``get_protection_display`` hashes every choice at each call, which counts in lists."""
        return str(Protection(self.protection).label)

    @property
    def is_protected(self) -> bool:
        """Whether this person is never named outside the team."""
        return self.protection == Protection.PROTECTED


class Affiliation(models.Model):
    """A person's place in an organisation, from when to when."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="affiliations", verbose_name=_("person")
    )
    organisation = models.ForeignKey(
        "stakeholders.Organisation",
        on_delete=models.CASCADE,
        related_name="affiliations",
        verbose_name=_("organisation"),
    )
    role = models.CharField(_("role"), max_length=200, blank=True)
    started_on = models.DateField(_("from"), null=True, blank=True)
    ended_on = models.DateField(_("to"), null=True, blank=True)

    objects = TieQuerySet["Affiliation"].as_manager()

    class Meta:
        verbose_name = _("affiliation")
        verbose_name_plural = _("affiliations")
        ordering = [F("ended_on").desc(nulls_first=True), "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True)
                | Q(started_on__isnull=True)
                | Q(ended_on__gte=F("started_on")),
                name="stakeholders_affiliation_ends_after_start",
                violation_error_message=_("It cannot end before it starts."),
            ),
            models.UniqueConstraint(
                fields=["person", "organisation", "role"],
                condition=Q(ended_on__isnull=True),
                name="stakeholders_affiliation_current_once",
                violation_error_message=_("This person already has that role there."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} – {self.organisation}"
