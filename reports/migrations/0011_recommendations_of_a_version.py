"""Which recommendations a version prints: they are open to the public from when it is."""

from django.db import migrations, models


def read_from_the_drafts(apps, _schema_editor):
    """Of versions until now the draft tells, as nearly as anything does."""
    paragraphs = apps.get_model("reports", "Paragraph").objects.filter(recommendation__isnull=False)
    for publication in apps.get_model("reports", "Publication").objects.only("pk", "report_id"):
        held = paragraphs.filter(section__report_id=publication.report_id)
        publication.recommendations.set(held.values_list("recommendation", flat=True).distinct())


class Migration(migrations.Migration):
    dependencies = [
        ("recommendations", "0002_public_from"),
        ("reports", "0010_sections_on_matters_arising"),
    ]

    operations = [
        migrations.AddField(
            model_name="publication",
            name="recommendations",
            field=models.ManyToManyField(
                blank=True,
                related_name="publications",
                to="recommendations.recommendation",
                verbose_name="recommendations that it prints",
            ),
        ),
        migrations.RunPython(read_from_the_drafts, migrations.RunPython.noop, elidable=True),
    ]
