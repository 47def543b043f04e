"""Reads the TOML of the corpus into the engine's plain objects; no columns here."""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vinhdanh.law.cite import Cite, Instrument, Instruments, Standing
from vinhdanh.law.dates import InForce
from vinhdanh.law.fact import Fact, Facts
from vinhdanh.law.parameter import Parameter, Parameters, Value
from vinhdanh.law.quota import BallotRule, CapRule, check_ballots, check_caps
from vinhdanh.law.regime import Regime, Regimes

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

FOLDER = Path(__file__).parent
VERSION = "2026-11-21"


@dataclass(frozen=True)
class AwardRow:
    """A title or form of commendation as awards.toml lists it.

    `community`: of communes, villages or families, never of an office's own units.
    `former_names` are earlier names, each with its last day.
    """

    code: str
    name: str
    short_name: str
    kind: str
    subjects: frozenset[str]
    level: str
    community: bool = False
    former_names: tuple[tuple[date, str], ...] = ()

    def name_on(self, day: date) -> str:
        """What it was called on a day."""
        for last_day, name in self.former_names:
            if day <= last_day:
                return name
        return self.name


@dataclass(frozen=True)
class Corpus:
    """The law as data, without the standards themselves (those need columns)."""

    awards: Mapping[str, AwardRow]
    instruments: Instruments
    facts: Facts
    parameters: Parameters
    regimes: Regimes
    caps: tuple[CapRule, ...]
    ballots: tuple[BallotRule, ...]

    @property
    def award_names(self) -> dict[str, str]:
        """Award names by code."""
        return {code: row.name for code, row in self.awards.items()}


@cache
def corpus() -> Corpus:
    """The corpus as shipped; read once."""
    facts = Facts(_fact(name, row) for name, row in _toml("facts.toml").items())
    instruments = Instruments(
        _instrument(row) for row in _toml("instruments.toml")["instrument"]
    )
    parameters = Parameters(
        _parameter(name, row, facts)
        for path in sorted((FOLDER / "parameters").glob("*.toml"))
        for name, row in _toml(f"parameters/{path.name}").items()
    )
    caps = tuple(_cap(row) for row in _toml("quotas.toml")["quota"])
    ballots = tuple(_ballot(row) for row in _toml("councils.toml")["council"])
    check_caps(caps)
    check_ballots(ballots)
    cites = [value.cite for parameter in parameters for value in parameter.values]
    cites += [cap.cite for cap in caps if cap.cite is not None]
    for cite in [*cites, *(ballot.cite for ballot in ballots)]:
        instruments.check(cite)
    return Corpus(
        awards={c: _award(c, row) for c, row in _toml("awards.toml").items()},
        instruments=instruments,
        facts=facts,
        parameters=parameters,
        regimes=Regimes(_regime(row) for row in _toml("regimes.toml")["regime"]),
        caps=caps,
        ballots=ballots,
    )


@cache
def corpus_hash() -> str:
    """SHA-256 over every rule file of the corpus, in the order of their names."""
    digest = hashlib.sha256()
    files = [*FOLDER.rglob("*.toml"), *(FOLDER / "titles").glob("*.py")]
    files = [path for path in files if path.name != "signed.toml"]
    for path in sorted(files, key=lambda p: p.relative_to(FOLDER).as_posix()):
        digest.update(path.relative_to(FOLDER).as_posix().encode())
        digest.update(b"\0")
        digest.update(path.read_bytes().replace(b"\r\n", b"\n"))
        digest.update(b"\0")
    return digest.hexdigest()


def signed_pages() -> dict[str, Any]:
    """Which page was read and approved: by page, the office, name, day and hash."""
    return _toml("signed.toml")


def local_sample() -> list[dict[str, Any]]:
    """The sample office's invented rules, as plain dicts."""
    return list(_toml("local/van-phong-mau.toml")["rule"])


