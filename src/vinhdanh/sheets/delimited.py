"""CSV: text with commas, semicolons or tabs between the cells."""

import csv
import re
from typing import Final

from vinhdanh.sheets.refusal import SheetRefused
from vinhdanh.viet import legacy

_SEPARATORS: Final = ";,\t"
_OLD_FONTS: Final[tuple[legacy.Encoding, ...]] = ("TCVN3", "VNI")
_UTF16: Final = (b"\xff\xfe", b"\xfe\xff")
_SAVE_AS_UTF8: Final = (
    "Mở tệp bằng Excel, chọn “Lưu thành…” kiểu “CSV UTF-8 (phân cách bằng dấu phẩy)” "
    "hoặc .xlsx rồi gửi lại."
)
_LONGEST_CELL: Final = 32_767


def rows_of(data: bytes, name: str, *, most_rows: int) -> list[list[str]]:
    """The cells of a CSV file, row by row. Raises `SheetRefused`.

    A quotation mark that is not closed would swallow the rows after it: it is refused
    with the line where it was opened.
    """
    content = _decoded(data, name)
    separator = _separator(content)
    lines = content.splitlines(keepends=True)
    reader = csv.reader(lines, delimiter=separator, strict=True)
    rows: list[list[str]] = []
    ended = 0
    csv.field_size_limit(_LONGEST_CELL)
    try:
        for row in reader:
            if len(rows) >= most_rows and any(row):
                raise SheetRefused(
                    f"Tệp “{name}” có hơn {most_rows} dòng. Chia thành nhiều tệp rồi "
                    "nhập lần lượt."
                )
            rows.append(row)
            ended = reader.line_num
    except csv.Error as error:
        raise SheetRefused(
            f"Tệp “{name}” hỏng ở dòng {ended + 1}: dấu ngoặc kép không khép, hoặc một "
            "ô quá dài. Sửa dòng ấy rồi gửi lại, hoặc gửi tệp Excel gốc (.xlsx)."
        ) from error
    return rows


def _decoded(data: bytes, name: str) -> str:
    encoding = "utf-16" if data.startswith(_UTF16) else "utf-8-sig"
    try:
        content = data.decode(encoding)
    except UnicodeDecodeError as error:
        # A list of before Unicode has one byte a letter, in the order of its font.
        single = data.decode("latin-1")
        if "\x00" not in single and _is_of_an_old_font(single):
            return single
        raise SheetRefused(
            f"Tệp “{name}” không ghi bằng bảng mã UTF-8 nên chữ tiếng Việt sẽ hỏng. "
            f"{_SAVE_AS_UTF8}"
        ) from error
    if "\x00" in content:
        raise SheetRefused(f"Tệp “{name}” không phải tệp văn bản CSV. {_SAVE_AS_UTF8}")
    return content


def _is_of_an_old_font(content: str) -> bool:
    """Whether every word that is not plain becomes Vietnamese in one old font."""
    marked = [
        word
        for word in re.split(r"[\s,;\"]+", content)
        if not word.isascii() and any(char.isalpha() for char in word)
    ]
    return bool(marked) and any(
        all(legacy.converted(word, font) for word in marked) for font in _OLD_FONTS
    )


def _separator(content: str) -> str:
    """The separator that cuts the first lines into the most cells, most evenly."""
    lines = [line for line in content.splitlines()[:50] if line.strip()]
    counts = {mark: sorted(line.count(mark) for line in lines) for mark in _SEPARATORS}

    def strength(mark: str) -> tuple[int, int]:
        per_line = counts[mark]
        return (per_line[len(per_line) // 2], per_line[-1]) if per_line else (0, 0)

    return max(_SEPARATORS, key=strength)
