"""Lists in Word documents."""

import io

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from tests.sheets import making
from tests.sheets.corpus.fonts import tcvn3
from tests.sheets.corpus.heads import AN, BINH, HEAD, TWO
from tests.sheets.corpus.style import Style, person


def saved(document):
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def table(document, *rows, merged=(), style=None):
    """A table; merged: ((first row, first column), (last row, last column))."""
    made = document.add_table(len(rows), max(map(len, rows)), style)
    for row, cells in enumerate(rows):
        for column, words in enumerate(cells):
            if words not in (None, ""):
                made.cell(row, column).text = str(words)
    for first, last in merged:
        made.cell(*first).merge(made.cell(*last))
    return made


def word(*blocks):
    """A document of paragraphs (text) and tables (a tuple of rows)."""

    def make():
        document = docx.Document()
        for block in blocks:
            if isinstance(block, str):
                document.add_paragraph(block)
            else:
                table(document, *block)
        return saved(document)

    return make


def merged_heads():
    document = docx.Document()
    table(
        document,
        ("STT", "Họ và tên", "Ngày sinh", "Xếp loại", "", "Đơn vị"),
        ("", "", "", "2015", "2016", ""),
        (*AN[:3], "HTTNV", "HTXSNV", "Phòng Tổng hợp"),
        (*BINH[:3], "HTTNV", "HTNV", ""),
        merged=(
            *(((0, at), (1, at)) for at in (0, 1, 2, 5)),
            ((0, 3), (0, 4)),
            ((2, 5), (3, 5)),
        ),
    )
    return saved(document)


def sections():
    document = docx.Document()
    table(
        document,
        HEAD[:3],
        ("I. Phòng Tổng hợp",),
        AN[:3],
        ("II. Tổ Xe",),
        BINH[:3],
        merged=(((1, 0), (1, 2)), ((3, 0), (3, 2))),
    )
    return saved(document)


def nested():
    document = docx.Document()
    page = document.add_table(1, 2)
    page.cell(0, 0).text = "VĂN PHÒNG"
    inner = page.cell(0, 1).add_table(2, 4)
    for row, cells in enumerate((HEAD, AN)):
        for column, words in enumerate(cells):
            inner.cell(row, column).text = str(words)
    return saved(document)


