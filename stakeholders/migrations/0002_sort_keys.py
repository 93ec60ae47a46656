from django.db import migrations, models

from stakeholders.search_keys import sort_key


def fill(apps, _schema_editor):
    for name in ("Organisation", "Person"):
        model = apps.get_model("stakeholders", name)
        changed = []
        for record in model.objects.only("name").iterator(chunk_size=500):
            record.sort_key = sort_key(record.name)
            changed.append(record)
        model.objects.bulk_update(changed, ["sort_key"], batch_size=500)


class Migration(migrations.Migration):
    dependencies = [
        ("stakeholders", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="organisation",
            name="sort_key",
            field=models.CharField(default="", editable=False, max_length=80),
        ),
        migrations.AddField(
            model_name="person",
            name="sort_key",
            field=models.CharField(default="", editable=False, max_length=80),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="organisation",
            index=models.Index(fields=["country"], name="stakeholders_org_country"),
        ),
        migrations.AddIndex(
            model_name="organisation",
            index=models.Index(
                condition=models.Q(("archived_at__isnull", True)),
                fields=["sort_key"],
                name="stakeholders_org_current",
            ),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(fields=["country"], name="stakeholders_person_country"),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(
                condition=models.Q(("archived_at__isnull", True)),
                fields=["sort_key"],
                name="stakeholders_person_current",
            ),
        ),
    ]
