"""Reporting: figures by period with evidence, returned, locked, corrected."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from vinhdanh.base import audit, clock, rights, uploads
from vinhdanh.base.files import keep_file
from vinhdanh.base.refusal import Refused
from vinhdanh.base.seen import require_unchanged
from vinhdanh.indicators import figures, transitions
from vinhdanh.indicators.enums import ValueState
from vinhdanh.indicators.models import Indicator, IndicatorValue, ValueEvidence
from vinhdanh.indicators.periods import MONTHS, Period
from vinhdanh.registry.models import Unit
from vinhdanh.viet import text

FIRST_YEAR, LAST_YEAR = 1945, 2100


@dataclass(frozen=True)
class Evidence:
    """A file as it was handed in."""

    name: str
    data: bytes


@dataclass(frozen=True)
class Entry:
    """A figure as typed, for a unit and a period. seen: what stood there then."""

    indicator: Indicator
    unit: Unit
    period: Period
    typed: str
    seen: str = ""


@dataclass(frozen=True)
class Recorded:
    """What became of many figures; not one is lost: each is in one of the lists."""

    saved: list[Entry]
    same: list[Entry]
    problems: list[tuple[Entry, str]]


def record_value(
    actor: Any,
    indicator: Indicator,
    year: int,
    figure: str,
    *,
    unit: Unit | None = None,
    period: str = "",
    source: str = "",
    evidence: Sequence[Evidence] = (),
    seen: str | None = None,
) -> IndicatorValue:
    """Report a figure as typed: “50.000”, “hơn 50.000”, “hàng trăm”.

    See `figures.read`. unit: who reports, the indicator's own unit if not said.
    Reporting again changes it; what it was stays in the audit chain. New evidence joins
    what is there. Raises Refused for no number, another unit of measure, who does not
    report, and a figure that is locked. seen: the mark of what was read; see
    `base.seen`.
    """
    unit = unit or indicator.unit
    rights.require(actor, "indicator.record", unit)
    entry = Entry(indicator, unit, Period(year, period), figure)
    return report(actor, entry, source=source, evidence=evidence, seen=seen)[0]


def report(
    actor: Any,
    entry: Entry,
    *,
    source: str = "",
    evidence: Sequence[Evidence] = (),
    sender: str = "",
    seen: str | None = None,
) -> tuple[IndicatorValue, bool]:
    """Write a figure for whoever may, as `record_value`; say whether it changed.

    sender: the source of a figure that has none.
    """
    typed = _checked(entry.indicator, entry.unit, entry.period, entry.typed)
    kinds = [uploads.media_type_of(each.name, each.data) for each in evidence]
    with transaction.atomic():
        Indicator.objects.select_for_update().get(pk=entry.indicator.pk)
        value = _there(entry.indicator, entry.unit, entry.period)
        before = words_of(value) if value.pk else None
        if before and not transitions.may(transitions.REPORT, value.state):
            same = (typed.hundredths, typed.qualifier)
            if (value.hundredths, value.qualifier) == same and not evidence:
                return value, False
            raise _locked(value)
        value.hundredths, value.qualifier = typed.hundredths, typed.qualifier
        value.source = text.clean_line(source) or value.source or sender
        value.state, value.returned_because = ValueState.REPORTED, ""
        if words_of(value) == before and not evidence:
            return value, False
        if before:
            require_unchanged(value, seen)
        _write(actor, value, "indicator.record", before, evidence, kinds)
    return value, True


def correct_value(
    actor: Any,
    value: IndicatorValue,
    figure: str,
    *,
    reason: str,
    evidence: Sequence[Evidence] = (),
    seen: str | None = None,
) -> IndicatorValue:
    """Correct a locked figure, with the reason; what it was stays in the history.

    seen: the mark of what was read; see `base.seen`.
    """
    rights.require(actor, "indicator.check", value.indicator)
    typed = _checked(value.indicator, value.unit, value.when, figure)
    reason = _reason(reason)
    kinds = [uploads.media_type_of(each.name, each.data) for each in evidence]
    with transaction.atomic():
        value = _in_state(value, transitions.CORRECT)
        require_unchanged(value, seen)
        before = words_of(value)
        value.hundredths, value.qualifier = typed.hundredths, typed.qualifier
        if words_of(value) != before or evidence:
            told = (value, "indicator.correct", before, evidence, kinds)
            _write(actor, *told, reason=reason)
    return value


def return_value(
    actor: Any, value: IndicatorValue, *, reason: str, seen: str | None = None
) -> IndicatorValue:
    """Send a figure back to who reported it, with the reason; it counts no more.

    seen: the mark of what was read; see `base.seen`.
    """
    rights.require(actor, "indicator.check", value.indicator)
    reason = _reason(reason)
    with transaction.atomic():
        value = _in_state(value, transitions.RETURN)
        require_unchanged(value, seen)
        before = words_of(value)
        value.state = transitions.TRANSITIONS[transitions.RETURN][1]
        value.returned_because = reason
        value.save()
        audit.record(
            actor,
            "indicator.return",
            value,
            before=before,
            after=words_of(value),
            reason=value.returned_because,
        )
    return value


def lock_values(
    actor: Any, values: Collection[IndicatorValue], *, seen: str | None = None
) -> int:
    """Lock reported figures: they change by correction alone. Returns how many.

    Figures that are returned, or locked before, stay as they are. seen: the mark of
    what was read; see `base.seen`.
    """
    owners = {value.indicator_id: value.indicator for value in values}
    for indicator in owners.values():
        rights.require(actor, "indicator.check", indicator)
    with transaction.atomic():
        rows = IndicatorValue.objects.select_for_update().filter(
            pk__in=[value.pk for value in values]
        )
        found = list(rows.select_related("indicator", "unit__subject"))
        for row in found:
            require_unchanged(row, seen)
        ready = [row for row in found if transitions.may(transitions.LOCK, row.state)]
        deeds = []
        for row in ready:
            before = words_of(row)
            row.state = transitions.TRANSITIONS[transitions.LOCK][1]
            deeds.append(audit.Deed("indicator.lock", row, before, words_of(row)))
        IndicatorValue.objects.bulk_update(ready, ["state"], batch_size=500)
        audit.record_many(actor, deeds)
    return len(ready)


def record_many(actor: Any, entries: Iterable[Entry], *, source: str = "") -> Recorded:
    """Report many figures; each that cannot be kept is told with its reason.

    A figure that somebody else changed since it was seen is not overwritten.
    """
    done = Recorded([], [], [])
    with transaction.atomic():
        for entry in entries:
            try:
                _record_one(actor, entry, source, done)
            except rights.Forbidden:
                raise
            except Refused as refusal:
                done.problems.append((entry, refusal.message))
    return done


def _record_one(actor: Any, entry: Entry, source: str, done: Recorded) -> None:
    value = _there(entry.indicator, entry.unit, entry.period)
    now = value.shown if value.pk else ""
    typed = text.clean_line(entry.typed)
    if typed == now or (not typed and not entry.seen and not now):
        done.same.append(entry)
        return
    if not typed:
        raise Refused(
            "indicator.emptied",
            _(
                "đang có số %(now)s, không xóa được bằng cách để trống. Ghi số đúng, "
                "hoặc nhờ nơi nhận trả lại."
            )
            % {"now": now},
        )
    if entry.seen != now:
        told = {"now": now or _("chưa có số")}
        raise Refused(
            "indicator.changed_since",
            _("người khác vừa ghi: %(now)s. Xem lại rồi lưu lần nữa.") % told,
        )
    record_value(
        actor,
        entry.indicator,
        entry.period.year,
        typed,
        unit=entry.unit,
        period=entry.period.code,
        source=source,
    )
    done.saved.append(entry)


def words_of(value: IndicatorValue) -> dict[str, Any]:
    """What a figure says, for the audit."""
    return {
        "of": str(value.unit),
        "year": value.year,
        "period": value.period,
        "figure": value.shown,
        "state": str(ValueState(value.state).label),
        "source": value.source,
    }


def _checked(
    indicator: Indicator, unit: Unit, period: Period, figure: str
) -> figures.Typed:
    """What was typed, once it may stand for this indicator, unit and period."""
    typed = figures.read(figure)
    if typed.measure and text.fold(typed.measure) != text.fold(indicator.measure):
        raise Refused(
            "indicator.other_measure",
            _(
                "“%(name)s” tính bằng %(measure)s, không phải %(other)s. Người và lượt "
                "là hai số khác nhau."
            )
            % {
                "name": indicator.name,
                "measure": indicator.measure,
                "other": typed.measure,
            },
        )
    if period.code not in MONTHS or not FIRST_YEAR <= period.year <= LAST_YEAR:
        raise Refused(
            "indicator.no_period",
            _("“%(slot)s” không phải kỳ báo cáo. Ví dụ đúng: 2026, 2026-Q1, 2026-M03.")
            % {"slot": period.slot},
        )
    if not indicator.reporters.filter(unit=unit).exists():
        raise Refused(
            "indicator.not_reporter",
            _("%(unit)s không thuộc diện báo cáo “%(name)s”.")
            % {"unit": unit, "name": indicator.name},
        )
    return typed


def _there(indicator: Indicator, unit: Unit, period: Period) -> IndicatorValue:
    """The figure reported for a unit and period, or a new one not yet written."""
    key: dict[str, Any] = {"indicator": indicator, "unit": unit}
    key |= {"year": period.year, "period": period.code}
    found = IndicatorValue.objects.filter(**key).first()
    return found or IndicatorValue(**key)


def _in_state(value: IndicatorValue, verb: str) -> IndicatorValue:
    rows = IndicatorValue.objects.select_related("indicator", "unit__subject")
    locked = rows.select_for_update(of=("self",)).get(pk=value.pk)
    if not transitions.may(verb, locked.state):
        raise Refused(
            "indicator.state",
            _("Số liệu này %(state)s nên không làm được việc ấy.")
            % {"state": locked.get_state_display()},
        )
    return locked


def _locked(value: IndicatorValue) -> Refused:
    return Refused(
        "indicator.locked",
        _("Số liệu %(when)s đã khóa là %(now)s. Muốn sửa, nhờ nơi nhận đính chính.")
        % {"when": value.when, "now": value.shown},
    )


def _reason(reason: str) -> str:
    reason = text.clean_line(reason)
    if not reason:
        raise Refused("indicator.no_reason", _("Hãy ghi lý do."))
    return reason


def _write(
    actor: Any,
    value: IndicatorValue,
    verb: str,
    before: dict[str, Any] | None,
    evidence: Sequence[Evidence],
    kinds: Sequence[str],
    reason: str = "",
) -> None:
    value.recorded_at = clock.now()
    value.recorded_by_id = actor.pk
    value.save()
    kept = [
        keep_file(
            each.data,
            name=each.name,
            media_type=media_type,
            unit_id=value.unit_id,
            actor=value.recorded_by,
        )
        for each, media_type in zip(evidence, kinds, strict=True)
    ]
    ValueEvidence.objects.bulk_create(
        ValueEvidence(value=value, file=file) for file in kept
    )
    after = words_of(value)
    if kept:
        after["evidence"] = [file.sha256 for file in kept]
    audit.record(
        actor,
        verb,
        value,
        before=before,
        after=after,
        reason=reason or value.source,
    )
