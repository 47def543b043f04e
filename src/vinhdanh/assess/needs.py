"""What a year's title hangs on: facts are taken away one by one and judged again.

The trials answer "which years must not be broken" and "which of several ways".
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any

from vinhdanh.assess.course import PLENTY, good
from vinhdanh.assess.standards import award_of, is_held
from vinhdanh.law.condition import column_of
from vinhdanh.law.evaluate import inputs_of
from vinhdanh.statutes.load import corpus

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from vinhdanh.assess.course import Course
    from vinhdanh.law.title import Title

_GROUPS = 7  # facts tried in every combination: 128 rows
_WAYS = 4
Edit = dict[str, Any]


@dataclass(frozen=True)
class Hold:
    """What one fact must do for a title in a year.

    years: each of them is necessary; done: those already so. amount: of a count so
    many more, of a title so many of the years ahead (`among`), of a figure of one year
    the least. level: the least of each year; with an amount, so many of the years ahead
    one level higher.
    """

    fact: str
    years: tuple[int, ...]
    done: tuple[int, ...]
    among: tuple[int, ...]
    amount: int | None = None
    level: int | None = None


@dataclass(frozen=True)
class Found:
    """The ways to a title in a year; with one way it is all there is to do."""

    ways: tuple[tuple[Hold, ...], ...]

    @property
    def always(self) -> tuple[Hold, ...]:
        """What every way asks."""
        first, *others = self.ways
        return tuple(h for h in first if all(h in way for way in others))

    @property
    def either(self) -> tuple[tuple[Hold, ...], ...]:
        """What tells the ways apart, where there are several."""
        if len(self.ways) == 1:
            return ()
        common = self.always
        return tuple(tuple(h for h in way if h not in common) for way in self.ways)


def ways_to(course: Course, title: Title, year: int) -> Found:
    """The facts of the years ahead, and of those behind, that the title hangs on."""
    trials = _Trials(course, title, year)
    groups = [fact for fact in trials.facts if trials.ahead(fact)]
    alone = trials.outcomes([trials.without([fact]) for fact in groups])
    spare = [fact for fact, met in zip(groups, alone, strict=True) if met]
    subsets = [
        frozenset(groups).difference(dropped)
        for size in range(min(len(spare), _GROUPS), -1, -1)
        for dropped in combinations(spare[:_GROUPS], size)
    ]
    closed = [trials.without([f for f in groups if f not in s]) for s in subsets]
    met = trials.outcomes(closed)
    least: list[tuple[frozenset[str], Edit]] = []
    for subset, edit, holds in zip(subsets, closed, met, strict=True):
        if holds and not any(smaller <= subset for smaller, _ in least):
            least.append((subset, edit))
    least.sort(key=lambda way: (len(way[0]), sorted(way[0])))
    return Found(trials.holds(least[:_WAYS]))


class _Trials:
    """The evaluated row of one title and year, and what becomes of it when edited."""

    def __init__(self, course: Course, title: Title, year: int) -> None:
        self.course, self.title, self.year = course, title, year
        self.base = course.cells_of(title)[year - course.year]
        self.lags: dict[str, list[int]] = {}
        for fact, lag in sorted(inputs_of([title])):
            if award_of(fact) != title.award and self._is_tried(fact):
                self.lags.setdefault(fact, []).append(self._lag(fact, lag))
        self.facts = list(self.lags)

    def _is_tried(self, fact: str) -> bool:
        if fact.startswith("since."):
            return self.base[fact] is not None
        if is_held(fact):
            return True
        return fact in self.course.asked and good(fact) is not None

    def _lag(self, fact: str, lag: int) -> int:
        """Of "since the award": how long ago that was."""
        return int(self.base[fact]) if fact.startswith("since.") else lag

    def ahead(self, fact: str) -> list[int]:
        """How many years back the fact is still assumed, the newest first."""
        name = fact.removeprefix("since.")
        assumed = self.course.assumed
        return [lag for lag in self.lags[fact] if (self.year - lag, name) in assumed]

    def put(self, fact: str, lag: int, value: Any) -> Edit:
        """The edit of one fact of one year."""
        if fact.startswith("since."):
            possible = fact.replace("since.", "possible.", 1)
            return {} if value else {fact: None, possible: 0}
        if lag == 0 and is_held(fact):
            names = (fact, f"earned.{award_of(fact)}")
            return {name: value for name in names if name in self.base}
        return {column_of(fact, lag): value}

    def without(self, facts: Iterable[str]) -> Edit:
        """Those facts on their bad side in all the years ahead."""
        edit: Edit = {}
        for fact in facts:
            edit |= self._level(fact, self.ahead(fact), _worst(fact))
        return edit

    def _level(self, fact: str, lags: Iterable[int], value: Any) -> Edit:
        edit: Edit = {}
        for lag in lags:
            edit |= self.put(fact, lag, value)
        return edit

    def outcomes(self, edits: Sequence[Edit]) -> list[bool]:
        """Is the title still met, for each edit?"""
        law, title = self.course.law, self.title
        return [law.met(title, {**self.base, **edit}) is True for edit in edits]

    def holds(
        self, ways: Sequence[tuple[frozenset[str], Edit]]
    ) -> tuple[tuple[Hold, ...], ...]:
        """For each way what each fact must do, while the other ways stay closed."""
        asked: list[tuple[int, str, str, int]] = []
        edits: list[Edit] = []
        for number, (way, closed) in enumerate(ways):
            for fact in self.facts:
                for kind, size, edit in self._questions(fact, open_=fact in way):
                    asked.append((number, fact, kind, size))
                    edits.append(closed | edit)
        met = dict(zip(asked, self.outcomes(edits), strict=True)) if edits else {}
        found = []
        for number, (way, _) in enumerate(ways):
            answers = {key[1:]: yes for key, yes in met.items() if key[0] == number}
            holds = (self._hold(f, answers, open_=f in way) for f in self.facts)
            found.append(tuple(hold for hold in holds if hold is not None))
        return tuple(found)

    def _questions(self, fact: str, *, open_: bool) -> Iterator[tuple[str, int, Edit]]:
        """drop: one year on its bad side; sum: so many in all; latest: only in the
        latest so many years; level: every year at that rank; top: the latest so many
        years at the highest rank and the others one below.
        """
        ahead = self.ahead(fact)
        for lag in self.lags[fact]:
            if open_ or lag not in ahead:
                yield "drop", lag, self.put(fact, lag, _worst(fact))
        if not open_:
            return
        none, top = self.without([fact]), _top(fact)
        for total in range(1, PLENTY if _is_count(fact) else 1):
            yield "sum", total, none | self.put(fact, ahead[0], total)
        for number in range(1, len(ahead)):
            latest = self._level(fact, ahead[:number], _best(fact))
            yield "latest", number, none | latest
            if top:
                yield "top", number, self._level(fact, ahead, top - 1) | latest
        for rank in range(1, top):
            yield "level", rank, self._level(fact, ahead, rank)

    def _hold(
        self, fact: str, met: Mapping[tuple[str, str, int], bool], *, open_: bool
    ) -> Hold | None:
        ahead = self.ahead(fact)

        def least(kind: str) -> int | None:
            held = (
                n for (f, k, n), yes in met.items() if (f, k) == (fact, kind) and yes
            )
            return min(held, default=None)

        needed = [
            lag for lag in self.lags[fact] if not met.get((fact, "drop", lag), True)
        ]
        years = tuple(sorted(self.year - lag for lag in needed))
        if not open_ and not years:
            return None
        done = tuple(y for y in years if self.year - y not in ahead)
        among = tuple(sorted(self.year - lag for lag in ahead)) if open_ else ()
        if least("sum") is not None and self.lags[fact] != [0]:
            return Hold(fact, (), (), among, amount=least("sum"))
        top, best = _top(fact), least("top")
        # Fewer years at the top than there are: the others one level below.
        if top and least("level") is None and best is not None and best < len(years):
            return Hold(fact, years, done, among, best, top - 1)
        amount = least("sum") if years else least("latest")
        return Hold(fact, years, done, among, amount, least("level") or top or None)


def _best(fact: str) -> Any:
    return True if fact.startswith("since.") else good(fact)


def _worst(fact: str) -> Any:
    return False if fact.startswith("since.") else good(fact, bad=True)


def _is_award(fact: str) -> bool:
    return is_held(fact) or fact.startswith("since.")


def _is_count(fact: str) -> bool:
    if _is_award(fact):
        return False
    known = corpus().facts.get(fact)
    return known.type == "count" and known.good == "high"


def _top(fact: str) -> int:
    """The highest rank of a level whose high side is good; 0 for any other fact."""
    if _is_award(fact):
        return 0
    known = corpus().facts.get(fact)
    return len(known.levels) - 1 if known.good == "high" and known.levels else 0
