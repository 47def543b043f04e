"""Between what is typed into cells and the changes that the room takes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from django.utils.translation import gettext as _

from vinhdanh.base.refusal import Refused
from vinhdanh.indicators import figures
from vinhdanh.scoring import entries
from vinhdanh.scoring.actions import Change
from vinhdanh.scoring.models import Mark
from vinhdanh.viet import numbers

_FIGURES: Final = frozenset({"plan", "actual", "points"})
_LONGEST: Final = 18
"""Digits of a number that every database can be asked about."""
_TIMES: Final = frozenset({"times", "times_minus"})


@dataclass
class Typed:
    """One cell as typed: its texts as they are, and what they mean or why not."""

    sheet: int
    criterion: int
    seen: int
    texts: dict[str, str]
    entry: dict[str, Any] = field(default_factory=dict)
    problem: str = ""
    reason: str | None = None

    @property
    def change(self) -> Change:
        return Change(self.sheet, self.criterion, self.seen, self.entry, self.reason)


def cell_name(sheet: int, criterion: int) -> str:
    """The prefix of a cell's fields in a form."""
    return f"o-{sheet}-{criterion}"


def cells_in(
    posted: Mapping[str, str], rules: Mapping[int, entries.Rule]
) -> Iterator[Typed]:
    """The cells of a posted form, in its order; a cell without its `seen` is none."""
    for name, value in posted.items():
        parts = name.split("-")
        if len(parts) != 4 or parts[0] != "o" or parts[3] != "seen":  # noqa: PLR2004
            continue
        numbered = (parts[1], parts[2], value)
        if not all(part.isdecimal() and len(part) <= _LONGEST for part in numbered):
            continue
        sheet, criterion = int(parts[1]), int(parts[2])
        if criterion in rules:
            yield _typed(posted, sheet, rules[criterion], int(value))


def _typed(
    posted: Mapping[str, str], sheet: int, rule: entries.Rule, seen: int
) -> Typed:
    prefix = cell_name(sheet, rule.pk)
    asked = entries.ASKED[rule.reckoned.formula]
    texts = {name: posted.get(f"{prefix}-{name}", "").strip() for name in asked}
    reason = posted.get(f"{prefix}-reason")
    typed = Typed(sheet, rule.pk, seen, texts, reason=reason)
    for name, text in texts.items():
        try:
            typed.entry[name] = _meant(name, text)
        except (Refused, numbers.NotANumber) as fault:
            typed.problem = str(fault)
    return typed


def _meant(name: str, text: str) -> Any:
    if not text:
        return None
    if name in _FIGURES:
        return figures.parse(text)
    if name in _TIMES:
        if len(text) > _LONGEST:
            raise Refused("score.too_many", entries.too_many())
        found = numbers.whole(text)
        if found < 0:
            raise Refused("score.negative", _("Số lần không được âm."))
        return found
    if name == "reached":
        return {"co": True, "khong": False}.get(text)
    return text


def texts_of(mark: Mark | None, rule: entries.Rule) -> dict[str, str]:
    """A stored mark as its cell shows it."""
    return {
        name: _shown(name, getattr(mark, name) if mark else None)
        for name in entries.ASKED[rule.reckoned.formula]
    }


def _shown(name: str, value: Any) -> str:
    if value is None:
        return ""
    if name in _FIGURES:
        return figures.show(value)
    if name == "reached":
        return "co" if value else "khong"
    return str(value)
