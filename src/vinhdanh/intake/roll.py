"""Who and what an office already knows, read once to compare a sheet with it."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
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
    UnitName,
    UnitParent,
    YearFact,
)
from vinhdanh.registry.queries import in_force, units_below
from vinhdanh.registry.rosters import BATCH, post_meant
from vinhdanh.viet import text

Key = TypeVar("Key", int, str)

_LEADERS = "lanh dao"
# An office calls itself by such a word alone: “Lãnh đạo Văn phòng”.
_OWN_WORDS = frozenset(
    {"van phong", "co quan", "don vi", "so", "ban", "truong", "uy ban", "hoi dong"}
)
_SPELT_OUT = {"ubnd": "uy ban nhan dan", "hdnd": "hoi dong nhan dan"}
_TELLING = 3  # words of its name that tell the office without the rest
# What the name of a unit begins with; “Khối”, “Công chức”, “Lãnh đạo” only group.
_UNIT_WORD = re.compile(
    r"(?:phòng|ban|văn phòng|đơn vị|tổ|đội|sở|cục|chi cục|tổng cục|vụ|viện|học viện|"
    r"khoa|trung tâm|bộ phận|ủy ban|ubnd|hội đồng|hđnd|thường trực|chi nhánh|trường|"
    r"trạm|bệnh viện|công ty|xí nghiệp|hợp tác xã|thanh tra|kho bạc|hội|đoàn|mặt trận|"
    r"công an|xã|phường|thị trấn|đặc khu|huyện|quận|thị xã|thành phố|thôn|ấp|buôn|"
    r"bản|khu phố)\b"
)


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
    below = _ever_below(unit)
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


def _ever_below(unit: Unit) -> set[int]:
    children: dict[int, set[int]] = defaultdict(set)
    for child, parent in UnitParent.objects.values_list("unit_id", "parent_id"):
        children[parent].add(child)
    found, todo = {unit.pk}, [unit.pk]
    while todo:
        for child in children[todo.pop()] - found:
            found.add(child)
            todo.append(child)
    return found


class UnitNames:
    """Finds the units that cells name, among those of an office on a day and today."""

    def __init__(self, unit: Unit, day: date) -> None:
        self.unit = unit
        # The names of the list's own year come first: units are renamed.
        self.by_name = [_units_by_name(unit, day), _units_by_name(unit, None)]
        self.found: dict[tuple[str, ...], list[Unit]] = {}
        self.names_over: dict[int, set[str]] = {}
        self.own = _names_of([unit.pk]) | self._names_above(unit)

    def named(self, words: str, path: Sequence[str] = ()) -> Unit | None:
        """Return the one unit of the office that the words name, else None.

        The office's own name, “Lãnh đạo <the office>” and an empty cell are the
        office itself; “Tổ Văn phòng, Trường Hoa Sen” is the one of that school.
        path: the names of the units above it, where the list tells.
        """
        found = self.all_named(words, path)
        return found[0] if len(found) == 1 else None

    def all_named(self, words: str, path: Sequence[str] = ()) -> list[Unit]:
        """Return every unit of that name, of those that may stand under the path."""
        said = (words, *path)
        if said not in self.found:
            found = self._look_up(text.fold(words)) or self._with_parent(words)
            outer = {text.fold(each) for each in self.outer(path)}
            if outer and found != [self.unit]:
                found = self._under(found, outer)
            elif len(found) > 1:
                above = {text.fold(each) for each in path}
                found = [u for u in found if above & self._names_above(u)] or found
            self.found[said] = found
        return self.found[said]

    def outer(self, path: Sequence[str]) -> list[str]:
        """Return the names of a path that are of units within the office.

        Not the office itself, and no “KHỐI ĐẢNG” or “Công chức” that only groups.
        """
        return [
            name
            for name in path
            if _UNIT_WORD.match(text.search_key(name))
            and text.fold(name) not in self.own
            and not self._is_own(text.fold(name))
        ]

    def lacking(self, words: str, path: Sequence[str]) -> tuple[str, ...]:
        """Return a unit that is not there as it is to be founded: its path and name.

        The outermost first, from the office down.
        """
        return (*self.outer(path), words)

    def _under(self, found: list[Unit], outer: set[str]) -> list[Unit]:
        """Keep the units under those; one right under the office, if none is known."""
        under = [unit for unit in found if outer & self._names_above(unit)]
        if under or any(self._by_name(name) for name in outer):
            return under
        free = {row.unit_id for row in UnitParent.objects.filter(parent=self.unit)}
        return [unit for unit in found if unit.pk in free]

    def _with_parent(self, words: str) -> list[Unit]:
        parts = words.split(", ")
        for at in range(1, len(parts)):
            over = text.fold(", ".join(parts[at:]))
            found = self._by_name(text.fold(", ".join(parts[:at])))
            if under := [unit for unit in found if over in self._names_above(unit)]:
                return under
        return []

    def _look_up(self, key: str) -> list[Unit]:
        if not key:
            return [self.unit]
        found = self._by_name(key)
        if not found and key.startswith(_LEADERS):
            rest = key.removeprefix(_LEADERS).strip()
            if self._is_own(rest):
                return [self.unit]
            found = self._by_name(rest)
        return found

    def _is_own(self, rest: str) -> bool:
        """Say whether words, folded, are nothing or how the office begins its name."""
        said = " ".join(_SPELT_OUT.get(word, word) for word in rest.split())
        begins = f"{text.fold(self.unit.name)} ".startswith(f"{said} ")
        is_enough = said in _OWN_WORDS or len(said.split()) >= _TELLING
        return not rest or (begins and is_enough)

    def _by_name(self, key: str) -> list[Unit]:
        return next((known[key] for known in self.by_name if key in known), [])

    def _names_above(self, unit: Unit) -> set[str]:
        """Return every name that the units over a unit, at any height, ever bore."""
        if unit.pk not in self.names_over:
            over, todo = set[int](), [unit.pk]
            while todo:
                parents = UnitParent.objects.filter(unit__in=todo)
                todo = list(set(parents.values_list("parent", flat=True)) - over)
                over |= set(todo)
            self.names_over[unit.pk] = _names_of(over)
        return self.names_over[unit.pk]


def _names_of(units: Iterable[int]) -> set[str]:
    rows = UnitName.objects.filter(unit__in=list(units))
    pairs = rows.values_list("name", "short_name")
    return {text.fold(name) for pair in pairs for name in pair} - {""}


def _units_by_name(unit: Unit, day: date | None) -> dict[str, list[Unit]]:
    """Return the units below a unit by each folded name, full or short, of a day."""
    below = {each.pk: each for each in units_below(unit, day)}
    found: dict[str, list[Unit]] = defaultdict(list)
    for row in UnitName.objects.filter(in_force(day), unit__in=below):
        for name in {text.fold(row.name), text.fold(row.short_name)} - {""}:
            if below[row.unit_id] not in found[name]:
                found[name].append(below[row.unit_id])
    return dict(found)
