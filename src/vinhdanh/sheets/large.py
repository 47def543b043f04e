"""Large workbooks, written straight to their XML.

XlsxWriter takes 5 s for what ten thousand checked people need, this less than one. Only
what such a workbook has is known here: typed cells, fixed looks, frozen headings, print
set-up. Text is always a string cell, with the quote prefix where a spreadsheet would
take it for a formula.
"""

import io
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from vinhdanh.sheets.extents import column_letter
from vinhdanh.sheets.workbook import Cell
from vinhdanh.sheets.writing import LONGEST_CELL, STARTS_A_FORMULA, sheet_name

A4: Final = 9
A3: Final = 8
_FIRST_DAY: Final = date(1899, 12, 30)
_NO_XML: Final = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|_x[0-9A-Fa-f]{4}_"
)
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_WRITTEN: Final = (2016, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Look:
    """How a cell looks. `fill`: a colour such as "E2F0D9", "" for none."""

    bold: bool = False
    italic: bool = False
    size: int = 11
    fill: str = ""
    ink: str = "000000"
    border: bool = False
    across: str = "left"
    wrap: bool = False
    middle: bool = False
    number: str = ""


PLAIN: Final = Look()


class Run:
    """Cells side by side that many rows share: made into XML once.

    They hold marks and short words: the height of a row does not hang on them.
    """

    __slots__ = ("cells", "xml")

    def __init__(self, cells: "Sequence[tuple[Cell, Look]]") -> None:
        self.cells = cells
        self.xml = ""


@dataclass(frozen=True)
class Page:
    """One sheet. Rows hold (value, look), a `Run`, or None for an empty cell.

    heading: the first and last heading row, from 1; they stay in sight and are printed
    on each page. kept: columns that stay in sight. heights: row number → points.
    """

    name: str
    rows: Sequence[Sequence[tuple[Cell, Look] | Run | None]]
    widths: Sequence[float]
    heading: tuple[int, int]
    kept: int = 0
    merged: Sequence[str] = ()
    heights: dict[int, float] | None = None
    paper: int = A4
    filter: str = ""


class _Looks:
    """The looks of a workbook by number, each with its twin for quoted text."""

    def __init__(self) -> None:
        self.numbers: dict[tuple[Look, bool], int] = {}
        # By id, since to hash a look costs more than to write its cell.
        self.seen: dict[tuple[int, bool], tuple[Look, int]] = {}
        self.of(PLAIN)

    def of(self, look: Look, *, quoted: bool = False) -> int:
        key = (id(look), quoted)
        if key not in self.seen:
            number = self.numbers.setdefault((look, quoted), len(self.numbers))
            self.seen[key] = look, number
        return self.seen[key][1]

    def xml(self) -> str:
        fonts: dict[str, int] = {}
        fills = {
            '<fill><patternFill patternType="none"/></fill>': 0,
            '<fill><patternFill patternType="gray125"/></fill>': 1,
        }
        formats: dict[str, int] = {}
        cells = []
        for look, quoted in self.numbers:
            font = fonts.setdefault(_font(look), len(fonts))
            fill = fills.setdefault(_fill(look), len(fills)) if look.fill else 0
            number = 0
            if look.number:
                number = formats.setdefault(look.number, 164 + len(formats))
            cells.append(
                f'<xf numFmtId="{number}" fontId="{font}" fillId="{fill}" '
                f'borderId="{int(look.border)}" xfId="0" applyNumberFormat="1" '
                f'applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"'
                f"{' quotePrefix=' + chr(34) + '1' + chr(34) if quoted else ''}>"
                f'<alignment horizontal="{look.across}" '
                f'vertical="{"center" if look.middle else "top"}" '
                f'wrapText="{int(look.wrap)}"/></xf>'
            )
        written = "".join(
            f'<numFmt numFmtId="{number}" formatCode={quoteattr(code)}/>'
            for code, number in formats.items()
        )
        side = '<{0} style="thin"><color rgb="FF9A9A9A"/></{0}>'
        sides = "".join(side.format(s) for s in ("left", "right", "top", "bottom"))
        return (
            f'{_HEAD}<styleSheet xmlns="{_MAIN}">'
            f'<numFmts count="{len(formats)}">{written}</numFmts>'
            f'<fonts count="{len(fonts)}">{"".join(fonts)}</fonts>'
            f'<fills count="{len(fills)}">{"".join(fills)}</fills>'
            '<borders count="2"><border><left/><right/><top/><bottom/><diagonal/>'
            f"</border><border>{sides}<diagonal/></border></borders>"
            '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" '
            'borderId="0"/></cellStyleXfs>'
            f'<cellXfs count="{len(cells)}">{"".join(cells)}</cellXfs>'
            '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/>'
            "</cellStyles></styleSheet>"
        ).replace('<numFmts count="0"></numFmts>', "")


def _font(look: Look) -> str:
    weight = "<b/>" * look.bold + "<i/>" * look.italic
    return (
        f'<font>{weight}<sz val="{look.size}"/><color rgb="FF{look.ink}"/>'
        '<name val="Times New Roman"/><family val="1"/></font>'
    )


def _fill(look: Look) -> str:
    return (
        f'<fill><patternFill patternType="solid"><fgColor rgb="FF{look.fill}"/>'
        '<bgColor indexed="64"/></patternFill></fill>'
    )


def workbook(pages: Iterable[Page]) -> bytes:
    """An xlsx with one sheet a page: same pages, same bytes.

    A text longer than a cell may be is cut, ending with “…”.
    """
    looks, texts, names = _Looks(), dict[str, int](), set[str]()
    parts: dict[str, str] = {}
    listed = []
    for number, page in enumerate(pages, 1):
        name = sheet_name(page.name, names)
        listed.append((name, page))
        parts[f"xl/worksheets/sheet{number}.xml"] = _sheet(
            page, looks, texts, is_first=number == 1
        )
    parts |= _frame(listed)
    parts["xl/styles.xml"] = looks.xml()
    parts["xl/sharedStrings.xml"] = _strings(texts)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=2) as archive:
        for path, words in parts.items():
            entry = zipfile.ZipInfo(path, _WRITTEN)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, words.encode(), compresslevel=2)
    return buffer.getvalue()


