"""A submission to the authority above (tờ trình), as Word and as PDF."""

from vinhdanh.documents.blocks import (
    Block,
    Foot,
    OfficialPaper,
    TableBlock,
    kept_with_next,
    legal_bases,
    official_pdf,
    plain_all,
    recipient_lines,
)
from vinhdanh.documents.layout import layout_on
from vinhdanh.documents.papers import SubmissionPaper
from vinhdanh.documents.typesetting import cleaned
from vinhdanh.documents.word import official_docx


def submission_pdf(paper: SubmissionPaper) -> bytes:
    """The submission as PDF/A. Raises `PaperRefused` when a character has no glyph."""
    return official_pdf(_official(cleaned(paper)))


def submission_docx(paper: SubmissionPaper) -> bytes:
    """The same submission as a Word file to go on editing."""
    return official_docx(_official(cleaned(paper)))


def _official(paper: SubmissionPaper) -> OfficialPaper:
    layout = layout_on(paper.letterhead.day)
    blocks: list[Block] = [
        *legal_bases(paper.legal_bases, layout),
        *plain_all(paper.paragraphs),
        *(TableBlock(table=table, size_pt=layout.table_pt) for table in paper.tables),
        *plain_all(paper.closing),
    ]
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
