"""The year's summation and the submission: n of N, tables, addressee."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.documents import reading, samples
from vinhdanh.documents.blocks import percent
from vinhdanh.documents.submission import submission_docx, submission_pdf
from vinhdanh.documents.summation import summation_docx, summation_pdf


def test_figures_are_n_of_n_with_their_share():
    page = reading.page_texts(summation_pdf(samples.summation()))[0]

    assert (
        "1 Lao động tiên tiến 38/38 100% 2 Chiến sĩ thi đua cơ sở 16/38 42,11% "
        "3 Tập thể lao động tiên tiến 03/03 100% 4 Tập thể lao động xuất sắc 01/03 "
        "33,33% đề nghị thành phố 5 Giấy khen cho cá nhân 14 II. Phương hướng" in page
    )
    assert page.endswith("KT. CHÁNH VĂN PHÒNG PHÓ CHÁNH VĂN PHÒNG Phạm Thị Thu Hà")


def test_word_summation_has_the_same_figures():
    table = reading.word(summation_docx(samples.summation())).tables[1]

    assert [[cell.text for cell in row.cells[1:4]] for row in table.rows[1:4]] == [
        ["Lao động tiên tiến", "38/38", "100%"],
        ["Chiến sĩ thi đua cơ sở", "16/38", "42,11%"],
        ["Tập thể lao động tiên tiến", "03/03", "100%"],
    ]


def test_section_tables_follow_its_figures():
    section = samples.Section(heading="I. Bảng", tables=(samples.people_table(2),))

    page = reading.page_texts(summation_pdf(samples.summation(sections=(section,))))[0]

    assert "I. Bảng STT Họ và tên Chức vụ Đơn vị I. Khối chuyên môn 1 Bà" in page


@pytest.mark.parametrize("people", range(15, 22))
def test_signature_after_a_long_table_never_stands_on_a_page_alone(people):
    section = samples.Section(heading="I. Bảng", tables=(samples.people_table(people),))
    paper = samples.summation(sections=(section,), closing=("Trên đây là báo cáo./.",))

    last = reading.page_texts(summation_pdf(paper))[-1]

    assert "Trên đây là báo cáo./. Nơi nhận:" in last
    assert last.endswith("Phạm Thị Thu Hà 2")


def test_a_summation_of_nobody_has_no_share():
    figure = samples.Figure(label="Lao động tiên tiến", count=0, total=0)
    section = samples.Section(heading="I. Kết quả", figures=(figure,))

    page = reading.page_texts(summation_pdf(samples.summation(sections=(section,))))[0]

    assert "1 Lao động tiên tiến 00/00 Nơi nhận:" in page


def test_submission_names_its_addressee_and_signs_at_the_end():
    page = reading.page_texts(submission_pdf(samples.submission()))[0]
    lines = reading.word_lines(submission_docx(samples.submission()))

    assert (
        "TỜ TRÌNH Về việc đề nghị tặng danh hiệu “Tập thể lao động xuất sắc” "
        "Kính gửi: Ủy ban nhân dân thành phố Hải Phòng Căn cứ Luật" in page
    )
    assert "Kính gửi: Ủy ban nhân dân thành phố Hải Phòng" in lines


def test_share_is_rounded_half_up_to_two_digits():
    assert [percent(*pair) for pair in ((0, 9), (4, 9), (2, 3), (1, 32), (9, 9))] == [
        "0%",
        "44,44%",
        "66,67%",
        "3,13%",
        "100%",
    ]


@given(st.integers(1, 10_000), st.data())
def test_share_is_never_further_than_half_a_hundredth(whole, data):
    part = data.draw(st.integers(0, whole))

    shown = percent(part, whole).rstrip("%").split(",")

    hundredths = int(shown[0]) * 100 + int(shown[1] if len(shown) > 1 else 0)
    assert abs(hundredths * whole - 10_000 * part) * 2 <= whole


def test_caption_stands_over_its_table_and_signatures_may_carry_a_note():
    table = replace(samples.people_table(2), caption="Bảng 1. Cá nhân")
    signature = samples.SignatureBlock(
        post="NGƯỜI LẬP", name="Vũ Thị Lan", note="(Ký, ghi rõ họ tên)"
    )
    paper = samples.submission(tables=(table,), closing=(), signature=signature)

    page = reading.page_texts(submission_pdf(paper))[0]
    lines = reading.word_lines(submission_docx(paper))

    assert "cho 01 tập thể. Bảng 1. Cá nhân STT Họ và tên" in page
    assert page.endswith("NGƯỜI LẬP (Ký, ghi rõ họ tên) Vũ Thị Lan")
    assert lines[-3:] == ["NGƯỜI LẬP", "(Ký, ghi rõ họ tên)", "Vũ Thị Lan"]
    assert lines.index("Bảng 1. Cá nhân") < lines.index("STT")


def test_a_submission_without_bases_or_words_is_still_signed():
    paper = samples.submission(legal_bases=(), paragraphs=(), tables=(), closing=())
    report = samples.summation(opening=(), sections=())

    assert "Hải Phòng Nơi nhận:" in reading.page_texts(submission_pdf(paper))[0]
    assert "năm 2016 Nơi nhận:" in reading.page_texts(summation_pdf(report))[0]


def test_paper_without_a_sign_carries_no_number_line():
    paper = samples.summation(letterhead=samples.letterhead(number=None, sign=""))

    page = reading.page_texts(summation_pdf(paper))[0]

    assert "Số:" not in page
    assert "Hải Phòng, ngày 05 tháng 01 năm 2017" in page
