"""Records in, verdicts out: the one path for one person and for millions."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

import polars as pl

from vinhdanh.assess.histories import Histories
from vinhdanh.assess.record_values import unknown
from vinhdanh.assess.records import (
    KINDS,
    RecordError,
    evidence_of,
    kind_of,
    subject_row,
)
from vinhdanh.assess.unfit import unfit_for
from vinhdanh.assess.verdict import ENGINE_VERSION, Receipt, Verdict
from vinhdanh.law.compare import AtLeast, AtMost, Below, Is, MoreThan, Share
from vinhdanh.law.condition import AllOf, AnyOf, Condition, Earned, Judged
from vinhdanh.law.evaluate import (
    Book,
    LocalCriterion,
    evaluate,
    inputs_of,
    parameters_of,
    titles_on,
)
from vinhdanh.law.explain import Explained, Explainer
from vinhdanh.law.frame import facts_frame
from vinhdanh.law.speech import Speech
from vinhdanh.law.title import Criterion, Title
from vinhdanh.law.verdict import Word
from vinhdanh.statutes.load import VERSION, Corpus, corpus, corpus_hash
from vinhdanh.statutes.titles import TITLES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from vinhdanh.assess.local import LocalRule
    from vinhdanh.law.fact import Facts

_COMPARE = {
    "at_least": AtLeast,
    "more_than": MoreThan,
    "at_most": AtMost,
    "below": Below,
}


@cache
def national_book() -> Book:
    """The corpus as the engine takes it, without any office's rules."""
    known = corpus()
    cites = [c.cite for title in TITLES for c in title.criteria]
    for cite in filter(None, cites):
        known.instruments.check(cite)
    return Book(known.parameters, known.regimes, TITLES)


def book_with(local: Sequence[LocalRule], book: Book | None = None) -> Book:
    """The national rules and an office's own criteria."""
    base = national_book() if book is None else book
    facts = corpus().facts
    added = tuple(
        LocalCriterion(
            id=rule.id,
            award=rule.title,
            subject=rule.content["subject"],
            in_force=rule.in_force,
            criterion=Criterion(
                id=f"local.{rule.id}",
                says=rule.content["says"],
                says_en="The office's own rule",
                holds=condition_of(rule.content["holds"], facts),
                source=rule.said_source,
            ),
        )
        for rule in local
        if rule.kind == "criterion"
    )
    return Book(base.parameters, base.regimes, base.titles, base.local + added)


def condition_of(plain: Mapping[str, Any], facts: Facts) -> Condition:
    """The engine's condition for one in the local rules' language."""
    if "all" in plain:
        return AllOf(tuple(condition_of(part, facts) for part in plain["all"]))
    if "any" in plain:
        return AnyOf(tuple(condition_of(part, facts) for part in plain["any"]))
    if "earned" in plain:
        return Earned(plain["earned"])
    if "judged" in plain:
        return Judged(plain["judged"], plain["question"], plain["question"])
    return _on_fact(plain, facts)


def _on_fact(plain: Mapping[str, Any], facts: Facts) -> Condition:
    if "share" in plain:
        amount, of = plain["share"]
        return Share(plain["fact"], plain["of"], (amount, of))
    fact = facts.get(plain["fact"])
    if "is" in plain:
        return Is(fact.id, value=plain["is"])
    name = next(key for key in _COMPARE if key in plain)
    bound = fact.rank(plain[name]) if fact.type == "level" else plain[name]
    return _COMPARE[name](fact.id, bound)


@dataclass(frozen=True)
class Ask:
    """One record, the year it is judged for and the day whose law governs.

    assumed: columns of the judged year ("registered", "judged.unity") and the values
    that they are taken to hold where the record does not say.
    """

    record: Mapping[str, Any]
    year: int
    day: date
    assumed: Mapping[str, int | bool] = field(default_factory=dict)


@dataclass(frozen=True)
class _Round:
    """One evaluation: what is asked, by which rules."""

    asks: Sequence[Ask]
    titles: tuple[str, ...]
    book: Book
    corpus: Corpus
    rules: list[dict[str, Any]]
    every: bool = False


