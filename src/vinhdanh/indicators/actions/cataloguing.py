"""The catalogue: what is counted, in what unit, how often, by whom, added up how."""

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from vinhdanh.base import audit, rights
from vinhdanh.base.refusal import Refused
from vinhdanh.indicators.enums import Direction, Frequency, TimeRollUp, TreeRollUp
from vinhdanh.indicators.library import Preset
from vinhdanh.indicators.models import Indicator, Reporter
from vinhdanh.registry import queries as registry
from vinhdanh.registry.models import Unit
from vinhdanh.viet import text

CODE_LENGTH = 40
# A part is counted, reported and added up as its whole.
SHARED = ("frequency", "over_time", "over_tree")


@dataclass(frozen=True)
class Terms:
    """How an indicator is reported and rolled up, beside what it is."""

    group: str = ""
    direction: str = Direction.NONE
    frequency: str = Frequency.YEAR
    over_time: str = TimeRollUp.SUM
    over_tree: str = TreeRollUp.SUM
    part_of: Indicator | None = None
    breakdown: str = ""
    source: str = ""

    def of_whole(self) -> "Terms":
        """These terms with what a part has from its whole."""
        if self.part_of is None:
            return replace(self, breakdown="")
        shared = {name: getattr(self.part_of, name) for name in SHARED}
        group = self.group or self.part_of.group
        return replace(self, group=group, **shared)


def define_indicator(
    actor: Any,
    unit: Unit,
    *,
    code: str,
    name: str,
    measure: str,
    terms: Terms | None = None,
    reporters: Collection[Unit] = (),
) -> Indicator:
    """Enter something a unit counts, by a code; the unit itself reports if none named.

    Raises Refused without code, name or unit of measure, for a code taken, and for a
    part that is measured in another unit than its whole (people are not occasions).
    """
    rights.require(actor, "indicator.record", unit)
    code = text.fold(code).replace(" ", "_")[:CODE_LENGTH]
    _check_words(code, name, measure)
    terms = (terms or Terms()).of_whole()
    _check_part(unit, measure, terms)
    _check_reporters(unit, reporters)
    with transaction.atomic():
        Unit.objects.select_for_update().get(pk=unit.pk)
        if unit.indicators.filter(code=code).exists():
            raise Refused(
                "indicator.twin",
                _("“%(unit)s” đã có chỉ số mang mã “%(code)s”.")
                % {"unit": unit, "code": code},
            )
        indicator = Indicator.objects.create(
            unit=unit,
            code=code,
            name=name,
            measure=measure,
            position=unit.indicators.count() + 1,
            **{field: getattr(terms, field) for field in asdict(Terms())},
        )
        _write_reporters(indicator, reporters or _reporters_of(terms) or [unit])
        audit.record(
            actor,
            "indicator.define",
            indicator,
            after={"code": code} | _words(indicator),
        )
    return indicator


def change_indicator(
    actor: Any, indicator: Indicator, *, name: str, measure: str, terms: Terms
) -> Indicator:
    """Mend what an indicator is called and how it is rolled up; its code stays.

    Raises Refused for another unit of measure once there are figures, or where a
    part would no longer have that of its whole.
    """
    rights.require(actor, "indicator.record", indicator)
    _check_words(indicator.code, name, measure)
    terms = replace(terms, part_of=indicator.part_of).of_whole()
    _check_part(indicator.unit, measure, terms)
    with transaction.atomic():
        locked = Indicator.objects.select_for_update().get(pk=indicator.pk)
        is_counted = locked.values.exists() or locked.parts.exists()
        if text.fold(measure) != text.fold(locked.measure) and is_counted:
            raise Refused(
                "indicator.measure_used",
                _(
                    "“%(name)s” đã có số liệu hoặc có phần chia theo %(measure)s nên "
                    "đơn vị tính giữ nguyên. Hãy lập chỉ số khác."
                )
                % {"name": locked.name, "measure": locked.measure},
            )
        before = _words(locked)
        locked.name, locked.measure = name, measure
        for field in asdict(Terms()):
            setattr(locked, field, getattr(terms, field))
        if _words(locked) == before:
            return locked
        locked.save()
        locked.parts.update(**{field: getattr(locked, field) for field in SHARED})
        audit.record(
            actor, "indicator.change", locked, before=before, after=_words(locked)
        )
    return locked


