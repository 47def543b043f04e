"""Yearly grades (xếp loại): of people and of collectives, with their decision."""

from typing import Any, Final

from vinhdanh.sheets import cells
from vinhdanh.sheets.kinds import Asked, Column, ListKind, Remark
from vinhdanh.sheets.lists import common, deciding

GRADES_WRITTEN: Final = {
    "HTXS": "HTXSNV",
    "HTT": "HTTNV",
    "HT": "HTNV",
    "KHT": "KHTNV",
}
_NAMES: Final = {
    "HTXS": ("htxsnv", "htxs", "hoan thanh xuat sac nhiem vu", "hoan thanh xuat sac"),
    "HTT": ("httnv", "htt", "hoan thanh tot nhiem vu", "hoan thanh tot"),
    "HT": ("htnv", "ht", "hoan thanh nhiem vu"),
    "KHT": ("khtnv", "kht", "khong hoan thanh nhiem vu", "khong hoan thanh"),
}
_GROUPS: Final = (
    *("xep loai", "muc xep loai", "ket qua xep loai", "muc do hoan thanh nhiem vu"),
    *("ket qua danh gia", "ket qua danh gia xep loai", "danh gia xep loai"),
    *("xep loai chat luong", "muc do", "muc do hoan thanh", "ket qua"),
)
_RATING: Final = common.column(
    "rating",
    "Xếp loại",
    (
        *("xep loai", "ket qua danh gia", "kq danh gia", "danh gia xep loai"),
        *("xep loai chat luong", "muc do hoan thanh nhiem vu", "kq xep loai"),
        *("ket qua xep loai", "danh gia", "phan loai", "xl", "phan loai danh gia"),
        *("danh gia phan loai", "kq dg", "muc xep loai", "xep loai can bo"),
        *("ket qua danh gia xep loai", "xep loai chat luong can bo"),
    ),
    cells.rating,
    "HTTNV",
    is_per_year=True,
    never=("de nghi", "dang ky", "du kien", "tu danh gia", "tu xep loai", "tu nhan"),
    write=common.words_of("rating", GRADES_WRITTEN),
    choices=tuple(GRADES_WRITTEN.values()),
    width=11,
)


def _ticked(code: str) -> Column:
    names = _NAMES[code]
    return common.read_only(
        f"mark_{code}",
        f"Đánh dấu {GRADES_WRITTEN[code]}",
        (*names, *(f"{group} {name}" for group in _GROUPS for name in names)),
        common.mark,
        is_per_year=True,
        never=("so luong", "ty le"),
    )


def _finish(values: dict[str, Any], asked: Asked) -> list[Remark]:
    remarks = _join_ticks(values)
    if "rating" not in values:
        values["rating"] = {str(asked.year): None}
    remarks += deciding.settle(values)
    remarks += common.settle_subject(values, [])
    return remarks + common.told_too_long(values, common.SUBJECT_LENGTHS)


def _join_ticks(values: dict[str, Any]) -> list[Remark]:
    """One grade out of a column for each, ticked."""
    ticked: dict[str, list[str]] = {}
    for code in GRADES_WRITTEN:
        by_year = values.pop(f"mark_{code}", None) or {}
        for year, is_ticked in by_year.items():
            ticked.setdefault(year, []).extend([code] if is_ticked else [])
    remarks = []
    for year, codes in ticked.items():
        ratings = values.setdefault("rating", {})
        if len({*codes, ratings.get(year)} - {None}) > 1:
            key = f"mark_{codes[-1]}"
            remarks.append(Remark(key, "đánh dấu nhiều mức xếp loại; giữ một mức."))
            ratings.setdefault(year, None)
        elif codes:
            ratings[year] = codes[0]
        else:
            ratings.setdefault(year, None)
    return remarks


GRADES: Final = ListKind(
    "grades",
    "Kết quả xếp loại năm",
    (
        common.NAME,
        common.SUBJECT,
        common.BIRTH,
        common.POST,
        common.UNIT,
        _RATING,
        *map(_ticked, GRADES_WRITTEN),
        *deciding.columns("xep loai"),
        common.NOTE,
    ),
    _finish,
    about=("xep loai", "danh gia can bo", "ket qua danh gia", "muc do hoan thanh"),
    telling=("rating", *(f"mark_{code}" for code in GRADES_WRITTEN)),
    section=common.section_of("award"),
    section_keys=("subject_kind", "award", "unit"),
    needs_unit=False,
    named_by="unit",
)
