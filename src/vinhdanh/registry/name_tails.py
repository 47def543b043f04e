"""The database itself keeps what people are found by: `NameTail` follows `Subject`.

Names are written by forms, by rosters in bulk, by reorganisations, by the undoing of an
import or a merger. Triggers see them all; nobody has to remember. They are installed
after every migration. A migration that alters the table of the tails on SQLite drops
them first.
"""

from typing import Any

from django.db import connection, connections

from vinhdanh.registry.enums import SubjectKind
from vinhdanh.registry.models import NameTail, Subject

TAILS = NameTail._meta.db_table  # noqa: SLF001 - Django's documented _meta
SUBJECTS = Subject._meta.db_table  # noqa: SLF001
FIND = {"sqlite": "instr", "postgresql": "strpos"}
# Each name, then what is left of it after its first word, until one word is left.
_STEPS = f"""
WITH RECURSIVE step(person_id, tail, name) AS (
    SELECT s.id, CAST(s.name_folded AS text), CAST(' ' || s.name_folded AS text)
    FROM {{rows}} s
    WHERE s.kind = '{SubjectKind.PERSON}' AND s.alias_of_id IS NULL
        AND s.name_folded <> ''
    UNION ALL
    SELECT person_id, substr(tail, {{find}}(tail, ' ') + 1), name FROM step
    WHERE {{find}}(tail, ' ') > 0
) SELECT person_id, tail, name FROM step
"""  # noqa: S608 - names of our own tables
_WRITE = f"""
INSERT INTO {TAILS} (person_id, tail, name)
SELECT person_id, tail, name FROM ({{steps}}) AS steps WHERE true
ON CONFLICT DO NOTHING
"""  # noqa: S608
# The row that a trigger is about, as a table of one row.
_NEW = (
    "(SELECT NEW.id AS id, NEW.kind AS kind, NEW.alias_of_id AS alias_of_id,"
    " NEW.name_folded AS name_folded)"
)
_ERASE = f"DELETE FROM {TAILS} WHERE person_id = OLD.id"  # noqa: S608
_BY_EVENT = {
    "insert": ("INSERT", "{write}"),
    "update": (
        "UPDATE OF name_folded, alias_of_id, kind",
        f"{_ERASE}; {{write}}",
    ),
    "delete": ("DELETE", _ERASE),
}
_SQLITE = """
CREATE TRIGGER {name} AFTER {event} ON {table} FOR EACH ROW BEGIN {body}; END
"""
_POSTGRES = """
CREATE FUNCTION {name}() RETURNS trigger AS $$
BEGIN {body}; RETURN NULL; END
$$ LANGUAGE plpgsql;
CREATE TRIGGER {name} AFTER {event} ON {table}
FOR EACH ROW EXECUTE FUNCTION {name}()
"""
_DROP = {
    "sqlite": "DROP TRIGGER IF EXISTS {name}",
    "postgresql": "DROP FUNCTION IF EXISTS {name}() CASCADE",
}


def install(using: str = "default", **_signal: Any) -> None:
    """Let the database keep the tails from now on (a post_migrate receiver)."""
    database = connections[using]
    if not {TAILS, SUBJECTS} <= set(database.introspection.table_names()):
        return
    create = _SQLITE if database.vendor == "sqlite" else _POSTGRES
    with database.cursor() as cursor:
        for verb, (event, body) in _BY_EVENT.items():
            name = f"{SUBJECTS}_tails_{verb}"
            cursor.execute(_DROP[database.vendor].format(name=name))
            written = body.format(write=_written(database.vendor, _NEW))
            cursor.execute(
                create.format(name=name, event=event, table=SUBJECTS, body=written)
            )


def rebuild() -> int:
    """Write all tails anew from the names as they stand; returns how many people."""
    NameTail.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute(_written(connection.vendor, SUBJECTS))
    return NameTail.objects.values("person_id").distinct().count()


def _written(vendor: str, rows: str) -> str:
    return _WRITE.format(steps=_STEPS.format(rows=rows, find=FIND[vendor]))
