"""The standards of individual titles as plain Python ifs: the benchmark's alternative.

Written from the articles and not from the engine, so that two ways of saying one rule
can be compared. A person is a dict of lists, newest year first; None is "not known".
Answers are "no", "unknown", "confirm", "yes".
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import date

YEARS = 10
HTT, HTXS = 2, 3
OLD = ("R1a", "R1b")
WORKS = ("initiatives", "science_projects")
Person = dict[str, Any]
TITLES = ("LDTT", "CSTDCS", "CSTD_TINH", "CSTDTQ", "GK", "BK_TINH")


def settle(
    sourced: list[bool | None], doubted: list[bool | None], *, confirm: bool
) -> str:
    """The four words: a sourced no, a sourced unknown, a doubt, or yes."""
    if any(mark is False for mark in sourced):
        return "no"
    if any(mark is None for mark in sourced):
        return "unknown"
    if confirm or any(mark is not True for mark in doubted):
        return "confirm"
    return "yes"


def at_least(value: int | None, bound: int) -> bool | None:
    """Is it the bound or more?"""
    return None if value is None else value >= bound


def negate(value: bool | None) -> bool | None:
    """Not, with unknown kept."""
    return None if value is None else not value


def either(marks: list[bool | None]) -> bool | None:
    """Or, with unknown kept."""
    if True in marks:
        return True
    return None if None in marks else False


def months_of_service(recruited: date | None, year: int) -> int | None:
    """Whole months to the end of the year."""
    if recruited is None:
        return None
    first_of_next = (year + 1) * 12
    months = first_of_next - (recruited.year * 12 + recruited.month - 1)
    return max(0, months if recruited.day == 1 else months - 1)


def advanced_worker(person: Person, regime: str, year: int) -> str:
    """Lao động tiên tiến."""
    rating = at_least(person["rating"][0], HTT)
    months = months_of_service(person["recruited_on"], year)
    service = at_least(months, 10 if regime in OLD else 6)
    discipline = person["discipline"][0]
    clean = None if discipline is None else discipline == 0
    calm = negate(person["pending_inquiry"][0])
    if regime == "R1a":
        absence = person["absence_working_days"][0]
        present = None if absence is None else absence < 40
        sourced = [rating, service, present, clean, person["registered"][0]]
        return settle(sourced, [calm], confirm=False)
    if regime == "R1b":
        sourced = [rating, service, clean, person["registered"][0]]
        return settle(sourced, [calm], confirm=False)
    if regime == "R2":
        return settle([rating, service, calm], [clean], confirm=False)
    return settle([rating, calm], [service, clean], confirm=False)


def seen(word: str, held: bool | None) -> tuple[bool | None, bool]:
    """A title of the same round: holds it?, and is it only waiting for a person?"""
    if held is True or word == "yes":
        return True, False
    if word == "no":
        return False, False
    return None, word == "confirm"


def over_years(counts: list[int | None], least: int) -> bool | None:
    """So many in all ten years; an unknown year may hold more."""
    if sum(count or 0 for count in counts) >= least:
        return True
    return None if None in counts else False


def claimed(counts: list[int | None], least: int) -> bool:
    """So many noted in all ten years."""
    return sum(count or 0 for count in counts) >= least


def grassroots_fighter(person: Person, regime: str, worker: str) -> str:
    """Chiến sĩ thi đua cơ sở."""
    is_worker, waits = seen(worker, person["held.LDTT"][0])
    ideas = person["initiatives_grassroots"]
    works = person["science_projects_grassroots"]
    calm = negate(person["pending_inquiry"][0])
    sourced: list[bool | None] = [] if waits else [is_worker]
    this_year = [at_least(ideas[0], 1), at_least(works[0], 1)]
    if regime in OLD:
        noted = [claimed(ideas, 1), claimed(works, 1), False]
        sourced.append(either([*this_year, *noted]))
        return settle(sourced, [either([*this_year, False]), calm], confirm=waits)
    excellent = at_least(person["rating"][0], HTXS)
    sourced.append(either([excellent, over_years(ideas, 1), over_years(works, 1)]))
    sourced.append(calm)
    fresh = [over_years(person[f"{work}_unused"], 1) for work in WORKS]
    once = either([excellent, *this_year, *fresh])
    return settle(sourced, [once], confirm=waits)


def run(marks: list[bool | None], least: int) -> bool | None:
    """So many years in a row from the newest back."""
    certain = possible = 0
    for mark in marks:
        if mark is not True:
            break
        certain += 1
    for mark in marks:
        if mark is False:
            break
        possible += 1
    if certain >= least:
        return True
    return False if possible < least else None


def count_in_run(
    marks: list[bool | None], counts: list[int | None], least: int
) -> bool | None:
    """So many within the unbroken run of years."""
    certain, possible, open_year = 0, 0, True
    for mark, count in zip(marks, counts, strict=True):
        if mark is not True:
            break
        certain += count or 0
    if certain >= least:
        return True
    for mark, count in zip(marks, counts, strict=True):
        if mark is False:
            open_year = False
            break
        if count is None:
            return None
        possible += count
    if open_year or possible >= least:
        return None
    return False


def both(left: bool | None, right: bool | None) -> bool | None:
    """And, with unknown kept."""
    if left is False or right is False:
        return False
    return None if left is None or right is None else True


def provincial_fighter(person: Person, regime: str, fighter: str) -> str:
    """Chiến sĩ thi đua bộ, ban, ngành, tỉnh."""
    now, waits = seen(fighter, person["held.CSTDCS"][0])
    before = person["held.CSTDCS"][1:]
    streak = run([now, *before], 3)
    waits = waits and streak is None and run([False, *before], 3) is not None
    merit = either(
        [
            over_years(person["initiatives_province"], 1),
            over_years(person["science_projects_province"], 1),
        ]
    )
    unused = negate(either(person["held.CSTD_TINH"][1:3]))
    calm = negate(person["pending_inquiry"][0])
    sourced = [merit] if waits else [streak, merit]
    if regime in OLD:
        return settle(sourced, [unused, calm], confirm=waits)
    return settle([*sourced, calm], [unused], confirm=waits)


def succession(
    person: Person, fighter: bool | None, province: bool | None
) -> tuple[bool | None, bool | None, bool | None]:
    """Two titles of the province in one run; one of them just now; six years."""
    provinces = [province, *person["held.CSTD_TINH"][1:]]
    below = [fighter, *person["held.CSTDCS"][1:]]
    years = [either([f, p]) for f, p in zip(below, provinces, strict=True)]
    titles = [None if held is None else int(held) for held in provinces]
    return count_in_run(years, titles, 2), over_years(titles[:2], 1), run(years, 6)


def national_fighter(person: Person, regime: str, fighter: str, province: str) -> str:
    """Chiến sĩ thi đua toàn quốc."""
    below, waits_below = seen(fighter, person["held.CSTDCS"][0])
    now, waits = seen(province, person["held.CSTD_TINH"][0])
    twice, after, six = succession(person, below, now)
    settled = succession(
        person, False if waits_below else below, False if waits else now
    )
    merit = either(
        [
            over_years(person["initiatives_nationwide"], 1),
            over_years(person["science_projects_nationwide"], 1),
        ]
    )
    calm = negate(person["pending_inquiry"][0])
    asked, strict = (after, settled[1]) if regime == "R1b" else (twice, settled[0])
    # Open only because a title of this round is: a person looks at it.
    waiting = asked is None and strict is not None
    sourced = [] if waiting else [asked]
    if regime == "R1b":
        return settle(sourced, [twice, merit, six, calm], confirm=waiting)
    if regime == "R1a":
        return settle([*sourced, merit], [after, six, calm], confirm=waiting)
    return settle([*sourced, merit, calm], [after, six], confirm=waiting)


def unit_certificate(person: Person, regime: str) -> str:
    """Giấy khen without an office's own standard."""
    calm = negate(person["pending_inquiry"][0])
    if regime in OLD:
        return settle([], [calm], confirm=True)
    return settle([calm], [], confirm=True)


