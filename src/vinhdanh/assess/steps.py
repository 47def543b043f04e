"""One step of a road map, and what it asks said aloud in Vietnamese and English."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from vinhdanh.assess.course import HORIZON, shares_of
from vinhdanh.assess.standards import award_of, is_held
from vinhdanh.statutes.load import corpus

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vinhdanh.assess.needs import Hold
    from vinhdanh.law.title import Title
    from vinhdanh.law.verdict import Missing, Reason


@dataclass(frozen=True, slots=True)
class Need:
    """One fact a title hangs on. `years`: not one of them may be broken; `done`: those
    already in hand. `amount`: so many more, of a count or of the years ahead.
    """

    fact: str
    label: str
    label_en: str
    years: tuple[int, ...]
    done: tuple[int, ...]
    amount: int | None
    text: str
    text_en: str


@dataclass(frozen=True, slots=True)
class Step:
    """One title or form ahead.

    earliest: the first year, from the running one on, in which every measurable
    criterion can be met; None: not within ten years. sooner: an earlier year, if what
    is `missing` of past years were supplied and favourable. lacking: the criteria not
    met by what is known today. standing: the weakest of its criteria.
    """

    award: str
    name: str
    earliest: int | None
    sooner: int | None
    held: tuple[int, ...]
    needs: tuple[Need, ...]
    ways: tuple[tuple[Need, ...], ...]
    lacking: tuple[Reason, ...]
    missing: tuple[Missing, ...]
    standing: str
    text: str
    text_en: str


class Words:
    """The needs of one step aloud, Vietnamese and English."""

    def __init__(self, title: Title) -> None:
        self.title, self.shares = title, shares_of([title])

    def needs(self, holds: Sequence[Hold]) -> tuple[Need, ...]:
        """Each hold with its sentences."""
        return tuple(self._need(hold) for hold in holds)

    def _need(self, hold: Hold) -> Need:
        label, label_en = self._label(hold.fact)
        text, text_en = self._text(hold, english=False), self._text(hold, english=True)
        return Need(
            fact=hold.fact,
            label=label,
            label_en=label_en,
            years=hold.years,
            done=hold.done,
            amount=hold.amount,
            text=text,
            text_en=text_en,
        )

    def _label(self, fact: str) -> tuple[str, str]:
        known = corpus()
        if _is_award(fact):
            name = known.award_names[award_of(fact)]
            return f"“{name}”", f"“{name}”"
        return known.facts.get(fact).label, known.facts.get(fact).label_en

    def _text(self, hold: Hold, *, english: bool) -> str:
        said = self._what(hold, english=english)
        if hold.years:
            # The label speaks of "the year"; here the year is named.
            said = said.removesuffix(" trong năm").removesuffix(" in the year")
            said = f"{said} {years_aloud(hold.years, english=english)}"
        in_hand = "in hand" if english else "đã có"
        if hold.done and hold.done == hold.years:
            said = f"{said} ({in_hand})"
        elif hold.done:
            said = f"{said} ({in_hand}: {years_aloud(hold.done, english=english)})"
        return said[:1].upper() + said[1:]

    def _what(self, hold: Hold, *, english: bool) -> str:
        label = self._label(hold.fact)[int(english)]
        if _is_award(hold.fact):
            return self._held(hold, label, english=english)
        fact = corpus().facts.get(hold.fact)
        if hold.level is not None:
            return self._level(hold, label, english=english)
        if fact.type in {"yes_no", "level"}:
            value = fact.good == "yes" if fact.type == "yes_no" else 0
            return fact.say(value, english=english)
        if hold.fact in self.shares or fact.good != "high":
            return self._asked(hold.fact, english=english)
        return self._count(hold, label, english=english)

    def _count(self, hold: Hold, label: str, *, english: bool) -> str:
        if hold.amount is None:
            return label
        number = corpus().facts.get(hold.fact).say(hold.amount, english=english)
        if hold.years:
            return f"{label}: {number}" if english else f"{label}: từ {number} trở lên"
        last = hold.among[-1]
        if english:
            return f"{label}: {number} more by the end of {last}"
        return f"{label}: thêm {number}, chậm nhất năm {last}"

    def _held(self, hold: Hold, label: str, *, english: bool) -> str:
        is_title = corpus().awards[award_of(hold.fact)].kind == "title"
        words = (
            ("được công nhận", "holding") if is_title else ("được tặng", "receiving")
        )
        said = f"{words[int(english)]} {label}"
        if hold.amount is None or not hold.among:
            return said
        span = years_aloud(hold.among, english=english)
        if english:
            return f"{said} in {hold.amount} more years, {span}"
        return f"{said} thêm {hold.amount} năm trong {span}"

    def _level(self, hold: Hold, label: str, *, english: bool) -> str:
        fact = corpus().facts.get(hold.fact)
        rank, top = int(hold.level or 0), len(fact.levels) - 1
        level = fact.say(rank, english=english)
        if rank < top:
            level = f"{level} or better" if english else f"từ {level} trở lên"
        said = f"{label}{':' if english else ''} {level}"
        if hold.amount is None:
            return said
        best = fact.say(top, english=english)
        if rank == top:
            return f"{said} ({hold.amount} {'years more' if english else 'năm nữa'})"
        if english:
            return f"{said}, at least {hold.amount} of the years {best},"
        return f"{said}, trong đó ít nhất {hold.amount} năm {best},"

    def _asked(self, fact: str, *, english: bool) -> str:
        """What the rule itself asks of a figure: its sentence says it best."""
        for criterion in self.title.criteria:
            if any(name == fact for name, _ in criterion.holds.inputs()):
                return criterion.says_en if english else criterion.says
        return self._label(fact)[int(english)]

    def told(self, step: Step) -> Step:
        """The step with its summary."""
        return replace(
            step,
            text=" ".join(self._summary(step, english=False)),
            text_en=" ".join(self._summary(step, english=True)),
        )

    def _summary(self, step: Step, *, english: bool) -> list[str]:
        said = []
        if step.sooner is not None:
            asked = "; ".join(missing.label for missing in step.missing)
            said.append(
                f"Perhaps in {step.sooner} already; not known yet: {asked}."
                if english
                else f"Có thể ngay năm {step.sooner}, còn thiếu căn cứ: {asked}."
            )
        if step.earliest is not None:
            said.insert(
                0,
                f"In {step.earliest} at the earliest."
                if english
                else f"Sớm nhất năm {step.earliest}.",
            )
        elif not said:
            said.append(
                f"Not within {HORIZON} years."
                if english
                else f"Chưa thể đạt trong {HORIZON} năm tới."
            )
        said += [f"{_text(need, english=english)}." for need in step.needs]
        if step.ways:
            joined = "; or " if english else "; hoặc "
            head = "One of: " if english else "Một trong các cách: "
            ways = [
                ", ".join(_text(need, english=english) for need in way) or "—"
                for way in step.ways
            ]
            said.append(f"{head}{joined.join(ways)}.")
        if self.title.needs_local:
            said.append(
                "The office sets the standard itself."
                if english
                else "Tiêu chuẩn do cơ quan quy định."
            )
        return said


def _text(need: Need, *, english: bool) -> str:
    return need.text_en if english else need.text


def _is_award(fact: str) -> bool:
    return is_held(fact) or fact.startswith("since.")


def years_aloud(years: Sequence[int], *, english: bool = False) -> str:
    """ "năm 2026", "các năm 2026–2028", "các năm 2026, 2028"."""
    first, last = years[0], years[-1]
    if first == last:
        return f"in {first}" if english else f"năm {first}"
    if last - first == len(years) - 1:
        said = f"{first}–{last}"
    else:
        said = ", ".join(map(str, years))
    return f"in {said}" if english else f"các năm {said}"