def set_reporters(actor: Any, indicator: Indicator, units: Sequence[Unit]) -> None:
    """Say which units report an indicator and its parts; who has reported stays."""
    rights.require(actor, "indicator.record", indicator)
    _check_reporters(indicator.unit, units)
    if not units:
        raise Refused("indicator.nobody", _("Hãy chọn ít nhất một đơn vị báo cáo."))
    with transaction.atomic():
        Indicator.objects.select_for_update().get(pk=indicator.pk)
        family = [indicator, *indicator.parts.all()]
        wanted = {unit.pk for unit in units}
        told = indicator.values.model.objects.filter(indicator__in=family)
        silent = set(told.values_list("unit_id", flat=True)) - wanted
        if silent:
            names = ", ".join(map(str, Unit.objects.filter(pk__in=silent)))
            raise Refused(
                "indicator.has_reported",
                _("%(units)s đã có số liệu nên vẫn ở trong danh sách báo cáo.")
                % {"units": names},
            )
        before = _reporter_names(indicator)
        for one in family:
            one.reporters.exclude(unit__in=wanted).delete()
            there = set(one.reporters.values_list("unit_id", flat=True))
            _write_reporters(one, [unit for unit in units if unit.pk not in there])
        after = _reporter_names(indicator)
        if after != before:
            audit.record(
                actor,
                "indicator.reporters",
                indicator,
                before={"reporters": before},
                after={"reporters": after},
            )


def copy_preset(
    actor: Any, unit: Unit, preset: Preset, reporters: Collection[Unit] = ()
) -> list[Indicator]:
    """Enter a catalogue of the library; what the unit has by its code stays as it is.

    Returns the indicators made.
    """
    rights.require(actor, "indicator.record", unit)
    made = []
    with transaction.atomic():
        known = {row.code: row for row in unit.indicators.all()}
        for told in preset.indicators:
            row = dict(told)
            code, name, measure = row.pop("code"), row.pop("name"), row.pop("measure")
            if code in known:
                continue
            whole = known[row.pop("part_of")] if "part_of" in row else None
            terms = Terms(**row, part_of=whole, source=preset.source)
            known[code] = define_indicator(
                actor,
                unit,
                code=code,
                name=name,
                measure=measure,
                terms=terms,
                reporters=reporters,
            )
            made.append(known[code])
    return made


def _check_words(code: str, name: str, measure: str) -> None:
    if not code or not name.strip() or not measure.strip():
        raise Refused(
            "indicator.empty", _("Hãy ghi mã, tên và đơn vị tính của chỉ số.")
        )


def _check_part(unit: Unit, measure: str, terms: Terms) -> None:
    whole = terms.part_of
    if whole is None:
        return
    if whole.unit_id != unit.pk or whole.part_of_id is not None:
        raise Refused(
            "indicator.no_whole",
            _("Chỉ chia nhỏ được một chỉ số tổng của chính “%(unit)s”.")
            % {"unit": unit},
        )
    if text.fold(whole.measure) != text.fold(measure):
        raise Refused(
            "indicator.other_measure",
            _(
                "“%(whole)s” tính bằng %(measure)s, phần chia của nó không thể tính "
                "bằng %(other)s. Người và lượt không cộng với nhau."
            )
            % {"whole": whole.name, "measure": whole.measure, "other": measure},
        )
    if not terms.breakdown.strip():
        raise Refused(
            "indicator.no_breakdown",
            _("Hãy ghi “%(whole)s” được chia theo gì, ví dụ: loại kỳ họp.")
            % {"whole": whole.name},
        )


def _check_reporters(unit: Unit, reporters: Collection[Unit]) -> None:
    below = set(registry.ids_below(unit, None)) if reporters else set()
    outside = [str(one) for one in reporters if one.pk not in below]
    if outside:
        raise Refused(
            "indicator.outside",
            _("%(units)s không thuộc “%(unit)s” nên không báo cáo chỉ số này.")
            % {"units": ", ".join(outside), "unit": unit},
        )


def _reporters_of(terms: Terms) -> list[Unit]:
    """Who reports a part: whoever reports the whole."""
    if terms.part_of is None:
        return []
    return [row.unit for row in terms.part_of.reporters.select_related("unit__subject")]


def _write_reporters(indicator: Indicator, units: Collection[Unit]) -> None:
    Reporter.objects.bulk_create(
        Reporter(indicator=indicator, unit=unit) for unit in units
    )


def _reporter_names(indicator: Indicator) -> list[str]:
    rows = indicator.reporters.select_related("unit__subject")
    return sorted(str(row.unit) for row in rows)


def _words(indicator: Indicator) -> dict[str, Any]:
    fields = (
        *("name", "group", "measure", "direction", "frequency"),
        *("over_time", "over_tree", "breakdown", "source"),
    )
    words = {field: str(getattr(indicator, field)) for field in fields}
    if indicator.part_of is not None:
        words["part_of"] = indicator.part_of.code
    return {name: value for name, value in words.items() if value}
