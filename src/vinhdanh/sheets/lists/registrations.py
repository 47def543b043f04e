"""Registrations: the titles that people and collectives aim at this year."""

from typing import Any, Final

from vinhdanh.sheets import awards
from vinhdanh.sheets.kinds import UNKNOWN, Asked, Blank, Column, ListKind, Remark
from vinhdanh.sheets.lists import common

_ASKED: Final = (
    *("danh hieu dang ky", "dang ky danh hieu", "danh hieu thi dua dang ky"),
    *("dang ky danh hieu thi dua", "dang ky", "dang ky thi dua"),
    *("danh hieu thi dua", "danh hieu", "hinh thuc khen thuong dang ky"),
    *("dang ky hinh thuc khen thuong", "noi dung dang ky"),
    "danh hieu hinh thuc khen thuong dang ky",
    "dang ky danh hieu hinh thuc khen thuong",
)
_TICKED: Final = {
    "LDTT": ("ldtt", "lao dong tien tien"),
    "CSTDCS": ("cstdcs", "cstd co so", "chien si thi dua co so"),
    "CSTD_TINH": (
        *("cstd tp", "cstd bo", "chien si thi dua cap thanh pho", "cstd nganh"),
        *("cstd tinh", "cstd cap tinh", "cstd thanh pho", "cstd cap thanh pho"),
        *("chien si thi dua cap tinh", "chien si thi dua thanh pho"),
    ),
    "CSTDTQ": ("cstdtq", "cstd toan quoc", "chien si thi dua toan quoc"),
    "TTLDTT": ("ttldtt", "tap the lao dong tien tien", "tap the ldtt"),
    "TTLDXS": ("ttldxs", "tap the lao dong xuat sac", "tap the ldxs"),
    "GK": ("giay khen", "gk"),
    "BK_TINH": (
        *("bang khen", "bk", "bang khen ubnd tinh", "bang khen ubnd thanh pho"),
        *("bang khen tinh", "bang khen thanh pho", "bk ubnd tinh", "bk ubnd tp"),
    ),
    "BK_TTG": ("bang khen thu tuong", "bang khen ttg", "bk ttg"),
    "CO_TINH": ("co thi dua", "co thi dua tinh", "co thi dua thanh pho"),
    "CO_CP": ("co thi dua chinh phu", "co chinh phu"),
}


def _ticked(code: str) -> Column:
    names = _TICKED[code]
    return common.read_only(
        f"mark_{code}",
        f"Đánh dấu {awards.WRITTEN[code]}",
        (*names, *(f"{group} {name}" for group in _ASKED for name in names)),
        common.mark,
        never=("so luong", "ty le", "da dat", "nam truoc"),
        blanks=(Blank("none", "không đăng ký", False), UNKNOWN),
    )


def _finish(values: dict[str, Any], asked: Asked) -> list[Remark]:  # noqa: ARG001
    ticks = {code: values.pop(f"mark_{code}", None) for code in _TICKED}
    codes = values.get("awards")
    ticked = [code for code, is_ticked in ticks.items() if is_ticked]
    is_ticked_through = any(tick is False for tick in ticks.values())
    if ticked or codes is not None or is_ticked_through:
        codes = list(dict.fromkeys([*(codes or []), *ticked]))
    values["awards"] = codes
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
    longest = common.SUBJECT_LENGTHS | {"initiative": 500}
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
            blanks=(UNKNOWN, Blank("none", "không đăng ký", [])),
            write=common.awards_written,
            width=28,
        ),
        *map(_ticked, _TICKED),
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
    identity=("name", "birth_date", "unit"),
    identity_says="tên, ngày sinh, đơn vị",
    noun="đăng ký",
    about=("dang ky", "giao uoc"),
    telling=("awards", *(f"mark_{code}" for code in _TICKED)),
    section=common.section_of("awards"),
    section_keys=("subject_kind", "awards", "unit"),
    filled_down=("unit", "awards"),
    needs_unit=False,
    named_by="unit",
)
