"""The Excel door: the officer's list in, the same list judged out; nothing guessed."""

import io
import json
import re
import zipfile
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from vinhdanh import __main__ as command
from vinhdanh.assess import LocalRule, judge
from vinhdanh.assess.doors_cli import check
from vinhdanh.assess.sheet_columns import COLLECTIVES, PEOPLE
from vinhdanh.assess.sheet_door import SheetRefused, check_sheet
from vinhdanh.sheets.kinds import Asked, BadCell
from vinhdanh.sheets.workbook import open_workbook

SAMPLE = (
    Path(__file__).parents[2] / "samples" / "van-phong-hdnd-2016" / "danh-sach.xlsx"
)
HEADINGS = (
    *("STT", "Họ và tên", "Ngày sinh", "Phòng", "Ngày vào cơ quan", "Xếp loại 2016"),
    *("Số ngày nghỉ 2016", "Kỷ luật 2016", "Sáng kiến", "Danh hiệu 2015"),
    *("Đăng ký thi đua", "Đang bị xem xét, xác minh", "Đề tài khoa học"),
)

PLAIN = {"in_memory": True, "strings_to_formulas": False}


def lan(**changes):
    told = {
        "Họ và tên": "Trần Thị Lan",
        "Ngày sinh": "01/02/1980",
        "Phòng": "Phòng Tổng hợp",
        "Ngày vào cơ quan": "01/03/2010",
        "Xếp loại 2016": "HTTNV",
        "Số ngày nghỉ 2016": 3,
        "Kỷ luật 2016": "Không",
        "Sáng kiến": "Sổ theo dõi (cơ sở, 45/QĐ-VP ngày 20/12/2016)",
        "Danh hiệu 2015": "LĐTT",
        "Đăng ký thi đua": "Có",
        "Đang bị xem xét, xác minh": "Không",
        "Đề tài khoa học": "Không",
    }
    return told | changes


def minh(**changes):
    other = {"Họ và tên": "Lê Văn Minh", "Ngày sinh": "03/04/1985"}
    return lan(**other | changes)


