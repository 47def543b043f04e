"""Worked cases of norms: spreadsheets with Vietnamese headings, open in Excel.

Each file of cases/norms is about one norm. A row gives a situation and what should come
out; the machine's answer is laid beside it under the same headings.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vinhdanh.assess.deciding import competence
from vinhdanh.assess.money import bonus
from vinhdanh.assess.norms import quota
from vinhdanh.assess.procedure import deadlines
from vinhdanh.law.cite import Standing
from vinhdanh.statutes.load import FOLDER
from vinhdanh.viet.dates import parse
from vinhdanh.viet.numbers import group

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

Row = dict[str, str]
UNSURE = "chưa rõ"
STANDINGS = {
    Standing.SOURCED.value: "có căn cứ",
    Standing.RECALLED.value: "theo trí nhớ",
    Standing.UNKNOWN.value: UNSURE,
}
RECIPIENTS = {
    "": None,
    "cá nhân": "individual",
    "tập thể": "collective",
    "hộ gia đình": "household",
}
LEVELS = {
    "": None,
    "trung ương": "central",
    "tỉnh": "province",
    "huyện": "district",
    "xã": "commune",
    "cơ sở": "unit",
}
KINDS = {
    "": None,
    "Hội đồng nhân dân": "peoples_council",
    "Ủy ban nhân dân": "peoples_committee",
    "cơ quan": "office",
    "Văn phòng Đoàn ĐBQH và HĐND": "joint_office",
    "phòng, ban": "division",
    "doanh nghiệp": "enterprise",
    "thôn": "village",
}
YES_NO = {"": None, "có": True, "không": False}
SECTORS = {
    "": "",
    "giáo dục": "education",
    "quân đội": "armed_forces",
    "kiểm sát": "procuracy",
}
BASES = {"tổng số người": "headcount"}


class NormCaseError(ValueError):
    """A cell that cannot be read: file, line, heading, what to write."""


@dataclass(frozen=True)
class NormOutcome:
    """A case, and what the machine says under the headings of the expected cells."""

    where: str
    situation: str
    expected: Row
    found: Row
    source: str

    @property
    def agrees(self) -> bool:
        """Is every expected cell as found?"""
        return self.expected == self.found

    def sentences(self) -> str:
        """Two sentences for an officer: what was expected, what was found."""
        wanted = _listed(self.expected)
        return (
            f"{self.where}: “{self.situation}” mong đợi {wanted}. "
            f"Máy trả lời {_listed(self.found)}."
        )


def _listed(cells: Mapping[str, str]) -> str:
    return ", ".join(f"{heading} “{cell}”" for heading, cell in cells.items())


def norm_case_files() -> list[Path]:
    """The spreadsheets of norms."""
    return sorted((FOLDER / "cases" / "norms").glob("*.csv"))


def run_norm_cases(path: Path) -> list[NormOutcome]:
    """Every case of one spreadsheet with the machine's answer."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    return [_outcome(path, line, row) for line, row in enumerate(rows, start=2)]


def _outcome(path: Path, line: int, row: dict[str, str]) -> NormOutcome:
    where = f"{path.name}, dòng {line}"
    if None in row:
        raise NormCaseError(
            f"{where}: nhiều ô hơn tiêu đề. Hãy đặt ô có dấu phẩy trong ngoặc kép."
        )
    cells = {key: (value or "").strip() for key, value in row.items()}
    try:
        found = _ANSWERS[path.stem](cells)
        expected = {heading: cells[heading] for heading in found}
        situation, source = cells["Tình huống"], cells["Nguồn"]
    except (KeyError, ValueError) as fault:
        raise NormCaseError(f"{where}: không đọc được ô {fault}.") from fault
    return NormOutcome(where, situation, expected, found, source)


def _bonus(cells: Row) -> Row:
    found = bonus(
        cells["Mức khen"],
        decided_on=parse(cells["Ngày quyết định"]),
        recipient=RECIPIENTS[cells["Đối tượng"]],
        level=LEVELS[cells["Cấp tặng"]] or "unit",
    )
    return {
        "Số tiền": _sum(found.amount),
        "Thực chi": _sum(found.payable),
        "Mức độ": STANDINGS[found.standing],
    }


def _competence(cells: Row) -> Row:
    found = competence(
        cells["Mức khen"],
        parse(cells["Ngày nhận hồ sơ"]),
        unit_kind=KINDS[cells["Loại đơn vị"]],
        level=LEVELS[cells["Cấp"]],
        has_legal_personality=YES_NO[cells["Tư cách pháp nhân"]],
    )
    return {
        "Người quyết định": found.decides_name or UNSURE,
        "Người đề nghị": found.proposes_name or UNSURE,
        "Mức độ": STANDINGS[found.standing],
    }


def _quota(cells: Row) -> Row:
    base = {}
    for part in filter(None, cells["Căn cứ tính"].split(";")):
        name, _, count = part.partition("=")
        base[BASES.get(name.strip(), name.strip())] = int(count)
    found = quota(
        cells["Mức khen"],
        day=parse(cells["Ngày áp dụng"]),
        base=base,
        proposed=int(cells["Đề nghị"]),
        sector=SECTORS[cells["Ngành"]],
    )
    unknown = found.standing == Standing.UNKNOWN.value
    none = UNSURE if unknown else "không có"
    return {
        "Hạn mức": none if found.cap is None else str(found.cap),
        "Trong hạn mức": str(found.allowed),
        "Vượt": str(found.over),
        "Mức độ": STANDINGS[found.standing],
    }


def _deadline(cells: Row) -> Row:
    received = parse(cells["Ngày nhận hồ sơ"])
    found = deadlines(
        cells["Mức khen"],
        received,
        year=int(cells["Năm xét"]) if cells["Năm xét"] else None,
        sector=SECTORS[cells["Ngành"]],
        start=received,
    )
    step = next((line for line in found if line.label == cells["Việc"]), None)
    if step is None:
        return {"Số ngày làm việc": UNSURE, "Hạn": UNSURE, "Mức độ": UNSURE}
    return {
        "Số ngày làm việc": "" if step.working_days is None else str(step.working_days),
        "Hạn": UNSURE if step.due_on is None else f"{step.due_on:%d/%m/%Y}",
        "Mức độ": STANDINGS[step.standing],
    }


_ANSWERS: dict[str, Callable[[Row], Row]] = {
    "tien-thuong": _bonus,
    "tham-quyen": _competence,
    "han-muc": _quota,
    "thoi-han": _deadline,
}


def _sum(dong: int | None) -> str:
    return UNSURE if dong is None else group(dong)
