"""The roster: the list of people that an office keeps, with the facts of its years."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Final

from vinhdanh.sheets import awards, honours, split_columns, writing
from vinhdanh.sheets.kinds import Asked, BadCell, ListKind, Remark
from vinhdanh.sheets.roster_columns import COLUMNS

_PARTS: Final = (
    "initiative_name",
    "initiative_scope",
    "initiative_decision",
    "initiative_year",
)
_ONLY_READ: Final = {*_PARTS, *split_columns.KEYS}
_SEX_WORDS: Final[dict[str | None, str]] = {"male": "Nam", "female": "Nữ"}
_RATING_WORDS: Final[dict[str | None, str]] = {
    "HTXS": "HTXSNV",
    "HTT": "HTTNV",
    "HT": "HTNV",
    "KHT": "KHTNV",
}
_DISCIPLINE_WORDS: Final = {
    "none": "Không",
    "reprimand": "Khiển trách",
    "warning": "Cảnh cáo",
    "demotion": "Giáng chức",
    "removal": "Cách chức",
    "dismissal": "Buộc thôi việc",
}
_EMPLOYMENT_WORDS: Final[dict[str | None, str]] = {
    "cadre": "Cán bộ",
    "civil_servant": "Công chức",
    "public_employee": "Viên chức",
    "contract": "Hợp đồng",
    "worker": "Người lao động",
    "armed_forces": "Lực lượng vũ trang",
    "farmer": "Nông dân",
    "other": "Khác",
}
_SCOPE_WORDS: Final = {
    "grassroots": "cấp cơ sở",
    "province": "cấp thành phố",
    "nationwide": "cấp toàn quốc",
}
_NOT_KNOWN: Final = "chưa rõ"
# Signs; what is longer was meant for another column, and no register has room for it.
_LONGEST: Final = {"name": 200, "post": 200, "unit": 300}
_LONGEST_WORK: Final = {"name": 500, "decision_no": 100}


def _finish(values: dict[str, Any], asked: Asked) -> list[Remark]:
    remarks = split_columns.join(values, asked)
    remarks += _join_initiatives(values, asked)
    born, recruited = values.get("birth_date"), values.get("recruited_on")
    if born and recruited and recruited <= born:
        remarks.append(
            Remark(
                "recruited_on",
                "Ngày vào cơ quan trước ngày sinh; xem lại hai ngày này.",
            )
        )
    if recruited and recruited > date(asked.year, 12, 31).isoformat():
        remarks.append(
            Remark("recruited_on", f"Ngày vào cơ quan sau năm {asked.year}.", "warning")
        )
    return remarks + _too_long(values)


def _too_long(values: Mapping[str, Any]) -> list[Remark]:
    told = [*_longer(values, _LONGEST)]
    for work in values.get("initiatives") or ():
        longer = _longer(work, _LONGEST_WORK)
        told += [("initiatives", length, most) for _key, length, most in longer]
    return [
        Remark(key, f"dài {length} ký tự, nhiều hơn {most}. Viết gọn lại.")
        for key, length, most in told
    ]


def _longer(
    values: Mapping[str, Any], longest: Mapping[str, int]
) -> Iterator[tuple[str, int, int]]:
    """What is longer than it may be: its key, its length, the most allowed."""
    for key, most in longest.items():
        said = values.get(key)
        if said and len(said) > most:
            yield key, len(said), most


def _join_initiatives(values: dict[str, Any], asked: Asked) -> list[Remark]:
    """Make `initiatives` out of the four columns where a sheet has those."""
    if "initiative_name" not in values:
        return []
    names, *others = (values.pop(key, None) for key in _PARTS)
    already = values.get("initiatives") or []
    if not isinstance(names, str):
        if any(others):
            values["initiatives"] = None
            return [Remark("initiative_name", "Thiếu tên sáng kiến.")]
        values["initiatives"] = already or names
        return []
    try:
        scope, decision, year = (other or "" for other in others)
        found = honours.joined_initiatives(names, scope, decision, year, asked)
    except BadCell as bad:
        values["initiatives"] = None
        return [Remark("initiative_name", str(bad), "error", bad.example)]
    values["initiatives"] = [*already, *(found.value or [])]
    if found.value is None and not already:
        values["initiatives"] = None
    return [Remark("initiative_name", what, "warning") for what in found.remarks]


ROSTER: Final = ListKind(
    "roster",
    "Danh sách cán bộ, công chức, người lao động",
    COLUMNS,
    _finish,
    about=(
        *("danh sach can bo", "danh sach cong chuc", "danh sach vien chuc"),
        *("danh sach nguoi lao dong", "danh sach nhan su", "danh sach dang vien"),
    ),
)


def table(
    people: Iterable[Mapping[str, Any]], year: int, *, title: str = ""
) -> writing.Table:
    """The people of a `Reading` (their `values`) as a table that reads back alike.

    One column for each year that occurs, the considered `year` always among them.
    """
    rows = list(people)
    years = {
        key: sorted({year, *(int(y) for row in rows for y in row.get(key) or {})})
        for key in ("rating", "absence_working_days", "discipline", "titles")
    }
    columns: list[writing.TableColumn] = []
    keys: list[tuple[str, int | None]] = []
    for column in COLUMNS:
        if column.key in _ONLY_READ:
            continue
        for column_year in years.get(column.key, [None]):
            label = f"{column.label} {column_year}" if column_year else column.label
            kind = _written_as(column.key)
            columns.append(writing.TableColumn(label, kind, column.width))
            keys.append((column.key, column_year))
    return writing.Table(
        title or f"{ROSTER.name} năm {year}",
        tuple(columns),
        tuple(tuple(_written(row, key, y) for key, y in keys) for row in rows),
    )


def _written_as(key: str) -> writing.Kind:
    if key == "absence_working_days":
        return "int"
    return "date" if key in ("birth_date", "recruited_on") else "text"


def _written(row: Mapping[str, Any], key: str, year: int | None) -> writing.Value:
    value: Any = row.get(key)
    if key in ("birth_date", "recruited_on"):
        return _day_written(value, row.get(f"{key}_partial"))
    if key == "initiatives":
        return _initiatives_written(value)
    if key == "sex":
        return _SEX_WORDS.get(value)
    if key == "employment":
        return _EMPLOYMENT_WORDS.get(value)
    if year is None:
        return str(value) if value else None
    return _of_year_written(key, (value or {}).get(str(year)))


def _day_written(value: str | None, partial: str | None) -> date | str | None:
    if value:
        return date.fromisoformat(value)
    return "/".join(reversed(partial.split("-"))) if partial else None


def _of_year_written(key: str, told: Any) -> writing.Value:
    if key == "rating":
        return _RATING_WORDS.get(told)
    if key == "discipline":
        return _DISCIPLINE_WORDS.get(told, _NOT_KNOWN)
    if key == "titles":
        return _titles_written(told)
    return None if told is None else int(told)


def _titles_written(won: list[dict[str, Any]] | None) -> str:
    if won is None:
        return _NOT_KNOWN
    return "; ".join(f"{awards.WRITTEN[t['code']]} {t['year']}" for t in won)


def _initiatives_written(found: list[dict[str, Any]] | None) -> str:
    if found is None:
        return _NOT_KNOWN
    return "\n".join(
        honours.initiative_written(work, _SCOPE_WORDS.get(work["scope"], ""))
        for work in found
    )


def template(year: int, units: tuple[str, ...] = ()) -> bytes:
    """An empty roster to fill, with drop-down lists and a guide sheet.

    units: the office's own, to choose from.
    """
    empty = table([], year)
    columns = [
        column
        for key, column in zip(_keys_of(empty), empty.columns, strict=True)
        if key != "titles"
    ]
    earlier = [
        writing.TableColumn(f"{label} {y}", "text", width)
        for label, width in (("Xếp loại", 10), ("Danh hiệu đã đạt", 16))
        for y in (year - 2, year - 1)
    ]
    at = next(n for n, c in enumerate(columns) if c.label.startswith("Xếp loại"))
    ready = [*columns[:at], *earlier[:2], *columns[at:-1], *earlier[2:], columns[-1]]
    sheet = writing.Table(
        empty.title,
        tuple(
            writing.TableColumn(c.label, c.kind, c.width, _choices(c.label, units))
            for c in ready
        ),
        (),
        name="Danh sách",
        empty_rows=200,
    )
    return writing.workbook([sheet, _guide()])


def _keys_of(written: writing.Table) -> list[str]:
    return [
        next(c.key for c in COLUMNS if column.label.startswith(c.label))
        for column in written.columns
    ]


def _choices(label: str, units: tuple[str, ...]) -> tuple[str, ...]:
    if label == ROSTER.column(ROSTER.unit_key).label:
        return units
    if label.startswith("Xếp loại"):
        return tuple(_RATING_WORDS.values())
    if label.startswith("Kỷ luật"):
        return tuple(_DISCIPLINE_WORDS.values())
    if label == ROSTER.column("employment").label:
        return tuple(_EMPLOYMENT_WORDS.values())
    return tuple(_SEX_WORDS.values()) if label == "Giới tính" else ()


def _guide() -> writing.Table:
    rows = tuple(
        (
            column.label,
            "bắt buộc" if column.is_required else "",
            column.example,
            f"Ô trống: {column.blanks[0].says}.",
        )
        for column in COLUMNS
        if column.key not in _ONLY_READ
    )
    headings = ("Cột", "Bắt buộc", "Ví dụ", "Khi để trống")
    return writing.Table(
        "Hướng dẫn điền danh sách",
        tuple(
            writing.TableColumn(label, "text", width)
            for label, width in zip(headings, (28, 12, 60, 34), strict=True)
        ),
        rows,
        name="Hướng dẫn",
        notes=(
            "Mỗi người một dòng; không gộp ô; ngày ghi ngày/tháng/năm.",
            "Nhiều sáng kiến trong một ô: mỗi sáng kiến một dòng (Alt + Enter).",
        ),
    )
