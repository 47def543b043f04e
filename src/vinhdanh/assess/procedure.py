"""Papers, deadlines, councils' make-up, public notice, consultation.

Procedure follows the day the dossier is received.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from vinhdanh.assess.grounds import honour, places, standing_on, with_places
from vinhdanh.law.cite import Standing
from vinhdanh.law.fact import unknown_name
from vinhdanh.law.norm import norms_on, weakest
from vinhdanh.statutes.load_norms import norms

if TYPE_CHECKING:
    from vinhdanh.law.procedure import (
        Composition,
        DeadlineRule,
        DossierRule,
        Said,
        Simplified,
    )

_EFILES: dict[str, Said] = {
    "the_rest": (
        "tệp điện tử của toàn bộ hồ sơ, trừ nội dung bí mật nhà nước",
        "e-files of the whole dossier, except state secrets",
    ),
    "doc_pdf": (
        "tệp điện tử (.doc và .pdf) của toàn bộ hồ sơ, trừ nội dung bí mật nhà nước",
        "e-files (.doc and .pdf) of the whole dossier, except state secrets",
    ),
}
COUNCIL_LEVELS = ("central", "province", "unit")


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper of a dossier; `id` is stable, the labels are for people."""

    id: str
    label: str
    label_en: str


@dataclass(frozen=True, slots=True)
class Dossier:
    """What a dossier holds; no papers and `sets` None: no list is known that day.

    `simplified_when` tells when the simplified procedure may be used instead.
    """

    award: str
    day: date
    simplified: bool
    papers: tuple[Paper, ...]
    sets: int | None
    efile: str
    efile_en: str
    simplified_when: tuple[str, ...]
    standing: str
    cites: tuple[str, ...]
    sentence: str
    sentence_en: str


def dossier(award: str, day: date, *, simplified: bool = False) -> Dossier:
    """The checklist of an award's dossier received on a day."""
    known = honour(award, day)
    short = norms_on(norms().simplified, day)
    rows: list[DossierRule | Simplified] = [
        *(short if simplified else ()),
        *(
            rule
            for rule in norms_on(norms().dossiers, day)
            if not simplified and award in rule.awards
        ),
    ]
    when = tuple(norms().grounds[ground][0] for row in short for ground in row.grounds)
    standing_on(day, [])
    blank = Dossier(
        award=award,
        day=day,
        simplified=simplified,
        papers=(),
        sets=None,
        efile="",
        efile_en="",
        simplified_when=when,
        standing=Standing.UNKNOWN.value,
        cites=(),
        sentence=f"Chưa rõ thành phần hồ sơ “{known.name}” tại ngày nhận hồ sơ.",
        sentence_en=f"What a dossier of “{known.name}” holds that day is not known.",
    )
    return blank if not rows else _listed(blank, known.name, rows[0])


def _listed(blank: Dossier, name: str, rule: DossierRule | Simplified) -> Dossier:
    named = norms().papers
    papers = tuple(Paper(paper, *named[paper]) for paper in rule.papers)
    efile = _EFILES.get(getattr(rule, "efile", ""), ("", ""))
    standing, cites = standing_on(blank.day, [rule]), places([rule])
    sets = "" if rule.sets is None else f"{rule.sets} bộ bản chính: "
    sets_en = "" if rule.sets is None else f"{rule.sets} original set(s): "
    listed = "; ".join(paper.label for paper in papers)
    listed_en = "; ".join(paper.label_en for paper in papers)
    return replace(
        blank,
        papers=papers,
        sets=rule.sets,
        efile=efile[0],
        efile_en=efile[1],
        standing=standing.value,
        cites=cites,
        sentence=with_places(
            f"Hồ sơ “{name}”: {sets}{listed}{'; ' * bool(efile[0])}{efile[0]}",
            cites,
            standing,
        ),
        sentence_en=with_places(
            f"Dossier of “{name}”: {sets_en}{listed_en}{'; ' * bool(efile[1])}"
            f"{efile[1]}",
            cites,
            standing,
            english=True,
        ),
    )


