"""Sheets as offices send them, made in memory for the tests of this room."""

import csv
import io
import zipfile
from datetime import date, datetime

import xlsxwriter

from vinhdanh.sheets import mapping, reading
from vinhdanh.sheets.roster import ROSTER

YEAR = 2016
HEADINGS = ("STT", "Họ và tên", "Ngày sinh", "Phòng", "Xếp loại 2016")
AN = (1, "Nguyễn Văn An", "28/02/1980", "Phòng Tổng hợp", "HTTNV")
BINH = (2, "Trần Thị Bình", "01/03/1985", "Phòng Tổng hợp", "HTXSNV")


def xlsx(*rows, merged=(), hidden=(), name="Danh sách", formulas=None):
    """An xlsx of one sheet; merged: areas as “A1:C1”; formulas: place → (f, value)."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(
        buffer, {"in_memory": True, "strings_to_formulas": False}
    )
    sheet = book.add_worksheet(name)
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    for area in merged:
        sheet.merge_range(area, "")
    for number, row in enumerate(rows):
        if number in hidden:
            sheet.set_row(number, None, None, {"hidden": True})
        for column, value in enumerate(row):
            if isinstance(value, date):
                moment = datetime(value.year, value.month, value.day)  # noqa: DTZ001
                sheet.write_datetime(number, column, moment, day)
            elif value not in (None, ""):
                sheet.write(number, column, value)
    for place, (formula, value) in (formulas or {}).items():
        sheet.write_formula(place, formula, None, value)
    book.close()
    return buffer.getvalue()


def comma(*rows, separator=",", encoding="utf-8-sig"):
    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=separator).writerows(rows)
    return buffer.getvalue().encode(encoding)


def repacked(data, *, replace=None, add=None, drop=()):
    """The zip again, with parts changed: replace maps a name to a function."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.namelist():
            if part not in drop:
                change = (replace or {}).get(part, bytes)
                new.writestr(part, change(old.read(part)))
        for part, content in (add or {}).items():
            new.writestr(part, content)
    return buffer.getvalue()


def opened(data, filename="danh-sach.xlsx"):
    return reading.open_workbook(data, filename)


def guessed(data, filename="danh-sach.xlsx", year=YEAR):
    return mapping.guess(opened(data, filename), ROSTER, year=year)


def read(data, filename="danh-sach.xlsx", year=YEAR, **blanks):
    """Read as guessed; blanks: what an empty cell of a column means instead."""
    workbook = opened(data, filename)
    chosen = mapping.guess(workbook, ROSTER, year=year)
    for key, code in blanks.items():
        chosen = chosen.with_blank(key, code)
    return reading.read(workbook, chosen, ROSTER, year=year)


def roster(*people, headings=HEADINGS):
    return read(xlsx(headings, *people))


def sentences(read_sheet):
    return [problem.sentence for problem in read_sheet.problems]


def names(read_sheet):
    return [row.values["name"] for row in read_sheet.rows]
