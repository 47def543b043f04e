"""Past awards of people and collectives, each with its decision."""

from typing import Any, Final

from vinhdanh.sheets import awards
from vinhdanh.sheets.cells import means_unknown
from vinhdanh.sheets.kinds import Asked, BadCell, Found, ListKind, Remark
from vinhdanh.sheets.lists import common, deciding
from vinhdanh.sheets.workbook import Cell, shown
from vinhdanh.viet import text

BASIS_WRITTEN: Final = {
    "merit": "Công trạng",
    "theme": "Chuyên đề",
    "sudden": "Đột xuất",
    "long_service": "Quá trình cống hiến",
    "seniority": "Niên hạn",
    "foreign": "Đối ngoại",
}
_BASES: Final = {
    "merit": ("cong trang", "cong trang thanh tich", "thuong xuyen", "tong ket nam"),
    "theme": ("chuyen de", "phong trao", "theo dot", "phong trao thi dua", "dot"),
    "sudden": ("dot xuat", "thanh tich dot xuat"),
    "long_service": ("cong hien", "qua trinh cong hien", "cong hien lau dai"),
    "seniority": ("nien han",),
    "foreign": ("doi ngoai",),
}
_MORE: Final = ("phong trao chuyen de", "theo dot chuyen de", "dot chuyen de")


def basis(cell: Cell, asked: Asked) -> Found:  # noqa: ARG001
    """The type of commendation: merit, theme, sudden, …"""
    words = " ".join(awards.bare(shown(cell)).split())
    words = words.removeprefix("khen thuong ").removeprefix("khen ")
    if means_unknown(shown(cell)):
        return Found(None)
    if words in _MORE:
        return Found("theme")
    for code, known in _BASES.items():
        if words in known:
            return Found(code)
    right = ", ".join(f"“{said}”" for said in BASIS_WRITTEN.values())
    raise BadCell(
        f"“{shown(cell)}” không rõ là loại hình khen thưởng nào. Ghi {right}."
    )


BASIS: Final = common.column(
    "basis",
    "Loại hình khen thưởng",
    (
        *("loai hinh khen thuong", "loai hinh", "loai khen thuong", "hinh thuc khen"),
        *("khen thuong theo", "loai khen"),
    ),
    basis,
    "Công trạng",
    write=common.words_of("basis", BASIS_WRITTEN),
    choices=tuple(BASIS_WRITTEN.values()),
    width=14,
)
YEAR: Final = common.column(
    "year",
    "Năm",
    (
        *("nam", "nam thanh tich", "nam khen thuong", "nam dat", "nam dat danh hieu"),
        *("nam duoc tang", "nam duoc khen", "nam xet", "nam danh hieu"),
    ),
    common.year,
    "2016",
    never=("sinh", "ngay", "vao"),
    cell_kind="year",
    width=8,
)
ACHIEVEMENT: Final = common.column(
    "achievement",
    "Thành tích",
    (
        *("thanh tich", "tom tat thanh tich", "noi dung thanh tich", "ly do khen"),
        *("thanh tich khen thuong", "noi dung khen thuong", "noi dung khen"),
        *("ve thanh tich", "tom tat thanh tich dat duoc"),
    ),
    example="Hoàn thành xuất sắc nhiệm vụ năm 2016",
    never=("nam",),
    width=36,
)


def _award(cell: Cell, asked: Asked) -> Found:  # noqa: ARG001
    """One title or form, by its code."""
    words = text.clean_line(shown(cell))
    if means_unknown(words):
        return Found(None)
    codes = common.award_codes(words)
    if len(codes) > 1:
        raise BadCell(
            f"“{words}” có {len(codes)} danh hiệu, hình thức; ghi mỗi thứ một dòng, "
            "kèm quyết định của nó.",
            "CSTĐCS",
        )
    return Found(codes[0] if codes else None)


def _finish(values: dict[str, Any], asked: Asked) -> list[Remark]:
    remarks = []
    if "year" not in values:
        values["year"] = asked.year
    elif values["year"] is None:
        what = "chưa ghi năm được xét khen thưởng. Ghi năm của thành tích."
        remarks.append(Remark("year", what, "error", "2016"))
    remarks += deciding.settle(values)
    code = values.setdefault("award", None)
    if code is None:
        what = "chưa ghi danh hiệu, hình thức khen thưởng."
        remarks.append(Remark("award", what, "error", "CSTĐCS"))
    remarks += common.settle_subject(values, [code] if code else [])
    decided = values.get("decided_on")
    if decided and values["year"] and int(decided[:4]) < values["year"]:
        what = f"quyết định ký trước năm {values['year']}; xem lại năm hoặc ngày."
        remarks.append(Remark("decided_on", what, "warning"))
    longest = common.SUBJECT_LENGTHS | {"achievement": 500}
    return remarks + common.told_too_long(values, longest)


PAST_AWARDS: Final = ListKind(
    "past_awards",
    "Khen thưởng đã có",
    (
        common.NAME,
        common.SUBJECT,
        common.BIRTH,
        common.POST,
        common.UNIT,
        common.column(
            "award",
            "Danh hiệu, hình thức khen thưởng",
            (
                *("danh hieu", "danh hieu thi dua", "hinh thuc khen thuong"),
                *("danh hieu hinh thuc khen thuong", "danh hieu dat duoc"),
                *("khen thuong da dat", "khen thuong", "danh hieu da dat"),
                *("hinh thuc", "danh hieu duoc tang", "hinh thuc duoc khen"),
                *("danh hieu khen thuong", "da duoc khen", "thanh tich khen thuong"),
                "danh hieu thi dua hinh thuc khen thuong",
            ),
            _award,
            "CSTĐCS",
            never=("dang ky", "de nghi", "du kien", "chi tieu", "xep loai"),
            write=common.words_of("award", awards.WRITTEN),
            choices=common.AWARD_CHOICES,
            width=24,
        ),
        BASIS,
        YEAR,
        *deciding.columns("khen thuong"),
        ACHIEVEMENT,
        common.NOTE,
    ),
    _finish,
    identity=("name", "birth_date", "award", "year"),
    identity_if_told=("unit", "decision_no", "basis"),
    identity_says="tên, danh hiệu, năm",
    noun="khen thưởng",
    about=(
        *("danh sach khen thuong", "da khen thuong", "duoc khen thuong"),
        *("ket qua khen thuong", "thanh tich khen thuong", "so vang", "danh sach tang"),
        "tong hop khen thuong",
    ),
    telling=("award",),
    row_keys=("subject_kind",),
    section=common.section_of("award"),
    section_keys=("subject_kind", "award", "unit"),
    filled_down=(
        *("name", "unit", "post", "birth_date", "award", "year", "decision_no"),
        *("decided_on", "authority", "subject_kind"),
    ),
    guide=(
        "Mỗi danh hiệu, hình thức một dòng, kèm quyết định của nó.",
        "Năm là năm của thành tích, có thể khác năm ký quyết định.",
    ),
    needs_unit=False,
    named_by="unit",
)
