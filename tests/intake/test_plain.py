"""What is stored of a row reads back as what the row said."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from vinhdanh.intake.plain import written

PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=6),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner)
    ),
    max_leaves=8,
)


@settings(max_examples=60)
@given(st.dictionaries(st.text(max_size=4), PLAIN))
def test_values_read_back_as_they_were(row):
    assert json.loads(written(row)) == row


def test_a_number_of_any_length_reads_back_as_it_was():
    assert json.loads(written({"số": 10**30})) == {"số": 10**30}
