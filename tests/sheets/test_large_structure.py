"""A large workbook's file is built as ECMA-376 part 1 says, since no Excel is at hand.

Excel offers to repair a file whose elements stand in another order, whose counts lie or
whose merged areas overlap; other programs read it and say nothing.
"""

import io
import re
import zipfile
from datetime import date
from xml.etree import ElementTree as ET

import pytest

from vinhdanh.sheets.extents import column_index
from vinhdanh.sheets.large import PLAIN, Look, Page, Row, workbook
from vinhdanh.sheets.workbook import open_workbook

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
# CT_Worksheet 18.3.1.99, CT_Stylesheet 18.8.39, CT_Workbook 18.2.27: in this order.
ORDER = {
    "worksheet": (
        *("sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData"),
        *("sheetCalcPr", "sheetProtection", "protectedRanges", "scenarios"),
        *("autoFilter", "sortState", "dataConsolidate", "customSheetViews"),
        *("mergeCells", "phoneticPr", "conditionalFormatting", "dataValidations"),
        *("hyperlinks", "printOptions", "pageMargins", "pageSetup", "headerFooter"),
    ),
    "styleSheet": (
        *("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs"),
        *("cellStyles", "dxfs", "tableStyles", "colors"),
    ),
    "workbook": (
        *("fileVersion", "fileSharing", "workbookPr", "workbookProtection"),
        *("bookViews", "sheets", "functionGroups", "externalReferences"),
        *("definedNames", "calcPr"),
    ),
    "sheetView": ("pane", "selection"),
    "font": ("b", "i", "strike", "u", "sz", "color", "name", "family"),
    "border": ("left", "right", "top", "bottom", "diagonal"),
}
COUNTED = ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs")
TEXT = Look(border=True, wrap=True)
DAY = Look(border=True, number="dd/mm/yyyy", across="center")
MONEY = Look(bold=True, fill="E2F0D9", number="#,##0")


def rows():
    """A title, two heading rows, people, a line of nobody's, a signature."""
    alike = (PLAIN, TEXT, DAY, TEXT, MONEY)
    people = [
        Row((n, f"Người {n}", date(1980, 1, n), "", 1_000 * n), alike)
        for n in range(1, 10)
    ]
    return [
        Row(("DANH SÁCH",), (Look(bold=True, size=14),)),
        Row(("TT", "Họ tên", "Ngày sinh", "Vì sao", "Tiền"), (TEXT,) * 5),
        Row(("", "", "", "", ""), (TEXT,) * 5),
        *people,
        Row((), ()),
        Row(("", "", "=1+1", "", "NGƯỜI LẬP"), (None, None, PLAIN, None, PLAIN)),
    ]


@pytest.fixture(scope="module")
def made():
    people = Page(
        "Kết quả",
        rows(),
        [6.0, 24.0, 12.0, 40.0, 12.0],
        heading=(2, 3),
        kept=2,
        merged=["A1:E1", "D2:D3", "E2:E3"],
        heights={2: 15.5, 4: 9_999.0},
        filter="A3:E12",
    )
    plain = Page("Hạn mức", rows()[:2], [10.0], heading=(2, 2))
    return workbook([people, plain])


@pytest.fixture(scope="module")
def parts(made):
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert archive.testzip() is None
        return {
            name: ET.fromstring(archive.read(name))  # noqa: S314 - our own
            for name in archive.namelist()
        }


def sheets(parts):
    return [part for name, part in parts.items() if "/worksheets/" in name]


def plain(element):
    return element.tag.rpartition("}")[2]


def test_elements_stand_in_the_order_of_the_standard(parts):
    for part in parts.values():
        for element in part.iter():
            if order := ORDER.get(plain(element)):
                places = [order.index(plain(child)) for child in element]
                assert places == sorted(places), plain(element)


