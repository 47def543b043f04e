"""The year's list as rows to draw: a person, the post of that day, the facts."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from vinhdanh.ledger import queries as ledger
from vinhdanh.ledger.models import Award
from vinhdanh.registry import aliases, queries
from vinhdanh.registry.models import Person, Post, RecognisedWork, YearFact


@dataclass(frozen=True)
class Row:
    """A person's year; facts None where nothing at all is known."""

    person: Person
    post: Post | None
    facts: YearFact | None
    works: list[RecognisedWork]
    awards: list[Award]

    @property
    def has_initiatives_known(self) -> bool:
        return bool(self.works) or bool(
            self.facts and self.facts.is_initiative_list_complete
        )

    @property
    def has_titles_known(self) -> bool:
        return bool(self.awards) or bool(
            self.facts and self.facts.is_title_list_complete
        )


def rows_of(user: Any, people: list[Person], year: int) -> list[Row]:
    """Return the rows of a page of people, in their order; four statements."""
    posts = queries.posts_of(people, queries.last_day_seen(year))
    facts = queries.facts_of(people, year)
    works = queries.works_of(people, year)
    awards: dict[int, list[Award]] = defaultdict(list)
    records = aliases.records([person.pk for person in people])
    standing = ledger.standing_awards().filter(
        subject__in=records, year=year, pk__in=ledger.visible_to(user).values("pk")
    )
    once = ledger.once_each(standing).annotate(main=aliases.main_id("subject"))
    for award in once.order_by("code"):
        awards[award.main].append(award)
    return [
        Row(
            person,
            posts.get(person.pk),
            facts.get(person.pk),
            works.get(person.pk, []),
            awards[person.pk],
        )
        for person in people
    ]
