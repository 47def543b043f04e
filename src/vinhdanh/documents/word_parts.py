"""What Word can do and python-docx has no word for: fields, borders, repeated rows."""

from typing import Any, Final

from docx.document import Document as WordDocument
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.enum.text import WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm, Pt
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

FONT: Final = "Times New Roman"


def set_default_font(document: WordDocument, size_pt: int) -> None:
    """Times New Roman in all four slots: with one left out Word swaps the font for
    Vietnamese letters. Paragraphs: single line, 6 pt after."""
    style = document.styles["Normal"]
    style.font.name = FONT
    style.font.size = Pt(size_pt)
    properties = style.element.get_or_add_rPr()
    _set_fonts(properties.get_or_add_rFonts())
    language = _child(properties, "w:lang")
    for slot in ("w:val", "w:eastAsia"):
        language.set(qn(slot), "vi-VN")
    defaults = document.styles.element.find(
        f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}"
    )
    _set_fonts(_child(defaults, "w:rFonts"))
    style.paragraph_format.space_after = Pt(6)
    style.paragraph_format.space_before = Pt(0)
    style.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
    style.paragraph_format.widow_control = True


def add_page_number(line: Paragraph, size_pt: int) -> None:
    """The page's number, as a field that Word keeps right."""
    for kind, words in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = line.add_run()
        run.font.size = Pt(size_pt)
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.set(qn("xml:space"), "preserve")
            mark.text = words
        run._r.append(mark)  # noqa: SLF001 - python-docx has no fields


def restart_page_numbers(section: Section) -> None:
    """An annex counts its pages from 1."""
    numbers = OxmlElement("w:pgNumType")
    numbers.set(qn("w:start"), "1")
    # The schema wants it between margins and columns.
    section._sectPr.find(qn("w:cols")).addprevious(numbers)  # noqa: SLF001


def set_widths(
    table: Table, widths_mm: tuple[float, ...], *, padding_mm: float = 1.2
) -> None:
    """Fixed column widths, which Word and LibreOffice both follow."""
    table.autofit = False
    for column, width in zip(table.columns, widths_mm, strict=True):
        column.width = Mm(width)
    for row in table._tbl.tr_lst:  # noqa: SLF001 - cells of a row, once each
        for cell, width in zip(row.tc_lst, widths_mm, strict=True):
            cell.width = Mm(width)
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(round(padding_mm * 1440 / 25.4)))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    properties = table._tbl.tblPr  # noqa: SLF001
    look = properties.find(qn("w:tblLook"))
    if look is None:
        properties.append(margins)
    else:
        look.addprevious(margins)


def keep_row_whole(row: _Row, *, repeats: bool = False) -> None:
    """A row is not torn by a page's end; a heading row comes again on each page."""
    properties = row._tr.get_or_add_trPr()  # noqa: SLF001
    properties.append(OxmlElement("w:cantSplit"))
    if repeats:
        properties.append(OxmlElement("w:tblHeader"))


def set_tight(line: Paragraph, *, around_pt: float = 0) -> None:
    """No space around a line, or only a little."""
    line.paragraph_format.space_before = Pt(around_pt)
    line.paragraph_format.space_after = Pt(around_pt)


def center_vertically(cell: _Cell) -> None:
    """The words stand in the middle of the row's height."""
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER


def set_outline_level(line: Paragraph, level: int) -> None:
    """A level in Word's navigation, without the colours of its heading styles."""
    properties = line._p.get_or_add_pPr()  # noqa: SLF001
    outline = OxmlElement("w:outlineLvl")
    outline.set(qn("w:val"), str(level - 1))
    properties.append(outline)


def add_rule(line: Paragraph, indent_mm: float) -> None:
    """A solid line, in from both sides: the border of an almost empty paragraph."""
    shape = line.paragraph_format
    shape.left_indent = shape.right_indent = Mm(indent_mm)
    shape.space_before, shape.space_after = Pt(3.5), Pt(4)
    shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(2)
    border = OxmlElement("w:pBdr")
    top = OxmlElement("w:top")
    for name, value in (
        ("val", "single"),
        ("sz", "6"),
        ("space", "0"),
        ("color", "auto"),
    ):
        top.set(qn(f"w:{name}"), value)
    border.append(top)
    properties = line._p.get_or_add_pPr()  # noqa: SLF001
    # The schema wants borders before spacing.
    properties.insert_element_before(border, "w:spacing", "w:ind", "w:jc")


def _set_fonts(slots: Any) -> None:
    for slot in ("ascii", "hAnsi", "eastAsia", "cs"):
        slots.set(qn(f"w:{slot}"), FONT)
        slots.attrib.pop(qn(f"w:{slot}Theme"), None)
    slots.attrib.pop(qn("w:cstheme"), None)


def _child(parent: Any, name: str) -> Any:
    found = parent.find(qn(name))
    if found is None:
        found = OxmlElement(name)
        parent.append(found)
    return found
