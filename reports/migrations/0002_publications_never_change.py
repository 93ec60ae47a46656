"""The database itself refuses to change what a published version says."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

FROZEN = "report_id, number, content, fingerprint, change_note, published_at"
REFUSAL = "A published version never changes."
CREATE = {
    "sqlite": (
        (
            f"CREATE TRIGGER reports_publication_frozen BEFORE UPDATE OF {FROZEN} ON reports_publication "
            f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        ),
    ),
    "postgresql": (
        (
            "CREATE FUNCTION reports_publication_refuse() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
        ),
        (
            f"CREATE TRIGGER reports_publication_frozen BEFORE UPDATE OF {FROZEN} ON reports_publication "
            "FOR EACH ROW EXECUTE FUNCTION reports_publication_refuse()"
        ),
    ),
}
DROP = {
    "sqlite": ("DROP TRIGGER reports_publication_frozen",),
    "postgresql": (
        "DROP TRIGGER reports_publication_frozen ON reports_publication",
        "DROP FUNCTION reports_publication_refuse()",
    ),
}


def create_trigger(_apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for statement in CREATE[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def drop_trigger(_apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for statement in DROP[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("reports", "0001_initial")]

    operations = [migrations.RunPython(create_trigger, drop_trigger)]
