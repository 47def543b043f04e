"""The benchmark's individual titles of 2024 written in OpenFisca-core.

    python rules.py FOLDER PEOPLE YEAR      (in an environment of its own)

OpenFisca has no "not known": a missing value is its variable's default. So that the
answers can be equal, every mark is a number, 0 no, 1 not known, 2 yes, whose "and" is
the least and whose "or" the greatest; a count or a level that is not known is -1.
Answers: 0 no, 1 unknown, 2 confirm, 3 yes.
"""

# ruff: noqa: ANN001, ANN002, ANN201, ANN202, N801  arrays and OpenFisca's own types
# mypy: ignore-errors
import json
import resource
import sys
import time
from functools import reduce
from pathlib import Path

BEGAN = time.perf_counter()

import numpy as np  # noqa: E402  importing is part of what it costs
from openfisca_core.entities import build_entity  # noqa: E402
from openfisca_core.parameters import ParameterNode  # noqa: E402
from openfisca_core.periods import DateUnit, period  # noqa: E402
from openfisca_core.simulation_builder import SimulationBuilder  # noqa: E402
from openfisca_core.taxbenefitsystems import TaxBenefitSystem  # noqa: E402
from openfisca_core.variables import Variable  # noqa: E402

NO, OPEN, YES = 0, 1, 2
WINDOW = 10
FACTS = ("rating", "discipline", "pending_inquiry")
HELD = ("LDTT", "CSTDCS", "CSTD_TINH", "BK_TINH")
WORKS = ("initiatives", "science_projects")
LEVELS = ("grassroots", "province", "unused", "nationwide")
COUNTS = tuple(f"{work}_{level}" for work in WORKS for level in LEVELS)
TITLES = ("LDTT", "CSTDCS", "CSTD_TINH", "CSTDTQ", "GK", "BK_TINH")
VALUES = {
    "ldtt_min_rating": 2,
    "ldtt_min_service_months": 6,
    "cstdcs_excellent_rating": 3,
    "cstdcs_min_initiatives": 1,
    "cstd_tinh_years": 3,
    "cstd_tinh_min_initiatives": 1,
    "cstdtq_times": 2,
    "cstdtq_years": 6,
    "cstdtq_min_initiatives": 1,
    "bk_tinh_years": 2,
    "bk_tinh_min_rating": 3,
    "bk_tinh_min_initiatives": 2,
}
PERSON = build_entity("person", "persons", "A person", is_person=True)


def both(*marks):
    """And."""
    return reduce(np.minimum, marks)


def either(*marks):
    """Or."""
    return reduce(np.maximum, marks)


def mark(known, holds):
    """Yes or no where it is known."""
    return np.where(known, np.where(holds, YES, NO), OPEN).astype(np.int8)


def between(low, high, least):
    """Reached, out of reach, or open."""
    found = np.where(high < least, NO, OPEN)
    return np.where(low >= least, YES, found).astype(np.int8)


def over_years(counts, least):
    """So many in all the years; a year nobody wrote down may hold more."""
    low = sum(np.maximum(count, 0) for count in counts)
    is_open = reduce(np.logical_or, [count < 0 for count in counts])
    return between(low, np.where(is_open, 99, low), least)


def in_a_row(marks, least):
    """So many years in a row."""
    return count_in_run(marks, [np.ones(len(marks[0]), np.int32)] * len(marks), least)


def count_in_run(marks, counts, least):
    """So many within the unbroken run of years up to the judged one."""
    low = np.zeros(len(marks[0]), np.int32)
    high, is_open = low.copy(), np.zeros(len(low), bool)
    certain = possible = np.ones(len(low), bool)
    for so, count in zip(marks, counts, strict=True):
        certain, possible = certain & (so == YES), possible & (so != NO)
        low += np.where(certain, np.maximum(count, 0), 0)
        high += np.where(possible, np.maximum(count, 0), 0)
        is_open |= possible & (count < 0)
    return between(low, np.where(is_open | possible, 99, high), least)


