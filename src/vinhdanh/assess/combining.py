"""Several awards together, awards of old as a basis, the change of law in 2026."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations
from typing import TYPE_CHECKING

from vinhdanh.assess.grounds import honour, places, standing_on, with_places
from vinhdanh.assess.told import Answer, answer, statement_on
from vinhdanh.law.cite import Standing
from vinhdanh.law.fact import unknown_name
from vinhdanh.law.norm import norms_on
from vinhdanh.statutes.load import corpus
from vinhdanh.statutes.load_norms import norms

if TYPE_CHECKING:
    from collections.abc import Sequence

BASES = {
    "merit": "",
    "movement": "theme_not_upwards",
    "sudden": "sudden_not_upwards",
    "service": "",
    "foreign": "",
}


@dataclass(frozen=True, slots=True)
class Proposed:
    """One of several proposals for one subject; `achievement`: what it rewards."""

    award: str
    year: int
    achievement: str = ""


@dataclass(frozen=True, slots=True)
class Together:
    """Two proposals, by their places in the list, and whether both may stand."""

    first: int
    second: int
    rule: str
    allowed: bool | None
    answer: Answer


def combination(proposed: Sequence[Proposed], day: date) -> list[Together]:
    """What the law of a day says of each two proposals for one subject.

    Title and form of one year: both may stand. Two forms for one achievement: not.
    Pairs that no rule speaks of are left out.
    """
    standing_on(day, [])
    found = []
    for (i, one), (j, other) in combinations(enumerate(proposed), 2):
        rule, holds = _rule(one, other)
        if rule:
            said = answer(
                statement_on(rule, day),
                day,
                holds=holds,
                silent=("Văn bản chưa rõ", "The texts are silent"),
            )
            found.append(Together(i, j, rule, said.holds, said))
    return found


def _rule(one: Proposed, other: Proposed) -> tuple[str, bool]:
    kinds = {honour(one.award).kind, honour(other.award).kind}
    if kinds == {"title", "form"} and one.year == other.year:
        return "title_and_form", True
    if kinds == {"form"} and one.achievement and one.achievement == other.achievement:
        return "one_achievement", False
    return "", False


def counts_upwards(basis: str, target: str, day: date) -> Answer:
    """May an award given on this basis be a ground for a higher merit award?

    basis: "merit", "movement", "sudden", "service" or "foreign". Under the decree of
    2017 the rule speaks of state-level awards alone.
    """
    if basis not in BASES:
        raise ValueError(unknown_name("basis", basis, BASES))
    level = honour(target).level
    standing = standing_on(day, [])
    if basis == "merit":
        return Answer(
            holds=True if standing is Standing.SOURCED else None,
            needs_decision=standing is not Standing.SOURCED,
            standing=standing.value,
            cites=(),
            sentence="Khen công trạng được tính theo tiêu chuẩn của mức cao hơn.",
            sentence_en="Merit awards count as the higher award's standard says.",
        )
    name = BASES[basis]
    row = statement_on(name, day) if name else None
    if row is not None and row.levels and level not in row.levels:
        row = None
    return answer(
        row,
        day,
        holds=False,
        silent=(
            "Văn bản chưa rõ loại khen này có làm căn cứ cho mức cao hơn",
            "The texts are silent on this basis for a higher award",
        ),
    )


@dataclass(frozen=True, slots=True)
class Transition:
    """Which versions of the law a dossier is judged by: show both where there are two.

    `days`: one governing day for each version, to be compared; `regimes` beside them.
    """

    regimes: tuple[str, ...]
    days: tuple[date, ...]
    standing: str
    sentence: str
    sentence_en: str


def transition(received_on: date, day: date) -> Transition:
    """The versions that govern on `day` a dossier received on `received_on`.

    Received before the law amended in 2026 came into force: the text of 2022, unless
    the new is more favourable; which is, a person says. Raises LawDateError for a day
    that no regime covers.
    """
    regimes = corpus().regimes
    now = regimes.on(day)
    row = statement_on("transition.received_before", day)
    if row is None or received_on >= row.in_force.first_day:
        standing = standing_on(day, [])
        said = f"Áp dụng {now.name}"
        return Transition(
            (now.id,), (day,), standing.value, f"{said}.", f"{now.name} governs."
        )
    last = row.in_force.first_day - timedelta(days=1)
    before = regimes.on(last)
    standing, cites = standing_on(day, [row]), places([row])
    return Transition(
        regimes=(before.id, now.id),
        days=(last, day),
        standing=standing.value,
        sentence=with_places(row.says.rstrip("."), cites, standing),
        sentence_en=with_places(row.says_en.rstrip("."), cites, standing, english=True),
    )


@dataclass(frozen=True, slots=True)
class Service:
    """How many months of service are asked; None where the reduction is not known."""

    months: int | None
    standing: str
    sentence: str
    sentence_en: str


def service_asked(
    full_months: int, day: date, *, who: str = "women_leaders"
) -> Service:
    """The months of a long service that the law asks of women in leading posts."""
    known = {row.who for row in norms().services}
    if who not in known:
        raise ValueError(unknown_name("group", who, known))
    rows = [row for row in norms_on(norms().services, day) if row.who == who]
    standing, cites = standing_on(day, rows), places(rows)
    if not rows:
        return Service(
            None,
            Standing.UNKNOWN.value,
            f"Chưa rõ mức giảm thời gian giữ chức vụ đối với nữ; mức đầy đủ là "
            f"{full_months} tháng.",
            "The reduction for women in leading posts is not known; in full "
            f"{full_months} months.",
        )
    months = rows[0].months(full_months)
    said = f"Nữ lãnh đạo: {months} tháng thay cho {full_months} tháng"
    said_en = f"Women in leading posts: {months} months instead of {full_months}"
    return Service(
        months,
        standing.value,
        with_places(said, cites, standing),
        with_places(said_en, cites, standing, english=True),
    )
