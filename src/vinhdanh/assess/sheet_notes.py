"""The last pages of the judged list: what is missing, caps, what to look at again."""

from __future__ import annotations

from collections import defaultdict
from operator import itemgetter
from typing import TYPE_CHECKING

from vinhdanh.assess import sheet_looks as looks
from vinhdanh.assess.sheet_looks import short_name, table
from vinhdanh.sheets.large import Look, Page, Row
from vinhdanh.statutes.load import corpus

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vinhdanh.assess.norms import Quota
    from vinhdanh.assess.sheet_book import Told

_ONE = (looks.NUMBER, *[looks.TEXT] * 5)
_WHOLE = (looks.NUMBER, looks.STRONG, *[looks.TEXT] * 4)


def missing_page(told: Sequence[Told]) -> Page:
    """Every fact that is not known and decides: of whom, for what, from whom."""
    rows = [row for one in told for row in _missing_rows(one)]
    said = "Có đủ các dữ kiện này thì xét lại được; chưa có không phải là không đạt."
    if not rows:
        said = "Không còn thiếu dữ kiện nào."
    labels = (
        *("Dòng", "Họ và tên, tập thể", "Đơn vị", "Còn thiếu", "Để xét"),
        "Ai cung cấp",
    )
    return table(
        "Còn thiếu",
        [("DỮ KIỆN CÒN THIẾU", looks.TITLE), (said, looks.NOTE)],
        Row(labels, [looks.HEADING] * len(labels)),
        rows,
        [],
        [6.0, 24.0, 24.0, 40.0, 25.0, 40.0],
    )


def _missing_rows(told: Told) -> list[Row]:
    """A row a person and fact; one row where the whole list lacks it."""
    lacking: dict[tuple[str, str], dict[int, list[str]]] = defaultdict(dict)
    names = [(title, short_name(title)) for title in told.titles]
    for number, one in told.judged.items():
        for title, name in names:
            for missing in one.explained[title].missing:
                whose = lacking[missing.label, missing.supplier]
                whose.setdefault(number, []).append(name)
    everybody: list[Row] = []
    single: list[tuple[int, Row]] = []
    for (label, supplier), whose in lacking.items():
        if len(whose) == len(told.judged) > 1:
            named = dict.fromkeys(name for known in whose.values() for name in known)
            all_of_them = ("", "Cả danh sách", f"{len(whose)} dòng")
            everybody.append(
                Row((*all_of_them, label, ", ".join(named), supplier), _WHOLE)
            )
            continue
        for number, known in whose.items():
            subject = told.judged[number].subject
            who = (number, subject.name, subject.unit)
            single.append(
                (number, Row((*who, label, ", ".join(known), supplier), _ONE))
            )
    single.sort(key=itemgetter(0))
    return everybody + [row for _, row in single]


def quota_page(quotas: Sequence[Quota], year: int) -> Page:
    labels = (
        *("Danh hiệu, hình thức", "Đạt hoặc cần xác nhận", "Hạn mức", "Vượt"),
        "Cách tính, căn cứ",
    )
    rows = [
        Row(
            (
                corpus().awards[found.award].name,
                found.proposed,
                "không có" if found.cap is None else found.cap,
                found.over,
                found.sentence,
            ),
            (
                looks.TEXT,
                looks.COUNT,
                looks.NUMBER if found.cap is None else looks.COUNT,
                looks.FAULT if found.over else looks.COUNT,
                looks.TEXT,
            ),
        )
        for found in quotas
    ]
    said = "Tính khi đề nghị mọi trường hợp đạt hoặc cần xác nhận; Hội đồng chọn."
    return table(
        "Hạn mức",
        [(f"HẠN MỨC SỐ LƯỢNG NĂM {year}", looks.TITLE), (said, looks.NOTE)],
        Row(labels, [looks.HEADING] * len(labels)),
        rows,
        [],
        [40.0, 13.0, 11.0, 9.0, 80.0],
        with_filter=False,
    )


def review_page(told: Sequence[Told], receipt: str) -> Page:
    """Every problem of the list, and how each column was understood."""
    problems = [found for one in told for found in one.listed.problems]
    severities = {"error": ("Lỗi", looks.FAULT), "warning": ("Lưu ý", looks.NUMBER)}
    rows = []
    for found in sorted(problems, key=lambda p: (p.severity, p.row)):
        said, look = severities[found.severity]
        rows.append(
            Row(
                (said, found.row or "", found.column_letter, found.sentence),
                (look, looks.NUMBER, looks.NUMBER, looks.TEXT),
            )
        )
    said = "Dòng, cột đếm theo danh sách gửi vào. Dòng có lỗi chưa được xét."
    if not rows:
        said = "Không có điều gì phải xem lại."
    understood = [(line, looks.SAY) for one in told for line in one.listed.understood]
    return table(
        "Cần xem lại",
        [("CẦN XEM LẠI", looks.TITLE), (said, looks.NOTE)],
        Row(("Mức", "Dòng", "Cột", "Nội dung"), [looks.HEADING] * 4),
        rows,
        [
            ("Chương trình hiểu danh sách như sau", Look(bold=True)),
            *understood,
            (receipt, looks.NOTE),
        ],
        [9.0, 8.0, 7.0, 110.0],
    )
