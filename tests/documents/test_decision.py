"""A decision: the components of the official layout, in PDF and in Word alike."""

from dataclasses import replace
from datetime import date

import pytest
from docx.oxml.ns import qn

from tests.documents import reading, samples
from vinhdanh.documents.decision import decision_docx, decision_pdf
from vinhdanh.documents.refusal import PaperRefused

FIRST_PAGE = (
    "HỘI ĐỒNG NHÂN DÂN THÀNH PHỐ HẢI PHÒNG VĂN PHÒNG "
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc "
    "Số: 05/QĐ-VP Hải Phòng, ngày 05 tháng 01 năm 2017 "
    "QUYẾT ĐỊNH Về việc tặng danh hiệu “Lao động tiên tiến” năm 2016 "
    "CHÁNH VĂN PHÒNG HỘI ĐỒNG NHÂN DÂN THÀNH PHỐ Căn cứ Luật Thi đua, khen thưởng"
)
LAST_LINES = (
    "Nơi nhận: - Thường trực HĐND thành phố (để báo cáo); - Như Điều 3; "
    "- Ban Thanh tra nhân dân; - Lưu: VT, HCTCQT. CHÁNH VĂN PHÒNG Hoàng Văn Minh"
)
LINK = (
    "(Kèm theo Quyết định số 05/QĐ-VP ngày 05 tháng 01 năm 2017 của Chánh Văn phòng "
    "Hội đồng nhân dân thành phố Hải Phòng)"
)


@pytest.fixture(scope="module")
def pdf():
    """The decision of January 2017 with its list of 38."""
    return decision_pdf(samples.decision())


@pytest.fixture(scope="module")
def docx():
    """The same in Word."""
    return decision_docx(samples.decision())


def test_first_page_has_each_component_in_its_order(pdf):
    page = reading.page_texts(pdf)[0]

    assert page.startswith(FIRST_PAGE)
    assert page.endswith(LAST_LINES)
    assert "năm 2013; Xét đề nghị" in page
    assert "ngày 28 tháng 12 năm 2016, QUYẾT ĐỊNH: Điều 1. Tặng danh hiệu" in page
    assert "Điều 2. Tiền thưởng" in page
    assert "Điều 3. Trưởng phòng" in page


def test_annex_starts_a_page_and_names_the_decision(pdf):
    annex, rest = reading.page_texts(pdf)[1:]

    assert annex.startswith(
        "DANH SÁCH Cá nhân được tặng danh hiệu “Lao động tiên tiến” năm 2016 "
        f"{LINK} STT Họ và tên Chức vụ Đơn vị I. Khối chuyên môn 1 Bà Nguyễn"
    )
    # The heading row comes again; a page of an annex counts from 1.
    assert rest.startswith("STT Họ và tên Chức vụ Đơn vị ")
    assert rest.endswith(" 2")


def test_same_decision_same_bytes(pdf):
    assert decision_pdf(samples.decision()) == pdf


def test_layout_of_2026_puts_the_page_number_on_top_and_ends_bases_with_a_stop():
    paper = samples.decision(letterhead=samples.letterhead(day=date(2026, 1, 12)))

    pages = reading.page_texts(decision_pdf(paper))

    assert pages[2].startswith("2 STT Họ và tên")
    assert "ngày 28 tháng 12 năm 2016. QUYẾT ĐỊNH:" in pages[0]


def test_draft_has_room_for_number_and_day():
    paper = samples.decision(letterhead=samples.letterhead(number=None))

    page, annex, _ = reading.page_texts(decision_pdf(paper))

    assert "Số: /QĐ-VP Hải Phòng, ngày tháng năm 2017" in page
    assert "(Kèm theo Quyết định số /QĐ-VP ngày tháng năm 2017 của" in annex


def test_several_annexes_are_numbered_and_each_counts_its_pages():
    annex = samples.decision().annexes[0]
    paper = samples.decision(people=60, annexes=(annex, replace(annex, subject="Hai")))

    pages = reading.page_texts(decision_pdf(paper))

    assert [page[:9] for page in pages[1::2]] == ["Phụ lục I", "Phụ lục I"]
    assert pages[3].startswith("Phụ lục II DANH SÁCH Hai (Kèm theo")
    assert [page[-2:] for page in pages[2::2]] == [" 2", " 2"]


def test_more_than_ten_annexes_are_numbered_on():
    (annex,) = samples.decision(people=1).annexes
    paper = samples.decision(people=1, annexes=(annex,) * 14)

    labels = [
        line.removeprefix("Phụ lục ")
        for line in reading.word_lines(decision_docx(paper))
        if line.startswith("Phụ lục ")
    ]

    assert labels[3:5] + labels[8:] == [
        "IV",
        "V",
        "IX",
        "X",
        "XI",
        "XII",
        "XIII",
        "XIV",
    ]


