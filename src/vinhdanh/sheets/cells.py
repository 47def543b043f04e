"""Readers of single cells: names, dates, grades, discipline, days.

Each takes a cell that is not empty and gives what it says, or raises `BadCell`.
"""

import re
from datetime import date
from typing import Final

from vinhdanh.sheets.kinds import Asked, BadCell, Found
from vinhdanh.sheets.workbook import Cell, shown
from vinhdanh.viet import address, dates, numbers, pieces, text

_NOTHING: Final = frozenset(
    {"khong", "khong co", "k", "ko", "-", "--", "0", "none", "/"}
)
_NOT_KNOWN: Final = frozenset(
    {"?", "chua ro", "chua co", "chua biet", "chua danh gia", "chua xep loai", "..."}
)
_YOUNGEST: Final = 15
_DIGIT: Final = re.compile(r"\d")

_SEXES: Final = {
    "nam": "male",
    "nu": "female",
    "male": "male",
    "female": "female",
    "m": "male",
    "f": "female",
}
_DUTY: Final = r"(?: ?nv| nhiem vu)?(?: duoc giao)?(?: nam)?"
_DONE: Final = r"(?:hoan thanh|ht)"
_RATINGS: Final = (
    (re.compile(rf"(?:khong {_DONE}|kht){_DUTY}"), "KHT"),
    (re.compile(rf"(?:htxs|(?:{_DONE} )?xuat sac|xs){_DUTY}"), "HTXS"),
    (re.compile(rf"(?:htt|(?:{_DONE} )?tot){_DUTY}"), "HTT"),
    (
        re.compile(rf"{_DONE}{_DUTY}( nhung)?( con)?( han che)?( ve nang luc)?"),
        "HT",
    ),
)
_DISCIPLINES: Final = (
    (re.compile(r"\bkhien trach\b"), "reprimand"),
    (re.compile(r"\bcanh cao\b"), "warning"),
    (re.compile(r"\b(giang chuc|ha bac luong)\b"), "demotion"),
    (re.compile(r"\bcach chuc\b"), "removal"),
    (re.compile(r"\bbuoc thoi viec\b"), "dismissal"),
)
# “Biên chế” alone and “CBCC” may be one or the other: they are asked about.
_EMPLOYMENTS: Final = (
    (re.compile(r"can bo|cb"), "cadre"),
    (re.compile(r"(?:bien che )?(?:cong chuc|cc)(?: bien che)?"), "civil_servant"),
    (re.compile(r"(?:bien che )?(?:vien chuc|vc)(?: bien che)?"), "public_employee"),
    (re.compile(r"(?:hop dong|hdld|hd)(?: .*)?"), "contract"),
    (re.compile(r"nguoi lao dong|nld|cong nhan|lao dong(?: truc tiep)?"), "worker"),
    (
        re.compile(
            r"luc luong vu trang(?: nhan dan)?|llvt|quan nhan(?: chuyen nghiep)?|"
            r"si quan|ha si quan|cong an(?: nhan dan)?|quan doi(?: nhan dan)?"
        ),
        "armed_forces",
    ),
    (re.compile(r"nong dan"), "farmer"),
    (re.compile(r"khac"), "other"),
)
_TICKED_EMPLOYMENTS: Final = frozenset(
    {"cong chuc", "vien chuc", "hop dong", "hop dong lao dong", "nguoi lao dong"}
)


def means_nothing(words: str) -> bool:
    """Whether the words say “none”: không, không có, 0, -."""
    return text.fold(words).strip(" .") in _NOTHING or not words.strip(" .-–—/")


def means_unknown(words: str) -> bool:
    """Whether the words say “not known yet”: chưa rõ, chưa đánh giá, ?."""
    return text.fold(words).strip() in _NOT_KNOWN


def line(cell: Cell, asked: Asked) -> Found:  # noqa: ARG001
    """Text on one line."""
    return Found(text.clean_line(shown(cell)))


def lines(cell: Cell, asked: Asked) -> Found:  # noqa: ARG001
    """Text that may have several lines, each meaning something of its own."""
    return Found(text.clean(shown(cell)))


def person_name(cell: Cell, asked: Asked) -> Found:  # noqa: ARG001
    """A person's name as written, without a title of address before it.

    Words that a stray space has cut are joined; each change is told.
    """
    written, remark = address.without_remark(shown(cell))
    name, title = address.without_title(written)
    if not (remark or title) and " " in name and pieces.is_whole(name):
        return Found(name)  # as nearly every name is
    if _DIGIT.search(name):
        raise BadCell(f"“{written}” có chữ số nên không phải họ và tên.")
    if not any(char.isalpha() for char in name):
        raise BadCell(f"“{written}” không phải họ và tên.")
    remarks = []
    whole = pieces.joined(name)
    if remark:
        remarks.append(f"bỏ “{remark}” sau tên; chức vụ cần ghi ở cột riêng.")
    if title:
        remarks.append(f"“{written}”: bỏ “{title}”, đọc là “{name}”.")
    if whole != name:
        remarks.append(f"“{name}” thừa dấu cách, đọc là “{whole}”.")
    elif pieces.may_be_cut(name):
        remarks.append(f"“{name}” có chữ không trọn vẹn; xem có thừa dấu cách không.")
    elif not title and " " not in name:
        remarks.append(f"“{written}” chỉ có một chữ; xem đã đủ họ và tên chưa.")
    return Found(whole, tuple(remarks))


