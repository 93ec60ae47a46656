"""Embargo, and who hears of new reports."""

import uuid
from importlib import import_module

import django.utils.timezone
from django.db import migrations, models

# SQLite makes a table anew when it changes, and loses the triggers on it: taken off before, put on again after.
frozen = import_module("reports.migrations.0002_publications_never_change")


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0008_look"),
    ]

    operations = [
        migrations.RunPython(frozen.drop_trigger, frozen.create_trigger),
        migrations.CreateModel(
            name="Subscription",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "email",
                    models.EmailField(
                        error_messages={"unique": "This address has subscribed already."},
                        max_length=254,
                        unique=True,
                        verbose_name="e-mail",
                    ),
                ),
                ("language", models.CharField(default="en", max_length=8, verbose_name="language")),
                ("asked_on", models.DateField(default=django.utils.timezone.localdate, editable=False)),
                (
                    "confirmed_on",
                    models.DateField(blank=True, editable=False, null=True, verbose_name="confirmed"),
                ),
            ],
            options={
                "verbose_name": "subscription",
                "verbose_name_plural": "subscriptions",
                "ordering": ["email"],
            },
        ),
        migrations.AddField(
            model_name="publication",
            name="announced_at",
            field=models.DateTimeField(
                blank=True, editable=False, null=True, verbose_name="told to subscribers"
            ),
        ),
        migrations.AddField(
            model_name="publication",
            name="opens_at",
            field=models.DateTimeField(
                default=django.utils.timezone.now,
                help_text="Until then it is under embargo.",
                verbose_name="open to its readers from",
            ),
        ),
        migrations.AddConstraint(
            model_name="publication",
            constraint=models.CheckConstraint(
                condition=models.Q(("opens_at__gte", models.F("published_at"))),
                name="reports_publication_opens_when_published",
                violation_error_message="A report opens to its readers when it is published, or later.",
            ),
        ),
        migrations.RunPython(frozen.create_trigger, frozen.drop_trigger),
    ]
