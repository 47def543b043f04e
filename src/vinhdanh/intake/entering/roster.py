"""Staged rows into registry and ledger, inside the transaction of the deed."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from vinhdanh.intake import hiding, numbers, understanding, untaken
from vinhdanh.intake.entering import roster_checks
from vinhdanh.intake.entering.protocol import Entering, change
from vinhdanh.intake.roll import Roll
from vinhdanh.intake.staged import Comparing, Staged
from vinhdanh.intake.understanding import Place
from vinhdanh.ledger import actions as ledger
from vinhdanh.ledger.enums import Way
from vinhdanh.registry import employments, rosters, years
from vinhdanh.registry.actions import PersonForm
from vinhdanh.registry.actions.identity import record_numbers
from vinhdanh.registry.models import Person, Post, Unit

ROWS_AT_ONCE = 5_000
"""Rows whose facts, works and titles are held together."""

_OF_PERSON = frozenset({"name", "birth_date", "sex", "recruited_on", "post", "unit"})
_WHOLE_LIST_OF = {
    "is_initiative_list_complete": "work",
    "is_title_list_complete": "title",
}
# The decision an earlier title rests on is seldom in a roster.
_UNKNOWN_DECISION = ledger.DecisionRef(authority_name="", number="", decided_on=None)


def _enter(actor: Any, rows: Sequence[Staged], comparing: Comparing) -> dict[str, int]:
    """Enter every row and return what was done, counted.

    Every row has its unit, and its person or the word that it is somebody new.
    """
    done: Counter[str] = Counter()
    for start in range(0, max(len(rows), 1), ROWS_AT_ONCE):
        done.update(_enter_some(actor, rows[start : start + ROWS_AT_ONCE], comparing))
    return dict(done)


def _enter_some(
    actor: Any, rows: Sequence[Staged], comparing: Comparing
) -> dict[str, int]:
    place = comparing.place
    pairs = _enter_people(actor, rows, place)
    _mend_people(actor, rows, place)
    _enter_numbers(actor, pairs, comparing)
    _enter_employments(actor, pairs, comparing)
    return {
        "rows": len(rows),
        "people": len(pairs),
        "added": sum(row.is_new_person for row in rows),
        "changed": sum(bool(row.changes) for row in rows if not row.is_new_person),
        "same": sum(not row.changes for row in rows if not row.is_new_person),
        "year_facts": _enter_facts(actor, pairs, place),
        "works": _enter_works(actor, pairs, comparing),
        "titles": _enter_titles(actor, pairs, comparing),
    }


def _unit(row: Staged) -> Unit:
    assert row.unit is not None  # noqa: S101 - an unknown unit is an error before this
    return row.unit


def _enter_people(
    actor: Any, rows: Sequence[Staged], place: Place
) -> list[tuple[Staged, Person]]:
    fresh = [row for row in rows if row.is_new_person]
    people = rosters.enter_people(
        actor,
        [
            rosters.NewPerson(
                unit=_unit(row),
                form=_form(row, None),
                source=place.source(row.number, "name"),
            )
            for row in fresh
        ],
    )
    made = {row.number: person for row, person in zip(fresh, people, strict=True)}
    pairs = []
    for row in rows:
        person = row.person or made.get(row.number)
        if person is None:
            message = f"Row {row.number} is about nobody; match the rows again"
            raise LookupError(message)
        row.person = person
        pairs.append((row, person))
    return pairs


def _form(row: Staged, person: Person | None, title: str = "") -> PersonForm:
    """Return what to write of a person; what the row leaves open stays as known."""
    values = row.values
    post = values.get("post") or title
    born = understanding.day(values.get("birth_date"))
    recruited = understanding.day(values.get("recruited_on"))
    return PersonForm(
        name=values["name"],
        birth_date=born or (person.birth_date if person else None),
        sex=values.get("sex") or (person.sex if person else ""),
        recruited_on=recruited or (person.recruited_on if person else None),
        title=post,
        leader_class=understanding.leader_class(post, _unit(row)),
    )


def _mend_people(actor: Any, rows: Sequence[Staged], place: Place) -> None:
    changed = [
        (row, row.person)
        for row in rows
        if row.person is not None
        and any(change["what"] in _OF_PERSON for change in row.changes)
    ]
    day = date(place.year, 12, 31)
    held = rosters.posts_on([person for _row, person in changed], day)
    posts = {
        person.pk: rosters.post_meant(held[person.pk], *_post_told(row))
        for row, person in changed
    }
    rosters.mend_people(
        actor,
        [
            rosters.MendedPerson(
                person=person,
                unit=_unit(row) if row.unit_name else _present(posts, person, row),
                form=_form(row, person, _title(posts, person)),
                source=place.source(row.number, "name"),
                year=place.year,
            )
            for row, person in changed
        ],
    )


def _enter_numbers(
    actor: Any, pairs: Sequence[tuple[Staged, Person]], comparing: Comparing
) -> None:
    told = [
        (person, hiding.opened(row.values[hiding.KEY], comparing.place.about))
        for row, person in pairs
        if not numbers.is_known(row, comparing.roll)
    ]
    for start in range(0, len(told), rosters.BATCH):
        some = told[start : start + rosters.BATCH]
        record_numbers(actor, some, source=comparing.place.filename)


def _enter_employments(
    actor: Any, pairs: Sequence[tuple[Staged, Person]], comparing: Comparing
) -> None:
    place = comparing.place
    employments.record_employments(
        actor,
        [
            employments.EmploymentLine(
                person,
                _unit(row),
                row.values["employment"],
                place.year,
                place.source(row.number, "employment"),
            )
            for row, person in pairs
            if row.values.get("employment")
        ],
    )


def _post_told(row: Staged) -> tuple[int | None, str]:
    """Return what tells which of several posts a row means: the unit and the title."""
    unit = row.unit.pk if row.unit and row.unit_name else None
    return unit, row.values.get("post") or ""


def _present(posts: Mapping[int, Post | None], person: Person, row: Staged) -> Unit:
    post = posts[person.pk]
    return post.unit if post else _unit(row)


def _title(posts: Mapping[int, Post | None], person: Person) -> str:
    post = posts[person.pk]
    return post.title if post else ""


def _enter_facts(
    actor: Any, pairs: Sequence[tuple[Staged, Person]], place: Place
) -> int:
    return years.record_facts_of_years(
        actor,
        [
            years.YearLine(person, _unit(row), year, _told(row, year, facts), sources)
            for row, person in pairs
            for year, facts, sources in understanding.year_facts(
                row.values, place, row.number
            )
        ],
    )


def _told(row: Staged, year: int, facts: dict[str, Any]) -> dict[str, Any]:
    """Return the facts of a new person's year; of a known one, those that change."""
    if row.is_new_person:
        return facts
    changed = {item["what"] for item in row.changes if item.get("year") == year}
    return {name: value for name, value in facts.items() if name in changed}