def birth_date(cell: Cell, asked: Asked) -> Found:
    """A date of birth; a year alone is kept beside it as `birth_date_partial`."""
    found = _day(cell, "birth_date", date(asked.year - _YOUNGEST, 12, 31))
    if found.value and int(found.value[:4]) > asked.year - _YOUNGEST:
        raise BadCell(
            f"“{shown(cell)}” cho tuổi {asked.year - int(found.value[:4])} vào năm "
            f"{asked.year}; xem lại năm sinh."
        )
    return found


def recruitment_date(cell: Cell, asked: Asked) -> Found:
    """The day somebody came to the office; a month or year alone is kept beside."""
    return _day(cell, "recruited_on", date(asked.year, 12, 31))


def _day(cell: Cell, key: str, latest: date) -> Found:
    if isinstance(cell, str) and means_unknown(cell):
        return Found(None)
    try:
        day = dates.parse(
            cell if isinstance(cell, int | float | date) else shown(cell),
            latest=latest,
        )
    except dates.YearOnly as short_of:
        month = f"-{short_of.month:02d}" if short_of.month else ""
        return Found(
            None,
            (f"{short_of} Coi là chưa rõ ngày.",),
            {f"{key}_partial": f"{short_of.year}{month}"},
        )
    except dates.NotADate as refusal:
        raise BadCell(str(refusal)) from refusal
    return Found(day.isoformat())


def sex(cell: Cell, asked: Asked) -> Found:  # noqa: ARG001
    """`female` or `male`."""
    words = text.fold(shown(cell)).strip(" .")
    if words not in _SEXES:
        raise BadCell(f"“{shown(cell)}” không phải giới tính.")
    return Found(_SEXES[words])


def employment(cell: Cell, asked: Asked) -> Found:  # noqa: ARG001
    """In what capacity somebody serves: a code of `registry`'s employment kinds."""
    words = " ".join(re.sub(r"[^\w\s]", " ", text.fold(shown(cell))).split())
    if means_unknown(words):
        return Found(None)
    for form, code in _EMPLOYMENTS:
        if form.fullmatch(words):
            return Found(code)
    raise BadCell(
        f"“{shown(cell)}” chưa rõ là diện nào. Ghi một diện: Cán bộ, Công chức, Viên "
        "chức, Hợp đồng, Người lao động, Lực lượng vũ trang, Nông dân hoặc Khác."
    )


def employment_in(heading: str) -> str:
    """The words of a heading that is a capacity of its own (“Hợp đồng”), or ''."""
    return heading if heading in _TICKED_EMPLOYMENTS else ""


def rating(cell: Cell, asked: Asked) -> Found:  # noqa: ARG001
    """A yearly grade: HTXS, HTT, HT or KHT."""
    words = " ".join(re.sub(r"[^\w\s]", " ", text.fold(shown(cell))).split())
    if means_unknown(shown(cell)) or means_nothing(shown(cell)):
        return Found(None, (f"“{shown(cell)}”: coi là chưa xếp loại.",))
    for form, code in _RATINGS:
        if form.fullmatch(words):
            return Found(code)
    raise BadCell(
        f"“{shown(cell)}” không phải mức xếp loại. Các mức: HTXSNV (hoàn thành xuất "
        "sắc nhiệm vụ), HTTNV (tốt), HTNV, KHTNV (không hoàn thành); chưa hoặc không "
        "được xếp loại thì để trống ô."
    )


def rating_in(heading: str) -> str:
    """The words of a heading that is a grade (“Hoàn thành tốt nhiệm vụ”), or ''."""
    words = heading.removeprefix("muc ").strip()
    return next((words for form, _ in _RATINGS if form.fullmatch(words)), "")


def discipline(cell: Cell, asked: Asked) -> Found:  # noqa: ARG001
    """The discipline of a year: `none` or the one level named."""
    words = text.fold(shown(cell))
    if means_unknown(words):
        return Found(None)
    named = [code for form, code in _DISCIPLINES if form.search(words)]
    denied = re.search(r"\bkhong\b", words) is not None
    if means_nothing(words) or (denied and not named):
        return Found("none")
    if len(named) != 1 or denied:
        raise BadCell(
            f"“{shown(cell)}” không rõ là hình thức kỷ luật nào. Các hình thức: khiển "
            "trách, cảnh cáo, giáng chức, hạ bậc lương, cách chức, buộc thôi việc; "
            "không bị kỷ luật thì ghi “Không”."
        )
    return Found(named[0])


def working_days(cell: Cell, asked: Asked) -> Found:  # noqa: ARG001
    """Whole working days of absence; half a day is left off with a remark."""
    if isinstance(cell, date | bool):
        raise BadCell(f"“{shown(cell)}” không phải số ngày.")
    words = text.clean_line(shown(cell))
    if means_unknown(words):
        return Found(None)
    if means_nothing(words):
        return Found(0)
    number = re.sub(r"\s*ngày$", "", words, flags=re.IGNORECASE)
    remarks: tuple[str, ...] = ()
    if half := re.fullmatch(r"(\d{1,3})[.,](\d{1,2})", number):
        if half[2] not in ("0", "00", "5", "50"):
            raise BadCell(f"“{words}” không phải số ngày.")
        number = half[1]
        if half[2].startswith("5"):
            remarks = (f"“{words}”: phần nửa ngày không được lưu, đọc là {number}.",)
    try:
        days = numbers.whole(number)
    except numbers.NotANumber as refusal:
        raise BadCell(f"“{words}” không phải số ngày.") from refusal
    if not 0 <= days <= 366:  # noqa: PLR2004
        raise BadCell(f"“{words}” nằm ngoài khoảng 0–366 ngày của một năm.")
    return Found(days, remarks)
