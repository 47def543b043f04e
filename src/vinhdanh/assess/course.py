"""The years ahead of one subject taken as good: which titles would they bring, when?

What is known stays. What is not known of the running year and everything later is
assumed on its good side; of earlier years nothing is assumed. Titles are conferred in
the assumed years as soon as every measurable criterion is met, so that one title may
lead to the next.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import polars as pl

from vinhdanh.assess.histories import history_frame
from vinhdanh.assess.records import subject_row, year_rows
from vinhdanh.assess.standards import Law, award_of, is_held
from vinhdanh.law.branch import Claimed, ClaimedOver, IfNoted, Unless
from vinhdanh.law.compare import Share
from vinhdanh.law.condition import Condition, Judged, column_of
from vinhdanh.law.evaluate import inputs_of
from vinhdanh.law.frame import DERIVED, facts_frame
from vinhdanh.law.history import Mark, Subject, first_year
from vinhdanh.statutes.load import corpus

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from vinhdanh.law.title import Title

HORIZON = 10  # years after the running one
PLENTY = 9  # a good count: no rule asks for more in one year
TOO_MANY = 999  # a bad count where few are good
_ROUNDS = 3 * HORIZON  # each confers at least one title more


@dataclass
class Course:
    """The assumed years of one subject and what each title says of each of them.

    `rows`: the facts by year as the engine reads them; `asked`: those that matter to
    everybody; `assumed`: the pairs of year and fact that nobody knows yet. `cells` has
    a row for each judged year and a last one, the running year as the record has it.
    `marks`: by award, met in each of these?
    """

    law: Law
    record: Mapping[str, Any]
    year: int
    rows: dict[int, dict[str, Any]]
    as_known: dict[int, dict[str, Any]]
    asked: set[str]
    assumed: set[tuple[int, str]] = field(default_factory=set)
    cells: list[dict[str, Any]] = field(default_factory=list)
    marks: dict[str, list[Mark]] = field(default_factory=dict)

    @property
    def years(self) -> range:
        """The judged years, the running one first."""
        return range(self.year, self.year + HORIZON + 1)

    @functools.cached_property
    def frame(self) -> pl.DataFrame:
        """The same rows as the engine reads them, once all is conferred."""
        return _frame_of(self)

    def rows_of(self, title: Title) -> pl.DataFrame:
        """The frame, with what the title looks at as the marks have it."""
        return self.frame.with_columns(
            pl.Series(f"earned.{award}{end}", _earned(self, award), dtype=pl.Boolean)
            for award in sorted(title.awards())
            for end in ("", "!")
        )

    def cells_of(self, title: Title) -> list[dict[str, Any]]:
        """The rows, with what the title looks at as the marks have it."""
        looked = {award: _earned(self, award) for award in title.awards()}
        return [
            {**row, **{f"earned.{award}": marks[n] for award, marks in looked.items()}}
            for n, row in enumerate(self.cells)
        ]

    def held_in(self, award: str) -> tuple[int, ...]:
        """The years in which the record has the title."""
        name = f"held.{award}"
        return tuple(y for y, row in sorted(self.as_known.items()) if row.get(name))


def lay_course(record: Mapping[str, Any], law: Law, year: int) -> Course:
    """Assume the years ahead, then confer title after title until nothing changes."""
    known = _rows(record, ())
    ahead = _rows(record, range(year, year + HORIZON + 1))
    copied = {y: dict(row) for y, row in ahead.items() if y in known or y >= year}
    as_known = {y: row for y, row in known.items() if y <= year}
    course = Course(law, record, year, copied, as_known, _asked(law.titles))
    _assume(course)
    dirty = list(law.titles)
    for _ in range(_ROUNDS):
        course.cells = _cells_of(course)
        for title in dirty:
            rows = course.cells_of(title)
            course.marks[title.award] = [law.met(title, row) for row in rows]
        yearly = [t for t in law.titles if t.award in law.yearly]
        changed = {t.award for t in yearly if _confer(course, t)}
        if not changed:
            # What a yearly title leads to is conferred once its own years are settled.
            changed = {t.award for t in law.titles if _confer(course, t)}
        if not changed:
            break
        dirty = _touched(law, changed)
    return course


def _rows(record: Mapping[str, Any], more: Iterable[int]) -> dict[int, dict[str, Any]]:
    """The years as the engine reads them, with years nothing is known of yet."""
    years = {int(y): facts for y, facts in (record.get("years") or {}).items()}
    empty: dict[int, Any] = {y: {} for y in more if y not in years}
    rows = year_rows({**record, "years": {**years, **empty}}, 0, corpus())
    return {row["year"]: row for row in rows}


def _assume(course: Course) -> None:
    titles = course.law.titles
    shares, closed, asked = shares_of(titles), _alternatives(titles), course.asked
    names = {name for name, _ in inputs_of(titles)}
    members = [row.get("members") for _, row in sorted(course.rows.items())]
    size = next((n for n in reversed(members) if n is not None), PLENTY)
    for year in course.years:
        row = course.rows[year]
        for name in names:
            if name in closed and row.get(name) is None:
                row[name] = False
            elif is_held(name) and row.get(name) is not True:
                row[name] = award_of(name) in course.law.yearly
                course.assumed.add((year, name))
            elif name in asked and row.get(name) is None:
                whole = name in shares or name == "members"
                row[name] = size if whole else good(name)
                course.assumed.add((year, name))


def good(fact: str, *, bad: bool = False) -> Any:
    """A fact's good side, or its bad one; None where it has neither."""
    if is_held(fact):
        return not bad
    known = corpus().facts.get(fact)
    if known.good in {"yes", "no"}:
        return (known.good == "yes") is not bad
    if not known.good:
        return None
    high = (known.good == "high") is not bad
    if known.type == "level":
        return len(known.levels) - 1 if high else 0
    if high:
        return PLENTY if known.good == "high" else TOO_MANY
    return 0


