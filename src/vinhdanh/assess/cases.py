"""Worked cases in spreadsheets: situations with Vietnamese headings and the answer.

An empty cell is "not known". Initiatives and topics: "0" for none, or their levels
("cơ sở, tỉnh, cơ sở (đã dùng)"). Earlier years: "2015 = xếp loại HTXS; danh hiệu
CSTDCS; sáng kiến cơ sở; đề tài 0 | 2014 = …". A span, "2011-2015 = xếp loại
HTXS", stands for each of its years, to which a later part may add. What few people
have stands in one cell, “Tình tiết khác”: see case_people.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from vinhdanh.assess.case_people import BASES, add_note, add_notes, calendar_day
from vinhdanh.assess.judging import Ask, judge_asks
from vinhdanh.law.verdict import NAMES, Word
from vinhdanh.statutes.load import FOLDER

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from vinhdanh.assess.local import LocalRule
    from vinhdanh.assess.verdict import Verdict
    from vinhdanh.law.evaluate import Book
    from vinhdanh.law.verdict import Reason

_LEVELS = {"cơ sở": "grassroots", "tỉnh": "province", "toàn quốc": "nationwide"}
_YES_NO = {"": None, "có": True, "không": False}
_DISCIPLINE = {
    "": None,
    "không": "none",
    "khiển trách": "reprimand",
    "cảnh cáo": "warning",
    "giáng chức": "demotion",
    "cách chức": "removal",
    "buộc thôi việc": "dismissal",
}
_NUMBERS = {
    "Ngày nghỉ": "absence_working_days",
    "Số người": "members",
    "Số LĐTT": "advanced_workers",
    "Số hoàn thành nhiệm vụ": "fulfilled",
    "Số CSTĐCS": "grassroots_fighters",
    "Số bị cảnh cáo trở lên": "disciplined_warning",
    "Số năm phong trào bộ, tỉnh": "movement_years",
    "Số năm phong trào Thủ tướng": "pm_movement_years",
}
_SUBJECTS = {
    "cá nhân": "individual",
    "tập thể": "collective",
    "hộ gia đình": "household",
}
_ANSWERS = {
    "Vượt chỉ tiêu": "targets_exceeded",
    "Được xếp hạng trong cụm, khối": "ranked_in_block",
    "Dẫn đầu cụm, khối": "block_leader",
    "Dẫn đầu cụm, khối Trung ương": "central_block_leader",
    "Dẫn đầu phong trào bộ, tỉnh": "movement_leader",
    "Dẫn đầu phong trào Thủ tướng": "pm_movement_leader",
}
_MARKS = {"đạt": True, "không đạt": False, "chưa rõ": None}
_WORDS = {label: Word(code) for code, label in NAMES.items()}


class CaseError(ValueError):
    """A cell of a case that cannot be read: file, line, heading, what to write."""


@dataclass(frozen=True)
class Case:
    """A situation, the expected word, and the criterion it is about with its mark."""

    award: str
    where: str
    situation: str
    ask: Ask
    word: Word
    criterion: str
    mark: bool | None
    source: str


@dataclass(frozen=True)
class Outcome:
    """A case and the verdict of the machine."""

    case: Case
    verdict: Verdict

    @property
    def reason(self) -> Reason | None:
        """What the machine says about the criterion the case is about."""
        for reason in self.verdict.reasons:
            if reason.criterion == self.case.criterion:
                return reason
        return None

    @property
    def agrees(self) -> bool:
        """Is the word, and the mark of the criterion, as expected?"""
        reason = self.reason
        marked = reason is not None and reason.mark is self.case.mark
        return self.verdict.word is self.case.word and (
            marked or not self.case.criterion
        )

    def sentences(self) -> str:
        """Two sentences for an officer: what was expected, what was found and why."""
        case, verdict = self.case, self.verdict
        reason = self.reason
        said = verdict.short if reason is None else reason.line()
        return (
            f"{case.where}: “{case.situation}” mong đợi “{case.word.label}” theo tiêu "
            f"chí “{case.criterion}”. Máy kết luận “{verdict.word.label}”: {said}."
        )


def case_files() -> list[Path]:
    """The spreadsheets: of each title one, or one for people and one for collectives.

    "BK_TTG.csv" and "BK_TTG.tap-the.csv" are both about BK_TTG.
    """
    return sorted((FOLDER / "cases").glob("*.csv"))


def read_cases(path: Path) -> list[Case]:
    """The cases of one spreadsheet; its name begins with the award's code."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    return [_case(path, line, row) for line, row in enumerate(rows, start=2)]


