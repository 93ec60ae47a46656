"""A report can cover several meetings of its dialogue."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("dialogues", "0001_initial"),
        ("reports", "0002_publications_never_change"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="report",
            name="reports_report_once_per_language",
        ),
        migrations.AddField(
            model_name="report",
            name="further_meetings",
            field=models.ManyToManyField(
                blank=True,
                related_name="compiled_reports",
                to="dialogues.meeting",
                verbose_name="meetings it covers besides",
            ),
        ),
        migrations.AddField(
            model_name="report",
            name="is_compiled",
            field=models.BooleanField(default=False, verbose_name="covers several meetings"),
        ),
        migrations.AddField(
            model_name="report",
            name="previous",
            field=models.ForeignKey(
                blank=True,
                help_text="Its recommendations are the matters arising.",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="reports.report",
                verbose_name="report before this one",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.UniqueConstraint(
                fields=("meeting", "language", "is_compiled"),
                name="reports_report_once_per_language",
                violation_error_message="This meeting already has such a report in this language.",
            ),
        ),
    ]
