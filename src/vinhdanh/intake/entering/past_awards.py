"""Awards of earlier years, of people and collectives, into the ledger."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from vinhdanh.intake import understanding, untaken
from vinhdanh.intake.entering.protocol import Entering, change, counted
from vinhdanh.intake.staged import Comparing, Staged
from vinhdanh.ledger import actions as ledger
from vinhdanh.ledger import queries
from vinhdanh.ledger.enums import Basis, Way
from vinhdanh.registry import aliases

Key = tuple[int, str, int, str]


def _key(row: Staged) -> Key | None:
    """Return (subject, award, year, basis); None for a row that is not clear yet."""
    values = row.values
    if row.subject is None or not values.get("award") or not values.get("year"):
        return None
    basis = values.get("basis") or Basis.MERIT
    return row.subject.pk, values["award"], values["year"], str(basis)


def _prepare(rows: list[Staged], comparing: Comparing) -> list[dict[str, Any]]:
    subjects = {row.subject.pk for row in rows if row.subject}
    held = queries.standing_awards().filter(subject__in=aliases.records(subjects))
    comparing.known = {
        (award.main, award.code, award.year, award.basis): award
        for award in held.annotate(main=aliases.main_id("subject"))
    }
    first: dict[Key, Staged] = {}
    problems = []
    for row in rows:
        key = _key(row)
        problems += _told_otherwise(row, key, comparing)
        other = first.setdefault(key, row) if key else row
        if other is not row:
            what = _(
                "cùng người, danh hiệu, năm và loại hình như dòng %(row)s. Xóa một "
                "dòng."
            ) % {"row": other.number}
            problems.append(comparing.problem(row, "award", what))
    return problems


def _told_otherwise(
    row: Staged, key: Key | None, comparing: Comparing
) -> list[dict[str, Any]]:
    """Say where the ledger names another decision: a list does not correct it."""
    stored = comparing.known.get(key)
    if stored is None:
        return []
    ref = _decision(row)
    pairs = (
        ("decision_no", stored.decision_number, ref.number),
        ("decided_on", stored.decided_on, ref.decided_on),
        ("authority", stored.authority_name, ref.authority_name),
    )
    what = _(
        "sổ khen thưởng đã có danh hiệu này và ghi khác; ô này không được nhập. Nếu sổ "
        "sai, hãy ghi đính chính ở trang sổ khen thưởng."
    )
    return [
        comparing.problem(row, name, what, severity="warning")
        for name, before, told in pairs
        if told and before != told
    ]


def _changes(row: Staged, comparing: Comparing) -> list[dict[str, Any]]:
    key = _key(row)
    if key is None or key in comparing.known:
        return []
    return [change("title", key[1], year=key[2])]


def _enter(actor: Any, rows: Sequence[Staged], comparing: Comparing) -> dict[str, int]:
    decisions: dict[ledger.DecisionRef, list[ledger.AwardLine]] = {}
    for row in rows:
        if row.changes:
            ref = _decision(row)
            decisions.setdefault(ref, []).append(_line(row, comparing))
    awards = ledger.enter_decisions(actor, list(decisions.items()), way=Way.IMPORTED)
    return counted(rows, titles=len(awards))


def _decision(row: Staged) -> ledger.DecisionRef:
    values = row.values
    return ledger.DecisionRef(
        authority_name=values.get("authority") or "",
        number=values.get("decision_no") or "",
        decided_on=understanding.day(values.get("decided_on")),
    )


def _line(row: Staged, comparing: Comparing) -> ledger.AwardLine:
    subject, values = row.subject, row.values
    assert subject is not None  # noqa: S101 - rows about nobody are errors
    return ledger.AwardLine(
        subject=subject,
        code=values["award"],
        year=values["year"],
        unit=row.unit or comparing.unit,
        recipient_name=values["name"],
        recipient_title=values.get("post") or "",
        unit_name="" if row.collective else row.unit_name,
        achievement=values.get("achievement") or "",
        basis=values.get("basis") or Basis.MERIT,
        source=comparing.place.source(row.number, "award"),
    )


ENTERING = Entering(_changes, _enter, _prepare, not_taken=untaken.NOTE)
