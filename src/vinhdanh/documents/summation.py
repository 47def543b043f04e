"""An office's summation of the year: n of N, said in sections, as Word and as PDF."""

from vinhdanh.documents.blocks import (
    Block,
    Foot,
    Heading,
    OfficialPaper,
    TableBlock,
    kept_with_next,
    official_pdf,
    percent,
    plain_all,
    recipient_lines,
)
from vinhdanh.documents.layout import layout_on
from vinhdanh.documents.papers import Column, Figure, RowGroup, SummationPaper, Table
from vinhdanh.documents.typesetting import cleaned
from vinhdanh.documents.word import official_docx
from vinhdanh.viet import numbers


def summation_pdf(paper: SummationPaper) -> bytes:
    """The summation as PDF/A. Raises `PaperRefused` when a character has no glyph."""
    return official_pdf(_official(cleaned(paper)))


def summation_docx(paper: SummationPaper) -> bytes:
    """The same summation as a Word file to go on editing."""
    return official_docx(_official(cleaned(paper)))


def _official(paper: SummationPaper) -> OfficialPaper:
    size_pt = layout_on(paper.letterhead.day).table_pt
    blocks: list[Block] = [*plain_all(paper.opening)]
    for section in paper.sections:
        blocks += [Heading(text=section.heading), *plain_all(section.paragraphs)]
        if section.figures:
            blocks.append(TableBlock(table=_figures(section.figures), size_pt=size_pt))
        blocks += [TableBlock(table=table, size_pt=size_pt) for table in section.tables]
    blocks += plain_all(paper.closing)
    if blocks:
        blocks[-1] = kept_with_next(blocks[-1])
    blocks.append(
        Foot(signature=paper.signature, recipients=recipient_lines(paper.recipients))
    )
    return OfficialPaper(
        letterhead=paper.letterhead,
        title=paper.title,
        abstract=paper.abstract,
        addressee=paper.addressee,
        blocks=tuple(blocks),
    )


def _figures(figures: tuple[Figure, ...]) -> Table:
    rows = tuple(
        (str(number), figure.label, *_count(figure), figure.note)
        for number, figure in enumerate(figures, start=1)
    )
    return Table(
        columns=(
            Column(heading="STT", width=0.55, align="center"),
            Column(heading="Danh hiệu, hình thức khen thưởng", width=3.2),
            Column(heading="Kết quả", width=0.9, align="center"),
            Column(heading="Tỷ lệ", width=0.9, align="center"),
            Column(heading="Ghi chú", width=2.2),
        ),
        groups=(RowGroup(rows=rows),),
    )


def _count(figure: Figure) -> tuple[str, str]:
    if figure.total is None:
        return f"{figure.count:02d}", ""
    return (
        numbers.count_of(figure.count, figure.total),
        percent(figure.count, figure.total) if figure.total else "",
    )
