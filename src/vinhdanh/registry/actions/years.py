"""What is known of a subject's year."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from vinhdanh.assess import personal
from vinhdanh.base import audit, rights
from vinhdanh.base.refusal import Refused
from vinhdanh.registry import aliases, enums, holding, queries
from vinhdanh.registry.models import DisciplineRecord, Subject, YearFact

FACTS = (
    "rating",
    "rating_decision_no",
    "rating_decided_on",
    "rating_authority",
    "absence_working_days",
    "absences",
    "training_months",
    "training_rules_observed",
    "training_result",
    "discipline",
    "pending_inquiry",
    "is_initiative_list_complete",
    "is_title_list_complete",
)
# More working days than this no year has.
MOST_DAYS = 366


def record_year_facts(
    actor: Any,
    subject: Subject,
    year: int,
    facts: Mapping[str, Any],
    *,
    source: str,
) -> YearFact:
    """Write the given facts of a subject's year; facts not given stay as known.

    A value of None says "unknown" on purpose. `source` is kept for each fact. Days of
    leave by kind also say the total. Raises Refused where the days contradict their
    total, or a discipline the dated record of one.
    """
    refuse_unknown(facts)
    holder = queries.unit_of_subject(subject)
    require_subject(actor, subject, year)
    with transaction.atomic():
        row, _made = YearFact.objects.select_for_update().get_or_create(
            subject=subject, year=year
        )
        given = settled(row, facts)
        changed = {
            name: value for name, value in given.items() if getattr(row, name) != value
        }
        if not changed:
            return row
        records = DisciplineRecord.objects.filter(
            person__in=aliases.records([subject.pk]),
            first_day__year=year,
            annulled_on=None,
        )
        refuse_contradictions(
            subject.name, year, given, [record.kind for record in records]
        )
        before = {name: getattr(row, name) for name in changed}
        for name, value in changed.items():
            setattr(row, name, value)
            row.sources[name] = source
        row.save()
        audit.record(
            actor,
            "year_fact.record",
            row,
            before=before,
            after=changed | {"year": year, "of": subject.name},
            reason=source,
            unit_id=holder.pk if holder else None,
        )
    return row


def require_subject(actor: Any, subject: Subject, year: int | None = None) -> None:
    """Raise Forbidden unless the actor writes of a subject: a collective by its unit.

    year: of a person, whoever answered for her in that year may too.
    """
    person = getattr(subject, "person", None)
    if person is not None and year is not None:
        holding.require_year(actor, "person.change", person, year)
    else:
        about: Any = person or queries.unit_of_subject(subject)
        rights.require(actor, "person.change", about)


def refuse_unknown(facts: Mapping[str, Any]) -> None:
    """Raise ValueError for names that are no facts of a year."""
    unknown = set(facts) - set(FACTS)
    if unknown:
        message = f"Unknown year facts {sorted(unknown)}; expected some of {FACTS}"
        raise ValueError(message)


def settled(row: YearFact, facts: Mapping[str, Any]) -> dict[str, Any]:
    """Return the facts with what follows from them and from what is known.

    Days by kind say the total; a total alone stands beside the kinds already known,
    and a total unknown on purpose leaves the kinds unknown.
    """
    given = dict(facts)
    if "absences" not in given and "absence_working_days" in given:
        is_known = given["absence_working_days"] is not None
        given["absences"] = row.absences if is_known else None
    if given.get("absences") is not None:
        total = days_that_count(given["absences"])
        if given.get("absence_working_days") is None:
            given["absence_working_days"] = total
    return given


def days_that_count(absences: Mapping[str, int]) -> int:
    """Return the days of absence without the time that the law counts as work."""
    return sum(
        days for kind, days in absences.items() if kind not in personal.COUNTED_AS_WORK
    )


def refuse_contradictions(
    name: str, year: int, facts: Mapping[str, Any], measures: list[str]
) -> None:
    """Raise Refused for facts of a person's year that cannot all be true.

    measures: the disciplinary measures on record that began in that year.
    """
    where: dict[str, Any] = {"name": name, "year": year}
    absences, total = facts.get("absences"), facts.get("absence_working_days")
    if absences is not None:
        _refuse_days(absences, where)
        if total is not None and total != days_that_count(absences):
            raise Refused(
                "year_fact.absence_contradiction",
                _(
                    "%(name)s, năm %(year)s: ghi nghỉ %(total)s ngày, nhưng các lý do "
                    "nghỉ cộng lại là %(sum)s ngày (không kể thai sản, điều trị sau "
                    "hành động dũng cảm, đi học). Hãy sửa một trong hai."
                )
                % (where | {"total": total, "sum": days_that_count(absences)}),
            )
    if "discipline" in facts and measures:
        heaviest = heaviest_of(measures)
        if facts["discipline"] != heaviest:
            raise Refused(
                "year_fact.discipline_contradiction",
                _(
                    "%(name)s, năm %(year)s: hồ sơ kỷ luật ghi “%(kind)s”. Nếu không "
                    "đúng, hãy hủy quyết định kỷ luật ở trang dữ kiện năm trước."
                )
                % (where | {"kind": enums.Discipline(heaviest).label}),
            )


def _refuse_days(absences: Mapping[str, Any], where: dict[str, Any]) -> None:
    for kind, days in absences.items():
        if kind not in enums.LeaveKind.values:
            message = f"Unknown kind of leave {kind!r}"
            raise ValueError(message)
        if isinstance(days, bool) or not isinstance(days, int):
            message = f"Days of leave are whole numbers, not {days!r}"
            raise TypeError(message)
        if not 0 <= days <= MOST_DAYS:
            raise Refused(
                "year_fact.absence_days",
                _("%(name)s, năm %(year)s: số ngày nghỉ “%(kind)s” không hợp lý.")
                % (where | {"kind": enums.LeaveKind(kind).label}),
            )


def heaviest_of(measures: list[str]) -> str:
    """Return the heaviest of disciplinary measures."""
    return max(measures, key=enums.Discipline.values.index)
