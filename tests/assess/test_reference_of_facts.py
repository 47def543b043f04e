"""What docs/reference says of a line is what the JSON door reads."""

import json
import re
import tomllib
from pathlib import Path

import pytest

from tests.assess.outside import faults_of
from vinhdanh.assess import personal, records
from vinhdanh.assess.fields import ASKS, fields_of, table
from vinhdanh.assess.json_door import answer_lines
from vinhdanh.assess.json_schema import PAGE, SCHEMA, page, schema, schema_text

REFERENCE = Path(__file__).parents[2] / "docs" / "reference"


def test_the_page_and_the_schema_are_those_of_the_code():
    # Otherwise: vinhdanh law facts
    assert (REFERENCE / PAGE).read_text("utf-8") == page()
    assert (REFERENCE / SCHEMA).read_text("utf-8") == schema_text()


@pytest.mark.parametrize("kind", ["individual", "collective"])
def test_every_key_of_a_record_is_described(kind):
    assert set(fields_of("year", kind)) == records.yearly_keys(kind)
    assert records.top_keys(kind) <= set(fields_of("verdict", kind))


def test_the_choices_are_those_of_the_records():
    assert table()["verdict"]["kind"].choices == records.KINDS
    assert table()["work"]["level"].choices == records.WORK_LEVELS
    assert table()["absence"]["kind"].choices == personal.ABSENCES
    assert table()["post"]["post"].choices == personal.POSTS


def test_the_schema_closes_every_object_and_names_what_is_required():
    plain = schema()

    assert [one["$ref"] for one in plain["oneOf"]] == [f"#/$defs/{ask}" for ask in ASKS]
    assert plain["$defs"]["verdict"]["required"] == ["kind", "titles", "year"]
    assert all(not one["additionalProperties"] for one in plain["$defs"].values())


def test_the_schema_points_at_nothing_that_is_not_there():
    plain = schema()
    words = json.dumps(plain)
    named = {part.split('"')[0] for part in words.split("#/$defs/")[1:]}

    assert named <= set(plain["$defs"])


def _examples():
    """The page's questions, each broken into lines for the reader."""
    (block,) = re.findall(r"```json\n(.*?)```", page(), re.DOTALL)
    return [json.loads(one) for one in re.split(r"\n(?=\{)", block.strip())]


def _published():
    written = tomllib.loads(Path(__file__).with_name("published.toml").read_text())
    return [case["line"] for case in written.values()]


@pytest.mark.parametrize("line", [*_examples(), *_published()])
def test_the_schema_accepts_every_published_question_and_the_door_answers(line):
    (answer,) = answer_lines([json.dumps(line)])

    assert faults_of(line) == []
    assert "error" not in answer


def test_every_question_has_an_example():
    assert {line.get("ask", "verdict") for line in _examples()} >= set(ASKS) - {"rule"}


@pytest.mark.parametrize(
    ("ask", "wrong"),
    [
        ({"ask": "quota"}, {"awrd": "LDTT"}),
        ({"ask": "competence"}, {"award": "LDTT", "year": 2025, "unit": "UBND"}),
        ({}, {"kind": "individual", "titles": ["LDTT"], "year": 2025, "rating": "HTT"}),
    ],
)
def test_the_schema_and_the_door_refuse_a_field_nobody_knows(ask, wrong):
    line = ask | wrong
    (answer,) = answer_lines([json.dumps(line)])

    unknown = [fault for fault in faults_of(line) if "Additional properties" in fault]
    assert len(unknown) == 1
    assert answer["error"]["field"] == list(wrong)[-1]


@pytest.mark.parametrize(
    ("facts", "fault"),
    [
        ({"rating": "A"}, "$.years.2025.rating"),
        ({"discipline": 3}, "$.years.2025.discipline"),
        ({"initiatives": [{"level": "world"}]}, "$.years.2025.initiatives"),
    ],
)
def test_the_schema_and_the_door_refuse_a_value_outside_its_scale(facts, fault):
    line = {"kind": "individual", "titles": ["LDTT"], "year": 2025}
    wrong = line | {"years": {"2025": facts}}
    (answer,) = answer_lines([json.dumps(wrong)])

    assert faults_of(line) == []
    assert [found.partition(":")[0] for found in faults_of(wrong)] == ["$.years"]
    assert answer["error"]["field"].startswith(fault.removeprefix("$."))
