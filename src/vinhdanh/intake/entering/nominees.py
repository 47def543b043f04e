"""Nominees of a list, put forward in the office's open round."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vinhdanh.intake import untaken
from vinhdanh.intake.entering.protocol import Entering, change, counted
from vinhdanh.intake.staged import Comparing, Staged, sheet_problem
from vinhdanh.ledger.enums import Basis
from vinhdanh.nominations import actions as nominations
from vinhdanh.nominations.enums import NominationState, RoundState
from vinhdanh.nominations.models import Nomination, Round
from vinhdanh.nominations.printed import printed_on
from vinhdanh.registry import aliases
from vinhdanh.registry.models import Subject, Unit
from vinhdanh.viet import text


def rounds_of(unit: Unit, year: int) -> list[Round]:
    """Return the open rounds of an office's year that a list may go to."""
    found = Round.objects.filter(unit=unit, year=year, state=RoundState.OPEN)
    return list(found.order_by("pk"))


def _prepare(rows: list[Staged], comparing: Comparing) -> list[dict[str, Any]]:
    rounds = rounds_of(comparing.unit, comparing.place.year)
    asked, comparing.known = str(comparing.target or ""), {}
    chosen = [one for one in rounds if str(one.public_id) == asked or len(rounds) == 1]
    comparing.target = chosen[0] if chosen else None
    if not chosen:
        year = {"year": comparing.place.year}
        if rounds:
            return [sheet_problem(_("Chọn đợt bình xét nhận danh sách này."))]
        what = _("Năm %(year)s chưa có đợt bình xét nào đang mở. Hãy mở đợt trước.")
        return [sheet_problem(what % year)]
    round_ = chosen[0]
    filed = Nomination.objects.filter(round=round_)
    filed = filed.annotate(main=aliases.main_id("subject"))
    comparing.known = {
        (each.main, each.award, each.basis): each
        for each in filed.exclude(state=NominationState.WITHDRAWN)
    }
    printed = printed_on(round_, [row.subject for row in rows if row.subject])
    told = [item for row in rows for item in _told_otherwise(row, comparing)]
    told += untaken.other_posts(rows, comparing)
    return told + [
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


def _told_otherwise(row: Staged, comparing: Comparing) -> list[dict[str, Any]]:
    """Say where a nomination filed before has another summary of achievements."""
    told = row.values.get("achievement")
    if not told or row.subject is None:
        return []
    keys = [
        (row.subject.pk, code, _basis(row)) for code in row.values.get("awards") or []
    ]
    filed = [comparing.known[key] for key in keys if key in comparing.known]
    if all(each.achievement == text.clean_line(told) for each in filed):
        return []
    what = _(
        "đề nghị đã có với tóm tắt thành tích khác; ô này không được nhập. Nếu danh "
        "sách đúng, rút đề nghị cũ rồi nhập lại."
    )
    return [comparing.problem(row, "achievement", what, severity="warning")]


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


_NOT_TAKEN = {
    **untaken.NOTE,
    "votes": gettext_lazy(
        "số phiếu là kết quả một cuộc họp, được ghi ở trang cuộc họp Hội đồng cùng số "
        "có mặt và biên bản; danh sách không thay biên bản."
    ),
    "rating": gettext_lazy("xếp loại nhập bằng danh sách “Kết quả xếp loại năm”."),
    "initiative": gettext_lazy("sáng kiến nhập bằng danh sách “Sáng kiến, đề tài”."),
}
ENTERING = Entering(_changes, _enter, _prepare, not_taken=_NOT_TAKEN)
