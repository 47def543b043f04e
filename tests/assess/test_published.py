"""Twenty-four questions answered in public, asked again at the JSON door."""

import json
import tomllib
from pathlib import Path

import pytest

from vinhdanh.assess.json_door import answer_lines

with Path(__file__).with_name("published.toml").open("rb") as stream:
    CASES = tomllib.load(stream)


@pytest.fixture(scope="module")
def answers():
    lines = [json.dumps({"id": name, **case["line"]}) for name, case in CASES.items()]
    return {answer["id"]: answer for answer in answer_lines(lines)}


def test_twenty_four_published_questions_are_asked():
    assert len({name.partition("-")[0] for name in CASES}) == 24


@pytest.mark.parametrize("name", CASES)
def test_the_door_answers_as_was_published(name, answers):
    answer = answers[name]

    given = answer.get("answers", {})
    found = {title: said["verdict"] for title, said in given.items()}
    expected = CASES[name]["expect"]
    assert {key: (answer | found).get(key) for key in expected} == expected


@pytest.mark.parametrize(
    "name", [name for name, case in CASES.items() if "assumed" in case["line"]]
)
def test_what_had_to_be_assumed_is_listed_in_the_answer(name, answers):
    asked = CASES[name]["line"]["assumed"]
    listed = {one["fact"].removeprefix("judged.") for one in answers[name]["assumed"]}

    assert listed == set(asked)
