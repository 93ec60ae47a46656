"""A draft that is made again is merged with what was edited by hand."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0004_readers"),
    ]

    operations = [
        migrations.AddField(
            model_name="paragraph",
            name="drafted_key",
            field=models.CharField(blank=True, editable=False, max_length=200),
        ),
        migrations.AddField(
            model_name="paragraph",
            name="drafted_text",
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AddField(
            model_name="paragraph",
            name="edit_number",
            field=models.PositiveIntegerField(default=0, editable=False),
        ),
        migrations.AddField(
            model_name="paragraph",
            name="is_new",
            field=models.BooleanField(default=False, verbose_name="came with a later draft"),
        ),
        migrations.AddField(
            model_name="paragraph",
            name="offered_text",
            field=models.TextField(
                blank=True,
                help_text="Waits beside a text that was edited by hand, to be taken or left.",
                verbose_name="what the record now says",
            ),
        ),
        migrations.AddField(
            model_name="paragraph",
            name="sentences",
            field=models.JSONField(
                blank=True,
                default=list,
                editable=False,
                help_text="Each sentence as it was drafted, with its points, its count and why this word.",
            ),
        ),
        migrations.AddField(
            model_name="report",
            name="drafted_keys",
            field=models.JSONField(
                blank=True,
                default=list,
                editable=False,
                help_text="The paragraphs that the last draft had: one that is missing from the report was taken out by hand.",
            ),
        ),
        migrations.AddField(
            model_name="report",
            name="edit_count",
            field=models.PositiveIntegerField(
                default=0,
                editable=False,
                help_text="Rises with every change; each part keeps the number of its last one.",
            ),
        ),
        migrations.AddField(
            model_name="section",
            name="edit_number",
            field=models.PositiveIntegerField(default=0, editable=False),
        ),
    ]
