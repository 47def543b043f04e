"""Many new rows of one kind, told to the database one by one in a single statement.

Django's `bulk_create` writes the SQL of every row anew: four fifths of what entering a
long roster cost. Here the statement is written once and the values are handed over.
"""

from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from django.db import connection, connections, models, transaction

Row = TypeVar("Row", bound=models.Model)

MANY = 50

# Keys that the database counts itself.
_COUNTED = frozenset({"AutoField", "BigAutoField"})
# Values that such a field hands to the database as they are.
_AS_THEY_ARE = frozenset({str, int, bool})
_PLAIN_FIELDS = (
    models.CharField,
    models.TextField,
    models.IntegerField,
    models.BooleanField,
    models.ForeignKey,
)
_LAST_KEY = "SELECT seq FROM sqlite_sequence WHERE name = %s"
_NEXT_KEYS = (
    "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)"
)


def make(rows: Sequence[Row]) -> list[Row]:
    """Write new rows of one model, in order, and give each its key, as `bulk_create`.

    Neither `save` nor a signal is called. A row whose key is settled keeps it.
    """
    if len(rows) < MANY:
        # Ready made, and a statement less.
        return type(rows[0])._base_manager.bulk_create(rows) if rows else []  # noqa: SLF001
    made = list(rows)
    meta = type(made[0])._meta  # noqa: SLF001 - Django's documented _meta
    quoted = connection.ops.quote_name
    fields: Any = meta.concrete_fields
    columns = ", ".join(quoted(column.column) for column in fields)
    places = ", ".join(["%s"] * len(fields))
    insert = f"INSERT INTO {quoted(meta.db_table)} ({columns}) VALUES ({places})"  # noqa: S608
    with transaction.atomic(savepoint=False):
        _give_keys(made)
        told: Any = _told(made, fields)
        with connection.cursor() as cursor:
            cursor.executemany(insert, told)
    for row in made:
        row._state.adding, row._state.db = False, connection.alias  # noqa: SLF001
    return made


def _give_keys(rows: Sequence[models.Model]) -> None:
    lacking = [row for row in rows if row.pk is None]
    key: Any = rows[0]._meta.pk  # noqa: SLF001
    if lacking and key.get_internal_type() in _COUNTED:
        for row, number in zip(
            lacking, _keys(rows[0], key.column, len(lacking)), strict=True
        ):
            row.pk = number


def _keys(row: models.Model, column: str, count: int) -> Sequence[int]:
    """Return keys that no row ever had; the database will not give them again."""
    table = row._meta.db_table  # noqa: SLF001
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(_LAST_KEY, [table])
            last = (cursor.fetchone() or (0,))[0]
            return range(last + 1, last + 1 + count)
        quoted = connection.ops.quote_name(table)
        cursor.execute(_NEXT_KEYS, [quoted, column, count])
        return [number for (number,) in cursor.fetchall()]


def _told(
    rows: Sequence[models.Model], fields: Sequence[Any]
) -> Iterator[list[object]]:
    """Yield the values of each row as the database wants them."""
    names = [column.attname for column in fields]
    ready = [isinstance(column, _PLAIN_FIELDS) for column in fields]
    settling = [
        column
        for column in fields
        if type(column).pre_save is not models.Field.pre_save
    ]
    pointing = [column for column in fields if column.is_relation]
    # Itself, not what looks for it anew for every value.
    database = connections[connection.alias]
    for row in rows:
        for column in pointing:
            if row.__dict__[column.attname] is None and column.is_cached(row):
                # The row pointed to may have got its key since it was set.
                setattr(row, column.name, getattr(row, column.name))
        for column in settling:
            row.__dict__[column.attname] = column.pre_save(row, add=True)
        values = [row.__dict__[name] for name in names]
        for at, value in enumerate(values):
            if value is None or (ready[at] and value.__class__ in _AS_THEY_ARE):
                continue
            values[at] = fields[at].get_db_prep_save(value, database)
        yield values
