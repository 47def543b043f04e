"""Who and what an office already knows, read once to compare a sheet with it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from vinhdanh.base.ordering import BY_BEGIN
from vinhdanh.ledger import queries as ledger
from vinhdanh.registry import aliases
from vinhdanh.registry.employments import employments_on
from vinhdanh.registry.models import (
    Authorship,
    Employment,
    IdentityNumber,
    Person,
    Post,
    Unit,
    UnitParent,
    YearFact,
)
from vinhdanh.registry.rosters import BATCH, post_meant
from vinhdanh.viet import text

Key = TypeVar("Key", int, str)


@dataclass
class Roll:
    """The people of an office with their facts, by person id; see `roll_of`."""

    unit: Unit
    people: dict[int, Person] = field(default_factory=dict)
    posts: dict[int, Post] = field(default_factory=dict)
    """By person: the post latest begun of those held on the day of the list, or of
    all where none was."""
    held: dict[int, list[Post]] = field(default_factory=lambda: defaultdict(list))
    """By person: the posts held on the day of the list."""
    units: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    by_name: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    facts: dict[tuple[int, int], YearFact] = field(default_factory=dict)
    works: dict[tuple[int, str, int, str], str] = field(default_factory=dict)
    """By person, name, year and decision number: the level of each work on record."""
    elsewhere: set[tuple[str, int, str]] = field(default_factory=set)
    """(name, year, folded author) of the works on record, for their authors of other
    offices; only where the list names works."""
    awards: set[tuple[int, str, int]] = field(default_factory=set)
    employments: dict[int, Employment] = field(default_factory=dict)
    """By person: the capacity in which she serves on the day of the list."""
    numbers: dict[int, set[tuple[str, str]]] = field(
        default_factory=lambda: defaultdict(set)
    )
    """By person: (kind, mark) of each identity number, where the list tells any."""
    holders: dict[str, int] = field(default_factory=dict)
    """By mark of an identity number in the list: whose it is; 0 for somebody who was
    never of this office."""

    def namesakes(self, name: str) -> list[int]:
        """Return the ids of the people of the same folded name."""
        # Nobody known bears any of the names of a first list: nothing to fold.
        return self.by_name.get(text.fold(name), []) if self.by_name else []

    def post_meant(self, person: int, unit: int | None, title: str) -> Post | None:
        """Return the post of somebody that a list means, which tells this of it."""
        held = self.held.get(person)
        return post_meant(held, unit, title) if held else self.posts.get(person)


def roll_of(
    unit: Unit,
    names: Collection[str],
    day: date,
    marks: Collection[str] = (),
    *,
    names_works: bool = False,
) -> Roll:
    """Read what is known of the people of a unit who bear one of the names.

    day: of the list, to tell the post that it speaks of from earlier and later ones.
    marks: of the identity numbers in the list; who has one of them counts too.
    names_works: whether the list is of works, whose authors may be anywhere.

    People whose post has ended count too: a list of an old year names them. One
    statement reads the posts of each BATCH of names, and one each the facts of BATCH
    people; a record merged into one of another name may be met in a later batch.
    """
    roll = Roll(unit)
    wanted = {text.fold(name) for name in names}
    below = ever_below(unit)
    for post in _posts_of_names(below, wanted):
        subject = post.person.subject
        main = subject.alias_of_id or subject.pk
        same_name = roll.by_name[subject.name_folded]
        if main not in same_name:
            same_name.append(main)
        roll.units[main].add(post.unit_id)
        if subject.alias_of_id is None:
            roll.people[main] = post.person
            _place_post(roll, main, post, day)
    _add_aliased(roll, day)
    _add_holders(roll, marks, below, day)
    _add_merged_posts(roll, below, day)
    _add_facts(roll, day)
    if names_works:
        _add_authors_elsewhere(roll)
    return roll


def _posts_of_names(below: set[int], wanted: set[str]) -> Iterator[Post]:
    """Yield the posts in these units of whoever bears a name, BATCH names a statement.

    The posts of one record come in the order in which they began.
    """
    for names in _chunks(wanted):
        posts = Post.objects.filter(
            unit__in=below, person__subject__name_folded__in=names
        ).select_related("person__subject", "unit__subject")
        yield from posts.order_by(*BY_BEGIN)


def _place_post(roll: Roll, person: int, post: Post, day: date) -> None:
    begun = post.first_day is None or post.first_day <= day
    if begun and (post.last_day is None or post.last_day >= day):
        roll.held[person].append(post)
        roll.posts[person] = post
    elif not roll.held[person]:
        roll.posts[person] = max(
            roll.posts.get(person, post),
            post,
            key=lambda one: one.first_day or date.min,
        )


def _add_aliased(roll: Roll, day: date) -> None:
    """Read the persons whom only an alias of theirs brought into the roll."""
    named = {pk for keys in roll.by_name.values() for pk in keys}
    absent = named - set(roll.people)
    for person in Person.objects.filter(pk__in=absent).select_related("subject"):
        roll.people[person.pk] = person
    later = Post.objects.filter(person__in=absent).select_related("unit__subject")
    for post in later.order_by(*BY_BEGIN):
        _place_post(roll, post.person_id, post, day)
        roll.units[post.person_id].add(post.unit_id)


def _add_merged_posts(roll: Roll, below: set[int], day: date) -> None:
    """Read the posts of the records merged into those of the roll: they are hers."""
    for some in _chunks(roll.people):
        posts = Post.objects.filter(unit__in=below, person__subject__alias_of__in=some)
        posts = posts.annotate(main=aliases.main_id("person__subject"))
        for post in posts.select_related("unit__subject").order_by(*BY_BEGIN):
            _place_post(roll, post.main, post, day)
            roll.units[post.main].add(post.unit_id)


def _add_holders(
    roll: Roll, marks: Collection[str], below: set[int], day: date
) -> None:
    """Read whose the numbers of the list are, and the numbers of all in the roll."""
    if not marks:
        return
    owners: dict[str, int] = {}
    for some in _chunks(marks):
        rows = IdentityNumber.objects.filter(fingerprint__in=some).order_by()
        owners |= dict(rows.values_list("fingerprint", "person"))
    mains: dict[int, int] = {}
    for keys in _chunks(set(owners.values())):
        mains |= aliases.family(keys)
    absent = {mains[key] for key in owners.values()} - set(roll.people)
    _read_posts(roll, absent, below, day)
    roll.holders = {
        mark: mains[key] if mains[key] in roll.people else 0
        for mark, key in owners.items()
    }
    for people in _chunks(roll.people):
        known = IdentityNumber.objects.filter(person__in=aliases.records(people))
        main = aliases.main_id("person__subject")
        for key, kind, mark in known.values_list(main, "kind", "fingerprint"):
            roll.numbers[key].add((kind, mark))


def _read_posts(roll: Roll, people: set[int], below: set[int], day: date) -> None:
    """Read the persons of other names who ever had a post in the office."""
    for some in _chunks(people):
        posts = Post.objects.filter(person__in=aliases.records(some))
        posts = posts.annotate(main=aliases.main_id("person__subject"))
        held: dict[int, list[Any]] = defaultdict(list)
        for post in posts.select_related("unit__subject").order_by(*BY_BEGIN):
            held[post.main].append(post)
        here = [
            key
            for key in some
            if any(post.unit_id in below for post in held.get(key, ()))
        ]
        for person in Person.objects.filter(pk__in=here).select_related("subject"):
            roll.people[person.pk] = person
            for post in held[person.pk]:
                if post.person_id == person.pk:
                    _place_post(roll, person.pk, post, day)
                roll.units[person.pk].add(post.unit_id)


def _chunks(keys: Iterable[Key]) -> Iterator[list[Key]]:
    listed = list(keys)
    for start in range(0, len(listed), BATCH):
        yield listed[start : start + BATCH]


def _add_facts(roll: Roll, day: date) -> None:
    people = sorted(roll.people)
    roll.employments = employments_on(people, day)
    for start in range(0, len(people), BATCH):
        some = people[start : start + BATCH]
        roll.facts |= aliases.facts_by_year(some)
        records = aliases.records(some)
        shares = Authorship.objects.filter(person__in=records).values_list(
            aliases.main_id("person__subject"),
            *("work__name", "work__year", "work__decision_no", "work__scope"),
        )
        roll.works |= {(*key,): scope for *key, scope in shares}
        held = ledger.standing_awards().filter(subject__in=records)
        roll.awards |= set(held.values_list(aliases.main_id("subject"), "code", "year"))


def _add_authors_elsewhere(roll: Roll) -> None:
    for some in _chunks(roll.people):
        own = Authorship.objects.filter(person__in=aliases.records(some))
        others = Authorship.objects.filter(work__in=own.values("work"))
        rows = others.select_related("work", "person__subject__alias_of")
        for row in rows:
            subject = row.person.subject
            if aliases.main_of(subject).pk not in roll.people:
                for name in {subject.name, aliases.main_of(subject).name}:
                    told = row.work.name, row.work.year, text.fold(name)
                    roll.elsewhere.add(told)


def ever_below(unit: Unit) -> set[int]:
    """Return the ids of the units that ever were under a unit, and its own."""
    children: dict[int, set[int]] = defaultdict(set)
    for child, parent in UnitParent.objects.values_list("unit_id", "parent_id"):
        children[parent].add(child)
    found, todo = {unit.pk}, [unit.pk]
    while todo:
        for child in children[todo.pop()] - found:
            found.add(child)
            todo.append(child)
    return found
