"""Yearly grades (xếp loại): of people and of collectives, with their decision."""

from typing import Any, Final

from vinhdanh.sheets import cells
from vinhdanh.sheets.kinds import Asked, ListKind, Remark
from vinhdanh.sheets.lists import common, deciding

GRADES_WRITTEN: Final = {
    "HTXS": "HTXSNV",
    "HTT": "HTTNV",
    "HT": "HTNV",
    "KHT": "KHTNV",
}
_RATING: Final = common.column(
    "rating",
    "Xếp loại",
    (
        *("xep loai", "ket qua danh gia", "kq danh gia", "danh gia xep loai"),
        *("xep loai chat luong", "muc do hoan thanh nhiem vu", "kq xep loai"),
        *("ket qua xep loai", "danh gia", "phan loai", "xl", "phan loai danh gia"),
        *("danh gia phan loai", "kq dg", "muc xep loai", "xep loai can bo"),
        *("ket qua danh gia xep loai", "xep loai chat luong can bo", "muc do"),
        *("muc do hoan thanh", "ket qua"),
    ),
    cells.rating,
    "HTTNV",
    is_per_year=True,
    ticked=cells.rating_in,
    never=("de nghi", "dang ky", "du kien", "tu danh gia", "tu xep loai", "tu nhan"),
    write=common.words_of("rating", GRADES_WRITTEN),
    choices=tuple(GRADES_WRITTEN.values()),
    width=11,
)


def _finish(values: dict[str, Any], asked: Asked) -> list[Remark]:
    values.setdefault("rating", {str(asked.year): None})
    remarks = deciding.settle(values)
    remarks += common.settle_subject(values, [])
    return remarks + common.told_too_long(values, common.SUBJECT_LENGTHS)


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
        *deciding.columns("xep loai"),
        common.NOTE,
    ),
    _finish,
    about=("xep loai", "danh gia can bo", "ket qua danh gia", "muc do hoan thanh"),
    telling=("rating",),
    row_keys=("subject_kind",),
    section=common.section_of("award"),
    section_keys=("subject_kind", "award", "unit"),
    guide=(
        "Tập thể ghi tên đơn vị ở cột tên, đối tượng là “Tập thể”.",
        "Nhiều năm: thêm cột “Xếp loại” cho từng năm, tiêu đề ghi rõ năm.",
    ),
    needs_unit=False,
    named_by="unit",
)
