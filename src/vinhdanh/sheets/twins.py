"""The same subject twice in a list, told with both rows."""

from typing import Final

from vinhdanh.sheets.extents import column_index
from vinhdanh.sheets.kinds import ListKind
from vinhdanh.sheets.mapping import Mapping
from vinhdanh.sheets.problems import Problem
from vinhdanh.sheets.reader import Row
from vinhdanh.viet import text

_UNBORN: Final = ("unit", "household")
_MOST_KEPT: Final = 10_000


class Twins:
    """Who was named so far, by what tells subjects apart."""

    def __init__(self, mapping: Mapping, kind: ListKind) -> None:
        self.mapping = mapping
        self.kind = kind
        self.about = (*kind.identity, *kind.identity_if_told)
        self.first: dict[tuple[str, ...], int] = {}
        self.keys: dict[str, str] = {}

    def problem(self, row: Row) -> Problem | None:
        """What is to be said of a row whose subject stands in an earlier one.

        An error where all that tells subjects apart is known, otherwise a warning.
        """
        values = row.values
        if not values.get(self.kind.name_key):
            return None
        keys = self.keys
        said = [str(values.get(key) or "") for key in self.about]
        told = tuple([keys.get(each) or self._folded(each) for each in said])
        other = self.first.setdefault(told, row.number)
        if other == row.number:
            return None
        return _problem(row, other, self.mapping, self.kind)

    def _folded(self, said: str) -> str:
        # Days and numbers are the same words only where they are the same.
        is_plain = said.isascii() and not said.isalpha()
        folded = said.lower() if is_plain else text.search_key(said)
        if len(self.keys) < _MOST_KEPT:
            self.keys[said] = folded
        return folded


def _problem(row: Row, other: int, mapping: Mapping, kind: ListKind) -> Problem:
    columns = mapping.at(row.number)
    letter = min(columns.letters_of(kind.name_key), key=column_index)
    name = row.values[kind.name_key]
    lacking = " hoặc ".join(
        kind.column(key).label.lower()
        for key in kind.identity
        if not row.values.get(key)
        and not (key == "birth_date" and row.values.get("subject_kind") in _UNBORN)
    )
    if lacking:
        what = (
            f"“{name}” có thể trùng với dòng {other}; thiếu {lacking} nên không "
            "phân biệt được."
        )
    else:
        what = (
            f"“{name}” trùng với dòng {other} (cùng {kind.identity_says}). Xóa "
            "một dòng."
        )
    return Problem(
        row.number,
        letter,
        columns.headings.get(letter, ""),
        name,
        what,
        severity="warning" if lacking else "error",
    )
