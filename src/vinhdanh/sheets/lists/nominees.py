"""Nominees: who is put forward for what, on what basis, with the votes if any."""

import re
from collections.abc import Mapping
from typing import Any, Final

from vinhdanh.sheets import cells
from vinhdanh.sheets.cells import means_unknown
from vinhdanh.sheets.kinds import (
    UNKNOWN,
    Asked,
    BadCell,
    Blank,
    Column,
    Found,
    ListKind,
    Remark,
)
from vinhdanh.sheets.lists import common
from vinhdanh.sheets.lists.grades import GRADES, GRADES_WRITTEN
from vinhdanh.sheets.lists.past_awards import ACHIEVEMENT, BASIS
from vinhdanh.sheets.workbook import Cell, shown
from vinhdanh.viet import text

_COUNTS: Final = ("agree", "disagree", "invalid", "total")
_OF: Final = re.compile(r"(\d{1,4})\s*/\s*(\d{1,4})\s*(?:phiếu)?(.*)")
_SHARE: Final = re.compile(r"[\s(;,–-]*(\d{1,3})(?:[.,](\d{1,2}))?\s*%\)?\s*")


def _votes(cell: Cell, asked: Asked) -> Found:
    """Votes in favour: “15/17”, “15/17 (88,24%)”, or only how many."""
    words = text.clean_line(shown(cell))
    if means_unknown(words):
        return Found(None)
    found = _OF.fullmatch(words)
    if found is None:
        return common.people_count(cell, asked)
    agree, total = int(found[1]), int(found[2])
    if agree > total or not total:
        raise BadCell(f"“{words}”: số phiếu đồng ý nhiều hơn tổng số.", "15/17")
    share = _SHARE.fullmatch(found[3])
    if found[3].strip() and share is None:
        raise BadCell(f"“{words}” không rõ là số phiếu nào.", "15/17")
    remarks: tuple[str, ...] = ()
    if share and not _is_share(agree, total, share):
        said = f"{share[1]},{share[2]}" if share[2] else share[1]
        remarks = (f"{agree}/{total} không phải {said}%; đọc theo số phiếu.",)
    return Found(agree, remarks, {"votes_total_told": total})


def _is_share(agree: int, total: int, share: re.Match[str]) -> bool:
    """Whether the share is as written, to the last digit written, in whole numbers."""
    decimals = share[2] or ""
    scale = 10 ** len(decimals)
    # Twice the distance to the exact share, in units of the last digit written.
    apart = 2 * abs(int(share[1] + decimals) * total - 100 * scale * agree)
    return bool(apart <= 2 * total)


def _count(key: str, label: str, synonyms: tuple[str, ...], **more: Any) -> Column:
    def write(values: Mapping[str, Any], slot: str) -> int | None:  # noqa: ARG001
        return (values.get("votes") or {}).get(key)

    return common.column(
        f"votes_{key}",
        label,
        synonyms,
        more.pop("read", common.people_count),
        more.pop("example", ""),
        write=write,
        cell_kind="int",
        width=10,
        **more,
    )


def _finish(values: dict[str, Any], asked: Asked) -> list[Remark]:  # noqa: ARG001
    remarks = _join_votes(values)
    codes = values.setdefault("awards", None)
    if not codes:
        what = "chưa ghi danh hiệu, hình thức được đề nghị."
        remarks.append(Remark("awards", what, "error", "CSTĐCS"))
    remarks += common.settle_subject(values, codes or [])
    longest = common.SUBJECT_LENGTHS | {"achievement": 500}
    return remarks + common.told_too_long(values, longest)


def _join_votes(values: dict[str, Any]) -> list[Remark]:
    """One `votes` out of its columns; None where the sheet tells of no vote."""
    counts = {key: values.pop(f"votes_{key}", None) for key in _COUNTS}
    told = values.pop("votes_total_told", None)
    remarks = []
    if told is not None and counts["total"] not in (None, told):
        what = f"tổng số phiếu ghi hai cách: {counts['total']} và {told}."
        remarks.append(Remark("votes_total", what))
    counts["total"] = counts["total"] if counts["total"] is not None else told
    is_told = any(count is not None for count in counts.values())
    values["votes"] = counts if is_told else None
    cast = sum(counts[key] or 0 for key in _COUNTS[:3])
    if counts["total"] is not None and cast > counts["total"]:
        what = f"các phiếu cộng lại {cast}, nhiều hơn tổng số {counts['total']}."
        remarks.append(Remark("votes_agree", what))
    return remarks


