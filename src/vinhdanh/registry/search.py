"""One box for people and units: marks or none, part of a name or all of it.

Right people first: the name as typed, marks and all; the same without marks; names
that end so (the given name), marks first; names with the phrase; names whose words
begin so. Within each, the Vietnamese order. Names that only hold the letters come
where no other name fits.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, overload

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from vinhdanh.registry import queries
from vinhdanh.registry.enums import SubjectKind
from vinhdanh.registry.models import Subject, Unit, UnitName
from vinhdanh.viet import text

# More words than this are not a name; a pasted page must not become a long query.
MOST_WORDS = 12
# Of more people than this nobody turns the pages: what fits best is listed, and the
# page says that there are more. Counting 90,000 exactly takes longer than reading them.
MOST_FOUND = 3000
# The rank of a name that only holds the letters somewhere.
ANYWHERE = 6


@dataclass(frozen=True)
class Hit:
    """A person found; `also` is the merged record's name by which she was found."""

    person: int
    also: str = ""


# (how well the name fits, its place in the Vietnamese order, the person)
_Row = tuple[int, str, int]


class Found(Sequence[Hit]):
    """The people found, best first; `has_more` when they are more than are listed."""

    def __init__(
        self,
        first: list[_Row],
        rest: QuerySet[Any] | None = None,
        also: Mapping[int, str] | None = None,
    ) -> None:
        self.first = first
        self.rest = rest
        self.also = also or {}
        self.has_more = rest is not None

    def __len__(self) -> int:
        return MOST_FOUND if self.has_more else len(self.first)

    @overload
    def __getitem__(self, place: int) -> Hit: ...
    @overload
    def __getitem__(self, place: slice) -> list[Hit]: ...
    def __getitem__(self, place: int | slice) -> Hit | list[Hit]:
        if isinstance(place, int):
            return self[place : place + 1][0]
        start, stop, _step = place.indices(len(self))
        keys = [person for _rank, _key, person in self.first[start:stop]]
        lacking, skip = stop - start - len(keys), max(start - len(self.first), 0)
        if self.rest is not None and lacking > 0:
            keys += self.rest[skip : skip + lacking]
        return [Hit(key, self.also.get(key, "")) for key in keys]


class Typed:
    """What was typed, in the forms that names are compared with."""

    def __init__(self, words: str) -> None:
        kept = text.clean_line(words).split()[:MOST_WORDS]
        self.key = text.search_key(" ".join(kept))
        self.folded = text.fold(" ".join(kept))
        self.words = self.folded.split()

    def holds(self, path: str = "subject__") -> Q:
        """Return the condition that a name holds all the words."""
        return Q(*(Q(**{f"{path}name_folded__contains": each}) for each in self.words))

    def begins(self, path: str = "subject__") -> Q:
        """Return the condition that for each word one of the name begins so."""
        name = f"{path}name_folded"
        return Q(
            *(
                Q(**{f"{name}__startswith": each})
                | Q(**{f"{name}__contains": f" {each}"})
                for each in self.words
            )
        )

    def ends(self, path: str = "subject__") -> Q:
        """Return the condition that a name is what was typed, or ends so."""
        name = f"{path}name_folded"
        return Q(**{name: self.folded}) | Q(**{f"{name}__endswith": f" {self.folded}"})

    def rank(self, path: str = "subject__") -> Case:
        """Return how well a name fits, 0 the best."""
        key, folded = f"{path}name_key", f"{path}name_folded"
        ladder = (
            Q(**{key: self.key}),
            Q(**{folded: self.folded}),
            Q(**{f"{key}__endswith": f" {self.key}"}),
            self.ends(path),
            Q(**{f"{folded}__startswith": self.folded})
            | Q(**{f"{folded}__contains": f" {self.folded}"}),
            self.begins(path),
        )
        return Case(
            *(When(step, then=Value(place)) for place, step in enumerate(ladder)),
            default=Value(ANYWHERE),
            output_field=IntegerField(),
        )


