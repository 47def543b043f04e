"""What the rooms above movements tell the line of an office's year."""

from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from vinhdanh import assess
from vinhdanh.awarding.enums import BatchState
from vinhdanh.awarding.models import CertificateBatch
from vinhdanh.councils.enums import MeetingState
from vinhdanh.councils.models import Meeting
from vinhdanh.covenants.models import CovenantParty
from vinhdanh.decisions.enums import PaperKind, PaperState
from vinhdanh.decisions.models import OfficialPaper, PaperLine
from vinhdanh.movements import timeline
from vinhdanh.movements.enums import StepOfYear
from vinhdanh.movements.timeline import Step
from vinhdanh.nominations.enums import RoundState
from vinhdanh.nominations.models import Nomination, NominationStep, Round
from vinhdanh.registry.models import Unit
from vinhdanh.scoring.enums import ScoringState
from vinhdanh.scoring.models import Scoring


@timeline.register
def covenants(unit: Unit, year: int) -> list[Step]:
    """Covenants of the unit's movements: done when every party has signed."""
    signed = list(
        CovenantParty.objects.filter(
            covenant__unit=unit,
            covenant__movement__year=year,
            covenant__replaced_by=None,
        ).values_list("signed_on", flat=True)
    )
    url = f"{reverse('covenant-list')}?nam={year}"
    days = [day for day in signed if day]
    if not signed:
        return [Step(StepOfYear.COVENANT, "", url=url)]
    detail = _("%(n)s/%(of)s đơn vị đã ký") % {"n": len(days), "of": len(signed)}
    done_on = max(days) if len(days) == len(signed) else None
    return [Step(StepOfYear.COVENANT, "", done_on=done_on, url=url, detail=detail)]


@timeline.register
def scorings(unit: Unit, year: int) -> list[Step]:
    url = f"{reverse('scoring-list')}?nam={year}"
    rows = list(Scoring.objects.filter(unit=unit, year=year))
    return [
        Step(
            StepOfYear.SCORE,
            "",
            done_on=timezone.localdate(row.final_at)
            if row.final_at and row.state != ScoringState.OPEN
            else None,
            url=url,
            detail=row.name,
        )
        for row in rows
    ] or [Step(StepOfYear.SCORE, "", url=url)]


@timeline.register
def rounds(unit: Unit, year: int) -> list[Step]:
    """Nominating, the Council and the decisions of the year's rounds."""
    found = list(Round.objects.filter(unit=unit, year=year))
    lists = (
        (StepOfYear.NOMINATE, "round-list"),
        (StepOfYear.COUNCIL, "council-list"),
        (StepOfYear.DECIDE, "paper-list"),
    )
    urls = {code: f"{reverse(route)}?nam={year}" for code, route in lists}
    if not found:
        return [Step(code, "", url=url) for code, url in urls.items()]
    steps = [
        Step(
            StepOfYear.NOMINATE,
            "",
            due_on=row.due_on,
            done_on=_closed_on(row),
            url=urls[StepOfYear.NOMINATE],
            detail=row.name,
            rests_on=_("hạn gửi đề nghị của đợt"),
        )
        for row in found
    ]
    return [*steps, _council(found, urls), _decided(found, urls)]


def _closed_on(row: Round) -> date | None:
    """The day of the last deed on the nominations of a list that is closed."""
    if row.state == RoundState.OPEN:
        return None
    steps = NominationStep.objects.filter(nomination__round=row)
    latest = steps.order_by("-at").values_list("at", flat=True).first()
    return timezone.localdate(latest) if latest else None


def _council(found: list[Round], urls: dict[StepOfYear, str]) -> Step:
    meetings = list(Meeting.objects.filter(round__in=found))
    held = [row.held_on for row in meetings if row.state == MeetingState.CLOSED]
    return Step(
        StepOfYear.COUNCIL,
        "",
        due_on=None if held else min((row.held_on for row in meetings), default=None),
        done_on=max(held) if held and len(held) == len(meetings) else None,
        url=urls[StepOfYear.COUNCIL],
        rests_on=_("ngày họp đã triệu tập"),
    )


def _decided(found: list[Round], urls: dict[StepOfYear, str]) -> Step:
    papers = OfficialPaper.objects.filter(round__in=found)
    issued = papers.filter(state=PaperState.ISSUED, kind=PaperKind.DECISION)
    latest = issued.order_by("-issued_on").first()
    is_left = papers.filter(state=PaperState.DRAFT).exists()
    return Step(
        StepOfYear.DECIDE,
        "",
        done_on=latest.issued_on if latest and not is_left else None,
        url=urls[StepOfYear.DECIDE],
    )


@timeline.register
def certificates(unit: Unit, year: int) -> list[Step]:
    """Certificates printed, which is what the programme knows of the handing out."""
    rows = list(CertificateBatch.objects.filter(unit=unit, year=year))
    done = [
        timezone.localdate(row.finished_at)
        for row in rows
        if row.finished_at and row.state == BatchState.DONE
    ]
    return [
        Step(
            StepOfYear.AWARD,
            "",
            done_on=max(done) if done and len(done) == len(rows) else None,
            url=f"{reverse('certificates')}?nam={year}",
            detail=_("đã in bằng, giấy khen") if done else "",
        )
    ]


@timeline.register
def last_days_of_the_law(unit: Unit, year: int) -> list[Step]:
    """The last days by law of what the unit has put forward to be submitted above."""
    put_forward = Nomination.objects.filter(round__unit=unit, round__year=year)
    codes = put_forward.order_by().values_list("award", flat=True).distinct()
    steps = []
    for code in codes:
        told = _last_days(code, year)
        if told:
            name = assess.awards()[code].name
            sent = _submitted_on(unit, year, code)
            steps += [
                Step(
                    f"law-{code}-{row.step}",
                    f"{name}: {row.label}",
                    due_on=row.due_on,
                    done_on=sent,
                    url=f"{reverse('paper-list')}?nam={year}",
                    rests_on="; ".join(row.cites),
                )
                for row in told
            ]
    return steps


def _last_days(code: str, year: int) -> list[assess.Deadline]:
    """The nation's last days, sourced or recalled; none of a law not read yet."""
    try:
        told = assess.deadlines(code, date(year, 12, 31), year=year)
    except assess.LawDateError:
        return []
    return [
        row
        for row in told
        if row.due_on
        and row.working_days is None
        and not row.is_local
        and row.standing != "UNKNOWN"
    ]


def _submitted_on(unit: Unit, year: int, code: str) -> date | None:
    lines = PaperLine.objects.filter(
        nomination__award=code,
        paper__unit=unit,
        paper__round__year=year,
        paper__kind=PaperKind.SUBMISSION,
        paper__state=PaperState.ISSUED,
    )
    return (
        lines.order_by("-paper__issued_on")
        .values_list("paper__issued_on", flat=True)
        .first()
    )
