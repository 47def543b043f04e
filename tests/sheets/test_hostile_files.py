"""Files that are not what they say, or mean harm, are refused with what to do."""

import io
import struct
import time
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.sheets import making
from vinhdanh.sheets import container, extents, reading
from vinhdanh.sheets.refusal import SheetRefused

GOOD = making.xlsx(making.HEADINGS, making.AN)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SHEET = "xl/worksheets/sheet1.xml"


def refusal(data, filename="danh-sach.xlsx"):
    with pytest.raises(SheetRefused) as refused:
        reading.open_workbook(data, filename)
    return str(refused.value)


def docx():
    return zipped(
        {
            "[Content_Types].xml": b"<Types>wordprocessingml.document.main+xml</Types>",
            "word/document.xml": b'<w:document xmlns:w="w"/>',
        }
    )


def zipped(parts, compression=zipfile.ZIP_DEFLATED):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def utf16(words):
    return words.encode("utf-16-le")


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7 ...", "thật ra là tệp PDF"),
        (b"\x89PNG\r\n\x1a\n....", "thật ra là ảnh PNG"),
        (b"\xff\xd8\xff\xe0....", "thật ra là ảnh JPEG"),
        (b"  <html><body>", "thật ra là trang web"),
        (docx(), "là tệp Word đổi đuôi"),
        (zipped({"ppt/presentation.xml": b"x"}), "thật ra là một tệp trình chiếu"),
        (zipped({"word/document.xml": b"x"}), "thật ra là một tệp Word"),
        (zipped({"anh.jpg": b"x"}), "thật ra là một tệp nén"),
        (OLE + utf16("WordDocument"), "tệp Office cũ đổi đuôi"),
        (OLE + utf16("EncryptedPackage"), "được đặt mật khẩu"),
        (b"Ho va ten,Ngay sinh\n", "không phải tệp .xlsx, hoặc đã hỏng"),
        (b"", "rỗng (0 byte)"),
        (GOOD[:900], "hoặc đã hỏng"),
        (GOOD[:60] + b"\x00" * 40 + GOOD[100:], "hoặc đã hỏng"),
        (b"x" * 10_000_001, "lớn hơn 10 MB"),
    ],
)
def test_a_file_that_is_no_xlsx_is_refused_in_words(data, what):
    said = refusal(data)
    assert what in said
    assert "“danh-sach.xlsx”" in said
    assert said.endswith(("gửi lại.", "rồi gửi."))


@pytest.mark.parametrize(
    ("filename", "data", "what"),
    [
        ("ds.xls", GOOD, "là tệp .xlsx đổi đuôi thành .xls"),
        ("ds.xls", b"<html>", "thật ra là trang web"),
        ("ds.xls", b"junk", "không phải tệp Excel, hoặc đã hỏng"),
        ("ds.xls", OLE + utf16("WordDocument"), "một loại tệp Office khác"),
        ("ds.xls", OLE + utf16("Workbook _VBA_PROJECT"), "có macro"),
        ("ds.xls", OLE + utf16("Workbook") + b"\x00" * 600, "đã hỏng"),
        ("ds.ods", GOOD, "là bảng tính .xlsx đổi đuôi"),
        ("ds.csv", GOOD, "một tệp Excel đổi tên"),
        ("ds.csv", b"%PDF-1.7", "thật ra là tệp PDF"),
        ("ds.csv", b"a,b\x00c\n", "không phải tệp văn bản CSV"),
        ("ds.csv", "Đơn vị"[:2].encode("cp1258"), "không ghi bằng bảng mã UTF-8"),
        ("ds.csv", b'"a,b\n' + b"x" * 40_000, "hỏng ở dòng"),
        ("ds.xlsm", GOOD, "có thể chứa macro"),
        ("ds.docx", docx(), "không có bảng nào"),
        ("ds.docx", GOOD, "là bảng tính .xlsx đổi đuôi"),
        ("ds.docm", docx(), "có thể chứa macro"),
        ("ds.doc", OLE + utf16("WordDocument"), "là tệp Word cũ (.doc)"),
        ("ds.ppt", OLE, "không phải bảng tính"),
        ("C:\\ds\\ds", GOOD, "“ds” không phải bảng tính"),
    ],
)
def test_name_and_content_must_agree(filename, data, what):
    assert what in refusal(data, filename)