def people_named(user: Any, words: str) -> Found:
    """Return the people whom a user may see and whose names fit, best first.

    A name fits when for each word typed one of its own begins so; where no name does,
    when it holds the letters anywhere. A merged record is found by its name too.
    """
    typed = Typed(words)
    if not typed.words:
        return Found([])
    everybody = queries.people_visible_to(user)
    # The kind lets the names be read from their index; in the order of the list it
    # would keep SQLite from stopping at the end of a page.
    people = everybody.filter(subject__kind=SubjectKind.PERSON)
    holding = people.filter(typed.holds()).order_by()
    also = _by_other_names(people, typed)
    rows = _rows(holding, typed)
    beginning = holding.filter(typed.begins())
    if len(rows) > MOST_FOUND and not _are_too_many(beginning):
        rows = _rows(beginning, typed)
    if len(rows) > MOST_FOUND:
        best = _rows(people.filter(typed.ends()).order_by(), typed)[:MOST_FOUND]
        rest = everybody.filter(typed.begins()).exclude(typed.ends())
        in_order = rest.order_by("subject__sort_key", "pk").values_list("pk", flat=True)
        return Found(sorted(best), in_order)
    begun = [row for row in rows if row[0] < ANYWHERE]
    fitting = begun if begun or also else rows
    known = {person for _rank, _key, person in fitting}
    more = {person: row for person, row in also.items() if person not in known}
    names = {person: name for person, (name, _row) in more.items()}
    return Found(
        sorted([*fitting, *(row for _name, row in more.values())]), None, names
    )


def _are_too_many(people: QuerySet[Any]) -> bool:
    return bool(people.values_list("pk")[MOST_FOUND : MOST_FOUND + 1])


def _rows(people: QuerySet[Any], typed: Typed) -> list[_Row]:
    ranked = people.annotate(rank=typed.rank())
    return list(ranked.values_list("rank", "subject__sort_key", "pk")[: MOST_FOUND + 1])


def _by_other_names(people: QuerySet[Any], typed: Typed) -> dict[int, tuple[str, _Row]]:
    """Return who is found by the name of a record merged into hers, by her key."""
    merged = Subject.objects.filter(
        typed.holds(""), typed.begins(""), alias_of__isnull=False
    )
    ranked = merged.annotate(rank=typed.rank("")).order_by("-rank", "-pk")
    rows: list[Any] = list(ranked.values_list("alias_of", "rank", "name")[:MOST_FOUND])
    if not rows:
        return {}
    seen = people.filter(pk__in=[main for main, _rank, _name in rows])
    keys = dict(seen.order_by().values_list("pk", "subject__sort_key"))
    return {
        main: (name, (rank, keys[main], main))
        for main, rank, name in rows
        if main in keys
    }


def units_named(user: Any, words: str, *, most: int) -> tuple[list[Unit], int]:
    """Return the units a user may see that bear or bore such a name, best first.

    most: as many are returned at most, and how many there are.
    """
    typed = Typed(words)
    if not typed.words:
        return [], 0
    seen = queries.units_visible_to(user).order_by()
    rows = list(seen.values_list("pk", "subject__name", "subject__sort_key"))
    names = [(pk, name) for pk, name, _key in rows]
    for pk, name, short in UnitName.objects.filter(
        unit__in=seen.values("pk")
    ).values_list("unit", "name", "short_name"):
        names += [(pk, name), (pk, short)]
    places: dict[int, int] = {}
    for pk, name in names:
        folded = _folded(name)
        if all(word in folded for word in typed.words):
            place = _unit_place(typed, name, folded)
            places[pk] = min(places.get(pk, place), place)
    found = sorted((places[pk], key, pk) for pk, _name, key in rows if pk in places)
    shown = [pk for _place, _key, pk in found[:most]]
    units = Unit.objects.select_related("subject").in_bulk(shown)
    return [units[pk] for pk in shown], len(found)


def _unit_place(typed: Typed, name: str, folded: str) -> int:
    if folded == typed.folded:
        return 0 if text.search_key(name) == typed.key else 1
    return 2 if f" {typed.folded}" in f" {folded}" else 3


@lru_cache(maxsize=20_000)
def _folded(name: str) -> str:
    # Units are few and their names asked at every search: folding takes the time.
    return text.fold(name)
