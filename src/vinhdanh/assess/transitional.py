"""A dossier received before the law amended in 2026: both versions, side by side."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from vinhdanh.assess.combining import Transition, transition
from vinhdanh.assess.judging import Ask, judge_asks
from vinhdanh.assess.record_values import day_of
from vinhdanh.law.verdict import Word

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from vinhdanh.assess.local import LocalRule
    from vinhdanh.assess.verdict import Verdict

# Which of two words is said: a missing fact is asked for before a person's word.
_FAVOUR = (Word.NO, Word.CONFIRM, Word.UNKNOWN, Word.YES)


@dataclass(frozen=True, slots=True)
class BothVersions:
    """One subject and title under each version of the law that may govern.

    `verdicts`: the earlier version first; one where only one governs. `word`: what
    follows from both, never "no" while a version that was not read might say otherwise.
    `favours`: the version that says yes where the other says no; else None.
    """

    subject: str
    award: str
    verdicts: tuple[Verdict, ...]
    word: Word
    favours: str | None
    sentence: str
    sentence_en: str


def judge_both_versions(
    records: Sequence[Mapping[str, Any]],
    titles: Sequence[str],
    *,
    year: int,
    day: date | None = None,
    local: Sequence[LocalRule] = (),
) -> list[BothVersions]:
    """Each record by every version that governs a dossier received when it was.

    A record without `received_on` is judged by the law of the day alone. In the order
    of the records and titles; raises as `judge` does.
    """
    governing = date(year, 12, 31) if day is None else day
    rules = {
        str(record["id"]): _rule(record, governing)
        for record in records
        if record.get("received_on") is not None
    }
    earlier = [
        Ask(record, year, rules[str(record["id"])].days[0])
        for record in records
        if len(rules.get(str(record["id"]), _NONE).days) > 1
    ]
    before = {
        (verdict.subject, verdict.award): verdict
        for verdict in judge_asks(earlier, titles, local=local)
    }
    asks = [Ask(record, year, governing) for record in records]
    return [
        both_versions(
            rules.get(v.subject, _NONE),
            [
                version
                for version in (before.get((v.subject, v.award)), v)
                if version is not None
            ],
        )
        for v in judge_asks(asks, titles, local=local)
    ]


_NONE = Transition((), (), "", "", "")


def _rule(record: Mapping[str, Any], day: date) -> Transition:
    received = day_of(record["received_on"], "received_on", str(record["id"]))
    return _NONE if received is None else transition(received, day)


def both_versions(rule: Transition, verdicts: Sequence[Verdict]) -> BothVersions:
    """What follows from the verdicts on one subject and title, earlier law first."""
    words = [verdict.word for verdict in verdicts]
    settled = set(words) == {Word.YES, Word.NO}
    said = "; ".join(f"theo {v.regime}: {v.word.label}" for v in verdicts)
    said_en = "; ".join(f"under {v.regime}: {v.word.value}" for v in verdicts)
    ruled = len(verdicts) > 1
    rule_said = f" {rule.sentence}" if ruled else ""
    rule_said_en = f" {rule.sentence_en}" if ruled else ""
    return BothVersions(
        subject=verdicts[-1].subject,
        award=verdicts[-1].award,
        verdicts=tuple(verdicts),
        word=max(words, key=_FAVOUR.index),
        favours=verdicts[words.index(Word.YES)].regime if settled else None,
        sentence=f"{said[0].upper()}{said[1:]}.{rule_said}",
        sentence_en=f"{said_en[0].upper()}{said_en[1:]}.{rule_said_en}",
    )
