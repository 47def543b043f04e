"""The parts that hold a large workbook's sheets together, and its texts."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from vinhdanh.sheets.extents import column_letter

HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_NO_XML: Final = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|_x[0-9A-Fa-f]{4}_"
)


def shared_strings(texts: Iterable[str], said: int) -> str:
    """Every text once, in the order of its number; `said`: how many cells have one."""
    items = [f'<si><t xml:space="preserve">{_text(t)}</t></si>' for t in texts]
    return (
        f'{HEAD}<sst xmlns="{MAIN}" count="{said}" uniqueCount="{len(items)}">'
        f"{''.join(items)}</sst>"
    )


def escaped(words: str) -> str:
    """Text as it stands between tags."""
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def attribute(words: str) -> str:
    """Text as the value of an attribute, with its quotes."""
    return '"' + escaped(words).replace('"', "&quot;") + '"'


def _text(words: str) -> str:
    """Text in XML; what XML cannot hold is left out, “_x0041_” stays as it reads."""
    if _NO_XML.search(words):
        words = _NO_XML.sub(
            lambda found: f"_x005F{found[0]}" if found[0][0] == "_" else "", words
        )
    return escaped(words)


@dataclass(frozen=True)
class Listed:
    """A sheet as the workbook lists it.

    rows: those printed on each page, from 1. columns: how many, from the left.
    """

    name: str
    rows: tuple[int, int]
    columns: int
    filter: str


def frame(sheets: Sequence[Listed]) -> dict[str, str]:
    """The parts that hold the sheets together."""
    numbers = range(1, len(sheets) + 1)
    listed = "".join(
        f'<sheet name={attribute(sheet.name)} sheetId="{n}" r:id="rId{n}"/>'
        for n, sheet in zip(numbers, sheets, strict=True)
    )
    named = ""
    for at, sheet in enumerate(sheets):
        place = "'" + sheet.name.replace("'", "''") + "'!"
        if sheet.filter:
            named += _defined("_FilterDatabase", at, place + _fixed(sheet.filter))
        first, last = sheet.rows
        titles = f"{place}${first}:${last}"
        if sheet.columns:
            titles = f"{place}$A:${column_letter(sheet.columns - 1)},{titles}"
        named += _defined("Print_Titles", at, titles)
    kind = f"{_OFFICE}/"
    relations = "".join(
        f'<Relationship Id="rId{n}" Type="{kind}worksheet" '
        f'Target="worksheets/sheet{n}.xml"/>'
        for n in numbers
    )
    end = len(sheets) + 1
    spreadsheet = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    overrides = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" '
        f'ContentType="{spreadsheet}.worksheet+xml"/>'
        for n in numbers
    )
    return {
        "[Content_Types].xml": (
            f'{HEAD}<Types xmlns="{_PACKAGE}/content-types">'
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
            f'{HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
            f'<Relationship Id="rId1" Type="{kind}officeDocument" '
            'Target="xl/workbook.xml"/></Relationships>'
        ),
        "xl/workbook.xml": (
            f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{_OFFICE}">'
            f"<bookViews><workbookView/></bookViews><sheets>{listed}</sheets>"
            f"<definedNames>{named}</definedNames></workbook>"
        ),
        "xl/_rels/workbook.xml.rels": (
            f'{HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{relations}'
            f'<Relationship Id="rId{end}" Type="{kind}styles" Target="styles.xml"/>'
            f'<Relationship Id="rId{end + 1}" Type="{kind}sharedStrings" '
            'Target="sharedStrings.xml"/></Relationships>'
        ),
    }


def _defined(name: str, sheet: int, area: str) -> str:
    hidden = ' hidden="1"' if name == "_FilterDatabase" else ""
    return (
        f'<definedName name="_xlnm.{name}" localSheetId="{sheet}"{hidden}>'
        f"{escaped(area)}</definedName>"
    )


def _fixed(area: str) -> str:
    """$A$8:$T$46 for A8:T46."""
    return re.sub(r"([A-Z]+)(\d+)", r"$\1$\2", area)
