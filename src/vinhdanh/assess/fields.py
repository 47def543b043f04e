"""What a line of the JSON door may hold: one table for its reader, schema and page.

The facts come from `statutes/facts.toml`, every other field from `fields.toml` here.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vinhdanh.assess import records
from vinhdanh.statutes.load import corpus

if TYPE_CHECKING:
    from collections.abc import Mapping

    from vinhdanh.law.fact import Fact

ASKS = (
    *("verdict", "transition", "rule", "quota", "money", "bonuses", "together"),
    *("competence", "procedure", "lineage"),
)
SHARES = ("advanced_workers", "fulfilled", "women")
_HERE = Path(__file__).with_name("fields.toml")


@dataclass(frozen=True, slots=True)
class Field:
    """One field. `type` names how it is read; `of` the scope of what is inside it.

    `kinds`: of whom it may be said. `choices`: the only texts allowed, none for any.
    `fact`: what the law calls it, where it is a declared fact.
    """

    name: str
    type: str
    vi: str
    en: str
    kinds: frozenset[str]
    of: str = ""
    choices: tuple[str, ...] = ()
    required: bool = False
    fact: Fact | None = None


@cache
def table() -> Mapping[str, Mapping[str, Field]]:
    """Every field, by scope and name, in the order of the page."""
    with _HERE.open("rb") as stream:
        written = tomllib.load(stream)
    scopes = {
        scope: {name: _field(name, row) for name, row in rows.items()}
        for scope, rows in written.items()
    }
    alike = {n: f for n, f in scopes["verdict"].items() if n != "criterion"}
    scopes["transition"] = alike | scopes["transition"]
    for fact in corpus().facts:
        kinds = frozenset(
            kind for kind in records.KINDS if fact.id in records.yearly_keys(kind)
        )
        if fact.id in scopes["year"]:
            described = scopes["year"][fact.id]
            scopes["year"][fact.id] = replace(described, kinds=kinds, fact=fact)
        elif kinds:
            scopes["year"][fact.id] = _of_fact(fact, kinds)
    return scopes


def fields_of(scope: str, kind: str = "") -> dict[str, Field]:
    """The fields of a scope that may be said of a kind of subject."""
    return {
        name: field
        for name, field in table()[scope].items()
        if not kind or kind in field.kinds
    }


def _field(name: str, row: Mapping[str, Any]) -> Field:
    return Field(
        name=name,
        type=row["type"],
        vi=row["vi"],
        en=row["en"],
        kinds=frozenset(row.get("kinds", records.KINDS)),
        of=row.get("of", ""),
        choices=tuple(row.get("choices", ())),
        required=row.get("required", False),
    )


def _of_fact(fact: Fact, kinds: frozenset[str]) -> Field:
    types = {"level": "text", "yes_no": "yes_no"}
    kind_of_value = "share" if fact.id in SHARES else types.get(fact.type, "whole")
    return Field(
        name=fact.id,
        type=kind_of_value,
        vi=fact.label,
        en=fact.label_en,
        kinds=kinds,
        choices=tuple(code for code, _, _ in fact.levels),
        fact=fact,
    )
