"""Making the other lists of an office, as its typists lay them out."""

from tests.sheets import making
from tests.sheets.corpus.style import Style
from vinhdanh.sheets.lists import LISTS

OFFICE = (
    ("HỘI ĐỒNG NHÂN DÂN THÀNH PHỐ", "", "", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    ("VĂN PHÒNG", "", "", "Độc lập - Tự do - Hạnh phúc"),
    (),
)
SIGNED = ((), ("", "Nơi nhận: lưu VT"), ("", "", "", "CHÁNH VĂN PHÒNG"))


def sheet(*rows, merged=()):
    return lambda: making.xlsx(*OFFICE, *rows, *SIGNED, merged=merged)


def style(code, name, data, *rows, told=(), filename="danh-sach.xlsx"):
    return Style(name, data, rows, told=told, filename=filename, kind=LISTS[code])


def one(name, **more):
    return {"name": name, **more}


def someone(name, **more):
    return one(name, subject_kind="person", **more)
