"""A person's years side by side: post, rating, titles, initiatives, awards."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from vinhdanh.base import clock
from vinhdanh.base.ordering import BY_BEGIN
from vinhdanh.ledger import queries as ledger
from vinhdanh.ledger.models import Award
from vinhdanh.registry import aliases, queries
from vinhdanh.registry.models import Authorship, Person, Post, RecognisedWork, YearFact

# More years than this are read by scrolling, not by looking.
MOST_YEARS = 40


@dataclass
class Year:
    """What is written of one year."""

    year: int
    posts: list[Post] = field(default_factory=list)
    facts: YearFact | None = None
    works: list[RecognisedWork] = field(default_factory=list)
    awards: list[Award] = field(default_factory=list)


@dataclass
class Stretch:
    """Consecutive years with the same posts; `years` says how many."""

    posts: list[Post]
    years: int = 1


@dataclass(frozen=True)
class LifeLine:
    """The years, earliest first, without those before anything is known."""

    years: list[Year]
    works: list[RecognisedWork]

    @property
    def stretches(self) -> list[Stretch]:
        """The posts as stretches of years, for one wide cell each."""
        found: list[Stretch] = []
        for year in self.years:
            if found and found[-1].posts == year.posts:
                found[-1].years += 1
            else:
                found.append(Stretch(year.posts))
        return found


def life_line(user: Any, person: Person) -> LifeLine:
    """Return the years of a person as far as the user may see them."""
    records = aliases.records([person.pk])
    held = queries.all_posts(person).select_related("unit__subject")
    posts = list(held.order_by(*BY_BEGIN))
    told = aliases.facts_by_year([person.pk])
    facts = {year: row for (_person, year), row in told.items()}
    works: dict[int, list[RecognisedWork]] = defaultdict(list)
    shares = Authorship.objects.filter(person__in=records).select_related("work")
    for share in shares.order_by("pk"):
        if share.work not in works[share.work.year]:
            works[share.work.year].append(share.work)
    awards = ledger.visible_to(user).filter(
        subject__in=records, pk__in=ledger.standing_awards().values("pk")
    )
    by_year: dict[int, list[Award]] = defaultdict(list)
    for award in ledger.once_each(awards).order_by("code"):
        by_year[award.year].append(award)
    years = [
        Year(
            year,
            [post for post in posts if _held_in(post, year)],
            facts.get(year),
            works[year],
            by_year[year],
        )
        for year in _span({*facts, *works, *by_year})
    ]
    return LifeLine(years, [work for year in sorted(works) for work in works[year]])


def _span(known: set[int]) -> range:
    now = clock.today().year
    first = max(min(known, default=now), now - MOST_YEARS)
    return range(first, max(known | {now}) + 1)


def _held_in(post: Post, year: int) -> bool:
    return (post.first_day is None or post.first_day <= date(year, 12, 31)) and (
        post.last_day is None or post.last_day >= date(year, 1, 1)
    )
