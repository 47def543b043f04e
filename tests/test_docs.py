"""What the documentation names is there, and in the order that it says."""

import re
import tomllib
from functools import lru_cache
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
WALK = ROOT / "docs" / "explanation" / "a-dossier-travels.md"
NAME = re.compile(r"`(vinhdanh(?:\.\w+)+)`")


@lru_cache(maxsize=1)
def heights() -> dict[str, int]:
    """Return each room's place in the layers, 0 the topmost."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    (layers,) = (
        contract["layers"]
        for contract in project["tool"]["importlinter"]["contracts"]
        if contract["type"] == "layers"
    )
    return {
        room.strip(" ()"): height
        for height, line in enumerate(layers)
        for room in line.split("|")
    }


def found(name: str) -> object:
    """Return what a dotted name stands for."""
    parts = name.split(".")
    for cut in range(len(parts), 1, -1):
        try:
            thing: object = import_module(".".join(parts[:cut]))
        except ModuleNotFoundError:
            continue
        for attribute in parts[cut:]:
            thing = getattr(thing, attribute)
        return thing
    raise LookupError(name)


@pytest.mark.parametrize("name", sorted(set(NAME.findall(WALK.read_text("utf-8")))))
def test_each_name_of_the_walk_is_in_the_code(name: str) -> None:
    assert found(name)


def test_the_walk_has_no_step_back_up() -> None:
    # A run of bullets is one way down; prose between two runs opens a new door.
    runs = re.findall(r"(?:^- .*\n(?:  .*\n)*)+", WALK.read_text("utf-8"), re.MULTILINE)

    assert len(runs) >= 10
    for run in runs:
        first_names = [
            names[0] for line in run.split("\n- ") if (names := NAME.findall(line))
        ]
        rooms = [heights()[name.split(".")[1]] for name in first_names]
        assert rooms == sorted(rooms), run