def letterhead():
    document = docx.Document()
    table(
        document,
        ("UBND TỈNH MẪU\nVĂN PHÒNG", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("Số: 12/TTr-VP", "Độc lập - Tự do - Hạnh phúc"),
    )
    document.add_paragraph("TỜ TRÌNH")
    document.add_paragraph("Về việc đề nghị khen thưởng " * 10)
    table(document, HEAD, AN, BINH)
    document.add_paragraph("Danh sách có 02 người.")
    table(document, ("Nơi nhận:\n- Như trên", "CHÁNH VĂN PHÒNG\n\n\nLê Duyệt"))
    return saved(document)


def changed():
    """A name with a word struck out and another put in, both still tracked."""
    document = docx.Document()
    made = table(document, HEAD, AN)
    paragraph = made.cell(1, 1).paragraphs[0]._p
    for run in list(paragraph):
        paragraph.remove(run)
    space = nsdecls("w")
    struck = "<w:r><w:delText>Thị</w:delText></w:r>"
    for xml in (
        f'<w:r {space}><w:t xml:space="preserve">Nguyễn </w:t></w:r>',
        f'<w:del {space} w:id="1" w:author="a">{struck}</w:del>',
        f'<w:ins {space} w:id="2" w:author="a"><w:r><w:t>Văn</w:t></w:r></w:ins>',
        f"<w:r {space}><w:tab/><w:t>An</w:t></w:r>",
    ):
        paragraph.append(parse_xml(xml))
    return saved(document)


def repeated_head():
    document = docx.Document()
    made = table(document, HEAD, AN, BINH)
    properties = made.rows[0]._tr.get_or_add_trPr()
    properties.append(properties.makeelement(qn("w:tblHeader"), {}))
    return saved(document)


def linked():
    relation = (
        b'<Relationship Id="rId99" Type="http://x/attachedTemplate" '
        b'Target="file:///x/a.dotm" TargetMode="External"/></Relationships>'
    )
    return making.repacked(
        word((HEAD, AN))(),
        replace={
            "word/_rels/document.xml.rels": lambda xml: xml.replace(
                b"</Relationships>", relation
            )
        },
    )


def of(name, data, rows=TWO, **more):
    return Style(name, data, rows, filename="danh-sach.docx", **more)


STYLES = (
    of("Bảng trong tệp Word", word("DANH SÁCH", (HEAD, AN, BINH))),
    of("Bảng Word có dòng tiêu đề lặp lại ở mỗi trang", repeated_head),
    of(
        "Bảng Word hai tầng tiêu đề, ô đơn vị gộp dọc",
        merged_heads,
        (
            TWO[0] | {"rating": {"2015": "HTT", "2016": "HTXS"}},
            TWO[1] | {"rating": {"2015": "HTT", "2016": "HT"}},
        ),
    ),
    of(
        "Bảng Word có dòng tên đơn vị gộp ngang",
        sections,
        (
            TWO[0],
            TWO[1] | {"unit": "Tổ Xe"},
        ),
    ),
    of(
        "Danh sách Word cắt thành nhiều bảng cùng tiêu đề",
        word("Trang 1", (HEAD, AN), "Trang 2", (HEAD, BINH)),
    ),
    of(
        "Danh sách Word cắt thành nhiều bảng, bảng sau không có tiêu đề",
        word((HEAD, AN), "", (BINH,)),
    ),
    of(
        "Mỗi phòng một bảng Word, tên phòng là dòng chữ ở trên",
        word(
            "I. Phòng Tổng hợp",
            (HEAD[:3], AN[:3]),
            "II. Tổ Xe",
            (HEAD[:3], BINH[:3]),
        ),
        (person("Nguyễn Văn An"), TWO[1] | {"unit": "Tổ Xe"}),
    ),
    of("Tờ trình Word: quốc hiệu, nơi nhận cũng là bảng", letterhead),
    of("Bảng Word lồng trong bảng", nested, TWO[:1]),
    of("Văn bản Word còn vết sửa (Track Changes)", changed, TWO[:1]),
    of(
        "Ô Word xuống dòng giữa họ và tên",
        word((HEAD, (1, "Nguyễn Văn\nAn", "28/02/\n1980", "Phòng\nTổng hợp"))),
        TWO[:1],
    ),
    of(
        "Bảng Word có ô sai, chỉ đúng bảng và dòng",
        word((("Quốc hiệu", "Số"),), (HEAD, (1, "Lê An", "31/02/1980", "Phòng A"))),
        (person("Lê An", None, "Phòng A"),),
        told=("Bảng 2, dòng 2, cột “Ngày sinh” (C): “31/02/1980” không phải ngày",),
    ),
    of(
        "Bảng Word gõ phông .VnTime",
        word(tuple(tuple(tcvn3(str(w)) for w in row) for row in (HEAD, AN))),
        TWO[:1],
        told=("đã chuyển thành “Nguyễn Văn An”", "đã chuyển thành “Phòng Tổng hợp”"),
    ),
    of(
        "Văn bản Word không có bảng nào",
        word("1. Nguyễn Văn An, sinh 28/02/1980"),
        (),
        refused="không có bảng nào",
    ),
    of(
        "Bảng Word không có cột họ tên",
        word((("Nội dung", "Kết quả"), ("Họp", "3"))),
        (),
        refused="Không tìm thấy dòng tiêu đề",
    ),
    of(
        "Văn bản Word nối tới mẫu bên ngoài",
        linked,
        (),
        refused="có liên kết tới tệp hoặc nguồn dữ liệu khác. Mở tệp bằng Word",
    ),
    Style(
        "Tệp Word cũ (.doc)",
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        refused="là tệp Word cũ (.doc). Mở bằng Word, chọn “Lưu thành…” kiểu .docx",
        filename="danh-sach.doc",
    ),
)
