"""A worksheet in Excel 97's format, for the tests: BIFF8 in a compound file.

No library that writes .xls is still looked after; a list needs eight kinds of record.
"""

import struct
from datetime import date

_SECTOR = 512
_END, _FREE, _FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
_DAY_0 = date(1899, 12, 30)
_DATE_LOOK = 1


def xls(*rows, merged=(), name="Danh sách"):
    """An .xls of one sheet; merged: ((first row, first column), (last, last))."""
    globals_head = _record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0))
    globals_head += _record(0x42, struct.pack("<H", 1200))
    # Format 14 is a date; the second look (XF) has it.
    for number_format in (0, 14):
        globals_head += _record(
            0xE0, struct.pack("<HH", 0, number_format) + b"\x00" * 16
        )
    title = name.encode("utf-16-le")
    begins = len(globals_head) + 4 + 8 + len(title) + 4  # after this record and EOF
    bound = struct.pack("<IHBB", begins, 0, len(name), 1) + title
    stream = globals_head + _record(0x85, bound) + _record(0x0A, b"")
    stream += _sheet(rows, merged)
    return _compound(stream)


def _sheet(rows, merged):
    widest = max(map(len, rows))
    body = _record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0))
    body += _record(0x200, struct.pack("<IIHHH", 0, len(rows), 0, widest, 0))
    for row, cells in enumerate(rows):
        for column, value in enumerate(cells):
            body += _cell(row, column, value)
    if merged:
        areas = b"".join(
            struct.pack("<HHHH", top, bottom, left, right)
            for (top, left), (bottom, right) in merged
        )
        body += _record(0xE5, struct.pack("<H", len(merged)) + areas)
    return body + _record(0x0A, b"")


def _cell(row, column, value):
    if value in (None, ""):
        return b""
    if isinstance(value, date):
        days = (value - _DAY_0).days
        return _record(0x203, struct.pack("<HHHd", row, column, _DATE_LOOK, days))
    if isinstance(value, int | float):
        return _record(0x203, struct.pack("<HHHd", row, column, 0, value))
    words = value.encode("utf-16-le")
    head = struct.pack("<HHHHB", row, column, 0, len(words) // 2, 1)
    return _record(0x204, head + words)


def _record(kind, content):
    return struct.pack("<HH", kind, len(content)) + content


def _compound(stream):
    """The stream as “Workbook” of a compound file, long enough for whole sectors."""
    stream = stream.ljust(4096, b"\x00")
    stream += b"\x00" * (-len(stream) % _SECTOR)
    count = len(stream) // _SECTOR
    # Sector 0 holds the table of sectors, 1 the directory, the stream follows.
    table = [_FAT, _END, *range(3, count + 2), _END]
    assert len(table) <= _SECTOR // 4, "a sample list is short"
    table += [_FREE] * (_SECTOR // 4 - len(table))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 16
    header += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + b"\x00" * 6
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, _END, 0, _END, 0)
    header += struct.pack("<I", 0) + struct.pack("<I", _FREE) * 108
    entries = _entry("Root Entry", 5, 1, _END, 0)
    entries += _entry("Workbook", 2, _FREE, 2, len(stream))
    entries += (b"\x00" * 128) * 2
    return header + struct.pack(f"<{len(table)}I", *table) + entries + stream


def _entry(name, kind, child, start, size):
    words = (name + "\x00").encode("utf-16-le")
    return (
        words.ljust(64, b"\x00")
        + struct.pack("<HBBIII", len(words), kind, 1, _FREE, _FREE, child)
        + b"\x00" * 36
        + struct.pack("<IQ", start, size)
    )
