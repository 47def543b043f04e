"""Lists typed in the fonts of before Unicode."""

from datetime import date, timedelta

from tests.sheets.corpus.heads import AN, BINH, HEAD, TWO, lines
from tests.sheets.corpus.style import Style, person
from vinhdanh.viet import legacy

BEGIN = date(1899, 12, 30)
CONVERTED = ("đã chuyển thành",)


def tcvn3(words):
    """As typed in .VnTime, which has no capitals with a tone."""
    table = {letter: chr(code) for code, letter in legacy._TCVN3.items()}
    return "".join(table.get(c, table.get(c.lower(), c)) for c in words)


def vni(words):
    """As typed in VNI-Times."""
    table = {new: old for old, new in legacy._VNI.items() if old == old.lower()}
    return "".join(
        table.get(c, table[c.lower()].upper() if c.lower() in table else c)
        for c in words
    )


def typed(font, *rows):
    return tuple(
        tuple(font(cell) if isinstance(cell, str) else cell for cell in row)
        for row in rows
    )


STYLES = (
    Style(
        "Cả bảng gõ phông .VnTime (TCVN3, ABC)",
        lines(*typed(tcvn3, HEAD, AN, BINH)),
        TWO,
        told=CONVERTED * 4,
    ),
    Style(
        "Cả bảng gõ phông VNI-Times",
        lines(*typed(vni, HEAD, AN, BINH)),
        TWO,
        told=CONVERTED * 4,
    ),
    Style(
        "Phông .VnTimeH: chữ hoa có dấu lưu như chữ thường",
        lines(
            HEAD,
            (1, "NGUYÔN V¨N AN", "28/02/1980", "PHßNG TæNG HîP"),
            (2, "TRÇN THÞ B×NH", "01/03/1985", "PHßNG TæNG HîP"),
        ),
        (
            person("NGUYỄN VĂN AN", unit="PHÒNG TỔNG HỢP"),
            person("TRẦN THỊ BÌNH", "1985-03-01", "PHÒNG TỔNG HỢP"),
        ),
        told=CONVERTED * 4,
    ),
    Style(
        "Bảng Unicode có một cột dán từ tệp .VnTime",
        lines(
            HEAD,
            (AN[0], tcvn3(AN[1]), *AN[2:]),
            (BINH[0], tcvn3(BINH[1]), *BINH[2:]),
        ),
        TWO,
        told=CONVERTED * 2,
    ),
    Style(
        "Bảng Unicode có tên “Hoà”, “Toàn” giống chữ VNI",
        lines(HEAD, (1, "Hoà Khoá Toàn", "28/02/1980", "Phòng Tổng hợp")),
        (person("Hoà Khoá Toàn"),),
    ),
    Style(
        "Hơn hai trăm ô phông cũ: mỗi cột báo một lần",
        lines(
            HEAD,
            *(
                (at, tcvn3(f"Nguyễn Văn {chr(65 + at % 26)}"), 15000 + at, "Phòng A")
                for at in range(1, 202)
            ),
        ),
        tuple(
            person(
                f"Nguyễn Văn {chr(65 + at % 26)}",
                (BEGIN + timedelta(15000 + at)).isoformat(),
                "Phòng A",
            )
            for at in range(1, 202)
        ),
        told=("201 ô gõ bằng phông TCVN3 (.VnTime), đã chuyển sang Unicode",),
    ),
    Style(
        "Ô gõ hỏng, không chuyển mã chắc chắn được",
        lines(HEAD, AN, (2, "Lª Thµ¸nh", "01/01/1990", "Phòng Tổng hợp")),
        (TWO[0], {"birth_date": "1990-01-01", "unit": "Phòng Tổng hợp"}),
        told=("gõ bằng phông chữ cũ (TCVN3 hoặc VNI). Chuyển ô sang mã Unicode",),
    ),
    Style(
        "Tiêu đề gõ hỏng, không chuyển mã chắc chắn được",
        lines(("Hä vµ¸ tªn", "Ngµy¶ sinh"), ("NguyÔn V¨¶n An", 1)),
        refused="gõ bằng phông chữ cũ (TCVN3 hoặc VNI). Chuyển mã sang Unicode",
    ),
)
