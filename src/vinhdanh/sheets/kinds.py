"""What a list is: its columns, what they are called, how a cell of each is read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from vinhdanh.sheets.workbook import Cell

ORDER: Final = "order"
"""The key of the running number (STT): it tells rows apart and is not kept."""

Severity = Literal["error", "warning"]


class BadCell(ValueError):  # noqa: N818 - reads as the sentence it carries
    """A cell that cannot be read; `str()` says what is wrong, `example` what is right.

    The sentence goes on from “Dòng 14, cột “Ngày sinh” (D): ” and ends with a stop.
    """

    def __init__(self, what: str, example: str = "") -> None:
        super().__init__(what)
        self.example = example


@dataclass(frozen=True)
class Asked:
    """What a reader may need to know besides its cell.

    year: the year the list is about; column_year: the year its heading names.
    """

    year: int
    column_year: int | None = None


@dataclass(frozen=True)
class Found:
    """What a cell says: a plain JSON value, and remarks that do not stop an import.

    beside: further values that the same cell gives, such as a year of birth where
    the day is missing.
    """

    value: Any
    remarks: tuple[str, ...] = ()
    beside: Mapping[str, Any] | None = None


Reader = Callable[[Cell, Asked], Found]


@dataclass(frozen=True)
class Blank:
    """One meaning that an empty cell may have; the officer chooses."""

    code: str
    says: str
    value: Any


UNKNOWN: Final = Blank("unknown", "chưa rõ", None)


@dataclass(frozen=True)
class Column:
    """One column of a list.

    synonyms: headings that mean it, folded, without punctuation; one of several
    words also counts inside a longer heading. never: folded words that forbid it.
    per_year: one column for each year; its values are kept by year.
    blanks: what an empty cell may mean, the usual meaning first.
    """

    key: str
    label: str
    synonyms: tuple[str, ...]
    read: Reader
    example: str
    is_required: bool = False
    is_per_year: bool = False
    never: tuple[str, ...] = ()
    blanks: tuple[Blank, ...] = (UNKNOWN,)
    width: int = 14


@dataclass(frozen=True)
class Remark:
    """A word on a whole row, at one of its columns or (key None) at the row."""

    key: str | None
    what: str
    severity: Severity = "error"
    example: str = ""


Finish = Callable[[dict[str, Any], Asked], list[Remark]]


@dataclass(frozen=True)
class ListKind:
    """A kind of list that can be read, such as the roster.

    finish: joins and cross-checks the values of a row in place. identity: the keys
    that together tell one row's subject from another's.
    """

    code: str
    name: str
    columns: tuple[Column, ...]
    finish: Finish
    name_key: str = "name"
    unit_key: str = "unit"
    identity: tuple[str, ...] = ("name", "birth_date", "unit")

    def column(self, key: str) -> Column:
        """The column of that key. Raises `KeyError` for none."""
        for column in self.columns:
            if column.key == key:
                return column
        raise KeyError(key)