def _sheet(page: Page, looks: _Looks, texts: dict[str, int], *, is_first: bool) -> str:
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
            f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/>',
            '</sheetPr><sheetViews><sheetView workbookViewId="0" showGridLines="0"',
            ' tabSelected="1"' if is_first else "",
            f'><pane{split} ySplit="{last}" topLeftCell="{corner}" ',
            f'activePane="{pane}" state="frozen"/><selection pane="{pane}"/>',
            '</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/>',
            f"<cols>{columns}</cols><sheetData>",
            _rows(page, looks, texts),
            "</sheetData>",
            f'<autoFilter ref="{page.filter}"/>' if page.filter else "",
            f'<mergeCells count="{len(page.merged)}">{merged}</mergeCells>'
            if merged
            else "",
            '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.6" header="0.3" ',
            f'footer="0.3"/><pageSetup paperSize="{page.paper}" ',
            'orientation="landscape" fitToWidth="1" fitToHeight="0"/>',
            "<headerFooter><oddFooter>&amp;L&amp;A&amp;RTrang &amp;P/&amp;N",
            "</oddFooter></headerFooter></worksheet>",
        )
    )


def _rows(page: Page, looks: _Looks, texts: dict[str, int]) -> str:
    """The rows; a cell stands where it comes, so that alike cells are alike XML."""
    heights = page.heights or {}
    known: defaultdict[int, dict[str, str]] = defaultdict(dict)
    written: list[str] = []
    add = written.append
    for number, cells in enumerate(page.rows, 1):
        height = (
            f' ht="{heights[number]}" customHeight="1"' if number in heights else ""
        )
        add(f'<row r="{number}"{height}>')
        for cell in cells:
            if isinstance(cell, tuple):
                value, look = cell
                if isinstance(value, str):
                    said = known[id(look)].get(value)
                    if said is None:
                        said = known[id(look)][value] = _cell(value, look, looks, texts)
                    add(said)
                else:
                    add(_cell(value, look, looks, texts))
            elif cell is None:
                add("<c/>")
            else:
                cell.xml = cell.xml or "".join(
                    _cell(value, look, looks, texts) for value, look in cell.cells
                )
                add(cell.xml)
        add("</row>")
    return "".join(written)


