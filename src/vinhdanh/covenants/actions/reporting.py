"""What a party has reached of a pledge, where no indicator tells it."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from vinhdanh.base import audit, clock, rights, uploads
from vinhdanh.base.files import keep_file
from vinhdanh.base.refusal import Refused
from vinhdanh.covenants.actions.signing import Scan
from vinhdanh.covenants.models import CovenantParty, Pledge, PledgeReport
from vinhdanh.indicators import figures
from vinhdanh.viet import dates, text


def report_pledge(
    actor: Any,
    party: CovenantParty,
    pledge: Pledge,
    *,
    as_of: date,
    figure: str = "",
    words: str = "",
    evidence: Scan | None = None,
) -> PledgeReport:
    """Say what a party has reached of a pledge until a day; earlier words stay.

    figure: as it is written, “hơn 98”; asked of a measured pledge, in its measure.
    """
    rights.require(actor, "covenant.report", party)
    _check(party, pledge, as_of)
    typed = _typed(pledge, figure)
    if typed is None and not words.strip():
        raise Refused("pledge.empty", _("Hãy ghi kết quả đạt được."))
    media_type = uploads.media_type_of(evidence.name, evidence.data) if evidence else ""
    with transaction.atomic():
        kept = (
            keep_file(
                evidence.data,
                name=evidence.name,
                media_type=media_type,
                unit_id=party.unit_id,
                actor=actor,
            )
            if evidence
            else None
        )
        report = PledgeReport.objects.create(
            pledge=pledge,
            party=party,
            as_of=as_of,
            hundredths=typed.hundredths if typed else None,
            qualifier=typed.qualifier if typed else "",
            words=words,
            evidence=kept,
            at=clock.now(),
            by=actor,
            by_name=str(actor),
        )
        audit.record(
            actor,
            "covenant.report",
            party,
            after={
                "pledge": pledge.name,
                "as_of": as_of,
                "value": report.shown,
                "words": words,
                "file": kept.sha256 if kept else "",
            },
        )
    return report


def _check(party: CovenantParty, pledge: Pledge, as_of: date) -> None:
    if pledge.covenant_id != party.covenant_id:
        raise Refused(
            "pledge.foreign", _("Cam kết này không thuộc giao ước của bên báo cáo.")
        )
    if party.signed_on is None:
        raise Refused(
            "pledge.unsigned",
            _("“%(party)s” chưa ký giao ước nên chưa báo cáo kết quả.")
            % {"party": party},
        )
    if as_of > clock.today():
        raise Refused(
            "pledge.future",
            _("Ngày %(day)s chưa đến. Hãy xem lại ngày tính kết quả.")
            % {"day": dates.short(as_of)},
        )


def _typed(pledge: Pledge, figure: str) -> figures.Typed | None:
    if not figure.strip():
        if pledge.is_measured:
            raise Refused(
                "pledge.no_figure",
                _("Cam kết này đo đếm được nên cần số đạt được, tính bằng %(measure)s.")
                % {"measure": pledge.measure},
            )
        return None
    if not pledge.is_measured:
        raise Refused(
            "pledge.no_measure",
            _("Cam kết này không có mức đo. Hãy ghi kết quả bằng lời."),
        )
    typed = figures.read(figure)
    if typed.hundredths < 0:
        raise Refused("pledge.negative", _("Số đạt được không được âm."))
    if typed.measure and text.fold(typed.measure) != text.fold(pledge.measure):
        raise Refused(
            "pledge.other_measure",
            _("Cam kết tính bằng %(asked)s, số vừa ghi tính bằng %(typed)s.")
            % {"asked": pledge.measure, "typed": typed.measure},
        )
    return typed
