import pytest

from vinhdanh.viet import pieces


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Nguy ễn Văn An", "Nguyễn Văn An"),
        ("Nguyễn Th ị H à", "Nguyễn Thị Hà"),
        ("Hoà ng Văn Tha nh", "Hoàng Văn Thanh"),
        ("Phạm Thi ên Ân", "Phạm Thiên Ân"),
        ("Nguyễn V ă n An", "Nguyễn Văn An"),
        ("NGUY ỄN VĂN AN", "NGUYỄN VĂN AN"),
        ("TR ẦN TH Ị B ÌNH", "TRẦN THỊ BÌNH"),
    ],
)
def test_a_name_cut_by_a_space_is_joined(written, name):
    assert pieces.joined(written) == name


@pytest.mark.parametrize(
    "name",
    [
        *("Nguyễn Văn An", "LÊ THU ÂN", "Lê Văn an", "Nguyễn Văn A", "Ông Ích Khiêm"),
        *("H Hen Niê", "H ANH NIÊ", "Y Ê Ban", "Ksor H Nam", "NGUYỄN V AN", "Lê"),
    ],
)
def test_what_may_be_a_name_is_left_alone(name):
    assert pieces.joined(name) == name


def test_consonants_alone_are_shown_to_be_looked_at():
    assert pieces.may_be_cut("Nguyễn Th Hà")
    assert not pieces.may_be_cut("H Hen Niê")
    assert not pieces.may_be_cut("Trần B")
