"""Reads docs/reference/law-coverage.md and looks up what each of its keys names.

python -m tests.statutes.coverage      writes its column “Mức độ” anew
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from vinhdanh import assess
from vinhdanh.law.cite import Standing
from vinhdanh.law.norm import weakest
from vinhdanh.statutes.load import corpus
from vinhdanh.statutes.load_norms import norms
from vinhdanh.statutes.titles import TITLES

if TYPE_CHECKING:
    from datetime import date

PATH = Path(__file__).parents[2] / "docs" / "reference" / "law-coverage.md"
MARKS = {Standing.SOURCED: "✓", Standing.RECALLED: "~", Standing.UNKNOWN: "?"}
KEY = re.compile(r"`([^`]+)`")
CELLS = 4


@dataclass(frozen=True)
class Line:
    """One row of the tables: the rule, its keys, its marks, why it is not encoded."""

    number: int
    section: str
    rule: str
    keys: tuple[str, ...]
    marks: str
    reason: str


def lines() -> list[Line]:
    """Every row of the document, in order."""
    found, section = [], ""
    for number, text in enumerate(PATH.read_text(encoding="utf-8").splitlines(), 1):
        if text.startswith("## "):
            section = text.removeprefix("## ")
        cells = [cell.strip() for cell in text.strip("| \n").split(" | ")]
        is_row = text.startswith("| ") and not text.startswith(("| Quy tắc", "| ---"))
        if is_row and section:
            if text.count("|") != CELLS + 1:
                raise ValueError(f"{PATH.name}, dòng {number}: cần đúng {CELLS} ô.")
            cells = [cell.strip() for cell in text.split("|")[1:-1]]
            rule, keys, marks, reason = cells
            named = tuple(KEY.findall(keys))
            found.append(Line(number, section, rule, named, marks, reason))
    return found


@cache
def _days() -> dict[str, date]:
    return {r.id: r.in_force.last_day or r.in_force.first_day for r in corpus().regimes}


def standings(key: str) -> dict[str, Standing]:
    """What a key names: regime → standing; LookupError when there is no such thing.

    Doors (functions), instruments, regimes and facts have no standing: {}.
    """
    kind, _, name = key.partition(":")
    if kind not in _KINDS:
        raise LookupError(f"{key}: no such kind; known: {', '.join(sorted(_KINDS))}.")
    found = _KINDS[kind](name)
    if found is None:
        raise LookupError(f"{key}: nothing in the corpus has that name.")
    return found


def marks(keys: tuple[str, ...]) -> str:
    """The column “Mức độ”: the weakest standing of the keys in each regime."""
    by_regime: dict[str, list[Standing]] = {}
    for key in keys:
        for regime, standing in standings(key).items():
            by_regime.setdefault(regime, []).append(standing)
    said = (
        f"{regime} {MARKS[weakest(by_regime[regime])]}"
        for regime in _days()
        if regime in by_regime
    )
    return " · ".join(said)


def _criterion(name: str) -> dict[str, Standing] | None:
    award, _, criterion = name.partition(".")
    found: dict[str, list[Standing]] = {}
    for title in TITLES:
        for each in title.criteria:
            if title.award == award and criterion in {"*", each.id}:
                found.setdefault(title.regime, []).append(each.standing)
    if not found:
        return None
    return {regime: weakest(each) for regime, each in found.items()}


def _parameter(name: str) -> dict[str, Standing] | None:
    if name not in {each.id for each in corpus().parameters}:
        return None
    values = corpus().parameters.get(name).values
    return {
        regime: value.standing
        for regime, day in _days().items()
        for value in values
        if value.in_force.covers(day)
    }


def _dated(rows: list) -> dict[str, Standing] | None:
    """Norms by the regimes on whose last day they are in force."""
    if not rows:
        return None
    found: dict[str, Standing] = {}
    for regime in corpus().regimes:
        day = _days()[regime.id]
        here = [row.standing for row in rows if row.in_force.covers(day)]
        if here:
            known = weakest(here) if regime.reviewed else Standing.UNKNOWN
            found[regime.id] = known
    return found


def _norm(rows: tuple, *fields: str):
    """A lookup by any of the fields of the rows, whether one name or several."""

    def look(name: str) -> dict[str, Standing] | None:
        def names(row) -> set[str]:
            found: set[str] = set()
            for field in fields:
                value = getattr(row, field)
                found |= {value} if isinstance(value, str) else set(value)
            return found

        return _dated([row for row in rows if name in names(row)])

    return look


def _exists(names):
    known = set(names)
    return lambda name: {} if name in known else None


def _parts(names):
    return lambda name: _dated(list(names)) if name == "*" else None


_KINDS = {
    "criterion": _criterion,
    "parameter": _parameter,
    "quota": _norm(corpus().caps, "award", "sector"),
    "council": _norm(corpus().ballots, "awards"),
    "coefficient": _norm(norms().coefficients, "hundredths"),
    "multiplier": _norm(norms().multipliers, "recipient"),
    "rounding": _norm(norms().roundings, "way"),
    "together": _norm(norms().together, "case"),
    "payer": _norm(norms().payers, "levels"),
    "salary": _parts(norms().salaries),
    "decides": _norm(norms().decides, "awards", "office"),
    "superior": _parts(norms().superiors),
    "abolished": _norm(norms().abolished, "level"),
    "practice": _norm(norms().practices, "awards"),
    "dossier": _norm(norms().dossiers, "awards"),
    "simplified": _parts(norms().simplified),
    "deadline": _norm(norms().deadlines, "step"),
    "board": _norm(norms().compositions, "level"),
    "notice": _norm(norms().notices, "awards"),
    "consultation": _norm(norms().consultations, "awards"),
    "service": _norm(norms().services, "who"),
    "told": _norm(norms().statements, "id"),
    "door": lambda name: {} if hasattr(assess, name) else None,
    "fact": _exists(fact.id for fact in corpus().facts),
    "regime": _exists(regime.id for regime in corpus().regimes),
    "instrument": _exists(each.number for each in corpus().instruments),
    "calendar": _exists(str(year) for year in norms().calendar.off),
}


def rewrite() -> None:
    """Write the column “Mức độ” of every row as the corpus has it now."""
    text = PATH.read_text(encoding="utf-8").splitlines()
    for line in lines():
        cells = text[line.number - 1].split("|")
        cells[3] = f" {marks(line.keys)} "
        text[line.number - 1] = "|".join(cells)
    PATH.write_text("\n".join(text) + "\n", encoding="utf-8")


if __name__ == "__main__":
    rewrite()
