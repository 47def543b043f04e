"""A sheet is opened in a process of its own, which may not take more than its share."""

import pytest

from tests.intake.sheets import line, workbook
from vinhdanh.sheets import apart
from vinhdanh.sheets.apart import Bounds
from vinhdanh.sheets.refusal import SheetRefused
from vinhdanh.sheets.workbook import open_workbook

DATA = workbook([line("Mai Văn Tám")])


def test_the_workbook_is_the_one_that_is_read_here() -> None:
    assert apart.open_workbook(DATA, "a.xlsx") == open_workbook(DATA, "a.xlsx")


def test_a_refusal_comes_back_as_its_sentence() -> None:
    with pytest.raises(SheetRefused, match="thật ra là tệp PDF"):
        apart.open_workbook(b"%PDF-1.7 khong phai", "a.xlsx")


@pytest.mark.skipif(not apart.BOUNDS_MEMORY, reason="no POSIX limits here")
@pytest.mark.parametrize("megabytes", [8, 12, 16, 20, 24])
def test_a_file_that_needs_too_much_memory_is_refused_with_what_to_do(
    megabytes: int,
) -> None:
    # By the bound it is zlib, Python or the parser that is refused memory first; zlib
    # says so in the words it has for a damaged file.
    big = workbook([line(f"Mai Văn {n}") for n in range(8_000)])
    bounds = Bounds(memory_bytes=megabytes * 1024 * 1024)

    with pytest.raises(SheetRefused) as refused:
        apart.open_workbook(big, "thu-muc/nặng.xlsx", bounds=bounds)

    assert str(refused.value).startswith(
        f"Tệp “nặng.xlsx” cần hơn {megabytes} MB bộ nhớ để đọc nên đã dừng."
    )


def test_a_file_that_takes_too_long_is_refused_with_what_to_do() -> None:
    with pytest.raises(SheetRefused, match="quá 0 giây nên đã dừng"):
        apart.open_workbook(DATA, "a.xlsx", bounds=Bounds(seconds=0))
