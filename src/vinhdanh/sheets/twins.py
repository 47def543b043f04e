"""The same subject twice in a list, told with both rows."""

from typing import Final

from vinhdanh.sheets.extents import column_index
from vinhdanh.sheets.kinds import ListKind
from vinhdanh.sheets.mapping import Mapping
from vinhdanh.sheets.problems import Problem
from vinhdanh.sheets.reader import Row
from vinhdanh.viet import text

_UNBORN: Final = ("unit", "household")


def problems(rows: list[Row], mapping: Mapping, kind: ListKind) -> list[Problem]:
    """A problem for each row whose subject stands in an earlier one.

    An error where all that tells subjects apart is known, otherwise a warning.
    """
    found: list[Problem] = []
    first: dict[tuple[str, ...], Row] = {}
    keys: dict[str, str] = {}
    about = (*kind.identity, *kind.identity_if_told)
    for row in rows:
        values = row.values
        if not values.get(kind.name_key):
            continue
        told = []
        for key in about:
            said = str(values.get(key) or "")
            folded = keys.get(said)
            if folded is None:
                # Days and numbers are the same words only where they are the same.
                is_plain = said.isascii() and not said.isalpha()
                folded = said.lower() if is_plain else text.search_key(said)
                keys[said] = folded
            told.append(folded)
        other = first.setdefault(tuple(told), row)
        if other is not row:
            found.append(_problem(row, other, mapping, kind))
    return found


def _problem(row: Row, other: Row, mapping: Mapping, kind: ListKind) -> Problem:
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
            f"“{name}” có thể trùng với dòng {other.number}; thiếu {lacking} nên không "
            "phân biệt được."
        )
    else:
        what = (
            f"“{name}” trùng với dòng {other.number} (cùng {kind.identity_says}). Xóa "
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
