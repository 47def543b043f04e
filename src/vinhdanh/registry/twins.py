"""Two records that may be one person: which, why, and how they differ.

Nothing here merges anything: pairs are proposed, a person decides.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from vinhdanh.base import rights
from vinhdanh.registry import aliases
from vinhdanh.registry.enums import TwinState
from vinhdanh.registry.models import Merge, Person, Post, TwinPair, YearFact

# Of a hundred: below, two names of one birth date are left alone.
ALIKE = 88
# Of more in one group no further ones are compared: that is a fault of the data.
LARGEST_GROUP = 60
_OF_PERSON = ("birth_date", "sex", "recruited_on")


@dataclass(frozen=True)
class Record:
    """What of a record is compared with others."""

    pk: int
    name: str
    folded: str
    birth_date: date | None
    units: frozenset[int]


@dataclass(frozen=True)
class Proposal:
    """Two records that may be one person; `sure` of a hundred, `why` in words."""

    first: int
    second: int
    sure: int
    why: tuple[str, ...]


@dataclass(frozen=True)
class Difference:
    """A fact on which two records differ; year 0 is of the person herself."""

    year: int
    fact: str
    label: str
    kept: Any
    alias: Any
    kept_words: str
    alias_words: str

    @property
    def key(self) -> str:
        return f"{self.year}.{self.fact}"


def proposals(user: Any, unit_ids: Iterable[int] | None = None) -> list[Proposal]:
    """Return the pairs that a user may merge and nobody has judged, surest first.

    unit_ids: only pairs of which one has or had a post in these units.
    """
    people = rights.visible(user, "person.merge", _mains())
    known = {each.pk: each for each in _records(people)}
    judged = {
        (pair.first_id, pair.second_id): pair
        for pair in TwinPair.objects.filter(first__in=people.values("pk"))
    }
    wanted = None if unit_ids is None else set(unit_ids)
    found = {}
    for one, other in pairs_to_compare(known.values()):
        key = one.pk, other.pk
        if key in judged and judged[key].state != TwinState.PROPOSED:
            continue
        if wanted is not None and not wanted & (one.units | other.units):
            continue
        proposal = _proposal(one, other)
        if proposal is not None:
            found[key] = proposal
    for key, pair in judged.items():
        both_seen = key[0] in known and key[1] in known
        if both_seen and pair.state == TwinState.PROPOSED:
            why = _("một người ghi số định danh của người kia"), pair.note
            found[key] = Proposal(*key, 99, tuple(filter(None, why)))
    return sorted(
        found.values(), key=lambda each: (-each.sure, each.first, each.second)
    )


def _mains() -> QuerySet[Person]:
    return Person.objects.filter(subject__alias_of=None).order_by()


def _records(people: QuerySet[Person]) -> Iterator[Record]:
    units: dict[int, set[int]] = defaultdict(set)
    held = Post.objects.filter(person__in=people.values("pk")).order_by()
    for person, unit in held.values_list("person", "unit"):
        units[person].add(unit)
    rows = people.values_list(
        "pk", "subject__name", "subject__name_folded", "birth_date"
    )
    for pk, name, folded, born in rows:
        yield Record(pk, name, folded, born, frozenset(units[pk]))


def pairs_to_compare(
    records: Iterable[Record],
) -> Iterator[tuple[Record, Record]]:
    """Yield the pairs worth comparing, each once; nearly as many as there are records.

    Of one name: those born on one day or with a post in one unit. Of one day: those
    who share the given name, or all of the name but it.
    """
    groups: dict[Any, list[Record]] = defaultdict(list)
    for record in records:
        for unit in record.units:
            groups[record.folded, unit].append(record)
        if record.birth_date is not None:
            before, _space, given = record.folded.rpartition(" ")
            groups[record.birth_date, "given", given].append(record)
            groups[record.birth_date, "before", before].append(record)
    seen: set[tuple[int, int]] = set()
    for group in groups.values():
        for one, other in combinations(group[:LARGEST_GROUP], 2):
            key = min(one.pk, other.pk), max(one.pk, other.pk)
            if key not in seen:
                seen.add(key)
                yield (one, other) if one.pk < other.pk else (other, one)


def _proposal(one: Record, other: Record) -> Proposal | None:
    # Loaded here: the library is wanted on this page alone.
    from rapidfuzz import fuzz  # noqa: PLC0415

    same_name = one.folded == other.folded
    same_day = one.birth_date is not None and one.birth_date == other.birth_date
    day_unknown = one.birth_date is None or other.birth_date is None
    same_unit = bool(one.units & other.units)
    alike = round(fuzz.ratio(one.folded, other.folded))
    if not same_name and not (same_day and alike >= ALIKE):
        return None
    why = [_name_words(one, other, alike)]
    if same_day:
        why.append(_("cùng ngày sinh"))
        sure = 95 if same_name else 40 + alike // 3
    elif day_unknown and same_unit:
        why.append(_("một bên chưa ghi ngày sinh"))
        sure = 70
    elif not day_unknown and same_unit and _slip(one.birth_date, other.birth_date):
        why.append(_("ngày sinh chỉ lệch do ghi đảo ngày, tháng hoặc nhầm một số"))
        sure = 60
    else:
        return None
    if same_unit:
        why.append(_("cùng đơn vị"))
        sure = min(sure + 3, 98)
    return Proposal(one.pk, other.pk, sure, tuple(why))


def _name_words(one: Record, other: Record, alike: int) -> str:
    if one.name == other.name:
        return _("cùng họ tên")
    if one.folded == other.folded:
        return _("họ tên chỉ khác dấu")
    return _("họ tên giống nhau %(n)s/100") % {"n": alike}


def _slip(one: date | None, other: date | None) -> bool:
    if one is None or other is None:
        return False
    if (one.year, one.month, one.day) == (other.year, other.day, other.month):
        return True
    digits = zip(one.isoformat(), other.isoformat(), strict=True)
    return sum(a != b for a, b in digits) == 1


def pair_of(one: Person, other: Person) -> tuple[Person, Person]:
    """Return two people in the order in which a pair is kept."""
    return (one, other) if one.pk < other.pk else (other, one)


def differences(kept: Person, alias: Person) -> list[Difference]:
    """Return what two records say differently: each must be chosen before a merger."""
    found = []
    for name in _OF_PERSON:
        mine, theirs = getattr(kept, name), getattr(alias, name)
        if mine and theirs and mine != theirs:
            found.append(_difference(0, name, kept, alias))
    mine_by_year = _facts(kept)
    for year, theirs_row in sorted(_facts(alias).items()):
        row = mine_by_year.get(year)
        if row is None:
            continue
        for name in choices_of_a_year():
            mine, theirs = getattr(row, name), getattr(theirs_row, name)
            said = not (
                aliases.is_unsaid(name, mine) or aliases.is_unsaid(name, theirs)
            )
            if said and mine != theirs:
                found.append(_difference(year, name, row, theirs_row))
    return found


def choices_of_a_year() -> list[str]:
    """Return the facts of a year that are chosen; parts of a fact go with it."""
    names = (field.name for field in YearFact._meta.concrete_fields)  # noqa: SLF001
    left_out = {
        "id",
        "subject",
        "year",
        "sources",
        *aliases.PARTS,
        *aliases.WHOLE_LISTS,
    }
    return [name for name in names if name not in left_out]


def facts_of(person: Person) -> dict[int, YearFact]:
    """Return a person's facts by year, those of records merged into hers too."""
    return _facts(person)


def _facts(person: Person) -> dict[int, YearFact]:
    found = aliases.facts_by_year([person.pk])
    return {year: row for (_person, year), row in found.items()}


def _difference(year: int, name: str, row: Any, other: Any) -> Difference:
    field = row._meta.get_field(name)  # noqa: SLF001 - Django's documented _meta
    return Difference(
        year,
        name,
        str(field.verbose_name),
        getattr(row, name),
        getattr(other, name),
        in_words(row, name),
        in_words(other, name),
    )


def in_words(row: Any, name: str) -> str:
    """Return a fact's value as a page says it."""
    value = getattr(row, name)
    told = getattr(row, f"get_{name}_display", None)
    if told is not None and value:
        return str(told())
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, bool):
        return _("có") if value else _("không")
    return str(value)


def merges_of(person: Person) -> QuerySet[Merge]:
    """Return the mergers that stand of a person's record, latest first."""
    rows = Merge.objects.filter(parted_at=None)
    return rows.filter(Q(kept=person) | Q(alias=person)).select_related(
        "kept__subject", "alias__subject"
    )
