"""The door to the law: facts in, verdicts with reasons out. Plain data only.

The modules that need Polars are imported when a verdict is first asked for, so that
importing this package costs Django's start-up nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vinhdanh.assess.local import LocalRule, LocalRuleError
from vinhdanh.assess.records import RecordError
from vinhdanh.assess.verdict import Receipt, Verdict
from vinhdanh.law.dates import LawDateError
from vinhdanh.law.verdict import Missing, Reason, Word
from vinhdanh.statutes.load import AwardRow as Award
from vinhdanh.statutes.load import corpus as _corpus

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

__all__ = [
    "Award",
    "LawDateError",
    "LocalRule",
    "LocalRuleError",
    "Missing",
    "Reason",
    "Receipt",
    "RecordError",
    "Verdict",
    "Word",
    "awards",
    "judge",
]


def awards() -> Mapping[str, Award]:
    """Every title and form of commendation, by code."""
    return _corpus().awards


def judge(
    records: Sequence[Mapping[str, object]],
    titles: Sequence[str],
    *,
    year: int,
    day: date | None = None,
    local: Sequence[LocalRule] = (),
) -> list[Verdict]:
    """One verdict per record and fitting title, in the order of both.

    `year` is the judged year; `day` the governing day, 31 December of it unless given.
    Raises RecordError for a record that cannot be read and LawDateError for a day that
    no regime covers.
    """
    from vinhdanh.assess.judging import judge_records  # noqa: PLC0415  Polars: 0.8 s

    return judge_records(records, titles, year=year, day=day, local=local)
