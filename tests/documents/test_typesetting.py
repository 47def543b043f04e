"""The door to Typst: what goes wrong there is said, never left out."""

from datetime import date

import pytest

from tests.documents import samples
from vinhdanh.documents import typesetting
from vinhdanh.documents.refusal import PaperRefused
from vinhdanh.documents.typesetting import cleaned, page_count, typeset, words_of

DAY = date(2017, 1, 5)


@pytest.fixture
def template(tmp_path, monkeypatch):
    """Write a template of the test's own."""
    monkeypatch.setattr(typesetting, "TEMPLATES", tmp_path)

    def write(source):
        head = '#set document(title: "Thử")\n#set text(font: "Tinos", lang: "vi")\n'
        (tmp_path / "test.typ").write_text(head + source, "utf-8")
        return "test.typ"

    return write


def test_pages_are_counted_in_the_file(template):
    pdf = typeset(template("A #pagebreak() B #pagebreak() C"), {}, day=DAY)

    assert page_count(pdf) == 3


def test_day_is_the_only_date_inside(template):
    name = template("A")

    made = typeset(name, {}, day=DAY)

    assert b"<xmp:CreateDate>2017-01-04T17:00:00+00:00<" in made
    assert typeset(name, {}, day=DAY) == made
    assert typeset(name, {}, day=date(2017, 1, 6)) != made


def test_what_typst_refuses_is_refused_in_vietnamese(template):
    with pytest.raises(PaperRefused) as refused:
        typeset(template('#panic("hỏng")'), {}, day=DAY)

    assert refused.value.code == "typeset"
    assert str(refused.value).startswith("Không dàn được trang in: panicked with:")


def test_words_that_typst_would_leave_out_are_refused(template):
    # A block inside a paragraph is dropped with no more than a warning.
    with pytest.raises(PaperRefused, match="block may not occur inside of a paragraph"):
        typeset(template("#par(block[bị bỏ])"), {}, day=DAY)


def test_cleaning_reaches_each_string_and_nothing_else():
    sheet = samples.sheet(recipient_name="  Đặng\u200b Thúy  Ngà ")

    clean = cleaned(sheet)

    assert clean.recipient_name == "Đặng Thúy Ngà"
    assert clean == samples.sheet(recipient_name="Đặng Thúy Ngà")


def test_words_of_a_paper_are_all_its_strings():
    words = words_of(samples.decision())

    assert "Căn cứ Luật Thi đua" in words
    assert "Đỗ Mỹ Ẩn" in words
    assert "II. Khối phục vụ" in words
