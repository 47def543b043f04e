"""What an office does with the figures of its year."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from vinhdanh.base import audit, clock, rights
from vinhdanh.base.files import keep_file
from vinhdanh.base.models import StoredFile
from vinhdanh.base.refusal import Refused
from vinhdanh.indicators import figures
from vinhdanh.indicators.models import Indicator, IndicatorValue
from vinhdanh.registry.models import Unit
from vinhdanh.viet import text

# By the first bytes of a file; what it calls itself is not believed.
EVIDENCE_KINDS = (
    (b"%PDF-", ".pdf", "application/pdf"),
    (b"\xff\xd8\xff", ".jpg", "image/jpeg"),
    (b"\xff\xd8\xff", ".jpeg", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", ".png", "image/png"),
    (
        b"PK\x03\x04",
        ".docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    (
        b"PK\x03\x04",
        ".xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
)
LARGEST_EVIDENCE_BYTES = 10 * 1024 * 1024


@dataclass(frozen=True)
class Evidence:
    """A file as it was handed in."""

    name: str
    data: bytes


def define_indicator(
    actor: Any, unit: Unit, *, code: str, name: str, measure: str
) -> Indicator:
    """Enter something a unit counts; targets of movements refer to it by `code`."""
    rights.require(actor, "indicator.record", unit)
    code = text.fold(code).replace(" ", "_")
    if not code or not name.strip() or not measure.strip():
        raise Refused(
            "indicator.empty", _("Hãy ghi mã, tên và đơn vị tính của chỉ số.")
        )
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
        )
        audit.record(
            actor,
            "indicator.define",
            indicator,
            after={"code": code, "name": name, "measure": measure},
        )
    return indicator


def record_value(
    actor: Any,
    indicator: Indicator,
    year: int,
    figure: str,
    *,
    is_approximate: bool = False,
    source: str = "",
    evidence: Evidence | None = None,
) -> IndicatorValue:
    """Write the figure of a year, as typed (“50.000”, “1,5”); see `figures.parse`.

    Writing again changes it; what it was stays in the audit chain. No new evidence
    leaves the earlier file in place. Raises Refused for what is no number.
    """
    rights.require(actor, "indicator.record", indicator)
    hundredths = figures.parse(figure)
    media_type = _media_type(evidence) if evidence else ""
    with transaction.atomic():
        Indicator.objects.select_for_update().get(pk=indicator.pk)
        value = indicator.values.filter(year=year).first()
        before = _words(value) if value else None
        value = value or IndicatorValue(indicator=indicator, year=year)
        value.hundredths = hundredths
        value.is_approximate = is_approximate
        value.source = text.clean_line(source)
        if evidence:
            value.evidence = _keep(actor, indicator, evidence, media_type)
        after = _words(value)
        if after == before:
            return value
        value.recorded_at, value.recorded_by = clock.now(), actor
        value.save()
        audit.record(
            actor,
            "indicator.record",
            indicator,
            before=before,
            after=after,
            reason=value.source,
        )
    return value


def _words(value: IndicatorValue) -> dict[str, Any]:
    return {
        "year": value.year,
        "hundredths": value.hundredths,
        "is_approximate": value.is_approximate,
        "source": value.source,
        "evidence": value.evidence.sha256 if value.evidence else None,
    }


def _media_type(evidence: Evidence) -> str:
    if len(evidence.data) > LARGEST_EVIDENCE_BYTES:
        raise Refused(
            "indicator.evidence_too_large",
            _("Tệp “%(name)s” lớn hơn 10 MB. Hãy nén hoặc tách tệp.")
            % {"name": evidence.name},
        )
    for first_bytes, ending, media_type in EVIDENCE_KINDS:
        if evidence.data.startswith(first_bytes) and evidence.name.lower().endswith(
            ending
        ):
            return media_type
    raise Refused(
        "indicator.evidence_kind",
        _("Tệp “%(name)s” không phải PDF, Word, Excel hoặc ảnh JPG, PNG.")
        % {"name": evidence.name},
    )


def _keep(
    actor: Any, indicator: Indicator, evidence: Evidence, media_type: str
) -> StoredFile:
    return keep_file(
        evidence.data,
        name=evidence.name,
        media_type=media_type,
        unit_id=indicator.unit_id,
        actor=actor,
    )
