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
        ("PGS.TS. Lê Cúc Hoa", "Lê Cúc Hoa", "PGS.TS."),
        ("PGS, TS Lê Cúc Hoa", "Lê Cúc Hoa", "PGS, TS"),
        ("Ths.Nguyễn Văn An", "Nguyễn Văn An", "Ths."),
        ("Th.S Nguyễn Văn An", "Nguyễn Văn An", "Th.S"),
        ("T.S. Hồ Văn Giang", "Hồ Văn Giang", "T.S."),
        ("NGƯT Đỗ Văn Ba", "Đỗ Văn Ba", "NGƯT"),
        ("Nhà giáo ưu tú Đỗ Văn Ba", "Đỗ Văn Ba", "Nhà giáo ưu tú"),
        ("BS.CKII Lê Thị Hoa", "Lê Thị Hoa", "BS.CKII"),
        ("Trung tá QNCN, TS. Lê Văn Nam", "Lê Văn Nam", "Trung tá QNCN, TS."),
        ("Thượng úy CN Lý Thị Hoa", "Lý Thị Hoa", "Thượng úy CN"),
        ("Cô giáo Lê Thị Hoa", "Lê Thị Hoa", "Cô giáo"),
        ("Phó giáo sư Lê Văn Nam", "Lê Văn Nam", "Phó giáo sư"),
        ("Phó Đức Chính", "Phó Đức Chính", ""),
        ("Cn Nguyễn Lan", "Cn Nguyễn Lan", ""),
        ("Nguyễn Ông Bà", "Nguyễn Ông Bà", ""),
        ("Ông Ích Khiêm", "Ông Ích Khiêm", ""),
        ("Bà Huyện", "Bà Huyện", ""),
        ("Đặng Văn Cô", "Đặng Văn Cô", ""),
    ],
)
def test_a_title_is_taken_off_a_name_only_where_it_is_one(written, name, title):
    assert address.without_title(written) == (name, title)


@pytest.mark.parametrize(
    ("written", "name", "remark"),
    [
        ("Nguyễn Văn An (Trưởng phòng)", "Nguyễn Văn An", "(Trưởng phòng)"),
        ("Lê Bình - Phó Chánh Văn phòng", "Lê Bình", "Phó Chánh Văn phòng"),
        ("Lê Bình, chuyên viên", "Lê Bình", "chuyên viên"),
        ("Lê Cúc\nKế toán trưởng", "Lê Cúc", "Kế toán trưởng"),
        ("Lê Thị\nCúc", "Lê Thị Cúc", ""),
        ("Lê - Dung", "Lê - Dung", ""),
        ("An (nữ)", "An (nữ)", ""),
        ("Nguyễn Thị Trưởng", "Nguyễn Thị Trưởng", ""),
    ],
)
def test_what_stands_after_a_name_is_taken_off(written, name, remark):
    assert address.without_remark(written) == (name, remark)
