"""Criteria that several titles share, each under the article of its regime."""

from __future__ import annotations

from dataclasses import replace

from vinhdanh.law.cite import Cite, Standing
from vinhdanh.law.condition import Is
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


def registered() -> Criterion:
    """Luật 2003 Điều 10: registering is a basis; the level registered does not bind."""
    return Criterion(
        "registered",
        says="Đăng ký thi đua",
        says_en="Registration",
        holds=Is("registered"),
        cite=Cite(LAW_2003, 10, 1, "b"),
    )


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


def unreviewed(title: Title, criteria: tuple[Criterion, ...] | None = None) -> Title:
    """The same standard as a reading aid under R3b, whose text nobody has read."""
    kept = title.criteria if criteria is None else criteria
    doubted = tuple(replace(c, standing=Standing.UNKNOWN) for c in kept)
    return replace(title, regime="R3b", criteria=doubted)