def test_a_bomb_is_stopped_while_it_inflates():
    bomb = making.repacked(GOOD, add={"xl/media/image1.png": b"\x00" * 30_000_000})
    began = time.perf_counter()
    assert "phình quá lớn" in refusal(bomb)
    assert time.perf_counter() - began < 2


def test_a_bomb_that_lies_about_its_size_is_stopped_too():
    bomb = bytearray(
        making.repacked(GOOD, add={"xl/media/a.bin": b"\x00" * 30_000_000})
    )
    # Both headers now say the part holds 10 bytes.
    for magic, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        start = bomb.rfind(magic, 0, bomb.rfind(b"xl/media/a.bin") + 1)
        start = start if magic == b"PK\x01\x02" else bomb.find(b"xl/media/a.bin") - 30
        struct.pack_into("<I", bomb, start + at, 10)
    assert "gửi lại" in refusal(bytes(bomb))


@pytest.mark.parametrize(
    ("changed", "what"),
    [
        (
            making.repacked(
                GOOD,
                replace={
                    SHEET: lambda xml: xml.replace(
                        b"<worksheet", b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet', 1
                    )
                },
            ),
            "khai báo XML không bình thường",
        ),
        (
            making.repacked(GOOD, add={"xl/x.xml": "<!DOCTYPE x>".encode("utf-16")}),
            "khai báo XML không bình thường",
        ),
        (making.repacked(GOOD, add={"xl/vbaProject.bin": b"x"}), "có macro"),
        (making.repacked(GOOD, add={"xl/macrosheets/sheet1.xml": b"<x/>"}), "có macro"),
        (
            making.repacked(GOOD, add={"xl/externalLinks/externalLink1.xml": b"<x/>"}),
            "liên kết tới tệp hoặc nguồn dữ liệu khác",
        ),
        (
            making.repacked(
                GOOD,
                add={
                    "xl/worksheets/_rels/sheet1.xml.rels": b"<Relationships>"
                    b"<Relationship Id='r' Type='x/oleObject' TargetMode='External' "
                    b"Target='\\\\host\\share'/></Relationships>"
                },
            ),
            "liên kết tới tệp hoặc nguồn dữ liệu khác",
        ),
        (
            making.repacked(GOOD, add={"../../etc/x": b"x"}),
            "đường dẫn không bình thường",
        ),
        (
            making.repacked(GOOD, add={f"xl/p{n}.xml": b"" for n in range(200)}),
            "quá nhiều thành phần",
        ),
        (
            making.repacked(
                GOOD,
                replace={
                    "[Content_Types].xml": lambda xml: xml.replace(
                        b"spreadsheetml.sheet.main", b"sheet.macroEnabled.main"
                    )
                },
            ),
            "có macro",
        ),
        (
            making.repacked(GOOD, replace={"xl/workbook.xml": lambda xml: xml[:90]}),
            "đã hỏng",
        ),
        (making.repacked(GOOD, replace={SHEET: lambda xml: xml[:400]}), "đã hỏng"),
    ],
)
def test_a_workbook_with_something_inside_is_refused(changed, what):
    assert what in refusal(changed)


def test_an_encrypted_part_is_refused():
    data = bytearray(GOOD)
    for magic, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(magic)
        data[place + at] |= 1
    assert "được đặt mật khẩu" in refusal(bytes(data))


def test_a_mail_address_in_a_cell_is_no_danger():
    link = (
        b"<Relationships><Relationship Id='r' Type='http://x/hyperlink' "
        b"TargetMode='External' Target='mailto:a@b'/></Relationships>"
    )
    data = making.repacked(GOOD, add={"xl/worksheets/_rels/sheet1.xml.rels": link})
    assert making.names(making.read(data)) == ["Nguyễn Văn An"]


