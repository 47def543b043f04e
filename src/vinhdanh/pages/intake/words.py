"""Staged rows in words: cells with their tones, what was understood, what changes."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from vinhdanh import assess
from vinhdanh.intake import understanding
from vinhdanh.intake.batches import KINDS
from vinhdanh.intake.enums import RowWord
from vinhdanh.intake.models import ImportBatch, ImportRow
from vinhdanh.registry.enums import Discipline, EmploymentKind, Rating, Sex
from vinhdanh.sheets.extents import column_index
from vinhdanh.sheets.kinds import ListKind
from vinhdanh.sheets.roster import ROSTER
from vinhdanh.viet import dates

TONES = {
    RowWord.NEW: "running",
    RowWord.CHANGED: "waiting",
    RowWord.SAME: "done",
    RowWord.DOUBT: "late",
    RowWord.ERROR: "stopped",
}
_ADDED = frozenset(
    {"work", "title", "registration", "nomination", "indicator", "identity", "mark"}
)
_CELL_CLASS = {"error": "table-danger", "warning": "table-warning"}


@dataclass(frozen=True)
class Cell:
    """A cell as the sheet has it; css marks what is wrong or was mended."""

    letter: str
    heading: str
    words: str
    css: str
    said: str


@dataclass(frozen=True)
class Line:
    """A row of the preview: the sheet's cells, and what was understood of them."""

    row: ImportRow
    cells: list[Cell]
    tone: str
    understood: str
    changes: list[str]


def lines(batch: ImportBatch, rows: Iterable[ImportRow]) -> list[Line]:
    """Return the rows of one page of the preview."""
    problems: dict[tuple[int, str], dict[str, Any]] = {}
    for found in reversed(batch.problems):
        key = (found["row"], found["column_letter"])
        if found["severity"] == "error" or key not in problems:
            problems[key] = found
    letters, kind = letters_of(batch), KINDS[batch.list_kind]
    return [
        Line(
            row,
            [_cell(batch, row, letter, problems) for letter in letters],
            TONES[RowWord(row.word)],
            understood(row, kind),
            [change(item) for item in row.changes],
        )
        for row in rows
    ]


def letters_of(batch: ImportBatch) -> list[str]:
    """Return the columns of the sheet that have a heading or a use."""
    known = set(batch.mapping["headings"]) | set(batch.mapping["columns"])
    return sorted(known, key=column_index)


def _cell(
    batch: ImportBatch,
    row: ImportRow,
    letter: str,
    problems: dict[tuple[int, str], dict[str, Any]],
) -> Cell:
    found = problems.get((row.sheet_row, letter))
    css = _CELL_CLASS[found["severity"]] if found else ""
    is_mended = letter in batch.mended.get(str(row.sheet_row), {})
    if is_mended and not css:
        css = "table-success"
    if not css and letter not in batch.mapping["columns"]:
        css = "text-secondary"
    return Cell(
        letter,
        batch.mapping["headings"].get(letter, ""),
        row.raw.get(letter, ""),
        css,
        found["what"] if found else (_("đã sửa tại đây") if is_mended else ""),
    )


def understood(row: ImportRow, kind: ListKind) -> str:
    """Return what a row was understood to say, in one line."""
    if kind.code != ROSTER.code:
        return _as_written(row.values, kind)
    values = row.values
    parts = [
        values.get("name") or _("chưa rõ tên"),
        _("sinh %(day)s") % {"day": _day(values.get("birth_date"))},
        str(Sex(values["sex"]).label) if values.get("sex") else "",
        values["identity"]["mask"] if values.get("identity") else "",
        values.get("post") or "",
        _employment(values),
        row.unit.name if row.unit else row.unit_name,
        _said_by_year(values, "rating", lambda code: code),
        _absence(values),
        _said_by_year(values, "discipline", lambda code: Discipline(code).label),
        _initiatives(values),
        ", ".join(
            f"{assess.awards()[code].short_name} {year}"
            for code, year in understanding.titles(values)
        ),
    ]
    return " · ".join(part for part in parts if part)


def _employment(values: dict[str, Any]) -> str:
    told = values.get("employment")
    return str(EmploymentKind(told).label) if told else ""


def _as_written(values: dict[str, Any], kind: ListKind) -> str:
    """Return the values of a row as a list of that kind writes them."""
    parts = []
    for column in kind.columns:
        if column.write is None:
            continue
        told = values.get(column.key)
        is_by_slot = column.is_yearly or column.is_per_heading
        for slot in (told or {}) if is_by_slot else ("",):
            said = column.write(values, slot)
            if said is not None and said != "":
                shown = dates.short(said) if isinstance(said, date) else str(said)
                parts.append(f"{shown} ({slot})" if slot else shown.replace("\n", "; "))
    return " · ".join(parts)


def asked_name(row: ImportRow) -> str:
    """Return the name that the candidates of a row are for."""
    authors = row.values.get("authors")
    if authors and row.asked < len(authors):
        return str(authors[row.asked]["name"])
    return str(row.values.get("name") or "")


