"""What was published before there were subscribers is not announced to them now."""

from django.db import migrations
from django.db.models import F


def mark_as_told(apps, _schema_editor):
    publications = apps.get_model("reports", "Publication")
    publications.objects.filter(announced_at__isnull=True).update(announced_at=F("published_at"))


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0014_comments_in_no_order"),
    ]

    operations = [migrations.RunPython(mark_as_told, migrations.RunPython.noop, elidable=True)]
