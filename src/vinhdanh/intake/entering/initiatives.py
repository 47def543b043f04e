"""Initiatives and science works, each with its authors and their parts."""

from collections import Counter, defaultdict
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
from vinhdanh.registry.actions.works import WHOLE_PCT
from vinhdanh.registry.known_works import known_works
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
    problems = _too_much(rows, comparing)
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


def _too_much(rows: list[Staged], comparing: Comparing) -> list[dict[str, Any]]:
    """Say where the parts of a work would exceed the whole, with those on record.

    Told at the last row about the work.
    """
    needed = ("name", "scope", "year")
    clear = [row for row in rows if all(row.values.get(key) for key in needed)]
    parts: dict[Any, dict[int, int]] = defaultdict(dict)
    last: dict[Any, Staged] = {}
    works = _works_meant(clear, comparing)
    for share in _shares_on_record(set(works.values())):
        parts[share.work_id][share.person_id] = share.share_pct or 0
    known: Known = comparing.known
    for row in clear:
        for person, told in _parts(row):
            work, stored = works[row.number], known.get(_key(row, person))
            if told is not None:
                key = stored.person_id if stored else person.pk
                parts[work][key], last[work] = told, row
    return [
        comparing.problem(
            row,
            "authors",
            _(
                "“%(work)s”: tỷ lệ của các tác giả cộng lại là %(sum)s %%, quá 100 %%. "
                "Hãy sửa tỷ lệ của từng người."
            )
            % {"work": row.values["name"], "sum": sum(parts[work].values())},
        )
        for work, row in last.items()
        if sum(parts[work].values()) > WHOLE_PCT
    ]


def _works_meant(rows: Sequence[Staged], comparing: Comparing) -> dict[int, Any]:
    """Return by row the key of its work on record, or what tells the new one."""
    names = {text.clean_line(row.values["name"]) for row in rows}
    known = known_works(names, {one.pk for row in rows for one in row.people})
    found: dict[int, Any] = {}
    for row in rows:
        people, unit = [one.pk for one in row.people], row.unit or comparing.unit
        values, number = row.values, row.values.get("decision_no") or ""
        key = (
            text.clean_line(values["name"]),
            values["year"],
            str(values["scope"]),
            str(values["work_kind"]),
            text.clean_line(number),
        )
        work = _on_record(row, comparing) or known.find(key, people, unit.pk)
        found[row.number] = work.pk if work else (key, known.office_of(unit.pk))
    return found


def _shares_on_record(works: set[Any]) -> Iterator[Authorship]:
    keys = sorted(work for work in works if isinstance(work, int))
    for start in range(0, len(keys), BATCH):
        yield from Authorship.objects.filter(work__in=keys[start : start + BATCH])


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
        text.clean_line(values["name"] or ""),
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
    found: list[dict[str, Any]] = []
    if not row.values["name"]:
        return found
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
    mended: dict[RecognisedWork, dict[Person, int | None]] = {}
    sources: dict[RecognisedWork, str] = {}
    for row in rows:
        for person, share in _parts(row):
            stored = known.get(_key(row, person))
            if stored is None:
                lines.append(_line(row, person, share, comparing))
            elif share is not None and stored.share_pct != share:
                # All parts of a work at once: one may grow by what another gives.
                mended.setdefault(stored.work, {})[stored.person] = share
                source = comparing.place.source(row.number, "authors")
                sources.setdefault(stored.work, source)
    for work, shares in mended.items():
        registry.set_shares(actor, work, shares, source=sources[work])
    return counted(rows, works=years.record_works(actor, lines))


_NOT_TAKEN = {
    **untaken.NOTE,
    "field": gettext_lazy("hệ thống không phân lĩnh vực của sáng kiến."),
    "effect": gettext_lazy(
        "hiệu quả áp dụng ghi ở hồ sơ sáng kiến khi Hội đồng sáng kiến xét."
    ),
}
ENTERING = Entering(_changes, _enter, _prepare, not_taken=_NOT_TAKEN)