@dataclass(frozen=True, slots=True)
class Deadline:
    """One step's time: working days from an event, or a last day.

    `due_on` is None where the event's day was not given. `is_local`: some provinces'
    published procedure, not the nation's. `sure_days`: every holiday until then is
    written down; otherwise the day may be too early.
    """

    step: str
    label: str
    label_en: str
    working_days: int | None
    counted_from: str
    due_on: date | None
    sure_days: bool
    is_local: bool
    note: str
    standing: str
    cites: tuple[str, ...]
    sentence: str
    sentence_en: str


def deadlines(
    award: str,
    day: date,
    *,
    year: int | None = None,
    sector: str = "",
    start: date | None = None,
) -> list[Deadline]:
    """The time of every step known for an award whose dossier is received on `day`.

    year: the judged year, from which last days are counted (the year of `day` if left
    out). sector: "education" has its own last day. start: the day of the event that
    working days are counted from, the next day being the first.
    """
    known = honour(award, day)
    standing_on(day, [])
    return [
        _deadline(rule, day, day.year if year is None else year, start)
        for rule in norms_on(norms().deadlines, day)
        if rule.is_for(award, known.level, sector)
    ]


def _deadline(rule: DeadlineRule, day: date, year: int, start: date | None) -> Deadline:
    standing, cites = standing_on(day, [rule]), places([rule])
    due, sure = _due(rule, year, start)
    if rule.working_days is not None and due is not None:
        standing = weakest([standing, norms().calendar_standing])
    said, said_en = _said(rule, due)
    if not sure:
        said += (
            "; chưa có lịch nghỉ lễ của năm đó, mới trừ thứ Bảy, Chủ nhật, lễ cố định"
        )
        said_en += "; the year's holidays are not recorded yet"
    return Deadline(
        step=rule.step,
        label=rule.label[0],
        label_en=rule.label[1],
        working_days=rule.working_days,
        counted_from=rule.counted_from,
        due_on=due,
        sure_days=sure,
        is_local=rule.is_local,
        note=rule.note,
        standing=standing.value,
        cites=cites,
        sentence=with_places(said, cites, standing),
        sentence_en=with_places(said_en, cites, standing, english=True),
    )


def _due(rule: DeadlineRule, year: int, start: date | None) -> tuple[date | None, bool]:
    """The last day, and whether every holiday up to it is known."""
    if rule.month_day is not None:
        month, last = rule.month_day
        return date(year + rule.years_after, month, last), True
    if start is None or rule.working_days is None:
        return None, True
    due, known = working_day_after(start, rule.working_days)
    return due, known


def working_day_after(start: date, working_days: int) -> tuple[date, bool]:
    """The last of so many working days after `start`, and whether that is sure.

    Not sure: the holidays of a year in between are not written down.
    """
    calendar = norms().calendar
    due = calendar.after(start, working_days)
    return due, all(calendar.knows(year) for year in range(start.year, due.year + 1))


def _said(rule: DeadlineRule, due: date | None) -> Said:
    if rule.working_days is None:
        parts = [f"{rule.label[0]} ngày {due:%d/%m/%Y}"]
        parts_en = [f"{rule.label[1]} on {due}"]
    else:
        events = norms().steps[rule.counted_from]
        parts = [
            f"{rule.label[0]}: {rule.working_days} ngày làm việc kể từ {events[0]}"
        ]
        parts_en = [
            f"{rule.label[1]}: {rule.working_days} working days from {events[1]}"
        ]
        if due is not None:
            parts.append(f"hạn {due:%d/%m/%Y}")
            parts_en.append(f"due {due}")
    if rule.note:
        parts.append(rule.note)
    said = ", ".join(parts)
    return said[0].upper() + said[1:], ", ".join(parts_en)