def _cell(value: Cell, look: Look, looks: _Looks, texts: dict[str, int]) -> str:
    """The cell's XML."""
    if isinstance(value, str):
        if not value:
            return f'<c s="{looks.of(look)}"/>'
        words = value if len(value) <= LONGEST_CELL else value[: LONGEST_CELL - 1] + "…"
        quoted = STARTS_A_FORMULA.match(words) is not None
        at = texts.setdefault(words, len(texts))
        return f'<c s="{looks.of(look, quoted=quoted)}" t="s"><v>{at}</v></c>'
    style = looks.of(look)
    if isinstance(value, bool):
        return f'<c s="{style}" t="b"><v>{int(value)}</v></c>'
    if isinstance(value, int | float):
        return f'<c s="{style}"><v>{value!r}</v></c>'
    return f'<c s="{style}"><v>{_serial(value)!r}</v></c>'


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


def _strings(texts: dict[str, int]) -> str:
    listed = "".join(f'<si><t xml:space="preserve">{_text(t)}</t></si>' for t in texts)
    return (
        f'{_HEAD}<sst xmlns="{_MAIN}" count="{len(texts)}" uniqueCount="{len(texts)}">'
        f"{listed}</sst>"
    )


def _text(words: str) -> str:
    """Text in XML; what XML cannot hold is left out, “_x0041_” stays as it reads."""
    if _NO_XML.search(words):
        words = _NO_XML.sub(
            lambda found: f"_x005F{found[0]}" if found[0][0] == "_" else "", words
        )
    return escape(words)


def _frame(listed: Sequence[tuple[str, Page]]) -> dict[str, str]:
    """The parts that hold the sheets together."""
    numbers = range(1, len(listed) + 1)
    sheets = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{n}" r:id="rId{n}"/>'
        for n, (name, _) in enumerate(listed, 1)
    )
    named = ""
    for at, (name, page) in enumerate(listed):
        place = "'" + name.replace("'", "''") + "'!"
        if page.filter:
            named += _defined("_FilterDatabase", at, place + _fixed(page.filter))
        first, last = page.heading
        named += _defined("Print_Titles", at, f"{place}${first}:${last}")
    kind = f"{_OFFICE}/"
    relations = "".join(
        f'<Relationship Id="rId{n}" Type="{kind}worksheet" '
        f'Target="worksheets/sheet{n}.xml"/>'
        for n in numbers
    )
    end = len(listed) + 1
    spreadsheet = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    overrides = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" '
        f'ContentType="{spreadsheet}.worksheet+xml"/>'
        for n in numbers
    )
    return {
        "[Content_Types].xml": (
            f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-'
            'package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            '<Override PartName="/xl/workbook.xml" '
            f'ContentType="{spreadsheet}.sheet.main+xml"/>{overrides}'
            '<Override PartName="/xl/styles.xml" '
            f'ContentType="{spreadsheet}.styles+xml"/>'
            '<Override PartName="/xl/sharedStrings.xml" '
            f'ContentType="{spreadsheet}.sharedStrings+xml"/></Types>'
        ),
        "_rels/.rels": (
            f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
            f'<Relationship Id="rId1" Type="{kind}officeDocument" '
            'Target="xl/workbook.xml"/></Relationships>'
        ),
        "xl/workbook.xml": (
            f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">'
            f"<bookViews><workbookView/></bookViews><sheets>{sheets}</sheets>"
            f"<definedNames>{named}</definedNames></workbook>"
        ),
        "xl/_rels/workbook.xml.rels": (
            f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{relations}'
            f'<Relationship Id="rId{end}" Type="{kind}styles" Target="styles.xml"/>'
            f'<Relationship Id="rId{end + 1}" Type="{kind}sharedStrings" '
            'Target="sharedStrings.xml"/></Relationships>'
        ),
    }


def _defined(name: str, sheet: int, area: str) -> str:
    hidden = ' hidden="1"' if name == "_FilterDatabase" else ""
    return (
        f'<definedName name="_xlnm.{name}" localSheetId="{sheet}"{hidden}>'
        f"{escape(area)}</definedName>"
    )


def _fixed(area: str) -> str:
    """$A$8:$T$46 for A8:T46."""
    return re.sub(r"([A-Z]+)(\d+)", r"$\1$\2", area)
