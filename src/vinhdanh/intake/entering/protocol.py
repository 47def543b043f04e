"""What a module of `entering` gives for its kind of list."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise

from vinhdanh.intake.staged import Comparing, Staged


def _no_problems(rows: list[Staged], comparing: Comparing) -> list[dict[str, Any]]:  # noqa: ARG001
    return []


@dataclass(frozen=True)
class Entering:
    """How the rows of one kind of list are compared, and entered.

    prepare: reads what is known of the rows' subjects, and says what is wrong with
    the sheet as a whole or with a row beyond its cells. changes: what an import would
    change for a row. enter: does so for all rows, and counts. touches: the subjects
    that it writes about, where no row is about somebody by itself. not_taken: why a
    column that is read is not entered, by the key of its value.
    """

    changes: Callable[[Staged, Comparing], list[dict[str, Any]]]
    enter: Callable[[Any, Sequence[Staged], Comparing], dict[str, int]]
    prepare: Callable[[list[Staged], Comparing], list[dict[str, Any]]] = _no_problems
    touches: Callable[[Sequence[Staged], Comparing], set[int]] | None = None
    not_taken: Mapping[str, Promise | str] = field(default_factory=dict)


def counted(rows: Sequence[Staged], **more: int) -> dict[str, int]:
    """Return how many rows of each word were entered, and what else was made."""
    words = [str(row.word) for row in rows]
    return {
        "rows": len(rows),
        "people": len(rows),
        "added": words.count("new"),
        "changed": words.count("changed"),
        "same": words.count("same"),
    } | more


def change(
    what: str, after: Any, *, before: Any = None, year: int | None = None
) -> Any:
    """Return one change of a row, as plain data."""
    told = {"what": what, "before": before, "after": after}
    return told if year is None else told | {"year": year}