def _toml(name: str) -> dict[str, Any]:
    with (FOLDER / name).open("rb") as stream:
        return tomllib.load(stream)


def _award(code: str, row: Mapping[str, Any]) -> AwardRow:
    former = ((f["last_day"], f["name"]) for f in row.get("former_names", ()))
    return AwardRow(
        code=code,
        name=row["name"],
        short_name=row["short_name"],
        kind=row["kind"],
        subjects=frozenset(row["subjects"]),
        level=row["level"],
        community=row.get("community", False),
        former_names=tuple(sorted(former)),
    )


def _in_force(row: Mapping[str, Any]) -> InForce:
    return InForce(row["first_day"], row.get("last_day"))


def cite_of(row: Mapping[str, Any]) -> Cite:
    """A citation from its TOML table."""
    return Cite(row["instrument"], row.get("dieu"), row.get("khoan"), row.get("diem"))


def _fact(name: str, row: Mapping[str, Any]) -> Fact:
    said = {
        key: (row[key][0], row[key][1])
        for key in ("when_true", "when_false")
        if key in row
    }
    return Fact(
        id=name,
        label=row["label"],
        label_en=row["label_en"],
        type=row["type"],
        supplier=row["supplier"],
        subjects=frozenset(row["subjects"]),
        unit=row.get("unit", ""),
        unit_en=row.get("unit_en", ""),
        levels=tuple((code, vi, en) for code, vi, en in row.get("levels", ())),
        good=row.get("good", ""),
        **said,
    )


def _instrument(row: Mapping[str, Any]) -> Instrument:
    return Instrument(
        number=row["number"],
        kind=row["kind"],
        short_name=row["short_name"],
        signed_on=row["signed_on"],
        in_force=_in_force(row),
        dates_standing=Standing(row["dates_standing"]),
        articles=frozenset(row["articles"]),
        line=row["line"],
        order=row["order"],
        awards=frozenset(row["awards"]) if "awards" in row else None,
        levels=frozenset(row["levels"]) if "levels" in row else None,
    )


def _parameter(name: str, row: Mapping[str, Any], facts: Facts) -> Parameter:
    scale = row.get("scale")
    fact = None if scale is None else facts.get(scale)
    return Parameter(
        id=name,
        label=row["label"],
        label_en=row["label_en"],
        unit=row.get("unit", "" if fact is None else fact.unit),
        unit_en=row.get("unit_en", "" if fact is None else fact.unit_en),
        values=tuple(_value(value, fact) for value in row["values"]),
        scale=scale,
    )


def _value(row: Mapping[str, Any], fact: Fact | None) -> Value:
    amount = row["amount"]
    if fact is not None and isinstance(amount, str):
        amount = fact.rank(amount)
    return Value(
        amount=amount,
        in_force=_in_force(row),
        cite=cite_of(row["cite"]),
        standing=Standing(row["standing"]),
        checked_on=row["checked_on"],
        of=row.get("of", 1),
    )


def _cap(row: Mapping[str, Any]) -> CapRule:
    return CapRule(
        award=row["award"],
        amount=row["amount"],
        of=row["of"],
        base=row["base"],
        rounding=row["rounding"],
        in_force=_in_force(row),
        cite=cite_of(row["cite"]) if "cite" in row else None,
        standing=Standing(row["standing"]),
        source=row.get("source", ""),
        sector=row.get("sector", ""),
        least=row.get("least", 0),
    )


def _ballot(row: Mapping[str, Any]) -> BallotRule:
    return BallotRule(
        awards=frozenset(row["awards"]),
        amount=row["amount"],
        of=row["of"],
        ballot=row["ballot"],
        in_force=_in_force(row),
        cite=cite_of(row["cite"]),
        standing=Standing(row["standing"]),
    )


def _regime(row: Mapping[str, Any]) -> Regime:
    return Regime(row["id"], row["name"], _in_force(row), row["reviewed"])
