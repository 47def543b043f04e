"""Staged rows as the JSON they are stored in: most of it was written a row before."""

import json
from collections import defaultdict
from collections.abc import Sequence
from json.encoder import encode_basestring as quoted
from typing import Any

from vinhdanh.sheets.extents import column_letter
from vinhdanh.sheets.workbook import Cell, shown

_MOST_KEPT = 10_000
_encoded = json.JSONEncoder(ensure_ascii=False, check_circular=False).encode


class _Keys(dict[str, str]):
    """The keys of a row's values, each written once."""

    def __missing__(self, key: str) -> str:
        self[key] = f"{quoted(key)}: "
        return self[key]


class Writer:
    """Writes values that do not change while it lives; the same ones are kept."""

    def __init__(self) -> None:
        self.keys = _Keys()
        self.lists: dict[int, tuple[list[Any], str]] = {}
        self.cells: defaultdict[int, dict[Any, str]] = defaultdict(dict)

    def json(self, told: Any) -> str:
        """Return plain data as JSON."""
        if told is None:
            return "null"
        kind = told.__class__
        if kind is str:
            return quoted(told)
        if kind is dict:
            return self._dict(told)
        if kind is list and told:
            return self._list(told)
        return _encoded(told)

    def _dict(self, told: dict[str, Any]) -> str:
        said = []
        for key, value in told.items():
            if value is None:
                said.append(f"{self.keys[key]}null")
            elif value.__class__ is str:
                said.append(self.keys[key] + quoted(value))
            else:
                said.append(self.keys[key] + self.json(value))
        return "{" + ", ".join(said) + "}"

    def _list(self, told: list[Any]) -> str:
        known = self.lists.get(id(told))
        if known is not None:
            return known[1]
        said = _encoded(told)
        if len(self.lists) < _MOST_KEPT:
            # The list is kept too: another one may not take its place in memory.
            self.lists[id(told)] = told, said
        return said

    def raw(self, cells: Sequence[Cell]) -> str:
        """Return the cells of a row, as shown, by letter, as JSON."""
        said = []
        for column, cell in enumerate(cells):
            if cell == "":
                continue
            known = self.cells[column]
            key = cell if cell.__class__ is str else (cell.__class__, cell)
            words = known.get(key)
            if words is None:
                words = f'"{column_letter(column)}": {quoted(shown(cell))}'
                if len(known) < _MOST_KEPT:
                    known[key] = words
            said.append(words)
        return "{" + ", ".join(said) + "}"
