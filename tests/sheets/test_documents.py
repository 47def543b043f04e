"""Word tables, with what a hostile or broken document may hold."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.sheets import making
from tests.sheets.corpus.word import word
from vinhdanh.sheets import documents, reading
from vinhdanh.sheets.refusal import SheetRefused

GOOD = word((making.HEADINGS, making.AN))()
SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

WIDE = '<w:gridSpan w:val="64"/>'


def document(body):
    return (
        f'<w:document xmlns:w="{SPACE}"><w:body>{body}</w:body></w:document>'.encode()
    )


def cell(words, about=""):
    return (
        f"<w:tc><w:tcPr>{about}</w:tcPr><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:tc>"
    )


def grid(body, **limits):
    bounds = {"most_rows": 100, "most_columns": 60, **limits}
    return documents.grids(document(body), "ds.docx", **bounds)


def with_part(name, content):
    return making.repacked(GOOD, add={name: content})


def test_cells_over_several_columns_and_rows_are_merged_areas():
    span, begin, goes_on = (
        '<w:gridSpan w:val="2"/>',
        '<w:vMerge w:val="restart"/>',
        "<w:vMerge/>",
    )
    (found,) = grid(
        "<w:tbl>"
        f"<w:tr>{cell('A', begin)}{cell('B', span)}</w:tr>"
        f"<w:tr>{cell('', goes_on)}{cell('C')}{cell('D')}</w:tr>"
        f"<w:tr>{cell('E')}{cell('F')}{cell('G')}</w:tr></w:tbl>"
    )
    assert found.rows == [["A", "B", ""], ["", "C", "D"], ["E", "F", "G"]]
    assert sorted(found.merged) == [((0, 0), (1, 0)), ((0, 1), (0, 2))]
    assert found.where[2] == "Bảng 1, dòng 3"


def test_a_row_that_begins_further_right_keeps_its_columns():
    (found,) = grid(
        f"<w:tbl><w:tr>{cell('A')}{cell('B')}</w:tr><w:tr><w:trPr>"
        f'<w:gridBefore w:val="1"/></w:trPr>{cell("C")}</w:tr></w:tbl>'
    )
    assert found.rows == [["A", "B"], ["", "C"]]


def test_lists_with_other_headings_are_sheets_of_their_own():
    def of(*words):
        return f"<w:tbl><w:tr>{''.join(map(cell, words))}</w:tr></w:tbl>"

    names = [found.name for found in grid(of("A", "B") + of("C", "D") + of("C", "D"))]
    assert names == ["Bảng 1", "Bảng 2–3"]


@pytest.mark.parametrize(
    ("body", "what"),
    [
        ("", "không có bảng nào"),
        ("<w:tbl><w:tr/></w:tbl>", "không có bảng nào"),
        (f"<w:tbl>{f'<w:tr>{cell(1)}</w:tr>' * 101}</w:tbl>", "có hơn 100 dòng"),
        (f"<w:tbl><w:tr>{cell(1) * 61}</w:tr></w:tbl>", "bảng 1 có 61 cột"),
        (
            f"<w:tbl><w:tr>{cell(1, WIDE)}</w:tr></w:tbl>",
            "bảng 1 có 64 cột",
        ),
        ("<w:tbl><w:tr><w:tc>" * 200 + "</w:tc></w:tr></w:tbl>" * 200, "lồng nhau"),
        ("<w:tbl>", "đã hỏng nên không mở được"),
    ],
)
def test_a_document_beyond_its_bounds_is_refused(body, what):
    with pytest.raises(SheetRefused, match=r"^Tệp “ds.docx”") as refused:
        grid(body)
    assert what in str(refused.value)


@pytest.mark.parametrize("value", ["0", "-1", "x", "9" * 30, "²", ""])
def test_a_span_that_is_no_number_is_one_column(value):
    span = f'<w:gridSpan w:val="{value}"/>'
    (found,) = grid(f"<w:tbl><w:tr>{cell('A', span)}{cell('B')}</w:tr></w:tbl>")
    assert found.rows == [["A", "B"]]


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (with_part("word/vbaProject.bin", b"x"), "có macro"),
        (with_part("word/activeX/activeX1.xml", b"<x/>"), "có macro"),
        (with_part("../x", b"x"), "đường dẫn không bình thường"),
        (with_part("word/media/a.png", b"\x00" * 30_000_000), "phình quá lớn"),
        (with_part("customXml/a.xml", b"<!DOCTYPE x>"), "khai báo XML"),
        (
            with_part(
                "word/_rels/settings.xml.rels",
                b'<Relationships><Relationship Type="x/attachedTemplate" '
                b'TargetMode="External" Target="http://x/a.dotm"/></Relationships>',
            ),
            "có liên kết tới tệp hoặc nguồn dữ liệu khác",
        ),
        (GOOD[:700], "hoặc đã hỏng"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "là tệp Office cũ đổi đuôi"),
        (b"%PDF-1.7", "thật ra là tệp PDF"),
    ],
)
def test_a_hostile_document_is_refused_with_what_to_do_in_word(data, what):
    with pytest.raises(SheetRefused) as refused:
        reading.open_workbook(data, "ds.docx")
    assert what in str(refused.value)
    assert "Excel" not in str(refused.value) or "chép sang Excel" in str(refused.value)


def test_a_large_document_costs_no_more_than_its_tables():
    words = "<w:p><w:r><w:t>" + "x" * 1000 + "</w:t></w:r></w:p>"
    body = words * 20_000 + f"<w:tbl><w:tr>{cell('A')}{cell('B')}</w:tr></w:tbl>"
    (found,) = documents.grids(document(body), "ds.docx", most_rows=9, most_columns=9)
    assert found.rows == [["A", "B"]]


@settings(max_examples=60, deadline=None)
@given(at=st.integers(0, len(GOOD) - 1), bits=st.binary(min_size=1, max_size=8))
def test_a_damaged_document_is_read_or_refused_never_a_crash(at, bits):
    damaged = GOOD[:at] + bits + GOOD[at + len(bits) :]
    try:
        answer = making.read(damaged, "ds.docx").account
    except SheetRefused as refused:
        answer = str(refused)
    assert answer.endswith(".")
