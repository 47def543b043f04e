"""The paper's typeface: found, complete, measured."""

import pytest

from vinhdanh.documents import fonts
from vinhdanh.documents.refusal import PaperRefused

VIETNAMESE = (
    "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụ"
    "ưừửữứựvxyỳỷỹýỵ"
)


def test_every_vietnamese_letter_can_be_printed():
    assert fonts.missing_characters(VIETNAMESE + VIETNAMESE.upper() + "“”–…đ/%") == ""


def test_missing_characters_are_named_once_in_order():
    assert fonts.missing_characters("Á漢x⭐漢\n") == "漢⭐"


def test_widths_are_those_of_times():
    # The national motto at 13 pt bold, as pdftotext -bbox measures it on paper.
    width = fonts.face(fonts.BOLD).width_pt("Độc lập - Tự do - Hạnh phúc", 13)

    assert round(width, 1) == 159.1


def test_missing_fonts_say_what_to_run(monkeypatch, tmp_path):
    monkeypatch.setattr(fonts, "__file__", str(tmp_path / "fonts.py"))

    with pytest.raises(PaperRefused) as refused:
        fonts.folder()

    assert refused.value.code == "fonts"
    assert str(refused.value) == (
        "Chưa có phông chữ Tinos để in giấy tờ (thiếu Tinos_400Regular.ttf, "
        "Tinos_400Regular_Italic.ttf, Tinos_700Bold.ttf, Tinos_700Bold_Italic.ttf). "
        "Chạy `make setup` rồi thử lại."
    )


def test_a_file_without_a_unicode_map_is_named():
    with pytest.raises(ValueError, match="without a format 4 character map"):
        fonts._glyphs(b"\0\0\0\0", 0)
