"""A summary of a person or collective (trích ngang), as Word and as PDF."""

from vinhdanh.documents.blocks import (
    Block,
    Foot,
    Heading,
    OfficialPaper,
    Paragraph,
    Run,
    TableBlock,
    kept_with_next,
    official_pdf,
    plain_all,
)
from vinhdanh.documents.layout import layout_on
from vinhdanh.documents.papers import ProfilePaper
from vinhdanh.documents.typesetting import cleaned
from vinhdanh.documents.word import official_docx


def profile_pdf(paper: ProfilePaper) -> bytes:
    """The summary as PDF/A. Raises `PaperRefused` when a character has no glyph."""
    return official_pdf(_official(cleaned(paper)))


def profile_docx(paper: ProfilePaper) -> bytes:
    """The same summary as a Word file to go on editing."""
    return official_docx(_official(cleaned(paper)))


def _official(paper: ProfilePaper) -> OfficialPaper:
    size_pt = layout_on(paper.letterhead.day).table_pt
    blocks: list[Block] = [
        Paragraph(runs=(Run(f"{label}: "), Run(value, bold=True)), indent=False)
        for label, value in paper.facts
    ]
    for section in paper.sections:
        blocks += [Heading(text=section.heading), *plain_all(section.paragraphs)]
        blocks += [TableBlock(table=table, size_pt=size_pt) for table in section.tables]
    blocks += plain_all(paper.closing)
    if blocks:
        blocks[-1] = kept_with_next(blocks[-1])
    blocks.append(Foot(signature=paper.head, left_signature=paper.maker))
    return OfficialPaper(
        letterhead=paper.letterhead,
        title=paper.title,
        abstract=paper.abstract,
        blocks=tuple(blocks),
    )
