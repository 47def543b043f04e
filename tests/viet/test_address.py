import pytest

from vinhdanh.viet import address


@pytest.mark.parametrize(
    ("written", "name", "title"),
    [
        ("Ông Nguyễn Văn An", "Nguyễn Văn An", "Ông"),
        ("bà  Trần Thị Bình", "Trần Thị Bình", "bà"),
        ("Đ/c: Lê Thị Cúc", "Lê Thị Cúc", "Đ/c:"),
        ("Đồng chí Đại tá Vũ Văn Dân", "Vũ Văn Dân", "Đồng chí Đại tá"),
        ("Ông/bà Phạm Thị Em", "Phạm Thị Em", "Ông/bà"),
        ("TS. Hồ Văn Giang", "Hồ Văn Giang", "TS."),
        ("Nguyễn Ông Bà", "Nguyễn Ông Bà", ""),
        ("Ông Ích Khiêm", "Ông Ích Khiêm", ""),
        ("Bà Huyện", "Bà Huyện", ""),
        ("Đặng Văn Cô", "Đặng Văn Cô", ""),
    ],
)
def test_a_title_is_taken_off_a_name_only_where_it_is_one(written, name, title):
    assert address.without_title(written) == (name, title)
