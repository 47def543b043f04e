"""What is stored of a row reads back as what the row said."""

import json
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from vinhdanh.intake.plain import Writer

PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=6),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner)
    ),
    max_leaves=8,
)


@settings(max_examples=60)
@given(st.lists(st.dictionaries(st.text(max_size=4), PLAIN), max_size=4))
def test_values_read_back_as_they_were(rows):
    writer = Writer()

    assert [json.loads(writer.json(row)) for row in rows] == rows


def test_lists_that_come_and_go_are_told_apart():
    writer = Writer()

    for year in range(200):
        written = writer.json({"titles": [{"code": "LDTT", "year": year}]})
        assert json.loads(written) == {"titles": [{"code": "LDTT", "year": year}]}


def test_cells_are_kept_as_they_are_shown():
    writer = Writer()
    cells = ["Lê “An”\n", "", date(1980, 2, 28), 1, 1.0, True, 2.5]

    first, second = writer.raw(cells), writer.raw([*cells[:3], True, 1, 1.0])

    assert json.loads(first) == {
        "A": "Lê “An”\n",
        "C": "28/02/1980",
        "D": "1",
        "E": "1",
        "F": "Đúng",
        "G": "2,5",
    }
    assert json.loads(second)["D"] == "Đúng"
