"""Tables that only grow: the database itself refuses to change or delete a row.

The triggers are installed after every migration, so that test databases have
them too. Emptying such a table (a test's flush) needs `lifted()`.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from django.apps import AppConfig, apps
from django.db import connection, connections, models
from django.db.backends.base.base import BaseDatabaseWrapper


class AppendOnly(models.Model):
    """A table whose rows are written once and never changed."""

    class Meta:
        abstract = True


# By database: the statements that guard a table, and those that lift the guard.
SQLITE = """
CREATE TRIGGER IF NOT EXISTS {{table}}_no_{verb} BEFORE {verb} ON {{table}}
BEGIN SELECT RAISE(ABORT, '{{table}} is append-only'); END
"""
REFUSE = """
CREATE OR REPLACE FUNCTION vinhdanh_refuse_change() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END
$$ LANGUAGE plpgsql
"""
POSTGRES = """
CREATE OR REPLACE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE OR TRUNCATE
ON {table} FOR EACH STATEMENT EXECUTE FUNCTION vinhdanh_refuse_change()
"""
GUARD = {
    "sqlite": (SQLITE.format(verb="UPDATE"), SQLITE.format(verb="DELETE")),
    "postgresql": (REFUSE, POSTGRES),
}
LIFT = {
    "sqlite": (
        "DROP TRIGGER IF EXISTS {table}_no_UPDATE",
        "DROP TRIGGER IF EXISTS {table}_no_DELETE",
    ),
    "postgresql": ("DROP TRIGGER IF EXISTS {table}_no_change ON {table}",),
}


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
    tables = {
        model._meta.db_table  # noqa: SLF001
        for model in sender.get_models()
        if issubclass(model, AppendOnly)
    }
    _execute(connections[using], GUARD, tables)


def _execute(
    database: BaseDatabaseWrapper,
    statements: Mapping[str, Sequence[str]],
    tables: set[str],
) -> None:
    there = tables & set(database.introspection.table_names())
    with database.cursor() as cursor:
        for table in sorted(there):
            for statement in statements[database.vendor]:
                cursor.execute(statement.format(table=table))


@contextmanager
def lifted() -> Iterator[None]:
    """Lift the guards for a moment, and put them back: tests flush inside it."""
    _execute(connection, LIFT, set(append_only_tables()))
    try:
        yield
    finally:
        for config in apps.get_app_configs():
            install_triggers(config, using=connection.alias)
