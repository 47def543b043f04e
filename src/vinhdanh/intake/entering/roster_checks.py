"""What is to be said of a roster's rows before they are entered."""

from typing import Any

from django.utils.translation import gettext as _

from vinhdanh.base.refusal import Refused
from vinhdanh.intake import numbers, understanding
from vinhdanh.intake.staged import Comparing, Staged
from vinhdanh.registry import years
from vinhdanh.registry.actions.people import YOUNGEST
from vinhdanh.registry.actions.years import refuse_contradictions, settled
from vinhdanh.registry.enums import ImpactScope
from vinhdanh.registry.models import Person, YearFact

_CONTRADICTED = ("absence_working_days", "discipline")


def problems(rows: list[Staged], comparing: Comparing) -> list[dict[str, Any]]:
    """Return what is wrong with rows of a roster beyond their cells."""
    found = [item for row in rows for item in _level_missing(row, comparing)]
    found += [item for row in rows for item in _level_differs(row, comparing)]
    found += numbers.problems(rows, comparing)
    found += [item for row in rows for item in _changed_capacity(row, comparing)]
    found += _contradictions(rows, comparing)
    for row in rows:
        born = understanding.day(row.values.get("birth_date"))
        recruited = understanding.day(row.values.get("recruited_on"))
        if born and recruited and recruited.year - born.year < YOUNGEST:
            what = _(
                "chưa đủ %(years)s năm sau ngày sinh. Hãy kiểm tra ngày sinh và ngày "
                "vào cơ quan."
            ) % {"years": YOUNGEST}
            found.append(comparing.problem(row, "recruited_on", what))
    return found


def _changed_capacity(row: Staged, comparing: Comparing) -> list[dict[str, Any]]:
    """Say which day will be written where a list tells of a change without its day."""
    told = row.values.get("employment")
    served = comparing.roll.employments.get(row.person.pk) if row.person else None
    if not told or served is None or served.kind == told:
        return []
    what = _(
        "trước đây ghi %(before)s; danh sách không có ngày đổi nên sẽ ghi từ 01/01/"
        "%(year)s. Nếu ngày khác, sửa ở trang của người này sau khi nhập."
    ) % {"before": served.get_kind_display(), "year": comparing.place.year}
    return [comparing.problem(row, "employment", what, severity="warning")]


def _level_missing(row: Staged, comparing: Comparing) -> list[dict[str, Any]]:
    return [
        comparing.problem(
            row,
            "initiatives",
            _(
                "sáng kiến “%(name)s” chưa ghi cấp công nhận nên chưa được nhập. Ghi "
                "thêm “cấp cơ sở” hoặc “cấp tỉnh” vào ô."
            )
            % {"name": name},
            severity="warning",
        )
        for name in understanding.works_without_level(row.values)
    ]


def _level_differs(row: Staged, comparing: Comparing) -> list[dict[str, Any]]:
    """Say where a work on record has another level: a list does not mend it."""
    if row.person is None or not row.values.get("initiatives"):
        return []
    known, found = comparing.roll.works, []
    for work in understanding.works(row.values):
        scope = known.get(understanding.work_key(row.person.pk, work))
        if scope is not None and scope != work["scope"]:
            what = _(
                "sáng kiến “%(name)s” đã có và ghi %(scope)s; cấp ghi ở đây không được "
                "nhập. Sửa ở trang của sáng kiến nếu danh sách đúng."
            ) % {
                "name": work["name"],
                "scope": ImpactScope(scope).label.lower(),
            }
            found.append(
                comparing.problem(row, "initiatives", what, severity="warning")
            )
    return found


def _contradictions(rows: list[Staged], comparing: Comparing) -> list[dict[str, Any]]:
    """Return an error for each cell that the record of its person contradicts.

    The deed would refuse it, one at a time and for the whole list.
    """
    known = {row.person.pk for row in rows if row.person is not None}
    measures = years.measures_of(known) if known else {}
    facts, found = comparing.roll.facts, []
    for row in rows:
        if (person := row.person) is None:
            continue
        for key in _CONTRADICTED:
            for year, value in (row.values.get(key) or {}).items():
                place = person.pk, int(year)
                beside = facts.get(place), measures.get(place, [])
                why = _contradiction(person, int(year), {key: value}, *beside)
                if why:
                    found.append(comparing.problem(row, key, why, year=int(year)))
    return found


def _contradiction(
    person: Person,
    year: int,
    told: dict[str, Any],
    stored: YearFact | None,
    measures: list[str],
) -> str:
    """Return why a fact cannot be written beside what is known of the year, or ''."""
    ((fact, value),) = told.items()
    is_free = not measures and (stored is None or stored.absences is None)
    if value is None or is_free or (stored and getattr(stored, fact) == value):
        return ""
    row = stored or YearFact(subject_id=person.pk, year=year)
    try:
        refuse_contradictions(person.name, year, settled(row, told), measures)
    except Refused as refusal:
        return refusal.message
    return ""
