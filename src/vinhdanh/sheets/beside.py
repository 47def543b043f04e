"""Columns that stand beside the list: a second table, a summary, a wider unit.

`mapping` gives every heading its meaning; here those are settled of which two columns
of one sheet claim the same.
"""

import itertools
from typing import TYPE_CHECKING, Final

from vinhdanh.sheets.extents import column_index
from vinhdanh.sheets.headings import Headings
from vinhdanh.sheets.kinds import ORDER, ListKind
from vinhdanh.sheets.workbook import Sheet
from vinhdanh.viet import text

if TYPE_CHECKING:
    from vinhdanh.sheets.mapping import Mapping, Use

PARENT: Final = "parent_unit"
_WIDER: Final = ("co quan", "don vi", "dv", "truong", "so", "ubnd", "phuong", "xa")
_NARROWER: Final = ("phong", "to", "bo phan", "khoa", "ban", "doi")
_BIRTH_OF_SEX: Final = ("birth_male", "birth_female")


def settled(
    sheet: Sheet, heading: Headings, kind: ListKind, uses: "dict[str, Use]"
) -> "dict[str, Use]":
    """The uses without those of a table beside the list, and with units told apart."""
    blocks = _blocks(sheet, heading)
    names = [at for at, use in uses.items() if use.key == kind.name_key]
    home = next((b for b in blocks if names and column_index(names[0]) in b), None)
    inside = {at for at in uses if home is not None and column_index(at) in home}
    if home is None or set(names) - inside:
        return uses  # a second list beside this one is for `refusal` to tell
    taken = {uses[at] for at in inside}
    kept = {at: use for at, use in uses.items() if at in inside or use not in taken}
    return _day_apart(_units_apart(kept, heading, kind))


def refusal(mapping: "Mapping", kind: ListKind) -> str:
    """Why two tables side by side are not read; '' where there is one."""
    letters = mapping.letters_of(kind.name_key)
    places = [column_index(letter) for letter in letters]
    if len(places) < 2 or places[-1] - places[0] == len(places) - 1:  # noqa: PLR2004
        return ""
    said = {text.fold(mapping.headings.get(at, "")) for at in letters}
    if len(said) > 1:
        return ""
    second = next(
        later
        for earlier, later in itertools.pairwise(letters)
        if column_index(later) - column_index(earlier) > 1
    )
    orders = [at for at in mapping.letters_of(ORDER) if column_index(at) > places[0]]
    begins = next((at for at in orders if column_index(at) < column_index(second)), "")
    begins = begins or second
    ends = max(mapping.headings, key=column_index)
    rows = f"từ dòng {mapping.first_heading_row}"
    return (
        f"Trang tính “{mapping.sheet}” có hai bảng đặt cạnh nhau; bảng thứ hai bắt đầu "
        f"từ cột {begins} (đến cột {ends}). Chọn các cột {begins}–{ends} {rows} trở "
        f"xuống, cắt và dán vào dưới bảng bên trái, kèm dòng tiêu đề, rồi gửi lại."
    )


def _blocks(sheet: Sheet, heading: Headings) -> list[range]:
    """Runs of columns between columns that are empty from the headings down."""
    filled: set[int] = set(heading.words)
    for row in sheet.rows[heading.last_row + 1 : heading.last_row + 200]:
        filled |= {at for at, cell in enumerate(row) if cell != ""}
    blocks: list[range] = []
    for at in sorted(filled):
        if blocks and blocks[-1].stop == at:
            blocks[-1] = range(blocks[-1].start, at + 1)
        else:
            blocks.append(range(at, at + 1))
    return blocks


def _units_apart(
    uses: "dict[str, Use]", heading: Headings, kind: ListKind
) -> "dict[str, Use]":
    """“Phòng” beside “Cơ quan, đơn vị”: the wider is the unit over the narrower."""
    units = [at for at, use in uses.items() if use.key == kind.unit_key]
    if len(units) != 2 or PARENT not in {c.key for c in kind.columns}:  # noqa: PLR2004
        return uses
    said = {at: text.fold(heading.words[column_index(at)]) for at in units}
    wider = [at for at in units if said[at].startswith(_WIDER)]
    narrower = [at for at in units if said[at].startswith(_NARROWER)]
    if len(wider) != 1 or len(narrower) != 1 or wider == narrower:
        return uses
    return {**uses, wider[0]: _used(uses[wider[0]], PARENT)}


def _day_apart(uses: "dict[str, Use]") -> "dict[str, Use]":
    """“Ngày sinh: Ngày, Tháng, Năm” and “Ngày sinh: Nam, Nữ” fold to one word."""
    keys = {use.key for use in uses.values()}
    if "birth_month" not in keys or "birth_female" in keys:
        return uses
    return {
        at: _used(use, "birth_year") if use.key == "birth_male" else use
        for at, use in uses.items()
    }


def _used(use: "Use", key: str) -> "Use":
    return type(use)(key, use.year, use.part, use.tick)
