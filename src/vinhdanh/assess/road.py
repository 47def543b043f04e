"""Lộ trình: the next titles of a person or collective, and the years they hang on.

One day's law governs every year ahead; where nobody has read the text in force, the
last text that was read stands in for it, and the answer says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from vinhdanh.assess.course import Course, lay_course
from vinhdanh.assess.judging import book_with
from vinhdanh.assess.needs import ways_to
from vinhdanh.assess.records import evidence_of, kind_of
from vinhdanh.assess.standards import Law
from vinhdanh.assess.steps import Step, Words
from vinhdanh.law.cite import Standing
from vinhdanh.law.evaluate import parameters_of, titles_on
from vinhdanh.law.explain import Explained, Explainer
from vinhdanh.law.speech import Speech
from vinhdanh.statutes.load import corpus

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from vinhdanh.assess.local import LocalRule
    from vinhdanh.law.regime import Regime, Regimes
    from vinhdanh.law.title import Title
    from vinhdanh.law.verdict import Reason

_ASSUMED = (
    "Giả định: từ nay các năm đều thuận lợi (xếp loại cao nhất, không bị kỷ luật, đủ "
    "sáng kiến), danh hiệu được công nhận ngay trong năm đủ tiêu chuẩn và Hội đồng "
    "đồng ý."
)
_ASSUMED_EN = (
    "Assumed: every year from now on is favourable (best rating, no discipline, "
    "initiatives enough), titles are conferred in the very year that qualifies, and "
    "the council agrees."
)
_ORDERS = ("HCLD_", "HCDL_")  # given once; the next class follows


@dataclass(frozen=True, slots=True)
class Roadmap:
    """The steps in the order of awards.toml. `day`: whose law was used."""

    subject: str
    kind: str
    year: int
    day: date
    regime: str
    reviewed: bool
    steps: tuple[Step, ...]
    notes: tuple[str, ...]
    notes_en: tuple[str, ...]


def roadmap_of(
    record: Mapping[str, Any],
    *,
    year: int,
    day: date | None = None,
    local: Sequence[LocalRule] = (),
    awards: Sequence[str] = (),
) -> Roadmap:
    """The road ahead of one record, from the running `year` on.

    awards: codes of the steps wanted, every one that has a standard unless given; the
    orders look back furthest and cost most.
    """
    kind, asked = kind_of(record), date(year, 12, 31) if day is None else day
    book = book_with(local)
    governing, regime = _read_law(book.regimes, asked)
    codes = [
        code
        for code, row in corpus().awards.items()
        if kind in row.subjects and not row.community and (not awards or code in awards)
    ]
    titles = tuple(titles_on(book, governing, kind, codes))
    unread = [title.award for title in titles if _is_unread(title)]
    course = lay_course(record, Law(kind, governing, regime, book, titles), year)
    by_award = {title.award: title for title in titles}
    steps = (
        _step(course, by_award[code])
        for code in codes
        if code in by_award and code not in unread
    )
    reviewed = governing == asked
    notes = [*_notes(regime, asked, reviewed=reviewed), *_unread_notes(unread)]
    return Roadmap(
        subject=record["id"],
        kind=kind,
        year=year,
        day=governing,
        regime=regime.id,
        reviewed=reviewed,
        steps=tuple(step for step in steps if step is not None),
        notes=tuple(vietnamese for vietnamese, _ in notes),
        notes_en=tuple(english for _, english in notes),
    )


def _read_law(regimes: Regimes, day: date) -> tuple[date, Regime]:
    """The day and its regime, or the last day of the last regime that was read."""
    regime = regimes.on(day)
    if regime.reviewed:
        return day, regime
    read = [(r.in_force.last_day, r) for r in regimes if r.reviewed]
    before = {last: r for last, r in read if last is not None and last < day}
    return max(before), before[max(before)]


def _notes(regime: Regime, asked: date, *, reviewed: bool) -> list[tuple[str, str]]:
    if reviewed:
        return [(_ASSUMED, _ASSUMED_EN)]
    vietnamese = (
        f"Văn bản có hiệu lực ngày {asked:%d/%m/%Y} chưa được rà soát: tính theo "
        f"{regime.name}, cần đối chiếu văn bản mới."
    )
    english = (
        f"The text in force on {asked.isoformat()} was not reviewed: computed by the "
        f"last one that was ({regime.id}); check against the new text."
    )
    return [(_ASSUMED, _ASSUMED_EN), (vietnamese, english)]


def _is_unread(title: Title) -> bool:
    """Is what the title asks not known at all, so that no year can be named?"""
    return any(c.grounds and c.standing is Standing.UNKNOWN for c in title.criteria)


def _unread_notes(awards: Sequence[str]) -> list[tuple[str, str]]:
    if not awards:
        return []
    names = ", ".join(f"“{corpus().awards[award].name}”" for award in awards)
    return [
        (
            f"Chưa đọc được tiêu chuẩn của {names}: chưa tính được năm sớm nhất.",
            f"The standard of {names} has not been read: no year can be named.",
        )
    ]


def _step(course: Course, title: Title) -> Step | None:
    held, marks = course.held_in(title.award), course.marks[title.award]
    if held and title.award.startswith(_ORDERS):
        return None
    met = dict(zip(course.years, marks, strict=False))
    earliest = next((y for y, m in met.items() if m is True and y not in held), None)
    sooner = next((y for y, m in met.items() if m is None and y not in held), None)
    if earliest is not None and sooner is not None and sooner > earliest:
        sooner = None
    found = None if earliest is None else ways_to(course, title, earliest)
    words = Words(title)
    step = Step(
        award=title.award,
        name=corpus().awards[title.award].name,
        earliest=earliest,
        sooner=sooner,
        held=held,
        needs=() if found is None else words.needs(found.always),
        ways=() if found is None else tuple(words.needs(w) for w in found.either),
        lacking=_lacking(course, title),
        missing=() if sooner is None else _explained(course, title, sooner).missing,
        standing=_standing(title),
        text="",
        text_en="",
    )
    return words.told(step)


def _lacking(course: Course, title: Title) -> tuple[Reason, ...]:
    """The criteria that the running year, as it is known, already fails."""
    if course.marks[title.award][-1] is not False:
        return ()
    reasons = _explained(course, title, None).reasons
    return tuple(r for r in reasons if not r.judged and r.mark is False)


def _standing(title: Title) -> str:
    standings = {c.standing for c in title.criteria}
    for weak in (Standing.UNKNOWN, Standing.RECALLED):
        if weak in standings:
            return str(weak)
    return str(Standing.SOURCED)


def _explained(course: Course, title: Title, year: int | None) -> Explained:
    """The title's words of a judged year; of None, the running year as it is known."""
    judged = course.year if year is None else year
    place = len(course.years) if year is None else year - course.year
    law, known = course.law, corpus()
    speech = Speech(
        facts=known.facts,
        award_names=known.award_names,
        parameters=law.book.parameters,
        values=law.book.parameters.on(law.day, parameters_of([title])),
        year=judged,
    )

    def evidence(fact: str, lag: int) -> tuple[str, ...]:
        return evidence_of(course.record, judged - lag, fact)

    row = law.explained(title, course.rows_of(title).slice(place, 1)).row(0, named=True)
    explainer = Explainer(title, law.regime, speech, known.instruments)
    return explainer.explain(row, {}, evidence)
