"""The door: each of its names is there, and stays callable once it was used."""

import importlib
import pkgutil

from vinhdanh import assess


def test_every_name_of_the_door_exists():
    missing = [name for name in assess.__all__ if not hasattr(assess, name)]

    assert missing == []


def test_no_function_of_the_door_is_hidden_by_a_module_of_its_name():
    """Importing a module sets its name on the package: the function would be gone."""
    modules = {module.name for module in pkgutil.iter_modules(assess.__path__)}

    assert modules & set(assess.__all__) == set()


def test_what_is_loaded_late_can_be_asked_twice():
    importlib.import_module("vinhdanh.assess.road")
    record = {"id": "lan", "kind": "individual", "years": {2025: {"rating": "HTT"}}}

    twice = [assess.roadmap(record, year=2025).subject for _ in range(2)]

    assert twice == ["lan", "lan"]
    assert [len(assess.pages_of_norms()) for _ in range(2)] == [6, 6]
