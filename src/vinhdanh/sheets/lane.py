"""A column of a table as every row is read along it, and what its cells said before."""

from typing import Any, NamedTuple

from vinhdanh.sheets.kinds import Column, Found
from vinhdanh.sheets.mapping import Use
from vinhdanh.sheets.workbook import Cell


class Lane(NamedTuple):
    """One column as every row is read along it.

    key: of the value; slot: under which part of it ('' for all). is_plain, is_by_slot:
    what a cell says stands alone, or alone in its slot. is_joined: the column is the
    first of several that are one name. seen: what cells with the same words said
    before and nobody need be told; told: what needs a word each time; empty: what an
    empty cell says.
    """

    column: int
    use: Use
    about: Column
    key: str
    slot: str
    is_plain: bool
    is_by_slot: bool
    is_joined: bool
    seen: dict[Any, Found]
    told: dict[Any, Found]
    empty: Found


def key_of(cell: Cell) -> tuple[type, Cell]:
    """Told apart by type as well: True, 1 and 1.0 are one key otherwise."""
    return type(cell), cell
