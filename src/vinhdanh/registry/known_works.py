"""Which works an office has on record, so that the same one stays one.

Two offices may each have a work of the same name, year and level: it is one work only
where they share an author. An office is the nearest unit with legal personality.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from vinhdanh.base.ordering import BY_BEGIN
from vinhdanh.registry import aliases
from vinhdanh.registry.models import (
    Authorship,
    Post,
    RecognisedWork,
    Unit,
    UnitParent,
)

# Rows of one statement; SQLite takes 32,766 parameters.
BATCH = 500
# What makes two works the same within an office: name, year, scope, kind, decision no.
Key = tuple[str, int, str, str, str]
Named = TypeVar("Named", int, str)


@dataclass
class KnownWorks:
    """The works of some names on record, with whose and of which offices they are."""

    offices: dict[int, int]
    mains: dict[int, int] = field(default_factory=dict)
    by_key: dict[Key, list[RecognisedWork]] = field(
        default_factory=lambda: defaultdict(list)
    )
    authors: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    of_offices: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))

    def find(
        self,
        key: Key,
        people: Collection[int],
        unit: int | None,
        *,
        but: Collection[int] = (),
    ) -> RecognisedWork | None:
        """Return the work of one of these people, or of the office of a unit."""
        same = [work for work in self.by_key.get(key, []) if work.pk not in but]
        hers = {self.mains.get(person, person) for person in people}
        for work in same:
            if self.authors[work.pk] & hers:
                return work
        office = self.office_of(unit)
        return next((work for work in same if office in self.of_offices[work.pk]), None)

    def office_of(self, unit: int | None) -> int | None:
        """Return the key of the office that a unit belongs to."""
        return None if unit is None else self.offices.get(unit, unit)

    def joins(self, work: RecognisedWork, person: int) -> bool:
        """Take a person for an author of a work; say whether she was none before.

        Under whichever record.
        """
        author, known = self.mains.get(person, person), self.authors[work.pk]
        is_new = author not in known
        known.add(author)
        return is_new


def known_works(names: Iterable[str], people: Collection[int]) -> KnownWorks:
    """Return the works on record of these names, to be found for these people."""
    known = KnownWorks(_offices())
    for keys in _some(people):
        known.mains |= aliases.family(keys)
    for some in _some(set(names)):
        works = RecognisedWork.objects.filter(name__in=some).order_by("pk")
        for work in works:
            known.by_key[key_of(work)].append(work)
        _read_authors(known, [work.pk for work in works])
    return known


def lock_office(unit: int | None) -> None:
    """Let those who write works of a unit's office take turns.

    Call in the deed's transaction, before asking what is known.
    """
    if unit is not None:
        Unit.objects.select_for_update().get(pk=_offices().get(unit, unit))


def key_of(work: RecognisedWork) -> Key:
    """Return what makes a work the same as another of its office."""
    return (work.name, work.year, work.scope, work.kind, work.decision_no)


def _read_authors(known: KnownWorks, works: list[int]) -> None:
    for some in _some(works):
        shares = Authorship.objects.filter(work__in=some).values_list(
            "work", aliases.main_id("person__subject")
        )
        works_of: dict[int, list[int]] = defaultdict(list)
        for work, person in shares:
            known.authors[work].add(person)
            works_of[person].append(work)
        for people in _some(works_of):
            posts = Post.objects.filter(person__in=aliases.records(people))
            main = aliases.main_id("person__subject")
            for person, unit in posts.values_list(main, "unit"):
                for work in works_of[person]:
                    known.of_offices[work].add(known.offices.get(unit, unit))


def _some(keys: Collection[Named]) -> Iterable[list[Named]]:
    ordered = sorted(keys)
    return (ordered[at : at + BATCH] for at in range(0, len(ordered), BATCH))


def _offices() -> dict[int, int]:
    """Return {unit: the nearest one with legal personality, else the topmost}."""
    in_time = UnitParent.objects.order_by(*BY_BEGIN)
    above: dict[int, int] = dict(in_time.values_list("unit", "parent"))
    legal = set(
        Unit.objects.filter(has_legal_personality=True).values_list("pk", flat=True)
    )
    found = {}
    for unit in above:
        at, passed = unit, {unit}
        while at not in legal and at in above and above[at] not in passed:
            at = above[at]
            passed.add(at)
        found[unit] = at
    return found
