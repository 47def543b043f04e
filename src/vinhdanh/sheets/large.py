"""Large workbooks, written straight to their XML.

XlsxWriter takes 5 s for what ten thousand checked people need, this a third of one.
Only what such a workbook has is known here: typed cells, fixed looks, frozen headings,
print set-up. Text is always a string cell, with the quote prefix where a spreadsheet
would take it for a formula.
"""

import io
import zipfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import compress
from operator import getitem
from typing import Final, NamedTuple

from vinhdanh.sheets.extents import column_letter
from vinhdanh.sheets.large_looks import PLAIN, Look, Looks
from vinhdanh.sheets.large_parts import HEAD, MAIN, Listed, frame, shared_strings
from vinhdanh.sheets.workbook import Cell
from vinhdanh.sheets.writing import LONGEST_CELL, STARTS_A_FORMULA, sheet_name

__all__ = ["A3", "A4", "PLAIN", "Look", "Page", "Row", "workbook"]

A4: Final = 9
A3: Final = 8
_TALLEST: Final = 409.0  # points; a program refuses more
_FIRST_DAY: Final = date(1899, 12, 30)
_WRITTEN: Final = (2016, 1, 1, 0, 0, 0)


class Row(NamedTuple):
    """The cells of a row and how each looks; no look, no cell.

    Rows that share one object for their looks are written fastest.
    """

    values: Sequence[Cell]
    looks: Sequence[Look | None]


@dataclass(frozen=True)
class Page:
    """One sheet.

    heading: the first and last heading row, from 1; they and the first `kept` columns
    stay in sight and are printed on each page. across: how many sheets of paper side
    by side. heights: row number → points.
    """

    name: str
    rows: Sequence[Row]
    widths: Sequence[float]
    heading: tuple[int, int]
    kept: int = 0
    merged: Sequence[str] = ()
    heights: dict[int, float] | None = None
    paper: int = A4
    across: int = 1
    filter: str = ""


def workbook(pages: Sequence[Page]) -> bytes:
    """An xlsx with one sheet a page: same pages, same bytes.

    A text longer than a cell may be is cut, ending with “…”.
    """
    styles, names = _Styles(), set[str]()
    listed = [
        Listed(sheet_name(page.name, names), page.heading, page.kept, page.filter)
        for page in pages
    ]
    said = 0
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(buffer, "w") as archive,
        ThreadPoolExecutor(max_workers=1) as beside,
    ):
        # A part is compressed while the next is written.
        added = [beside.submit(_add, archive, *part) for part in frame(listed).items()]
        for number, page in enumerate(pages, 1):
            xml = _sheet(page, styles, is_first=number == 1)
            said += xml.count(' t="s"')
            path = f"xl/worksheets/sheet{number}.xml"
            added.append(beside.submit(_add, archive, path, xml))
        last = {
            "xl/styles.xml": styles.looks.xml(),
            "xl/sharedStrings.xml": shared_strings(styles.texts, said),
        }
        added += [beside.submit(_add, archive, *part) for part in last.items()]
        for done in added:
            done.result()
    return buffer.getvalue()


def _add(archive: zipfile.ZipFile, path: str, words: str) -> None:
    entry = zipfile.ZipInfo(path, _WRITTEN)
    entry.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(entry, words.encode(), compresslevel=2)


def _sheet(page: Page, styles: "_Styles", *, is_first: bool) -> str:
    last = page.heading[1]
    corner = f"{column_letter(page.kept)}{last + 1}"
    split = f' xSplit="{page.kept}"' if page.kept else ""
    pane = "bottomRight" if page.kept else "bottomLeft"
    columns = "".join(
        f'<col min="{n}" max="{n}" width="{width}" customWidth="1"/>'
        for n, width in enumerate(page.widths, 1)
    )
    merged = "".join(f'<mergeCell ref="{area}"/>' for area in page.merged)
    return "".join(
        (
            f'{HEAD}<worksheet xmlns="{MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/>',
            '</sheetPr><sheetViews><sheetView showGridLines="0"',
            ' tabSelected="1"' if is_first else "",
            f' workbookViewId="0"><pane{split} ySplit="{last}" topLeftCell="{corner}" ',
            f'activePane="{pane}" state="frozen"/><selection pane="{pane}"/>',
            '</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/>',
            f"<cols>{columns}</cols><sheetData>",
            _rows(page, styles),
            "</sheetData>",
            f'<autoFilter ref="{page.filter}"/>' if page.filter else "",
            f'<mergeCells count="{len(page.merged)}">{merged}</mergeCells>'
            if merged
            else "",
            '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.6" header="0.3" ',
            f'footer="0.3"/><pageSetup paperSize="{page.paper}" ',
            f'fitToWidth="{page.across}" fitToHeight="0" pageOrder="overThenDown" ',
            'orientation="landscape"/>',
            "<headerFooter><oddFooter>&amp;L&amp;A&amp;RTrang &amp;P/&amp;N",
            "</oddFooter></headerFooter></worksheet>",
        )
    )