def _enter_works(
    actor: Any, pairs: Sequence[tuple[Staged, Person]], comparing: Comparing
) -> int:
    """Enter the works that are not on record; those that are stay as they are."""
    place, known = comparing.place, comparing.roll.works
    return years.record_works(
        actor,
        [
            years.WorkLine(
                person=person,
                unit=_unit(row),
                name=work["name"],
                year=work["year"],
                scope=work["scope"],
                decision_no=work["decision_no"] or "",
                decided_on=understanding.day(work["decided_on"]),
                source=place.source(row.number, "initiatives", work["year"]),
            )
            for row, person in pairs
            for work in understanding.works(row.values)
            if understanding.work_key(person.pk, work) not in known
        ],
    )


def _enter_titles(
    actor: Any, pairs: Sequence[tuple[Staged, Person]], comparing: Comparing
) -> int:
    """Enter earlier titles; those that the ledger already holds stay as they are."""
    place, held = comparing.place, comparing.roll.awards
    lines = [
        ledger.AwardLine(
            subject=person.subject,
            code=code,
            year=year,
            unit=_unit(row),
            recipient_name=row.values["name"],
            source=place.source(row.number, "titles", year),
        )
        for row, person in pairs
        for code, year in understanding.titles(row.values)
        if (person.pk, code, year) not in held
    ]
    ledger.enter_awards(actor, lines, _UNKNOWN_DECISION, way=Way.IMPORTED)
    return len(lines)


def _changes(row: Staged, comparing: Comparing) -> list[dict[str, Any]]:
    """Return what the row would change of a known person; blank changes nothing."""
    assert row.person is not None  # noqa: S101 - asked for known persons only
    roll, place = comparing.roll, comparing.place
    return [
        *_changes_of_record(row, row.person, roll),
        *_changes_of_years(row, row.person.pk, roll, place),
    ]


def _changes_of_record(row: Staged, person: Person, roll: Roll) -> list[dict[str, Any]]:
    values, post = row.values, roll.post_meant(person.pk, *_post_told(row))
    served = roll.employments.get(person.pk)
    found = [
        {"what": what, "before": before, "after": after}
        for what, before, after in (
            ("name", person.name, values.get("name")),
            ("birth_date", _iso(person.birth_date), values.get("birth_date")),
            ("sex", person.sex, values.get("sex")),
            ("recruited_on", _iso(person.recruited_on), values.get("recruited_on")),
            ("post", post.title if post else "", values.get("post")),
            ("employment", served.kind if served else None, values.get("employment")),
        )
        if after and after != (before or None)
    ]
    if not numbers.is_known(row, roll):
        found.append(change(hiding.KEY, values[hiding.KEY]["mask"]))
    if post and row.unit_name and (row.unit is None or row.unit.pk != post.unit_id):
        after_unit = row.unit.name if row.unit else row.unit_name
        found.append({"what": "unit", "before": str(post.unit), "after": after_unit})
    return found


def _changes_of_years(
    row: Staged, key: int, roll: Roll, place: Place
) -> list[dict[str, Any]]:
    values, found = row.values, []
    added, told = _added(row, key, roll)
    told_before = told - {(item["what"], item["year"]) for item in added}
    for year, facts, _sources in understanding.year_facts(values, place, row.number):
        stored = roll.facts.get((key, year))
        for fact, value in facts.items():
            before = getattr(stored, fact) if stored else None
            # A list that repeats what is known does not say that this is all.
            if before != value and (_WHOLE_LIST_OF.get(fact), year) not in told_before:
                found.append(
                    {"what": fact, "year": year, "before": before, "after": value}
                )
    return found + added


def _added(
    row: Staged, key: int, roll: Roll
) -> tuple[list[dict[str, Any]], set[tuple[str | None, int]]]:
    """Return the works and titles not known yet, and of which years any are told."""
    found, told = [], set[tuple[str | None, int]]()
    for work in understanding.works(row.values):
        work_key = understanding.work_key(key, work)
        told.add(("work", work["year"]))
        if work_key not in roll.works:
            found.append(change("work", work_key[1], year=work["year"]))
    for code, year in understanding.titles(row.values):
        told.add(("title", year))
        if (key, code, year) not in roll.awards:
            found.append({"what": "title", "year": year, "before": None, "after": code})
    return found, told


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


ENTERING = Entering(_changes, _enter, roster_checks.problems, not_taken=untaken.NOTE)
