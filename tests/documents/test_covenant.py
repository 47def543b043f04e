"""A covenant: its words, the pledges as a table, and a place for each signature."""

from dataclasses import replace
from datetime import date

import pytest

from tests.documents import reading
from vinhdanh.documents.covenant import covenant_docx, covenant_pdf
from vinhdanh.documents.papers import (
    CovenantPaper,
    Letterhead,
    PledgeRow,
    SignatureBlock,
)

HASH = "0123456789abcdef" * 4
PAPER = CovenantPaper(
    letterhead=Letterhead(
        issuing_body="VĂN PHÒNG", place="Hải Phòng", day=date(2026, 1, 20)
    ),
    abstract="Giao ước thi đua năm 2026",
    paragraphs=("Các phòng cùng nhau giao ước.", "1. Đúng hạn."),
    pledges=(PledgeRow(name="Đúng hạn", base="95", goal="98,5", measure="%"),),
    signatures=tuple(
        SignatureBlock(
            authority=f"ĐẠI DIỆN PHÒNG {n}",
            post="TRƯỞNG PHÒNG",
            note="(Đã ký trên phần mềm ngày 20/01/2026)",
            name=f"Người ký {n}",
        )
        for n in (1, 2, 3)
    ),
    text_hash=HASH,
)


@pytest.fixture(scope="module")
def words() -> str:
    """The words of the PDF, pages run together."""
    return " ".join(reading.page_texts(covenant_pdf(PAPER)))


def test_pledges_stand_in_a_table(words: str) -> None:
    assert "STT Cam kết Đơn vị tính Mức gốc Mức cam kết 1 Đúng hạn % 95 98,5" in words


UNITY = PledgeRow(name="Giữ gìn đoàn kết", base="", goal="", measure="")


def test_a_pledge_in_words_stands_in_its_place_among_the_figures() -> None:
    both = replace(PAPER, pledges=(UNITY, *PAPER.pledges))

    words = " ".join(reading.page_texts(covenant_pdf(both)))

    assert "Mức cam kết 1 Giữ gìn đoàn kết 2 Đúng hạn % 95 98,5" in words


def test_pledges_in_words_alone_are_lines_unless_the_text_says_them() -> None:
    line = UNITY.name
    alone = replace(PAPER, pledges=(UNITY,))
    said = replace(alone, paragraphs=("Các phòng giao ước:", f"1. {line}."))

    assert f"Đúng hạn. 1. {line} " in " ".join(reading.page_texts(covenant_pdf(alone)))
    assert " ".join(reading.page_texts(covenant_pdf(said))).count(line) == 1


def test_every_party_signs_two_a_line(words: str) -> None:
    names = [words.index(f"Người ký {n}") for n in (1, 2, 3)]

    assert names == sorted(names)
    assert words.count("TRƯỞNG PHÒNG") == 3
    assert words.count("(Đã ký trên phần mềm ngày 20/01/2026)") == 3


@pytest.mark.parametrize("pledges", range(21, 34, 3))
def test_signatures_never_begin_on_a_page_alone(pledges: int) -> None:
    paper = replace(PAPER, pledges=PAPER.pledges * pledges)

    pages = reading.page_texts(covenant_pdf(paper))
    (first,) = [page for page in pages if "Người ký 1" in page]

    assert "Mã SHA-256 của nội dung giao ước:" in first


def test_hash_stands_in_groups(words: str) -> None:
    assert f"giao ước: {' '.join(['01234567', '89abcdef'] * 4)}" in words


def test_covenant_without_figures_has_no_table() -> None:
    bare = replace(PAPER, pledges=(), signatures=PAPER.signatures[:2])

    words = " ".join(reading.page_texts(covenant_pdf(bare)))

    assert "Mức cam kết" not in words
    assert "Người ký 2" in words


def test_word_says_the_same(words: str) -> None:
    lines = " ".join(reading.word_lines(covenant_docx(PAPER)))

    assert set(lines.split()) == set(words.split())
