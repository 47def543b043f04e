"""Titles registered for the year, into the movement that the office takes part in."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vinhdanh import assess
from vinhdanh.base import clock
from vinhdanh.base.refusal import Refused
from vinhdanh.intake import understanding, untaken
from vinhdanh.intake.entering.protocol import Entering, change, counted
from vinhdanh.intake.staged import Comparing, Staged, sheet_problem
from vinhdanh.movements import actions as movements
from vinhdanh.movements import queries
from vinhdanh.movements.actions import personal
from vinhdanh.movements.enums import RegistrationState
from vinhdanh.movements.models import Movement, PersonalTarget
from vinhdanh.registry import aliases


@dataclass(frozen=True)
class _Known:
    """What the movement has: (subject, award), and targets as a sheet says them."""

    titles: set[tuple[int, str]] = field(default_factory=set)
    targets: dict[int, str] = field(default_factory=dict)


def _prepare(rows: list[Staged], comparing: Comparing) -> list[dict[str, Any]]:
    movement = queries.movement_of_year(comparing.unit, comparing.place.year)
    comparing.target, comparing.known = movement, _Known()
    if movement is None:
        what = _(
            "Năm %(year)s chưa phát động phong trào nào nên chưa nhận đăng ký. Hãy "
            "phát động phong trào trước."
        ) % {"year": comparing.place.year}
        return [sheet_problem(what)]
    titles = movement.registrations.exclude(state=RegistrationState.WITHDRAWN)
    comparing.known = _Known(
        set(titles.values_list(aliases.main_id("subject"), "award")),
        _kept_targets(movement),
    )
    return [
        *_no_titles(rows, comparing),
        *_elsewhere(rows, comparing, movement),
        *_bad_targets(rows, comparing),
        *untaken.other_posts(rows, comparing),
    ]


def _kept_targets(movement: Movement) -> dict[int, str]:
    """Return the personal targets of each subject as a sheet writes them."""
    kept: dict[int, list[PersonalTarget]] = {}
    targets = movement.personal_targets.annotate(main=aliases.main_id("subject"))
    for row in targets:
        kept.setdefault(row.main, []).append(row)
    return {subject: personal.said(personal.lines_of(r)) for subject, r in kept.items()}


def _bad_targets(rows: list[Staged], comparing: Comparing) -> list[dict[str, Any]]:
    """Say of each row whose targets the deed would refuse, why."""
    problems = []
    for row in rows:
        if row.subject is not None and row.values.get("targets"):
            lines = personal.read(row.values["targets"])
            try:
                personal.check(row.subject, lines)
            except Refused as refusal:
                problems.append(comparing.problem(row, "targets", refusal.message))
    return problems


def _no_titles(rows: list[Staged], comparing: Comparing) -> list[dict[str, Any]]:
    awards = assess.awards()
    return [
        comparing.problem(
            row,
            "awards",
            _("“%(award)s” không phải danh hiệu thi đua nên không đăng ký.")
            % {"award": awards[code].name},
        )
        for row in rows
        for code in row.values.get("awards") or []
        if awards[code].kind != "title"
    ]


def _elsewhere(
    rows: list[Staged], comparing: Comparing, movement: Movement
) -> list[dict[str, Any]]:
    asked = [row for row in rows if row.subject and row.values.get("awards")]
    part: dict[date, dict[int, Any]] = {}
    problems = []
    by_day: dict[date, list[Staged]] = defaultdict(list)
    for row in asked:
        by_day[_day(row) or clock.today()].append(row)
    for day, some in by_day.items():
        subjects = [row.subject for row in some if row.subject]
        part[day] = queries.units_of(movement, subjects, day)
        problems += [
            comparing.problem(
                row,
                "name",
                _("“%(name)s” không thuộc “%(unit)s” nên không đăng ký ở đây.")
                % {"name": row.subject, "unit": movement.unit},
            )
            for row in some
            if row.subject and row.subject.pk not in part[day]
        ]
    return problems


def _day(row: Staged) -> date | None:
    return understanding.day(row.values.get("filed_on"))


def _changes(row: Staged, comparing: Comparing) -> list[dict[str, Any]]:
    assert row.subject is not None  # noqa: S101 - asked for known subjects only
    codes = row.values.get("awards") or []
    changes = [
        change("registration", code, year=comparing.place.year)
        for code in codes
        if (row.subject.pk, code) not in comparing.known.titles
    ]
    wanted = personal.said(personal.read(row.values.get("targets") or ""))
    before = comparing.known.targets.get(row.subject.pk)
    if wanted and codes and wanted != before:
        changes.append(change("personal_targets", wanted, before=before))
    return changes


def _enter(actor: Any, rows: Sequence[Staged], comparing: Comparing) -> dict[str, int]:
    by_day: dict[date | None, dict[Any, list[str]]] = {}
    for row in rows:
        codes = _told(row, "registration")
        if codes and row.subject is not None:
            wanted = by_day.setdefault(_day(row), {})
            wanted.setdefault(row.subject, []).extend(codes)
    made = 0
    for day, wanted in by_day.items():
        filed = movements.register_many(actor, comparing.target, wanted, on=day)
        made += len(filed)
    _enter_targets(actor, rows, comparing)
    return counted(rows, registrations=made)


def _enter_targets(actor: Any, rows: Sequence[Staged], comparing: Comparing) -> None:
    by_day: dict[date | None, dict[Any, list[personal.PersonalLine]]] = {}
    for row in rows:
        if row.subject is not None:
            for told in _told(row, "personal_targets"):
                wanted = by_day.setdefault(_day(row), {})
                wanted[row.subject] = personal.read(told)
    for day, wanted in by_day.items():
        movements.set_targets(actor, comparing.target, wanted, on=day)


def _told(row: Staged, what: str) -> list[str]:
    return [item["after"] for item in row.changes if item["what"] == what]


_NOT_TAKEN = {
    **untaken.NOTE,
    "initiative": gettext_lazy(
        "sáng kiến mới đăng ký chưa được công nhận; nộp ở trang sáng kiến."
    ),
}
ENTERING = Entering(_changes, _enter, _prepare, not_taken=_NOT_TAKEN)
