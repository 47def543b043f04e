import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vinhdanh.viet import legacy

PAIRS = (
    ("NguyÔn V¨n An", "TCVN3", "Nguyễn Văn An"),
    ("Phßng Tæng hîp", "TCVN3", "Phòng Tổng hợp"),
    ("§Æng ThÞ Lª", "TCVN3", "Đặng Thị Lê"),
    ("D\u00ad¬ng V¨n B×nh", "TCVN3", "Dương Văn Bình"),
    ("Lao ®éng tiªn tiÕn", "TCVN3", "Lao động tiên tiến"),
    ("TR¦êNG PHßNG", "TCVN3", "TRƯỜNG PHÒNG"),
    ("CST§CS", "TCVN3", "CSTĐCS"),
    ("Nguyeãn Vaên An", "VNI", "Nguyễn Văn An"),
    ("PHOØNG TOÅNG HÔÏP", "VNI", "PHÒNG TỔNG HỢP"),
    ("Traàn Thò Haèng", "VNI", "Trần Thị Hằng"),
    ("Tröôøng Ñaïi hoïc", "VNI", "Trường Đại học"),
)
SOUND = (
    *("Nguyễn Văn An", "Ngoãn Hoà Khoá Oán Toà", "VŨ HOÀNG Ỷ", "Nguyễn Thị Müller"),
    *("Müller", "Chuyên viên (hạng A1)", "José 25 m²", ""),
)
WORDS = (
    "nguyễn trần phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý văn thị hữu "
    "đức ngọc quốc thuỷ uyên yến phượng hằng hạnh tuyết nhung thảo quỳnh khánh thiện "
    "nghĩa mỹ kỳ kỷ tỵ ân ổn ước ưởng phòng tổng hợp trường học cơ sở xuất sắc tiên "
    "tiến lao động được đãi ngộ chữa chẵn lẻ vẽ bẩn hẫng ẵm ưỡn cỡi ngỡ ruỗi suối"
)
SYLLABLES = WORDS.split()


def to_tcvn3(words):
    """As typed in .VnTime, which has no capitals with a tone."""
    table = {letter: chr(code) for code, letter in legacy._TCVN3.items()}
    return "".join(table.get(c, table.get(c.lower(), c)) for c in words)


def to_vni(words):
    table = {new: old for old, new in legacy._VNI.items() if old == old.lower()}
    return "".join(table.get(c, c) for c in words)


@pytest.mark.parametrize(("typed", "encoding", "words"), PAIRS)
def test_old_fonts_are_recognised_and_converted(typed, encoding, words):
    found = legacy.converted(
        typed, None if legacy.looks_like_legacy(typed) else encoding
    )
    assert found == (words, encoding)


@pytest.mark.parametrize("words", SOUND)
def test_unicode_words_are_left_alone(words):
    assert not legacy.looks_like_legacy(words)
    assert legacy.converted(words) is None


@pytest.mark.parametrize("words", ["«Gầm; x» (2012)", "«App; web»", "(«Cổng AI; x»)"])
def test_quoted_words_are_no_old_font(words):
    assert not legacy.looks_like_legacy(words)


def test_words_sound_in_both_are_converted_only_among_others_of_the_font():
    assert legacy.converted("Hoà") is None
    assert legacy.converted("Hoà", "VNI") == ("Hồ", "VNI")
    assert legacy.converted("Chøc vô", "TCVN3") == ("Chức vụ", "TCVN3")


def test_what_becomes_no_vietnamese_is_not_converted():
    assert legacy.looks_like_legacy("Xµ¸¶ Bª©«")
    assert legacy.converted("Xµ¸¶ Bª©«") is None


def test_every_letter_of_both_tables_is_vietnamese_and_stands_once():
    marks = ("", *"\u0300\u0309\u0303\u0301\u0323")
    small = {
        unicodedata.normalize("NFC", vowel + mark)
        for vowel in "aăâeêioôơuưy"
        for mark in marks
    } | {"đ"}
    marked = {letter for letter in small if not letter.isascii()}
    tcvn3 = [letter for letter in legacy._TCVN3.values() if letter == letter.lower()]
    vni = [new for old, new in legacy._VNI.items() if old == old.lower()]
    assert sorted(tcvn3) == sorted(marked)
    assert sorted(vni) == sorted(marked)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(SYLLABLES), min_size=2, max_size=6))
def test_what_was_typed_comes_back_or_is_not_converted(syllables):
    words = " ".join(syllables)
    for typed, encoding in ((to_tcvn3(words), "TCVN3"), (to_vni(words), "VNI")):
        assert legacy.converted(typed, encoding) in (None, (words, encoding))
        assert legacy.converted(typed) in (None, (words, encoding))
        if any(not syllable.isascii() for syllable in syllables):
            assert (legacy.from_tcvn3 if encoding == "TCVN3" else legacy.from_vni)(
                typed
            ) == words
