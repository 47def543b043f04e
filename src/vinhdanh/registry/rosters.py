"""The registry's deeds for a whole roster at once: same rows, written in bulk.

Each deed leaves the same rows and events as its namesake in `actions` does for one
person. A roster of 5,000 people is written in seconds, not in minutes.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction

from vinhdanh.base import audit, bulk, rights
from vinhdanh.registry import aliases, enums, queries
from vinhdanh.registry.actions import PersonForm, check_person
from vinhdanh.registry.models import (
    Person,
    Post,
    Subject,
    Unit,
)
from vinhdanh.viet import text

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


def enter_people(actor: Any, lines: Sequence[NewPerson]) -> list[Person]:
    """Enter people with their posts, in the order given.

    Who is already there is the caller's question: nothing is looked for here.
    """
    require_units(actor, (line.unit for line in lines))
    for line in lines:
        check_person(line.form)
    with transaction.atomic():
        subjects = bulk.make([_subject(line.form.name) for line in lines])
        pairs = zip(subjects, lines, strict=True)
        people = bulk.make([_new_person(subject, line.form) for subject, line in pairs])
        bulk.make(
            [
                _first_post(person, line)
                for person, line in zip(people, lines, strict=True)
            ]
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


def _new_person(subject: Subject, form: PersonForm) -> Person:
    return Person(
        subject=subject,
        birth_date=form.birth_date,
        sex=form.sex,
        recruited_on=form.recruited_on,
        note=form.note,
    )


def _first_post(person: Person, line: NewPerson) -> Post:
    return Post(
        person=person,
        unit=line.unit,
        title=line.form.title,
        leader_class=line.form.leader_class,
        first_day=line.form.recruited_on,
        # A list of an old year names units that have ended since.
        last_day=line.unit.last_day,
    )


def mend_people(actor: Any, lines: Sequence[MendedPerson]) -> None:
    """Correct what is written of people, and of the post each held in a year.

    A post that began before the year keeps its past: it ends with the year before,
    and another begins, so that the roster of an earlier year reads as it did. Of
    several posts the one in the line's unit is meant, the others stay. The lines are
    of one year.
    """
    if not lines:
        return
    held = posts_on([line.person for line in lines], date(lines[0].year, 12, 31))
    posts = {
        line.person.pk: post
        for line in lines
        if (post := post_meant(held[line.person.pk], line.unit.pk, line.form.title))
    }
    require_units(actor, (line.unit for line in lines))
    require_units(actor, (post.unit for post in posts.values()))
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
        _write_mended([line.person for line in lines])
        Post.objects.bulk_update(
            changed, ["title", "unit", "leader_class", "last_day"], batch_size=BATCH
        )
        bulk.make(begun)
        audit.record_many(actor, deeds)


def _write_mended(people: Sequence[Person]) -> None:
    Subject.objects.bulk_update(
        [person.subject for person in people],
        ["name", "name_key", "name_folded", "sort_key"],
        batch_size=BATCH,
    )
    Person.objects.bulk_update(
        people, ["birth_date", "sex", "recruited_on"], batch_size=BATCH
    )


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


def posts_on(people: Sequence[Person], day: date) -> dict[int, list[Post]]:
    """Return each person's posts on a day by the person's key, in few statements.

    Those of records merged into hers are hers.
    """
    keys = [person.pk for person in people]
    found: dict[int, list[Post]] = {key: [] for key in keys}
    for start in range(0, len(keys), BATCH):
        records = aliases.records(keys[start : start + BATCH])
        rows = Post.objects.filter(queries.in_force(day), person__in=records)
        rows = rows.annotate(main=aliases.main_id("person__subject"))
        for post in rows.select_related("unit__subject"):
            found[post.main].append(post)
    return found


def post_meant(held: Sequence[Post], unit: int | None, title: str) -> Post | None:
    """Return the one of somebody's posts that a list means, which tells this of it.

    The post in its unit, else any; of these the one of its title, the latest begun.
    """
    here = [post for post in held if post.unit_id == unit] or held
    named = [post for post in here if post.title == text.clean_line(title)] or here
    return max(
        named, key=lambda post: (post.first_day or date.min, post.pk), default=None
    )


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


def require_units(actor: Any, units: Iterable[Unit]) -> None:
    """Refuse whoever may not change the people of each of these units."""
    rights.require_all(actor, "person.change", units)


def _subject(name: str) -> Subject:
    return _named(Subject(kind=enums.SubjectKind.PERSON), name)


def _named(subject: Subject, name: str) -> Subject:
    # Rows written in bulk do not pass through Subject.save.
    subject.name = name
    subject.write_keys()
    return subject


def _apply(line: MendedPerson) -> None:
    _named(line.person.subject, line.form.name)
    line.person.birth_date = line.form.birth_date
    line.person.sex = line.form.sex
    line.person.recruited_on = line.form.recruited_on