@dataclass(frozen=True, slots=True)
class Board:
    """What a council is made of, both numbers inclusive; None where not known."""

    level: str
    members: tuple[int, int] | None
    deputies: tuple[int, int] | None
    chair: str
    standing_deputy: str
    standing: str
    sentence: str


def council_board(level: str, day: date) -> Board:
    """The make-up of a council: "central", "province" (and ministry) or "unit"."""
    if level not in COUNCIL_LEVELS:
        raise ValueError(unknown_name("level", level, COUNCIL_LEVELS))
    rows = [r for r in norms_on(norms().compositions, day) if r.level == level]
    standing = standing_on(day, rows)
    if not rows:
        said = "Chưa rõ thành phần Hội đồng cấp này tại ngày xét."
        return Board(level, None, None, "", "", Standing.UNKNOWN.value, said)
    row = rows[0]
    return Board(
        level=level,
        members=row.members,
        deputies=row.deputies,
        chair=row.chair,
        standing_deputy=row.standing_deputy,
        standing=standing.value,
        sentence=with_places(_board(row), places(rows), standing),
    )


def _board(row: Composition) -> str:
    parts = [f"Chủ tịch Hội đồng: {row.chair}"]
    if row.members is not None:
        parts.append(f"{row.members[0]}–{row.members[1]} thành viên")
    if row.deputies is not None:
        low, high = row.deputies
        parts.append(
            f"{low}–{high} Phó Chủ tịch" if low else f"tối đa {high} Phó Chủ tịch"
        )
    if row.standing_deputy:
        parts.append(f"Phó Chủ tịch thường trực: {row.standing_deputy}")
    return "; ".join(parts)


@dataclass(frozen=True, slots=True)
class Duty:
    """A duty before submission: `due` None where the corpus knows nothing of it."""

    award: str
    due: bool | None
    working_days: int | None
    standing: str
    cites: tuple[str, ...]
    sentence: str
    sentence_en: str


def public_notice(award: str, day: date) -> Duty:
    """Must the proposal be published, by whom, for how many working days?"""
    name = honour(award, day).name
    rows = [rule for rule in norms_on(norms().notices, day) if award in rule.awards]
    if not rows:
        return _no_duty(award, day, f"công khai lấy ý kiến đối với “{name}”")
    standing, cites = standing_on(day, rows), places(rows)
    days = rows[0].working_days
    length = "chưa rõ số ngày" if days is None else f"{days} ngày làm việc"
    length_en = "for how long is not known" if days is None else f"{days} working days"
    said = f"Công khai đề nghị “{name}”: {rows[0].by[0]}; {length}"
    said_en = f"The proposal of “{name}” is published by {rows[0].by[1]}; {length_en}"
    return _duty(award, days, standing, cites, (said, said_en))


def consultation(award: str, day: date) -> Duty:
    """Whose opinion is asked before the award is submitted (hiệp y)?"""
    name = honour(award, day).name
    rows = [r for r in norms_on(norms().consultations, day) if award in r.awards]
    if not rows:
        return _no_duty(award, day, f"hiệp y đối với “{name}”")
    standing, cites = standing_on(day, rows), places(rows)
    vi, en = rows[0].says
    said = (f"Hiệp y “{name}”: {vi}", f"Consultation on “{name}”: {en}")
    return _duty(award, None, standing, cites, said)


def _duty(
    award: str, days: int | None, standing: Standing, cites: tuple[str, ...], said: Said
) -> Duty:
    return Duty(
        award=award,
        due=True,
        working_days=days,
        standing=standing.value,
        cites=cites,
        sentence=with_places(said[0], cites, standing),
        sentence_en=with_places(said[1], cites, standing, english=True),
    )


def _no_duty(award: str, day: date, what: str) -> Duty:
    standing_on(day, [])
    return Duty(
        award=award,
        due=None,
        working_days=None,
        standing=Standing.UNKNOWN.value,
        cites=(),
        sentence=f"Chưa tìm thấy quy định về {what} tại ngày nhận hồ sơ.",
        sentence_en="No such duty was found for the day the dossier is received.",
    )
