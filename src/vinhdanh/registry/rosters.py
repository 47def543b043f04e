"""The registry's deeds for a whole roster at once: same rows, written in bulk.

Each deed leaves the same rows and events as its namesake in `actions` does for one
person. A roster of 5,000 people is written in seconds, not in minutes.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from vinhdanh.base import audit, rights
from vinhdanh.base.refusal import Refused
from vinhdanh.registry import enums, queries
from vinhdanh.registry.actions import FACTS, PersonForm, check_person
from vinhdanh.registry.models import (
    Authorship,
    Person,
    Post,
    RecognisedWork,
    Subject,
    Unit,
    YearFact,
)
from vinhdanh.viet import sorting, text

# Rows of one statement; SQLite takes 32,766 parameters.
BATCH = 500


@dataclass(frozen=True)
class NewPerson:
    """A person who enters the registry with a post in a unit."""

    unit: Unit
    form: PersonForm
    source: str = ""


@dataclass(frozen=True)
class MendedPerson:
    """What a known person's record, and post in a year, should say."""

    person: Person
    unit: Unit
    form: PersonForm
    year: int
    source: str = ""


@dataclass(frozen=True)
class YearLine:
    """Facts of one person's year; `sources` says for each where it was read."""

    person: Person
    unit: Unit
    year: int
    facts: Mapping[str, Any]
    sources: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class WorkLine:
    """A recognised initiative of one person."""

    person: Person
    unit: Unit
    name: str
    year: int
    scope: str
    decision_no: str = ""
    decided_on: date | None = None
    kind: str = enums.WorkKind.INITIATIVE
    source: str = ""


def enter_people(actor: Any, lines: Sequence[NewPerson]) -> list[Person]:
    """Enter people with their posts, in the order given.

    Who is already there is the caller's question: nothing is looked for here.
    """
    _require(actor, (line.unit for line in lines))
    for line in lines:
        check_person(line.form)
    with transaction.atomic():
        subjects = Subject.objects.bulk_create(
            [_subject(line.form.name) for line in lines], batch_size=BATCH
        )
        people = Person.objects.bulk_create(
            [
                Person(
                    subject=subject,
                    birth_date=line.form.birth_date,
                    sex=line.form.sex,
                    recruited_on=line.form.recruited_on,
                    note=line.form.note,
                )
                for subject, line in zip(subjects, lines, strict=True)
            ],
            batch_size=BATCH,
        )
        Post.objects.bulk_create(
            [
                Post(
                    person=person,
                    unit=line.unit,
                    title=line.form.title,
                    leader_class=line.form.leader_class,
                    first_day=line.form.recruited_on,
                )
                for person, line in zip(people, lines, strict=True)
            ],
            batch_size=BATCH,
        )
        audit.record_many(
            actor,
            [
                audit.Deed(
                    "person.add",
                    person,
                    after={"name": person.name, "unit": str(line.unit)},
                    reason=line.source,
                    unit_id=line.unit.pk,
                )
                for person, line in zip(people, lines, strict=True)
            ],
        )
    return people


def mend_people(actor: Any, lines: Sequence[MendedPerson]) -> None:
    """Correct what is written of people, and of the post each held in a year.

    A post that began before the year keeps its past: it ends with the year before,
    and another begins, so that the roster of an earlier year reads as it did. The
    lines are of one year.
    """
    if not lines:
        return
    posts = posts_on([line.person for line in lines], date(lines[0].year, 12, 31))
    _require(actor, (line.unit for line in lines))
    _require(actor, (post.unit for post in posts.values()))
    for line in lines:
        check_person(line.form)
    with transaction.atomic():
        deeds = []
        changed, begun = [], []
        for line in lines:
            post = posts.get(line.person.pk)
            before = words_of(line.person, post)
            _apply(line)
            now = _post_now(line, post)
            if now is not post:
                begun.append(now)
            if post is not None:
                changed.append(post)
            deeds.append(
                audit.Deed(
                    "person.mend",
                    line.person,
                    before=before,
                    after=words_of(line.person, now),
                    reason=line.source,
                    unit_id=line.unit.pk,
                )
            )
        people = [line.person for line in lines]
        Subject.objects.bulk_update(
            [person.subject for person in people],
            ["name", "name_folded", "sort_key"],
            batch_size=BATCH,
        )
        Person.objects.bulk_update(
            people, ["birth_date", "sex", "recruited_on"], batch_size=BATCH
        )
        Post.objects.bulk_update(
            changed, ["title", "unit", "leader_class", "last_day"], batch_size=BATCH
        )
        Post.objects.bulk_create(begun, batch_size=BATCH)
        audit.record_many(actor, deeds)


