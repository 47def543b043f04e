"""How the cells of a large workbook look, and the part of the file that says so."""

from dataclasses import dataclass
from typing import Final

from vinhdanh.sheets.large_parts import HEAD, MAIN, attribute


@dataclass(frozen=True)
class Look:
    """How a cell looks. `fill`: a colour such as "E2F0D9", "" for none."""

    bold: bool = False
    italic: bool = False
    size: int = 11
    fill: str = ""
    ink: str = "000000"
    border: bool = False
    across: str = "left"
    wrap: bool = False
    middle: bool = False
    number: str = ""


PLAIN: Final = Look()


class Looks:
    """The looks of a workbook by number, each with its twin for quoted text."""

    def __init__(self) -> None:
        self.numbers: dict[tuple[Look, bool], int] = {}
        # By id, since to hash a look costs more than to write its cell.
        self.seen: dict[tuple[int, bool], tuple[Look, int]] = {}
        self.of(PLAIN)

    def of(self, look: Look, *, quoted: bool = False) -> int:
        key = (id(look), quoted)
        if key not in self.seen:
            number = self.numbers.setdefault((look, quoted), len(self.numbers))
            self.seen[key] = look, number
        return self.seen[key][1]

    def xml(self) -> str:
        fonts: dict[str, int] = {}
        fills = {
            '<fill><patternFill patternType="none"/></fill>': 0,
            '<fill><patternFill patternType="gray125"/></fill>': 1,
        }
        formats: dict[str, int] = {}
        cells = []
        for look, quoted in self.numbers:
            font = fonts.setdefault(_font(look), len(fonts))
            fill = fills.setdefault(_fill(look), len(fills)) if look.fill else 0
            number = 0
            if look.number:
                number = formats.setdefault(look.number, 164 + len(formats))
            cells.append(
                f'<xf numFmtId="{number}" fontId="{font}" fillId="{fill}" '
                f'borderId="{int(look.border)}" xfId="0" applyNumberFormat="1" '
                f'applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"'
                f"{' quotePrefix=' + chr(34) + '1' + chr(34) if quoted else ''}>"
                f'<alignment horizontal="{look.across}" '
                f'vertical="{"center" if look.middle else "top"}" '
                f'wrapText="{int(look.wrap)}"/></xf>'
            )
        written = "".join(
            f'<numFmt numFmtId="{number}" formatCode={attribute(code)}/>'
            for code, number in formats.items()
        )
        side = '<{0} style="thin"><color rgb="FF9A9A9A"/></{0}>'
        sides = "".join(side.format(s) for s in ("left", "right", "top", "bottom"))
        return (
            f'{HEAD}<styleSheet xmlns="{MAIN}">'
            f'<numFmts count="{len(formats)}">{written}</numFmts>'
            f'<fonts count="{len(fonts)}">{"".join(fonts)}</fonts>'
            f'<fills count="{len(fills)}">{"".join(fills)}</fills>'
            '<borders count="2"><border><left/><right/><top/><bottom/><diagonal/>'
            f"</border><border>{sides}<diagonal/></border></borders>"
            '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" '
            'borderId="0"/></cellStyleXfs>'
            f'<cellXfs count="{len(cells)}">{"".join(cells)}</cellXfs>'
            '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/>'
            "</cellStyles></styleSheet>"
        ).replace('<numFmts count="0"></numFmts>', "")


def _font(look: Look) -> str:
    weight = "<b/>" * look.bold + "<i/>" * look.italic
    return (
        f'<font>{weight}<sz val="{look.size}"/><color rgb="FF{look.ink}"/>'
        '<name val="Times New Roman"/><family val="1"/></font>'
    )


def _fill(look: Look) -> str:
    return (
        f'<fill><patternFill patternType="solid"><fgColor rgb="FF{look.fill}"/>'
        '<bgColor indexed="64"/></patternFill></fill>'
    )
