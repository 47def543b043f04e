"""A summary of a person: facts, tables, two signatures, the same in Word."""

from dataclasses import replace
from datetime import date

from tests.documents import reading
from vinhdanh.documents.papers import (
    Column,
    Letterhead,
    ProfilePaper,
    RowGroup,
    Section,
    SignatureBlock,
    Table,
)
from vinhdanh.documents.profile import profile_docx, profile_pdf

PAPER = ProfilePaper(
    letterhead=Letterhead(
        issuing_body="VĂN PHÒNG HỘI ĐỒNG NHÂN DÂN", place="Tân An", day=date(2024, 6, 1)
    ),
    title="TRÍCH NGANG QUÁ TRÌNH CÔNG TÁC VÀ THÀNH TÍCH",
    abstract="Bà Nguyễn Thị Ánh",
    facts=(("Ngày sinh", "01/01/1985"), ("Giới tính", "nữ")),
    sections=(
        Section(
            heading="I. Quá trình công tác",
            tables=(
                Table(
                    columns=(Column(heading="Từ ngày"), Column(heading="Chức vụ")),
                    groups=(RowGroup(rows=(("01/03/2010", "Chuyên viên"),)),),
                ),
            ),
        ),
        Section(heading="II. Khen thưởng", paragraphs=("Chưa có dữ liệu.",)),
    ),
    maker=SignatureBlock(post="NGƯỜI LẬP", name=""),
    head=SignatureBlock(post="THỦ TRƯỞNG ĐƠN VỊ", name=""),
)


def test_summary_says_who_and_in_which_order():
    (page,) = reading.page_texts(profile_pdf(PAPER))

    assert "TRÍCH NGANG QUÁ TRÌNH CÔNG TÁC VÀ THÀNH TÍCH Bà Nguyễn Thị Ánh" in page
    assert "Ngày sinh: 01/01/1985 Giới tính: nữ I. Quá trình công tác" in page
    assert "01/03/2010 Chuyên viên II. Khen thưởng Chưa có dữ liệu." in page
    assert page.endswith("NGƯỜI LẬP THỦ TRƯỞNG ĐƠN VỊ")


def test_summary_ends_with_the_day_of_its_data():
    paper = replace(PAPER, closing=("Dữ liệu tính đến ngày 01/06/2024.",))

    (page,) = reading.page_texts(profile_pdf(paper))

    assert page.endswith(
        "Dữ liệu tính đến ngày 01/06/2024. NGƯỜI LẬP THỦ TRƯỞNG ĐƠN VỊ"
    )


def test_word_summary_has_the_same_words():
    document = reading.word(profile_docx(PAPER))
    words = [line.text for line in document.paragraphs if line.text]

    assert words[:4] == [
        "TRÍCH NGANG QUÁ TRÌNH CÔNG TÁC VÀ THÀNH TÍCH",
        "Bà Nguyễn Thị Ánh",
        "Ngày sinh: 01/01/1985",
        "Giới tính: nữ",
    ]
    assert [cell.text for cell in document.tables[1].rows[1].cells] == [
        "01/03/2010",
        "Chuyên viên",
    ]
