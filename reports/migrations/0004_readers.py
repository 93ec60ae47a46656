"""Who may read a published report."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0003_compiled_reports"),
    ]

    operations = [
        migrations.AddField(
            model_name="report",
            name="readers",
            field=models.CharField(
                choices=[
                    ("public", "Everybody"),
                    ("participants", "Participants and the team"),
                    ("team", "The team"),
                ],
                default="public",
                max_length=16,
                verbose_name="who may read it",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(("readers__in", ["public", "participants", "team"])),
                name="reports_report_readers_known",
            ),
        ),
    ]
