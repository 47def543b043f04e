"""Rows on their way, in memory: what each says, whom it is about, what it would do."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from vinhdanh.intake.enums import RowWord
from vinhdanh.intake.roll import Roll
from vinhdanh.intake.understanding import Place
from vinhdanh.intake.unit_names import UnitNames
from vinhdanh.registry.models import Person, Subject, Unit
from vinhdanh.sheets.extents import column_index
from vinhdanh.sheets.kinds import ListKind
from vinhdanh.sheets.problems import Problem
from vinhdanh.sheets.reading import Row

NEW = "new"
"""The choice that a doubtful row is nobody the registry knows."""


@dataclass(slots=True)
class Staged:
    """A row on its way: what it says, whom it is about, what it would change.

    source: the row of the sheet, or its cells as they were stored. collective: the
    unit that the row itself is about. coauthors: whom it names
    besides `person`. elsewhere: which of its authors are of other offices, as the work
    on record has them. asked: which of the names `candidates` are for.
    """

    number: int
    source: Mapping[str, str] | Row
    values: dict[str, Any]
    unit: Unit | None = None
    unit_name: str = ""
    person: Person | None = None
    collective: Unit | None = None
    coauthors: list[Person] = field(default_factory=list)
    elsewhere: list[int] = field(default_factory=list)
    candidates: list[int] = field(default_factory=list)
    asked: int = 0
    is_new_person: bool = False
    changes: list[dict[str, Any]] = field(default_factory=list)
    word: RowWord = RowWord.NEW

    @property
    def raw(self) -> Mapping[str, str]:
        """Every cell as shown, by letter; made when asked for, for the sake of room."""
        source = self.source
        if isinstance(source, Row):
            return source.cells
        return source

    @property
    def subject(self) -> Subject | None:
        """The subject of the registry that the row is about, where it is known."""
        about = self.collective or self.person
        return about.subject if about is not None else None

    @property
    def people(self) -> Iterator[Person]:
        if self.person is not None:
            yield self.person
        yield from self.coauthors


@dataclass
class Seen:
    """Whom earlier rows of a sheet were about: the row by person, and by number."""

    people: dict[int, int] = field(default_factory=dict)
    marks: dict[str, int] = field(default_factory=dict)


@dataclass
class Comparing:
    """What the rows of a sheet are compared with.

    target: the movement or round that they go to. known: what the module of the kind
    has read of it. seen: what earlier rows said, where they are compared some at a
    time.
    """

    unit: Unit
    kind: ListKind
    place: Place
    names: UnitNames
    roll: Roll
    target: Any = None
    known: Any = None
    seen: Seen = field(default_factory=Seen)

    def problem(
        self,
        row: Staged,
        key: str,
        what: str,
        *,
        severity: str = "error",
        year: int | None = None,
    ) -> dict[str, Any]:
        """Return a problem of the comparison, at the first column of a key.

        year: of which the column speaks, where there is one for each year.
        """
        return problem_at(row, key, self.place, what, severity, year)


@dataclass
class Stage:
    """All staged rows of a sheet with all their problems."""

    rows: list[Staged]
    problems: list[dict[str, Any]]
    comparing: Comparing

    @property
    def errors(self) -> list[dict[str, Any]]:
        return [found for found in self.problems if found["severity"] == "error"]

    @property
    def counts(self) -> dict[str, int]:
        """Return how many rows stand at each word."""
        found = Counter(str(row.word) for row in self.rows)
        return {word.value: found[word.value] for word in RowWord}


@dataclass(frozen=True)
class Settled:
    """What the officer has settled: persons of doubtful rows, units to be founded."""

    choices: Mapping[str, int | str]
    new_units: Sequence[str]
    target: str = ""

    def choice(self, row: int, asked: int) -> int | str | None:
        """Return who was chosen for the name of a row."""
        return self.choices.get(choice_key(row, asked))


def choice_key(row: int, asked: int) -> str:
    """Return under what the choice for a name of a row is kept: “14”, “14.1”."""
    return f"{row}.{asked}" if asked else str(row)


def problem_at(
    row: Staged,
    key: str,
    place: Place,
    what: str,
    severity: str = "error",
    year: int | None = None,
) -> dict[str, Any]:
    """Return a problem at the first column of a key, or at the whole row."""
    mapping = place.mapping.at(row.number)
    letters = mapping.letters_of(key)
    of_year = [
        each for each in letters if year == (mapping.columns[each].year or place.year)
    ]
    letter = next(iter([*of_year, *letters]), "")
    # The cell as it stands is what the officer mends, not the part that is wrong.
    return Problem(
        row.number,
        letter,
        mapping.headings.get(letter, ""),
        row.raw.get(letter, ""),
        what,
        severity="error" if severity == "error" else "warning",
    ).to_json()


def sheet_problem(what: str) -> dict[str, Any]:
    """Return a problem of the whole sheet."""
    return Problem(0, "", "", "", what).to_json()


def in_order(problem: Mapping[str, Any]) -> tuple[int, int]:
    return problem["row"], column_index(problem["column_letter"])
