"""What a deed wrote, row by row, so that the whole of it can be taken back."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Any, TypeVar

from django.apps import apps
from django.db import models

from vinhdanh.base import audit

# Rows of one statement; SQLite takes 32,766 parameters a statement.
BATCH = 500

Row = TypeVar("Row", bound=models.Model)


@dataclass
class Journal:
    """The rows that a deed made and changed, in order, as plain data.

    A line: {"row": model, "pk": key, "was": {column: value} or None when the deed
    made the row, "is": {column: value}}.
    """

    lines: list[dict[str, Any]] = field(default_factory=list)
    events: list[audit.Deed] = field(default_factory=list)
    """What the rooms above did, for the audit chain."""

    def make(self, row: Row) -> Row:
        """Write a new row by its own `save`."""
        row.save(force_insert=True)
        self.lines.append(_made(row))
        return row

    def make_many(self, rows: Sequence[Row]) -> list[Row]:
        """Write new rows of one kind in bulk."""
        if not rows:
            return []
        manager = type(rows[0])._default_manager  # noqa: SLF001
        made = manager.bulk_create(rows, batch_size=BATCH)
        self.lines += [_made(row) for row in made]
        return made

    def change(self, rows: Iterable[models.Model], **values: Any) -> None:
        """Give rows of one kind the same new values."""
        found = list(rows)
        if not found:
            return
        kind = type(found[0])
        columns = {
            column.attname: getattr(values[column.name], "pk", values[column.name])
            for column in kind._meta.concrete_fields  # noqa: SLF001
            if column.name in values
        }
        for row in found:
            was = {name: _plain(getattr(row, name)) for name in columns}
            now = {name: _plain(value) for name, value in columns.items()}
            self.lines.append({"row": _label(row), "pk": row.pk, "was": was, "is": now})
            for name, value in values.items():
                setattr(row, name, value)
        for start in range(0, len(found), BATCH):
            keys = [row.pk for row in found[start : start + BATCH]]
            kind._default_manager.filter(pk__in=keys).update(**columns)  # noqa: SLF001

    def made(self, model: type[models.Model]) -> set[int]:
        """Return the keys of the rows of one kind that the deed made."""
        label = model._meta.label_lower  # noqa: SLF001
        return {
            line["pk"]
            for line in self.lines
            if line["row"] == label and line["was"] is None
        }

    def touched(self, model: type[models.Model]) -> set[int]:
        """Return the keys of the rows of one kind that the deed made or changed."""
        label = model._meta.label_lower  # noqa: SLF001
        return {line["pk"] for line in self.lines if line["row"] == label}

    def altered(self) -> list[models.Model]:
        """Return the rows that no longer stand as the deed left them.

        A row that is gone is given as the empty row of its kind.
        """
        found: list[models.Model] = []
        for model, lines in self._by_model().items():
            last: dict[int, dict[str, Any]] = defaultdict(dict)
            for line in lines:
                last[line["pk"]] |= line["is"]
            rows = _rows(model, last)
            for key, columns in last.items():
                row = rows.get(key)
                if row is None:
                    found.append(model(pk=key))
                elif any(_plain(getattr(row, n)) != v for n, v in columns.items()):
                    found.append(row)
        return found

    def take_back(self) -> None:
        """Restore what the deed changed and delete what it made, last first."""
        alike = groupby(reversed(self.lines), lambda line: (line["row"], line["was"]))
        for (label, was), lines in alike:
            model = apps.get_model(label)
            keys = [line["pk"] for line in lines]
            for start in range(0, len(keys), BATCH):
                rows = model._default_manager.filter(  # noqa: SLF001
                    pk__in=keys[start : start + BATCH]
                )
                if was is None:
                    rows.delete()
                else:
                    rows.update(**_read(model, was))

    def _by_model(self) -> dict[type[models.Model], list[dict[str, Any]]]:
        found: dict[type[models.Model], list[dict[str, Any]]] = defaultdict(list)
        for line in self.lines:
            found[apps.get_model(line["row"])].append(line)
        return found


def _rows(model: type[models.Model], keys: Iterable[int]) -> dict[int, models.Model]:
    wanted = sorted(keys)
    found: dict[int, models.Model] = {}
    for start in range(0, len(wanted), BATCH):
        manager = model._default_manager  # noqa: SLF001
        found |= manager.in_bulk(wanted[start : start + BATCH])
    return found


def _label(row: models.Model) -> str:
    return row._meta.label_lower  # noqa: SLF001


def _made(row: models.Model) -> dict[str, Any]:
    values = {
        column.attname: _plain(getattr(row, column.attname))
        for column in row._meta.concrete_fields  # noqa: SLF001
    }
    return {"row": _label(row), "pk": row.pk, "was": None, "is": values}


def _plain(value: Any) -> Any:
    """Return a value as JSON keeps it."""
    if value is None or isinstance(value, bool | int):
        return value
    return value.isoformat() if isinstance(value, date) else str(value)


def _read(model: type[models.Model], columns: dict[str, Any]) -> dict[str, Any]:
    by_column = {
        column.attname: column
        for column in model._meta.concrete_fields  # noqa: SLF001
    }
    return {name: by_column[name].to_python(value) for name, value in columns.items()}