def done(batch: ImportBatch) -> list[tuple[str, int, str]]:
    """Return what an import did: (what, how many, the page to look at)."""
    result, is_roster = batch.result, batch.list_kind == ROSTER.code
    rows = (
        (_("người mới"), _("người có thay đổi"), _("người như cũ"))
        if is_roster
        else (_("dòng mới"), _("dòng thay đổi"), _("dòng như cũ"))
    )
    told = [
        (rows[0], result.get("added", 0), "?loai=new"),
        (rows[1], result.get("changed", 0), "?loai=changed"),
        (rows[2], result.get("same", 0), "?loai=same"),
    ]
    made = {
        "year_facts": (_("năm có dữ kiện mới"), "people"),
        "works": (_("lượt tác giả sáng kiến mới"), "people"),
        "titles": (_("danh hiệu cũ vào sổ"), "ledger"),
        "registrations": (_("đăng ký danh hiệu mới"), "movements"),
        "nominations": (_("đề nghị mới"), "rounds"),
        "figures": (_("số liệu mới"), "indicators"),
        "marks": (_("ô điểm đã ghi"), "scoring-list"),
    }
    # Awards on record are of many years; all else is looked at in the list's own.
    in_year = f"?nam={batch.year}"
    return told + [
        (label, result[key], reverse(page) + (in_year if page != "ledger" else ""))
        for key, (label, page) in made.items()
        if key in result
    ]


def _day(value: str | None) -> str:
    return dates.short(date.fromisoformat(value)) if value else _("chưa rõ")


def _said_by_year(values: dict[str, Any], key: str, say: Any) -> str:
    years: dict[str, list[str]] = defaultdict(list)
    for year, value in (values.get(key) or {}).items():
        if value is not None and value != "none":
            years[str(say(value))].append(year)
    return ", ".join(f"{said} {', '.join(when)}" for said, when in years.items())


def _absence(values: dict[str, Any]) -> str:
    told = values.get("absence_working_days") or {}
    return ", ".join(
        _("nghỉ %(days)s ngày (%(year)s)") % {"days": days, "year": year}
        for year, days in told.items()
        if days is not None
    )


def _initiatives(values: dict[str, Any]) -> str:
    works = values.get("initiatives")
    if works is None:
        return _("sáng kiến: chưa rõ")
    if not works:
        return _("không có sáng kiến")
    return _("sáng kiến: %(names)s") % {
        "names": "; ".join(f"{work['name']} ({work['year']})" for work in works)
    }


def change(item: dict[str, Any]) -> str:
    """Return “Xếp loại 2015: HTT → HTXS” of one change."""
    labels = {
        "name": _("Họ và tên"),
        "birth_date": _("Ngày sinh"),
        "sex": _("Giới tính"),
        "recruited_on": _("Ngày vào cơ quan"),
        "identity": _("Thêm số định danh"),
        "post": _("Chức vụ"),
        "employment": _("Diện lao động"),
        "unit": _("Phòng, đơn vị"),
        "rating": _("Xếp loại"),
        "absence_working_days": _("Số ngày nghỉ"),
        "discipline": _("Kỷ luật"),
        "is_initiative_list_complete": _("Danh sách sáng kiến"),
        "is_title_list_complete": _("Danh sách danh hiệu"),
        "pending_inquiry": _("Đang bị xem xét, xác minh"),
        "work": _("Thêm sáng kiến"),
        "title": _("Thêm danh hiệu"),
        "rating_decision_no": _("Số quyết định xếp loại"),
        "rating_decided_on": _("Ngày quyết định xếp loại"),
        "rating_authority": _("Người quyết định xếp loại"),
        "share_pct": _("Tỷ lệ đóng góp (%)"),
        "registration": _("Đăng ký"),
        "personal_targets": _("Chỉ tiêu phấn đấu"),
        "nomination": _("Đề nghị"),
        "indicator": _("Thêm chỉ tiêu"),
        "figure": _("Số liệu"),
        "source": _("Nguồn số liệu"),
        "mark": _("Điểm của %(name)s") % {"name": item.get("of", "")},
    }
    what, label = item["what"], labels[item["what"]]
    if "year" in item:
        label = f"{label} {item['year']}"
    if "period" in item:
        label = f"{label}, {item['period']}"
    after = value(what, item["after"])
    if item["before"] is None and what in _ADDED:
        return f"{label}: {after}"
    return f"{label}: {value(what, item['before'])} → {after}"


def value(what: str, told: Any) -> str:
    """Return a stored value as an officer reads it."""
    if told is None or told == "":
        return _("chưa rõ")
    if what in {"birth_date", "recruited_on", "rating_decided_on"}:
        return _day(told)
    if what in {"is_initiative_list_complete", "is_title_list_complete"}:
        return _("đã đủ") if told else _("chưa rõ đã đủ chưa")
    if what == "pending_inquiry":
        return _("có") if told else _("không")
    if what in {"title", "registration", "nomination"}:
        return str(assess.awards()[told].short_name)
    enum = {
        "sex": Sex,
        "rating": Rating,
        "discipline": Discipline,
        "employment": EmploymentKind,
    }.get(what)
    return str(enum(told).label) if enum else str(told)
