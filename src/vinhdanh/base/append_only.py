"""Tables that only grow: the database itself refuses to change or delete a row.

The triggers are installed after every migration, so that test databases have
them too. Emptying such a table (a test's flush) needs `lifted()`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import AppConfig, apps
from django.db import connection, connections, models


class AppendOnly(models.Model):
    """A table whose rows are written once and never changed."""

    class Meta:
        abstract = True


SQLITE = """
CREATE TRIGGER IF NOT EXISTS {table}_no_{verb} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END
"""
POSTGRES_FUNCTION = """
CREATE OR REPLACE FUNCTION vinhdanh_refuse_change() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END
$$ LANGUAGE plpgsql
"""
POSTGRES = """
CREATE OR REPLACE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE OR TRUNCATE
ON {table} FOR EACH STATEMENT EXECUTE FUNCTION vinhdanh_refuse_change()
"""


def append_only_tables() -> list[str]:
    """Return the names of all tables that only grow."""
    return [
        model._meta.db_table  # noqa: SLF001 - Django's documented _meta
        for model in apps.get_models()
        if issubclass(model, AppendOnly)
    ]


def install_triggers(
    sender: AppConfig,
    using: str = "default",
    **_kwargs: Any,
) -> None:
    """Guard the append-only tables of one room (a post_migrate receiver)."""
    database = connections[using]
    existing = set(database.introspection.table_names())
    for model in sender.get_models():
        table = model._meta.db_table  # noqa: SLF001
        if issubclass(model, AppendOnly) and table in existing:
            with database.cursor() as cursor:
                for statement in _guard(database.vendor, table):
                    cursor.execute(statement)


def _guard(vendor: str, table: str) -> list[str]:
    if vendor == "sqlite":
        return [SQLITE.format(table=table, verb=verb) for verb in ("UPDATE", "DELETE")]
    return [POSTGRES_FUNCTION, POSTGRES.format(table=table)]


@contextmanager
def lifted() -> Iterator[None]:
    """Lift the guards for a moment, and put them back: tests flush inside it."""
    _drop_guards()
    try:
        yield
    finally:
        for config in apps.get_app_configs():
            install_triggers(config, using=connection.alias)


def _drop_guards() -> None:
    existing = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for table in existing & set(append_only_tables()):
            if connection.vendor == "sqlite":
                cursor.execute(f"DROP TRIGGER IF EXISTS {table}_no_UPDATE")
                cursor.execute(f"DROP TRIGGER IF EXISTS {table}_no_DELETE")
            else:
                cursor.execute(f"DROP TRIGGER IF EXISTS {table}_no_change ON {table}")
