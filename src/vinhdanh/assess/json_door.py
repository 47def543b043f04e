"""Lines of facts and questions in, one answer for each line out; no database.

Lines that ask the same are judged in one evaluation. A line that cannot be answered
gets an error that names its field; the others are answered all the same.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Any

from vinhdanh.assess import json_norms, json_procedure
from vinhdanh.assess.assumed import Assumed, assumed_of
from vinhdanh.assess.combining import transition
from vinhdanh.assess.contradictions import (
    said_before_recruitment,
    titles_before_recruitment,
)
from vinhdanh.assess.json_answers import answer_of, both_of, rule_of
from vinhdanh.assess.json_reading import LineError, given_id, read_line, unknown
from vinhdanh.assess.judging import Ask, book_with, judge_asks
from vinhdanh.assess.local import LocalRuleError
from vinhdanh.assess.records import RecordError, top_keys
from vinhdanh.assess.transitional import both_versions
from vinhdanh.law.dates import LawDateError
from vinhdanh.law.evaluate import Book, titles_on
from vinhdanh.statutes.load import corpus

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from vinhdanh.assess.local import LocalRule
    from vinhdanh.assess.verdict import Verdict
    from vinhdanh.law.title import Title

_AT_ONCE = 2_000
_FAULTS = (RecordError, LawDateError, LocalRuleError)
_NORMS: Mapping[str, Callable[[Mapping[str, Any]], dict[str, Any]]] = {
    "money": json_norms.money_answer,
    "bonuses": json_norms.bonuses_answer,
    "together": json_norms.together_answer,
    "competence": json_procedure.competence_answer,
    "lineage": json_procedure.lineage_answer,
}


@dataclass
class _Line:
    """One line on its way: what was read, then its answer."""

    number: int
    id: str = ""
    question: dict[str, Any] = field(default_factory=dict)
    ask: Ask | None = None
    assumed: list[Assumed] = field(default_factory=list)
    answer: dict[str, Any] = field(default_factory=dict)

    def refuse(self, fault: Exception) -> None:
        """Answer with what is wrong and what to write instead."""
        said, said_en = _in_both(fault)
        self.answer = {
            "line": self.number,
            "id": self.id,
            "error": {
                "field": getattr(fault, "field", ""),
                "message": f"Dòng {self.number}: {said}",
                "message_en": f"Line {self.number}: {said_en}",
            },
        }


def answer_lines(
    lines: Iterable[str], *, local: Sequence[LocalRule] = ()
) -> Iterator[dict[str, Any]]:
    """One answer for each line that is not blank, in their order; an error has `error`.

    Two thousand lines are held at a time.
    """
    numbered = ((n, line) for n, line in enumerate(lines, 1) if line.strip())
    while some := list(islice(numbered, _AT_ONCE)):
        read = [_read(number, text, local) for number, text in some]
        _judge([line for line in read if line.ask is not None], local)
        yield from (line.answer for line in read)


def _read(number: int, text: str, local: Sequence[LocalRule]) -> _Line:
    line = _Line(number)
    try:
        line.id = given_id(text) or str(number)
        line.question = read_line(text)
        _prepare(line, local)
    except (LineError, *_FAULTS) as fault:
        line.refuse(fault)
    return line


def _prepare(line: _Line, local: Sequence[LocalRule]) -> None:
    asked = line.question
    head = {"line": line.number, "id": line.id, "ask": asked["ask"]}
    match asked["ask"]:
        case "verdict":
            line.ask = _ask_of(line, _day_of(asked), local)
        case "transition":
            line.answer = head | _both(line, local)
        case "rule":
            line.answer = head | _rule(asked, local)
        case "quota":
            line.answer = head | json_norms.quota_answer(asked, local)
        case "procedure":
            line.answer = head | json_procedure.procedure_answer(asked, local)
        case norm:
            line.answer = head | _NORMS[norm](asked)


def _day_of(asked: Mapping[str, Any]) -> date:
    day: date | None = asked.get("day")
    return day or date(asked["year"], 12, 31)


def _ask_of(line: _Line, day: date, local: Sequence[LocalRule]) -> Ask:
    """The record as the engine takes it, once it does not contradict itself."""
    asked = line.question
    record = {key: asked[key] for key in top_keys(asked["kind"]) if key in asked}
    record |= {"id": line.id, "years": _plain_years(asked.get("years") or {})}
    for year, code in titles_before_recruitment(record):
        vi, en = said_before_recruitment(record, year, code)
        raise LineError(vi, en, f"years.{year}.titles")
    corpus().regimes.on(day)
    titles = titles_on(book_with(local), day, asked["kind"], asked["titles"])
    if "criterion" in asked:
        _check_criterion(asked, titles)
    if asked.get("assumed"):
        known = record["years"].get(asked["year"]) or {}
        line.assumed = assumed_of(
            asked["assumed"], titles, book_with(local), day, record | known
        )
    values = {assumed.column: assumed.value for assumed in line.assumed}
    return Ask(record, asked["year"], day, values)


def _plain_years(years: dict[int, dict[str, Any]]) -> dict[int, dict[str, Any]]:
    """The years without what only the reader needed: a work's own year."""
    plain = {}
    for year, facts in years.items():
        kept = dict(facts)
        for name in ("initiatives", "science_projects"):
            for work in kept.get(name) or ():
                said = work.pop("year", year)
                if said != year:
                    at = f"years.{year}.{name}"
                    raise LineError(
                        f"“{at}” ghi năm {said}; chuyển vào năm {said}.",
                        f"'{at}' says {said}; move it to the year {said}.",
                        at,
                    )
        plain[year] = kept
    return plain