def settle(sourced, recalled, confirm=False):
    """The four words: a sourced no, a sourced unknown, a doubt, or yes."""
    found = np.where(confirm, 2, 3)
    for other in recalled:
        found = np.where(other == YES, found, 2)
    asked = both(*sourced)
    found = np.where(asked == OPEN, 1, found)
    return np.where(asked == NO, 0, found)


def soft(known, settled):
    """A ground that hangs on a title of this round: its mark, and does it wait?

    It waits for a person where it is open only because that title is.
    """
    waits = (known == OPEN) & (settled != OPEN)
    return np.where(waits, YES, known), waits


class Years:
    """One person's facts, newest year first."""

    def __init__(self, person, now) -> None:
        self.person, self.now = person, now

    def all(self, fact, least=WINDOW):
        return [self.person(fact, self.now.offset(-lag)) for lag in range(least)]

    def calm(self):
        return YES - self.person("pending_inquiry", self.now)

    def earned(self, award):
        """Held or qualifies: as known, and with a waiting title taken as "no"."""
        word, held = (
            self.person(award, self.now),
            self.person(f"held_{award}", self.now),
        )
        known = np.where(word == 3, YES, np.where(word == 0, NO, OPEN))
        known = np.where(held == YES, YES, known)
        return known, np.where((known == OPEN) & (word == 2), NO, known)

    def titles(self, award):
        """The title year by year, as known and settled."""
        known, settled = self.earned(award)
        before = self.all(f"held_{award}")[1:]
        return [known, *before], [settled, *before]


