"""What the identity number of a row says of whom it is about."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from vinhdanh.intake.hiding import KEY
from vinhdanh.intake.roll import Roll
from vinhdanh.intake.staged import Comparing, Staged


def marks_of(rows: Iterable[Staged]) -> list[str]:
    """Return the marks of the identity numbers that the rows tell, each once."""
    told = (row.values.get(KEY) for row in rows)
    return list(dict.fromkeys(number["mark"] for number in told if number))


def by_number(row: Staged, roll: Roll) -> tuple[list[int], list[int]] | None:
    """Return (who is surely meant, who perhaps is) of a number that is known here.

    Whoever has the number and bears the name is the person, wherever she works now.
    Under another name it may be a slip in either: the officer says.
    """
    told = row.values.get(KEY)
    holder = roll.holders.get(told["mark"]) if told else None
    if not holder:
        return None
    namesakes = roll.namesakes(row.values.get("name") or "")
    if holder in namesakes:
        return [holder], []
    return [], [holder, *namesakes]


def of_another_number(row: Staged, same: Sequence[int], roll: Roll) -> list[int]:
    """Return those of `same` who are known by another number of the same kind."""
    told = row.values.get(KEY)
    if not told or roll.holders.get(told["mark"]):
        return []
    return [
        key
        for key in same
        if any(
            kind == told["kind"] and mark != told["mark"]
            for kind, mark in roll.numbers.get(key, ())
        )
    ]


def problems(rows: Sequence[Staged], comparing: Comparing) -> list[dict[str, Any]]:
    """Return an error for each number that cannot be this row's person's."""
    first = comparing.seen.marks
    found = []
    for row in rows:
        told = row.values.get(KEY)
        if not told:
            continue
        other = first.setdefault(told["mark"], row.number)
        what = _taken(row, told["mark"], comparing.roll)
        if other != row.number:
            what = _(
                "cùng số định danh với dòng %(row)s. Một số chỉ của một người: sửa số, "
                "hoặc xóa một dòng."
            ) % {"row": other}
        if what:
            found.append(comparing.problem(row, KEY, what))
    return found


def _taken(row: Staged, mark: str, roll: Roll) -> str:
    holder = roll.holders.get(mark)
    if holder is None:
        return ""
    if holder == 0:
        return _(
            "số này đã ghi cho một người ở cơ quan khác. Đối chiếu giấy tờ; nếu đúng "
            "số, nhờ quản trị cấp trên kiểm tra, hoặc tiếp nhận người ấy trước."
        )
    is_chosen = row.is_new_person or row.person is not None
    if is_chosen and (row.person is None or row.person.pk != holder):
        return _(
            "số này đã ghi cho %(name)s. Chọn %(name)s cho dòng này, hoặc sửa số."
        ) % {"name": roll.people[holder].name}
    return ""


def is_known(row: Staged, roll: Roll) -> bool:
    """Say whether the number of a row is written down for its person already."""
    told = row.values.get(KEY)
    if not told or row.person is None:
        return not told
    return (told["kind"], told["mark"]) in roll.numbers.get(row.person.pk, ())
