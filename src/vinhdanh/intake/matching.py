"""Whom a row is about: people and units found by name, never merged by guess."""

from typing import Any

from django.utils.translation import gettext as _

from vinhdanh.intake import numbers, understanding
from vinhdanh.intake.roll import Roll
from vinhdanh.intake.staged import NEW, Comparing, Settled, Staged
from vinhdanh.sheets.roster import ROSTER
from vinhdanh.viet import text


def find_person(row: Staged, comparing: Comparing, settled: Settled) -> None:
    """Find the person of a row of the roster; nobody known makes somebody new."""
    same, perhaps = numbers.by_number(row, comparing.roll) or _sorted_out(
        row, row.values.get("name") or "", row.values.get("birth_date"), comparing
    )
    if other := numbers.of_another_number(row, same, comparing.roll):
        same, perhaps = [], [*other, *perhaps]
    choice = settled.choice(row.number, 0)
    if len(same) == 1:
        row.person = comparing.roll.people[same[0]]
    elif same or perhaps:
        row.candidates = same + perhaps
        if choice == NEW:
            row.is_new_person = True
        elif choice in row.candidates:
            row.person = comparing.roll.people[int(choice)]
    else:
        row.is_new_person = True


def _sorted_out(
    row: Staged, name: str, birth_date: str | None, comparing: Comparing
) -> tuple[list[int], list[int]]:
    """Return the namesakes who are surely meant, and those who perhaps are."""
    roll, born = comparing.roll, understanding.day(birth_date)
    unit = row.unit.pk if row.unit else None
    same, perhaps = [], []
    for key in roll.namesakes(name):
        known = roll.people[key].birth_date
        is_same_unit = unit is not None and unit in roll.units[key]
        if known == born and is_same_unit and (born or _is_as_known(row, key, roll)):
            same.append(key)
        elif born is None or known is None or known == born or is_same_unit:
            perhaps.append(key)
    return same, perhaps


def _is_as_known(row: Staged, key: int, roll: Roll) -> bool:
    """Say whether a row says of somebody without a date of birth just what is known."""
    told = row.values.get("post") or ""
    post = roll.post_meant(key, row.unit.pk if row.unit else None, told)
    is_same_post = post is not None and post.title == told
    return is_same_post and roll.people[key].name == row.values.get("name")


def find_known(
    row: Staged, comparing: Comparing, settled: Settled
) -> list[dict[str, Any]]:
    """Find whom a row names among those the registry knows; return what is wrong.

    Of several authors the first who is not settled is asked for.
    """
    if _is_collective(row, comparing):
        return _find_collective(row, comparing)
    if row.values.get("subject_kind") == "household":
        what = _("hộ gia đình chưa nhập được từ danh sách; bỏ dòng này khỏi tệp.")
        return [comparing.problem(row, "subject_kind", what)]
    found, problems = [], []
    for asked, name in enumerate(_named(row)):
        choice = settled.choice(row.number, asked)
        person, candidates = _known(row, name, choice, comparing)
        if person is not None:
            found.append(person)
        elif candidates and not row.candidates:
            row.candidates, row.asked = candidates, asked
        elif not candidates and _is_author_elsewhere(row, name["name"], comparing):
            row.elsewhere.append(asked)
        elif not candidates:
            problems.append(_nobody(row, name["name"], comparing))
    row.person = found[0] if found else None
    row.coauthors = found[1:]
    return problems


def _is_author_elsewhere(row: Staged, name: str, comparing: Comparing) -> bool:
    """Say whether the work on record has such an author, of another office."""
    known, values = comparing.roll.elsewhere, row.values
    if not known or not values.get("year"):
        return False
    work = text.clean_line(values.get("name") or "")
    return (work, values["year"], text.fold(name)) in known


def _is_collective(row: Staged, comparing: Comparing) -> bool:
    told = row.values.get("subject_kind", "person")
    if told is not None:
        return bool(told == "unit")
    # The list does not say; a person of that name before a unit.
    name = row.values.get("name") or ""
    is_person = bool(comparing.roll.namesakes(name))
    return not is_person and comparing.names.named(name) is not None


def _named(row: Staged) -> list[dict[str, Any]]:
    values = row.values
    if "authors" in values:
        authors: list[dict[str, Any]] = values["authors"] or []
        return authors
    return [{"name": values.get("name") or "", "birth_date": values.get("birth_date")}]


def _known(
    row: Staged,
    named: dict[str, Any],
    choice: int | str | None,
    comparing: Comparing,
) -> tuple[Any, list[int]]:
    """Return the person, or those who may be meant."""
    unit = row.unit
    if named.get("unit"):
        unit = comparing.names.named(named["unit"]) or unit
    roll, born = comparing.roll, understanding.day(named.get("birth_date"))
    perhaps = [
        key
        for key in roll.namesakes(named["name"])
        if born is None or roll.people[key].birth_date in {None, born}
    ]
    if choice in perhaps:
        return roll.people[int(str(choice))], perhaps
    sure = [
        key
        for key in perhaps
        if (born is not None and roll.people[key].birth_date == born)
        or (_is_told(row, named) and unit is not None and unit.pk in roll.units[key])
    ]
    here = [key for key in sure if unit is not None and unit.pk in roll.units[key]]
    written = [key for key in here if roll.people[key].name == named["name"]]
    for likely in (sure, here, written):
        if len(likely) == 1:
            return roll.people[likely[0]], likely
    return None, perhaps


def _is_told(row: Staged, named: dict[str, Any]) -> bool:
    return bool(row.unit_name or named.get("unit"))


def _nobody(row: Staged, name: str, comparing: Comparing) -> dict[str, Any]:
    what = _(
        "“%(office)s” chưa có người tên “%(name)s”. Sửa tên trong ô cho khớp, hoặc "
        "nhập người này bằng danh sách cán bộ trước."
    ) % {"office": comparing.unit.name, "name": name}
    key = "authors" if "authors" in row.values else comparing.kind.name_key
    return comparing.problem(row, key, what)


def _find_collective(row: Staged, comparing: Comparing) -> list[dict[str, Any]]:
    name = row.values.get("name") or ""
    row.collective = comparing.names.named(name)
    if row.collective is not None:
        row.unit = row.collective
        return []
    what = _(
        "“%(office)s” chưa có tập thể “%(name)s”. Sửa tên trong ô cho khớp, hoặc lập "
        "đơn vị này trước."
    ) % {"office": comparing.unit.name, "name": name}
    return [comparing.problem(row, comparing.kind.name_key, what)]


def chosen_twice(rows: list[Staged], comparing: Comparing) -> list[dict[str, Any]]:
    """Return an error for each row of the roster about somebody named before."""
    first = comparing.seen.people
    found = []
    for row in rows:
        if row.person is None:
            continue
        other = first.setdefault(row.person.pk, row.number)
        if other != row.number:
            what = _(
                "cùng chỉ “%(name)s” như dòng %(row)s. Chọn lại người cho một dòng, "
                "hoặc xóa một dòng trong tệp."
            ) % {"name": row.person.name, "row": other}
            found.append(comparing.problem(row, "name", what))
    return found


def is_roster(comparing: Comparing) -> bool:
    """Say whether the sheet is the list from which people enter the registry."""
    return comparing.kind.code == ROSTER.code