class _Ends(dict[Cell, str]):
    """By value, a cell's XML after the row number of its place, and what follows.

    Of one look and one type of value: True is not 1.
    """

    def __init__(self, look: Look, then: str, styles: "_Styles") -> None:
        self.look, self.then, self.styles = look, then, styles

    def __missing__(self, value: Cell) -> str:
        end = _end_of_cell(value, self.look, self.styles) + self.then
        self[value] = end
        return end


@dataclass(frozen=True)
class _Styles:
    """What the sheets share: looks and texts by number, cells already written."""

    looks: Looks = field(default_factory=Looks)
    texts: dict[str, int] = field(default_factory=dict)
    ends: dict[tuple[object, ...], _Ends] = field(default_factory=dict)


@dataclass(frozen=True)
class _Form:
    """How rows of the same looks and types are written.

    there: which values have a cell, None for all.
    """

    start: str
    there: tuple[bool, ...] | None
    ends: tuple[_Ends, ...]


def _rows(page: Page, styles: _Styles) -> str:
    """The rows. All that tells two rows of the same cells apart is the row number, so
    it joins the pieces between: half a microsecond a row instead of one a cell.
    """
    high = {
        number: f'" ht="{min(height, _TALLEST)}" customHeight="1"'
        for number, height in (page.heights or {}).items()
    }
    forms: dict[tuple[object, ...], _Form] = {}
    written: list[str] = []
    for number, (values, looks) in enumerate(page.rows, 1):
        # The page holds the looks as long as this lasts, so that ids tell them.
        alike = (id(looks), *map(type, values))
        form = forms.get(alike)
        if form is None:
            form = forms[alike] = _form(values, looks, styles)
        filled = values if form.there is None else compress(values, form.there)
        start = high.get(number, '"') + form.start
        pieces = ('<row r="', start, *map(getitem, form.ends, filled))
        written.append(str(number).join(pieces))
    return "".join(written)


def _form(
    values: Sequence[Cell], looks: Sequence[Look | None], styles: _Styles
) -> _Form:
    there = tuple([look is not None for look in looks])
    filled = [
        (column_letter(at), look, type(value))
        for at, (value, look) in enumerate(zip(values, looks, strict=True))
        if look is not None
    ]
    if not filled:
        return _Form("/>", there, ())
    next_cells = [f'<c r="{letter}' for letter, _, _ in filled[1:]]
    form = []
    for (_, look, kind), then in zip(filled, [*next_cells, "</row>"], strict=True):
        key = (styles.looks.of(look), kind, then)
        if key not in styles.ends:
            styles.ends[key] = _Ends(look, then, styles)
        form.append(styles.ends[key])
    return _Form(f'><c r="{filled[0][0]}', None if all(there) else there, tuple(form))


def _end_of_cell(value: Cell, look: Look, styles: _Styles) -> str:
    style = styles.looks.of(look)
    if isinstance(value, str):
        if not value:
            return f'" s="{style}"/>'
        words = value if len(value) <= LONGEST_CELL else value[: LONGEST_CELL - 1] + "…"
        if STARTS_A_FORMULA.match(words):
            style = styles.looks.of(look, quoted=True)
        at = styles.texts.setdefault(words, len(styles.texts))
        return f'" s="{style}" t="s"><v>{at}</v></c>'
    if isinstance(value, bool):
        return f'" s="{style}" t="b"><v>{int(value)}</v></c>'
    if isinstance(value, int | float):
        return f'" s="{style}"><v>{value!r}</v></c>'
    return f'" s="{style}"><v>{_serial(value)!r}</v></c>'


def _serial(value: date | time | timedelta) -> float:
    """A day or a time as spreadsheets count them: days since 30 December 1899."""
    if isinstance(value, datetime):
        return (value.date() - _FIRST_DAY).days + _serial(value.time())
    if isinstance(value, date):
        return (value - _FIRST_DAY).days
    if isinstance(value, timedelta):
        return value / timedelta(days=1)
    since = timedelta(
        hours=value.hour,
        minutes=value.minute,
        seconds=value.second,
        microseconds=value.microsecond,
    )
    return since / timedelta(days=1)
