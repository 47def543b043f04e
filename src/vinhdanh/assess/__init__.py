"""The door to the law: facts in, verdicts with reasons out. Plain data only.

The modules that need Polars are imported when a verdict is first asked for, so that
importing this package costs Django's start-up nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vinhdanh.assess.local import LocalRule, LocalRuleError
from vinhdanh.assess.norms import (
    CorpusInfo,
    CouncilRule,
    Quota,
    RegimeInfo,
    council_rule,
    known_bases,
    legal_bases,
    regime_on,
)
from vinhdanh.assess.norms import corpus_info as corpus
from vinhdanh.assess.norms import quota as _quota
from vinhdanh.assess.records import RecordError
from vinhdanh.assess.verdict import Receipt, Verdict
from vinhdanh.law.dates import LawDateError
from vinhdanh.law.verdict import Missing, Reason, Word
from vinhdanh.statutes.load import AwardRow as Award
from vinhdanh.statutes.load import corpus as _corpus
from vinhdanh.statutes.load import local_sample as _local_sample

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from vinhdanh.assess.whatif import Comparison

__all__ = [
    "Award",
    "CorpusInfo",
    "CouncilRule",
    "LawDateError",
    "LocalRule",
    "LocalRuleError",
    "Missing",
    "Quota",
    "Reason",
    "Receipt",
    "RecordError",
    "RegimeInfo",
    "Verdict",
    "Word",
    "awards",
    "compare",
    "corpus",
    "council_rule",
    "judge",
    "known_bases",
    "legal_bases",
    "quotas",
    "regime_on",
    "sample_rules",
]


def awards() -> Mapping[str, Award]:
    """Every title and form of commendation, by code."""
    return _corpus().awards


def sample_rules() -> list[LocalRule]:
    """The sample office's own rules; each is marked as invented."""
    return [LocalRule.parse(row) for row in _local_sample()]


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


def compare(
    records: Sequence[Mapping[str, object]],
    titles: Sequence[str],
    *,
    year: int,
    days: Sequence[date],
    local: Sequence[LocalRule] = (),
    proposed: Mapping[str, Sequence[str]] | None = None,
) -> Comparison:
    """The same facts under the law of each day: verdicts, caps, what differs and why.

    proposed: title → ids proposed for it; left out: everybody who qualifies.
    """
    from vinhdanh.assess.whatif import compare_days  # noqa: PLC0415  Polars: 0.8 s

    return compare_days(
        records, titles, year=year, days=days, local=local, proposed=proposed
    )


def quotas(
    award: str,
    *,
    year: int,
    day: date,
    base: Mapping[str, int | None],
    proposed: int,
    local: Sequence[LocalRule] = (),
) -> Quota:
    """The cap on an award: base counts such as {"LDTT": 38, "headcount": 38}.

    A base that is None is not known yet; it makes no cap of 0.

    `year` is whom the numbers are about; `day` alone picks the rule.
    """
    del year
    return _quota(award, day=day, base=base, proposed=proposed, local=local)
