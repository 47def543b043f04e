"""One box for people and units: marks or none, part of a name or all of it.

Right people first: the name as typed, marks and all; the same without marks; names
that end so (the given name), marks first; names with the phrase; names whose words
begin so. Within each, the Vietnamese order. Names that only hold the letters come
where no other name fits.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, overload

from django.db import connection
from django.db.models import Case, F, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Length, StrIndex
from django.db.models.lookups import Exact, GreaterThan

from vinhdanh.base import rights
from vinhdanh.registry import queries
from vinhdanh.registry.enums import SubjectKind
from vinhdanh.registry.models import NameTail, Subject, Unit, UnitName
from vinhdanh.viet import text

# More words than this are not a name; a pasted page must not become a long query.
MOST_WORDS = 12
# More people than this are not ranked one by one: those whose name ends as typed come
# first, then the others in the order of the list, read from its index page by page.
MOST_RANKED = 2000
# The rank of a name that ends as typed without its marks, and of one that only holds
# the letters somewhere.
ENDS, ANYWHERE = 3, 6


@dataclass(frozen=True)
class Hit:
    """A person found; `also` is the merged record's name by which she was found."""

    person: int
    also: str = ""


# (how well the name fits, its place in the Vietnamese order, the person)
_Row = tuple[int, str, int]


@dataclass(frozen=True)
class _Part:
    """Some of the people found: how many, and those at given places."""

    count: int
    keys: Callable[[int, int], Sequence[int]]


@dataclass(frozen=True)
class Found(Sequence[Hit]):
    """The people found, best first: counted at once, read page by page."""

    parts: Sequence[_Part] = ()
    also: Mapping[int, str] = field(default_factory=dict)

    def __len__(self) -> int:
        return sum(part.count for part in self.parts)

    @overload
    def __getitem__(self, place: int) -> Hit: ...
    @overload
    def __getitem__(self, place: slice) -> list[Hit]: ...
    def __getitem__(self, place: int | slice) -> Hit | list[Hit]:
        if isinstance(place, int):
            at = range(len(self))[place]
            return self[at : at + 1][0]
        start, stop, _step = place.indices(len(self))
        keys: list[int] = []
        for part in self.parts:
            if start < min(stop, part.count):
                keys += part.keys(start, min(stop, part.count))
            start, stop = max(start - part.count, 0), max(stop - part.count, 0)
        return [Hit(key, self.also.get(key, "")) for key in keys]


class Typed:
    """What was typed, in the forms that names are compared with."""

    def __init__(self, words: str) -> None:
        kept = text.clean_line(words).split()[:MOST_WORDS]
        self.key = text.search_key(" ".join(kept))
        self.folded = text.fold(" ".join(kept))
        self.words = self.folded.split()

    def tails(self) -> QuerySet[NameTail]:
        """Return a row for each person for each of these words one of her name begins.

        Looked up by the last word: given names are more various than the rest.
        """
        *others, last = self.words
        at = StrIndex("name", Value(f" {last}"))
        return NameTail.objects.filter(
            _begins("tail", last),
            # Of two words that begin so, the first: each person once.
            Exact(at + Length("tail"), Length("name")),
            *(GreaterThan(StrIndex("name", Value(f" {each}")), 0) for each in others),
        )

    def whole_tails(self) -> QuerySet[NameTail]:
        """Return a row for each person whose name is what was typed, or ends so."""
        return NameTail.objects.filter(tail=self.folded)

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


def _begins(column: str, word: str) -> Q:
    """Return the condition "begins with the word" that each database has an index for.

    SQLite compares bytes, so that a range does; LIKE would read the whole table there.
    """
    if connection.vendor == "sqlite":
        beyond = f"{word}\U0010ffff"
        return Q(**{f"{column}__gte": word, f"{column}__lt": beyond})
    return Q(**{f"{column}__startswith": word})


def people_named(user: Any, words: str) -> Found:
    """Return the people whom a user may see and whose names fit, best first.

    A name fits when for each word typed one of its own begins so; where no name does,
    when it holds the letters anywhere. A merged record is found by its name too.
    """
    typed = Typed(words)
    if not typed.words:
        return Found()
    fitting = _seen(user, typed.tails())
    keys = _keys(fitting)
    also = _by_other_names(user, typed, fitting)
    if not keys and not also:
        holding = queries.people_visible_to(user).filter(typed.holds())
        return Found([_in_order(holding, "subject__sort_key")])
    names = {row[2]: name for name, row in also}
    if len(keys) > MOST_RANKED:
        count = fitting.count()
        return Found(_many(user, typed, count, [row for _name, row in also]), names)
    people = Subject.objects.filter(pk__in=keys)
    if not also:
        return Found([_ranked(people, typed, len(keys))])
    rows = [*_rows(people, typed), *(row for _name, row in also)]
    return Found([_listed(rows)], names)


def _seen(user: Any, tails: QuerySet[NameTail]) -> QuerySet[NameTail]:
    return rights.visible(user, "person.see", tails)


