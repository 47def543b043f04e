"""A block's places, votes and proposals of a year, as Word to be signed and as PDF.

Voted, proposed and conferred stand in columns of their own: a vote is no proposal, a
proposal no award.
"""

from dataclasses import dataclass

from vinhdanh.documents.blocks import (
    Block,
    Foot,
    Heading,
    OfficialPaper,
    TableBlock,
    kept_with_next,
    official_pdf,
    plain,
)
from vinhdanh.documents.papers import (
    Column,
    Letterhead,
    RowGroup,
    SignatureBlock,
    Table,
)
from vinhdanh.documents.typesetting import cleaned
from vinhdanh.documents.word import official_docx

_TABLE_PT = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRow:
    """One member: `rank` and `points` as printed, `note` on what bars or parts it."""

    rank: str
    unit: str
    points: str
    bonus: str
    penalty: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HonourRow:
    """One member for one award: “5/7, đạt”, “đã đề nghị 12/01/2026”, a decision.

    What is empty has not come to be.
    """

    unit: str
    votes: str
    proposed: str = ""
    conferred: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Honour:
    """One award: how many may be proposed, by what rule, and all ranked members."""

    award: str
    rule: str
    rows: tuple[HonourRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockResultsPaper:
    """The results of a block's year."""

    letterhead: Letterhead
    block: str
    year: int
    method: str
    """The table that was scored by, and what sets equal points apart."""
    places: tuple[PlaceRow, ...]
    honours: tuple[Honour, ...]
    lead: SignatureBlock


def block_results_pdf(paper: BlockResultsPaper) -> bytes:
    """The results as PDF/A; `PaperRefused` (`glyph`) for what cannot be printed."""
    return official_pdf(_official(cleaned(paper)))


def block_results_docx(paper: BlockResultsPaper) -> bytes:
    """The same results as a Word file."""
    return official_docx(_official(cleaned(paper)))


def _official(paper: BlockResultsPaper) -> OfficialPaper:
    blocks: list[Block] = [
        plain(paper.method),
        Heading(text="I. Điểm và xếp hạng"),
        _places(paper.places),
        Heading(text="II. Suy tôn, đề nghị khen thưởng"),
        *(block for honour in paper.honours for block in _honour(honour)),
        *(
            []
            if paper.honours
            else [plain("Chưa ghi số lượng cờ, bằng khen mà khối được đề nghị.")]
        ),
        kept_with_next(
            plain(
                "Suy tôn và đề nghị chưa phải là khen thưởng; chỉ quyết định của người "
                "có thẩm quyền mới là khen thưởng."
            )
        ),
        Foot(signature=paper.lead),
    ]
    return OfficialPaper(
        letterhead=paper.letterhead,
        title="KẾT QUẢ THI ĐUA",
        abstract=f"{paper.block} năm {paper.year}",
        blocks=tuple(blocks),
    )


def _places(rows: tuple[PlaceRow, ...]) -> TableBlock:
    columns = (
        Column(heading="Hạng", width=0.95, align="center"),
        Column(heading="Đơn vị", width=3),
        Column(heading="Tổng điểm", width=1, align="right"),
        Column(heading="Điểm thưởng", width=1, align="right"),
        Column(heading="Điểm trừ", width=0.9, align="right"),
        Column(heading="Ghi chú", width=2),
    )
    told = tuple(
        (row.rank, row.unit, row.points, row.bonus, row.penalty, row.note)
        for row in rows
    )
    return _table(columns, told)


def _honour(honour: Honour) -> list[Block]:
    columns = (
        Column(heading="Đơn vị", width=2.7),
        Column(heading="Phiếu suy tôn", width=1.5, align="center"),
        Column(heading="Khối đề nghị", width=1.6),
        Column(heading="Đã được khen theo quyết định", width=2.1),
    )
    rows = tuple(
        (row.unit, row.votes, row.proposed, row.conferred) for row in honour.rows
    )
    return [
        kept_with_next(plain(f"{honour.award}: {honour.rule}")),
        _table(columns, rows),
    ]


def _table(
    columns: tuple[Column, ...], rows: tuple[tuple[str, ...], ...]
) -> TableBlock:
    table = Table(columns=columns, groups=(RowGroup(rows=rows),))
    return TableBlock(table=table, size_pt=_TABLE_PT)