def test_acting_signer_has_the_authority_line_above_the_post():
    signer = samples.SignatureBlock(
        authority="KT. CHÁNH VĂN PHÒNG",
        post="PHÓ CHÁNH VĂN PHÒNG",
        name="Phạm Thị Thu Hà",
    )

    page = reading.page_texts(decision_pdf(samples.decision(signature=signer)))[0]

    assert page.endswith("KT. CHÁNH VĂN PHÒNG PHÓ CHÁNH VĂN PHÒNG Phạm Thị Thu Hà")


def test_article_of_several_paragraphs():
    paper = samples.decision(articles=(("Tặng danh hiệu:", "1. Bà A;", "2. Ông B."),))

    assert (
        "Điều 1. Tặng danh hiệu: 1. Bà A; 2. Ông B. Nơi nhận:"
        in (reading.page_texts(decision_pdf(paper))[0])
    )


def test_list_of_500_rows_loses_none():
    paper = samples.decision(
        people=500,
        annexes=(
            samples.Annex(subject="Năm trăm", tables=(samples.people_table(500),)),
        ),
    )

    pages = reading.page_texts(decision_pdf(paper))[1:]
    table = reading.word(decision_docx(paper)).tables[-1]

    assert [page.count("STT Họ và tên Chức vụ Đơn vị") for page in pages] == (
        [1] * len(pages)
    )
    written = " ".join(pages)
    assert all(f" {i} {'Bà' if i % 2 else 'Ông'} " in written for i in range(1, 501))
    numbers = [row.tc_lst[0] for row in table._tbl.tr_lst]
    # 500 people, a heading row, two group headings.
    assert len(numbers) == 503


def test_a_character_the_font_lacks_is_refused():
    with pytest.raises(PaperRefused, match="“QUYẾT ĐỊNH Về việc 漢”: phông chữ"):
        decision_pdf(samples.decision(abstract="Về việc 漢"))


def test_word_says_what_the_pdf_says(docx, pdf):
    lines = [" ".join(line.split()) for line in reading.word_lines(docx)]
    words = " ".join(line for line in lines if line)
    printed = " ".join(reading.page_texts(pdf))

    assert words.startswith(FIRST_PAGE)
    assert LAST_LINES in words
    assert LINK in words
    # The PDF also has the heading row again and the page's number.
    assert sorted(set(words.split())) == sorted(set(printed.split()) | {"1"})


def test_word_is_a4_in_times_with_all_four_font_slots(docx):
    document = reading.word(docx)
    section = document.sections[0]
    slots = document.styles["Normal"].element.rPr.rFonts

    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert (round(section.left_margin.mm), round(section.right_margin.mm)) == (30, 18)
    assert [
        slots.get(qn(f"w:{slot}")) for slot in ("ascii", "hAnsi", "eastAsia", "cs")
    ] == ["Times New Roman"] * 4


def test_word_annex_is_a_section_that_counts_from_one(docx):
    first, annex = reading.word(docx).sections

    assert annex._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) == "1"
    assert first.different_first_page_header_footer is True
    assert annex.different_first_page_header_footer is True


def test_word_heading_row_repeats_and_rows_stay_whole(docx):
    rows = reading.word(docx).tables[-1].rows

    repeated = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in rows]
    assert repeated == [True] + [False] * (len(rows) - 1)
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in rows)


def test_word_draft_annexes_and_parentless_office_are_whole():
    annex = samples.decision().annexes[0]
    paper = samples.decision(
        letterhead=samples.letterhead(parent_body="", number=None),
        authority_line="",
        articles=(),
        recipients=(),
        annexes=(annex, replace(annex, subject="Hai")),
    )

    lines = [
        " ".join(line.split()) for line in reading.word_lines(decision_docx(paper))
    ]
    page = reading.page_texts(decision_pdf(paper))[0]

    assert lines[0] == "VĂN PHÒNG"
    assert "Số: /QĐ-VP" in lines
    assert [line for line in lines if line.startswith("Phụ lục")] == [
        "Phụ lục I",
        "Phụ lục II",
    ]
    assert "Nơi nhận:" not in lines
    assert page.startswith("VĂN PHÒNG CỘNG HÒA")
    assert page.endswith("QUYẾT ĐỊNH: CHÁNH VĂN PHÒNG Hoàng Văn Minh")


def test_a_row_with_a_cell_missing_is_an_error():
    with pytest.raises(ValueError, match="A row of 1 cells in a table of 2 columns"):
        samples.Table(
            columns=(samples.Column(heading="STT"), samples.Column(heading="Họ tên")),
            groups=(samples.RowGroup(rows=(("1",),)),),
        )
