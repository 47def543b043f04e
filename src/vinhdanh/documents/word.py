"""An official paper as a Word file for further editing: the blocks of the PDF."""

import io
from datetime import datetime, time
from typing import Final

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.section import Section
from docx.shared import Cm, Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph as WordParagraph

from vinhdanh.documents import fonts, word_parts
from vinhdanh.documents.blocks import (
    AnnexHead,
    Foot,
    Heading,
    OfficialPaper,
    Paragraph,
    TableBlock,
)
from vinhdanh.documents.layout import LayoutDay
from vinhdanh.documents.papers import SignatureBlock, Table

_CENTER: Final = WD_ALIGN_PARAGRAPH.CENTER
_LEFT_MM: Final = 68
_RIGHT_MM: Final = 94
_SIGNATURE_MM: Final = 84
_ALIGNED: Final = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
}


def official_docx(paper: OfficialPaper) -> bytes:
    """The paper as .docx: A4, Times New Roman, real tables, heading rows repeated."""
    document = Document()
    _set_up(document, paper)
    _head(document, paper)
    _title(document, paper)
    for block in paper.blocks:
        match block:
            case Paragraph():
                _paragraph(document, block)
            case Heading():
                made = _line(document.add_paragraph(), block.text, 14, bold=True)
                made.paragraph_format.keep_with_next = True
                made.paragraph_format.first_line_indent = Cm(1.27)
                word_parts.set_outline_level(made, 2)
            case TableBlock():
                _table(document, block, paper.layout)
            case Foot():
                _foot(document, block, paper.layout)
            case AnnexHead():
                _annex(document, block, paper.layout)
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def _set_up(document: WordDocument, paper: OfficialPaper) -> None:
    layout = paper.layout
    word_parts.set_default_font(document, layout.body_pt)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(layout.top_mm), Mm(layout.bottom_mm)
    section.left_margin, section.right_margin = Mm(layout.left_mm), Mm(layout.right_mm)
    section.header_distance = section.footer_distance = Mm(10)
    section.different_first_page_header_footer = True
    _page_number(section, layout)
    properties = document.core_properties
    properties.title = f"{paper.title} {paper.abstract}"
    properties.author = paper.letterhead.issuing_body
    properties.language = "vi-VN"
    made_at = datetime.combine(paper.letterhead.day, time())
    properties.created = properties.modified = made_at
    properties.comments = ""


def _page_number(section: Section, layout: LayoutDay) -> None:
    at_top = layout.page_number == "top-center"
    margin = section.header if at_top else section.footer
    line = margin.paragraphs[0]
    line.alignment = _CENTER if at_top else WD_ALIGN_PARAGRAPH.RIGHT
    word_parts.add_page_number(line, layout.page_number_pt)


