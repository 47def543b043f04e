"""Registrations: the titles that people and collectives aim at this year."""

from typing import Any, Final

from vinhdanh.sheets import cells
from vinhdanh.sheets.kinds import UNKNOWN, Asked, Blank, ListKind, Remark
from vinhdanh.sheets.lists import common

_ASKED: Final = (
    *("danh hieu dang ky", "dang ky danh hieu", "danh hieu thi dua dang ky"),
    *("dang ky danh hieu thi dua", "dang ky", "dang ky thi dua"),
    *("danh hieu thi dua", "danh hieu", "hinh thuc khen thuong dang ky"),
    *("dang ky hinh thuc khen thuong", "noi dung dang ky"),
    "danh hieu hinh thuc khen thuong dang ky",
    *("dang ky danh hieu hinh thuc khen thuong", "hinh thuc", "dang ky hinh thuc"),
)


def _finish(values: dict[str, Any], asked: Asked) -> list[Remark]:  # noqa: ARG001
    codes = values.setdefault("awards", None)
    remarks = common.settle_subject(values, codes or [])
    if codes == []:
        remarks.append(
            Remark(
                "awards", "không đăng ký danh hiệu nào; dòng được bỏ qua.", "warning"
            )
        )
    if codes is None:
        what = "chưa rõ đăng ký danh hiệu nào; dòng được bỏ qua."
        remarks.append(Remark("awards", what, "warning", "LĐTT; CSTĐCS"))
    longest = common.SUBJECT_LENGTHS | {"initiative": 500, "targets": 2000}
    return remarks + common.told_too_long(values, longest)


REGISTRATIONS: Final = ListKind(
    "registrations",
    "Đăng ký danh hiệu thi đua",
    (
        common.NAME,
        common.SUBJECT,
        common.BIRTH,
        common.POST,
        common.UNIT,
        common.column(
            "awards",
            "Danh hiệu đăng ký",
            _ASKED,
            common.award_list,
            "LĐTT; CSTĐCS",
            never=("da dat", "nam truoc", "de nghi", "ngay", "tieu chi", "sang kien"),
            ticked=common.award_in,
            blanks=(UNKNOWN, Blank("none", "không đăng ký", [])),
            write=common.awards_written,
            choices=common.AWARD_CHOICES,
            width=28,
        ),
        common.column(
            "initiative",
            "Sáng kiến đăng ký",
            (
                *("sang kien dang ky", "dang ky sang kien", "ten sang kien dang ky"),
                *("ten sang kien", "sang kien", "ten de tai sang kien", "dang ky skkn"),
            ),
            example="Số hóa hồ sơ kỳ họp",
            width=36,
        ),
        common.column(
            "targets",
            "Chỉ tiêu phấn đấu",
            (
                *("chi tieu phan dau", "chi tieu phan dau trong nam"),
                *("chi tieu ca nhan", "chi tieu dang ky", "muc tieu phan dau"),
            ),
            cells.lines,
            "Sáng kiến cấp cơ sở: 1 sáng kiến; Hồ sơ đúng hạn: 98 %",
            width=36,
        ),
        common.column(
            "filed_on",
            "Ngày đăng ký",
            ("ngay dang ky", "ngay ky dang ky"),
            common.day("filed_on"),
            "15/02/2016",
            write=common.day_of("filed_on"),
            cell_kind="date",
            width=12,
        ),
        common.NOTE,
    ),
    _finish,
    identity=("name", "birth_date", "awards"),
    identity_if_told=("unit",),
    identity_says="tên, ngày sinh, danh hiệu",
    noun="đăng ký",
    about=("dang ky", "giao uoc"),
    telling=("awards",),
    row_keys=("subject_kind",),
    section=common.section_of("awards"),
    section_keys=("subject_kind", "awards", "unit"),
    filled_down=("unit", "awards"),
    guide=(
        "Nhiều danh hiệu trong một ô: cách nhau bằng dấu “;”.",
        "Chỉ tiêu có số: ghi số sau dấu hai chấm, kèm đơn vị tính.",
    ),
    needs_unit=False,
    named_by="unit",
)
