"""The cell “Tình tiết khác” of a case: what few people have, one note after another.

"giới tính nữ; nhóm nông dân; hợp đồng từ 01/03/2024; chức vụ department_head
01/01/2005-31/12/2015; nghỉ thai sản 100; đào tạo 14; kết quả khá; chấp hành tốt có;
án treo có; hết kỷ luật 01/03/2022; đơn vị cũ 7; nhận xét đơn vị cũ không; biệt phái có;
nhận xét nơi tiếp nhận không; chiến đấu có; khen BK_TTG đột xuất; đã khen thành tích có;
danh sách từ 2010; nhận hồ sơ 15/03/2025". "khen …" and "hết kỷ luật …" may stand in
earlier years too.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

_YES_NO = {"có": True, "không": False}
_KINDS = {
    "thai sản": "maternity",
    "điều trị": "treatment_after_brave_act",
    "đào tạo": "training",
    "ốm": "sick",
    "không lương": "unpaid",
    "khác": "other",
}
_RESULTS = {
    "kém": "poor",
    "trung bình": "average",
    "khá": "fair",
    "giỏi": "good",
    "xuất sắc": "excellent",
}
_OCCUPATIONS = {
    "người lao động": "employee",
    "công nhân": "worker",
    "nông dân": "farmer",
    "lực lượng vũ trang": "armed_forces",
}
BASES = {
    "công trạng": "merit",
    "phong trào": "movement",
    "đột xuất": "sudden",
    "cống hiến": "service",
    "đối ngoại": "foreign",
}
_Read = Callable[[str, dict[str, Any], dict[str, Any]], None]


def add_notes(cell: str, record: dict[str, Any], facts: dict[str, Any]) -> None:
    """Put each note of the cell into the record or into the facts of its year."""
    for note in filter(None, (part.strip() for part in cell.split(";"))):
        if not add_note(note, record, facts):
            raise ValueError(f"“{note}”")


def add_note(note: str, record: dict[str, Any], facts: dict[str, Any]) -> bool:
    """Put one note where it belongs; False for one that is not known."""
    for words, read in _NOTES.items():
        if note.startswith(f"{words} "):
            read(note.removeprefix(words).strip(), record, facts)
            return True
    return False


def calendar_day(cell: str) -> date:
    """A day as officers write it: 31/12/2025."""
    return datetime.strptime(cell, "%d/%m/%Y").date()  # noqa: DTZ007  a calendar day


def _yes_no(key: str) -> _Read:
    def read(said: str, record: dict[str, Any], facts: dict[str, Any]) -> None:
        del record
        facts[key] = _YES_NO[said]

    return read


def _training(key: str, value: Callable[[str], object]) -> _Read:
    def read(said: str, record: dict[str, Any], facts: dict[str, Any]) -> None:
        del record
        facts.setdefault("training", {})[key] = value(said)

    return read


def _top(key: str, value: Callable[[str], object]) -> _Read:
    def read(said: str, record: dict[str, Any], facts: dict[str, Any]) -> None:
        del facts
        record[key] = value(said)

    return read


def _of_year(key: str, value: Callable[[str], object]) -> _Read:
    def read(said: str, record: dict[str, Any], facts: dict[str, Any]) -> None:
        del record
        facts[key] = value(said)

    return read


def _post(said: str, record: dict[str, Any], facts: dict[str, Any]) -> None:
    del facts
    if said == "không":
        record["posts"] = []
        return
    post, _, days = said.partition(" ")
    first, _, last = days.partition("-")
    held = {"post": post, "from": calendar_day(first)}
    if last:
        held["to"] = calendar_day(last)
    record.setdefault("posts", []).append(held)


def _absence(said: str, record: dict[str, Any], facts: dict[str, Any]) -> None:
    del record
    kind, _, days = said.rpartition(" ")
    absence = {"kind": _KINDS[kind], "working_days": int(days)}
    facts.setdefault("absences", []).append(absence)


def _award(said: str, record: dict[str, Any], facts: dict[str, Any]) -> None:
    del record
    code, _, basis = said.partition(" ")
    award = {"award": code, "basis": BASES[basis] if basis else None}
    facts.setdefault("awards", []).append(award)


_NOTES: dict[str, _Read] = {
    "giới tính": _top("gender", {"nữ": "female", "nam": "male"}.__getitem__),
    "nhóm": _top("occupation", _OCCUPATIONS.__getitem__),
    "hợp đồng từ": _top("contract_since", calendar_day),
    "chức vụ": _post,
    "nghỉ": _absence,
    "đào tạo": _training("months", int),
    "kết quả": _training("result", _RESULTS.__getitem__),
    "chấp hành tốt": _training("rules_observed", _YES_NO.__getitem__),
    "án treo": _yes_no("suspended_sentence"),
    "hết kỷ luật": _of_year("discipline_ended_on", calendar_day),
    "đơn vị cũ": _of_year("months_at_former_unit", int),
    "nhận xét đơn vị cũ": _yes_no("former_unit_comment"),
    "biệt phái": _yes_no("seconded"),
    "nhận xét nơi tiếp nhận": _yes_no("receiving_unit_comment"),
    "chiến đấu": _yes_no("combat_merit"),
    "khen": _award,
    "đã khen thành tích": _yes_no("achievement_already_awarded"),
    "danh sách từ": _top("nothing_before", int),
    "nhận hồ sơ": _top("received_on", calendar_day),
}
