"""Sheets as offices send them, made in memory; the people are invented."""

import io
from collections.abc import Sequence
from typing import Any

import xlsxwriter

HEADINGS = (
    "STT",
    "Họ và tên",
    "Ngày sinh",
    "Giới tính",
    "Chức vụ",
    "Phòng",
    "Ngày vào cơ quan",
    "Xếp loại 2015",
    "Xếp loại 2016",
    "Số ngày nghỉ 2016",
    "Kỷ luật 2016",
    "Sáng kiến",
    "Danh hiệu đã đạt",
)
INITIATIVE = "Số hóa hồ sơ kỳ họp (cấp cơ sở, 45/QĐ-VP ngày 20/12/2016)"


def line(name: str, born: str = "01/01/1980", **cells: str) -> list[str]:
    """One person's row; the cells by their heading's first letters."""
    said = {
        "sex": "Nam",
        "post": "Chuyên viên",
        "unit": "Phòng Tổng hợp",
        "since": "01/03/2010",
        "rated_2015": "HTTNV",
        "rated_2016": "HTXSNV",
        "absent": "0",
        "discipline": "Không",
        "initiatives": "",
        "titles": "LĐTT 2015",
    } | cells
    return ["1", name, born, *said.values()]


def workbook(
    lines: Sequence[Sequence[Any]],
    *,
    headings: Sequence[str] = HEADINGS,
    title: str = "DANH SÁCH CÁN BỘ, CÔNG CHỨC NĂM 2016",
) -> bytes:
    """An xlsx with a merged title, headings on row 4 and the lines under them."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    sheet = book.add_worksheet("Danh sách")
    sheet.merge_range(0, 0, 0, len(headings) - 1, title)
    sheet.write_row(3, 0, headings)
    for number, cells in enumerate(lines, 4):
        sheet.write_row(number, 0, cells)
    book.close()
    return buffer.getvalue()
