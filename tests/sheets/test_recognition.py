"""Which kind of list a sheet is, how surely, and why."""

import pytest

from tests.sheets import corpus, making
from vinhdanh.sheets import reading
from vinhdanh.sheets.recognition import recognise
from vinhdanh.sheets.roster import ROSTER

NAMED = (1, "Lê An")


def ranked(*rows, name="Trang 1", filename="tep.xlsx"):
    return recognise(making.opened(making.xlsx(*rows, name=name), filename))


KINDS = {
    "roster": ("TT", "Họ và tên", "Ngày sinh", "Chức vụ", "Đơn vị"),
    "grades": ("STT", "Họ và tên", "Chức vụ", "Xếp loại 2015", "Xếp loại 2016"),
    "initiatives": ("TT", "Tên sáng kiến", "Tác giả", "Cấp công nhận", "Số QĐ"),
    "past_awards": ("STT", "Họ và tên", "Danh hiệu", "Năm", "Số quyết định", "Ngày QĐ"),
    "registrations": ("STT", "Họ và tên", "Chức vụ", "Danh hiệu đăng ký"),
    "nominees": ("STT", "Họ và tên", "Danh hiệu đề nghị", "Số phiếu đồng ý"),
    "indicator_values": ("TT", "Chỉ tiêu", "Đơn vị tính", "Thực hiện 2015"),
    "score_sheets": ("TT", "Nội dung tiêu chí", "Điểm chuẩn", "Điểm tự chấm"),
}


@pytest.mark.parametrize("code", KINDS)
def test_a_list_is_recognised_by_its_headings_alone(code):
    first = ranked(KINDS[code], NAMED)[0]

    assert (first.kind.code, first.confidence) == (code, "sure")


def test_the_reason_names_the_columns_and_the_title():
    found = ranked(("DANH SÁCH SÁNG KIẾN NĂM 2016",), KINDS["initiatives"], NAMED)

    assert found[0].why == (
        "Tiêu đề ghi “DANH SÁCH SÁNG KIẾN NĂM 2016”, có cột “Tên sáng kiến”, “Tác "
        "giả”, “Cấp công nhận”, “Số QĐ”: danh sách sáng kiến, đề tài."
    )


def test_a_sheet_that_could_be_two_kinds_says_so():
    found = ranked(
        ("STT", "Họ và tên", "Đơn vị", "Danh hiệu"), (1, "Lê An", "P", "LĐTT")
    )

    assert {one.kind.code for one in found} == {
        "past_awards",
        "registrations",
        "nominees",
    }
    assert {one.confidence for one in found} == {"doubtful"}
    assert "Cũng có thể là" in found[0].why


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("DANH SÁCH ĐĂNG KÝ THI ĐUA NĂM 2016", "registrations"),
        ("DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG NĂM 2016", "nominees"),
        ("TỔNG HỢP KHEN THƯỞNG NĂM 2016", "past_awards"),
    ],
)
def test_the_title_decides_between_them(title, code):
    headings = ("STT", "Họ và tên", "Đơn vị", "Danh hiệu")
    found = ranked((title,), headings, (1, "Lê An", "P", "LĐTT"))

    assert (found[0].kind.code, found[0].confidence) == (code, "likely")


def test_the_name_of_the_sheet_or_file_helps():
    headings = ("STT", "Họ và tên", "Đơn vị", "Danh hiệu")

    by_sheet = ranked(headings, NAMED, name="Đề nghị")
    by_file = ranked(headings, NAMED, filename="dang-ky-2016.xlsx")

    assert by_sheet[0].kind.code == "nominees"
    assert by_file[0].kind.code == "registrations"


def test_what_a_kind_still_lacks_is_said():
    found = ranked(
        ("DANH SÁCH CÁN BỘ",), ("TT", "Họ và tên", "Chức vụ", "Phòng"), NAMED
    )

    roster = next(one for one in found if one.kind.code == "roster")
    assert roster.missing == ("Ngày sinh",)
    assert roster.why.endswith("Còn thiếu cột “Ngày sinh”.")
    assert roster.confidence == "doubtful"


def test_a_sheet_without_headings_is_no_list():
    assert ranked(("a", "b"), ("c", "d")) == []


@pytest.mark.parametrize("style", corpus.STYLES, ids=[s.name for s in corpus.STYLES])
def test_every_list_that_can_be_read_is_among_those_it_may_be(style):
    if style.refused:
        return

    book = reading.open_workbook(style.data(), style.filename, style.limits)
    found = recognise(book)

    assert style.kind in [one.kind for one in found]
    # “Họ và tên, Ngày sinh, Đăng ký CSTĐCS” is as much a list of registrations.
    if style.kind is not ROSTER or "Đăng ký" not in style.name:
        assert found[0].kind is style.kind
