"""Identity numbers and capacities as lists write them; the numbers are invented."""

import pytest

from tests.sheets import making
from vinhdanh.sheets import cells, identity, mapping, reading
from vinhdanh.sheets.kinds import Asked, BadCell
from vinhdanh.sheets.roster import ROSTER

ASKED = Asked(2016)


@pytest.mark.parametrize(
    ("cell", "digits"),
    [
        ("001080012345", "001080012345"),
        (" 001 080 012.345 ", "001080012345"),
        ("'012345678", "012345678"),
        (100000000001, "100000000001"),
        ("chưa rõ", None),
        ("••••••••2345", None),
        ("********2345", None),
    ],
)
def test_a_number_is_read(cell, digits):
    found = identity.number(cell, ASKED)
    assert (found.value, found.remarks) == (digits, ())


@pytest.mark.parametrize(
    ("cell", "digits", "shown"),
    [
        (31080012345, "031080012345", "••••••••2345"),
        (1080012345.0, "001080012345", "••••••••2345"),
        (12345678, "012345678", "•••••5678"),
    ],
)
def test_the_zeros_that_excel_drops_are_put_back_and_told(cell, digits, shown):
    found = identity.number(cell, ASKED)
    assert found.value == digits
    assert found.remarks == (
        f"Excel đã bỏ số 0 ở đầu; đọc là số {len(digits)} chữ số {shown}.",
    )


@pytest.mark.parametrize("cell", ["31080012345", 1234567, "0010800123456", 10**12])
def test_a_number_of_another_length_is_refused_without_its_digits(cell):
    with pytest.raises(BadCell, match="12 số, chứng minh nhân dân có 9 số") as refused:
        identity.number(cell, ASKED)
    assert str(cell)[:8] not in str(refused.value)


def test_letters_in_a_number_are_refused():
    with pytest.raises(BadCell, match="chỉ gồm chữ số"):
        identity.number("00108OO12345", ASKED)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Cán bộ", "cadre"),
        ("công chức", "civil_servant"),
        ("Biên chế viên chức", "public_employee"),
        ("HĐLĐ không xác định thời hạn", "contract"),
        ("Hợp đồng 68", "contract"),
        ("NLĐ", "worker"),
        ("Quân nhân chuyên nghiệp", "armed_forces"),
        ("Nông dân", "farmer"),
        ("khác", "other"),
        ("chưa rõ", None),
    ],
)
def test_a_capacity_is_read(words, kind):
    assert cells.employment(words, ASKED).value == kind


@pytest.mark.parametrize("words", ["Biên chế", "CBCC", "Không", "68"])
def test_a_capacity_that_may_be_two_is_asked_about(words):
    with pytest.raises(BadCell, match="chưa rõ là diện nào"):
        cells.employment(words, ASKED)


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        ("Số CCCD/CMND", "identity"),
        ("CCCD (12 số)", "identity"),
        ("Số định danh cá nhân", "identity"),
        ("Số CC", "identity"),
        ("Mã số cá nhân", "identity"),
        ("Giấy tờ tùy thân", "identity"),
        ("Loại hình lao động", "employment"),
        ("Loại hợp đồng", "employment"),
        ("Ngày cấp CCCD", None),
        ("Số CMND của vợ", None),
        ("Số hợp đồng", None),
    ],
)
def test_a_heading_says_number_or_capacity(heading, key):
    sheet = making.xlsx(
        ["Họ và tên", "Ngày sinh", heading], ["Đỗ An", "01/02/1980", ""]
    )
    guessed = mapping.guess(making.opened(sheet), ROSTER, year=2016)
    use = guessed.columns.get("C")
    assert (use.key if use else None) == key
    assert identity.is_heading(heading) == (key == "identity")


def test_a_capacity_is_ticked_under_its_heading():
    sheet = making.xlsx(
        ["Họ và tên", "Ngày sinh", "Công chức", "Hợp đồng"],
        ["Đỗ An", "01/02/1980", "x", ""],
        ["Lê Cúc", "01/02/1981", "", "x"],
    )
    book = making.opened(sheet)
    guessed = mapping.guess(book, ROSTER, year=2016)
    found = reading.read(book, guessed, ROSTER, year=2016)
    told = [row.values["employment"] for row in found.rows]
    assert told == ["civil_servant", "contract"]


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("CCCD 079085012345, cấp năm 2021", "CCCD ••••••••2345, cấp năm 2021"),
        ("079 085 012 345", "••• ••• ••• 345"),
        ("0912345678", "0912345678"),
        ("0912 345 678", "0912 345 678"),
        ("ĐT 0912345678 0987654321", "ĐT 0912345678 0987654321"),
        ("Quyết định số 1234/QĐ-UBND ngày 05/01/2016", None),
        ("120.000.000.000 đồng", None),
        ("190850123456", None),
        ("00790850123456", None),
    ],
)
def test_only_a_citizens_number_is_masked_inside_other_words(words, shown):
    assert identity.masked_in(words) == (shown or words)
    assert identity.is_told_in(words) == (identity.masked_in(words) != words)
