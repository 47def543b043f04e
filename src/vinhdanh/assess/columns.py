"""The same engine on a long frame: one person or a nation, one path.

`judge` builds these frames from records; who already has columns comes here.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import polars as pl

from vinhdanh.assess.judging import book_with
from vinhdanh.law.evaluate import evaluate, inputs_of, titles_on
from vinhdanh.law.frame import facts_frame
from vinhdanh.statutes.load import corpus

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vinhdanh.assess.local import LocalRule

_ABSENCE = "absence_working_days"


def judge_history(
    history: pl.DataFrame,
    people: pl.DataFrame,
    titles: Sequence[str],
    *,
    year: int,
    day: date | None = None,
    local: Sequence[LocalRule] = (),
) -> pl.DataFrame:
    """One row per row of `people`, in its order: `subject` and each title's word.

    history: `subject`, `year` and fact columns (`rating` as a rank, counts,
    `held.<award>`, …), one row per subject and year, any order; ten years a subject,
    sorted by subject and year, need no join and are fastest. people: `subject` (each
    once) and `recruited_on`. Words are ranks in `law.verdict.CODES`. As in a record,
    an occupation left out is an employee's, and absence is what is left of it once the
    time counted as work is out.
    """
    governing = date(year, 12, 31) if day is None else day
    book = book_with(local)
    standards = titles_on(book, governing, "individual", titles)
    asked = people.with_columns(
        pl.lit(year, dtype=pl.Int32).alias("year"),
        pl.lit(governing).alias("governing_day"),
    )
    if "occupation" not in history.columns:
        history = history.with_columns(pl.lit(0, dtype=pl.Int8).alias("occupation"))
    if "absence_all_days" not in history.columns and _ABSENCE in history.columns:
        history = history.with_columns(pl.col(_ABSENCE).alias("absence_all_days"))
    frame = facts_frame(history, asked, inputs_of(standards), corpus().facts)
    verdicts = evaluate(frame, "individual", titles, book)
    return verdicts.select("subject", *(pl.col(title) for title in titles))
