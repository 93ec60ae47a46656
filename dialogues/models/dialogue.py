"""A series of meetings, its team and its themes."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from dialogues.enums import AttributionRule, Pillar, TeamRole
from dialogues.querysets import DialogueQuerySet
from stakeholders.enums import OrganisationKind


class Dialogue(models.Model):
    """A series of meetings with a purpose and a host."""

    title = models.CharField(_("title"), max_length=200)
    slug = models.SlugField(max_length=120, unique=True)
    purpose = models.TextField(_("purpose"), blank=True)
    host = models.ForeignKey(
        "stakeholders.Organisation",
        on_delete=models.PROTECT,
        related_name="hosted_dialogues",
        verbose_name=_("host"),
    )
    region = models.CharField(_("region"), max_length=120, blank=True)
    languages = models.JSONField(_("languages"), default=list, blank=True)
    attribution_rule = models.CharField(
        _("attribution rule"),
        max_length=20,
        choices=AttributionRule.choices,
        default=AttributionRule.UNATTRIBUTED,
        help_text=_("What new meetings start with; each agenda item can have its own."),
    )
    archived_at = models.DateTimeField(_("archived"), null=True, blank=True, editable=False)

    objects = DialogueQuerySet.as_manager()

    class Meta:
        verbose_name = _("dialogue")
        verbose_name_plural = _("dialogues")
        ordering = ["title"]
        constraints = [
            models.CheckConstraint(
                condition=Q(attribution_rule__in=AttributionRule.values), name="dialogues_dialogue_rule_known"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class CounterpartTarget(models.Model):
    """The mix a dialogue aims for: at least so many people from this kind of organisation."""

    dialogue = models.ForeignKey(Dialogue, on_delete=models.CASCADE, related_name="counterpart_targets")
    organisation_kind = models.CharField(
        _("kind of organisation"), max_length=24, choices=OrganisationKind.choices
    )
    minimum = models.PositiveSmallIntegerField(_("at least"), default=1)

    class Meta:
        verbose_name = _("target")
        verbose_name_plural = _("target mix")
        ordering = ["organisation_kind"]
        constraints = [
            models.UniqueConstraint(
                fields=["dialogue", "organisation_kind"],
                name="dialogues_target_kind_once",
                violation_error_message=_("This kind of organisation is already in the target mix."),
            ),
            models.CheckConstraint(condition=Q(minimum__gte=1), name="dialogues_target_minimum_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.get_organisation_kind_display()} ≥ {self.minimum}"


class TeamMember(models.Model):
    """An account that runs a dialogue."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="team_memberships"
    )
    dialogue = models.ForeignKey(Dialogue, on_delete=models.CASCADE, related_name="team")
    role = models.CharField(_("role"), max_length=12, choices=TeamRole.choices)

    class Meta:
        verbose_name = _("team member")
        verbose_name_plural = _("team")
        ordering = ["role", "user__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "dialogue"],
                name="dialogues_team_member_once",
                violation_error_message=_("This account is already on the team."),
            ),
            models.CheckConstraint(condition=Q(role__in=TeamRole.values), name="dialogues_team_role_known"),
        ]

    def __str__(self) -> str:
        return f"{self.user} ({self.get_role_display()})"


class Theme(models.Model):
    """What is talked about; a tree within a dialogue."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    dialogue = models.ForeignKey(Dialogue, on_delete=models.CASCADE, related_name="themes")
    parent = models.ForeignKey(
        "self",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("part of"),
    )
    name = models.CharField(_("name"), max_length=200)
    pillar = models.CharField(_("UNSCR 1325 pillar"), max_length=16, choices=Pillar.choices, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("theme")
        verbose_name_plural = _("themes")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["dialogue", "name"],
                name="dialogues_theme_name_once",
                violation_error_message=_("This dialogue already has a theme of this name."),
            ),
            models.CheckConstraint(condition=~Q(parent=F("id")), name="dialogues_theme_not_its_own_part"),
        ]

    def __str__(self) -> str:
        return self.name