def merit_diploma(person: Person, regime: str, fighter: str) -> str:
    """Bằng khen of ministry or province; being chosen in a movement is left open."""
    excellent = [at_least(rank, HTXS) for rank in person["rating"]]
    calm = negate(person["pending_inquiry"][0])
    if regime in OLD:
        ideas = person["initiatives_grassroots"]
        way = both(run(excellent, 2), count_in_run(excellent, ideas, 2))
        ways = [(way, way)]
    else:
        now, waits = seen(fighter, person["held.CSTDCS"][0])
        before = person["held.CSTDCS"][1:]
        as_known, settled = [now, *before], [False if waits else now, *before]
        ways = [
            (_two_years(person, as_known), _two_years(person, settled)),
            (_two_years(person, excellent), _two_years(person, excellent)),
        ]
    known = either([way for way, _ in ways])
    settled_way = either([way for _, way in ways])
    if regime == "R1b":
        return settle([], [calm], confirm=True)
    # The year before may have earned the certificate already: for a person to look up.
    again = person.get("held.BK_TINH", [None] * YEARS)[1]
    first = None if again is not False else True
    # Chosen in a movement, or a sudden deed, may still stand in: never a plain "no".
    sourced: list[bool | None] = [None] if known is None and settled_way is None else []
    confirm = known is not True
    if regime == "R1a":
        return settle(sourced, [first, calm], confirm=confirm)
    return settle([*sourced, calm], [first], confirm=confirm)


def _two_years(person: Person, marks: list[bool | None]) -> bool | None:
    ideas = count_in_run(marks, person["initiatives_unused"], 2)
    works = count_in_run(marks, person["science_projects_unused"], 2)
    return both(run(marks, 2), either([ideas, works]))


def judge(person: Person, regime: str, year: int) -> dict[str, str]:
    """The word for each individual title."""
    worker = advanced_worker(person, regime, year)
    fighter = grassroots_fighter(person, regime, worker)
    province = provincial_fighter(person, regime, fighter)
    return {
        "LDTT": worker,
        "CSTDCS": fighter,
        "CSTD_TINH": province,
        "CSTDTQ": national_fighter(person, regime, fighter, province),
        "GK": unit_certificate(person, regime),
        "BK_TINH": merit_diploma(person, regime, fighter),
    }
