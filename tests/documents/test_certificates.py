"""Certificates: N sheets are N pages that say what the data say."""

import unicodedata
from datetime import date

import pytest

from tests.documents import reading, samples
from vinhdanh.documents import certificates
from vinhdanh.documents.certificates import (
    certificate,
    certificate_book,
    certificate_books,
)
from vinhdanh.documents.refusal import PaperRefused

DAY = date(2017, 1, 5)
LONG_UNIT = (
    "Phòng Công tác Hội đồng nhân dân và Tiếp công dân, Văn phòng Đoàn đại biểu Quốc "
    "hội và Hội đồng nhân dân tỉnh Bà Rịa - Vũng Tàu"
)


@pytest.fixture(scope="module")
def sheets():
    """The office's 72 certificates of a year."""
    return samples.sheets(72)


@pytest.fixture(scope="module")
def book(sheets):
    """Their book."""
    return certificate_book(sheets, day=DAY)


def test_book_has_a_page_for_each_sheet(book):
    assert reading.page_sizes_mm(book) == [(297, 210)] * 72


def test_book_says_what_the_data_say_in_nfc(book, sheets):
    for page, sheet in zip(reading.page_texts(book), sheets, strict=True):
        assert page == (
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc "
            "CHÁNH VĂN PHÒNG HỘI ĐỒNG NHÂN DÂN THÀNH PHỐ TẶNG DANH HIỆU "
            f"LAO ĐỘNG TIÊN TIẾN {sheet.honorific} {sheet.recipient_name} Chuyên viên "
            "Phòng Tổng hợp, Văn phòng Hội đồng nhân dân thành phố "
            "Đã có thành tích hoàn thành tốt nhiệm vụ công tác năm 2016 "
            "Quét mã để kiểm tra Quyết định số: 15/QĐ-VP Ngày 05 tháng 01 năm 2017 "
            f"Số sổ vàng: {sheet.gold_book_number} "
            "Hải Phòng, ngày 05 tháng 01 năm 2017 CHÁNH VĂN PHÒNG Hoàng Văn Minh"
        )
        assert reading.is_nfc(page)


def test_book_codes_read_back_from_the_rendered_pages(book, sheets):
    assert reading.codes(book) == [sheet.qr_text for sheet in sheets]


def test_same_sheets_same_bytes(book, sheets):
    assert certificate_book(sheets, day=DAY) == book


def test_book_is_archival_accessible_and_tagged(book):
    assert b"<pdfaid:part>2</pdfaid:part>" in book
    assert b"<pdfaid:conformance>A</pdfaid:conformance>" in book
    assert b"<pdfuaid:part>1</pdfuaid:part>" in book


def test_frame_is_held_once_whatever_the_number_of_pages():
    one, ten = (
        len(certificate_book([samples.sheet(qr_text="")] * count, day=DAY))
        for count in (1, 10)
    )

    assert ten - one < 9 * 8_000


@pytest.mark.parametrize(
    "name",
    [
        "Nguyễn *Đậm* _Nghiêng_ $x^2$",
        '#read("/etc/passwd") [An] <b>',
        "Trần “Ngoặc” \"kép\" 'đơn' \\ / @ ~",
        "= Đề mục - gạch + cộng // ghi chú",
    ],
)
def test_signs_of_markup_in_a_name_stay_plain_text(name):
    page = reading.page_texts(certificate(samples.sheet(recipient_name=name)))[0]

    assert f"Bà {name} Chuyên viên" in page


def test_decomposed_names_are_printed_in_nfc():
    decomposed = unicodedata.normalize("NFD", "Đặng Thúy Ngà")

    page = reading.page_texts(certificate(samples.sheet(recipient_name=decomposed)))[0]

    assert "Bà Đặng Thúy Ngà Chuyên viên" in page


@pytest.mark.parametrize("stock", ["blank", "preprinted"])
def test_longest_names_stay_on_one_page_whole(stock):
    name = "Công Tằng Tôn Nữ Huyền Trân Nguyễn Phước Thị Ngọc Diễm Quỳnh Hương"
    post = (
        "Phó Trưởng phòng, Phó Bí thư Chi bộ, Chủ tịch Công đoàn cơ sở Văn phòng, "
        "Trưởng Ban Thanh tra nhân dân, Ủy viên Hội đồng Thi đua - Khen thưởng"
    )
    deed = (
        "Đã có thành tích xuất sắc trong thực hiện nhiệm vụ công tác năm 2016, góp "
        "phần hoàn thành toàn diện nhiệm vụ chính trị của cơ quan, đơn vị; có sáng "
        "kiến được công nhận và áp dụng có hiệu quả"
    )
    sheet = samples.sheet(
        recipient_name=name, post=post, unit=LONG_UNIT, achievement=deed
    )

    made = certificate(sheet, stock=stock)

    page = " ".join(reading.page_texts(made))
    for words in (name, post, LONG_UNIT, deed):
        assert words in page
    assert len(reading.page_sizes_mm(made)) == 1
    assert reading.codes(made) == [sheet.qr_text]