def _post_now(line: MendedPerson, post: Post | None) -> Post:
    """Return the post of the line's year: the one held, mended, or one that begins."""
    title, first_day = text.clean_line(line.form.title), date(line.year, 1, 1)
    if post is None:
        later = queries.first_post_after(line.person, date(line.year, 12, 31))
        end = later.first_day - timedelta(days=1) if later and later.first_day else None
    elif (post.title, post.unit_id) == (title, line.unit.pk):
        return post
    elif post.first_day is not None and post.first_day >= first_day:
        post.title, post.unit = title, line.unit
        post.leader_class = line.form.leader_class
        return post
    else:
        end, post.last_day = post.last_day, first_day - timedelta(days=1)
    return Post(
        person=line.person,
        unit=line.unit,
        title=title,
        leader_class=line.form.leader_class,
        first_day=first_day,
        last_day=end,
    )


def record_facts_of_years(actor: Any, lines: Sequence[YearLine]) -> int:
    """Write the given facts of many years; return how many years changed.

    Facts not given stay as known; a year whose facts are all as known is untouched.
    """
    _require(actor, (line.unit for line in lines))
    unknown = {name for line in lines for name in line.facts} - set(FACTS)
    if unknown:
        message = f"Unknown year facts {sorted(unknown)}; expected some of {FACTS}"
        raise ValueError(message)
    with transaction.atomic():
        known = _year_rows({line.person.pk for line in lines})
        changed: dict[tuple[int, int], tuple[YearFact, YearLine, dict[str, Any]]] = {}
        for line in lines:
            key = (line.person.pk, line.year)
            row = known.setdefault(
                key, YearFact(subject_id=line.person.pk, year=line.year)
            )
            before = {
                name: getattr(row, name)
                for name, value in line.facts.items()
                if getattr(row, name) != value
            }
            if before:
                _write_facts(row, line, before)
                changed[key] = (row, line, before)
        rows = [row for row, _line, _before in changed.values()]
        fresh = [row for row in rows if row.pk is None]
        stored = [row for row in rows if row.pk is not None]
        YearFact.objects.bulk_create(fresh, batch_size=BATCH)
        YearFact.objects.bulk_update(stored, [*FACTS, "sources"], batch_size=BATCH)
        audit.record_many(actor, [_fact_deed(*item) for item in changed.values()])
    return len(changed)


def record_works(actor: Any, lines: Sequence[WorkLine]) -> int:
    """Enter recognised initiatives; return how many authorships are new.

    The same initiative of two people is one work with two authors; the same one
    twice stays one.
    """
    _require(actor, (line.unit for line in lines))
    with transaction.atomic():
        works = _works_like(lines)
        fresh = {
            _work_key(line): RecognisedWork(
                name=text.clean_line(line.name),
                year=line.year,
                scope=line.scope,
                kind=line.kind,
                decision_no=text.clean_line(line.decision_no),
                decided_on=line.decided_on,
                source=line.source,
            )
            for line in reversed(lines)
            if _work_key(line) not in works
        }
        RecognisedWork.objects.bulk_create(fresh.values(), batch_size=BATCH)
        works |= fresh
        shared = set(
            Authorship.objects.filter(
                work__in=[work.pk for work in works.values()]
            ).values_list("work_id", "person_id")
        )
        joined = [
            line
            for line in lines
            if (works[_work_key(line)].pk, line.person.pk) not in shared
        ]
        Authorship.objects.bulk_create(
            [
                Authorship(work=works[_work_key(line)], person=line.person)
                for line in joined
            ],
            batch_size=BATCH,
        )
        audit.record_many(
            actor,
            [
                audit.Deed(
                    "work.record",
                    works[_work_key(line)],
                    after={
                        "author": line.person.name,
                        "scope": line.scope,
                        "decision": line.decision_no,
                    },
                    reason=line.source,
                    unit_id=line.unit.pk,
                )
                for line in joined
            ],
        )
    return len(joined)


