"""A criteria table as an Excel sheet, out and in; nothing here is stored."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from django.utils.translation import gettext as _

from vinhdanh.scoring.models import CriteriaVersion
from vinhdanh.scoring.tables import content
from vinhdanh.sheets import apart, mapping, reading, writing
from vinhdanh.sheets.lists import tables as lists
from vinhdanh.sheets.lists.criteria_tables import CRITERIA_TABLES
from vinhdanh.sheets.problems import Problem
from vinhdanh.viet import text

_DETAILS: Final = (
    "grades",
    "each",
    "each_minus",
    "least",
    "steps",
    "bars",
    "plan_code",
)
_LONGEST_CODE: Final = 40
_LONGEST_PART: Final = 20


@dataclass(frozen=True)
class TableRead:
    """A table as a sheet tells it, and every problem by row and cell.

    content: as `tables.content`, with the frame (points, classes, ties) of the draft
    that it is for. understood: what each column was taken for, in words.
    """

    content: dict[str, Any]
    problems: list[Problem]
    understood: list[str]
    account: str

    @property
    def errors(self) -> list[Problem]:
        return [found for found in self.problems if found.severity == "error"]


def workbook_of(version: CriteriaVersion) -> bytes:
    """The table as an Excel file that reads back as the same."""
    told = content(version)
    children: dict[str | None, list[dict[str, Any]]] = {}
    for part in told["parts"]:
        children.setdefault(part["parent"], []).append(part)
    rows: list[dict[str, Any]] = []

    def write(part: dict[str, Any]) -> None:
        rows.append(_part_row(part))
        rows.extend(
            _line_row(line, place)
            for place, line in enumerate(told["criteria"], 1)
            if line["part"] == part["code"]
        )
        for below in children.get(part["code"], ()):
            write(below)

    for part in children.get(None, ()):
        write(part)
    title = f"{version.criteria_set.name} ({version.number})"
    table = lists.table(CRITERIA_TABLES, rows, 0, title=title)
    return writing.workbook([table, lists.guide(CRITERIA_TABLES)])


def _part_row(part: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "number": part["code"],
        "name": part["name"],
        "side": "part",
        "code": part["code"],
        "part": part["parent"],
        "max_points": part["points"],
    }


def _line_row(line: Mapping[str, Any], place: int) -> dict[str, Any]:
    return {
        "number": str(place),
        "max_points": line["standard"],
        **{
            key: line[key]
            for key in ("name", "side", "code", "part", "formula", "indicator_code")
        },
        "measure": line["measure"],
        "bonus_pct": line["bonus_pct"] or None,
        **line["details"],
    }


def read_table(data: bytes, filename: str, draft: Mapping[str, Any]) -> TableRead:
    """The table in an uploaded file, laid into a draft's frame.

    draft: the content of the draft it is for. Raises `SheetRefused` for a file that
    cannot be read at all; everything else is a problem at its row and cell.
    """
    workbook = apart.open_workbook(data, filename)
    found = mapping.guess(workbook, CRITERIA_TABLES, year=0)
    read = reading.read(workbook, found, CRITERIA_TABLES, year=0)
    laid = _Laid()
    rows = [row.values for row in read.rows]
    for at, row in enumerate(rows):
        laid.take(at, row)
    frame = {name: draft[name] for name in ("points", "bonus_most", "bands", "ties")}
    return TableRead(
        frame | {"parts": laid.parts, "criteria": laid.criteria},
        read.problems,
        mapping.in_words(found, CRITERIA_TABLES),
        read.account,
    )


@dataclass
class _Laid:
    """Parts and criteria as they come, each with a code of its own."""

    parts: list[dict[str, Any]] = field(default_factory=list)
    criteria: list[dict[str, Any]] = field(default_factory=list)
    part_at: dict[int, str] = field(default_factory=dict)
    loose: dict[str, str] = field(default_factory=dict)

    def take(self, at: int, row: Mapping[str, Any]) -> None:
        above = row["parent"]
        if row["role"] == "part":
            self.part_at[at] = self._part(
                row.get("code") or row.get("number") or "",
                row.get("name") or "",
                row.get("max_points"),
                self.part_at.get(above) if above is not None else None,
            )
            return
        part = self.part_at.get(above) if above is not None else None
        name = row.get("name") or ""
        formula = row.get("formula") or ("ratio" if row.get("measure") else "given")
        self.criteria.append(
            {
                "code": self._free(row.get("code") or code_of(name), self.criteria),
                "part": part or self._loose_part(row["role"]),
                "name": name,
                "formula": formula,
                "side": row["role"],
                "standard": abs(row.get("max_points") or 0),
                "bonus_pct": row.get("bonus_pct") or 0,
                "measure": row.get("measure") or "",
                "indicator_code": row.get("indicator_code") or "",
                "details": {name: row[name] for name in _DETAILS if row.get(name)},
            }
        )

    def _part(
        self, code: str, name: str, points: int | None, parent: str | None
    ) -> str:
        free = self._free(code[:_LONGEST_PART] or "I", self.parts, _LONGEST_PART)
        row = {"code": free, "name": name, "parent": parent, "points": points}
        self.parts.append(row)
        return free

    def _loose_part(self, role: str) -> str:
        """The part of the criteria that stand under none, one for each side."""
        names = {
            "standard": _("Tiêu chí chung"),
            "bonus": _("Điểm thưởng"),
            "penalty": _("Điểm trừ"),
        }
        if role not in self.loose:
            self.loose[role] = self._part(role[0].upper(), names[role], None, None)
        return self.loose[role]

    @staticmethod
    def _free(
        wanted: str, rows: Sequence[Mapping[str, Any]], longest: int = _LONGEST_CODE
    ) -> str:
        """The code wanted, or with the first number behind it that nobody has."""
        taken = {row["code"] for row in rows}
        found, number = wanted, 1
        while found in taken:
            number += 1
            found = f"{wanted[: longest - 4]}_{number}"
        return found


def code_of(name: str) -> str:
    """A code from a name: “Báo cáo muộn” is bao_cao_muon."""
    plain = re.sub(r"[^a-z0-9]+", "_", text.fold(name)).strip("_")
    return plain[:_LONGEST_CODE] or "tieu_chi"
