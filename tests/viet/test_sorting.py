import random

from hypothesis import given
from hypothesis import strategies as st

from vinhdanh.viet import sorting

# Letters decide before tones do, and blanks come before letters.
WORDS = (
    "An,Àn,Ản,Ãn,Án,Ạn,An Bình,Anh,Ăn,Ân,Ba,Bà,Bả,Bã,Bá,Bạ,Bình,Bính,Can,Dong,Dung,"
    "Đan,Đạt,Ê,Giang,Hà,Hoa,Huệ,Khánh,Linh,Ly,Mai,Ngân,Oanh,Ôn,Ơn,Phúc,Quý,Sơn,Tú,"
    "Uyên,Ưng,Vân,Xuân,Ỷ,Ý,Yến"
)
IN_ORDER = WORDS.split(",")


def test_words_stand_in_vietnamese_order():
    shuffled = random.Random(2016).sample(IN_ORDER, len(IN_ORDER))  # noqa: S311
    assert sorted(shuffled, key=sorting.sort_key) == IN_ORDER


def test_people_stand_by_given_name_then_family_name():
    in_order = [
        "Đặng Văn An",
        "Trần An",
        "Lê Văn Án",
        "Nguyễn Thị Ân",
        "Bùi Đức Ý",
        "Hoàng Yến",
    ]
    assert sorted(set(in_order), key=sorting.person_key) == in_order


def test_digits_come_before_letters_and_numbers_by_digit():
    words = ["Phòng 1", "Phòng 2", "Phòng A"]
    assert sorted(set(words), key=sorting.sort_key) == words


@given(st.text(max_size=40))
def test_a_key_compares_alike_under_any_collation(anything):
    key = sorting.person_key(anything)
    assert set(key) <= set("0123456789abcdef")


@given(st.text(alphabet="aăâbdđ ếữỹọ ", max_size=12))
def test_case_and_blanks_do_not_move_a_word(word):
    assert sorting.sort_key(f"  {word.upper()} ") == sorting.sort_key(word)


def test_a_key_of_a_long_name_fits_a_column():
    name = "Công Huyền Tôn Nữ Nguyễn Thị Phương Uyên Trang"
    assert len(sorting.person_key(name)) <= 3 * len(name) + 6
    assert len(sorting.sort_key("Ủy ban " * 99)) == sorting.LONGEST
