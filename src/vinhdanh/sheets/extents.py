"""What lies in a sheet's XML that the parser does not tell or must not meet.

A file of 2 KB with one cell at XFD1048576 makes a parser reserve 17 billion cells, so
the far corner of the cells *with content* is found before parsing, whatever size the
sheet declares. Cells that are only formatted do not count: officers format whole
columns. Attributes are read with their quotes, so that a “>” inside one hides nothing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Final
from xml.etree import ElementTree as ET

from vinhdanh.sheets.refusal import SheetRefused

_ATTRIBUTES: Final = rb"((?:\s+[\w:.\-]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*)\s*"
_ROW_OR_CELL: Final = re.compile(
    rb"<(?:\w+:)?(row|c)" + _ATTRIBUTES + rb"(/?)>(?:\s*</(?:\w+:)?c>)?(<f)?"
)
# What office programs write for nearly every row: cells of that row, each with a place
# and a plain value, or only with a form. The last letters are of the last value.
_PLAIN_ROW: Final = re.compile(
    rb'<row r="(\d{1,9})"(?: (?!hidden)[\w:.\-]+="[^"]*")*+>'
    rb'(?:<c r="(?:[A-Z]{1,3}\1"(?: s="\d+")?+/>|([A-Z]{1,3})\1"(?: s="\d+")?+'
    rb'(?: t="(?:s|n|b|str|inlineStr)")?+>(?:<v>[^<]*+</v>|'
    rb'<is><t(?: xml:space="preserve")?+>[^<]*+</t></is>)</c>))*+</row>'
)
_VALUE: Final = re.compile(rb'<c r="([A-Z]{1,3})\d{1,9}"[^/>]*>')
_ROW_NUMBER: Final = re.compile(rb"\sr\s*=\s*[\"'](\d{1,9})[\"']")
_CELL_PLACE: Final = re.compile(rb"\sr\s*=\s*[\"']([A-Z]{1,4})(\d{1,9})[\"']")
_IS_ERROR: Final = re.compile(rb"\st\s*=\s*[\"']e[\"']")
_IS_HIDDEN: Final = re.compile(rb"\shidden\s*=\s*[\"'](?:1|true)[\"']")
_NO_RESULT: Final = re.compile(
    rb"(?:<f(?:\s[^>]*)?/>|<f(?:\s[^>]*)?>[^<]*</f>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>"
)

_ODS_STEP: Final = re.compile(
    rb"<(/?)table:(table|table-row|table-cell|covered-table-cell)"
    + _ATTRIBUTES
    + rb"(/?)>"
)
_ODS_REPEAT: Final = re.compile(
    rb"table:number-(?:rows|columns)-repeated\s*=\s*[\"'](\d{1,9})[\"']"
)

ANY_SHEET: Final = ""
_PIECE: Final = 2_000_000
_LETTERS: Final = 26

Place = tuple[int, int]
"""Row and column of a cell, both counted from 0."""


@dataclass(frozen=True)
class Extent:
    """What one sheet holds: far corner, and the cells and rows that need a word.

    last: the greatest row and column with content; (-1, -1) for an empty sheet.
    errors: cells such as #N/A; uncomputed: formulas saved without a result.
    hidden_rows: counted from 0.
    """

    last: Place = (-1, -1)
    errors: frozenset[Place] = frozenset()
    uncomputed: frozenset[Place] = frozenset()
    hidden_rows: tuple[int, ...] = ()


NOTHING_KNOWN: Final = Extent()


def column_index(letters: str) -> int:
    """0 for A, 25 for Z, 26 for AA."""
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - 64
    return index - 1


@cache
def column_letter(index: int) -> str:
    """A for 0, Z for 25, AA for 26."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def of_xlsx(parts: dict[str, bytes]) -> dict[str, Extent]:
    """The extent of each worksheet of an xlsx, by the sheet's name.

    Under `ANY_SHEET` stands the farthest corner of all, for a sheet that the parser
    may find where the index of this file seems to name none.
    """
    by_part = {
        name: of_worksheet(content)
        for name, content in parts.items()
        if b"sheetData" in content
    }
    corners = [extent.last for extent in by_part.values()] or [(-1, -1)]
    extents = {
        ANY_SHEET: Extent((max(r for r, _ in corners), max(c for _, c in corners)))
    }
    for sheet, target in _index(parts).items():
        found = by_part.get(target) or by_part.get(f"xl/{target}")
        if found is not None:
            extents[sheet] = found
    return extents


