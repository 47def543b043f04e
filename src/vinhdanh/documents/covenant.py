"""An emulation covenant (giao ước thi đua) as PDF and as Word, to be signed or signed.

No form exists in law; the head is that of official papers, without a number.
"""

from vinhdanh.documents.blocks import (
    Block,
    Foot,
    OfficialPaper,
    Paragraph,
    Run,
    TableBlock,
    official_pdf,
    plain_all,
)
from vinhdanh.documents.papers import (
    Column,
    CovenantPaper,
    RowGroup,
    SignatureBlock,
    Table,
)
from vinhdanh.documents.typesetting import cleaned
from vinhdanh.documents.word import official_docx

_TABLE_PT = 12
_GROUP = 8
_NOBODY = SignatureBlock(post="", name="")


def covenant_pdf(paper: CovenantPaper) -> bytes:
    """The covenant as PDF/A. Raises `PaperRefused` when a character has no glyph."""
    return official_pdf(_official(cleaned(paper)))


def covenant_docx(paper: CovenantPaper) -> bytes:
    """The same covenant as a Word file, for a signing on paper."""
    return official_docx(_official(cleaned(paper)))


def _official(paper: CovenantPaper) -> OfficialPaper:
    blocks: list[Block] = [*plain_all(paper.paragraphs)]
    blocks += _pledges(paper)
    said = f"Mã SHA-256 của nội dung giao ước: {_grouped(paper.text_hash)}"
    blocks.append(
        Paragraph(
            runs=(Run(said, italic=True),),
            align="center",
            indent=False,
            # What is signed stands on the page of the first signatures.
            keeps_with_next=True,
        )
    )
    blocks += _feet(paper.signatures)
    return OfficialPaper(
        letterhead=paper.letterhead,
        title=paper.title,
        abstract=paper.abstract,
        blocks=tuple(blocks),
    )


def _pledges(paper: CovenantPaper) -> list[Block]:
    """All pledges as a table; where none has a figure, as the numbered lines they are.

    Such lines may stand in the text already; then they are not said twice.
    """
    if not any(row.goal for row in paper.pledges):
        text = " ".join(paper.paragraphs)
        if all(row.name in text for row in paper.pledges):
            return []
        names = (row.name for row in paper.pledges)
        lines = (f"{number}. {name}" for number, name in enumerate(names, start=1))
        return [*plain_all(lines)]
    rows = tuple(
        (str(number), row.name, row.measure, row.base, row.goal)
        for number, row in enumerate(paper.pledges, start=1)
    )
    table = Table(
        columns=(
            Column(heading="STT", width=0.5, align="center"),
            Column(heading="Cam kết", width=3.4),
            Column(heading="Đơn vị tính", width=1.1, align="center"),
            Column(heading="Mức gốc", width=1, align="right"),
            Column(heading="Mức cam kết", width=1.1, align="right"),
        ),
        groups=(RowGroup(rows=rows),),
    )
    return [TableBlock(table=table, size_pt=_TABLE_PT)]


def _feet(signatures: tuple[SignatureBlock, ...]) -> list[Block]:
    """Two signatures a line; the last one alone stands at the left."""
    feet: list[Block] = []
    for start in range(0, len(signatures), 2):
        left, right = (*signatures[start : start + 2], _NOBODY)[:2]
        feet.append(Foot(signature=right, left_signature=left))
    return feet


def _grouped(text_hash: str) -> str:
    starts = range(0, len(text_hash), _GROUP)
    return " ".join(text_hash[start : start + _GROUP] for start in starts)