def shares_of(titles: Iterable[Title]) -> set[str]:
    """The facts that are a part of all members."""
    nodes = (n for t in titles for c in t.criteria for _, n in c.holds.nodes(""))
    return {node.part for node in nodes if isinstance(node, Share)}


def _asked(titles: Iterable[Title]) -> set[str]:
    """The facts that stand for themselves in every year of everybody.

    Left out: situations few are in, which are not there as long as nobody notes them,
    and months, which come of dates.
    """
    names = set().union(*(_asked_by(c.holds) for t in titles for c in t.criteria))
    plain = {n for n in names - DERIVED.keys() if "." not in n}
    facts = corpus().facts
    return {n for n in plain if n == "members" or good(n) is not None} - {
        fact.id for fact in facts if fact.type == "months"
    }


def _asked_by(condition: Condition) -> set[str]:
    if isinstance(condition, IfNoted | Claimed | ClaimedOver):
        return set()
    if isinstance(condition, Unless):
        return _asked_by(condition.rule)
    parts = condition.parts()
    if parts:
        return set().union(*(_asked_by(part) for part in parts))
    return {name for name, _ in condition.inputs()}


def _alternatives(titles: Iterable[Title]) -> set[str]:
    """What people may judge to stand in for a measurable ground: taken as not judged.

    Else every year would do, by a movement that nobody has held yet.
    """
    criteria = [c for title in titles for c in title.criteria]
    asked = {c.holds.fact for c in criteria if isinstance(c.holds, Judged)}
    nodes = (node for c in criteria for _, node in c.holds.nodes(""))
    return {node.fact for node in nodes if isinstance(node, Judged)} - asked


def _cells_of(course: Course) -> list[dict[str, Any]]:
    """A row for each judged year, and one of the running year as it is known."""
    about = subject_row(course.record, 0)
    judged = [(year, course.rows) for year in course.years]
    return [
        _cells(course.law, about, year, rows)
        for year, rows in [*judged, (course.year, course.as_known)]
    ]


