"""Nominees of a list, put forward in the office's open round."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from vinhdanh.intake.entering.protocol import Entering, change, counted
from vinhdanh.intake.staged import Comparing, Staged, sheet_problem
from vinhdanh.ledger.enums import Basis
from vinhdanh.nominations import actions as nominations
from vinhdanh.nominations.enums import NominationState, RoundState
from vinhdanh.nominations.models import Nomination, Round
from vinhdanh.nominations.printed import printed_on
from vinhdanh.registry.models import Subject, Unit


def rounds_of(unit: Unit, year: int) -> list[Round]:
    """Return the open rounds of an office's year that a list may go to."""
    found = Round.objects.filter(unit=unit, year=year, state=RoundState.OPEN)
    return list(found.order_by("pk"))


def _prepare(rows: list[Staged], comparing: Comparing) -> list[dict[str, Any]]:
    rounds = rounds_of(comparing.unit, comparing.place.year)
    asked, comparing.known = str(comparing.target or ""), set()
    chosen = [one for one in rounds if str(one.public_id) == asked or len(rounds) == 1]
    comparing.target = chosen[0] if chosen else None
    if not chosen:
        year = {"year": comparing.place.year}
        if rounds:
            return [sheet_problem(_("Chọn đợt bình xét nhận danh sách này."))]
        what = _("Năm %(year)s chưa có đợt bình xét nào đang mở. Hãy mở đợt trước.")
        return [sheet_problem(what % year)]
    round_ = chosen[0]
    comparing.known = set(
        Nomination.objects.filter(round=round_)
        .exclude(state=NominationState.WITHDRAWN)
        .values_list("subject_id", "award", "basis")
    )
    printed = printed_on(round_, [row.subject for row in rows if row.subject])
    return [
        comparing.problem(
            row,
            "name",
            _("“%(name)s” không có trong danh sách của “%(unit)s” năm %(year)s.")
            % {
                "name": row.subject,
                "unit": round_.unit,
                "year": round_.governing_day.year,
            },
        )
        for row in rows
        if row.subject and row.subject.pk not in printed
    ]


def _basis(row: Staged) -> str:
    return str(row.values.get("basis") or Basis.MERIT)


def _changes(row: Staged, comparing: Comparing) -> list[dict[str, Any]]:
    assert row.subject is not None  # noqa: S101 - asked for known subjects only
    return [
        change("nomination", code, year=comparing.place.year)
        for code in row.values.get("awards") or []
        if (row.subject.pk, code, _basis(row)) not in comparing.known
    ]


def _enter(actor: Any, rows: Sequence[Staged], comparing: Comparing) -> dict[str, int]:
    lists: dict[tuple[str, str, str], list[Subject]] = {}
    for row in rows:
        for item in row.changes:
            achievement = row.values.get("achievement") or ""
            key = (item["after"], _basis(row), achievement)
            if row.subject is not None:
                lists.setdefault(key, []).append(row.subject)
    made = 0
    for (award, basis, achievement), subjects in lists.items():
        made += len(
            nominations.nominate_many(
                actor,
                comparing.target,
                subjects,
                award,
                basis=basis,
                achievement=achievement,
            )
        )
    return counted(rows, nominations=made)


ENTERING = Entering(_changes, _enter, _prepare)