def judge_records(
    records: Sequence[Mapping[str, object]],
    titles: Sequence[str],
    *,
    year: int,
    day: date | None = None,
    local: Sequence[LocalRule] = (),
    unfit: bool = False,
) -> list[Verdict]:
    """One verdict per record and fitting title, in the order of both.

    unfit: also "no" for each title that is not given to such a subject.
    """
    governing = date(year, 12, 31) if day is None else day
    asks = [Ask(record, year, governing) for record in records]
    return judge_asks(asks, titles, local=local, unfit=unfit)


def judge_asks(
    asks: Sequence[Ask],
    titles: Sequence[str],
    *,
    local: Sequence[LocalRule] = (),
    book: Book | None = None,
    every: bool = False,
    unfit: bool = False,
) -> list[Verdict]:
    """The same where each record has its own year and day; still one evaluation.

    every: also the rules of situations that nobody noted of the subject.
    """
    asked = replace(_round(asks, titles, local, book), every=every)
    verdicts = []
    for ask, explained in zip(asks, _explained(asked), strict=True):
        given: list[object] = [ask.record, asked.rules, ask.year, ask.day]
        facts_hash = _hash([*given, ask.assumed] if ask.assumed else given)
        answers = _with_unfit(asked, ask, explained) if unfit else explained
        verdicts += [
            _verdict(asked, ask, award, said, facts_hash)
            for award, said in answers.items()
        ]
    return verdicts


def _with_unfit(
    asked: _Round, ask: Ask, explained: Mapping[str, Explained]
) -> dict[str, Explained]:
    """Every title asked for, those that such a subject is never given among them."""
    kind = kind_of(ask.record)
    return {
        award: explained.get(award) or unfit_for(award, kind, ask.day, asked.book)
        for award in asked.titles
    }


def explain_asks(
    asks: Sequence[Ask],
    titles: Sequence[str],
    *,
    local: Sequence[LocalRule] = (),
    book: Book | None = None,
) -> list[dict[str, Explained]]:
    """For each ask its fitting titles, explained, without a receipt of their own."""
    return _explained(_round(asks, titles, local, book))


def _round(
    asks: Sequence[Ask],
    titles: Sequence[str],
    local: Sequence[LocalRule],
    book: Book | None,
) -> _Round:
    known = corpus()
    for code in titles:
        if code not in known.awards:
            said = unknown("danh hiệu, hình thức", code, known.awards)
            raise RecordError(f"K{said[1:]}")
    return _Round(
        asks=asks,
        titles=tuple(titles),
        book=book_with(local, book),
        corpus=known,
        rules=[rule.as_dict() for rule in local],
    )


def _explained(asked: _Round) -> list[dict[str, Explained]]:
    found: dict[int, dict[str, Explained]] = {}
    for kind in KINDS:
        places = [i for i, ask in enumerate(asked.asks) if kind_of(ask.record) == kind]
        if places:
            found.update(_explain_kind(asked, kind, places))
    return [found[index] for index in range(len(asked.asks))]


def _explain_kind(
    asked: _Round, kind: str, places: list[int]
) -> dict[int, dict[str, Explained]]:
    facts = asked.corpus.facts
    wanted = [
        code for code in asked.titles if kind in asked.corpus.awards[code].subjects
    ]
    days = {asked.asks[place].day for place in places}
    titles = {day: titles_on(asked.book, day, kind, wanted) for day in days}
    subjects, years = [], Histories(asked.corpus)
    for place in places:
        ask = asked.asks[place]
        row = subject_row(ask.record, place)
        subjects.append(row | {"year": ask.year, "governing_day": ask.day})
        years.add(ask.record, place)
    schema = {"subject": pl.Int32(), "year": pl.Int32(), "governing_day": pl.Date()}
    schema |= {"nothing_before": pl.Int32()}
    if kind == "individual":
        schema |= {"recruited_on": pl.Date()}
    elif kind == "collective":
        schema |= {"founded_on": pl.Date()}
    frame = facts_frame(
        years.frame(),
        pl.DataFrame(subjects, schema=schema),
        inputs_of(title for listed in titles.values() for title in listed),
        facts,
    )
    frame = _with_assumed(frame, [asked.asks[place].assumed for place in places])
    verdicts = evaluate(frame, kind, wanted, asked.book, explain=True)
    asks = [asked.asks[place] for place in places]
    if len({(ask.year, ask.day) for ask in asks}) == 1 and not any(map(_noted, asks)):
        alike = _explain_alike(asked, asks[0], verdicts, titles[asks[0].day])
        listed = [alike.get(award, [_UNRULED] * len(places)) for award in wanted]
        return {
            place: dict(zip(wanted, one, strict=True))
            for place, *one in zip(places, *listed, strict=True)
        }
    explainers: dict[tuple[str, int, date], Explainer] = {}
    found = {}
    for place, row in zip(places, verdicts.iter_rows(named=True), strict=True):
        ask = asked.asks[place]
        explained = _explain_row(asked, ask, row, titles[ask.day], explainers)
        found[place] = {award: explained.get(award, _UNRULED) for award in wanted}
    return found


