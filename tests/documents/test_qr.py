"""The QR code: large enough to read, small enough to print."""

import pytest

from vinhdanh.documents import qr
from vinhdanh.documents.refusal import PaperRefused


def test_a_code_of_the_usual_size_is_42_millimetres():
    made = qr.code(
        "https://thidua.example/x/MFRGGZDFMZTWQ2I#" + "MFRGGZDFMZTWQ2LK" * 31
    )

    assert made.side_mm == 42.5
    assert made.svg.startswith(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 85'
    )


def test_quiet_zone_of_four_modules_is_kept():
    path = qr.code("A").svg.split(' d="')[1]

    # The first dark run is the finder pattern: 7 modules from (4, 4).
    assert path.startswith("M4 4.5H11")


@pytest.mark.parametrize("words", ["A7" * 900, "A" * 10_000])
def test_too_many_words_are_refused(words):
    with pytest.raises(PaperRefused, match=f"Mã QR cần chứa {len(words)} ký tự"):
        qr.code(words)
