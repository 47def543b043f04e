import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vinhdanh.viet import text


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Nguyễn   Văn An ", "Nguyễn Văn An"),
        ("Nguyễn\u00a0Văn\u2003An", "Nguyễn Văn An"),
        ("Nguy\u200bễn V\u00adăn\ufeff An", "Nguyễn Văn An"),
        (unicodedata.normalize("NFD", "Nguyễn Văn An"), "Nguyễn Văn An"),
        ("e\u200b\u0302", "ê"),
        ("dòng một \r\n dòng hai\rdòng ba", "dòng một\ndòng hai\ndòng ba"),
        ("An\x00\x07\x1f", "An"),
        ("Phòng\tTổng hợp", "Phòng\tTổng hợp"),
    ],
)
def test_clean_gives_one_spelling(typed, kept):
    assert text.clean(typed) == kept


def test_a_name_is_one_line():
    assert text.clean_line("Đặng\n Thị\tẤn ") == "Đặng Thị Ấn"


@given(st.text())
def test_cleaning_twice_changes_nothing(anything):
    once = text.clean(anything)
    assert text.clean(once) == once
    assert unicodedata.is_normalized("NFC", once)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hoà", "HÒA"),
        ("Thuý Ngân", "Thúy  ngân"),
        ("khoẻ", "khỏe"),
        ("Thuỵ", "Thụy"),
        ("Ðức", "Đức"),  # the Icelandic letter that old fonts leave behind
    ],
)
def test_two_spellings_of_a_word_share_a_key(one, other):
    assert text.search_key(one) == text.search_key(other)


@pytest.mark.parametrize("word", ["quý", "hoàng", "toán", "huỳnh", "hoài", "loét"])
def test_a_tone_stays_where_there_is_only_one_place(word):
    assert text.search_key(word) == word


def test_keys_keep_marks_and_folds_drop_them():
    assert text.search_key("Đặng Thị Thuý") == "đặng thị thúy"
    assert text.fold("Đặng Thị Thuý") == "dang thi thuy"
    assert text.fold("ỶƯƠNG Ơ Â Ă") == "yuong o a a"


@given(st.text())
def test_every_normal_form_has_one_fold(anything):
    nfc, nfd = (unicodedata.normalize(form, anything) for form in ("NFC", "NFD"))
    assert text.fold(nfc) == text.fold(nfd)
