"""Criteria that several titles share, each under the article of its regime."""

from __future__ import annotations

from dataclasses import replace

from vinhdanh.law.branch import IfNoted
from vinhdanh.law.cite import Cite, Standing
from vinhdanh.law.compare import AtLeast, Is
from vinhdanh.law.condition import AnyOf, Condition, Judged
from vinhdanh.law.streak import CountOver
from vinhdanh.law.title import Criterion, Title

LAW_2003 = "15/2003/QH11"
LAW_2022 = "06/2022/QH15"
REGIMES_2003 = ("R1a", "R1b")
REGIMES_2022 = ("R2", "R3a")
DECREE = {
    "R1a": "65/2014/NĐ-CP",
    "R1b": "91/2017/NĐ-CP",
    "R2": "98/2023/NĐ-CP",
    "R3a": "152/2025/NĐ-CP",
}
# Rank of a basis on the scale of the fact `basis`.
BASIS = {"merit": 0, "movement": 1, "sudden": 2, "service": 3, "foreign": 4}
COMMENDING = "cấp có thẩm quyền khen thưởng"  # who judges the grounds of a form
SUDDEN = Judged(
    "sudden_achievement",
    "Lập thành tích đột xuất có phạm vi ảnh hưởng",
    "Sudden achievements with an effect beyond the unit",
    by=COMMENDING,
)
CONTRIBUTIONS = Judged(
    "contributions",
    "Có đóng góp vào phát triển kinh tế - xã hội",
    "Contributions to society and economy",
    by=COMMENDING,
)


def registered() -> Criterion:
    """Luật 2003 Điều 10: registering is a basis; the level registered does not bind."""
    return Criterion(
        "registered",
        says="Đăng ký thi đua",
        says_en="Registration",
        holds=Is("registered"),
        cite=Cite(LAW_2003, 10, 1, "b"),
    )


def initiative_or_science(scope: str, least: str) -> Condition:
    """So many initiatives, or so many topics, whose effect reaches the scope."""
    kinds = ("initiatives", "science_projects")
    return AnyOf(tuple(CountOver(f"{kind}_{scope}", least) for kind in kinds))


_PENDING = {"R2": Cite(DECREE["R2"], 4), "R3a": Cite(DECREE["R3a"], 4, 4)}


def no_pending_inquiry(regime: str) -> Criterion:
    """Not while an inquiry is pending; before 2024 recalled, its place not known."""
    cite = _PENDING.get(regime)
    return Criterion(
        "no_pending_inquiry",
        says="Không trong thời gian bị xem xét, xác minh",
        says_en="No pending inquiry",
        holds=Is("pending_inquiry", value=False),
        cite=cite,
        standing=Standing.RECALLED if cite is None else Standing.SOURCED,
    )


_DISCIPLINE_ENDED = {"R2": Cite(DECREE["R2"], 4), "R3a": Cite(DECREE["R3a"], 4, 4)}


def counted_anew(regime: str, years: str) -> Criterion:
    """From 2024 achievements count from the end of a discipline.

    That so many whole years must have passed is how we read it for a run of years.
    """
    return Criterion(
        "counted_anew",
        says="Thành tích tính từ khi hết kỷ luật",
        says_en="Achievements count from the end of the discipline",
        holds=IfNoted(
            "years_since_discipline", AtLeast("years_since_discipline", years)
        ),
        cite=_DISCIPLINE_ENDED[regime],
        standing=Standing.RECALLED,
    )


_ONE_AWARD = {
    "R1a": Cite(LAW_2003),
    "R1b": Cite(DECREE["R1b"], 3),
    "R2": Cite(LAW_2022, 5, 2),
    "R3a": Cite(LAW_2022, 5, 2),
}


def not_awarded_twice(regime: str) -> Criterion:
    """One achievement, one award: not several forms for the same achievement."""
    return Criterion(
        "not_awarded_twice",
        says="Không tặng nhiều hình thức cho một thành tích",
        says_en="One award for one achievement",
        holds=IfNoted(
            "achievement_already_awarded",
            Is("achievement_already_awarded", value=False),
        ),
        cite=_ONE_AWARD[regime],
        standing=Standing.RECALLED if regime == "R1a" else Standing.SOURCED,
    )


def unreviewed(title: Title, criteria: tuple[Criterion, ...] | None = None) -> Title:
    """The same standard as a reading aid under R3b, whose text nobody has read."""
    kept = title.criteria if criteria is None else criteria
    doubted = tuple(replace(c, standing=Standing.UNKNOWN) for c in kept)
    return replace(title, regime="R3b", criteria=doubted)
