"""Columns that say together what the roster keeps in one.

“Năm sinh: Nam | Nữ” says the sex by where the year stands; “Ngày | Tháng | Năm” cuts a
date in three; “Nữ” has an “x”; “Cơ quan” names the unit over the “Phòng”.
"""

from typing import Any, Final

from vinhdanh.sheets import cells, ticks
from vinhdanh.sheets.beside import PARENT
from vinhdanh.sheets.kinds import (
    UNKNOWN,
    Asked,
    BadCell,
    Blank,
    Column,
    Found,
    Reader,
    Remark,
)
from vinhdanh.sheets.workbook import Cell, shown
from vinhdanh.viet import dates, numbers, text

_BORN: Final = ("nam sinh", "ngay sinh", "ngay thang nam sinh", "ns", "sinh nam")
_IN_THREE: Final = ("ngay sinh", "ngay thang nam sinh", "sinh")
_MALE: Final = Blank("male", "nam", "male")


def _under(groups: tuple[str, ...], *words: str) -> tuple[str, ...]:
    return tuple(f"{group} {word}" for group in groups for word in words)


def _sex_mark(cell: Cell, asked: Asked) -> Found:
    """A tick, or the word itself."""
    if ticks.is_tick(cell):
        return Found(value=True)
    if cells.means_nothing(shown(cell)):
        return Found(value=False)
    return Found(cells.sex(cell, asked).value)


def _born(key: str) -> Reader:
    """Reads a date of birth whose year alone is kept beside it under this key."""

    def read(cell: Cell, asked: Asked) -> Found:
        found = cells.birth_date(cell, asked)
        beside = {f"{key}_partial": said for said in (found.beside or {}).values()}
        return Found(found.value, found.remarks, beside or None)

    return read


def _figure(cell: Cell, asked: Asked) -> Found:  # noqa: ARG001
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return Found(numbers.whole(cell))
    words = text.clean_line(shown(cell)).strip(" .")
    if not words.isdecimal():
        raise BadCell(f"“{shown(cell)}” không phải ngày, tháng hoặc năm.", "28")
    return Found(int(words))


COLUMNS: Final = (
    Column(
        "birth_male",
        "Năm sinh (nam)",
        _under(_BORN, "nam"),
        _born("birth_male"),
        "28/02/1980",
        stands_for="birth_date",
        never=("noi",),
    ),
    Column(
        "birth_female",
        "Năm sinh (nữ)",
        _under(_BORN, "nu"),
        _born("birth_female"),
        "28/02/1980",
        stands_for="birth_date",
        never=("noi",),
    ),
    Column(
        "birth_day",
        "Sinh: ngày",
        _under(_IN_THREE, "ngay"),
        _figure,
        "28",
        stands_for="birth_date",
    ),
    Column(
        "birth_month",
        "Sinh: tháng",
        _under(_IN_THREE, "thang"),
        _figure,
        "2",
        stands_for="birth_date",
    ),
    Column("birth_year", "Sinh: năm", (), _figure, "1980", stands_for="birth_date"),
    Column(
        "sex_male",
        "Giới tính: nam",
        ("nam", "gioi tinh nam", "phai nam"),
        _sex_mark,
        "x",
    ),
    Column(
        "sex_female",
        "Giới tính: nữ",
        ("nu", "gioi tinh nu", "phai nu"),
        _sex_mark,
        "x",
        blanks=(UNKNOWN, _MALE),
    ),
    Column(
        PARENT,
        "Đơn vị cấp trên",
        ("don vi cap tren", "don vi chu quan", "co quan chu quan", "truc thuoc"),
        cells.line,
        "Sở Nội vụ",
        width=30,
    ),
)
KEYS: Final = frozenset(column.key for column in COLUMNS)


def join(values: dict[str, Any], asked: Asked) -> list[Remark]:
    """Make one date of birth and one sex of what the split columns say, in place."""
    if KEYS.isdisjoint(values):
        return []
    remarks = _join_births(values)
    if {"birth_day", "birth_month", "birth_year"} & values.keys():
        remarks += _join_parts(values, asked)
    male, female = values.pop("sex_male", None), values.pop("sex_female", None)
    told = {
        said
        for said in (
            male if isinstance(male, str) else ("male" if male else None),
            female if isinstance(female, str) else ("female" if female else None),
            values.get("sex"),
        )
        if said
    }
    if len(told) > 1:
        remarks.append(Remark("sex_female", "đánh dấu cả nam và nữ. Giữ một."))
    elif told:
        values["sex"] = told.pop()
    return remarks


def _join_births(values: dict[str, Any]) -> list[Remark]:
    found = [
        (key, sex, values.pop(key, None), values.pop(f"{key}_partial", None))
        for key, sex in (("birth_male", "male"), ("birth_female", "female"))
        if key in values
    ]
    if not found:
        return []
    said = [one for one in found if one[2] or one[3]]
    if len(said) > 1:
        values["birth_date"] = None
        return [Remark(said[1][0], "ghi ngày, năm sinh ở cả cột nam và cột nữ.")]
    if not said:
        if values.get("birth_date"):
            return []
        values["birth_date"] = None
        return [Remark(found[0][0], "để trống năm sinh; coi là chưa rõ.", "warning")]
    _, values["sex"], values["birth_date"], partial = said[0]
    if partial:
        values["birth_date_partial"] = partial
    return []


def _join_parts(values: dict[str, Any], asked: Asked) -> list[Remark]:
    day, month, year = (
        values.pop(f"birth_{part}", None) for part in ("day", "month", "year")
    )
    values.setdefault("birth_date", None)
    if year is None:
        return [Remark("birth_year", "để trống năm sinh; coi là chưa rõ.", "warning")]
    written = "/".join(str(part) for part in (day, month, year) if part is not None)
    try:
        found = cells.birth_date(written, asked)
    except (BadCell, dates.NotADate) as bad:
        return [Remark("birth_year", str(bad), "error", "28/02/1980")]
    values["birth_date"] = found.value
    values.update(found.beside or {})
    return [Remark("birth_year", what, "warning") for what in found.remarks]
