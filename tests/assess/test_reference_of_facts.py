"""What docs/reference says of a line is what the JSON door reads."""

import json
from pathlib import Path

import pytest

from vinhdanh.assess import personal, records
from vinhdanh.assess.fields import ASKS, fields_of, table
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
