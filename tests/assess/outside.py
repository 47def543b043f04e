"""The published schema of a line, read by somebody else's validator."""

import json
from functools import cache
from pathlib import Path

from jsonschema import Draft202012Validator, FormatChecker

REFERENCE = Path(__file__).parents[2] / "docs" / "reference"


@cache
def validator(ask=""):
    """Of any line; `ask`: of that question's own part of the schema."""
    plain = json.loads((REFERENCE / "facts.schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(plain)
    if ask:
        plain = {"$ref": f"#/$defs/{ask}", "$defs": plain["$defs"]}
    return Draft202012Validator(plain, format_checker=FormatChecker())


def faults_of(line):
    """What the schema finds wrong with a line: where it is, and why."""
    if validator().is_valid(line):
        return []
    faults = validator(line.get("ask") or "verdict").iter_errors(line)
    return [f"{fault.json_path}: {fault.message}" for fault in faults]