def _check_criterion(asked: dict[str, Any], titles: Sequence[Title]) -> None:
    """Every title asked for has the criterion, or an error that names the right one."""
    for title in titles:
        ids = [criterion.id for criterion in title.criteria]
        if title.award in asked["titles"] and asked["criterion"] not in ids:
            what = f"tiêu chí của {title.award}"
            english = f"criterion of {title.award}"
            raise unknown(what, english, asked["criterion"], ids, "criterion")


def _judge(lines: Sequence[_Line], local: Sequence[LocalRule]) -> None:
    """Lines that ask for the same titles in one evaluation."""
    groups: dict[tuple[tuple[str, ...], str], list[_Line]] = {}
    for line in lines:
        asked = line.question
        key = (tuple(dict.fromkeys(asked["titles"])), asked.get("criterion") or "")
        groups.setdefault(key, []).append(line)
    for (titles, criterion), together in groups.items():
        book = _narrowed(book_with(local), titles, criterion)
        try:
            _judge_together(together, titles, book, local)
        except _FAULTS:
            for line in together:
                _judge_alone(line, titles, book, local)


def _judge_alone(
    line: _Line, titles: Sequence[str], book: Book, local: Sequence[LocalRule]
) -> None:
    try:
        _judge_together([line], titles, book, local)
    except _FAULTS as fault:
        line.refuse(fault)


def _judge_together(
    lines: Sequence[_Line],
    titles: Sequence[str],
    book: Book,
    local: Sequence[LocalRule],
) -> None:
    asks = [line.ask for line in lines if line.ask is not None]
    verdicts = judge_asks(asks, titles, local=local, book=book, unfit=True)
    for place, line in enumerate(lines):
        start = place * len(titles)
        line.answer = _answer(line, verdicts[start : start + len(titles)])


def _narrowed(book: Book, titles: Sequence[str], criterion: str) -> Book:
    """The same rules, the titles asked for with one criterion only."""
    if not criterion:
        return book
    narrow = tuple(
        replace(t, criteria=tuple(c for c in t.criteria if c.id == criterion))
        if t.award in titles
        else t
        for t in book.titles
    )
    kept = tuple(
        r for r in book.local if r.award not in titles or f"local.{r.id}" == criterion
    )
    return replace(book, titles=narrow, local=kept)


def _answer(line: _Line, found: Sequence[Verdict]) -> dict[str, Any]:
    ask = line.ask
    assert ask is not None  # noqa: S101  only such lines are judged
    regime = corpus().regimes.on(ask.day)
    single = "criterion" in line.question
    return {
        "line": line.number,
        "id": line.id,
        "ask": "verdict",
        "year": ask.year,
        "day": ask.day.isoformat(),
        "regime": regime.id,
        "law": regime.name,
        "assumed": [assumed.as_dict() for assumed in line.assumed],
        "answers": {
            verdict.award: answer_of(verdict, single=single) for verdict in found
        },
    }


def _both(line: _Line, local: Sequence[LocalRule]) -> dict[str, Any]:
    """Each title by every version of the law that may govern the dossier."""
    asked = line.question
    rule = transition(asked["received_on"], _day_of(asked))
    judged = [
        judge_asks(
            [_ask_of(line, day, local)], asked["titles"], local=local, unfit=True
        )
        for day in rule.days
    ]
    together = [both_versions(rule, versions) for versions in zip(*judged, strict=True)]
    return {
        "year": asked["year"],
        "received_on": asked["received_on"].isoformat(),
        "versions": [
            {"regime": regime, "day": day.isoformat()}
            for regime, day in zip(rule.regimes, rule.days, strict=True)
        ],
        "text": rule.sentence,
        "text_en": rule.sentence_en,
        "standing": rule.standing,
        "assumed": [assumed.as_dict() for assumed in line.assumed],
        "answers": {both.award: both_of(both) for both in together},
    }


def _rule(asked: dict[str, Any], local: Sequence[LocalRule]) -> dict[str, Any]:
    """What the rule says that day: every criterion with its article, caps and votes."""
    day = json_norms.day_of(asked)
    book = book_with(local)
    if "criterion" in asked:
        titles = titles_on(book, day, asked["kind"], asked["titles"])
        _check_criterion(asked, titles)
    blank = Ask({"id": "", "kind": asked["kind"], "years": {}}, day.year, day)
    titles = asked["titles"]
    verdicts = judge_asks([blank], titles, local=local, every=True, unfit=True)
    regime = corpus().regimes.on(day)
    rules = {
        verdict.award: rule_of(verdict, asked.get("criterion"), local)
        if asked["kind"] in corpus().awards[verdict.award].subjects
        else answer_of(verdict)
        for verdict in verdicts
    }
    return {
        "day": day.isoformat(),
        "regime": regime.id,
        "law": regime.name,
        "rules": rules,
    }


def _in_both(fault: Exception) -> tuple[str, str]:
    """The fault in Vietnamese and in English; the engine speaks one of them."""
    if isinstance(fault, LineError):
        return str(fault), fault.en
    if isinstance(fault, LawDateError):
        first = min(r.in_force.first_day for r in corpus().regimes)
        vi = (
            "ngày xét chưa có luật nào trong chương trình; luật có từ ngày "
            f"{first:%d/%m/%Y}. Xem lại “year”, “day” hoặc “decided_on”."
        )
        return vi, str(fault)
    return f"{fault}", f"the facts cannot be used: {fault}"
