"""How the institute's reports look: its logo, its colour, its cover, and the imprint of each language."""

from uuid import uuid4

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from reports.enums import Cover


class Picture(models.Model):
    """A PNG that published versions may refer to; it never changes and is known by its SHA-256."""

    digest = models.CharField(max_length=64, unique=True)
    data = models.BinaryField()

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")

    def __str__(self) -> str:
        return self.digest[:12]


class Look(models.Model):
    """The look of reports that are published from now on; there is one."""

    accent = models.CharField(
        _("colour"),
        max_length=7,
        default="#0f5257",
        validators=[RegexValidator(r"\A#[0-9a-f]{6}\Z", _("A colour looks like #0f5257."))],
    )
    cover = models.CharField(_("cover"), max_length=8, choices=Cover.choices, default=Cover.PLAIN)
    logo = models.ForeignKey(Picture, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    logo_alt = models.CharField(
        _("what the logo shows"),
        max_length=120,
        blank=True,
        help_text=_("Read out to those who do not see it."),
    )

    class Meta:
        verbose_name = _("look of reports")
        verbose_name_plural = _("look of reports")
        constraints = [
            models.CheckConstraint(condition=Q(pk=1), name="reports_look_only_one"),
            models.CheckConstraint(condition=Q(cover__in=Cover.values), name="reports_look_cover_known"),
            models.CheckConstraint(
                condition=Q(logo__isnull=True) | ~Q(logo_alt=""),
                name="reports_look_logo_is_described",
                violation_error_message=_("Say in a few words what the logo shows."),
            ),
        ]

    def __str__(self) -> str:
        return self.accent


class Imprint(models.Model):
    """Who answers for reports in one language: printed at the end of each."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    language = models.CharField(_("language"), max_length=8, unique=True)
    text = models.TextField(_("imprint"))

    class Meta:
        verbose_name = _("imprint")
        verbose_name_plural = _("imprints")
        ordering = ["language"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="reports_imprint_has_text"),
        ]

    def __str__(self) -> str:
        return f"{self.language}: {self.text[:60]}"
