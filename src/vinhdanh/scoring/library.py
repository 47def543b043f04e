"""Tables to begin from: published methods with their sources, and samples said so."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

_DETAILS: Final = ("grades", "each", "each_minus", "least", "steps", "bars")
_POINTS: Final = frozenset({"each", "each_minus", "least"})


@dataclass(frozen=True)
class Preset:
    """A table of the library; `content` is as `tables.content` gives it.

    `is_sample`: its points are invented, only its shape is published.
    """

    code: str
    name: str
    scored_kind: str
    source: str
    is_sample: bool
    content: dict[str, Any]


@cache
def presets() -> dict[str, Preset]:
    """All tables of the library by code, in the order of their names."""
    folder = files("vinhdanh.scoring") / "presets"
    found = [
        _preset(file.name.removesuffix(".toml"), tomllib.loads(file.read_text("utf-8")))
        for file in folder.iterdir()
        if file.name.endswith(".toml")
    ]
    return {preset.code: preset for preset in sorted(found, key=lambda p: p.name)}


def _preset(code: str, told: dict[str, Any]) -> Preset:
    most = told.get("bonus_most")
    return Preset(
        code=code,
        name=told["name"],
        scored_kind=told["scored_kind"],
        source=told["source"],
        is_sample=told["is_sample"],
        content={
            "points": told["points"] * 100,
            "bonus_most": None if most is None else most * 100,
            "bands": [
                band | {"least": band["least"] * 100} for band in told.get("bands", [])
            ],
            "ties": told["ties"],
            "parts": [_part(part) for part in told["part"]],
            "criteria": [_criterion(row) for row in told["criterion"]],
        },
    )


def _part(told: dict[str, Any]) -> dict[str, Any]:
    points = told.get("points")
    return {
        "code": told["code"],
        "name": told["name"],
        "parent": told.get("parent"),
        "points": None if points is None else points * 100,
    }


def _criterion(told: dict[str, Any]) -> dict[str, Any]:
    details: dict[str, Any] = {name: told[name] for name in _DETAILS if name in told}
    for name in _POINTS & set(details):
        details[name] *= 100
    if "steps" in details:
        details["steps"] = [[least, points * 100] for least, points in details["steps"]]
    return {
        "code": told["code"],
        "part": told["part"],
        "name": told["name"],
        "formula": told["formula"],
        "side": told.get("side", "standard"),
        "standard": told["standard"] * 100,
        "bonus_pct": told.get("bonus_pct", 0),
        "measure": told.get("measure", ""),
        "indicator_code": told.get("indicator_code", ""),
        "details": details,
    }
