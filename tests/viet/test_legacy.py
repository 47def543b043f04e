import pytest

from vinhdanh.viet import legacy


@pytest.mark.parametrize(
    "typed",
    [
        "NguyÔn V¨n An",
        "Phßng Tæng hîp",
        "§Æng ThÞ Lª",
        "D\u00ad¬ng",
        "Nguyeãn Vaên An",
        "PHOØNG TOÅNG HÔÏP",
        "Traàn Thò Haèng",
    ],
)
def test_old_fonts_are_recognised(typed):
    assert legacy.looks_like_legacy(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "Nguyễn Văn An",
        "Ngoãn Hoà Khoá Oán Toà",
        "VŨ HOÀNG Ỷ",
        "Nguyễn Thị Müller",
        "Müller",
        "Chuyên viên (hạng A1)",
        "José 25 m²",
        "",
    ],
)
def test_unicode_words_are_left_alone(typed):
    assert not legacy.looks_like_legacy(typed)
