"""The institute’s look of its reports."""

import django.core.validators
import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0007_review"),
    ]

    operations = [
        migrations.CreateModel(
            name="Imprint",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("language", models.CharField(max_length=8, unique=True, verbose_name="language")),
                ("text", models.TextField(verbose_name="imprint")),
            ],
            options={
                "verbose_name": "imprint",
                "verbose_name_plural": "imprints",
                "ordering": ["language"],
            },
        ),
        migrations.CreateModel(
            name="Look",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "accent",
                    models.CharField(
                        default="#0f5257",
                        max_length=7,
                        validators=[
                            django.core.validators.RegexValidator(
                                "\\A#[0-9a-f]{6}\\Z", "A colour looks like #0f5257."
                            )
                        ],
                        verbose_name="colour",
                    ),
                ),
                (
                    "cover",
                    models.CharField(
                        choices=[
                            ("plain", "Plain, with a line in the colour"),
                            ("band", "With a broad band in the colour"),
                        ],
                        default="plain",
                        max_length=8,
                        verbose_name="cover",
                    ),
                ),
                (
                    "logo_alt",
                    models.CharField(
                        blank=True,
                        help_text="Read out to those who do not see it.",
                        max_length=120,
                        verbose_name="what the logo shows",
                    ),
                ),
            ],
            options={
                "verbose_name": "look of reports",
                "verbose_name_plural": "look of reports",
            },
        ),
        migrations.CreateModel(
            name="Picture",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("data", models.BinaryField()),
            ],
            options={
                "verbose_name": "picture",
                "verbose_name_plural": "pictures",
            },
        ),
        migrations.AddConstraint(
            model_name="imprint",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="reports_imprint_has_text"
            ),
        ),
        migrations.AddField(
            model_name="look",
            name="logo",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="reports.picture",
            ),
        ),
        migrations.AddConstraint(
            model_name="look",
            constraint=models.CheckConstraint(condition=models.Q(("pk", 1)), name="reports_look_only_one"),
        ),
        migrations.AddConstraint(
            model_name="look",
            constraint=models.CheckConstraint(
                condition=models.Q(("cover__in", ["plain", "band"])), name="reports_look_cover_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="look",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("logo__isnull", True), models.Q(("logo_alt", ""), _negated=True), _connector="OR"
                ),
                name="reports_look_logo_is_described",
                violation_error_message="Say in a few words what the logo shows.",
            ),
        ),
    ]
