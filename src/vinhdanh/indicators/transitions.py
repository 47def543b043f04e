"""What may become of a reported figure: read by the deeds, the buttons, the tests."""

from collections.abc import Mapping
from typing import Final

from vinhdanh.indicators.enums import ValueState

REPORT, RETURN, LOCK, CORRECT = "report", "return", "lock", "correct"

TRANSITIONS: Final[Mapping[str, tuple[frozenset[ValueState], ValueState]]] = {
    REPORT: (
        frozenset({ValueState.REPORTED, ValueState.RETURNED}),
        ValueState.REPORTED,
    ),
    RETURN: (frozenset({ValueState.REPORTED}), ValueState.RETURNED),
    LOCK: (frozenset({ValueState.REPORTED}), ValueState.LOCKED),
    CORRECT: (frozenset({ValueState.LOCKED}), ValueState.LOCKED),
}
"""By verb: the states it is done in, and the state it leads to."""


def may(verb: str, state: str) -> bool:
    """Is the verb done on a figure in this state?"""
    return state in TRANSITIONS[verb][0]
