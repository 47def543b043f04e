"""The words of the titles, walked row by row: what the columns are held to."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from vinhdanh.law.cite import Standing
from vinhdanh.law.walk import Asked, mark_of

if TYPE_CHECKING:
    from vinhdanh.law.history import Mark, Subject
    from vinhdanh.law.parameter import Value
    from vinhdanh.law.title import Criterion, Title


def judge(
    titles: list[Title], subject: Subject, values: dict[str, Value], *, reviewed: bool
) -> dict[str, Any]:
    """The word of each title and the mark of each criterion, by name."""
    found: dict[str, Any] = {}
    for title in titles:
        asked = Asked(subject, values)
        marks = [mark_of(criterion.holds, asked) for criterion in title.criteria]
        for criterion, mark in zip(title.criteria, marks, strict=True):
            found[f"{title.award}.{criterion.id}"] = mark
        word = word_of(title, marks, asked) if reviewed else "confirm"
        found[title.award] = word
        held = subject.get(f"held.{title.award}")
        subject.earned[title.award] = earned(word, held)
    return found


def word_of(title: Title, marks: list[Mark], asked: Asked) -> str:
    """The four words, in the order in which they settle a title."""
    rows = list(zip(title.criteria, marks, strict=True))
    sourced = [(c, mark) for c, mark in rows if c.standing is Standing.SOURCED]
    recalled = [(c, mark) for c, mark in rows if c.standing is not Standing.SOURCED]
    if any(mark is False for _, mark in sourced):
        return "no"
    unknown = [c for c, mark in sourced if mark is None and not c.is_judged]
    if unknown:
        strictly = replace(asked, settled=True)
        if any(mark_of(c.holds, strictly) is None for c in unknown):
            return "unknown"
    if unknown or title.needs_local or any(doubted(c, m) for c, m in recalled):
        return "confirm"
    return "yes"


def doubted(criterion: Criterion, mark: Mark) -> bool:
    """Does a criterion we only recall ask for a person's confirmation?"""
    if criterion.grounds:
        return True
    return mark is False if criterion.is_judged else mark is not True


def earned(word: str, held: Mark) -> tuple[Mark, Mark]:
    """Held or qualifies: as known, and with every open judgement taken as "no"."""
    if held is True or word == "yes":
        return True, True
    if word == "no":
        return False, False
    return None, False if word == "confirm" else None