def run_cases(
    cases: Sequence[Case],
    *,
    local: Sequence[LocalRule] = (),
    book: Book | None = None,
) -> list[Outcome]:
    """All cases of a title in one evaluation."""
    award = cases[0].award
    asks = [case.ask for case in cases]
    verdicts = judge_asks(asks, [award], local=local, book=book, every=True)
    return [Outcome(c, v) for c, v in zip(cases, verdicts, strict=True)]


def _case(path: Path, line: int, row: dict[str, str]) -> Case:
    where = f"{path.name}, dòng {line}"
    if None in row:
        raise CaseError(
            f"{where}: nhiều ô hơn tiêu đề. Hãy đặt ô có dấu phẩy trong ngoặc kép."
        )
    cells = {key: (value or "").strip() for key, value in row.items()}
    try:
        day = calendar_day(cells["Ngày áp dụng"])
        year = int(cells.get("Năm xét") or day.year)
        record = _record(cells, where, year)
        return Case(
            award=path.name.partition(".")[0],
            where=where,
            situation=cells["Tình huống"],
            ask=Ask(record, year, day),
            word=_WORDS[cells["Kết luận"]],
            criterion=cells["Tiêu chí"],
            mark=_MARKS[cells["Dấu"]] if cells["Dấu"] else None,
            source=cells.get("Nguồn", ""),
        )
    except (KeyError, ValueError) as fault:
        raise CaseError(f"{where}: không đọc được ô {fault}.") from fault


def _record(cells: dict[str, str], where: str, year: int) -> dict[str, Any]:
    kind = _SUBJECTS[cells.get("Đối tượng") or "cá nhân"]
    facts: dict[str, Any] = {
        "rating": cells["Xếp loại"] or None,
        "pending_inquiry": _YES_NO[cells["Đang bị xem xét"]],
        "registered": {"": None, "có": ["LDTT"], "không": []}[cells["Đăng ký"]],
        "titles": _titles(cells["Danh hiệu đã nhận"]),
        "judged": _judged(cells["Hội đồng đã kết luận"]),
    }
    for heading, fact in _NUMBERS.items():
        if cells.get(heading):
            facts[fact] = int(cells[heading])
    if cells.get("Căn cứ đề nghị"):
        facts["basis"] = BASES[cells["Căn cứ đề nghị"]]
    for heading, fact in _ANSWERS.items():
        if cells.get(heading):
            facts[fact] = _YES_NO[cells[heading]]
    record: dict[str, Any] = {"id": where, "kind": kind, "years": {year: facts}}
    if kind == "individual":
        facts["discipline"] = _DISCIPLINE[cells["Kỷ luật"]]
        facts["initiatives"] = _works(cells["Sáng kiến"])
        facts["science_projects"] = _works(cells["Đề tài"])
        record["recruited_on"] = _day(cells["Vào cơ quan"])
    elif cells.get("Thành lập"):
        record["founded_on"] = _day(cells["Thành lập"])
    add_notes(cells.get("Tình tiết khác", ""), record, facts)
    for part in filter(None, cells["Các năm trước"].split("|")):
        years, facts = _earlier(part, kind)
        for earlier in years:
            record["years"].setdefault(earlier, {}).update(facts)
    return record


def _earlier(part: str, kind: str) -> tuple[range, dict[str, Any]]:
    year, _, said = part.partition("=")
    facts: dict[str, Any] = {}
    for item in filter(None, (item.strip() for item in said.split(";"))):
        if item.startswith("xếp loại "):
            facts["rating"] = item.removeprefix("xếp loại ")
        elif item.startswith("danh hiệu "):
            facts["titles"] = _titles(item.removeprefix("danh hiệu "))
        elif kind == "individual" and item.startswith("sáng kiến "):
            facts["initiatives"] = _works(item.removeprefix("sáng kiến "))
        elif kind == "individual" and item.startswith("đề tài "):
            facts["science_projects"] = _works(item.removeprefix("đề tài "))
        elif not add_note(item, {}, facts):
            raise ValueError(f"“{item}” của năm {year.strip()}")
    first, _, last = year.partition("-")
    return range(int(first), int(last or first) + 1), facts


def _day(cell: str) -> date | None:
    return calendar_day(cell) if cell else None


def _titles(cell: str) -> list[str] | None:
    if not cell:
        return None
    return [] if cell == "không" else [code.strip() for code in cell.split(",")]


def _judged(cell: str) -> dict[str, bool]:
    answers = {}
    for part in filter(None, cell.split(";")):
        question, _, answer = part.partition("=")
        answers[question.strip()] = _MARKS[answer.strip()] is True
    return answers


def _works(cell: str) -> list[dict[str, Any]] | None:
    if not cell:
        return None
    if cell == "0":
        return []
    works = []
    for item in cell.split(","):
        level, used, _ = item.strip().partition(" (đã dùng)")
        works.append({"level": _LEVELS[level], "used_for_title": bool(used)})
    return works
