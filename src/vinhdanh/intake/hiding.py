"""Identity numbers on their way: sealed before a row is stored, masked when shown.

A staged row keeps of a number its mask, the mark by which it is recognised, and the
number itself sealed for this import; its cells, the problems found in them and the
audit log have the mask alone. The file stays as it was sent.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from vinhdanh.base import sealing
from vinhdanh.intake.models import ImportBatch
from vinhdanh.registry import identity as numbers
from vinhdanh.sheets import identity
from vinhdanh.sheets.extents import column_index
from vinhdanh.sheets.mapping import Mapping as SheetMapping
from vinhdanh.sheets.problems import Problem
from vinhdanh.sheets.reading import Row
from vinhdanh.sheets.workbook import shown

KEY = "identity"
_A_NUMBER = 12


def letters_of(mapping: SheetMapping) -> frozenset[str]:
    """Return the columns that hold identity numbers, used or not, of any table."""
    tables = (mapping, *mapping.more)
    named = {
        letter
        for table in tables
        for letter, words in table.headings.items()
        if identity.is_heading(words)
    }
    return frozenset(named.union(*(table.letters_of(KEY) for table in tables)))


class Hiding:
    """Rows and problems of a sheet with no identity number left to be read.

    Use inside a transaction: the first number of all makes the key.
    """

    def __init__(self, mapping: SheetMapping, batch: ImportBatch) -> None:
        self.batch = batch
        self.letters = letters_of(mapping)
        self.columns = sorted(map(column_index, self.letters))
        self.seal: sealing.Seal | None = None

    def row(self, row: Row) -> Row:
        """Return the same row without the number."""
        if _tells_number(row):
            row = _without_numbers(row, self.columns)
        if not self.columns:
            return row
        if self.seal is None and row.values.get(KEY):
            self.seal = numbers.seal(self.batch.created_by, make=True)
        return _row(row, self.columns, self.seal, self.batch)

    def problem(self, found: Problem) -> Problem:
        """Return the same problem without the number."""
        if found.column_letter in self.letters:
            return _problem(found)
        if not identity.is_told_in(f"{found.value}\n{found.what}"):
            return found
        value, what = map(identity.masked_in, (found.value, found.what))
        return replace(found, value=value, what=what)


def _tells_number(row: Row) -> bool:
    """Say whether a citizen's number stands in any cell, under whatever heading."""
    long = [
        cell
        for cell in row.sheet_cells
        if cell.__class__ is str and len(cell) >= _A_NUMBER
    ]
    return bool(long) and identity.is_told_in("\n".join(long))


def _without_numbers(row: Row, but: Collection[int]) -> Row:
    """Return a row with the citizens' numbers masked, but for the columns of numbers.

    The number itself stays under its key, to be sealed.
    """
    cells = [
        identity.masked_in(cell) if isinstance(cell, str) and at not in but else cell
        for at, cell in enumerate(row.sheet_cells)
    ]
    values = {
        key: value if key == KEY else _masked(value)
        for key, value in row.values.items()
    }
    return Row(row.number, cells, values)


def _masked(value: Any) -> Any:
    if isinstance(value, str):
        return identity.masked_in(value)
    if isinstance(value, list):
        return [_masked(each) for each in value]
    if isinstance(value, dict):
        return {key: _masked(each) for key, each in value.items()}
    return value


def _row(
    row: Row, columns: list[int], seal: sealing.Seal | None, batch: ImportBatch
) -> Row:
    cells, values = list(row.sheet_cells), row.values
    for column in columns:
        if column < len(cells) and cells[column] != "":
            cells[column] = identity.masked(shown(cells[column]))
    if (digits := values.get(KEY)) and seal is not None:
        hidden = {
            "mask": identity.masked(digits),
            "mark": seal.fingerprint(digits),
            "kind": str(numbers.kind_of(digits)),
            "sealed": seal.close(digits, about=about(batch)),
        }
        values = values | {KEY: hidden}
    return Row(row.number, cells, values)


def _problem(found: Problem) -> Problem:
    mask = identity.masked(found.value)
    what = found.what.replace(found.value, mask) if found.value else found.what
    return replace(found, value=mask, what=what)


def about(batch: ImportBatch) -> str:
    """Return what binds a sealed number to its import."""
    return f"import {batch.public_id}"


def opened(kept: Mapping[str, str], about: str) -> str:
    """Return an identity number that a staged row keeps sealed."""
    return numbers.seal(None).open(kept["sealed"], about=about)


def sealed_cells(
    actor: Any, batch: ImportBatch, mapping: SheetMapping, cells: Mapping[str, str]
) -> dict[str, Any]:
    """Return mended cells as they are kept: what tells an identity number sealed."""
    letters = letters_of(mapping)
    return {
        letter: {
            "mask": mask,
            "sealed": numbers.seal(actor, make=True).close(words, about=about(batch)),
        }
        if mask != words
        else words
        for letter, words in cells.items()
        for mask in [
            identity.masked(words) if letter in letters else identity.masked_in(words)
        ]
    }


def opened_cells(batch: ImportBatch) -> dict[str, dict[str, str]]:
    """Return the mended cells of an import as they were written."""
    return {
        row: {letter: _opened_cell(batch, kept) for letter, kept in cells.items()}
        for row, cells in batch.mended.items()
    }


def _opened_cell(batch: ImportBatch, kept: Any) -> str:
    if isinstance(kept, str):
        return kept
    return opened(kept, about(batch))


def masked_cells(kept: Mapping[str, Any]) -> dict[str, str]:
    """Return mended cells as anybody may read them."""
    return {
        letter: words if isinstance(words, str) else words["mask"]
        for letter, words in kept.items()
    }
