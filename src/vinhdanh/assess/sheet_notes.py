"""The last pages of the judged list: what is missing, caps, what to look at again."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from vinhdanh.assess import sheet_looks as looks
from vinhdanh.assess.sheet_looks import Cells, short_name, table
from vinhdanh.sheets.large import Look, Page
from vinhdanh.statutes.load import corpus

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vinhdanh.assess.norms import Quota
    from vinhdanh.assess.sheet_book import Told


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
        [(label, looks.HEADING) for label in labels],
        rows,
        [],
        [6.0, 24.0, 24.0, 40.0, 22.0, 40.0],
    )


def _missing_rows(told: Told) -> list[Cells]:
    """A row a person and fact; one row where the whole list lacks it."""
    lacking: dict[tuple[str, str], dict[int, list[str]]] = defaultdict(dict)
    for number, one in told.judged.items():
        for title in told.titles:
            for missing in one.explained[title].missing:
                whose = lacking[missing.label, missing.supplier]
                whose.setdefault(number, []).append(short_name(title))
    everybody: list[Cells] = []
    single: list[tuple[int, Cells]] = []
    for (label, supplier), whose in lacking.items():
        if len(whose) == len(told.judged) > 1:
            named = dict.fromkeys(
                title for titles in whose.values() for title in titles
            )
            whole: Cells = [
                ("", looks.NUMBER),
                ("Cả danh sách", looks.STRONG),
                (f"{len(whose)} dòng", looks.TEXT),
            ]
            everybody.append(whole + _lacks(label, named, supplier))
            continue
        for number, titles in whose.items():
            subject = told.judged[number].subject
            own: Cells = [
                (number, looks.NUMBER),
                (subject.name, looks.TEXT),
                (subject.unit, looks.TEXT),
            ]
            single.append((number, own + _lacks(label, titles, supplier)))
    single.sort(key=lambda pair: pair[0])
    return everybody + [row for _, row in single]


def _lacks(label: str, titles: Sequence[str] | dict[str, None], supplier: str) -> Cells:
    said = (label, ", ".join(titles), supplier)
    return [(words, looks.TEXT) for words in said]


def quota_page(quotas: Sequence[Quota], year: int) -> Page:
    labels = (
        *("Danh hiệu, hình thức", "Đạt hoặc cần xác nhận", "Hạn mức", "Vượt"),
        "Cách tính, căn cứ",
    )
    rows: list[Cells] = [
        [
            (corpus().awards[found.award].name, looks.TEXT),
            (found.proposed, looks.COUNT),
            ("không có", looks.NUMBER)
            if found.cap is None
            else (found.cap, looks.COUNT),
            (found.over, looks.FAULT if found.over else looks.COUNT),
            (found.sentence, looks.TEXT),
        ]
        for found in quotas
    ]
    said = "Tính khi đề nghị mọi trường hợp đạt hoặc cần xác nhận; Hội đồng chọn."
    return table(
        "Hạn mức",
        [(f"HẠN MỨC SỐ LƯỢNG NĂM {year}", looks.TITLE), (said, looks.NOTE)],
        [(label, looks.HEADING) for label in labels],
        rows,
        [],
        [40.0, 13.0, 11.0, 9.0, 80.0],
        with_filter=False,
    )


def review_page(told: Sequence[Told], receipt: str) -> Page:
    """Every problem of the list, and how each column was understood."""
    problems = [found for one in told for found in one.listed.problems]
    rows: list[Cells] = [
        [
            ("Lỗi", looks.FAULT)
            if found.severity == "error"
            else ("Lưu ý", looks.NUMBER),
            (found.row or "", looks.NUMBER),
            (found.column_letter, looks.NUMBER),
            (found.sentence, looks.TEXT),
        ]
        for found in sorted(problems, key=lambda p: (p.severity, p.row))
    ]
    said = "Dòng, cột đếm theo danh sách gửi vào. Dòng có lỗi chưa được xét."
    if not rows:
        said = "Không có điều gì phải xem lại."
    understood = [(line, looks.SAY) for one in told for line in one.listed.understood]
    return table(
        "Cần xem lại",
        [("CẦN XEM LẠI", looks.TITLE), (said, looks.NOTE)],
        [(words, looks.HEADING) for words in ("Mức", "Dòng", "Cột", "Nội dung")],
        rows,
        [
            ("Chương trình hiểu danh sách như sau", Look(bold=True)),
            *understood,
            (receipt, looks.NOTE),
        ],
        [9.0, 8.0, 7.0, 110.0],
    )