def _keys(tails: QuerySet[NameTail]) -> list[int]:
    """Return whose tails they are, of more than are ranked only as many and one.

    Read, not left to a subquery: just after an import the database may guess that few
    names fit, and look through them all again for each person.
    """
    return list(tails.values_list("person_id", flat=True)[: MOST_RANKED + 1])


def _many(user: Any, typed: Typed, count: int, also: list[_Row]) -> list[_Part]:
    """Return the parts of a list too long to be ranked."""
    whole = _seen(user, typed.whole_tails())
    keys, count_best = _keys(whole), 0
    ending = Subject.objects.filter(pk__in=keys)
    if len(keys) > MOST_RANKED:
        ending = Subject.objects.filter(pk__in=whole.values("person_id"))
        count_best = whole.count()
    best = _ranked(ending, typed, count_best or len(keys))
    people = queries.people_visible_to(user)
    others = people.filter(typed.begins()).exclude(typed.ends())
    rest = _in_order(others, "subject__sort_key", count - best.count)
    near = [row for row in also if row[0] <= ENDS]
    far = [row for row in also if row[0] > ENDS]
    return [best, _listed(near), rest, _listed(far)]


def _ranked(people: QuerySet[Subject], typed: Typed, count: int) -> _Part:
    ranked = people.alias(rank=typed.rank("")).order_by("rank", "sort_key", "pk")
    return _in_order(ranked, "", count)


def _in_order(
    rows: QuerySet[Any], sort_key: str = "", count: int | None = None
) -> _Part:
    ordered = rows.order_by(sort_key, "pk") if sort_key else rows
    keys = ordered.values_list("pk", flat=True)
    known = rows.order_by().count() if count is None else count
    return _Part(known, lambda start, stop: list(keys[start:stop]))


def _listed(rows: list[_Row]) -> _Part:
    keys = [person for _rank, _key, person in sorted(rows)]
    return _Part(len(keys), lambda start, stop: keys[start:stop])


def _rows(people: QuerySet[Subject], typed: Typed) -> list[_Row]:
    ranked = people.annotate(rank=typed.rank("")).order_by()
    return list(ranked.values_list("rank", "sort_key", "pk"))


def _by_other_names(
    user: Any, typed: Typed, fitting: QuerySet[NameTail]
) -> list[tuple[str, _Row]]:
    """Return who is found only by the name of a record merged into hers, and it."""
    merged = Subject.objects.filter(typed.begins(""), alias_of__isnull=False)
    ranked = merged.annotate(rank=typed.rank("")).order_by("-rank", "-pk")
    found: list[Any] = list(ranked.values_list("alias_of", "rank", "name"))
    if not found:
        return []
    best = {main: (rank, name) for main, rank, name in found}
    own = fitting.filter(person_id__in=best).values("person_id")
    seen = queries.people_visible_to(user).filter(pk__in=best).exclude(pk__in=own)
    keys = seen.order_by().values_list("pk", "subject__sort_key")
    return [(best[main][1], (best[main][0], key, main)) for main, key in keys]


def units_named(user: Any, words: str, *, most: int) -> tuple[list[Unit], int]:
    """Return the units a user may see that bear or bore such a name, best first.

    most: as many are returned at most, and how many there are.
    """
    typed = Typed(words)
    if not typed.words:
        return [], 0
    places: dict[int, int] = {}
    for pk, name in _unit_names():
        folded = _folded(name)
        if all(word in folded for word in typed.words):
            place = _unit_place(typed, name, folded)
            places[pk] = min(places.get(pk, place), place)
    if not places:
        return [], 0
    # Rights last: few units fit, and few of the rest need be asked for.
    seen = queries.units_visible_to(user).filter(pk__in=places).order_by()
    keys = seen.values_list("pk", "subject__sort_key")
    found = sorted((places[pk], key, pk) for pk, key in keys)
    shown = [pk for _place, _key, pk in found[:most]]
    units = Unit.objects.select_related("subject").in_bulk(shown)
    return [units[pk] for pk in shown], len(found)


def _unit_names() -> Iterator[tuple[int, str]]:
    """Return each unit with each name it bears or bore, long and short."""
    of_units = Subject.objects.filter(kind=SubjectKind.UNIT).order_by()
    yield from of_units.values_list("pk", "name")
    more = UnitName.objects.exclude(name=F("unit__subject__name"), short_name="")
    for pk, name, short in more.values_list("unit", "name", "short_name"):
        yield pk, name
        if short:
            yield pk, short


def _unit_place(typed: Typed, name: str, folded: str) -> int:
    if folded == typed.folded:
        return 0 if text.search_key(name) == typed.key else 1
    return 2 if f" {typed.folded}" in f" {folded}" else 3


@lru_cache(maxsize=20_000)
def _folded(name: str) -> str:
    # Units are few and their names asked at every search: folding takes the time.
    return text.fold(name)
