"""The officer's own sheet comes back with what is wrong coloured and told of."""

import io
import re
import zipfile
from pathlib import Path
from typing import Any

from tests.intake.sheets import HEADINGS, line, workbook
from tests.worlds import Office
from vinhdanh.intake import actions, papers
from vinhdanh.sheets.workbook import Cell, open_workbook

WRONG = ("Lý Thị Chín", "31/02/1980")
RED, GREEN = "FFF8CBAD", "FFE2F0D9"


def cells(data: bytes) -> list[list[Cell]]:
    return open_workbook(data, "a.xlsx").sheets[0].rows


def colour(data: bytes, place: str) -> str:
    """The colour behind a cell such as “C5”, as the file itself says it."""
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
        styles = parts.read("xl/styles.xml").decode()
    cell = re.search(rf'<c r="{place}"[^>]*>', sheet)
    assert cell is not None
    look = re.findall(r"<xf .*?</xf>", styles.partition("<cellXfs")[2])[
        int(re.search(r's="(\d+)"', cell[0])[1])  # type: ignore[index]
    ]
    fill = re.findall(r"<fill>.*?</fill>", styles)[
        int(re.search(r'fillId="(\d+)"', look)[1])  # type: ignore[index]
    ]
    found = re.search(r'fgColor rgb="(\w+)"', fill)
    return found[1] if found else ""


def test_bad_cells_are_red_and_the_last_column_says_what_to_do(office: Office) -> None:
    sent = workbook([line(*WRONG), line("Mai Văn Tám", post="Kế toán")])
    batch = actions.read_sheet(office.lan, office.unit, sent, "a.xlsx", year=2016)

    marked = papers.marked_sheet(batch)

    rows = cells(marked)
    assert colour(marked, "C5") == RED
    assert colour(marked, "C6") == ""
    assert rows[3][13] == "Điều cần xem"
    assert "“31/02/1980” không phải ngày có thật." in str(rows[4][13])
    assert [row[:13] for row in rows] == cells(sent)


def test_a_number_written_on_the_page_stays_masked_in_the_marked_sheet(
    office: Office, settings: Any, tmp_path: Path
) -> None:
    settings.VINHDANH_KEYS = tmp_path / "khoa"
    sent = workbook([[*line("Mai Văn Tám"), "12"]], headings=(*HEADINGS, "Số CCCD"))
    batch = actions.read_sheet(office.lan, office.unit, sent, "a.xlsx", year=2016)
    actions.mend_cell(office.lan, batch, 5, "N", "001080012345")
    batch.refresh_from_db()

    marked = papers.marked_sheet(batch)

    assert cells(marked)[4][13] == "••••••••2345"
    assert colour(marked, "N5") == GREEN


def test_the_marked_sheet_mended_is_read_as_the_first_one(office: Office) -> None:
    sent = workbook([line(*WRONG)])
    batch = actions.read_sheet(office.lan, office.unit, sent, "a.xlsx", year=2016)
    actions.mend_cell(office.lan, batch, 5, "C", "28/02/1980")
    batch.refresh_from_db()

    marked = papers.marked_sheet(batch)
    again = actions.read_sheet(office.lan, office.unit, marked, "b.xlsx", year=2016)

    assert colour(marked, "C5") == GREEN
    assert [row.values for row in again.rows.all()] == [
        row.values for row in batch.rows.all()
    ]
    assert [row.word for row in again.rows.all()] == ["new"]