def _with_assumed(
    frame: pl.DataFrame, assumed: Sequence[Mapping[str, int | bool]]
) -> pl.DataFrame:
    """Where a column is not known, the value that the question takes it to hold."""
    names = {name for values in assumed for name in values} & set(frame.columns)
    taken = [
        pl.Series([values.get(name) for values in assumed], dtype=frame.schema[name])
        for name in sorted(names)
    ]
    return frame.with_columns(
        pl.col(name).fill_null(column)
        for name, column in zip(sorted(names), taken, strict=True)
    )


def _noted(ask: Ask) -> bool:
    """Does the record note evidence of its own?"""
    years: Mapping[Any, Any] = ask.record.get("years") or {}
    return any((facts or {}).get("evidence") for facts in years.values())


def _explain_alike(
    asked: _Round, ask: Ask, verdicts: pl.DataFrame, titles: Sequence[Title]
) -> dict[str, list[Explained]]:
    """Every row of one year and day, title by title."""
    explained: dict[str, list[Explained]] = {}
    for title in titles:
        explainer = _explainer(asked, ask, title)
        explained[title.award] = explainer.explain_all(verdicts, explained)
    return explained


def _explain_row(
    asked: _Round,
    ask: Ask,
    row: Mapping[str, Any],
    titles: Sequence[Title],
    explainers: dict[tuple[str, int, date], Explainer],
) -> dict[str, Explained]:
    def evidence(fact: str, lag: int) -> tuple[str, ...]:
        return evidence_of(ask.record, ask.year - lag, fact)

    is_noted = _noted(ask)
    explained: dict[str, Explained] = {}
    for title in titles:
        key = (title.award, ask.year, ask.day)
        if key not in explainers:
            explainers[key] = _explainer(asked, ask, title)
        explained[title.award] = explainers[key].explain(
            row, explained, evidence if is_noted else None
        )
    return explained


def _explainer(asked: _Round, ask: Ask, title: Title) -> Explainer:
    speech = Speech(
        facts=asked.corpus.facts,
        award_names=asked.corpus.award_names,
        parameters=asked.book.parameters,
        values=asked.book.parameters.on(ask.day, parameters_of([title])),
        year=ask.year,
    )
    regime = asked.book.regimes.on(ask.day)
    return Explainer(title, regime, speech, asked.corpus.instruments, every=asked.every)


_UNRULED = Explained(
    word=Word.CONFIRM,
    short="Hệ thống chưa có tiêu chuẩn của danh hiệu, hình thức này: cần người có thẩm "
    "quyền đối chiếu văn bản.",
    reasons=(),
    missing=(),
    standing="UNKNOWN",
)


def _verdict(
    asked: _Round, ask: Ask, award: str, explained: Explained, facts_hash: str
) -> Verdict:
    regime = asked.book.regimes.on(ask.day)
    name = asked.corpus.awards[award].name_on(ask.day)
    return Verdict(
        subject=ask.record["id"],
        award=award,
        year=ask.year,
        regime=regime.id,
        governing_day=ask.day,
        word=explained.word,
        short=explained.short,
        reasons=explained.reasons,
        missing=explained.missing,
        standing=explained.standing,
        receipt=Receipt(
            corpus_version=VERSION,
            corpus_hash=corpus_hash(),
            regime=regime.id,
            governing_day=ask.day,
            engine_version=ENGINE_VERSION,
            facts_hash=facts_hash,
            explanation=_explanation(name, ask.year, explained),
        ),
    )


def _explanation(name: str, year: int, explained: Explained) -> str:
    """The whole explanation as one text, a line a criterion."""
    head = f"“{name}” năm {year}: {explained.word.label}. {explained.short}"
    return "\n".join([head, *(f"  {reason.line()}" for reason in explained.reasons)])


def _hash(value: Any) -> str:
    """SHA-256 over JSON with sorted keys and ISO days: the same for equal values."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()
