"""The QR code as a drawing: one path, sharp at every size."""

import math
import re
from typing import Final, NamedTuple, cast

from vinhdanh.documents.refusal import PaperRefused

MODULE_MM: Final = 0.5
"""The smallest printed module that phones read off paper reliably."""
LARGEST_MM: Final = 52.0
"""The room that a certificate keeps for the code, quiet zone included."""


_DARK: Final = re.compile(b"\x00+")


class Code(NamedTuple):
    """An SVG of the code and the side at which it is to be printed."""

    svg: str
    side_mm: float


def code(words: str) -> Code:
    """The QR code (level M) of some words, four modules of quiet zone around it.

    Raises `PaperRefused` (`code_too_dense`) when it would need more than `LARGEST_MM`.
    """
    import zxingcpp  # noqa: PLC0415 - only where paper is printed

    try:
        made = zxingcpp.create_barcode(
            words, zxingcpp.BarcodeFormat.QRCode, ec_level="M"
        )
    except ValueError:
        raise _too_dense(words) from None
    image = made.to_image(scale=1, add_quiet_zones=True)
    # zxing-cpp's image is a buffer of one byte a pixel; its stubs do not say so.
    rows = memoryview(cast("bytes", image)).tobytes()
    side = math.isqrt(len(rows))
    if side * MODULE_MM > LARGEST_MM:
        raise _too_dense(words)
    path = "".join(_runs(rows[y * side : (y + 1) * side], y) for y in range(side))
    return Code(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" '
        f'width="{side}" height="{side}"><path stroke="#000" stroke-width="1.02" '
        f'fill="none" d="{path}"/></svg>',
        side * MODULE_MM,
    )


def _runs(row: bytes, y: int) -> str:
    """The dark runs of one row as strokes, a hair taller than the row: no seams."""
    return "".join(f"M{run.start()} {y}.5H{run.end()}" for run in _DARK.finditer(row))


def _too_dense(words: str) -> PaperRefused:
    return PaperRefused(
        "code_too_dense",
        f"Mã QR cần chứa {len(words)} ký tự, quá nhiều để in rõ trên giấy khen. "
        "Rút gọn nội dung ký (bỏ họ tên, đơn vị) rồi in lại.",
    )
