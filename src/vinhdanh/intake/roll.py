"""Who and what an office already knows, read once to compare a sheet with it."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from vinhdanh.ledger import queries as ledger
from vinhdanh.registry import aliases
from vinhdanh.registry.models import (
    Authorship,
    Person,
    Post,
    Unit,
    UnitParent,
    YearFact,
)
from vinhdanh.registry.queries import unit_named
from vinhdanh.registry.rosters import BATCH
from vinhdanh.viet import text

_LEADERS = "lanh dao"
# An office calls itself by such a word alone: “Lãnh đạo Văn phòng”.
_OWN_WORDS = frozenset({"van phong", "co quan", "don vi", "so", "ban", "truong"})


@dataclass
class Roll:
    """The people of an office with their facts, by person id; see `roll_of`."""

    unit: Unit
    people: dict[int, Person] = field(default_factory=dict)
    posts: dict[int, Post] = field(default_factory=dict)
    """By person: the post held on the day of the list, else the latest begun."""
    held: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    """By person: the units of the posts held on the day of the list."""
    units: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    by_name: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    facts: dict[tuple[int, int], YearFact] = field(default_factory=dict)
    works: set[tuple[int, str, int, str]] = field(default_factory=set)
    awards: set[tuple[int, str, int]] = field(default_factory=set)

    def namesakes(self, name: str) -> list[int]:
        """Return the ids of the people of the same folded name."""
        return self.by_name.get(text.fold(name), [])


def roll_of(unit: Unit, names: Collection[str], day: date) -> Roll:
    """Read what is known of the people of a unit who bear one of the names.

    day: of the list, to tell the post that it speaks of from earlier and later ones.

    People whose post has ended count too: a list of an old year names them. The
    number of statements does not grow with the number of people.
    """
    roll = Roll(unit)
    wanted = {text.fold(name) for name in names}
    below = _ever_below(unit)
    posts = Post.objects.filter(unit__in=below).select_related(
        "person__subject", "unit__subject"
    )
    for post in posts.order_by("first_day", "pk"):
        subject = post.person.subject
        if subject.name_folded not in wanted:
            continue
        main = subject.alias_of_id or subject.pk
        same_name = roll.by_name[subject.name_folded]
        if main not in same_name:
            same_name.append(main)
        roll.units[main].add(post.unit_id)
        if subject.alias_of_id is None:
            roll.people[main] = post.person
            _place_post(roll, main, post, day)
    _add_aliased(roll, day)
    _add_facts(roll)
    return roll


def _place_post(roll: Roll, person: int, post: Post, day: date) -> None:
    begun = post.first_day is None or post.first_day <= day
    if begun and (post.last_day is None or post.last_day >= day):
        roll.held[person].add(post.unit_id)
        roll.posts[person] = post
    elif not roll.held[person]:
        roll.posts[person] = post


def _add_aliased(roll: Roll, day: date) -> None:
    """Read the persons whom only an alias of theirs brought into the roll."""
    named = {pk for keys in roll.by_name.values() for pk in keys}
    absent = named - set(roll.people)
    for person in Person.objects.filter(pk__in=absent).select_related("subject"):
        roll.people[person.pk] = person
    later = Post.objects.filter(person__in=absent).select_related("unit__subject")
    for post in later.order_by("first_day", "pk"):
        _place_post(roll, post.person_id, post, day)
        roll.units[post.person_id].add(post.unit_id)


def _add_facts(roll: Roll) -> None:
    people = sorted(roll.people)
    for start in range(0, len(people), BATCH):
        some = people[start : start + BATCH]
        roll.facts |= aliases.facts_by_year(some)
        records = aliases.records(some)
        shares = Authorship.objects.filter(person__in=records).values_list(
            aliases.main_id("person__subject"),
            *("work__name", "work__year", "work__decision_no"),
        )
        roll.works |= set(shares)
        held = ledger.standing_awards().filter(subject__in=records)
        roll.awards |= set(held.values_list(aliases.main_id("subject"), "code", "year"))


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
    """Finds the unit a cell names, each name looked up once."""

    def __init__(self, unit: Unit, day: date) -> None:
        self.unit = unit
        self.day = day
        self.found: dict[str, Unit | None] = {}

    def named(self, words: str) -> Unit | None:
        """Return the unit of the office that the words name; None for no such unit.

        The office's own name, “Lãnh đạo <the office>” and an empty cell are the
        office itself.
        """
        key = text.fold(words)
        if key not in self.found:
            self.found[key] = self._look_up(words, key)
        return self.found[key]

    def _look_up(self, words: str, key: str) -> Unit | None:
        if not key:
            return self.unit
        found = self._by_name(words)
        if found is None and key.startswith(_LEADERS):
            rest = key.removeprefix(_LEADERS).strip()
            if self._is_own(rest):
                return self.unit
            found = self._by_name(rest)
        return found

    def _is_own(self, rest: str) -> bool:
        own = text.fold(self.unit.name)
        return not rest or (rest in _OWN_WORDS and own.startswith(rest))

    def _by_name(self, words: str) -> Unit | None:
        # The name of the list's own year first: units are renamed.
        return unit_named(self.unit, words, self.day) or unit_named(self.unit, words)
