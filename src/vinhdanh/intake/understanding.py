"""What the values of a staged row mean for the registry and the ledger.

Plain data in, plain data out: the same answers serve the preview, the comparison with
what is known, and the import itself.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from vinhdanh.registry.enums import LeaderClass, UnitKind, UnitLevel
from vinhdanh.registry.models import Unit
from vinhdanh.sheets.mapping import Mapping as SheetMapping
from vinhdanh.viet import text

NONE = "none"
"""The meaning of an empty cell that says “there was none”."""


@dataclass(frozen=True)
class Place:
    """Where the values of a sheet stand, for the source of each fact."""

    filename: str
    year: int
    mapping: SheetMapping
    says_no_inquiry: bool = False
    about: str = ""
    """What the sealed numbers of its rows are bound to."""

    def source(
        self, row: int, key: str, year: int | None = None, *, slot: str = ""
    ) -> str:
        """Return “danh-sach.xlsx, dòng 14, cột K” of a value, the column if known.

        slot: of the column of just this year or part of one, where there is one.
        """
        mapping = self.mapping.at(row)
        letters = [
            letter
            for letter in mapping.letters_of(key)
            if year is None or mapping.columns[letter].year in {None, year}
        ]
        of_slot = [each for each in letters if slot == mapping.columns[each].slot]
        letters = of_slot or letters
        if not letters and key == "initiatives":
            letters = mapping.letters_of("initiative_name")
        where = f"{self.filename}, dòng {row}"
        return f"{where}, cột {letters[0]}" if letters else where

    def blank_is_none(self, *keys: str) -> bool:
        """Say whether an empty cell of one of these columns means “there was none”."""
        return any(
            self.mapping.letters_of(key) and self.mapping.blank_means.get(key) == NONE
            for key in keys
        )


def day(value: str | None) -> date | None:
    """Return the date of an ISO text."""
    return date.fromisoformat(value) if value else None


def year_facts(
    values: Mapping[str, Any], place: Place, row: int
) -> Iterator[tuple[int, dict[str, Any], dict[str, str]]]:
    """Yield (year, facts, source of each) for every year the row speaks of."""
    years: dict[int, dict[str, Any]] = {}
    sources: dict[int, dict[str, str]] = {}

    def say(year: int, fact: str, value: Any, key: str) -> None:
        years.setdefault(year, {})[fact] = value
        sources.setdefault(year, {})[fact] = place.source(row, key, year)

    for key in ("rating", "absence_working_days", "discipline"):
        for year, value in (values.get(key) or {}).items():
            if value is not None:
                say(int(year), key, value, key)
    for year in _years_of_known_initiatives(values, place):
        say(year, "is_initiative_list_complete", True, "initiatives")
    for year in _years_of_known_titles(values, place):
        say(year, "is_title_list_complete", True, "titles")
    if place.says_no_inquiry:
        years.setdefault(place.year, {})["pending_inquiry"] = False
        said = f"{place.filename}, cán bộ xác nhận khi nhập"
        sources.setdefault(place.year, {})["pending_inquiry"] = said
    for year in sorted(years):
        yield year, years[year], sources[year]


def _years_of_known_initiatives(values: Mapping[str, Any], place: Place) -> set[int]:
    """Years whose initiatives are all in the sheet.

    The year of the list, where the officer said that an empty cell means none; and
    never a year of which an initiative lacks its level.
    """
    works = values.get("initiatives")
    if works is None or not place.blank_is_none("initiatives", "initiative_name"):
        return set()
    own = {
        use.year or place.year
        for use in place.mapping.columns.values()
        if use.key in {"initiatives", "initiative_name"}
    }
    unclear = {work["year"] for work in works if not work["scope"]}
    return own - unclear


def _years_of_known_titles(values: Mapping[str, Any], place: Place) -> set[int]:
    """Years whose titles are all in the sheet, by the meaning of an empty cell.

    A column of its own for a year speaks of that year. A single column of all earlier
    titles speaks of the earlier years that the sheet's other columns cover.
    """
    titles = values.get("titles")
    if titles is None or not place.blank_is_none("titles"):
        return set()
    uses = [use for use in place.mapping.columns.values() if use.key == "titles"]
    years = {int(year) for year, won in titles.items() if won is not None}
    if any(use.year is None for use in uses):
        covered = {
            use.year
            for use in place.mapping.columns.values()
            if use.year is not None and use.key != "titles"
        }
        years |= {year for year in covered if year < place.year}
    return years


def works(values: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the row's initiatives that say at which level they were recognised."""
    return [work for work in values.get("initiatives") or [] if work["scope"]]


def works_without_level(values: Mapping[str, Any]) -> list[str]:
    """Return the names of the initiatives that cannot be entered yet."""
    return [
        work["name"] for work in values.get("initiatives") or [] if not work["scope"]
    ]


def work_key(person: int, work: Mapping[str, Any]) -> tuple[int, str, int, str]:
    """Return what tells an initiative of a row from a person's other ones."""
    name, number = text.clean_line(work["name"]), work["decision_no"] or ""
    return person, name, work["year"], text.clean_line(number)


def titles(values: Mapping[str, Any]) -> list[tuple[str, int]]:
    """Return (code, year) of each earlier title of the row, each once."""
    won = {
        (title["code"], int(title["year"]))
        for found in (values.get("titles") or {}).values()
        for title in found or []
    }
    return sorted(won, key=lambda title: (title[1], title[0]))


_HEADS = ("chanh van phong", "giam doc", "cuc truong", "chi cuc truong", "hieu truong")
_LEADERS = (
    *("truong phong", "truong ban", "to truong", "doi truong", "truong khoa"),
    *("truong bo phan", "chu tich", "chanh thanh tra", "ke toan truong"),
)


def leader_class(post: str, unit: Unit) -> str:
    """Return the leader class that a post's name shows; direct worker otherwise.

    From the words of the post alone: head or deputy head of a provincial office,
    or somebody from deputy head of division up (biểu mẫu TT 02/2023/TT-BNV).
    """
    words = text.fold(post).removeprefix("pho ").removeprefix("q. ").strip()
    if words.startswith(_HEADS):
        is_department = (
            unit.level == UnitLevel.PROVINCE and unit.kind == UnitKind.OFFICE
        )
        return (
            LeaderClass.DEPARTMENT.value
            if is_department
            else LeaderClass.OTHER_LEADER.value
        )
    if words.startswith(_LEADERS) or text.fold(post).startswith("pho phong"):
        return LeaderClass.OTHER_LEADER.value
    return LeaderClass.DIRECT_WORKER.value
