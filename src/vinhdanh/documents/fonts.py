"""The paper's typeface, Tinos: same widths as Times New Roman, all Vietnamese letters.

The TrueType files are read here for two things that must be known before anything is
printed: whether the font has each character, and how wide a line of text is.
"""

import functools
import struct
from pathlib import Path
from typing import Final, NamedTuple

from vinhdanh.documents.refusal import PaperRefused

FAMILY: Final = "Tinos"
REGULAR: Final = "Tinos_400Regular.ttf"
BOLD: Final = "Tinos_700Bold.ttf"
_FILES: Final = (
    REGULAR,
    "Tinos_400Regular_Italic.ttf",
    BOLD,
    "Tinos_700Bold_Italic.ttf",
)


class Face(NamedTuple):
    """What is known of one font file."""

    glyphs: dict[int, int]
    advances: tuple[int, ...]
    units_per_em: int

    def width_pt(self, text: str, size_pt: float) -> float:
        """How wide the text is set at a size, without kerning."""
        last = len(self.advances) - 1
        units = sum(
            self.advances[min(self.glyphs.get(ord(char), 0), last)] for char in text
        )
        return units * size_pt / self.units_per_em


def folder() -> Path:
    """Where the fonts lie.

    Raises `PaperRefused` (`fonts`) naming the command to run when they are missing.
    """
    here = Path(__file__).parent / "fonts"
    missing = [name for name in _FILES if not (here / name).is_file()]
    if missing:
        raise PaperRefused(
            "fonts",
            f"Chưa có phông chữ Tinos để in giấy tờ (thiếu {', '.join(missing)}). "
            "Chạy `make setup` rồi thử lại.",
        )
    return here


def missing_characters(text: str) -> str:
    """The characters of the text that the font cannot print, each once, in order."""
    glyphs = face(REGULAR).glyphs
    return "".join(
        dict.fromkeys(char for char in text if ord(char) not in glyphs and char != "\n")
    )


@functools.cache
def face(name: str) -> Face:
    """Read one font file of the folder."""
    data = (folder() / name).read_bytes()
    tables = _tables(data)
    units: int = struct.unpack_from(">H", data, tables[b"head"] + 18)[0]
    count: int = struct.unpack_from(">H", data, tables[b"hhea"] + 34)[0]
    advances = struct.unpack_from(">" + "Hh" * count, data, tables[b"hmtx"])[::2]
    return Face(_glyphs(data, tables[b"cmap"]), advances, units)


def _tables(data: bytes) -> dict[bytes, int]:
    count = struct.unpack_from(">H", data, 4)[0]
    entries = (struct.unpack_from(">4sIII", data, 12 + 16 * i) for i in range(count))
    return {tag: offset for tag, _, offset, _ in entries}


def _glyphs(data: bytes, cmap: int) -> dict[int, int]:
    """Code point → glyph, from the subtable (format 4) of Unicode's first plane."""
    count = struct.unpack_from(">H", data, cmap + 2)[0]
    for i in range(count):
        start = cmap + struct.unpack_from(">I", data, cmap + 8 + 8 * i)[0]
        if struct.unpack_from(">H", data, start)[0] == 4:  # noqa: PLR2004
            return _format_4(data, start)
    raise ValueError(f"A font without a format 4 character map among its {count}.")


def _format_4(data: bytes, start: int) -> dict[int, int]:
    count = struct.unpack_from(">H", data, start + 6)[0] // 2
    read = functools.partial(struct.unpack_from, f">{count}H", data)
    lasts, firsts = read(start + 14), read(start + 16 + 2 * count)
    deltas, ranges = read(start + 16 + 4 * count), read(start + 16 + 6 * count)
    found = {}
    for i in range(count):
        for code in range(firsts[i], min(lasts[i], 0xFFFE) + 1):
            glyph = code
            if ranges[i]:
                at = start + 16 + 6 * count + 2 * i + ranges[i] + 2 * (code - firsts[i])
                glyph = struct.unpack_from(">H", data, at)[0]
                if not glyph:
                    continue
            found[code] = (glyph + deltas[i]) & 0xFFFF
    return found