def test_counts_are_what_is_there(parts):
    styles, texts = parts["xl/styles.xml"], parts["xl/sharedStrings.xml"]
    used = [cell for part in sheets(parts) for cell in part.iter(f"{MAIN}c")]

    for name in COUNTED:
        listed = styles.find(f"{MAIN}{name}")
        assert int(listed.get("count")) == len(listed), name
    assert int(texts.get("uniqueCount")) == len(texts)
    assert int(texts.get("count")) == sum(cell.get("t") == "s" for cell in used)
    for merged in (part.find(f"{MAIN}mergeCells") for part in sheets(parts)):
        assert merged is None or int(merged.get("count")) == len(merged)


def test_every_number_points_at_something_there(parts):
    styles = parts["xl/styles.xml"]
    formats = {f.get("numFmtId") for f in styles.iter(f"{MAIN}numFmt")} | {"0"}
    for look in styles.find(f"{MAIN}cellXfs"):
        assert look.get("numFmtId") in formats
        for name in ("font", "fill", "border"):
            listed = styles.find(f"{MAIN}{name}s")
            assert int(look.get(f"{name}Id")) < len(listed)
    texts = len(parts["xl/sharedStrings.xml"])
    for part in sheets(parts):
        for cell in part.iter(f"{MAIN}c"):
            assert int(cell.get("s")) < len(styles.find(f"{MAIN}cellXfs"))
            if cell.get("t") == "s":
                assert int(cell.findtext(f"{MAIN}v")) < texts


def test_cells_say_their_place_and_come_in_its_order(parts):
    # The place may be left out (18.3.1.4), but exceljs, Spout, fastexcel want it.
    for part in sheets(parts):
        last = 0
        for row in part.iter(f"{MAIN}row"):
            places = [re.fullmatch(r"([A-Z]+)(\d+)", c.get("r")).groups() for c in row]
            columns = [column_index(letters) for letters, _ in places]
            assert {number for _, number in places} <= {row.get("r")}
            assert columns == sorted(set(columns))
            assert int(row.get("r")) > last
            last = int(row.get("r"))


def test_heights_are_what_a_program_takes(parts):
    heights = [float(row.get("ht", 0)) for row in sheets(parts)[0].iter(f"{MAIN}row")]

    assert heights[1:4] == [15.5, 0, 409]


def test_defined_names_point_at_sheets_that_are_there(parts):
    book = parts["xl/workbook.xml"]
    names = [sheet.get("name") for sheet in book.iter(f"{MAIN}sheet")]
    said = [
        (name.get("name"), int(name.get("localSheetId")), name.text)
        for name in book.iter(f"{MAIN}definedName")
    ]

    assert names == ["Kết quả", "Hạn mức"]
    assert said == [
        ("_xlnm._FilterDatabase", 0, "'Kết quả'!$A$3:$E$12"),
        ("_xlnm.Print_Titles", 0, "'Kết quả'!$A:$B,'Kết quả'!$2:$3"),
        ("_xlnm.Print_Titles", 1, "'Hạn mức'!$2:$2"),
    ]


def test_every_part_has_a_content_type_and_every_relation_a_part(parts):
    types, book = parts["[Content_Types].xml"], parts["xl/_rels/workbook.xml.rels"]
    typed = {t.get("PartName") for t in types if plain(t) == "Override"}

    targets = {f"xl/{relation.get('Target')}" for relation in book}
    xml = {name for name in parts if name.startswith("xl/") and "_rels" not in name}
    assert typed == {f"/{name}" for name in xml}
    assert targets == xml - {"xl/workbook.xml"}
    assert next(iter(parts)) == "[Content_Types].xml"  # by which files are told


def test_a_reader_finds_every_value_at_its_place(made):
    first, second = open_workbook(made, "a.xlsx").sheets

    assert first.rows[0] == ["DANH SÁCH", "", "", "", ""]
    assert first.rows[4] == [2, "Người 2", date(1980, 1, 2), "", 2_000]
    assert first.rows[12] == [""] * 5
    assert first.rows[13] == ["", "", "=1+1", "", "NGƯỜI LẬP"]
    assert [len(first.rows), len(second.rows)] == [14, 2]
    assert first.merged == (((0, 0), (0, 4)), ((1, 3), (2, 3)), ((1, 4), (2, 4)))
