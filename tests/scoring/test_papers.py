"""Criteria tables in Excel: out and back the same, and as offices keep them."""

import io

import pytest
import xlsxwriter

from tests.scoring.scenes import table
from vinhdanh.scoring import actions, checking, library, papers
from vinhdanh.scoring.enums import ScoredKind
from vinhdanh.sheets.refusal import SheetRefused

FRAME = {"points": 100_00, "bonus_most": None, "bands": [], "ties": []}


def sheet(*rows: list) -> bytes:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    page = book.add_worksheet("Bảng điểm")
    for number, row in enumerate(rows):
        page.write_row(number, 0, row)
    book.close()
    return buffer.getvalue()


@pytest.fixture
def read_here(monkeypatch):
    """Read in this process: a process for each file is tried beside the sheets."""
    monkeypatch.setattr(
        "vinhdanh.sheets.apart.open_workbook", papers.reading.open_workbook
    )


def read(*rows: list) -> papers.TableRead:
    return papers.read_table(sheet(*rows), "bang.xlsx", FRAME)


MESSY = (
    ["ỦY BAN NHÂN DÂN QUẬN", "", ""],
    ["BẢNG ĐIỂM THI ĐUA NĂM 2023", "", ""],
    [],
    ["TT", "NỘI DUNG TIÊU CHÍ", "Điểm  chuẩn", "Minh chứng"],
    ["I", "Thực hiện nhiệm vụ chính trị", "60 điểm", ""],
    [1, "Hoàn thành kế hoạch năm", 40, "Báo cáo"],
    [2, "Cải cách hành chính", "20", ""],
    ["II", "Công tác thi đua, khen thưởng", 40, ""],
    [1, "Tổ chức phong trào", "15,5", ""],
    [2, "Nhân điển hình", "24,5", ""],
    ["III", "Điểm thưởng", "", ""],
    [1, "Có cách làm hay", 5, ""],
    ["IV", "Điểm trừ", "", ""],
    [1, "Báo cáo muộn", -5, ""],
    ["", "Tổng cộng", 100, ""],
)


def test_a_table_as_an_office_keeps_it_is_understood(read_here):
    found = read(*MESSY)

    assert found.errors == []
    assert [(p["code"], p["points"]) for p in found.content["parts"]] == [
        ("I", 60_00),
        ("II", 40_00),
        ("III", None),
        ("IV", None),
    ]
    assert [
        (line["part"], line["name"], line["side"], line["standard"])
        for line in found.content["criteria"]
    ] == [
        ("I", "Hoàn thành kế hoạch năm", "standard", 40_00),
        ("I", "Cải cách hành chính", "standard", 20_00),
        ("II", "Tổ chức phong trào", "standard", 15_50),
        ("II", "Nhân điển hình", "standard", 24_50),
        ("III", "Có cách làm hay", "bonus", 5_00),
        ("IV", "Báo cáo muộn", "penalty", 5_00),
    ]
    assert checking.faults(found.content) == []


def test_parts_that_do_not_add_up_are_said_by_their_row(read_here):
    rows = [list(row) for row in MESSY]
    rows[5][2] = 60

    found = read(*rows)

    assert (
        "Dòng 5, cột “Điểm chuẩn” (C): ghi 60 điểm, các mục bên dưới cộng lại 80 điểm."
        in [problem.sentence for problem in found.problems]
    )
    assert (
        "Các tiêu chí cộng lại được 120 điểm, tổng điểm chuẩn ghi 100."
        in checking.faults(found.content)
    )


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("bốn mươi", "“bốn mươi” không phải"),
        (-40, "điểm âm. Điểm trừ ghi ở mục điểm trừ, bằng số dương."),
        ("", "chưa ghi điểm."),
    ],
)
def test_a_cell_that_cannot_be_is_refused_by_row_and_cell(read_here, cell, said):
    rows = [list(row) for row in MESSY]
    rows[5][2] = cell

    (problem,) = read(*rows).errors

    assert (problem.row, problem.column_letter) == (6, "C")
    assert said in problem.sentence


def test_criteria_under_no_part_have_one_made_for_them(read_here):
    found = read(
        ["STT", "Tiêu chí", "Điểm"],
        [1, "Chấp hành chủ trương", 50],
        [2, "Hoàn thành nhiệm vụ", 50],
        [3, "Hoàn thành nhiệm vụ", 10],
    )

    assert [part["name"] for part in found.content["parts"]] == ["Tiêu chí chung"]
    codes = [line["code"] for line in found.content["criteria"]]
    assert codes == [
        "chap_hanh_chu_truong",
        "hoan_thanh_nhiem_vu",
        "hoan_thanh_nhiem_vu_2",
    ]


def test_what_is_no_table_is_refused_in_words(read_here):
    with pytest.raises(SheetRefused) as refused:
        read(["Kính gửi:", "Ủy ban nhân dân"])
    assert "Không tìm thấy dòng tiêu đề" in str(refused.value)


def there_and_back(office, told: dict) -> dict:
    draft = actions.make_set(
        office.lan, office.unit, name="Đi về", scored_kind=ScoredKind.UNIT
    )
    actions.write_table(office.lan, draft, told)
    data = papers.workbook_of(draft)
    found = papers.read_table(data, "di-ve.xlsx", told)
    assert found.errors == [], [problem.sentence for problem in found.errors]
    draft.criteria_set.versions.all().delete()
    draft.criteria_set.delete()
    return found.content


@pytest.mark.parametrize("code", sorted(library.presets()))
def test_a_table_of_the_library_comes_back_as_it_went(office, read_here, code):
    told = library.presets()[code].content

    assert there_and_back(office, told) == told


def test_a_table_with_a_bar_comes_back_as_it_went(office, read_here):
    assert there_and_back(office, table()) == table()
