"""An official paper as a row of blocks, which Typst and Word both print.

One list for both, so that the PDF and the Word file can never say different things.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Literal

from vinhdanh.documents.layout import LayoutDay, layout_on, written_day, written_number
from vinhdanh.documents.papers import Letterhead, SignatureBlock, Table
from vinhdanh.documents.typesetting import (
    refuse_missing_characters,
    typeset,
    words_of,
)


@dataclass(frozen=True, slots=True)
class Run:
    """Some words of a paragraph in one style."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph of the body."""

    runs: tuple[Run, ...]
    align: Literal["justify", "center"] = "justify"
    indent: bool = True
    keeps_with_next: bool = False
    kind: Literal["paragraph"] = "paragraph"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """“I. Kết quả …”: bold, kept with what follows."""

    text: str
    kind: Literal["heading"] = "heading"


@dataclass(frozen=True, slots=True, kw_only=True)
class TableBlock:
    """A table across the text, its heading row repeated on each page."""

    table: Table
    size_pt: int
    kind: Literal["table"] = "table"


@dataclass(frozen=True, slots=True, kw_only=True)
class Foot:
    """Recipients at the left, signature at the right, on one level."""

    signature: SignatureBlock
    recipients: tuple[str, ...] = ()
    left_signature: SignatureBlock | None = None
    """In place of recipients: the secretary beside the chair."""
    kind: Literal["foot"] = "foot"


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnexHead:
    """Starts a new page, numbered from 1 again, with the annex's title lines."""

    label: str
    title: str
    subject: str
    link: str
    kind: Literal["annex"] = "annex"


Block = Paragraph | Heading | TableBlock | Foot | AnnexHead


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialPaper:
    """A whole paper: head, title, body."""

    letterhead: Letterhead
    title: str
    abstract: str
    blocks: tuple[Block, ...]
    authority_line: str = ""
    addressee: str = ""
    layout: LayoutDay = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "layout", layout_on(self.letterhead.day))

    @property
    def number_line(self) -> str:
        """“Số: 15/QĐ-VP”, or nothing on a paper that bears no number."""
        head = self.letterhead
        return f"Số: {written_number(head.number)}/{head.sign}" if head.sign else ""

    @property
    def place_line(self) -> str:
        """Place and day, the day open while the number is."""
        head = self.letterhead
        is_draft = bool(head.sign) and head.number is None
        return f"{head.place}, {written_day(head.day, is_draft=is_draft)}"


def plain(words: str) -> Paragraph:
    """A paragraph in one style."""
    return Paragraph(runs=(Run(words),))


def plain_all(paragraphs: Iterable[str]) -> tuple[Paragraph, ...]:
    """Each string a paragraph."""
    return tuple(plain(words) for words in paragraphs)


def kept_with_next(block: Block) -> Block:
    """The same block; a paragraph then stays on the page of what follows it.

    Set on the last words before a signature, which never stands on a page alone.
    """
    if isinstance(block, Paragraph):
        return replace(block, keeps_with_next=True)
    return block


def percent(part: int, whole: int) -> str:
    """“42,11%”: rounded half up to two digits, in whole numbers throughout."""
    hundredths = (20_000 * part + whole) // (2 * whole)
    units, rest = divmod(hundredths, 100)
    return f"{units},{rest:02d}%" if rest else f"{units}%"


def legal_bases(bases: tuple[str, ...], layout: LayoutDay) -> tuple[Paragraph, ...]:
    """The bases as the day's layout writes them: one a line, “;” between them."""
    last = len(bases) - 1
    return tuple(
        Paragraph(
            runs=(
                Run(
                    base.rstrip(" ;,.") + (";" if i < last else layout.last_base_mark),
                    italic=layout.bases_italic,
                ),
            )
        )
        for i, base in enumerate(bases)
    )


def recipient_lines(recipients: tuple[str, ...]) -> tuple[str, ...]:
    """“- Như Điều 3;” … “- Lưu: VT.”"""
    last = len(recipients) - 1
    return tuple(
        f"- {line.strip(' -').rstrip(' ;,.')}{';' if i < last else '.'}"
        for i, line in enumerate(recipients)
    )


def official_pdf(paper: OfficialPaper) -> bytes:
    """The paper as PDF.

    Raises `PaperRefused` (`glyph`) when the font lacks a character of it.
    """
    refuse_missing_characters(words_of(paper), f"“{paper.title} {paper.abstract}”")
    return typeset("official.typ", _as_data(paper), day=paper.letterhead.day)


def _as_data(paper: OfficialPaper) -> dict[str, Any]:
    data = asdict(paper)
    for part in (data["layout"], data["letterhead"]):
        part.pop("first_day", None)
        part.pop("day", None)
    return {
        **data,
        "number_line": paper.number_line,
        "place_line": paper.place_line,
        "language": "vi",
    }
