"""A recommendation is open to the public from a time on: that of the first report that everybody may read and that prints it."""

from django.db import migrations, models
from django.utils import timezone


def open_what_is_published(apps, _schema_editor):
    """Until now whatever was published could be read by everybody."""
    apps.get_model("recommendations", "Recommendation").objects.filter(status="published").update(
        public_from=timezone.now()
    )


class Migration(migrations.Migration):
    dependencies = [
        ("recommendations", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="recommendation",
            name="public_from",
            field=models.DateTimeField(
                blank=True,
                editable=False,
                help_text="Empty while no report that everybody may read prints it.",
                null=True,
                verbose_name="open to the public from",
            ),
        ),
        migrations.RunPython(open_what_is_published, migrations.RunPython.noop, elidable=True),
        migrations.AddConstraint(
            model_name="recommendation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("public_from__isnull", True),
                    ("status__in", ["published", "withdrawn"]),
                    _connector="OR",
                ),
                name="recommendations_public_once_published",
            ),
        ),
    ]
