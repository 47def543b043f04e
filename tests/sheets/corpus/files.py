"""Kinds of file, workbooks of several sheets, and files that are refused."""

import io
import zipfile
from datetime import date
from xml.sax.saxutils import escape

import xlsxwriter

from tests.sheets import making
from tests.sheets.corpus import biff
from tests.sheets.corpus.fonts import tcvn3, typed, vni
from tests.sheets.corpus.heads import AN, BINH, HEAD, TWO, lines
from tests.sheets.corpus.style import Style, person
from vinhdanh.sheets.container import Limits

DATED = (1, "Nguyễn Văn An", date(1980, 2, 28), "Phòng Tổng hợp")


def ods(*rows, before=""):
    """An .ods of one sheet, with the million empty rows that LibreOffice writes."""
    body = "".join(
        f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>"
        for row in rows
    )
    empty = (
        '<table:table-row table:number-rows-repeated="1048000"><table:table-cell '
        'table:number-columns-repeated="16384"/></table:table-row>'
    )
    names = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    content = (
        f"<office:document-content{names}><office:body><office:spreadsheet>{before}"
        f'<table:table table:name="DS">{body}{empty}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", "<m/>")
    return buffer.getvalue()


def _ods_cell(value):
    if value in (None, ""):
        return "<table:table-cell/>"
    if isinstance(value, date):
        said = f'date" office:date-value="{value.isoformat()}'
    elif isinstance(value, int):
        said = f'float" office:value="{value}'
    else:
        said = "string"
    return (
        f'<table:table-cell office:value-type="{said}"><text:p>{escape(str(value))}'
        "</text:p></table:table-cell>"
    )


def several():
    """A cover, a hidden draft and the list, in one workbook."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.add_worksheet("Bìa").write(0, 0, "HỒ SƠ KHEN THƯỞNG NĂM 2016")
    draft = book.add_worksheet("Nháp")
    draft.hide()
    listed = book.add_worksheet("Danh sách")
    for row, cells in enumerate((HEAD, AN, BINH)):
        draft.write_row(row, 0, cells)
        listed.write_row(row, 0, cells)
    book.close()
    return buffer.getvalue()


def one_for_each_unit():
    """The same list on a sheet for each department."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    for name, row in (("Phòng Tổng hợp", AN), ("Tổ Xe", BINH)):
        sheet = book.add_worksheet(name)
        for number, cells in enumerate((HEAD, row)):
            sheet.write_row(number, 0, cells)
    book.close()
    return buffer.getvalue()


def uncomputed():
    return making.repacked(
        making.xlsx((*HEAD, "Xếp loại 2016"), AN, formulas={"E2": ("=A2", "HTT")}),
        replace={
            "xl/worksheets/sheet1.xml": lambda xml: xml.replace(b"<v>HTT</v>", b"")
        },
    )


def locked():
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")


def comma(*rows, **more):
    return lambda: making.comma(*rows, **more)


STYLES = (
    Style(
        "CSV phân cách bằng dấu phẩy, tên đơn vị có dấu phẩy trong ngoặc kép",
        comma(HEAD, (1, "Lê An", "28/02/1980", "Phòng Nội vụ, Lao động")),
        (person("Lê An", unit="Phòng Nội vụ, Lao động"),),
        filename="ds.csv",
    ),
    Style(
        "CSV phân cách bằng dấu chấm phẩy",
        comma(HEAD, AN, BINH, separator=";"),
        TWO,
        filename="ds.csv",
    ),
    Style(
        "CSV của Excel kiểu “Unicode Text” (UTF-16, dấu Tab)",
        comma(HEAD, AN, BINH, separator="\t", encoding="utf-16"),
        TWO,
        filename="ds.csv",
    ),
    Style(
        "CSV cũ gõ phông .VnTime, mỗi chữ một byte",
        comma(*typed(tcvn3, HEAD, AN, BINH), encoding="latin-1"),
        TWO,
        told=("đã chuyển thành",) * 4,
        filename="ds.csv",
    ),
    Style(
        "CSV không ghi bằng UTF-8",
        comma(("Họ tên", "Đơn vị"), encoding="utf-16-le"),
        refused="CSV",
        filename="ds.csv",
    ),
    Style(
        "Tệp .xls của Excel 97–2003",
        lambda: biff.xls(HEAD, DATED, BINH),
        TWO,
        filename="ds.xls",
    ),
    Style(
        "Tệp .xls gõ phông VNI, tiêu đề hai tầng gộp ô",
        lambda: biff.xls(
            *typed(
                vni,
                ("STT", "Họ và tên", "Ngày sinh", "Đơn vị", "Xếp loại", ""),
                ("", "", "", "", 2015, 2016),
                (*AN, "HTTNV", "HTXSNV"),
            ),
            merged=(((0, 0), (1, 0)), ((0, 1), (1, 1)), ((0, 4), (0, 5))),
        ),
        (TWO[0] | {"rating": {"2015": "HTT", "2016": "HTXS"}},),
        told=("đã chuyển thành",) * 2,
        filename="ds.xls",
    ),
    Style(
        "Tệp .ods của LibreOffice, cuối bảng có hàng triệu dòng trống",
        lambda: ods(HEAD, DATED, BINH),
        TWO,
        filename="ds.ods",
    ),
    Style("Sổ nhiều trang tính, có trang ẩn", several, TWO),
    Style(
        "Mỗi phòng một trang tính",
        one_for_each_unit,
        TWO[:1],
        told=("trang tính “Tổ Xe” cũng có danh sách nhưng không được đọc cùng",),
    ),
    Style(
        "Công thức lưu mà chưa có kết quả",
        uncomputed,
        TWO[:1],
        told=("công thức chưa có kết quả",),
    ),
    Style(
        "Cột họ tên tính bằng công thức, có kết quả",
        lines(
            HEAD,
            (1, "", *AN[2:]),
            formulas={"B2": ('="Nguyễn Văn "&"An"', "Nguyễn Văn An")},
        ),
        TWO[:1],
    ),
    Style(
        "Bảng rộng hơn 60 cột",
        lines((*HEAD, *map(str, range(60))), AN),
        refused="ngoài giới hạn 20000 dòng và 60 cột",
    ),
    Style(
        "Bảng dài hơn giới hạn dòng",
        lines(HEAD, AN, BINH),
        refused="ngoài giới hạn 2 dòng và 60 cột",
        limits=Limits(rows=2),
    ),
    Style(
        "Tệp có mật khẩu",
        locked,
        refused="được đặt mật khẩu. Mở tệp, bỏ mật khẩu, lưu rồi gửi lại",
    ),
    Style(
        "Tệp có macro (.xlsm)",
        lines(HEAD, AN),
        refused="có thể chứa macro nên không được nhận",
        filename="ds.xlsm",
    ),
    Style(
        "Tệp PDF đổi đuôi",
        lambda: b"%PDF-1.7 ...",
        refused="thật ra là tệp PDF",
    ),
    Style("Trang tính trống", lines(), refused="Mọi trang tính đều trống"),
)
