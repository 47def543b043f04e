"""Reads norms/*.toml: money, competence, procedure, rules that are told."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, Any

from vinhdanh.law.cite import Standing
from vinhdanh.law.dates import InForce, check_sequence
from vinhdanh.law.money import (
    BaseSalary,
    Coefficients,
    Multiplier,
    Payer,
    Rounding,
    Together,
)
from vinhdanh.law.norm import Norm, Statement
from vinhdanh.law.procedure import (
    Abolished,
    Composition,
    Consultation,
    DeadlineRule,
    Decides,
    DossierRule,
    NoticeRule,
    Practice,
    Said,
    ServiceRule,
    Simplified,
    Superior,
    check_known,
)
from vinhdanh.law.workdays import Calendar
from vinhdanh.statutes import load

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# Who decides or submits by the unit's level, where one row serves two offices.
TWO_OFFICES = ("ministry_or_province", "own_head")


@dataclass(frozen=True)
class Honour:
    """A title or form by name: those with a standard, and those norms speak of."""

    code: str
    name: str
    kind: str
    level: str


@dataclass(frozen=True)
class Norms:
    """Every norm of the corpus, in the order of its files."""

    honours: Mapping[str, Honour]
    salaries: tuple[BaseSalary, ...]
    coefficients: tuple[Coefficients, ...]
    multipliers: tuple[Multiplier, ...]
    roundings: tuple[Rounding, ...]
    together: tuple[Together, ...]
    payers: tuple[Payer, ...]
    offices: Mapping[str, Said]
    decides: tuple[Decides, ...]
    superiors: tuple[Superior, ...]
    abolished: tuple[Abolished, ...]
    practices: tuple[Practice, ...]
    papers: Mapping[str, Said]
    dossiers: tuple[DossierRule, ...]
    simplified: tuple[Simplified, ...]
    grounds: Mapping[str, Said]
    steps: Mapping[str, Said]
    deadlines: tuple[DeadlineRule, ...]
    compositions: tuple[Composition, ...]
    notices: tuple[NoticeRule, ...]
    consultations: tuple[Consultation, ...]
    services: tuple[ServiceRule, ...]
    statements: tuple[Statement, ...]
    calendar: Calendar
    calendar_standing: Standing

    def every(self) -> list[Norm]:
        """All of them, whatever their kind."""
        return [
            *self.salaries,
            *self.coefficients,
            *self.multipliers,
            *self.roundings,
            *self.together,
            *self.payers,
            *self.decides,
            *self.superiors,
            *self.abolished,
            *self.practices,
            *self.dossiers,
            *self.simplified,
            *self.deadlines,
            *self.compositions,
            *self.notices,
            *self.consultations,
            *self.services,
            *self.statements,
        ]


@cache
def norms() -> Norms:
    """The norms as shipped; read once, every citation and name checked."""
    money, salary = _toml("bonus"), _toml("base_salary")
    deciding, steps, days = _toml("competence"), _toml("procedure"), _toml("workdays")
    read = Norms(
        honours=_honours(),
        salaries=tuple(
            BaseSalary(**_ground(row), dong=row["dong"])
            for row in salary["base_salary"]
        ),
        **_money(money),
        **_deciding(deciding),
        **_procedure(steps),
        services=tuple(_service(row) for row in _toml("service")["service"]),
        statements=tuple(_statement(row) for row in _toml("statements")["statement"]),
        calendar=_calendar(days),
        calendar_standing=Standing(days["standing"]),
    )
    check_norms(read)
    return read


def check_norms(read: Norms) -> None:
    """Raise for a place, an award or a word that the corpus does not list."""
    instruments = load.corpus().instruments
    for norm in read.every():
        if norm.cite is not None:
            instruments.check(norm.cite)
    check_sequence("Base salary", [row.in_force for row in read.salaries])
    for name, rows in groupby(
        sorted(read.statements, key=lambda s: (s.id, s.in_force.first_day)),
        key=lambda s: s.id,
    ):
        spans = [row.in_force for row in rows]
        check_sequence(f"Statement {name!r}", spans, gaps_allowed=True)
    check_known("Awards", _awards(read), read.honours)
    offices = {o for row in read.decides for o in (row.office, row.proposer)}
    check_known("Offices", offices, {*read.offices, *TWO_OFFICES})
    papers = [paper for row in read.dossiers for paper in row.papers]
    papers += [paper for row in read.simplified for paper in row.papers]
    check_known("Papers", papers, read.papers)
    grounds = [ground for row in read.simplified for ground in row.grounds]
    check_known("Grounds", grounds, read.grounds)
    counted = [row.counted_from for row in read.deadlines if row.counted_from]
    check_known("Events", counted, read.steps)


def _awards(read: Norms) -> set[str]:
    named = [
        *(row.awards for row in read.multipliers),
        *(row.awards for row in read.decides),
        *(row.awards for row in read.practices),
        *(row.awards for row in read.dossiers),
        *(row.awards for row in read.deadlines),
        *(row.awards for row in read.notices),
        *(row.awards for row in read.consultations),
        *(frozenset(row.hundredths) for row in read.coefficients),
    ]
    return set().union(*named)


def _toml(name: str) -> dict[str, Any]:
    with (load.FOLDER / "norms" / f"{name}.toml").open("rb") as stream:
        return tomllib.load(stream)


def _honours() -> dict[str, Honour]:
    own = {
        code: Honour(code, row["name"], row["kind"], row["level"])
        for code, row in _toml("honours").items()
    }
    ruled = {
        code: Honour(code, row.name, row.kind, row.level)
        for code, row in load.corpus().awards.items()
    }
    return own | ruled


def _ground(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "in_force": InForce(row["first_day"], row.get("last_day")),
        "standing": Standing(row["standing"]),
        "cite": load.cite_of(row["cite"]) if "cite" in row else None,
        "source": row.get("source", ""),
    }


def _said(table: Mapping[str, Any]) -> dict[str, Said]:
    return {name: (said[0], said[1]) for name, said in table.items()}


def _pair(row: Mapping[str, Any], name: str) -> tuple[int, int] | None:
    return (row[name][0], row[name][1]) if name in row else None


def _money(read: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "coefficients": tuple(
            Coefficients(
                **_ground(row),
                recipient=row["recipient"],
                hundredths=row["hundredths"],
                level=row.get("level", ""),
                at_most=row.get("at_most", False),
                note=row.get("note", ""),
            )
            for row in read["coefficients"]
        ),
        "multipliers": tuple(
            Multiplier(
                **_ground(row),
                recipient=row["recipient"],
                num=row["num"],
                den=row["den"],
                awards=frozenset(row["awards"]),
            )
            for row in read["multiplier"]
        ),
        "roundings": tuple(
            Rounding(**_ground(row), way=row["way"]) for row in read["rounding"]
        ),
        "together": tuple(
            Together(**_ground(row), case=row["case"], outcome=row["outcome"])
            for row in read["together"]
        ),
        "payers": tuple(
            Payer(
                **_ground(row),
                levels=frozenset(row["levels"]),
                says=row["says"],
                says_en=row["says_en"],
            )
            for row in read["payer"]
        ),
    }


def _deciding(read: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "offices": _said(read["offices"]),
        "decides": tuple(
            Decides(
                **_ground(row),
                office=row["office"],
                proposer=row["proposer"],
                awards=frozenset(row["awards"]),
                levels=frozenset(row.get("levels", ())),
                kinds=frozenset(row.get("kinds", ())),
                legal_person=row.get("personality") == "has",
            )
            for row in read["decides"]
        ),
        "superiors": tuple(Superior(**_ground(row)) for row in read["superior"]),
        "abolished": tuple(
            Abolished(
                **_ground(row), level=row["level"], name=(row["name"], row["name_en"])
            )
            for row in read["abolished"]
        ),
        "practices": tuple(
            Practice(
                **_ground(row),
                kinds=frozenset(row["kinds"]),
                awards=frozenset(row["awards"]),
                says=row["says"],
                says_en=row["says_en"],
            )
            for row in read["practice"]
        ),
    }


def _procedure(read: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "papers": _said(read["papers"]),
        "dossiers": tuple(
            DossierRule(
                **_ground(row),
                awards=frozenset(row["awards"]),
                papers=tuple(row["papers"]),
                sets=row["sets"],
                efile=row["efile"],
            )
            for row in read["dossier"]
        ),
        "simplified": tuple(
            Simplified(
                **_ground(row),
                papers=tuple(row["papers"]),
                sets=row.get("sets"),
                grounds=tuple(row["grounds"]),
            )
            for row in read["simplified"]
        ),
        "grounds": _said(read["grounds"]),
        "steps": _said(read["steps"]),
        "deadlines": tuple(_deadline(row) for row in read["deadline"]),
        "compositions": tuple(_composition(row) for row in read["composition"]),
        "notices": tuple(
            NoticeRule(
                **_ground(row),
                awards=frozenset(row["awards"]),
                by=(row["by"], row["by_en"]),
                working_days=row.get("working_days"),
            )
            for row in read["notice"]
        ),
        "consultations": tuple(
            Consultation(
                **_ground(row),
                awards=frozenset(row["awards"]),
                says=(row["says"], row["says_en"]),
            )
            for row in read["consultation"]
        ),
    }


def _deadline(row: Mapping[str, Any]) -> DeadlineRule:
    return DeadlineRule(
        **_ground(row),
        step=row["step"],
        label=(row["label"], row["label_en"]),
        awards=frozenset(row["awards"]),
        levels=frozenset(row.get("levels", ())),
        sector=row.get("sector"),
        working_days=row.get("working_days"),
        counted_from=row.get("counted_from", ""),
        month_day=(row["month"], row["day"]) if "month" in row else None,
        years_after=row.get("years_after", 0),
        is_local=row.get("local", False),
        note=row.get("note", ""),
    )


def _composition(row: Mapping[str, Any]) -> Composition:
    return Composition(
        **_ground(row),
        level=row["level"],
        members=_pair(row, "members"),
        deputies=_pair(row, "deputies"),
        chair=row["chair"],
        standing_deputy=row.get("standing_deputy", ""),
    )


def _service(row: Mapping[str, Any]) -> ServiceRule:
    return ServiceRule(
        **_ground(row),
        who=row["who"],
        minus_months=row.get("minus_months", 0),
        times=_pair(row, "times") or (1, 1),
    )


def _statement(row: Mapping[str, Any]) -> Statement:
    return Statement(
        **_ground(row),
        id=row["id"],
        topic=row["topic"],
        says=row["says"],
        says_en=row["says_en"],
        section=row["section"],
        levels=frozenset(row.get("levels", ())),
    )


def _calendar(read: Mapping[str, Any]) -> Calendar:
    def by_year(table: Mapping[str, Iterable[Any]]) -> dict[int, frozenset[Any]]:
        return {int(year): frozenset(days) for year, days in table.items()}

    return Calendar(
        fixed=frozenset((month, day) for month, day in read["fixed"]),
        off=by_year(read["off"]),
        worked=by_year(read["worked"]),
    )
