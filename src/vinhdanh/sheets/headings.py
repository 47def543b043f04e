"""Where the headings of a sheet are, and what each says.

Headings may stand in any of the first 15 rows, under merged titles, and be up to
three rows deep, with groups (“Xếp loại” over 2014, 2015, 2016) merged or not.
"""

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from vinhdanh.sheets import periods
from vinhdanh.sheets.kinds import ORDER, Column, ListKind
from vinhdanh.sheets.workbook import Cell, Sheet, shown
from vinhdanh.viet import text

ROWS_SEARCHED: Final = 15
_DEEPEST: Final = 3
_LONGEST_SUBHEADING: Final = 60
_ORDER_HEADINGS: Final = frozenset({"stt", "tt", "so tt", "so thu tu"})
_YEAR: Final = re.compile(r"\b((?:19|20)\d{2})\b")
# A school's year is named by two and judged when it ends.
_SCHOOL_YEAR: Final = re.compile(
    r"\bnam hoc (?:19|20)\d{2}\s*[-–/]\s*((?:19|20)\d{2})\b"
)
_NAMED_YEAR: Final = re.compile(r"\b(?:nam )?((?:19|20)\d{2})\b")
_IN_BRACKETS: Final = re.compile(r"\([^)]*\)")


@dataclass(frozen=True)
class Meaning:
    """What a heading is taken for; `is_exact` when it says just that."""

    key: str
    year: int | None
    is_exact: bool
    part: str = ""
    tick: str = ""


@dataclass(frozen=True)
class Headings:
    """The heading rows of a sheet (from 0, both inclusive) and each column's words."""

    first_row: int
    last_row: int
    words: dict[int, str]
    meanings: dict[int, Meaning]
    strength: int


@lru_cache(maxsize=8192)
def meaning(heading: str, kind: ListKind) -> Meaning | None:
    """What one heading means in a list of this kind, None if nothing known.

    Remembered: the rows searched for headings overlap, and lists come in many kinds.
    """
    folded = text.fold(heading)
    if meant := _of_a_period(folded, kind):
        return meant
    year_found = _SCHOOL_YEAR.search(folded) or _YEAR.search(folded)
    if meant := _ticked(_plain(folded), kind, year_found):
        return meant
    if meant := _of_whom(heading, kind):
        return meant
    for words in (_plain(_IN_BRACKETS.sub(" ", folded)), _plain(folded)):
        column, is_exact = (
            _best(words, kind.columns) if words or year_found else (None, False)
        )
        if words in _ORDER_HEADINGS and not is_exact:
            return Meaning(ORDER, None, is_exact=True)
        if column:
            year = int(year_found[1]) if year_found else None
            return Meaning(column.key, year, is_exact)
    return None


def _ticked(words: str, kind: ListKind, year: re.Match[str] | None) -> Meaning | None:
    """A heading that is one of the answers, under which an “x” chooses it."""
    for column in kind.columns:
        if column.ticked is None or any(
            f" {word} " in f" {words} " for word in column.never
        ):
            continue
        bare = words
        for synonym in sorted(column.synonyms, key=len, reverse=True):
            if words.startswith(f"{synonym} "):
                bare = words[len(synonym) :].strip()
                break
        if tick := column.ticked(bare):
            return Meaning(
                column.key, int(year[1]) if year else None, is_exact=True, tick=tick
            )
    return None


def _of_whom(heading: str, kind: ListKind) -> Meaning | None:
    """A heading that goes on with a unit's name, such as “Điểm của Phường Một”."""
    for column in kind.columns:
        if not column.is_per_heading:
            continue
        for synonym in sorted(column.synonyms, key=len, reverse=True):
            words = heading.split()
            size = synonym.count(" ") + 1
            if _plain(text.fold(" ".join(words[:size]))) == synonym:
                whom = " ".join(words[size:]).lstrip(":-– ")
                if not whom:
                    return None
                return Meaning(column.key, None, is_exact=True, part=whom)
    return None