@pytest.mark.parametrize(
    "cell",
    [
        b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        b"<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>",
        b'<row r="5" x=">"><c x=">" r="XFD1048576" t="n"><v>1</v></c></row>',
    ],
)
def test_one_cell_in_the_far_corner_costs_nothing(cell):
    far = making.repacked(
        GOOD,
        replace={
            SHEET: lambda xml: xml.replace(b"</sheetData>", cell + b"</sheetData>")
        },
    )
    began = time.perf_counter()
    said = refusal(far)
    assert "dòng 1048576, cột XFD" in said
    assert "ngoài giới hạn 20000 dòng và 60 cột" in said
    assert time.perf_counter() - began < 1


def test_a_far_corner_behind_a_broken_index_is_met_too():
    cell = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    far = making.repacked(
        GOOD,
        replace={
            SHEET: lambda xml: xml.replace(b"</sheetData>", cell + b"</sheetData>"),
            "xl/_rels/workbook.xml.rels": lambda xml: xml.replace(
                b'Target="worksheets/', b'Target="./worksheets/../worksheets/'
            ),
        },
    )
    with pytest.raises(SheetRefused):
        reading.open_workbook(far, "danh-sach.xlsx")


def test_whole_columns_that_are_only_formatted_do_not_count():
    styled = b'<row r="1048576"><c r="XFD1048576" s="1"/><c r="A9" s="1"></c></row>'
    data = making.repacked(
        GOOD,
        replace={
            SHEET: lambda xml: xml.replace(b"</sheetData>", styled + b"</sheetData>")
        },
    )
    assert making.names(making.read(data)) == ["Nguyễn Văn An"]


def test_cells_repeated_a_million_times_in_an_ods_are_counted_first():
    row = (
        b'<table:table-row table:number-rows-repeated="1048576">'
        b'<table:table-cell office:value-type="string" '
        b'table:number-columns-repeated="16384"><text:p>x</text:p></table:table-cell>'
        b"</table:table-row>"
    )
    assert extents.of_ods(b'<table:table table:name="A">' + row) == (1048575, 16383)
    data = zipped(
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": b'<table:table table:name="A">' + row,
        }
    )
    assert "ngoài giới hạn" in refusal(data, "ds.ods")


def test_an_ods_is_judged_as_an_xlsx_is():
    about = {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}
    said = {
        "META-INF/manifest.xml": (b"<x:encryption-data/>", "được đặt mật khẩu"),
        "Basic/Standard/Module1.xml": (b"<x/>", "có macro"),
        "content.xml": (b"<table:dde-link/>", "liên kết tới tệp"),
    }
    for part, (content, what) in said.items():
        assert what in refusal(zipped({**about, part: content}), "ds.ods")


def test_areas_merged_over_one_another_are_refused():
    over = b'<mergeCells><mergeCell ref="A1:E2"/><mergeCell ref="A1:E2"/></mergeCells>'
    data = making.repacked(
        GOOD,
        replace={
            SHEET: lambda xml: xml.replace(b"</sheetData>", b"</sheetData>" + over)
        },
    )
    with pytest.raises(SheetRefused, match="ô gộp chồng lên nhau ở ô A1"):
        making.read(data)


def test_limits_are_a_setting():
    small = container.Limits(rows=1)
    with pytest.raises(SheetRefused, match="ngoài giới hạn 1 dòng"):
        reading.open_workbook(GOOD, "ds.xlsx", small)
    with pytest.raises(SheetRefused, match="có hơn 1 dòng"):
        reading.open_workbook(b"a,b\nc,d\n", "ds.csv", small)
    with pytest.raises(SheetRefused, match="có 61 cột"):
        reading.open_workbook(b"," * 60, "ds.csv")


@settings(max_examples=150, deadline=None)
@given(
    at=st.integers(0, len(GOOD) - 1),
    bits=st.binary(min_size=1, max_size=8),
    name=st.sampled_from(["ds.xlsx", "ds.xls", "ds.ods", "ds.csv"]),
)
def test_a_damaged_file_is_read_or_refused_never_a_crash(at, bits, name):
    damaged = GOOD[:at] + bits + GOOD[at + len(bits) :]
    try:
        answer = making.read(damaged, name).account
    except SheetRefused as refused:
        answer = str(refused)
    assert answer.endswith(".")
