import pytest

from vinhdanh.sheets.outline import Outline


def paths(*sections):
    outline = Outline()
    found = []
    for number, name in sections:
        outline.begin(number, name)
        found.append(outline.path)
    return found


def test_a_section_closes_those_of_its_own_kind_and_all_within():
    assert paths(
        ("A", "Khối một"), ("I", "Sở"), ("1", "Tổ"), ("2", "Đội"), ("II", "Cục")
    ) == [
        ("Khối một",),
        ("Khối một", "Sở"),
        ("Khối một", "Sở", "Tổ"),
        ("Khối một", "Sở", "Đội"),
        ("Khối một", "Cục"),
    ]


def test_c_and_d_are_letters_after_the_letter_before_and_numbers_otherwise():
    assert paths(("A", "a"), ("B", "b"), ("C", "c"), ("D", "d"))[-1] == ("d",)
    assert paths(("A", "a"), ("I", "x"), ("V", "y"))[-1] == ("a", "y")
    assert paths(("H", "h"), ("I", "i"))[-1] == ("i",)


@pytest.mark.parametrize(
    ("sections", "path"),
    [
        ((("1", "Phòng A"), ("1.1", "Tổ B"), ("1.2", "Tổ C")), ("Phòng A", "Tổ C")),
        ((("", "SỞ NỘI VỤ"), ("", "Văn phòng")), ("SỞ NỘI VỤ", "Văn phòng")),
        ((("", "Phòng A"), ("", "Phòng B")), ("Phòng B",)),
        ((("I", "Phòng A"), ("", "Phòng B")), ("Phòng B",)),
        ((("", "KHỐI A"), ("", "KHỐI B")), ("KHỐI B",)),
    ],
)
def test_sections_without_numbers_are_told_by_their_words(sections, path):
    assert paths(*sections)[-1] == path