def _of_a_period(folded: str, kind: ListKind) -> Meaning | None:
    """A heading that names a part of a year, such as “Thực hiện quý I/2016”."""
    by_period = tuple(column for column in kind.columns if column.is_per_period)
    period, words = periods.taken_from(folded) if by_period else (None, "")
    if period is None or not period.code:
        return None
    column, is_exact = _best(words, by_period)
    if column is None:
        return None
    return Meaning(column.key, period.year, is_exact, period.code)


def _plain(folded: str) -> str:
    words = re.sub(r"[^\w\s]", " ", _SCHOOL_YEAR.sub(r"\1", folded))
    return " ".join(_NAMED_YEAR.sub(" ", " ".join(words.split())).split())


def _best(words: str, columns: tuple[Column, ...]) -> tuple[Column | None, bool]:
    best: Column | None = None
    longest = 0
    for column in columns:
        if any(f" {word} " in f" {words} " for word in column.never):
            continue
        for synonym in column.synonyms:
            if synonym == words:
                return column, True
            is_inside = " " in synonym and f" {synonym} " in f" {words} "
            if is_inside and len(synonym) > longest:
                best, longest = column, len(synonym)
    return best, False


def find(sheet: Sheet, kind: ListKind) -> Headings | None:
    """The strongest heading of the sheet, None where nothing looks like one.

    Of several tables one below another the first, where it has all that is required.
    """
    found = [
        best
        for first in range(min(ROWS_SEARCHED, len(sheet.rows)))
        if not _is_title(sheet, first) and (best := _best_from(sheet, kind, first))
    ]
    if not found:
        return None
    strongest = max(found, key=lambda one: one.strength)
    return next(
        (
            one
            for one in found
            if one.last_row < strongest.first_row and has_all(one, kind)
        ),
        strongest,
    )


def has_all(found: Headings, kind: ListKind) -> bool:
    """Whether every required column is there by its very name."""
    exact = {meant.key for meant in found.meanings.values() if meant.is_exact}
    exact |= {kind.column(key).stands_for for key in exact - {ORDER}}
    return exact >= {column.key for column in kind.columns if column.is_required}


def further(sheet: Sheet, kind: ListKind, above: Headings) -> list[Headings]:
    """The headings of other tables below, where they say other things than `above`."""
    found: list[Headings] = []
    first = above.last_row + 1
    while first < len(sheet.rows):
        if not _may_be_headings(sheet.rows[first]):
            first += 1
            continue
        best = _best_from(sheet, kind, first)
        if best is None:
            first += 1
            continue
        last = found[-1] if found else above
        if best.words != last.words:
            found.append(best)
        first = best.last_row + 1
    return found


def _may_be_headings(row: list[Cell]) -> bool:
    """Whether nothing but words, and years, stand in the row, and several of them."""
    filled = 0
    for cell in row:
        if cell == "":
            continue
        is_word = isinstance(cell, str) and not cell[0].isdecimal()
        if not is_word and not _YEAR.fullmatch(shown(cell)):
            return False
        filled += 1
    return filled > 2  # noqa: PLR2004


def _best_from(sheet: Sheet, kind: ListKind, first: int) -> Headings | None:
    best: Headings | None = None
    for last in range(first, min(first + _DEEPEST, len(sheet.rows))):
        if last > first and not _continues(sheet, first, last, kind):
            break
        found = at(sheet, kind, first, last)
        if found.strength > (best.strength if best else 0):
            best = found
    return best


def at(sheet: Sheet, kind: ListKind, first: int, last: int) -> Headings:
    """The headings read from these rows (from 0, both inclusive)."""
    words = {}
    for column in range(_width(sheet, first, last)):
        if said := _composed(sheet, first, last, column):
            words[column] = said
    meanings = {}
    for column, heading in words.items():
        meant = meaning(heading, kind)
        if meant and not meant.is_exact and last > first:
            meant = _by_last_word(meant, _said(sheet, last, column), kind)
        if meant:
            meanings[column] = meant
    meanings = _naming_rows(meanings, kind)
    return Headings(first, last, words, meanings, _strength(meanings, kind))


