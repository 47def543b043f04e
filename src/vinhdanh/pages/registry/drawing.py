"""The lineage of a unit as a drawing: a bar for each unit, a line for each change."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from vinhdanh.base import clock
from vinhdanh.registry import lineage
from vinhdanh.registry.enums import LineageKind
from vinhdanh.registry.models import Unit, UnitLineage

WIDTH, LEFT, RIGHT = 720, 12, 12
ROW, TOP, BAR = 50, 34, 12
# A bar whose beginning is not known starts this long before the first change.
BEFORE_YEARS = 6
FEWEST_TICKS, MOST_TICKS = 2, 9


@dataclass(frozen=True)
class Bar:
    """A unit over time: from where to where, in units of the drawing."""

    unit: Unit
    x: int
    y: int
    width: int
    text_y: int
    days: str
    is_here: bool
    is_ended: bool
    is_open: bool
    """Its beginning is not known."""


@dataclass(frozen=True)
class Joint:
    """A change on a day: down from one bar to another, or a mark on one."""

    x: int
    y1: int
    y2: int
    words: str
    is_end: bool = False

    @property
    def tip(self) -> str:
        """Return the corners of the arrow at the lower end."""
        sign = 1 if self.y2 >= self.y1 else -1
        back = self.y2 - 7 * sign
        return f"{self.x},{self.y2} {self.x - 4},{back} {self.x + 4},{back}"


@dataclass(frozen=True)
class Tick:
    """A year on the scale."""

    x: int
    year: int


@dataclass
class Happening:
    """One change in words: on which day, what became what, by which decision.

    was, became: the names of a renamed unit on the eve and on the day.
    """

    row: UnitLineage
    origins: list[Unit] = field(default_factory=list)
    successors: list[Unit] = field(default_factory=list)
    was: str = ""
    became: str = ""


@dataclass(frozen=True)
class Drawing:
    """A lineage, drawn and in words."""

    height: int
    bars: list[Bar]
    joints: list[Joint]
    ticks: list[Tick]
    happenings: list[Happening]
    width: int = WIDTH


def drawing_of(unit: Unit) -> Drawing | None:
    """Return the drawing of a unit's lineage; None for one that never changed."""
    rows = lineage.lineage_of([unit])
    if not rows:
        return None
    units = _in_order(rows)
    scale = _Scale(units, rows)
    place = {each.pk: TOP + index * ROW + 18 for index, each in enumerate(units)}
    bars = [_bar(each, place[each.pk], scale, each == unit) for each in units]
    return Drawing(
        height=TOP + len(units) * ROW + 6,
        bars=bars,
        joints=[_joint(row, place, scale) for row in rows],
        ticks=scale.ticks(),
        happenings=happenings(rows),
    )


def happenings(rows: Iterable[UnitLineage]) -> list[Happening]:
    """Return the changes in words, the rows of one change together."""
    found: dict[object, Happening] = {}
    for row in rows:
        key = row.reorganisation_id or (row.on, row.kind, row.successor_id)
        one = found.get(key) or found.setdefault(key, _happening(row))
        for unit, into in (
            (row.predecessor, one.origins),
            (row.successor, one.successors),
        ):
            if unit is not None and unit not in into:
                into.append(unit)
    return list(found.values())


def _happening(row: UnitLineage) -> Happening:
    if row.kind != LineageKind.RENAME:
        return Happening(row)
    unit = row.predecessor_id
    was, became = (
        lineage.names_on([unit], day).get(unit, "")
        for day in (row.on - timedelta(days=1), row.on)
    )
    return Happening(row, was=was, became=became)


def _in_order(rows: list[UnitLineage]) -> list[Unit]:
    """Return the units of a lineage, what continues below what it continues."""
    units: dict[int, Unit] = {}
    for row in rows:
        for unit in (row.predecessor, row.successor):
            if unit is not None:
                units.setdefault(unit.pk, unit)
    rank = dict.fromkeys(units, 0)
    for row in rows:  # earliest first
        if row.successor_id not in (None, row.predecessor_id):
            below = rank[row.predecessor_id] + 1
            rank[row.successor_id] = max(rank[row.successor_id], below)
    return sorted(
        units.values(), key=lambda unit: (rank[unit.pk], unit.subject.sort_key)
    )


class _Scale:
    """Days to the left and right of one another."""

    def __init__(self, units: list[Unit], rows: list[UnitLineage]) -> None:
        known = [unit.first_day for unit in units if unit.first_day is not None]
        first = min([row.on for row in rows] + known)
        years = 1 if first in known else BEFORE_YEARS
        self.first = date(max(first.year - years, 1), 1, 1)
        last = max(clock.today(), *(row.on for row in rows))
        self.last = date(last.year + 1, 1, 1)

    def x(self, day: date) -> int:
        whole = (self.last - self.first).days
        return LEFT + (day - self.first).days * (WIDTH - LEFT - RIGHT) // whole

    def ticks(self) -> list[Tick]:
        years = range(self.first.year + 1, self.last.year)
        step = next(
            (each for each in (1, 2, 5, 10, 20) if len(years) // each <= MOST_TICKS),
            50,
        )
        shown = [year for year in years if year % step == 0]
        if len(shown) < FEWEST_TICKS:
            shown = list(years)
        return [Tick(self.x(date(year, 1, 1)), year) for year in shown]


def _bar(unit: Unit, y: int, scale: _Scale, is_here: bool) -> Bar:
    start = scale.x(unit.first_day) if unit.first_day else LEFT
    end = scale.x(unit.last_day) if unit.last_day else WIDTH - RIGHT
    first = f"{unit.first_day:%d/%m/%Y}" if unit.first_day else "…"
    last = f"{unit.last_day:%d/%m/%Y}" if unit.last_day else ""
    return Bar(
        unit=unit,
        x=start,
        y=y,
        width=max(end - start, 3),
        text_y=y - 7,
        days=f"{first} – {last}".strip(),
        is_here=is_here,
        is_ended=unit.last_day is not None,
        is_open=unit.first_day is None,
    )


def _joint(row: UnitLineage, place: dict[int, int], scale: _Scale) -> Joint:
    top = place[row.predecessor_id]
    x = scale.x(row.on)
    words = f"{row.on:%d/%m/%Y}: {row.get_kind_display()} ({row.decision})"
    if row.successor_id is None or row.successor_id == row.predecessor_id:
        is_end = row.successor_id is None
        return Joint(x, top - 4, top + BAR + 4, words, is_end=is_end)
    target = place[row.successor_id]
    if target >= top:
        return Joint(x, top + BAR, target, words)
    return Joint(x, top, target + BAR, words)
