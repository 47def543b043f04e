"""What is to be said of a sheet as a whole, or of many of its cells at once."""

from collections import defaultdict
from dataclasses import replace
from typing import Final

from vinhdanh.sheets import headings
from vinhdanh.sheets.extents import Place, column_letter
from vinhdanh.sheets.headings import Headings
from vinhdanh.sheets.kinds import ListKind
from vinhdanh.sheets.mapping import Mapping
from vinhdanh.sheets.problems import Problem
from vinhdanh.sheets.workbook import Sheet, Workbook, shown

_TOLD_ONE_BY_ONE: Final = 200
_ROWS_NAMED: Final = 20
_FILLED: Final = 2
_FONT: Final = {"TCVN3": "TCVN3 (.VnTime)", "VNI": "VNI-Windows"}


def problems(
    sheet: Sheet, mapping: Mapping, kind: ListKind, count: int
) -> list[Problem]:
    """Nobody in the list, rows that are hidden, words converted from an old font."""
    found = _hidden(sheet, mapping) + _converted(sheet, mapping)
    if not count:
        nobody = f"không có {kind.noun} nào dưới dòng tiêu đề."
        found.append(Problem(0, "", "", "", nobody))
    return found


def other_lists(workbook: Workbook, mapping: Mapping, kind: ListKind) -> list[Problem]:
    """A warning for each other sheet that holds such a list and is not read."""
    found = []
    for sheet in workbook.sheets:
        heading = None if sheet.name == mapping.sheet else headings.find(sheet, kind)
        if heading and headings.has_all(heading, kind) and _goes_on(sheet, heading):
            what = (
                f"trang tính “{sheet.name}” cũng có danh sách nhưng không được đọc "
                "cùng. Nhập riêng trang ấy, hoặc chép xuống dưới danh sách này."
            )
            found.append(Problem(0, "", "", "", what, severity="warning"))
    return found


def _goes_on(sheet: Sheet, heading: Headings) -> bool:
    below = sheet.rows[heading.last_row + 1 :]
    return any(sum(cell != "" for cell in row) > _FILLED for row in below)


def placed(found: Problem, sheet: Sheet) -> Problem:
    """The problem with the place where a reader of the document finds the row."""
    if not found.row or found.row > len(sheet.where):
        return found
    return replace(found, where=sheet.where[found.row - 1])


def _hidden(sheet: Sheet, mapping: Mapping) -> list[Problem]:
    hidden = [
        str(row + 1)
        for row in sheet.extent.hidden_rows
        if mapping.last_heading_row <= row < len(sheet.rows)
    ]
    if not hidden:
        return []
    which = ", ".join(hidden[:_ROWS_NAMED]) + ("…" if len(hidden) > _ROWS_NAMED else "")
    what = f"có {len(hidden)} dòng đang ẩn, vẫn được đọc: {which}."
    return [Problem(0, "", "", "", what, severity="warning")]


def _converted(sheet: Sheet, mapping: Mapping) -> list[Problem]:
    """A warning for each converted cell; where they are many, one for each column."""
    by_letter: dict[str, list[Place]] = defaultdict(list)
    for row, column in sheet.converted:
        letter = column_letter(column)
        if row >= mapping.last_heading_row and letter in mapping.at(row + 1).columns:
            by_letter[letter].append((row, column))
    found: list[Problem] = []
    for letter, places in by_letter.items():
        if len(places) <= _TOLD_ONE_BY_ONE:
            found += [_of_a_cell(sheet, mapping, letter, place) for place in places]
            continue
        typed, font = sheet.converted[places[0]]
        what = (
            f"{len(places)} ô gõ bằng phông {_FONT[font]}, đã chuyển sang Unicode, ví "
            f"dụ “{typed}” thành “{shown(sheet.cell(*places[0]))}”. Xem kỹ trước khi "
            "nhập; sai thì bỏ danh sách này, chuyển mã bằng Unikey rồi gửi lại."
        )
        heading = mapping.headings.get(letter, "")
        found.append(Problem(0, letter, heading, "", what, severity="warning"))
    return found


def _of_a_cell(sheet: Sheet, mapping: Mapping, letter: str, place: Place) -> Problem:
    typed, font = sheet.converted[place]
    row = place[0] + 1
    what = (
        f"“{typed}” gõ bằng phông {_FONT[font]}, đã chuyển thành "
        f"“{shown(sheet.cell(*place))}”. Sai thì sửa ô này."
    )
    heading = mapping.at(row).headings.get(letter, "")
    return Problem(row, letter, heading, typed, what, severity="warning")
