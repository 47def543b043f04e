"""Initiatives and science works, each with its authors and their parts."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vinhdanh.intake import understanding, untaken
from vinhdanh.intake.entering.protocol import Entering, change, counted
from vinhdanh.intake.staged import Comparing, Staged
from vinhdanh.registry import actions as registry
from vinhdanh.registry import aliases, years
from vinhdanh.registry.models import Authorship, Person, RecognisedWork
from vinhdanh.registry.rosters import BATCH
from vinhdanh.viet import text

Known = dict[tuple[int, str, int, str], Authorship]


def _prepare(rows: list[Staged], comparing: Comparing) -> list[dict[str, Any]]:
    people = sorted({person.pk for row in rows for person in row.people})
    known: Known = {}
    for start in range(0, len(people), BATCH):
        records = aliases.records(people[start : start + BATCH])
        shares = Authorship.objects.filter(person__in=records)
        shares = shares.annotate(main=aliases.main_id("person__subject"))
        for each in shares.select_related("work", "person__subject"):
            work = each.work
            key = each.main, work.name, work.year, work.decision_no
            if key not in known or each.person_id == each.main:
                known[key] = each
    comparing.known = known
    problems = []
    for row in rows:
        problems += _told_otherwise(row, comparing)
        if row.values.get("scope") is None:
            what = _(
                "chưa ghi cấp công nhận nên chưa nhập được. Ghi “cấp cơ sở”, “cấp "
                "tỉnh” hoặc “toàn quốc”."
            )
            problems.append(comparing.problem(row, "scope", what))
        for person, count in Counter(row.people).items():
            if count > 1:
                what = _("“%(name)s” được chọn cho hai tác giả.") % {"name": person}
                problems.append(comparing.problem(row, "authors", what))
    return problems


def _told_otherwise(row: Staged, comparing: Comparing) -> list[dict[str, Any]]:
    """Say what a list tells of a known work that is not mended from a list."""
    work, values = _on_record(row, comparing), row.values
    if work is None:
        return []
    pairs = (
        ("scope", work.scope, values.get("scope")),
        ("work_kind", work.kind, values.get("work_kind")),
        ("decided_on", work.decided_on, understanding.day(values.get("decided_on"))),
        ("authority", work.recognised_by, values.get("authority")),
    )
    what = _(
        "sáng kiến đã có và ghi khác; ô này không được nhập. Sửa ở trang của sáng kiến "
        "nếu danh sách đúng."
    )
    return [
        comparing.problem(row, key, what, severity="warning")
        for key, before, told in pairs
        if told and before and before != told
    ]


def _parts(row: Staged) -> Iterator[tuple[Person, int | None]]:
    """Yield each author found with the part told, in the order of the cell."""
    authors = enumerate(row.values.get("authors") or [])
    told = (author for at, author in authors if at not in row.elsewhere)
    for person, author in zip(row.people, told, strict=False):
        yield person, author["share_pct"]


def _key(row: Staged, person: Person) -> tuple[int, str, int, str]:
    values = row.values
    return (
        person.pk,
        text.clean_line(values["name"]),
        values["year"],
        text.clean_line(values.get("decision_no") or ""),
    )


def _on_record(row: Staged, comparing: Comparing) -> RecognisedWork | None:
    """Return the work as one of the row's authors has it already."""
    known: Known = comparing.known
    found = (known.get(_key(row, person)) for person in row.people)
    return next((each.work for each in found if each is not None), None)


def _line(
    row: Staged, person: Person, share: int | None, comparing: Comparing
) -> years.WorkLine:
    """Return a new authorship; of a work on record as the record has it."""
    values, work = row.values, _on_record(row, comparing)
    line = years.WorkLine(
        person=person,
        unit=row.unit or comparing.unit,
        name=values["name"],
        year=values["year"],
        scope=values["scope"],
        decision_no=values.get("decision_no") or "",
        decided_on=understanding.day(values.get("decided_on")),
        kind=values["work_kind"],
        source=comparing.place.source(row.number, "name"),
        recognised_by=values.get("authority") or "",
        share_pct=share,
    )
    return replace(line, scope=work.scope, kind=work.kind) if work else line


def _changes(row: Staged, comparing: Comparing) -> list[dict[str, Any]]:
    known: Known = comparing.known
    found = []
    for person, share in _parts(row):
        stored = known.get(_key(row, person))
        if stored is None:
            said = f"{row.values['name']} – {person}"
            found.append(change("work", said, year=row.values["year"]))
        elif share is not None and stored.share_pct != share:
            found.append(change("share_pct", share, before=stored.share_pct))
    return found


def _enter(actor: Any, rows: Sequence[Staged], comparing: Comparing) -> dict[str, int]:
    known: Known = comparing.known
    lines = []
    for row in rows:
        for person, share in _parts(row):
            stored = known.get(_key(row, person))
            if stored is not None:
                if share is not None and stored.share_pct != share:
                    registry.set_shares(
                        actor,
                        stored.work,
                        {stored.person: share},
                        source=comparing.place.source(row.number, "authors"),
                    )
                continue
            lines.append(_line(row, person, share, comparing))
    return counted(rows, works=years.record_works(actor, lines))


_NOT_TAKEN = {
    **untaken.NOTE,
    "field": gettext_lazy("hệ thống không phân lĩnh vực của sáng kiến."),
    "effect": gettext_lazy(
        "hiệu quả áp dụng ghi ở hồ sơ sáng kiến khi Hội đồng sáng kiến xét."
    ),
}
ENTERING = Entering(_changes, _enter, _prepare, not_taken=_NOT_TAKEN)
