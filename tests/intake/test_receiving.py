"""A sheet as it comes in: every kind of file that the form offers."""

import pytest

from tests.sheets import making
from tests.sheets.corpus import biff
from tests.sheets.corpus.files import ods
from tests.sheets.corpus.word import word
from tests.worlds import Office
from vinhdanh.base import files
from vinhdanh.intake import actions
from vinhdanh.pages.intake.forms import SheetForm

LINES = (making.HEADINGS, making.AN, making.BINH)
MADE = {
    ".xlsx": lambda: making.xlsx(*LINES),
    ".xls": lambda: biff.xls(*LINES),
    ".ods": lambda: ods(*LINES),
    ".csv": lambda: making.comma(*LINES),
    ".docx": word(LINES),
}


def offered() -> list[str]:
    accepted: str = SheetForm.base_fields["file"].widget.attrs["accept"]
    return accepted.split(",")


@pytest.mark.parametrize("extension", offered())
def test_every_kind_of_file_that_the_form_offers_is_received_and_read(
    office: Office, extension: str
) -> None:
    data, name = MADE[extension](), f"danh-sach{extension}"

    read = actions.read_sheet(office.lan, office.unit, data, name, year=2016)
    later = actions.receive_sheet(
        office.lan, office.unit, data, name, year=2016, again=True
    )

    assert [row.values["name"] for row in read.rows.all()] == [
        "Nguyễn Văn An",
        "Trần Thị Bình",
    ]
    assert files.read_file(later.file) == data
