"""Facts a question takes as met: the value that just meets what the titles ask.

"rating assumed" for Lao động tiên tiến is "good", no more, so that no other way opens
by it. A fact that only a share or several years are made of has to be given.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from vinhdanh.assess.json_reading import LineError, unknown
from vinhdanh.assess.records import key_of
from vinhdanh.law.compare import AtLeast, AtMost, Below, Is, MoreThan
from vinhdanh.law.condition import AnyOf, Condition, Judged
from vinhdanh.law.evaluate import inputs_of, parameters_of
from vinhdanh.statutes.load import corpus

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from vinhdanh.law.evaluate import Book
    from vinhdanh.law.title import Title

# What the least (+1) or the most (-1) that will do differs by from the bound.
_SHIFTS = {1: {AtLeast: 0, MoreThan: 1}, -1: {AtMost: 0, Below: -1}}


@dataclass(frozen=True, slots=True)
class Assumed:
    """One fact taken as met: the column it fills, and how the answer names it."""

    column: str
    value: int | bool
    label: str
    label_en: str
    said: str
    said_en: str

    def as_dict(self) -> dict[str, str]:
        """As the answer lists it."""
        return {
            "fact": self.column,
            "label": self.label,
            "label_en": self.label_en,
            "value": self.said,
            "value_en": self.said_en,
        }


def assumed_of(
    given: Any,
    titles: Sequence[Title],
    book: Book,
    day: date,
    known: Mapping[str, Any],
) -> list[Assumed]:
    """What `assumed` of a question stands for; known: the facts of the judged year.

    given: a list of names, or names with values. Raises LineError for a name that no
    title asked for reads, a fact that is given too, a value that cannot be told.
    """
    if not isinstance(given, list | dict):
        raise LineError(
            "“assumed” phải là danh sách tên dữ kiện, hoặc tên kèm giá trị.",
            "'assumed' must be a list of facts, or facts with their values.",
            "assumed",
        )
    listed = dict.fromkeys(given) if isinstance(given, list) else given
    columns = {name: lag for name, lag in sorted(inputs_of(titles)) if lag == 0}
    found = []
    for name, value in listed.items():
        column = _column(str(name), columns)
        if known.get(key_of(column)) is not None:
            raise LineError(
                f"“{name}” vừa có trong dữ kiện vừa được coi là đạt; bỏ một nơi.",
                f"{name!r} is both given and assumed; leave one out.",
                "assumed",
            )
        taken = _given_value(column, value) if value is not None else None
        if taken is None:
            taken = _met(column, titles, book, day)
        found.append(_assumed(column, taken))
    return found


def _column(name: str, columns: Mapping[str, int]) -> str:
    for column in (name, f"judged.{name}", f"held.{name}"):
        if column in columns:
            return column
    short = [c.removeprefix("judged.").removeprefix("held.") for c in columns]
    raise unknown("dữ kiện của các danh hiệu được hỏi", "fact", name, short, "assumed")


def _given_value(column: str, value: Any) -> int | bool:
    facts = corpus().facts
    if column in facts and facts.get(column).levels:
        codes = [code for code, _, _ in facts.get(column).levels]
        if value not in codes:
            raise unknown("giá trị", "value", str(value), codes, f"assumed.{column}")
        return codes.index(value)
    is_yes_no = column not in facts or facts.get(column).type == "yes_no"
    if not isinstance(value, bool if is_yes_no else int) or (
        not is_yes_no and isinstance(value, bool)
    ):
        raise LineError(
            f"giá trị coi như đạt của “{column}” là {value!r}, không đúng kiểu.",
            f"the assumed value of {column!r} is {value!r}, of the wrong type.",
            f"assumed.{column}",
        )
    return value


def _met(column: str, titles: Sequence[Title], book: Book, day: date) -> int | bool:
    """The value that just meets what every title asks of that column."""
    if column.startswith(("judged.", "held.")):
        return True
    values = book.parameters.on(day, parameters_of(titles))
    demands: dict[bool, list[tuple[int, int | bool]]] = {True: [], False: []}
    for title in titles:
        for criterion in title.criteria:
            for is_direct, node in _walk(criterion.holds, is_direct=True):
                if (demand := _demand(node, column, values)) is not None:
                    demands[is_direct].append(demand)
    asked = demands[True] or demands[False]
    if not asked:
        raise LineError(
            f'“{column}” cần giá trị cụ thể: viết {{"{column}": …}} trong “assumed”, '
            "hoặc ghi trong dữ kiện từng năm.",
            f"{column!r} needs a value: write {{\"{column}\": …}} in 'assumed', or "
            "give it among the facts of the years.",
            "assumed",
        )
    least = [bound for sign, bound in asked if sign > 0]
    return max(least) if least else min(bound for _, bound in asked)


def _walk(holds: Condition, *, is_direct: bool) -> Iterator[tuple[bool, Condition]]:
    """The parts, and whether each must hold or is one of several ways."""
    yield is_direct, holds
    for part in holds.parts():
        yield from _walk(part, is_direct=is_direct and not isinstance(holds, AnyOf))


def _demand(
    node: Condition, column: str, values: Mapping[str, Any]
) -> tuple[int, int | bool] | None:
    """(+1, at least) or (-1, at most) where the node compares that column."""
    if isinstance(node, Is) and node.fact == column:
        return 1, node.value
    if isinstance(node, Judged) or getattr(node, "fact", None) != column:
        return None
    for sign, shifts in _SHIFTS.items():
        for kind, shift in shifts.items():
            if type(node) is kind:
                amount = node.bound
                if isinstance(amount, str):
                    amount = values[amount].amount
                return sign, amount + shift
    return None


def _assumed(column: str, value: int | bool) -> Assumed:
    facts = corpus().facts
    if column in facts:
        fact = facts.get(column)
        return Assumed(
            column,
            value,
            fact.label,
            fact.label_en,
            fact.say(value),
            fact.say(value, english=True),
        )
    yes, yes_en = ("đạt", "yes") if value else ("không đạt", "no")
    name = column.removeprefix("judged.").removeprefix("held.")
    label = corpus().award_names.get(name, name)
    if column.startswith("judged."):
        return Assumed(
            column,
            value,
            f"điều phải kết luận: {name}",
            f"to be judged: {name}",
            yes,
            yes_en,
        )
    return Assumed(column, value, f"đã đạt “{label}”", f"holds “{label}”", yes, yes_en)
