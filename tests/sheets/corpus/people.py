"""Dates, names and rows as offices write them."""

from datetime import date, timedelta

from tests.sheets.corpus.heads import AN, BINH, HEAD, TWO, lines
from tests.sheets.corpus.style import YEAR_ONLY, Style, person

DATES = (
    *("28/02/1980", "28-2-1980", "28.02.80", "28 02 1980", "1980-02-28", "28021980"),
    *("ngày 28 tháng 02 năm 1980", "28/II/1980", "28-Feb-1980", "Sinh ngày 28/2/1980"),
    *("19800228", "28\\02\\1980"),
)
LETTERS = "ABCDEGHIKLMN"


def listed(*names, unit="Phòng Tổng hợp"):
    """People born on days one after another, so that no two are twins."""
    days = [date(1980, 2, 28) + timedelta(at) for at in range(len(names))]
    return (
        HEAD,
        *(
            (number, name, day.strftime("%d/%m/%Y"), unit)
            for number, (name, day) in enumerate(zip(names, days, strict=True), 1)
        ),
    )


def expected(*names):
    days = [date(1980, 2, 28) + timedelta(at) for at in range(len(names))]
    return tuple(
        person(name, day.isoformat()) for name, day in zip(names, days, strict=True)
    )


def named(style, pairs, told=()):
    """A style of writing names: as typed → as read."""
    typed, read = zip(*pairs, strict=True)
    return Style(style, lines(*listed(*typed)), expected(*read), told=told)