def test_what_cannot_fit_a_page_is_refused_by_name():
    sheets = [
        samples.sheet(),
        samples.sheet(
            recipient_name="Vũ Hoàng Ỷ", achievement="Đã có thành tích " * 200
        ),
    ]

    with pytest.raises(PaperRefused) as refused:
        certificate_book(sheets, day=DAY)

    assert refused.value.code == "too_long"
    assert str(refused.value) == (
        "Giấy của Vũ Hoàng Ỷ: nội dung quá dài để in vừa một trang A4. "
        "Rút gọn thành tích hoặc tên đơn vị rồi in lại."
    )


def test_a_character_the_font_lacks_is_refused_by_name():
    with pytest.raises(PaperRefused) as refused:
        certificate(samples.sheet(recipient_name="Trần Đức 漢 Nghĩa"))

    assert refused.value.code == "glyph"
    assert str(refused.value) == (
        "Không in được giấy của Trần Đức 漢 Nghĩa: phông chữ Tinos không có ký tự "
        "“漢” (U+6F22). Sửa lại nội dung rồi in lại."
    )


def test_a_code_too_dense_to_read_is_refused_by_name():
    with pytest.raises(PaperRefused) as refused:
        certificate(samples.sheet(qr_text="https://a.example/x/A#" + "A7" * 900))

    assert refused.value.code == "code_too_dense"
    assert str(refused.value).startswith("Giấy của Nguyễn Thị Ngọc Huyền: Mã QR cần")


def test_no_sheets_and_too_many_are_refused():
    with pytest.raises(PaperRefused, match="Chưa có giấy nào để in") as empty:
        certificate_book([], day=DAY)
    with pytest.raises(
        PaperRefused, match="tối đa 1000 giấy, đang yêu cầu 1001"
    ) as over:
        certificate_book([samples.sheet()] * 1001, day=DAY)

    assert (empty.value.code, over.value.code) == ("empty", "book_too_long")


def test_a_book_with_a_page_missing_fails_loudly(monkeypatch):
    one = certificate(samples.sheet())
    monkeypatch.setattr(certificates, "typeset", lambda *_, **__: one)

    with pytest.raises(PaperRefused) as refused:
        certificate_book(samples.sheets(2), day=DAY)

    assert refused.value.code == "count"
    assert "Cần in 2 giấy nhưng tệp có 1 trang" in str(refused.value)


def test_books_together_hold_each_sheet_once():
    sheets = samples.sheets(7)

    books = list(certificate_books(sheets, day=DAY, size=3))

    texts = [reading.page_texts(book) for book in books]
    assert [len(pages) for pages in texts] == [3, 3, 1]
    numbers = [sheet.gold_book_number for sheet in sheets]
    assert [page.split("Số sổ vàng: ")[1][:8] for part in texts for page in part] == (
        numbers
    )


def test_acting_signer_and_collective():
    sheet = samples.sheet(
        honorific="Tập thể",
        recipient_name="Phòng Tổng hợp",
        post="",
        award_line="TẶNG",
        award_name="GIẤY KHEN",
        gold_book_number="",
        qr_text="",
        signer_authority="KT. CHÁNH VĂN PHÒNG",
        signer_post="PHÓ CHÁNH VĂN PHÒNG",
    )

    page = reading.page_texts(certificate(sheet))[0]

    assert "TẶNG GIẤY KHEN Tập thể Phòng Tổng hợp" in page
    assert page.endswith("KT. CHÁNH VĂN PHÒNG PHÓ CHÁNH VĂN PHÒNG Hoàng Văn Minh")
    assert "Số sổ vàng" not in page
    assert "Quét mã" not in page


def test_what_typst_refuses_otherwise_is_passed_on(monkeypatch):
    def refuse(*_, **__):
        raise PaperRefused("typeset", "Không dàn được trang in: lý do khác.")

    monkeypatch.setattr(certificates, "typeset", refuse)

    with pytest.raises(PaperRefused, match="lý do khác"):
        certificate(samples.sheet())
