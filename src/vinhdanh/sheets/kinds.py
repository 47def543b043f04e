"""What a list is: its columns, what they are called, how a cell of each is read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple, TypeAlias

from vinhdanh.sheets.workbook import Cell

if TYPE_CHECKING:  # reading a list must not load what writes one
    from vinhdanh.sheets.writing import Kind as CellKind
    from vinhdanh.sheets.writing import Value

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

    year: the year the list is about; column_year: the year its heading names, and
    part: the part of it (“Q1”), or whom the heading names.
    """

    year: int
    column_year: int | None = None
    part: str = ""


class Found(NamedTuple):
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

Writer: TypeAlias = "Callable[[Mapping[str, Any], str], Value]"
"""From the values of a row and the slot of a column (“2016”, '' for the only one)
to the cell that reads back as the same."""


@dataclass(frozen=True)
class Column:
    """One column of a list.

    synonyms: headings that mean it, folded, without punctuation; one of several
    words also counts inside a longer heading; '' is a heading that is only a year.
    never: folded words that forbid it.
    is_per_year, is_per_period, is_per_heading: one column for each year, for each
    year or part of one, for each unit its heading names; values are kept by that.
    blanks: what an empty cell may mean, the usual meaning first.
    write: how a value is written so that it reads back; None for a column that is
    only read, because its value is kept under other keys. choices: its drop-down list.
    stands_for: the key that `finish` makes of this column, such as the date of birth
    of “Năm sinh: Nam”. ticked: from the folded words of a heading the words that an
    “x” under it means (“Danh hiệu: CSTĐCS”), '' for a heading that is no such choice.
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
    is_per_period: bool = False
    is_per_heading: bool = False
    write: "Writer | None" = None
    cell_kind: "CellKind" = "text"
    choices: tuple[str, ...] = ()
    stands_for: str = ""
    ticked: "Callable[[str], str] | None" = None

    @property
    def is_yearly(self) -> bool:
        """Whether its heading names a year, the list's own where it names none."""
        return self.is_per_year or self.is_per_period


@dataclass(frozen=True)
class Remark:
    """A word on a whole row, at one of its columns or (key None) at the row."""

    key: str | None
    what: str
    severity: Severity = "error"
    example: str = ""


Finish = Callable[[dict[str, Any], Asked], list[Remark]]
Review = Callable[[list[dict[str, Any]], Asked], list[tuple[int, Remark]]]
Section = Callable[[str], Mapping[str, Any] | None]


def _no_section(words: str) -> None:  # noqa: ARG001
    return None


def _nothing_across(
    rows: list[dict[str, Any]],  # noqa: ARG001
    asked: Asked,  # noqa: ARG001
) -> list[tuple[int, Remark]]:
    return []


@dataclass(frozen=True, eq=False)
class ListKind:
    """A kind of list that can be read, such as the roster; each is only itself.

    finish: joins and cross-checks the values of a row in place; review: does so
    across rows, naming each by its index. identity: the keys that together tell one
    row's subject from another's, identity_says the words for them; where one is not
    known, two rows may be twins. identity_if_told: keys that tell rows apart too, but
    of which nothing said is as good as something.
    noun: what a row is. about: folded words of titles that name such a list.
    telling: keys of which a filled cell makes a row, and which tell this kind from
    others; row_keys: further keys that make a row.
    section: what a row of a few words says of the rows below, None if it is not known
    as such; section_keys: its keys, from the widest to the narrowest. filled_down:
    keys whose merged cell speaks for all rows it covers. is_tree: rows are parts and
    their parts, and none is a section. needs_unit: a row without a unit is told of.
    named_by: the key whose column names the rows where none does so by name_key, as
    “Đơn vị” in a list of collectives. guide: what else to know when filling such a
    list in.
    """

    code: str
    name: str
    columns: tuple[Column, ...]
    finish: Finish
    name_key: str = "name"
    unit_key: str = "unit"
    identity: tuple[str, ...] = ("name", "birth_date", "unit")
    identity_says: str = "họ tên, ngày sinh, đơn vị"
    identity_if_told: tuple[str, ...] = ()
    noun: str = "người"
    about: tuple[str, ...] = ()
    telling: tuple[str, ...] = ()
    row_keys: tuple[str, ...] = ()
    review: Review = _nothing_across
    section: Section = _no_section
    section_keys: tuple[str, ...] = ("unit",)
    filled_down: tuple[str, ...] = ("unit",)
    is_tree: bool = False
    needs_unit: bool = True
    named_by: str = ""
    guide: tuple[str, ...] = ()

    @property
    def has_review(self) -> bool:
        """Whether rows are checked against one another, so that all are needed."""
        return self.review is not _nothing_across

    @property
    def names_people(self) -> bool:
        """Whether its rows are about people, who are told apart by their birth."""
        return "birth_date" in self.identity

    def column(self, key: str) -> Column:
        """The column of that key. Raises `KeyError` for none."""
        for column in self.columns:
            if column.key == key:
                return column
        raise KeyError(key)
