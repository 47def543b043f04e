"""Initiatives and science works, each with its authors and their parts."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vinhdanh.intake import understanding, untaken
from vinhdanh.intake.entering.protocol import Entering, change, counted
from vinhdanh.intake.staged import Comparing, Staged
from vinhdanh.registry import actions as registry
from vinhdanh.registry import years
from vinhdanh.registry.models import Authorship, Person
from vinhdanh.viet import text

Known = dict[tuple[int, str, int, str], Authorship]


def _prepare(rows: list[Staged], comparing: Comparing) -> list[dict[str, Any]]:
    people = {person.pk for row in rows for person in row.people}
    shares = Authorship.objects.filter(person__in=people).select_related("work")
    comparing.known = {
        (each.person_id, each.work.name, each.work.year, each.work.decision_no): each
        for each in shares
    }
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
    known: Known = comparing.known
    stored = next(
        (known[key] for person in row.people if (key := _key(row, person)) in known),
        None,
    )
    if stored is None:
        return []
    work, values = stored.work, row.values
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
    authors = row.values.get("authors") or []
    for person, author in zip(row.people, authors, strict=False):
        yield person, author["share_pct"]


def _key(row: Staged, person: Person) -> tuple[int, str, int, str]:
    values = row.values
    return (
        person.pk,
        text.clean_line(values["name"]),
        values["year"],
        text.clean_line(values.get("decision_no") or ""),
    )


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
        values = row.values
        for person, share in _parts(row):
            stored = known.get(_key(row, person))
            if stored is not None:
                if share is not None and stored.share_pct != share:
                    registry.set_shares(
                        actor,
                        stored.work,
                        {person: share},
                        source=comparing.place.source(row.number, "authors"),
                    )
                continue
            lines.append(
                years.WorkLine(
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
            )
    return counted(rows, works=years.record_works(actor, lines))


_NOT_TAKEN = {
    **untaken.NOTE,
    "field": gettext_lazy("hệ thống không phân lĩnh vực của sáng kiến."),
    "effect": gettext_lazy(
        "hiệu quả áp dụng ghi ở hồ sơ sáng kiến khi Hội đồng sáng kiến xét."
    ),
}
ENTERING = Entering(_changes, _enter, _prepare, not_taken=_NOT_TAKEN)
