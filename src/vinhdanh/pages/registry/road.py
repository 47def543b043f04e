"""The road to the next titles: which years it hangs on, what is still missing."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from vinhdanh import assess
from vinhdanh.base import clock
from vinhdanh.eligibility import facts
from vinhdanh.eligibility import queries as eligibility
from vinhdanh.registry.models import Subject, Unit

BEHIND = 10
"""How many years back a unit's road is drawn; a person's begins with her life line."""


@dataclass(frozen=True)
class Mark:
    """What a year is to a title: held, earliest, in hand, to be kept, not known."""

    year: int
    sign: str
    words: str


@dataclass(frozen=True)
class Lane:
    """One title ahead with its marks along the years."""

    step: Any
    marks: list[Mark]

    @property
    def text(self) -> str:
        said: str = self.step.text_en if get_language() == "en" else self.step.text
        return said

    @property
    def needs(self) -> list[str]:
        return _said(self.step.needs)

    @property
    def next(self) -> str:
        """What comes first of all that is not in hand, as one line.

        That no inquiry is pending is asked of everybody, so it comes last.
        """
        open_ = [n for n in self.step.needs if not set(n.years) <= set(n.done)]
        usual = [n for n in open_ if n.fact == "pending_inquiry"]
        first = [n for n in open_ if n not in usual]
        return " ".join([*_said(first), *self.ways, *_said(usual)][:1])

    @property
    def ways(self) -> list[str]:
        """The alternatives, each as one line."""
        return ["; ".join(_said(way)) for way in self.step.ways]


@dataclass(frozen=True)
class Road:
    """The lanes over the same years; `ahead` are those after the running one.

    far: titles that cannot be reached within ten years by what is known.
    uncounted: awards whose standard nobody has read: no year can be told.
    """

    years: list[int]
    ahead: list[int]
    lanes: list[Lane]
    far: list[Lane]
    uncounted: list[str]
    notes: Sequence[str]


def road_of(
    subject: Subject, unit: Unit | None, past: Sequence[int] = ()
) -> Road | None:
    """Return the road of a person or unit from this year on.

    past: years to draw before it. None where the law has no word on this year.
    """
    today = clock.today()
    local = eligibility.local_rules_for(unit, today) if unit else []
    (record,) = facts.records([subject], year=today.year)
    try:
        found = assess.roadmap(record, year=today.year, local=local)
    except (assess.LawDateError, assess.RecordError):
        return None
    # What is for communes, villages and families is no road of an office's own unit.
    steps = [step for step in found.steps if not assess.awards()[step.award].community]
    unread = [step.award for step in steps if step.standing == "UNKNOWN"]
    steps = [step for step in steps if step.standing != "UNKNOWN"]
    goals = [step.earliest for step in steps if step.earliest is not None]
    last = max([today.year, *goals])
    ahead = list(range(today.year + 1, last + 1))
    years = [*past, *ahead] if past else [*_behind(steps, today.year), *ahead]
    lanes = [
        Lane(step, [_mark(step, year, today.year) for year in years]) for step in steps
    ]
    near = [lane for lane in lanes if lane.step.earliest is not None]
    far = [lane for lane in lanes if lane.step.earliest is None]
    notes = found.notes_en if get_language() == "en" else found.notes
    return Road(years, ahead, near, far, unread, notes) if lanes else None


def _behind(steps: Sequence[Any], now: int) -> list[int]:
    """Return the years up to the running one that some lane has to say of."""
    told = {
        year
        for step in steps
        for year in (*step.held, *(y for need in step.needs for y in need.years))
        if now - BEHIND <= year <= now
    }
    return list(range(min(told, default=now), now + 1))


def _mark(step: Any, year: int, now: int) -> Mark:
    sign = _sign(step, year, now)
    words = {
        "": "",
        "held": _("đã được công nhận"),
        "goal": _("sớm nhất"),
        "sooner": _("có thể, nếu bổ sung dữ kiện còn thiếu"),
        "done": _("đã có"),
        "unknown": _("chưa rõ"),
        "keep": _("phải giữ"),
    }
    return Mark(year, sign, words[sign])


def _sign(step: Any, year: int, now: int) -> str:
    if year in step.held:
        return "held"
    for sign in ("earliest", "sooner"):
        if year == getattr(step, sign):
            return "goal" if sign == "earliest" else "sooner"
    asked = [need for need in step.needs if year in need.years]
    if asked and all(year in need.done for need in asked):
        return "done"
    if asked:
        return "unknown" if year < now else "keep"
    return ""


def _said(needs: Sequence[Any]) -> list[str]:
    is_english = get_language() == "en"
    return [need.text_en if is_english else need.text for need in needs]
