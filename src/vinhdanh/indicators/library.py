"""Catalogues to begin from, each with its source."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True)
class Preset:
    """A catalogue of the library; `indicators` as its file has them, in order."""

    code: str
    name: str
    source: str
    indicators: tuple[dict[str, Any], ...]


@cache
def presets() -> dict[str, Preset]:
    """All catalogues of the library by code, in the order of their names."""
    folder = files("vinhdanh.indicators") / "presets"
    found = []
    for file in folder.iterdir():
        if file.name.endswith(".toml"):
            told = tomllib.loads(file.read_text("utf-8"))
            code = file.name.removesuffix(".toml")
            rows = tuple(told["indicator"])
            found.append(Preset(code, told["name"], told["source"], rows))
    return {preset.code: preset for preset in sorted(found, key=lambda p: p.name)}