def _by_last_word(above: Meaning, last: str, kind: ListKind) -> Meaning:
    """“Danh hiệu, xếp loại” over “XL” and “DH”: the lowest word decides which."""
    own = meaning(last, kind)
    if own is None or not own.is_exact or own.key == ORDER or own.tick:
        return above
    if not kind.column(own.key).is_yearly:
        return above
    return replace(above, key=own.key)


def _naming_rows(meanings: dict[int, Meaning], kind: ListKind) -> dict[int, Meaning]:
    """The same, where no column names the rows: by the one that then does so."""
    keys = {meant.key for meant in meanings.values()}
    if not kind.named_by or kind.name_key in keys or kind.named_by not in keys:
        return meanings
    return {
        column: replace(meant, key=kind.name_key)
        if meant.key == kind.named_by
        else meant
        for column, meant in meanings.items()
    }


def _strength(meanings: dict[int, Meaning], kind: ListKind) -> int:
    """How sure these are headings; 0 without the column that names the rows."""
    strongest: dict[tuple[str, int | None, str, str], int] = {}
    for meant in meanings.values():
        place = (meant.key, meant.year, meant.part, meant.tick)
        strongest[place] = max(strongest.get(place, 0), 3 if meant.is_exact else 2)
    keys = {key for key, *_ in strongest}
    keys |= {kind.column(key).stands_for for key in keys - {ORDER}} - {""}
    if kind.name_key not in keys or len(keys - {ORDER}) < 2:  # noqa: PLR2004
        return 0
    required = {column.key for column in kind.columns if column.is_required}
    return sum(strongest.values()) + 5 * len(keys & required)


def _width(sheet: Sheet, first: int, last: int) -> int:
    return max(len(row) for row in sheet.rows[first : last + 1])


def _said(sheet: Sheet, row: int, column: int) -> str:
    return text.clean_line(shown(sheet.cell(row, column)))


def _is_title(sheet: Sheet, row: int) -> bool:
    return sum(cell != "" for cell in sheet.rows[row]) < 2  # noqa: PLR2004


def _continues(sheet: Sheet, first: int, last: int, kind: ListKind) -> bool:
    """Whether the row may be a further level of headings rather than the first person.

    In a heading of two levels the cell under “Họ và tên” is empty, or goes on with it.
    """
    for cell in sheet.rows[last]:
        if isinstance(cell, str):
            if len(cell) > _LONGEST_SUBHEADING:
                return False
        elif not _YEAR.fullmatch(shown(cell)):
            return False
    above = at(sheet, kind, first, last - 1)
    for column, meant in above.meanings.items():
        if meant.key == kind.name_key and _said(sheet, last, column):
            joined = meaning(_composed(sheet, first, last, column), kind)
            is_merged = (last, column) in sheet.covered
            if not is_merged and not (joined and joined.is_exact):
                return False
    return any(cell != "" for cell in sheet.rows[last])


def _composed(sheet: Sheet, first: int, last: int, column: int) -> str:
    """The words over a column, top level first."""
    places: list[tuple[int, int]] = []
    for row in range(first, last + 1):
        place = sheet.covered.get((row, column))
        if place is None and row < last and not _said(sheet, row, column):
            place = _group_of(sheet, row, column)
        place = place or (row, column)
        if place not in places and place[0] >= first:
            places.append(place)
    return " ".join(filter(None, (_said(sheet, *place) for place in places)))


def _group_of(sheet: Sheet, row: int, column: int) -> tuple[int, int] | None:
    """The group heading to the left that an unmerged second level stands under."""
    if not _said(sheet, row + 1, column):
        return None
    for left in range(column - 1, -1, -1):
        if _said(sheet, row, left):
            return (row, left) if _said(sheet, row + 1, left) else None
        if not _said(sheet, row + 1, left):
            return None
    return None
