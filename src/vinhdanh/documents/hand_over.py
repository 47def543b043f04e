"""The record by which the lead of a block hands over, as Word to be signed and as PDF.

No form exists in law for this record; the order is that of biên bản in the decree on
official papers. The travelling flag is handed on; it is no award.
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
from vinhdanh.viet import dates

_TABLE_PT = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side of the record; name and post empty until it has confirmed."""

    unit: str
    name: str = ""
    post: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverPaper:
    """What is handed over: `flag` empty where no flag goes; tasks: (text, day)."""

    letterhead: Letterhead
    block: str
    year: int
    """The year whose lead hands over."""
    venue: str
    giver: Side
    receiver: Side
    flag: str
    documents: tuple[str, ...]
    tasks: tuple[tuple[str, str], ...]
    status: str
    """One sentence on who has confirmed."""


def hand_over_pdf(paper: HandOverPaper) -> bytes:
    """The record as PDF/A; `PaperRefused` (`glyph`) for what cannot be printed."""
    return official_pdf(_official(cleaned(paper)))


def hand_over_docx(paper: HandOverPaper) -> bytes:
    """The same record as a Word file."""
    return official_docx(_official(cleaned(paper)))


def _official(paper: HandOverPaper) -> OfficialPaper:
    blocks: list[Block] = [
        Heading(text="I. Thời gian, địa điểm, thành phần"),
        plain(f"Thời gian: {dates.long(paper.letterhead.day)}."),
        *([plain(f"Địa điểm: {paper.venue}.")] if paper.venue else []),
        plain(f"Bên giao: {_side(paper.giver, paper.year)}."),
        plain(f"Bên nhận: {_side(paper.receiver, paper.year + 1)}."),
        Heading(text="II. Nội dung bàn giao"),
        plain(
            "1. Nhiệm vụ trưởng khối: bên nhận điều hành "
            f"{_said_in_words(paper.block)} từ năm {paper.year + 1}."
        ),
        plain(f"2. Cờ luân lưu của khối: {paper.flag or 'không bàn giao'}."),
        *_documents(paper.documents),
        *_tasks(paper.tasks),
        Heading(text="III. Xác nhận"),
        kept_with_next(
            plain(
                "Hai bên đã đọc và thống nhất nội dung trên. Biên bản lập thành hai "
                f"bản, mỗi bên giữ một bản. {paper.status}"
            )
        ),
        Foot(
            left_signature=SignatureBlock(
                post="BÊN GIAO", name=paper.giver.name, note=paper.giver.post
            ),
            signature=SignatureBlock(
                post="BÊN NHẬN", name=paper.receiver.name, note=paper.receiver.post
            ),
        ),
    ]
    return OfficialPaper(
        letterhead=paper.letterhead,
        title="BIÊN BẢN",
        abstract=f"Bàn giao nhiệm vụ trưởng {_said_in_words(paper.block)}",
        blocks=tuple(blocks),
    )


def _said_in_words(block: str) -> str:
    """“Khối các sở” in the midst of a sentence: “khối các sở”."""
    kind, _space, rest = block.partition(" ")
    if kind.lower() in {"khối", "cụm"}:
        return f"{kind.lower()} {rest}"
    return f"khối {block}"


def _side(side: Side, year: int) -> str:
    told = f"{side.unit}, trưởng khối năm {year}"
    who = ", ".join(part for part in (side.name, side.post) if part)
    return f"{told}; đại diện: {who}" if who else told


def _documents(names: tuple[str, ...]) -> list[Block]:
    if not names:
        return [plain("3. Hồ sơ, tài liệu: không có.")]
    rows = tuple((str(n), name) for n, name in enumerate(names, start=1))
    columns = (
        Column(heading="STT", width=0.5, align="center"),
        Column(heading="Hồ sơ, tài liệu", width=6),
    )
    return [kept_with_next(plain("3. Hồ sơ, tài liệu:")), _table(columns, rows)]


def _tasks(tasks: tuple[tuple[str, str], ...]) -> list[Block]:
    if not tasks:
        return [plain("4. Việc còn lại: không có.")]
    rows = tuple((str(n), *task) for n, task in enumerate(tasks, start=1))
    columns = (
        Column(heading="STT", width=0.5, align="center"),
        Column(heading="Việc còn lại, bên nhận làm tiếp", width=4.6),
        Column(heading="Hạn", width=1.4, align="center"),
    )
    return [kept_with_next(plain("4. Việc còn lại:")), _table(columns, rows)]


def _table(
    columns: tuple[Column, ...], rows: tuple[tuple[str, ...], ...]
) -> TableBlock:
    table = Table(columns=columns, groups=(RowGroup(rows=rows),))
    return TableBlock(table=table, size_pt=_TABLE_PT)
