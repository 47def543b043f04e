"""Figures pushed by another system with a key: all rows of a call, or none."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from vinhdanh.base import clock
from vinhdanh.base.refusal import Refused
from vinhdanh.indicators import pushed, queries
from vinhdanh.indicators.actions import reporting
from vinhdanh.indicators.actions.keys import hash_of
from vinhdanh.indicators.models import ApiCall, ApiKey, Indicator
from vinhdanh.indicators.periods import Period, read_slot
from vinhdanh.indicators.pushed import PushedRow

CALLS_A_MINUTE: Final = 60
LONGEST_REPEAT_KEY: Final = 100
OK, CONFLICT, TOO_LARGE, WRONG_TYPE, UNFIT, TOO_OFTEN = 200, 409, 413, 415, 422, 429
_STATUS: Final = {"push.too_large": TOO_LARGE, "push.media_type": WRONG_TYPE}


@dataclass(frozen=True)
class Answer:
    """What a call is answered with; is_repeat: it was answered before, just so."""

    status: int
    told: dict[str, Any]
    is_repeat: bool = False


class Machine:
    """Who pushed, for the audit: the key by name, on the word of who issued it."""

    def __init__(self, key: ApiKey) -> None:
        self.pk = key.created_by_id
        self._name = f"{key.name} (khóa {key.prefix}…)"

    def __str__(self) -> str:
        return self._name


def key_of(secret: str) -> ApiKey | None:
    """Return the key that is in force under a secret; None for any other."""
    rows = ApiKey.objects.select_related("unit__subject", "created_by")
    return rows.filter(key_hash=hash_of(secret), revoked_at=None).first()


def push(key: ApiKey, body: bytes, media_type: str, repeat_key: str = "") -> Answer:
    """Take a call's rows in, all or none, and answer row by row.

    The same figure for the same period changes nothing. A repeat_key answered with
    success before gives the same answer again; with another body it is refused.
    """
    body_hash = hashlib.sha256(f"{media_type}\n".encode() + body).hexdigest()
    with transaction.atomic():
        key = ApiKey.objects.select_for_update().get(pk=key.pk)
        before = key.calls.filter(idempotency_key=repeat_key) if repeat_key else None
        known = before.first() if before is not None else None
        if known is not None and known.body_hash == body_hash:
            return Answer(known.status, known.answer, is_repeat=True)
        if key.revoked_at is not None:
            return _refused(UNFIT, "key.revoked", _("Khóa đã bị thu hồi."))
        a_minute_ago = clock.now() - timedelta(minutes=1)
        if key.calls.filter(at__gt=a_minute_ago).count() >= CALLS_A_MINUTE:
            said = _("Gửi nhiều nhất %(n)s lần một phút.") % {"n": CALLS_A_MINUTE}
            return _refused(TOO_OFTEN, "push.too_often", said)
        if known is not None:
            said = _("Idempotency-Key này đã dùng cho một nội dung khác.")
            answer = _refused(CONFLICT, "push.other_body", said)
        elif len(repeat_key) > LONGEST_REPEAT_KEY:
            said = _("Idempotency-Key dài nhất 100 ký tự.")
            answer = _refused(UNFIT, "push.long_key", said)
        else:
            answer = _take_in(key, body, media_type)
        key.last_used_at = clock.now()
        key.save(update_fields=["last_used_at"])
        is_done = answer.status == OK
        ApiCall.objects.create(
            key=key,
            at=clock.now(),
            idempotency_key=repeat_key if is_done and repeat_key else None,
            body_hash=body_hash,
            status=answer.status,
            answer=answer.told,
        )
    return answer


def _refused(status: int, code: str, message: str) -> Answer:
    return Answer(status, {"loi": {"ma": code, "noi_dung": message}})


def _take_in(key: ApiKey, body: bytes, media_type: str) -> Answer:
    try:
        rows = pushed.read(body, media_type)
    except Refused as refusal:
        status = _STATUS.get(refusal.code, UNFIT)
        return _refused(status, refusal.code, refusal.message)
    told: list[dict[str, Any]] = []
    with transaction.atomic():
        seen: dict[tuple[int, Period], int] = {}
        told.extend(_take_row(key, row, seen) for row in rows)
        wrong = [row for row in told if row["ket_qua"] == "loi"]
        if wrong:
            transaction.set_rollback(True)
    if wrong:
        message = _("%(n)s/%(of)s dòng có lỗi; chưa dòng nào được ghi.") % {
            "n": len(wrong),
            "of": len(rows),
        }
        answer = _refused(UNFIT, "push.rows", message)
        return Answer(UNFIT, answer.told | {"dong": wrong})
    return Answer(OK, _counted(told))


def _counted(told: Sequence[dict[str, Any]]) -> dict[str, Any]:
    saved = sum(row["ket_qua"] == "da_ghi" for row in told)
    return {
        "so_dong": len(told),
        "da_ghi": saved,
        "khong_doi": len(told) - saved,
        "dong": list(told),
    }


def _take_row(
    key: ApiKey, row: PushedRow, seen: dict[tuple[int, Period], int]
) -> dict[str, Any]:
    """Report one row; what it is refused for goes into its answer."""
    told: dict[str, Any] = {"so": row.number, "chi_so": row.code, "ky": row.period}
    try:
        indicator, period = _asked(key, row)
        _refuse_twin(row, seen.setdefault((indicator.pk, period), row.number))
        value, changed = reporting.report(
            Machine(key),
            reporting.Entry(indicator, key.unit, period, row.figure),
            source=row.source,
            sender=key.name,
        )
    except Refused as refusal:
        return told | {"ket_qua": "loi", "ma": refusal.code, "loi": refusal.message}
    word = "da_ghi" if changed else "khong_doi"
    return told | {"ket_qua": word, "gia_tri": value.shown}


def _refuse_twin(row: PushedRow, first: int) -> None:
    if first != row.number:
        raise Refused(
            "push.twin", _("trùng chỉ số và kỳ với dòng %(n)s.") % {"n": first}
        )


def _asked(key: ApiKey, row: PushedRow) -> tuple[Indicator, Period]:
    if row.problem:
        raise Refused("push.row", row.problem)
    indicator = queries.indicator_for(key.unit, row.code)
    if indicator is None or not _may_fill(key, indicator):
        raise Refused(
            "push.no_indicator",
            _("khóa này không gửi được chỉ số “%(code)s”.") % {"code": row.code},
        )
    period = read_slot(row.period)
    if period is None:
        raise Refused(
            "indicator.no_period",
            _("“%(slot)s” không phải kỳ báo cáo. Ví dụ đúng: 2026, 2026-Q1, 2026-M03.")
            % {"slot": row.period},
        )
    return indicator, period


def _may_fill(key: ApiKey, indicator: Indicator) -> bool:
    named = set(key.indicators.values_list("pk", flat=True))
    return not named or bool(named & {indicator.pk, indicator.part_of_id})