def sheet(*rows, headings=HEADINGS, above=()):
    """A list as an office keeps it: lines above, headings, people."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, PLAIN) as book:
        page = book.add_worksheet("Danh sách")
        for n, line in enumerate(above):
            page.write(n, 0, line)
        page.write_row(len(above), 0, headings)
        for n, row in enumerate(rows, 1):
            cells = [row.get(h, n if h == "STT" else "") for h in headings]
            page.write_row(len(above) + n, 0, cells)
    return buffer.getvalue()


def asked(*rows, titles=("LDTT", "CSTDCS"), year=2016, headings=HEADINGS, **more):
    data = sheet(*rows, headings=headings)
    return check_sheet(data, "danh sách.xlsx", year=year, titles=titles, **more)


def pages(answer):
    return {
        page.name: page.rows
        for page in open_workbook(answer.workbook, "kết quả.xlsx").sheets
    }


def judged_sample():
    return check_sheet(SAMPLE.read_bytes(), SAMPLE.name, year=2016)


def row_of(page, name):
    return next(row for row in page if name in row)


def test_the_list_comes_back_with_a_verdict_and_a_reason_for_each_title():
    data = sheet(lan(), minh(**{"Số ngày nghỉ 2016": 40}), above=("VĂN PHÒNG", ""))

    answer = check_sheet(data, "danh sách.xlsx", year=2016, titles=["LDTT", "CSTDCS"])

    before = open_workbook(data, "danh sách.xlsx").sheets[0].rows
    after = pages(answer)["Kết quả Danh sách"]
    wide = len(HEADINGS)
    assert [row[:wide] for row in after] == before
    assert after[2][wide:] == [
        *("LĐTT 2016", "LĐTT: vì sao", "CSTĐCS 2016", "CSTĐCS: vì sao"),
    ]
    assert after[3][wide] == "Đạt"
    assert after[4][wide : wide + 3 : 2] == ["Không đạt", "Không đạt"]
    assert "40 ngày" in after[4][wide + 1]
    assert answer.counts["LDTT"] == {
        "yes": 1,
        "no": 1,
        "unknown": 0,
        "confirm": 0,
        "not_judged": 0,
    }
    assert answer.problems == ()


def test_a_heading_merged_beyond_the_list_leaves_the_verdicts_their_place():
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, PLAIN) as book:
        page = book.add_worksheet("Danh sách")
        page.merge_range("A1:A2", "Họ và tên")
        page.merge_range("B1:C1", "Xếp loại")
        page.write_row("B2", ["2015", "2016"])
        page.merge_range("D1:G2", "Ghi chú của phòng tổ chức cán bộ")
        page.write_row("A3", ["Trần Thị Lan", "HTTNV", "HTTNV", "Tốt"])

    answer = check_sheet(buffer.getvalue(), "a.xlsx", year=2016, titles=["LDTT"])

    (judged, *_) = open_workbook(answer.workbook, "kết quả.xlsx").sheets
    assert judged.rows[0][4:] == ["LĐTT 2016", "LĐTT: vì sao"]
    assert set(judged.merged) == {
        ((0, 0), (1, 0)),
        ((0, 1), (0, 2)),
        ((0, 3), (1, 3)),
        ((0, 4), (1, 4)),
        ((0, 5), (1, 5)),
    }


def test_a_list_too_wide_for_one_sheet_of_paper_is_printed_on_two():
    with zipfile.ZipFile(io.BytesIO(judged_sample().workbook)) as archive:
        judged = archive.read("xl/worksheets/sheet1.xml").decode()
        book = archive.read("xl/workbook.xml").decode()

    assert 'fitToWidth="2" fitToHeight="0" pageOrder="overThenDown"' in judged
    assert "$A:$B,'Kết quả Danh sách 2016'!$7:$8" in book


def test_headings_are_as_high_as_their_words_in_a_narrow_column():
    with zipfile.ZipFile(io.BytesIO(judged_sample().workbook)) as archive:
        judged = archive.read("xl/worksheets/sheet1.xml").decode()

    heights = [
        float(re.search(rf'<row r="{row}" ht="([\d.]+)"', judged)[1]) for row in (7, 8)
    ]
    assert sum(heights) == 4 * 14.5 + 1  # Số / ngày / nghỉ / 2016, over both rows


def test_each_title_has_a_page_with_its_criteria_and_articles():
    page = pages(asked(lan()))["CSTĐCS"]

    assert page[0][0] == "CHIẾN SĨ THI ĐUA CƠ SỞ — NĂM 2016"
    heading, person = page[4], page[5]
    assert heading[:6] == [
        *("Dòng", "Họ và tên", "Đơn vị", "Kết luận", "Vì sao"),
        "Là Lao động tiên tiến",
    ]
    assert person[:4] == [2, "Trần Thị Lan", "Phòng Tổng hợp", "Đạt"]
    assert person[5] == "✓"
    told = " ".join(str(row[0]) for row in page[6:])
    assert "Điều 23 Luật Thi đua, khen thưởng 2003" in told


def test_what_is_missing_names_who_can_supply_it():
    page = pages(asked(lan(**{"Xếp loại 2016": "chưa rõ"}), minh(), titles=["LDTT"]))

    (row,) = [row for row in page["Còn thiếu"] if "Trần Thị Lan" in row]
    assert row == [
        *(2, "Trần Thị Lan", "Phòng Tổng hợp", "xếp loại năm 2016", "LĐTT"),
        "thủ trưởng đơn vị (kết quả đánh giá, xếp loại năm)",
    ]


def test_what_the_whole_list_lacks_is_said_once():
    headings = tuple(h for h in HEADINGS if h != "Đăng ký thi đua")

    answer = asked(lan(), minh(), titles=["LDTT"], headings=headings)

    page = pages(answer)["Còn thiếu"]
    assert answer.counts["LDTT"]["unknown"] == 2
    assert [row[1:4] for row in page[4:]] == [
        ["Cả danh sách", "2 dòng", "đăng ký thi đua năm 2016"]
    ]


def test_what_is_assumed_fills_only_what_the_list_does_not_say():
    headings = tuple(h for h in HEADINGS if h != "Đăng ký thi đua")

    silent = asked(lan(), titles=["LDTT"], headings=headings, assumed=["registered"])
    said = asked(
        lan(**{"Đăng ký thi đua": "Không"}), titles=["LDTT"], assumed=["registered"]
    )

    assert silent.counts["LDTT"]["yes"] == 1
    assert said.counts["LDTT"]["no"] == 1
    told = " ".join(str(row[0]) for row in pages(silent)["LĐTT"])
    assert "Coi như đã có khi danh sách không ghi: đăng ký thi đua trong năm" in told


def test_the_cap_is_counted_on_those_who_are_in():
    people = [
        lan(**{"Họ và tên": f"Trần Thị {name}", "Đăng ký thi đua": "LĐTT"})
        for name in ("Lan", "Hoa", "Mai")
    ]

    answer = asked(
        *people, year=2018, headings=tuple(h.replace("2016", "2018") for h in HEADINGS)
    )

    assert answer.quotas[1].award == "CSTDCS"
    assert answer.quotas[1].base_name == "LDTT"


def test_an_offices_own_rule_is_judged_and_named():
    rule = LocalRule.parse(
        {
            "id": "ngày nghỉ",
            "title": "LDTT",
            "kind": "criterion",
            "subject": "individual",
            "first_day": "2016-01-01",
            "source": "Quy chế minh họa",
            "says": "Nghỉ không quá 2 ngày",
            "holds": {"fact": "absence_working_days", "at_most": 2},
        }
    )

    answer = asked(lan(), titles=["LDTT"], local=[rule])

    assert answer.counts["LDTT"]["no"] == 1
    told = " ".join(str(row[0]) for row in pages(answer)["LĐTT"])
    assert "quy định của cơ quan: Quy chế minh họa" in told


@pytest.mark.parametrize(
    ("more", "message"),
    [
        (
            {"year": 2010},
            (
                "Ngày xét 31/12/2010 chưa có luật nào trong chương trình; luật "
                "có từ ngày 01/06/2014. Xem lại năm xét hoặc ngày áp dụng."
            ),
        ),
        (
            {"titles": ["CSTDC"]},
            (
                "Không có danh hiệu, hình thức mã “CSTDC”. Có phải “CSTDCS” "
                "(Chiến sĩ thi đua cơ sở)?"
            ),
        ),
        (
            {"titles": ["TTLDTT"]},
            (
                "“Tập thể lao động tiên tiến” không xét cho các người trong tệp “danh "
                "sách.xlsx”. Chọn danh hiệu khác hoặc tệp khác."
            ),
        ),
        (
            {"assumed": ["registred"]},
            (
                "Điều coi như đạt: không có dữ kiện của các danh hiệu được hỏi "
                "“registred” (tại “assumed”). Có phải “registered”?"
            ),
        ),
    ],
)
def test_a_question_that_cannot_be_asked_is_refused(more, message):
    with pytest.raises(SheetRefused) as refused:
        asked(lan(), **more)

    assert str(refused.value) == message


def test_a_list_without_names_is_refused():
    with pytest.raises(SheetRefused, match="Không tìm thấy dòng tiêu đề"):
        check_sheet(sheet(headings=("Cột 1", "Cột 2")), "a.xlsx", year=2016)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            {"Xếp loại 2016": "HTSX"},
            "Dòng 2, cột “Xếp loại 2016” (F): “HTSX” không phải mức xếp loại.",
        ),
        (
            {"Danh hiệu 2015": "LĐTTT"},
            (
                "Dòng 2, cột “Danh hiệu 2015” (J): “LĐTTT” không rõ là danh hiệu, hình "
                "thức khen thưởng nào."
            ),
        ),
        (
            {"Ngày vào cơ quan": "01/03/2016"},
            (
                "Dòng 2, cột “Danh hiệu 2015” (J): “Lao động tiên tiến” của "
                "năm 2015 có trước năm tuyển dụng (01/03/2016). Sửa năm của danh "
                "hiệu, hoặc ghi ngày tuyển dụng lần đầu."
            ),
        ),
        (
            {"Đăng ký thi đua": "sẽ đăng"},
            "Dòng 2, cột “Đăng ký thi đua” (K): “sẽ đăng” cần ghi “Có” hoặc “Không”.",
        ),
    ],
)
def test_a_row_with_an_error_is_not_judged_and_says_why(change, message):
    answer = asked(lan(**change), minh(), titles=["LDTT"])

    row = row_of(pages(answer)["Kết quả Danh sách"], "Trần Thị Lan")
    assert answer.problems[0].startswith(message)
    assert row[len(HEADINGS)] == "Chưa xét"
    assert row[len(HEADINGS) + 1].startswith(message)
    assert (answer.errors, answer.not_judged) == (1, 1)
    assert answer.counts["LDTT"]["yes"] == 1
    assert row_of(pages(answer)["Cần xem lại"], "Lỗi")[1] == 2


def test_a_column_nobody_understands_is_named_and_kept():
    headings = (*HEADINGS, "Số điện thoại")

    answer = asked(lan(**{"Số điện thoại": "0123"}), headings=headings)

    assert answer.problems == (
        (
            "Dòng 1, cột “Số điện thoại” (N): không hiểu cột này nên không "
            "dùng khi xét; nội dung vẫn giữ nguyên."
        ),
    )
    assert answer.errors == 0
    assert row_of(pages(answer)["Kết quả Danh sách"], "0123")


def test_a_misspelt_heading_is_an_error_that_offers_the_right_one():
    headings = tuple(h.replace("Xếp loại", "Xếp loạt") for h in HEADINGS)

    answer = asked(lan(), titles=["LDTT"], headings=headings)

    assert answer.problems == (
        (
            "Dòng 1, cột “Xếp loạt 2016” (F): không hiểu cột này nên không "
            "dùng khi xét; nội dung vẫn giữ nguyên. Nếu là “Xếp loại”, sửa tiêu đề "
            "rồi xét lại."
        ),
    )
    assert answer.errors == 1
    assert answer.counts["LDTT"]["unknown"] == 1


def test_a_formula_stays_text():
    answer = asked(lan(**{"Họ và tên": "Trần Thị Lan", "Phòng": "=1+1 Phòng"}))

    row = row_of(pages(answer)["Kết quả Danh sách"], "Trần Thị Lan")
    assert row[3] == "=1+1 Phòng"


UNITS = ("Tập thể", "Xếp loại", "Số người", "Số LĐTT", "Số hoàn thành nhiệm vụ")
UNITS += ("Số CSTĐCS", "Số bị kỷ luật từ cảnh cáo", "Đăng ký thi đua", "Tỷ lệ LĐTT")
UNITS += ("Đang bị xem xét, xác minh",)


def unit(**changes):
    told = {
        "Tập thể": "Phòng Tổng hợp",
        "Xếp loại": "HTXSNV",
        "Số người": 20,
        "Số LĐTT": 14,
        "Số hoàn thành nhiệm vụ": 20,
        "Số CSTĐCS": 1,
        "Số bị kỷ luật từ cảnh cáo": 0,
        "Đăng ký thi đua": "Có",
        "Đang bị xem xét, xác minh": "Không",
    }
    return told | changes


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({}, "yes"),
        ({"Số LĐTT": 10}, "no"),
        ({"Số LĐTT": "", "Tỷ lệ LĐTT": "70%"}, "yes"),
        ({"Số LĐTT": "", "Tỷ lệ LĐTT": 0.5}, "no"),
        ({"Tỷ lệ LĐTT": "70%"}, "yes"),
        ({"Tỷ lệ LĐTT": "71%"}, "yes"),
        ({"Số người": 21, "Số hoàn thành nhiệm vụ": 21, "Tỷ lệ LĐTT": "66,7%"}, "yes"),
        ({"Số LĐTT": ""}, "unknown"),
    ],
)
def test_a_list_of_collectives_is_judged_too(changes, word):
    answer = asked(unit(**changes), titles=["TTLDTT"], headings=UNITS)

    assert answer.counts["TTLDTT"][word] == 1


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (
            {"Tỷ lệ LĐTT": "105%"},
            (
                "Dòng 2, cột “Tỷ lệ LĐTT” (I): “105%” quá 100%. Xem lại tử số "
                "và mẫu số của tỷ lệ."
            ),
        ),
        (
            {"Tỷ lệ LĐTT": 1.05},
            (
                "Dòng 2, cột “Tỷ lệ LĐTT” (I): “1,05” có thể là quá 100% hoặc hơn 1%. "
                "Ghi rõ kèm dấu %."
            ),
        ),
        (
            {"Tỷ lệ LĐTT": "72%"},
            (
                "Dòng 2, cột “Tỷ lệ LĐTT” (I): tỷ lệ LĐTT không khớp với 14 trên 20 "
                "người. Sửa một trong hai."
            ),
        ),
        (
            {"Số LĐTT": 21},
            (
                "Dòng 2, cột “Số LĐTT” (D): 21 người, nhiều hơn 20 người của "
                "tập thể (quá 100%). Xem lại hai số này."
            ),
        ),
        (
            {
                "Số người": 19,
                "Số LĐTT": "",
                "Tỷ lệ LĐTT": "70%",
                "Số hoàn thành nhiệm vụ": 19,
            },
            (
                "Dòng 2, cột “Tỷ lệ LĐTT” (I): tỷ lệ LĐTT của 19 người không "
                "phải số người nguyên. Ghi số người."
            ),
        ),
    ],
)
def test_figures_of_a_collective_that_cannot_be_are_refused(changes, message):
    answer = asked(unit(**changes), titles=["TTLDTT"], headings=UNITS)

    assert answer.problems[0].startswith(message)
    assert answer.not_judged == 1


def test_the_sample_office_is_judged_as_its_own_list_says():
    answer = check_sheet(
        SAMPLE.read_bytes(),
        SAMPLE.name,
        year=2016,
        assumed=["registered", "pending_inquiry", "discipline"],
    )

    assert answer.people == 38
    assert answer.problems == (
        (
            "Cả trang tính, cột “Kỷ luật” (L): 35 ô trống, coi là chưa rõ. Nếu ô trống "
            "nghĩa là không bị kỷ luật, ghi vào các ô ấy, hoặc nói rõ rằng coi như "
            "đạt. Ví dụ đúng: Không."
        ),
    )
    assert answer.counts["LDTT"]["yes"] == 38
    assert answer.counts["CSTDCS"]["yes"] == 17
    assert list(pages(answer)) == [
        *("Kết quả Danh sách 2016", "LĐTT", "CSTĐCS", "CSTĐ tỉnh", "Bằng khen tỉnh"),
        *("Còn thiếu", "Hạn mức", "Cần xem lại"),
    ]


def test_a_workbook_may_hold_both_lists():
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, PLAIN) as book:
        for name, headings, row in (
            ("Người", HEADINGS, lan()),
            ("Phòng", UNITS, unit()),
        ):
            page = book.add_worksheet(name)
            page.write_row(0, 0, headings)
            page.write_row(1, 0, [row.get(heading, 1) for heading in headings])

    answer = check_sheet(buffer.getvalue(), "cả hai.xlsx", year=2016)

    assert set(answer.counts) == {*("LDTT", "CSTDCS", "CSTD_TINH", "BK_TINH")} | {
        *("TTLDTT", "TTLDXS"),
    }
    assert {"Kết quả Người", "Kết quả Phòng"} <= set(pages(answer))


def test_an_initiative_of_no_said_level_leaves_the_count_unknown():
    vague = "Sổ theo dõi (45/QĐ-VP ngày 20/12/2016)"

    answer = asked(lan(**{"Sáng kiến": vague}), titles=["CSTDCS"])

    assert answer.counts["CSTDCS"]["unknown"] == 1
    assert "chưa ghi cấp công nhận" in answer.problems[0]


def test_a_list_of_later_years_only_is_refused():
    headings = ("Họ và tên", "Xếp loại 2017", "Danh hiệu 2018")

    with pytest.raises(SheetRefused) as refused:
        asked({"Họ và tên": "Trần Thị Lan"}, headings=headings)

    assert str(refused.value) == (
        "Các cột của danh sách ghi năm 2017, 2018, đều sau năm xét 2016. Xem lại năm "
        "xét hoặc tiêu đề cột."
    )


@pytest.mark.parametrize(
    ("column", "cell", "value"),
    [
        ("registered", True, True),
        ("registered", "x", True),
        ("registered", "CSTĐCS", True),
        ("registered", "chưa rõ", None),
        ("pending_inquiry", "đang xem xét", True),
        ("pending_inquiry", "0", False),
        ("members", "20 người", 20),
        ("members", "chưa rõ", None),
        ("advanced_share", 0.7, {"num": 700000, "den": 1000000}),
        ("advanced_share", 70, {"num": 700000, "den": 1000000}),
        ("advanced_share", "66,7%", {"num": 667, "den": 1000}),
    ],
)
def test_a_cell_is_read_as_offices_write_it(column, cell, value):
    kind = COLLECTIVES if column in {"members", "advanced_share"} else PEOPLE

    assert kind.column(column).read(cell, Asked(2016)).value == value


@pytest.mark.parametrize(
    ("column", "cell", "message"),
    [
        ("members", "hai mươi", "“hai mươi” không phải số người."),
        ("members", -1, "“-1” nhỏ hơn 0."),
        ("advanced_share", "bảy mươi", "“bảy mươi” không phải tỷ lệ phần trăm."),
        ("name", "123", "“123” không phải tên tập thể."),
    ],
)
def test_a_cell_that_cannot_be_read_says_so(column, cell, message):
    with pytest.raises(BadCell) as bad:
        COLLECTIVES.column(column).read(cell, Asked(2016))

    assert str(bad.value) == message


def test_shares_alone_stand_for_the_figures():
    told = {"Số người": "", "Số LĐTT": "", "Tỷ lệ LĐTT": "70%"}

    answer = asked(unit(**told), titles=["TTLDTT"], headings=UNITS)
    none = asked(unit(**{"Số người": 0}), titles=["TTLDTT"], headings=UNITS)

    assert answer.problems == ()
    assert answer.counts["TTLDTT"]["yes"] == 1
    assert "số người bằng 0; để trống nếu chưa rõ." in none.problems[0]


def test_the_command_tells_the_first_twenty_problems_and_who_is_over(tmp_path, capsys):
    path = tmp_path / "dài.xlsx"
    wrong = [
        lan(**{"Họ và tên": f"Trần Thị {chr(65 + n)}", "Xếp loại 2016": "HTSX"})
        for n in range(22)
    ]
    path.write_bytes(sheet(*wrong))
    rules = tmp_path / "quy định.json"
    rules.write_text(
        json.dumps(
            [
                {
                    "id": "trần",
                    "title": "LDTT",
                    "kind": "quota",
                    "first_day": "2016-01-01",
                    "source": "Quy chế minh họa",
                    "share": [1, 2],
                    "base": "headcount",
                }
            ]
        ),
        "utf-8",
    )

    assert check([str(path), "--year", "2016", "--title", "LDTT"]) == 1
    assert "… và 2 điều nữa ở trang “Cần xem lại”." in capsys.readouterr().err

    path.write_bytes(sheet(lan()))
    words = [str(path), "--year", "2016", "--title", "LDTT", "--local", str(rules)]
    assert check(words) == 0
    assert "vượt 1: Hội đồng chọn." in capsys.readouterr().out


def test_the_same_list_gives_the_same_workbook():
    data = sheet(lan())  # made once: a file tells the second in which it was made

    first, second = [
        check_sheet(data, "danh sách.xlsx", year=2016).workbook for _ in range(2)
    ]

    assert first == second


@settings(max_examples=6, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["HTTNV", "HTXSNV", "HTNV", "chưa rõ"]),
            st.integers(0, 60),
            st.sampled_from(["Không", "Khiển trách"]),
        ),
        min_size=1,
        max_size=6,
    )
)
def test_the_list_is_judged_as_each_person_alone(told):
    grades = {"HTTNV": "HTT", "HTXSNV": "HTXS", "HTNV": "HT", "chưa rõ": None}
    wrongs = {"Không": "none", "Khiển trách": "reprimand"}
    rows = [
        lan(
            **{
                "Họ và tên": f"Trần Thị {chr(65 + n)}",
                "Xếp loại 2016": grade,
                "Số ngày nghỉ 2016": days,
                "Kỷ luật 2016": wrong,
            }
        )
        for n, (grade, days, wrong) in enumerate(told)
    ]

    page = pages(asked(*rows, titles=["LDTT"]))["LĐTT"]

    alone = []
    for grade, days, wrong in told:
        facts = {
            "rating": grades[grade],
            "absence_working_days": days,
            "discipline": wrongs[wrong],
            "registered": ["LDTT"],
            "pending_inquiry": False,
        }
        record = {"id": "1", "kind": "individual", "recruited_on": date(2010, 3, 1)}
        (verdict,) = judge([record | {"years": {2016: facts}}], ["LDTT"], year=2016)
        alone.append((verdict.word.label, verdict.short[:60]))
    found = [(row[3].lower(), row[4][:60]) for row in page[5 : 5 + len(told)]]
    assert found == alone


def test_the_command_writes_the_workbook_and_its_code_says_how_it_went(
    tmp_path, capsys
):
    good, bad = tmp_path / "tốt.xlsx", tmp_path / "sai.xlsx"
    good.write_bytes(sheet(lan()))
    bad.write_bytes(sheet(lan(**{"Xếp loại 2016": "HTSX"}), minh()))

    assert check([str(good), "--year", "2016", "--title", "LDTT"]) == 0
    said = capsys.readouterr()
    assert (said.err, said.out.splitlines()[0]) == ("", "LDTT: đạt 1")
    assert (tmp_path / "tốt-ket-qua.xlsx").read_bytes()[:2] == b"PK"

    out = tmp_path / "ra.xlsx"
    assert check([str(bad), "--year", "2016", "--title", "LDTT", "-o", str(out)]) == 1
    said = capsys.readouterr()
    assert said.err.startswith("Dòng 2, cột “Xếp loại 2016” (F):")
    assert said.out.splitlines()[0] == "LDTT: đạt 1; chưa xét (dòng có lỗi) 1"

    missing = tmp_path / "không có.xlsx"
    assert check([str(missing), "--year", "2016", "-o", str(out)]) == 2
    assert capsys.readouterr().err.startswith("Chưa xét được: ")


@pytest.mark.parametrize(
    ("change", "more", "code", "said"),
    [
        ({"Xếp loại 2016": "HTSX"}, (), 1, "Dòng 2, cột “Xếp loại 2016” (F): “HTSX”"),
        ({"Danh hiệu 2015": "LĐTTT"}, (), 1, "Dòng 2, cột “Danh hiệu 2015” (J): “LĐT"),
        ({}, ("--title", "CSTDC"), 2, "Chưa xét được: Không có danh hiệu, hình thức"),
        ({}, ("--year", "2010"), 2, "Chưa xét được: Ngày xét 31/12/2010 chưa có luật"),
        (
            {"Ngày vào cơ quan": "01/03/2016"},
            (),
            1,
            "Dòng 2, cột “Danh hiệu 2015” (J): “Lao động tiên tiến” của năm 2015 có ",
        ),
    ],
)
def test_the_command_names_row_column_and_what_to_do(
    change, more, code, said, tmp_path, capsys
):
    path = tmp_path / "danh sách.xlsx"
    path.write_bytes(sheet(lan(**change)))
    asked = [str(path), "--year", "2016", "-o", str(tmp_path / "ra.xlsx"), *more]

    assert check(asked) == code
    assert capsys.readouterr().err.startswith(said)


def test_check_with_a_list_is_the_excel_door_and_alone_it_is_djangos(
    tmp_path, capsys, monkeypatch
):
    path = tmp_path / "danh sách.xlsx"
    path.write_bytes(sheet(lan()))
    asked_of_django = []
    monkeypatch.setattr(command, "_django", lambda w: asked_of_django.append(w) or 0)

    assert command.main(["check", str(path), "--year", "2016"]) == 0
    assert command.main(["check", "--deploy"]) == 0

    assert asked_of_django == [["check", "--deploy"]]
    assert "Đã ghi" in capsys.readouterr().out