def _head(document: WordDocument, paper: OfficialPaper) -> None:
    layout, head = paper.layout, paper.letterhead
    table = document.add_table(rows=2, cols=2)
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    word_parts.set_widths(table, (_LEFT_MM, _RIGHT_MM), padding_mm=0)
    body = table.cell(0, 0)
    if head.parent_body:
        _centered(body, head.parent_body, layout.nation_pt)
    _centered(body, head.issuing_body, layout.nation_pt, bold=True)
    _rule(body, head.issuing_body, layout.nation_pt, 0.4, _LEFT_MM)
    nation = table.cell(0, 1)
    _centered(nation, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", layout.nation_pt, bold=True)
    motto = "Độc lập - Tự do - Hạnh phúc"
    _centered(nation, motto, layout.motto_pt, bold=True)
    _rule(nation, motto, layout.motto_pt, 1.0, _RIGHT_MM)
    _centered(table.cell(1, 0), paper.number_line, 13)
    _centered(table.cell(1, 1), paper.place_line, 13, italic=True)


def _title(document: WordDocument, paper: OfficialPaper) -> None:
    title = _line(document.add_paragraph(), paper.title, 14, bold=True)
    title.alignment = _CENTER
    title.paragraph_format.space_before = Pt(18)
    title.paragraph_format.space_after = Pt(0)
    word_parts.set_outline_level(title, 1)
    abstract = _line(document.add_paragraph(), paper.abstract, 14, bold=True)
    abstract.alignment = _CENTER
    abstract.paragraph_format.space_after = Pt(0)
    width_mm = 210 - paper.layout.left_mm - paper.layout.right_mm
    _rule(document, paper.abstract, 14, 0.4, width_mm)
    if paper.addressee:
        line = _line(document.add_paragraph(), f"Kính gửi: {paper.addressee}", 14)
        line.alignment = _CENTER
        line.paragraph_format.space_before = Pt(10)
    if paper.authority_line:
        line = _line(document.add_paragraph(), paper.authority_line, 14, bold=True)
        line.alignment = _CENTER
        line.paragraph_format.space_before = Pt(10)


def _paragraph(document: WordDocument, block: Paragraph) -> None:
    made = document.add_paragraph()
    for run in block.runs:
        written = made.add_run(run.text)
        written.bold, written.italic = run.bold, run.italic
    made.alignment = _ALIGNED[block.align]
    made.paragraph_format.keep_with_next = block.keeps_with_next
    if block.indent:
        made.paragraph_format.first_line_indent = Cm(1.27)


def _table(document: WordDocument, block: TableBlock, layout: LayoutDay) -> None:
    table, size_pt = block.table, block.size_pt
    if table.caption:
        caption = _line(document.add_paragraph(), table.caption, size_pt, bold=True)
        caption.alignment = _CENTER
        caption.paragraph_format.keep_with_next = True
    rows, across = _rows(table)
    made = document.add_table(rows=len(rows), cols=len(table.columns))
    made.style = "Table Grid"
    made.alignment = WD_TABLE_ALIGNMENT.CENTER
    total = sum(column.width for column in table.columns)
    width_mm = 210 - layout.left_mm - layout.right_mm
    word_parts.set_widths(
        made, tuple(column.width * width_mm / total for column in table.columns)
    )
    aligned = [_ALIGNED[column.align] for column in table.columns]
    for number, (row, words) in enumerate(zip(made.rows, rows, strict=True)):
        word_parts.keep_row_whole(row, repeats=number == 0)
        cells = row.cells
        if number in across:
            cells = (cells[0].merge(cells[-1]),)
        aligns = aligned if number else [_CENTER] * len(cells)
        if number in across:
            aligns = [WD_ALIGN_PARAGRAPH.LEFT]
        for cell, text, align in zip(cells, words, aligns, strict=True):
            line = _line(cell.paragraphs[0], text, size_pt, bold=aligns is not aligned)
            line.alignment = align
            word_parts.set_tight(line, around_pt=1.5)
            word_parts.center_vertically(cell)
    word_parts.set_tight(document.add_paragraph())


def _rows(table: Table) -> tuple[list[tuple[str, ...]], set[int]]:
    """All rows of a table, headings first, and which of them run across it.

    Counted beforehand: python-docx's add_row looks through the table each time.
    """
    rows: list[tuple[str, ...]] = [tuple(column.heading for column in table.columns)]
    across = set()
    for group in table.groups:
        if group.heading:
            across.add(len(rows))
            rows.append((group.heading,))
        rows += group.rows
    return rows, across


def _foot(document: WordDocument, block: Foot, layout: LayoutDay) -> None:
    width_mm = 210 - layout.left_mm - layout.right_mm
    table = document.add_table(rows=1, cols=2)
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    widths = (width_mm - _SIGNATURE_MM, _SIGNATURE_MM)
    word_parts.set_widths(table, widths, padding_mm=0)
    word_parts.keep_row_whole(table.rows[0])
    left, right = table.cell(0, 0), table.cell(0, 1)
    if block.left_signature:
        _signature(left, block.left_signature)
    elif block.recipients:
        line = _line(left.paragraphs[0], "Nơi nhận:", 12, bold=True, italic=True)
        word_parts.set_tight(line)
        for words in block.recipients:
            line = _line(left.add_paragraph(), words, layout.recipients_pt)
            word_parts.set_tight(line)
    _signature(right, block.signature)
    for cell in (left, right):
        cell.paragraphs[0].paragraph_format.space_before = Pt(8)


def _signature(cell: _Cell, signature: SignatureBlock) -> None:
    if signature.authority:
        _centered(cell, signature.authority, 14, bold=True)
    _centered(cell, signature.post, 14, bold=True)
    if signature.note:
        _centered(cell, signature.note, 13, italic=True)
    name = _centered(cell, signature.name, 14, bold=True)
    name.paragraph_format.space_before = Mm(27)


def _annex(document: WordDocument, block: AnnexHead, layout: LayoutDay) -> None:
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.different_first_page_header_footer = True
    word_parts.restart_page_numbers(section)
    for words, bold in (
        (block.label, True),
        (block.title, True),
        (block.subject, True),
    ):
        if words:
            line = _line(document.add_paragraph(), words, 14, bold=bold)
            line.alignment = _CENTER
            line.paragraph_format.space_after = Pt(2)
            if words == block.title:
                word_parts.set_outline_level(line, 1)
    link = _line(document.add_paragraph(), block.link, 13, italic=True)
    link.alignment = _CENTER
    link.paragraph_format.space_after = Pt(0)
    width_mm = 210 - layout.left_mm - layout.right_mm
    _rule(document, block.link, 13, 0.35, width_mm)


def _line(
    line: WordParagraph,
    words: str,
    size_pt: float,
    *,
    bold: bool = False,
    italic: bool = False,
) -> WordParagraph:
    run = line.add_run(words)
    run.font.size = Pt(size_pt)
    run.bold, run.italic = bold, italic
    return line


def _centered(
    cell: _Cell,
    words: str,
    size_pt: float,
    *,
    bold: bool = False,
    italic: bool = False,
) -> WordParagraph:
    """One centred line of a cell, in its first paragraph if that is still empty."""
    first = cell.paragraphs[0]
    line: WordParagraph = cell.add_paragraph() if first.runs else first
    _line(line, words, size_pt, bold=bold, italic=italic)
    line.alignment = _CENTER
    word_parts.set_tight(line)
    return line


def _rule(
    place: WordDocument | _Cell,
    words: str,
    size_pt: float,
    share: float,
    available_mm: float,
) -> None:
    """A line below words: a share of the widest line they take, centred."""
    face = fonts.face(fonts.BOLD)
    widest = max(face.width_pt(line, size_pt) for line in words.split("\n"))
    length_mm = min(widest * 25.4 / 72, available_mm) * share
    word_parts.add_rule(place.add_paragraph(), (available_mm - length_mm) / 2)
