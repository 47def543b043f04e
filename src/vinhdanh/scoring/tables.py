"""A criteria table as the arithmetic reads it, and as one text to take a print of."""

import hashlib
import json
from fractions import Fraction
from typing import Any

from vinhdanh.scoring.method import rules
from vinhdanh.scoring.models import CriteriaPart, CriteriaVersion, Criterion


def hundredth(value: int) -> Fraction:
    """Points from their stored hundredths."""
    return Fraction(value, 100)


def top_parts(version: CriteriaVersion) -> dict[int, str]:
    """The code of the top part over each part, by the part's id."""
    parts = {part.pk: part for part in version.parts.all()}

    def top(part: CriteriaPart) -> str:
        while part.parent_id is not None:
            part = parts[part.parent_id]
        return part.code

    return {pk: top(part) for pk, part in parts.items()}


def method_of(version: CriteriaVersion) -> rules.Method:
    """The table as the arithmetic's method; parts are the top ones."""
    tops = top_parts(version)
    return rules.Method(
        criteria=tuple(
            rule_of(row, tops[row.part_id]) for row in version.criteria.all()
        ),
        bands=tuple(
            rules.Band(
                band["code"],
                band["name"],
                hundredth(band["least"]),
                band.get("floor_pct", 0),
            )
            for band in version.bands
        ),
        bonus_most=(
            None if version.bonus_most is None else hundredth(version.bonus_most)
        ),
        ties=tuple(version.ties),
    )


def rule_of(row: Criterion, part: str) -> rules.Criterion:
    """One stored criterion as the arithmetic's rule."""
    told = row.details
    return rules.Criterion(
        code=row.code,
        name=row.name,
        part=part,
        formula=rules.Formula(row.formula),
        standard=hundredth(row.standard),
        side=rules.Side(row.side),
        bonus_pct=row.bonus_pct,
        grades={grade: Fraction(pct) for grade, pct in told.get("grades", {}).items()},
        each=hundredth(told.get("each", 0)),
        each_minus=hundredth(told.get("each_minus", 0)),
        least=hundredth(told.get("least", 0)),
        steps=tuple(
            rules.Step(least, hundredth(points))
            for least, points in told.get("steps", [])
        ),
        bars=frozenset(told.get("bars", [])),
    )


def content(version: CriteriaVersion) -> dict[str, Any]:
    """All that a table says, as plain data: what is copied, exported and hashed."""
    parts = list(version.parts.all())
    codes = {part.pk: part.code for part in parts}
    return {
        "points": version.points,
        "bonus_most": version.bonus_most,
        "bands": version.bands,
        "ties": version.ties,
        "parts": [
            {
                "code": part.code,
                "name": part.name,
                "parent": codes.get(part.parent_id or 0),
                "points": part.points,
            }
            for part in parts
        ],
        "criteria": [
            {
                "code": row.code,
                "part": codes[row.part_id],
                "name": row.name,
                "formula": row.formula,
                "side": row.side,
                "standard": row.standard,
                "bonus_pct": row.bonus_pct,
                "measure": row.measure,
                "indicator_code": row.indicator_code,
                "details": row.details,
            }
            for row in version.criteria.all()
        ],
    }


def fingerprint(told: dict[str, Any]) -> str:
    """SHA-256 of a table's content, the same for the same words and numbers."""
    plain = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()
