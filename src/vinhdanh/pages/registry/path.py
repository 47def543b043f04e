"""What the next titles still need of a person, by what is known today."""

from dataclasses import dataclass
from datetime import date

from vinhdanh import assess
from vinhdanh.eligibility import facts
from vinhdanh.eligibility import queries as eligibility
from vinhdanh.registry.models import Person, Unit


@dataclass(frozen=True)
class Path:
    """A try at each title of a person under the law of a day; nothing is stored."""

    governing_day: date
    verdicts: list[assess.Verdict]


def path_of(person: Person, unit: Unit | None, year: int) -> Path | None:
    """Return how near a person is to each title of a year.

    None for a year whose law has not been written down.
    """
    day = date(year, 12, 31)
    titles = [
        code
        for code, award in assess.awards().items()
        if award.kind == "title" and "individual" in award.subjects
    ]
    local = eligibility.local_rules_for(unit, day) if unit else []
    try:
        verdicts = assess.judge(
            facts.records([person.subject], year=year),
            titles,
            year=year,
            day=day,
            local=local,
        )
    except assess.LawDateError:
        return None
    # A title without written criteria has no path to draw.
    return Path(day, [each for each in verdicts if each.reasons])