def posts_on(people: Sequence[Person], day: date) -> dict[int, Post]:
    """Return each person's post on a day by the person's key, in few statements."""
    found: dict[int, Post] = {}
    keys = [person.pk for person in people]
    for start in range(0, len(keys), BATCH):
        rows = (
            Post.objects.filter(
                queries.in_force(day), person__in=keys[start : start + BATCH]
            )
            .select_related("unit__subject")
            .order_by("first_day", "pk")
        )
        found |= {post.person_id: post for post in rows}
    return found


def words_of(person: Person, post: Post | None) -> dict[str, Any]:
    """Return what is written of a person and a post, for a comparison."""
    return {
        "name": person.name,
        "birth_date": person.birth_date,
        "sex": person.sex,
        "recruited_on": person.recruited_on,
        "title": post.title if post else "",
        "unit": str(post.unit) if post else "",
    }


def _require(actor: Any, units: Iterable[Unit]) -> None:
    for unit in {unit.pk: unit for unit in units}.values():
        rights.require(actor, "person.change", unit)


def _subject(name: str) -> Subject:
    return _named(Subject(kind=enums.SubjectKind.PERSON), name)


def _named(subject: Subject, name: str) -> Subject:
    # Rows written in bulk do not pass through Subject.save.
    subject.name = text.clean_line(name)
    subject.name_folded = text.fold(name)
    subject.sort_key = sorting.person_key(subject.name)
    return subject


def _apply(line: MendedPerson) -> None:
    _named(line.person.subject, line.form.name)
    line.person.birth_date = line.form.birth_date
    line.person.sex = line.form.sex
    line.person.recruited_on = line.form.recruited_on


def _year_rows(subjects: set[int]) -> dict[tuple[int, int], YearFact]:
    keys = sorted(subjects)
    return {
        (row.subject_id, row.year): row
        for start in range(0, len(keys), BATCH)
        for row in YearFact.objects.select_for_update().filter(
            subject__in=keys[start : start + BATCH]
        )
    }


def _write_facts(row: YearFact, line: YearLine, changed: Iterable[str]) -> None:
    for name in changed:
        setattr(row, name, line.facts[name])
        row.sources[name] = line.sources.get(name, "")


def _fact_deed(row: YearFact, line: YearLine, before: dict[str, Any]) -> audit.Deed:
    after = {name: line.facts[name] for name in before}
    return audit.Deed(
        "year_fact.record",
        row,
        before=before,
        after=after | {"year": line.year, "of": line.person.name},
        reason="; ".join(sorted({row.sources[name] for name in before} - {""})),
        unit_id=line.unit.pk,
    )


def _work_key(line: WorkLine) -> tuple[str, int, str, str, str]:
    return (
        text.clean_line(line.name),
        line.year,
        str(line.scope),
        str(line.kind),
        text.clean_line(line.decision_no),
    )


def _works_like(
    lines: Sequence[WorkLine],
) -> dict[tuple[str, int, str, str, str], RecognisedWork]:
    names = sorted({text.clean_line(line.name) for line in lines})
    if any(not name for name in names):
        raise Refused("work.no_name", _("Hãy ghi tên sáng kiến."))
    return {
        (work.name, work.year, work.scope, work.kind, work.decision_no): work
        for start in range(0, len(names), BATCH)
        for work in RecognisedWork.objects.filter(name__in=names[start : start + BATCH])
    }