NOMINEES: Final = ListKind(
    "nominees",
    "Danh sách đề nghị khen thưởng",
    (
        common.NAME,
        common.SUBJECT,
        common.BIRTH,
        common.POST,
        common.UNIT,
        common.column(
            "awards",
            "Danh hiệu đề nghị",
            (
                *("danh hieu de nghi", "de nghi danh hieu", "de nghi khen thuong"),
                *("hinh thuc de nghi", "hinh thuc khen thuong de nghi", "de nghi"),
                *("danh hieu hinh thuc de nghi", "danh hieu thi dua de nghi"),
                *("de nghi danh hieu hinh thuc khen thuong", "danh hieu de nghi xet"),
                *("de nghi tang", "danh hieu hinh thuc khen thuong de nghi"),
                *("danh hieu xet", "de nghi cong nhan", "danh hieu", "hinh thuc"),
                *("danh hieu thi dua", "hinh thuc khen thuong", "de nghi xet tang"),
                "danh hieu hinh thuc khen thuong",
            ),
            common.award_list,
            "CSTĐCS",
            ticked=common.award_in,
            never=("dang ky", "da dat", "da duoc", "nam truoc", "chua"),
            write=common.awards_written,
            choices=common.AWARD_CHOICES,
            width=26,
        ),
        BASIS,
        ACHIEVEMENT,
        common.column(
            "rating",
            "Xếp loại",
            GRADES.column("rating").synonyms,
            cells.rating,
            "HTTNV",
            is_per_year=True,
            never=GRADES.column("rating").never,
            write=common.words_of("rating", GRADES_WRITTEN),
            choices=tuple(GRADES_WRITTEN.values()),
            width=11,
        ),
        common.column(
            "initiative",
            "Sáng kiến",
            (
                *("sang kien", "ten sang kien", "sang kien cong trinh", "skkn"),
                *("sang kien duoc cong nhan", "sang kien kinh nghiem"),
            ),
            example="Số hóa hồ sơ kỳ họp",
            blanks=(UNKNOWN, Blank("none", "không có sáng kiến", "Không")),
            width=32,
        ),
        _count(
            "agree",
            "Số phiếu đồng ý",
            (
                *("so phieu dong y", "phieu dong y", "dong y", "so phieu", "phieu bau"),
                *("ket qua bo phieu", "ket qua binh xet", "so phieu tan thanh"),
                *(
                    "ket qua bieu quyet",
                    "so phieu bau",
                    "phieu tan thanh",
                    "ty le phieu",
                ),
                "ket qua bo phieu dong y",
            ),
            read=_votes,
            example="15",
            never=("khong dong y",),
        ),
        _count(
            "disagree",
            "Số phiếu không đồng ý",
            (
                *("so phieu khong dong y", "phieu khong dong y", "khong dong y"),
                "ket qua bo phieu khong dong y",
            ),
        ),
        _count(
            "invalid",
            "Số phiếu không hợp lệ",
            ("so phieu khong hop le", "phieu khong hop le", "khong hop le"),
        ),
        _count(
            "total",
            "Tổng số thành viên bỏ phiếu",
            (
                *("tong so thanh vien bo phieu", "tong so thanh vien", "tong so phieu"),
                *("so thanh vien", "tong so phieu bau", "so nguoi bo phieu"),
                "tong so nguoi tham gia",
            ),
        ),
        common.NOTE,
    ),
    _finish,
    identity=("name", "birth_date", "awards"),
    identity_if_told=("unit", "basis"),
    identity_says="tên, danh hiệu đề nghị",
    noun="đề nghị",
    about=("de nghi", "xet tang", "binh xet", "trich ngang"),
    telling=("awards", "votes_agree"),
    row_keys=("subject_kind",),
    section=common.section_of("awards"),
    section_keys=("subject_kind", "awards", "unit"),
    filled_down=("unit", "awards", "basis"),
    guide=("Số phiếu chỉ điền khi đã bỏ phiếu; có thể ghi “15/17”.",),
    needs_unit=False,
    named_by="unit",
)
