import unicodedata

import pytest

from vinhdanh.viet import syllables

NAMES = (
    "Nguyễn Trần Quỳnh Giang Quốc Khánh Tuyết Nghĩa Phước Thuỷ Thúy Huệ Khuê Uyên Yến "
    "Ý Ỷ Oanh Loan Hoài Toàn Khoa Đạt Đỗ Gia Giản Quý Hoàng Hoà Hòa Hiếu Diệu Bửu Hữu "
    "Ngữ Lượng Xuân Thuận Quyền Nguyệt Thoại Duyên Quách Huỳnh Nghiêm Ứng Ông Ích "
    "Khiêm Uông Ái Ánh Ẩn Ơn giường giếng giết Truyền Khương Vượng ĐƯỜNG THƯƠNG"
)


@pytest.mark.parametrize("name", [*NAMES.split(), "Nghiễng"])
def test_names_are_syllables(name):
    assert syllables.is_syllable(name)
    assert syllables.is_syllable(unicodedata.normalize("NFD", name))


@pytest.mark.parametrize(
    "word",
    [
        *("ngh", "Th", "ng", "H", "Müller", "bàch", "Hồàng", "Niê", "ghà", "quu", ""),
        "NguyễnNgười",
    ],
)
def test_pieces_and_foreign_words_are_none(word):
    assert not syllables.is_syllable(word)
