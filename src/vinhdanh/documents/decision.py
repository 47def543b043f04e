"""A decision on titles and commendations, as PDF and as Word.

Components and their places: Nghị định 30/2020/NĐ-CP, Phụ lục I (or the layout of the
paper's own day, see `layout`).
"""

from vinhdanh.documents.blocks import (
    AnnexHead,
    Block,
    Foot,
    OfficialPaper,
    Paragraph,
    Run,
    TableBlock,
    kept_with_next,
    legal_bases,
    official_pdf,
    plain,
    recipient_lines,
)
from vinhdanh.documents.layout import (
    LayoutDay,
    layout_on,
    written_day,
    written_number,
)
from vinhdanh.documents.papers import Annex, DecisionPaper
from vinhdanh.documents.typesetting import cleaned
from vinhdanh.documents.word import official_docx

_ONES = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")


def decision_pdf(paper: DecisionPaper) -> bytes:
    """The decision as PDF/A, its annexes on pages of their own.

    Raises `PaperRefused` when a character cannot be printed.
    """
    return official_pdf(_official(cleaned(paper)))


def decision_docx(paper: DecisionPaper) -> bytes:
    """The same decision as a Word file to go on editing."""
    return official_docx(_official(cleaned(paper)))


def _official(paper: DecisionPaper) -> OfficialPaper:
    layout = layout_on(paper.letterhead.day)
    blocks: list[Block] = [
        *legal_bases(paper.legal_bases, layout),
        Paragraph(
            runs=(Run(f"{paper.title}:", bold=True),),
            align="center",
            indent=False,
            keeps_with_next=True,
        ),
        *_articles(paper.articles),
        Foot(signature=paper.signature, recipients=recipient_lines(paper.recipients)),
    ]
    for number, annex in enumerate(paper.annexes, start=1):
        label = f"Phụ lục {_roman(number)}" if len(paper.annexes) > 1 else ""
        blocks += _annex(paper, annex, label, layout)
    return OfficialPaper(
        letterhead=paper.letterhead,
        title=paper.title,
        abstract=paper.abstract,
        authority_line=paper.authority_line,
        blocks=tuple(blocks),
    )


def _roman(number: int) -> str:
    """“XII”; a decision has far fewer annexes than fifty."""
    tens, ones = divmod(number, 10)
    return "X" * tens + _ONES[ones]


def _articles(articles: tuple[tuple[str, ...], ...]) -> list[Block]:
    made: list[Block] = []
    for number, (first, *rest) in enumerate(articles, start=1):
        made.append(Paragraph(runs=(Run(f"Điều {number}. ", bold=True), Run(first))))
        made += [plain(words) for words in rest]
    if made:
        made[-1] = kept_with_next(made[-1])
    return made


def _annex(
    paper: DecisionPaper, annex: Annex, label: str, layout: LayoutDay
) -> list[Block]:
    head = AnnexHead(
        label=label, title=annex.title, subject=annex.subject, link=_link_line(paper)
    )
    return [
        head,
        *(TableBlock(table=table, size_pt=layout.table_pt) for table in annex.tables),
    ]


def _link_line(paper: DecisionPaper) -> str:
    """“(Kèm theo Quyết định số 15/QĐ-VP ngày … của Chánh Văn phòng …)”."""
    head = paper.letterhead
    kind = paper.title.capitalize()
    number = written_number(head.number)
    day = written_day(head.day, is_draft=head.number is None)
    return f"(Kèm theo {kind} số {number}/{head.sign} {day} của {paper.issuer})"
