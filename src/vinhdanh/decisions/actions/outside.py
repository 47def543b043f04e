"""Recording what another authority decided for people and collectives of a unit."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from vinhdanh import assess
from vinhdanh.base.refusal import Refused
from vinhdanh.decisions.actions.granting import granted_line
from vinhdanh.ledger import actions as ledger
from vinhdanh.ledger.enums import Basis
from vinhdanh.ledger.models import Award
from vinhdanh.nominations.enums import NominationState
from vinhdanh.nominations.models import Nomination
from vinhdanh.nominations.moves import move_many
from vinhdanh.nominations.transitions import Verb
from vinhdanh.registry import queries as registry
from vinhdanh.registry.enums import SubjectKind
from vinhdanh.registry.models import Subject, Unit
from vinhdanh.viet import text


@dataclass(frozen=True)
class OutsideLine:
    """One recipient of another authority's decision."""

    subject: Subject
    code: str
    year: int
    achievement: str = ""
    basis: str = Basis.MERIT


@dataclass(frozen=True)
class OutsideDecision:
    """Another authority's decision, as its paper says."""

    authority_name: str
    number: str
    decided_on: date | None


def record_outside(
    actor: Any,
    unit: Unit,
    decision: OutsideDecision,
    *,
    nominations: Sequence[Nomination] = (),
    lines: Sequence[OutsideLine] = (),
) -> list[Award]:
    """Record another authority's decision: nominations it granted, and other lines.

    A line whose subject, award, year and basis are those of a nomination sent above
    grants that nomination. Nothing is entered unless everything can be.
    """
    if not text.clean_line(decision.authority_name):
        raise Refused(
            "ledger.authority_missing",
            _("Hãy ghi người, cơ quan đã quyết định, như trên văn bản."),
        )
    if not nominations and not lines:
        raise Refused(
            "ledger.nobody", _("Hãy chọn ít nhất một cá nhân, tập thể được khen.")
        )
    days = {nomination.round.governing_day for nomination in nominations}
    reach = _reach(unit, days | {date(line.year, 12, 31) for line in lines})
    known = assess.awards()
    if any(line.code not in known for line in lines):
        raise Refused("ledger.unknown_award", _("Hãy chọn danh hiệu, hình thức."))
    with transaction.atomic():
        granted = [*nominations, *_matching(reach, lines, nominations)]
        _refuse_unsent(reach, granted)
        answered = {_key_of(nomination) for nomination in granted}
        free = [line for line in lines if _key(line) not in answered]
        awards = ledger.record_outside_decision(
            actor,
            unit,
            [granted_line(nomination) for nomination in granted]
            + [_printed_line(line, reach) for line in free],
            ledger.DecisionRef(
                authority_name=decision.authority_name,
                number=text.clean_line(decision.number),
                decided_on=decision.decided_on,
            ),
        )
        if granted:
            move_many(actor, granted, Verb.CONFER, reason=decision.number)
            for nomination, award in zip(granted, awards, strict=False):
                nomination.conferred_as = award
            Nomination.objects.bulk_update(granted, ["conferred_as"])
    return awards


def _reach(unit: Unit, days: set[date]) -> set[int]:
    """Return the units below today and on the days the lines speak of."""
    reach = {below.pk for below in registry.units_below(unit)}
    for day in days:
        reach |= {below.pk for below in registry.units_below(unit, day)}
    return reach


def _key(line: OutsideLine) -> tuple[int, str, int, str]:
    return line.subject.pk, line.code, line.year, str(line.basis)


def _key_of(nomination: Nomination) -> tuple[int, str, int, str]:
    return (
        nomination.subject_id,
        nomination.award,
        nomination.round.year,
        nomination.basis,
    )


def _matching(
    reach: set[int], lines: Sequence[OutsideLine], named: Sequence[Nomination]
) -> list[Nomination]:
    """Return the nominations sent above that the lines grant without naming them."""
    wanted = {_key(line) for line in lines}
    sent = (
        Nomination.objects.select_for_update(of=("self",))
        .filter(
            state=NominationState.FORWARDED,
            subject__in=[line.subject.pk for line in lines],
            unit__in=reach,
        )
        .exclude(pk__in=[nomination.pk for nomination in named])
        .select_related("round", "subject", "unit")
        .order_by("pk")
    )
    return [nomination for nomination in sent if _key_of(nomination) in wanted]


def _refuse_unsent(reach: set[int], nominations: Sequence[Nomination]) -> None:
    wrong = [
        nomination.name
        for nomination in nominations
        if nomination.state != NominationState.FORWARDED
        or nomination.unit_id not in reach
    ]
    if wrong:
        raise Refused(
            "ledger.not_sent_above",
            _("Không phải đề nghị đã trình cấp trên: %(names)s.")
            % {"names": ", ".join(wrong)},
        )


def _printed_line(line: OutsideLine, reach: set[int]) -> ledger.AwardLine:
    """Return a line as printed on the last day of its year."""
    day = date(line.year, 12, 31)
    if line.subject.kind == SubjectKind.PERSON:
        person = line.subject.person
        post = registry.post_on(person, day) or registry.present_post(person)
        unit = post.unit if post else None
        title = post.title if post else ""
    else:
        unit, title = registry.unit_of_subject(line.subject), ""
    if unit is None or unit.pk not in reach:
        raise Refused(
            "ledger.not_ours",
            _("%(name)s không thuộc đơn vị này năm %(year)s.")
            % {"name": line.subject.name, "year": line.year},
        )
    is_unit = line.subject.kind == SubjectKind.UNIT
    above = registry.parent_of(unit, day) if is_unit else unit
    return ledger.AwardLine(
        subject=line.subject,
        code=line.code,
        year=line.year,
        unit=unit,
        recipient_name=(registry.name_on(unit, day) if is_unit else line.subject.name),
        recipient_title=title,
        unit_name=registry.name_on(above, day) if above else "",
        achievement=line.achievement,
        basis=line.basis,
    )
