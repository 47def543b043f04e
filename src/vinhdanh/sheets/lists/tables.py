"""Lists out: rows as a table that reads back alike, and templates to fill in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from vinhdanh.sheets import periods, roster, writing
from vinhdanh.sheets.kinds import Column, ListKind
from vinhdanh.sheets.roster import ROSTER

NUMBER: Final = writing.TableColumn("STT", "int", 6)
_EMPTY_ROWS: Final = 200
_FEW: Final = 6
_GUIDE_WIDTHS: Final = (("Cột", 28), ("Bắt buộc", 12), ("Ví dụ", 46), ("Cách điền", 84))


@dataclass(frozen=True)
class _Place:
    """A column of the table: of which column of the list, and of which slot of it."""

    column: Column
    slot: str

    @property
    def label(self) -> str:
        """“Xếp loại 2016”, “Thực hiện quý I/2016”, “Điểm của Phường Một”."""
        if not self.slot:
            return self.column.label
        if self.column.is_per_heading:
            return f"Điểm của {self.slot}"
        year, _, code = self.slot.partition("-")
        said = f"{periods.said(code)}/{year}" if code else year
        return f"{self.column.label} {said}"


def table(
    kind: ListKind, rows: Iterable[Mapping[str, Any]], year: int, *, title: str = ""
) -> writing.Table:
    """The rows of a `Reading` (their `values`) as a table that reads back alike.

    One column for each year, part of one or unit that occurs, the considered `year`
    always among the years. A key that a row lacks is written as what it means when
    unknown.
    """
    if kind is ROSTER:
        return roster.table(rows, year, title=title)
    known = list(rows)
    places = _places(kind, known, year)
    is_numbered = not _numbers_itself(kind)
    columns = tuple(
        writing.TableColumn(place.label, place.column.cell_kind, place.column.width)
        for place in places
    )
    lines = tuple(tuple(_written(row, place) for place in places) for row in known)
    if is_numbered:
        columns = (NUMBER, *columns)
        lines = tuple((number, *line) for number, line in enumerate(lines, 1))
    return writing.Table(title or title_of(kind, year), columns, lines)


def title_of(kind: ListKind, year: int) -> str:
    """“Kết quả xếp loại năm 2016”."""
    return f"{kind.name.removesuffix(' năm')} năm {year}"


def template(
    kind: ListKind, year: int, choices: Mapping[str, tuple[str, ...]] | None = None
) -> bytes:
    """An empty list to fill in, with drop-down lists and a guide sheet.

    choices: by key, further lists to choose from, such as the units of the office.
    """
    if kind is ROSTER:
        return roster.template(year, (choices or {}).get("unit", ()))
    given = choices or {}
    places = _places(kind, [], year)
    columns = [
        writing.TableColumn(
            place.label,
            place.column.cell_kind,
            place.column.width,
            tuple(given.get(place.column.key, place.column.choices)),
        )
        for place in places
    ]
    if not _numbers_itself(kind):
        columns.insert(0, NUMBER)
    sheet = writing.Table(
        title_of(kind, year),
        tuple(columns),
        (),
        name="Danh sách",
        empty_rows=_EMPTY_ROWS,
    )
    return writing.workbook([sheet, guide(kind)])


def guide(kind: ListKind) -> writing.Table:
    """How each column is filled in, in plain words."""
    lines = tuple(
        (
            column.label,
            "bắt buộc" if column.is_required else "",
            column.example,
            _how(column),
        )
        for column in kind.columns
        if column.write is not None
    )
    return writing.Table(
        f"Hướng dẫn điền: {kind.name}",
        tuple(
            writing.TableColumn(label, "text", width) for label, width in _GUIDE_WIDTHS
        ),
        lines,
        name="Hướng dẫn",
        notes=(
            f"Mỗi {kind.noun} một dòng; không gộp ô; ngày ghi ngày/tháng/năm.",
            *kind.guide,
            "Điền xong, lưu tệp rồi tải lên ở trang “Nhập danh sách”.",
        ),
    )


def _how(column: Column) -> str:
    said = []
    if len(column.choices) > _FEW:
        said.append("Chọn trong danh sách thả xuống của ô.")
    elif column.choices:
        said.append(f"Chọn: {'; '.join(column.choices)}.")
    if column.is_yearly:
        said.append("Mỗi năm (hoặc kỳ) một cột, tiêu đề ghi rõ năm.")
    if column.is_per_heading:
        said.append("Mỗi đơn vị một cột, tiêu đề “Điểm của …”.")
    said.append(f"Ô trống: {column.blanks[0].says}.")
    return " ".join(said)


def _places(kind: ListKind, rows: list[Mapping[str, Any]], year: int) -> list[_Place]:
    places: list[_Place] = []
    for column in kind.columns:
        if column.write is None:
            continue
        if not (column.is_yearly or column.is_per_heading):
            places.append(_Place(column, ""))
            continue
        slots = {slot for row in rows for slot in row.get(column.key) or {}}
        slots |= {str(year)} if column.is_yearly else set()
        places += [_Place(column, slot) for slot in sorted(slots)]
    return places


def _written(row: Mapping[str, Any], place: _Place) -> writing.Value:
    write = place.column.write
    return write(row, place.slot) if write else None


def _numbers_itself(kind: ListKind) -> bool:
    return any("stt" in column.synonyms for column in kind.columns)