def _cells(
    law: Law, about: Mapping[str, Any], year: int, rows: Mapping[int, dict[str, Any]]
) -> dict[str, Any]:
    """One row of the facts frame of a single subject."""
    since, founded = about.get("recruited_on"), about.get("founded_on")
    first = about.get("nothing_before")
    if first is None and since is not None:
        first = since.year
    whole = Subject(year, {}, since, founded, first)
    cells: dict[str, Any] = {}
    for fact, lag in law.inputs:
        prefix, _, name = fact.partition(".")
        if fact in DERIVED:
            cells[fact] = whole.get(fact)
        elif prefix == "since":
            past = range(year, min(rows, default=year) - 1, -1)
            held = [rows.get(y, {}).get(name) for y in past]
            cells[fact], cells[f"possible.{name}"] = first_year(whole, held)
        elif prefix != "possible":
            cells[column_of(fact, lag)] = rows.get(year - lag, {}).get(fact)
    return cells


def _asked_schema(kind: str) -> dict[str, pl.DataType]:
    whole = dict.fromkeys(("subject", "year", "nothing_before"), pl.Int32())
    since = {"individual": "recruited_on", "collective": "founded_on"}
    dates = ["governing_day", *(since[k] for k in since if k == kind)]
    return {**whole, **dict.fromkeys(dates, pl.Date())}


def _frame_of(course: Course) -> pl.DataFrame:
    """A row for each judged year, and one of the running year as it is known."""
    facts, history, subjects = corpus().facts, [], []
    judged = [(year, course.rows) for year in course.years]
    for place, (year, rows) in enumerate([*judged, (course.year, course.as_known)]):
        about = subject_row(course.record, place)
        subjects.append(about | {"year": year, "governing_day": course.law.day})
        history += [{**rows[y], "subject": place, "year": y} for y in rows if y <= year]
    asked = pl.DataFrame(subjects, schema=_asked_schema(course.law.kind))
    inputs = inputs_of(course.law.titles)
    return facts_frame(history_frame(history, facts), asked, inputs, facts)


def _earned(course: Course, award: str) -> list[Mark]:
    """Held in the judged year, or every measurable criterion met in it."""
    unruled: list[Mark] = [False] * (len(course.years) + 1)
    met = course.marks.get(award, unruled)
    known = course.as_known.get(course.year, {}).get(f"held.{award}") is True
    running = {0, len(met) - 1}
    return [True if known and i in running else mark for i, mark in enumerate(met)]


def _confer(course: Course, title: Title) -> bool:
    """Write what the marks say into the assumed years; did anything change?

    A yearly title is conferred in every year that meets it. One that asks about its own
    past is conferred once more and then judged anew; a form once.
    """
    name, marks = f"held.{title.award}", course.marks[title.award]
    held = [course.rows[year].get(name) for year in course.years]
    free = [(year, name) in course.assumed for year in course.years]
    if title.award in course.law.yearly:
        new = [m if f else h for m, f, h in zip(marks, free, held, strict=False)]
    else:
        once = title.award not in course.law.read_back[title.award]
        new = _one_more(held, marks, free, once=once)
        if once and course.held_in(title.award):
            new = held
    if new == held:
        return False
    # Whatever the basis a rule asks about, what is conferred here counts for it.
    known = {column for column in course.rows[course.year] if is_held(column)}
    columns = {name, *(c for c in known if award_of(c) == title.award)}
    for year, value in zip(course.years, new, strict=True):
        for column in columns:
            if (year, column) in course.assumed:
                course.rows[year][column] = value
    return True


def _one_more(
    held: Sequence[Mark], marks: Sequence[Mark], free: Sequence[bool], *, once: bool
) -> list[Mark]:
    """The first year after the last one held that meets it."""
    new = list(held)
    last = max((i for i, value in enumerate(held) if value), default=-1)
    if once and last >= 0:
        return new
    for place in range(last + 1, len(held)):
        if marks[place] is True and free[place]:
            new[place] = True
            break
    return new


def _touched(law: Law, changed: set[str]) -> list[Title]:
    """The titles that read an earlier year of a changed one, and who look at those."""
    touched: dict[str, Title] = {}
    for title in law.titles:
        if law.read_back[title.award] & changed or title.awards() & touched.keys():
            touched[title.award] = title
    return list(touched.values())