class LDTT(Variable):
    value_type, entity, definition_period = int, PERSON, DateUnit.YEAR

    def formula_2024_01_01(person, now, parameters):  # noqa: N805
        law, years = parameters(now), Years(person, now)
        rating, since = person("rating", now), person("recruited_on", now)
        month, day = since // 100 % 100, since % 100
        months = (now.start.year + 1 - since // 10000) * 12 + 1 - month - (day > 1)
        discipline = person("discipline", now)
        return settle(
            [
                mark(rating >= 0, rating >= law.ldtt_min_rating),
                mark(since > 0, np.maximum(months, 0) >= law.ldtt_min_service_months),
                years.calm(),
            ],
            [mark(discipline >= 0, discipline == 0)],
        )


class CSTDCS(Variable):
    value_type, entity, definition_period = int, PERSON, DateUnit.YEAR

    def formula_2024_01_01(person, now, parameters):  # noqa: N805
        law, years = parameters(now), Years(person, now)
        least, rating = law.cstdcs_min_initiatives, person("rating", now)
        worker, waits = soft(*years.earned("LDTT"))
        excellent = mark(rating >= 0, rating >= law.cstdcs_excellent_rating)
        counts = [years.all(f"{work}_grassroots") for work in WORKS]
        merit = either(excellent, *(over_years(c, least) for c in counts))
        this_year = [mark(c[0] >= 0, c[0] >= least) for c in counts]
        fresh = [over_years(years.all(f"{work}_unused"), least) for work in WORKS]
        once = either(excellent, *this_year, *fresh)
        return settle([worker, merit, years.calm()], [once], waits)


class CSTD_TINH(Variable):
    value_type, entity, definition_period = int, PERSON, DateUnit.YEAR

    def formula_2024_01_01(person, now, parameters):  # noqa: N805
        law, years = parameters(now), Years(person, now)
        known, settled = years.titles("CSTDCS")
        least = law.cstd_tinh_years
        streak, waits = soft(in_a_row(known, least), in_a_row(settled, least))
        merit = either(
            *(
                over_years(years.all(f"{work}_province"), law.cstd_tinh_min_initiatives)
                for work in WORKS
            )
        )
        used = either(*years.all("held_CSTD_TINH", least)[1:])
        return settle([streak, merit, years.calm()], [YES - used], waits)


class CSTDTQ(Variable):
    value_type, entity, definition_period = int, PERSON, DateUnit.YEAR

    def formula_2024_01_01(person, now, parameters):  # noqa: N805
        law, years = parameters(now), Years(person, now)
        twice, others = [], []
        for below, above in zip(
            years.titles("CSTDCS"), years.titles("CSTD_TINH"), strict=True
        ):
            run = [either(low, high) for low, high in zip(below, above, strict=True)]
            titles = [np.where(held == OPEN, -1, held // 2) for held in above]
            twice.append(count_in_run(run, titles, law.cstdtq_times))
            others.append([over_years(titles[:2], 1), in_a_row(run, law.cstdtq_years)])
        merit = either(
            *(
                over_years(years.all(f"{work}_nationwide"), law.cstdtq_min_initiatives)
                for work in WORKS
            )
        )
        twice, waits = soft(*twice)
        return settle([twice, merit, years.calm()], others[0], waits)


class GK(Variable):
    value_type, entity, definition_period = int, PERSON, DateUnit.YEAR

    def formula_2024_01_01(person, now, parameters):  # noqa: N805
        del parameters
        return settle([Years(person, now).calm()], [], confirm=True)


class BK_TINH(Variable):
    value_type, entity, definition_period = int, PERSON, DateUnit.YEAR

    def formula_2024_01_01(person, now, parameters):  # noqa: N805
        law, years = parameters(now), Years(person, now)
        ratings = years.all("rating")
        excellent = [mark(r >= 0, r >= law.bk_tinh_min_rating) for r in ratings]
        works = [years.all(f"{work}_unused") for work in WORKS]

        def two_years(marks):
            counted = [
                count_in_run(marks, counts, law.bk_tinh_min_initiatives)
                for counts in works
            ]
            return both(in_a_row(marks, law.bk_tinh_years), either(*counted))

        rated = two_years(excellent)
        known, settled = (either(two_years(m), rated) for m in years.titles("CSTDCS"))
        # Chosen in a movement, or a sudden deed, may still stand in: never a "no".
        unknown = np.where((known == OPEN) & (settled == OPEN), OPEN, YES)
        first = YES - person("held_BK_TINH", now.offset(-1))
        return settle([unknown, years.calm()], [first], known != YES)


def variable(name, default, unit=DateUnit.YEAR):
    """An input variable; its default is "not known"."""
    body = {
        "value_type": int,
        "default_value": default,
        "entity": PERSON,
        "definition_period": unit,
    }
    return type(name, (Variable,), body)


def system():
    """The six titles with their dated values."""
    found = TaxBenefitSystem([PERSON])
    found.parameters = ParameterNode(
        "",
        data={
            name: {"values": {"2024-01-01": {"value": value}}}
            for name, value in VALUES.items()
        },
    )
    inputs = [variable(name, -1) for name in ("rating", "discipline", *COUNTS)]
    marks = ["pending_inquiry", *(f"held_{award}" for award in HELD)]
    inputs += [variable(name, OPEN) for name in marks]
    found.add_variables(
        *inputs,
        variable("recruited_on", 0, DateUnit.ETERNITY),
        *(LDTT, CSTDCS, CSTD_TINH, CSTDTQ, GK, BK_TINH),
    )
    return found


def main() -> None:
    """Judge everybody of the folder and say what it took."""
    folder, people, year = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    law = system()
    simulation = SimulationBuilder().build_default_simulation(law, people)
    for path in sorted(folder.glob("*.i1")):
        if path.stem not in law.variables:
            continue  # asked in other years' law only
        values = np.fromfile(path, np.int8).reshape(people, WINDOW)
        for place in range(WINDOW):
            of_year = period(year - WINDOW + 1 + place)
            column = values[:, place].astype(np.int32)
            simulation.set_input(path.stem, of_year, column)
    since = np.fromfile(folder / "recruited_on.i4", np.int32)
    simulation.set_input("recruited_on", period("eternity"), since)
    words = [simulation.calculate(title, period(year)) for title in TITLES]
    np.stack(words, axis=1).astype(np.int8).tofile(folder / "openfisca.bin")
    used = resource.getrusage(resource.RUSAGE_SELF)
    cost = {
        "wall": time.perf_counter() - BEGAN,
        "cpu": used.ru_utime + used.ru_stime,
        "peak": used.ru_maxrss / 1024,
    }
    print(json.dumps(cost))


if __name__ == "__main__":
    main()
