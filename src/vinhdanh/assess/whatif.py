"""The same facts under the law of other days: only the governing day is replaced."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vinhdanh.assess.judging import judge_records
from vinhdanh.assess.norms import HEADCOUNT, Quota, RegimeInfo, quota, regime_on
from vinhdanh.law.verdict import Word

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from vinhdanh.assess.local import LocalRule
    from vinhdanh.assess.verdict import Verdict

_IN = (Word.YES, Word.CONFIRM)


@dataclass(frozen=True, slots=True)
class DayResult:
    """One governing day: every verdict, each title's cap, and who is over it.

    over_cap: for each title whose cap is exceeded, *all* who are in: the council
    chooses. branches: title → subject → the ways by which a criterion with several
    ways holds.
    """

    day: date
    regime: RegimeInfo
    verdicts: tuple[Verdict, ...]
    quotas: Mapping[str, Quota]
    over_cap: Mapping[str, tuple[str, ...]]
    branches: Mapping[str, Mapping[str, tuple[str, ...]]]

    def word_of(self, subject: str, award: str) -> Word | None:
        """The word for a subject and title, None where it was not asked."""
        for verdict in self.verdicts:
            if (verdict.subject, verdict.award) == (subject, award):
                return verdict.word
        return None


@dataclass(frozen=True, slots=True)
class Difference:
    """A subject and title whose word is not the same on every day.

    words and shorts follow the days; rules names each criterion that differs, with
    its article.
    """

    subject: str
    award: str
    words: tuple[Word, ...]
    shorts: tuple[str, ...]
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The days side by side and what differs between them."""

    days: tuple[DayResult, ...]
    differences: tuple[Difference, ...]


def compare_days(
    records: Sequence[Mapping[str, object]],
    titles: Sequence[str],
    *,
    year: int,
    days: Sequence[date],
    local: Sequence[LocalRule] = (),
    proposed: Mapping[str, Sequence[str]] | None = None,
) -> Comparison:
    """Judge the same records under the law of each day.

    proposed: title → ids proposed for it; a title left out: everybody who is in. "In"
    are those whose word is yes or "confirm"; the bases of caps are counted likewise.
    """
    results = tuple(
        _result(records, titles, year, day, local, proposed or {}) for day in days
    )
    return Comparison(results, _differences(results))


def _result(
    records: Sequence[Mapping[str, object]],
    titles: Sequence[str],
    year: int,
    day: date,
    local: Sequence[LocalRule],
    proposed: Mapping[str, Sequence[str]],
) -> DayResult:
    bases = [rule.content["base"] for rule in local if rule.kind == "quota"]
    counted = [base for base in bases if base != HEADCOUNT]
    asked = list(dict.fromkeys([*titles, "LDTT", "CO_TINH", *counted]))
    everything = judge_records(records, asked, year=year, day=day, local=local)
    verdicts = tuple(v for v in everything if v.award in titles)
    people = {v.subject for v in everything if v.award == "LDTT"}
    base = {HEADCOUNT: len(people)}
    inside: dict[str, list[str]] = {award: [] for award in asked}
    for verdict in everything:
        if verdict.word in _IN:
            inside[verdict.award].append(verdict.subject)
    base |= {award: len(subjects) for award, subjects in inside.items()}
    quotas, over = {}, {}
    for award in titles:
        named = proposed.get(award, inside[award])
        still_in = [subject for subject in inside[award] if subject in set(named)]
        quotas[award] = quota(
            award, day=day, base=base, proposed=len(still_in), local=local
        )
        if quotas[award].over:
            over[award] = tuple(still_in)
    return DayResult(
        day=day,
        regime=regime_on(day),
        verdicts=verdicts,
        quotas=quotas,
        over_cap=over,
        branches=_branches(verdicts),
    )


def _branches(
    verdicts: Sequence[Verdict],
) -> dict[str, dict[str, tuple[str, ...]]]:
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for verdict in verdicts:
        ways = tuple(b for reason in verdict.reasons for b in reason.branches)
        if ways:
            found.setdefault(verdict.award, {})[verdict.subject] = ways
    return found


def _differences(results: Sequence[DayResult]) -> tuple[Difference, ...]:
    found = []
    for together in zip(*(result.verdicts for result in results), strict=True):
        words = tuple(verdict.word for verdict in together)
        if len(set(words)) == 1:
            continue
        found.append(
            Difference(
                subject=together[0].subject,
                award=together[0].award,
                words=words,
                shorts=tuple(verdict.short for verdict in together),
                rules=_rules(together),
            )
        )
    return tuple(found)


def _rules(together: Sequence[Verdict]) -> tuple[str, ...]:
    """The criteria that are not the same in all, each with its article."""
    seen: dict[str, list[tuple[bool | None, str]]] = {}
    for verdict in together:
        for reason in verdict.reasons:
            said = f"{reason.sentence} ({reason.cite})"
            seen.setdefault(reason.criterion, []).append((reason.mark, said))
    named: dict[str, None] = {}
    for marks in seen.values():
        differs = len(marks) < len(together) or len({mark for mark, _ in marks}) > 1
        if differs and any(mark is not True for mark, _ in marks):
            named.update(dict.fromkeys(said for _, said in marks))
    return tuple(named)