def _index(parts: dict[str, bytes]) -> dict[str, str]:
    """The part of each sheet by its name, in either namespace of the format."""
    try:
        relations = {
            relation.get("Id"): relation.get("Target", "")
            for relation in ET.fromstring(  # noqa: S314 - DOCTYPE is refused before
                parts.get("xl/_rels/workbook.xml.rels", b"<none/>")
            )
        }
        book = ET.fromstring(parts["xl/workbook.xml"])  # noqa: S314
    except ET.ParseError as error:
        raise SheetRefused(
            "Tệp bảng tính đã hỏng ở phần mục lục. Mở tệp bằng Excel, lưu lại rồi gửi."
        ) from error
    index: dict[str, str] = {}
    for sheet in book.iter():
        if not sheet.tag.endswith("}sheet"):
            continue
        key = next((v for k, v in sheet.attrib.items() if k.endswith("}id")), None)
        index[sheet.get("name", "")] = (relations.get(key) or "").lstrip("/")
    return index


def of_worksheet(part: bytes) -> Extent:
    """The extent of one worksheet part of an xlsx.

    Plain rows are taken in one sweep each, all others looked at cell by cell.
    """
    rest: list[bytes] = []
    row, column = -1, -1
    for piece in _in_pieces(part):
        cut = _PLAIN_ROW.split(piece)
        rest += cut[::3]
        numbers = [
            int(number)
            for number, letters in zip(cut[1::3], cut[2::3], strict=True)
            if letters
        ]
        row = max(row, max(numbers, default=0) - 1)
        # Cells stand in order, so that the last of a row is the farthest; looked after.
        last = max(map(_index_of, set(cut[2::3]) - {None}), default=-1)
        column = max(column, last if _ends_at(piece, last) else _farthest(piece))
    found = _looked_at(b"".join(rest))
    if found is None:  # what has no place counts on those before it
        return _looked_at(part, count=True) or NOTHING_KNOWN
    corner = max(found.last[0], row), max(found.last[1], column)
    return replace(found, last=corner)


def _index_of(letters: bytes) -> int:
    return column_index(letters.decode())


def _ends_at(piece: bytes, last: int) -> bool:
    """Whether no value stands beyond that column."""
    if not -1 < last < _LETTERS - 1:
        return False
    beyond = rb'<c r="(?:[%c-Z]|[A-Z]{2,3})\d{1,9}"[^/>]*>' % (ord("A") + last + 1)
    return re.search(beyond, piece) is None


def _farthest(piece: bytes) -> int:
    rows = b"".join(row[0] for row in _PLAIN_ROW.finditer(piece))
    return max(map(_index_of, set(_VALUE.findall(rows))), default=-1)


def _in_pieces(part: bytes) -> Iterator[bytes]:
    """The part in some megabytes at a time, each ending with a row."""
    begin = 0
    while begin < len(part):
        end = part.find(b"</row>", begin + _PIECE)
        end = len(part) if end < 0 else end + len(b"</row>")
        yield part[begin:end]
        begin = end


def _looked_at(part: bytes, *, count: bool = False) -> Extent | None:
    """The extent, cell by cell.

    None for a row or cell without a place unless they are `count`ed.
    """
    row, column = -1, -1
    last_row, last_column = -1, -1
    errors: set[Place] = set()
    uncomputed: set[Place] = set()
    hidden: list[int] = []
    for found in _ROW_OR_CELL.finditer(part):
        tag, attributes, is_closed, formula = found.groups()
        if tag == b"row":
            number = _ROW_NUMBER.search(attributes)
            if not (number or count):
                return None
            row, column = int(number[1]) - 1 if number else row + 1, -1
            if _IS_HIDDEN.search(attributes):
                hidden.append(row)
            continue
        if place := _CELL_PLACE.search(attributes):
            row, column = int(place[2]) - 1, column_index(place[1].decode())
        elif count:
            column += 1
        else:
            return None
        if is_closed or found[0].endswith(b"</c>"):
            continue
        last_row, last_column = max(last_row, row), max(last_column, column)
        if _IS_ERROR.search(attributes):
            errors.add((row, column))
        elif formula and _NO_RESULT.match(part, found.end() - len(formula)):
            uncomputed.add((row, column))
    return Extent(
        (last_row, last_column),
        frozenset(errors),
        frozenset(uncomputed),
        tuple(hidden),
    )


def of_ods(content: bytes) -> Place:
    """The far corner over all tables of an ods; repeated cells are counted out."""
    last_row, last_column = -1, -1
    row_end, column = -1, -1
    for found in _ODS_STEP.finditer(content):
        closing, tag, attributes, is_closed = found.groups()
        if closing:
            continue
        times = _ODS_REPEAT.search(attributes)
        repeat = int(times[1]) if times else 1
        if tag == b"table":
            row_end = -1
        elif tag == b"table-row":
            row_end, column = row_end + repeat, -1
        else:
            column += repeat
            # A cell closed at once shows nothing unless it carries a value.
            if not is_closed or b"office:" in attributes:
                last_row = max(last_row, row_end)
                last_column = max(last_column, column)
    return last_row, last_column