STYLES = (
    Style(
        "Ngày sinh viết theo mười hai kiểu",
        lines(
            HEAD,
            *(
                (at, f"Lê Văn {LETTERS[at]}", written, "Phòng Tổng hợp")
                for at, written in enumerate(DATES)
            ),
        ),
        tuple(person(f"Lê Văn {LETTERS[at]}") for at in range(len(DATES))),
    ),
    Style(
        "Ngày của Excel: kiểu ngày, số thứ tự ngày, số 28021980 mất số 0",
        lines(
            HEAD,
            (1, "Lê Văn An", date(1980, 2, 28), "Phòng Tổng hợp"),
            (2, "Lê Văn Bình", 29279, "Phòng Tổng hợp"),
            (3, "Lê Văn Cúc", 5011980, "Phòng Tổng hợp"),
        ),
        (
            person("Lê Văn An"),
            person("Lê Văn Bình"),
            person("Lê Văn Cúc", "1980-01-05"),
        ),
    ),
    Style(
        "Chỉ có năm sinh, hoặc tháng và năm",
        lines(
            HEAD,
            (1, "Lê Văn An", 1980, "Phòng Tổng hợp"),
            (2, "Lê Văn Bình", "năm 1981", "Phòng Tổng hợp"),
            (3, "Lê Văn Cúc", "02/1982", "Phòng Tổng hợp"),
            (4, "Lê Văn Dung", "tháng 5 năm 1983", "Phòng Tổng hợp"),
        ),
        (
            person("Lê Văn An", "1980"),
            person("Lê Văn Bình", "1981"),
            person("Lê Văn Cúc", "1982-02"),
            person("Lê Văn Dung", "1983-05"),
        ),
        told=(YEAR_ONLY, YEAR_ONLY, "chỉ có tháng và năm", "chỉ có tháng và năm"),
    ),
    Style(
        "Ngày không có thật, ngày kiểu Mỹ, chữ ở cột ngày",
        lines(
            HEAD,
            (1, "Lê Văn An", "31/02/1980", "Phòng Tổng hợp"),
            (2, "Lê Văn Bình", "02/28/1980", "Phòng Tổng hợp"),
            (3, "Lê Văn Cúc", "hôm qua", "Phòng Tổng hợp"),
            (4, "Lê Văn Dung", "28/02/2015", "Phòng Tổng hợp"),
        ),
        tuple(person(f"Lê Văn {name}", None) for name in ["An", "Bình", "Cúc", "Dung"]),
        told=(
            "không phải ngày có thật",
            "viết ngày trước, tháng sau",
            "không đọc được thành ngày",
            "cho tuổi 1 vào năm 2016",
        ),
    ),
    Style(
        "Ngày sinh để trống hoặc ghi “chưa rõ”",
        lines(
            HEAD,
            (1, "Lê Văn An", "", "Phòng Tổng hợp"),
            (2, "Lê Văn Bình", "chưa rõ", "Phòng Tổng hợp"),
        ),
        (person("Lê Văn An", None), person("Lê Văn Bình", None)),
        told=("để trống ngày sinh",),
    ),
    named(
        "Ông, bà, đồng chí, cấp bậc trước tên",
        (
            ("Ông Nguyễn Văn An", "Nguyễn Văn An"),
            ("bà Trần Thị Bình", "Trần Thị Bình"),
            ("Đ/c: Lê Cúc Hoa", "Lê Cúc Hoa"),
            ("Đồng chí Đại tá Vũ Văn Dân", "Vũ Văn Dân"),
            ("Trung tá QNCN Đỗ Em", "Đỗ Em"),
            ("Ông Ích Khiêm", "Ông Ích Khiêm"),
        ),
        told=("bỏ “Ông”", "bỏ “bà”", "bỏ “Đ/c:”", "Đại tá”", "bỏ “Trung tá QNCN”"),
    ),
    named(
        "Học hàm, học vị, danh hiệu nhà giáo trước tên",
        (
            ("PGS.TS. Lê Cúc Hoa", "Lê Cúc Hoa"),
            ("Ths.Nguyễn Văn An", "Nguyễn Văn An"),
            ("NGƯT Đỗ Văn Ba", "Đỗ Văn Ba"),
            ("BS.CKII Lê Thị Hoa", "Lê Thị Hoa"),
        ),
        told=("bỏ “PGS.TS.”", "bỏ “Ths.”", "bỏ “NGƯT”", "bỏ “BS.CKII”"),
    ),
    named(
        "Chức vụ, ghi chú viết sau tên trong cùng một ô",
        (
            ("Nguyễn Văn An (Trưởng phòng)", "Nguyễn Văn An"),
            ("Trần Thị Bình - Phó Trưởng phòng", "Trần Thị Bình"),
            ("Lê Cúc Hoa\nChuyên viên", "Lê Cúc Hoa"),
            ("Lê Thị\nDung", "Lê Thị Dung"),
        ),
        told=("bỏ “(Trưởng phòng)”", "bỏ “Phó Trưởng phòng”", "bỏ “Chuyên viên”"),
    ),
    named(
        "Tên bị cắt bởi dấu cách lạc",
        (
            ("Nguy ễn Văn An", "Nguyễn Văn An"),
            ("Trần Th ị H à", "Trần Thị Hà"),
            ("NGUY ỄN TH Ị B ÌNH", "NGUYỄN THỊ BÌNH"),
        ),
        told=("thừa dấu cách",) * 3,
    ),
    named(
        "Tên của đồng bào các dân tộc",
        tuple(
            (name, name)
            for name in (
                "H'Hen Niê",
                "Y Ê Ban",
                "Ksor H Nam",
                "Lò Thị Pao",
                "K’Brơi Ka",
            )
        ),
    ),
    named(
        "Tên viết hoa toàn bộ, dấu kiểu cũ",
        (("NGUYỄN VĂN HOÀ", "NGUYỄN VĂN HOÀ"), ("LÊ THUÝ", "LÊ THUÝ")),
    ),
    Style(
        "Hai người trùng họ tên, khác ngày sinh",
        lines(HEAD, AN, (2, "Nguyễn Văn An", "01/01/1990", "Phòng Tổng hợp")),
        (TWO[0], person("Nguyễn Văn An", "1990-01-01")),
    ),
    Style(
        "Một người ghi hai lần",
        lines(HEAD, AN, BINH, (3, "NGUYỄN VĂN AN", "28-2-1980", "phòng tổng hợp")),
        (*TWO, person("NGUYỄN VĂN AN", unit="phòng tổng hợp")),
        told=("trùng với dòng 2 (cùng họ tên, ngày sinh, đơn vị)",),
    ),
    Style(
        "Số hoặc ký hiệu ở cột họ tên",
        lines(HEAD, AN, (2, "Nhóm 2", "01/01/1980", "Phòng Tổng hợp")),
        (TWO[0], {"birth_date": "1980-01-01", "unit": "Phòng Tổng hợp"}),
        told=("có chữ số nên không phải họ và tên",),
    ),
)
