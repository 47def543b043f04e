"""An officer's own list in, the same list judged out: one workbook, no database.

Nothing is guessed: a row that contradicts itself or has an unreadable cell is not
judged and says so, an unknown fact stays unknown and names who can supply it.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from vinhdanh.assess.assumed import Assumed, assumed_of
from vinhdanh.assess.json_reading import LineError
from vinhdanh.assess.judging import Ask, book_with, explain_asks
from vinhdanh.assess.norms import HEADCOUNT, Quota, quota
from vinhdanh.assess.sheet_book import Judged, Told, pages
from vinhdanh.assess.sheet_rows import Listed, lists_of
from vinhdanh.assess.verdict import ENGINE_VERSION
from vinhdanh.law.dates import LawDateError
from vinhdanh.law.evaluate import titles_on
from vinhdanh.law.fact import nearest
from vinhdanh.law.quota import caps_on
from vinhdanh.law.verdict import Word
from vinhdanh.sheets import large
from vinhdanh.sheets.refusal import SheetRefused
from vinhdanh.sheets.workbook import open_workbook
from vinhdanh.statutes.load import VERSION, corpus, corpus_hash

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from vinhdanh.assess.local import LocalRule
    from vinhdanh.sheets.workbook import Workbook

__all__ = ["SheetAnswer", "SheetRefused", "check_sheet"]
USUAL = {
    "individual": ("LDTT", "CSTDCS", "CSTD_TINH", "BK_TINH"),
    "collective": ("TTLDTT", "TTLDXS"),
}
_IN = (Word.YES, Word.CONFIRM)


@dataclass(frozen=True)
class SheetAnswer:
    """The judged workbook, and what to tell before it is opened.

    problems: sentences naming row, column and what to do; errors first. counts: by
    title, how many got each word. not_judged: rows left out for an error.
    """

    workbook: bytes
    problems: tuple[str, ...]
    errors: int
    counts: Mapping[str, Mapping[str, int]]
    quotas: tuple[Quota, ...]
    people: int
    not_judged: int


def check_sheet(
    data: bytes,
    filename: str,
    *,
    year: int,
    titles: Sequence[str] = (),
    day: date | None = None,
    local: Sequence[LocalRule] = (),
    assumed: Sequence[str] = (),
    workbook: Workbook | None = None,
) -> SheetAnswer:
    """Judge every row of a list for the titles, under the law of the day.

    titles: codes, the usual ones when left out; day: 31 December of the year when left
    out; assumed: facts taken as met where the list is silent, named in the answer;
    workbook: the data, where they have been opened already.
    Raises `SheetRefused` with a sentence for what cannot be used at all.
    """
    governing = date(year, 12, 31) if day is None else day
    _check_law(governing)
    _check_titles(titles)
    if workbook is None:
        workbook = open_workbook(data, filename)
    lists = lists_of(workbook, year)
    told = [
        _judge(listed, _wanted(titles, listed), year, governing, local, assumed)
        for listed in lists
        if _wanted(titles, listed)
    ]
    if not told:
        names = ", ".join(f"“{corpus().awards[code].name}”" for code in titles)
        whom = "người" if lists[0].kind == "individual" else "tập thể"
        raise SheetRefused(
            f"{names} không xét cho các {whom} trong tệp “{filename}”. Chọn danh hiệu "
            "khác hoặc tệp khác."
        )
    receipt = (
        f"Kho luật {VERSION} ({corpus_hash()[:12]}), bộ máy {ENGINE_VERSION}, tệp "
        f"“{filename}” ({hashlib.sha256(data).hexdigest()[:12]})."
    )
    quotas = tuple(found for one in told for found in _quotas(one, governing, local))
    problems = [found for one in told for found in one.listed.problems]
    problems.sort(key=lambda found: found.severity)
    return SheetAnswer(
        workbook=large.workbook(pages(told, quotas, receipt)),
        problems=tuple(found.sentence for found in problems),
        errors=sum(found.severity == "error" for found in problems),
        counts={t: one.counts(t) for one in told for t in one.titles},
        quotas=quotas,
        people=sum(len(one.listed.subjects) for one in told),
        not_judged=sum(bool(s.fault) for one in told for s in one.listed.subjects),
    )


def _check_law(day: date) -> None:
    try:
        corpus().regimes.on(day)
    except LawDateError:
        first = min(regime.in_force.first_day for regime in corpus().regimes)
        raise SheetRefused(
            f"Ngày xét {day:%d/%m/%Y} chưa có luật nào trong chương trình; luật có từ "
            f"ngày {first:%d/%m/%Y}. Xem lại năm xét hoặc ngày áp dụng."
        ) from None


def _check_titles(titles: Sequence[str]) -> None:
    known = corpus().awards
    for code in titles:
        if code not in known:
            near = nearest(code.upper(), known)
            hint = f"Có phải “{near}” ({known[near].name})?" if near else ""
            listed = f"Các mã: {', '.join(known)}."
            raise SheetRefused(
                f"Không có danh hiệu, hình thức mã “{code}”. {hint or listed}"
            )


def _wanted(titles: Sequence[str], listed: Listed) -> tuple[str, ...]:
    asked = dict.fromkeys(titles or USUAL[listed.kind])
    return tuple(t for t in asked if listed.kind in corpus().awards[t].subjects)


def _judge(
    listed: Listed,
    titles: tuple[str, ...],
    year: int,
    day: date,
    local: Sequence[LocalRule],
    assumed: Sequence[str],
) -> Told:
    bases = {cap.base for title in titles for cap in caps_on(corpus().caps, title, day)}
    bases |= {str(r.content["base"]) for r in local if r.kind == "quota"}
    counted = [
        base
        for base in sorted(bases - {HEADCOUNT, *titles})
        if listed.kind in corpus().awards[base].subjects
    ]
    taken = _assumed(assumed, titles, listed, day, local)
    values = {one.column: one.value for one in taken}
    good = [subject for subject in listed.subjects if not subject.fault]
    asks = [Ask(subject.record, year, day, values) for subject in good]
    explained = explain_asks(asks, [*titles, *counted], local=local)
    return Told(
        listed=listed,
        titles=titles,
        year=year,
        day=day,
        regime=corpus().regimes.on(day),
        assumed=tuple(taken),
        judged={
            subject.row: Judged(subject, found)
            for subject, found in zip(good, explained, strict=True)
        },
    )


def _assumed(
    names: Sequence[str],
    titles: Sequence[str],
    listed: Listed,
    day: date,
    local: Sequence[LocalRule],
) -> list[Assumed]:
    """What is taken as met where the list is silent; the list itself goes first."""
    if not names:
        return []
    book = book_with(local)
    try:
        return assumed_of(
            list(names), titles_on(book, day, listed.kind, titles), book, day, {}
        )
    except LineError as fault:
        raise SheetRefused(f"Điều coi như đạt: {fault}") from None


def _quotas(told: Told, day: date, local: Sequence[LocalRule]) -> list[Quota]:
    """Each title's cap on those who are in, were all of them proposed."""
    base = {HEADCOUNT: len(told.listed.subjects)}
    everybody = [one.explained for one in told.judged.values()]
    for award in everybody[0] if everybody else ():
        base[award] = sum([one[award].word in _IN for one in everybody])
    return [
        quota(title, day=day, base=base, proposed=base.get(title, 0), local=local)
        for title in told.titles
        if _has_base(title, base, day, local)
    ]


def _has_base(
    title: str, base: Mapping[str, int], day: date, local: Sequence[LocalRule]
) -> bool:
    """Can the list itself count what the caps on the title count on?"""
    wanted = {cap.base for cap in caps_on(corpus().caps, title, day)}
    wanted |= {
        str(rule.content["base"])
        for rule in local
        if rule.kind == "quota" and rule.title == title and rule.in_force.covers(day)
    }
    return wanted <= base.keys()
