"""Cờ thi đua: Luật 2003 Điều 25, 26 (sửa đổi 2013); Luật 2022 Điều 25, 26.

Under the 2003 law a flag is judged, compared and ranked inside a cluster or block, a
clause of NĐ 91/2017 Điều 12 that is recalled for the years before it. The Government's
flag goes to the foremost of those who earn the flag of ministry or province (NĐ
91/2017 Điều 11). From 2024 the law itself says who leads: the cluster or block of the
year, or a theme movement at its final review.
"""

from __future__ import annotations

from vinhdanh.law.cite import Cite, Standing
from vinhdanh.law.compare import AtLeast, Is
from vinhdanh.law.condition import AllOf, AnyOf, Condition, Earned, Judged
from vinhdanh.law.title import Criterion, Title
from vinhdanh.statutes.titles.common import (
    DECREE,
    LAW_2003,
    LAW_2022,
    REGIMES_2003,
    no_pending_inquiry,
    registered,
    unreviewed,
)

_REGIMES = ("R1a", "R1b", "R2", "R3a")
_CENTRAL_BLOCK = Is("central_block_leader")
_PM_MOVEMENT = AllOf(
    (Is("pm_movement_leader"), AtLeast("pm_movement_years", "co_cp_movement_years"))
)


def _exceeded(cite: Cite) -> Criterion:
    return Criterion(
        "targets_exceeded",
        says="Vượt mức chỉ tiêu, nhiệm vụ",
        says_en="Targets and tasks exceeded",
        holds=Is("targets_exceeded"),
        cite=cite,
    )


def _leads(
    holds: Condition, cite: Cite, standing: Standing = Standing.SOURCED
) -> Criterion:
    return Criterion(
        "leads",
        says="Dẫn đầu",
        says_en="Leads",
        holds=holds,
        cite=cite,
        standing=standing,
        grounds=True,
    )


def _foremost(holds: Judged, cite: Cite) -> Criterion:
    return Criterion(
        "foremost",
        says="Tiêu biểu xuất sắc",
        says_en="Typical, excellent",
        holds=holds,
        cite=cite,
    )


_OF_PROVINCE = Judged(
    "foremost_in_province",
    "Là tập thể tiêu biểu xuất sắc trong phong trào thi đua của bộ, ban, ngành, tỉnh",
    "Typical and best in the movement of the ministry or province",
)
_OF_NATION = Judged(
    "foremost_of_flags",
    "Là tập thể tiêu biểu xuất sắc, dẫn đầu trong số các tập thể đạt tiêu chuẩn cờ thi "
    "đua của bộ, ban, ngành, tỉnh",
    "Outstanding, leading among those who meet the flag of ministry or province",
)
_OF_LEADERS = Judged(
    "foremost_of_leaders",
    "Là tập thể tiêu biểu xuất sắc trong số các tập thể dẫn đầu cụm, khối thi đua",
    "Outstanding among the leaders of clusters and blocks",
)
_UNITED = Judged("unity", "Nội bộ đoàn kết", "The collective is united")
_UNITED_AND_CLEAN = Judged(
    "unity_and_integrity",
    "Nội bộ đoàn kết, tổ chức đảng, đoàn thể trong sạch, vững mạnh; đi đầu thực hành "
    "tiết kiệm, phòng, chống tham nhũng, lãng phí",
    "United, its Party and mass organisations clean and strong; foremost in thrift "
    "and against corruption and waste",
)


def _unity(holds: Judged, cite: Cite) -> Criterion:
    return Criterion(
        "unity", says="Đoàn kết", says_en="Solidarity", holds=holds, cite=cite
    )


def _ranked(regime: str) -> Criterion:
    """NĐ 91/2017 Điều 12; before it the same is only recalled."""
    old = regime == "R1a"
    return Criterion(
        "ranked_in_block",
        says="Được xét trong cụm, khối thi đua",
        says_en="Considered inside a cluster or block",
        holds=Is("ranked_in_block"),
        cite=Cite(LAW_2003, 26) if old else Cite(DECREE["R1b"], 12),
        standing=Standing.RECALLED if old else Standing.SOURCED,
    )


def _first_in_block(regime: str) -> Criterion:
    """Normally the first place; big blocks may propose more, so only recalled."""
    return Criterion(
        "leads",
        says="Thông thường là đơn vị dẫn đầu",
        says_en="Normally the leader",
        holds=Is("block_leader"),
        cite=Cite(LAW_2003, 26) if regime == "R1a" else Cite(DECREE["R1b"], 12),
        standing=Standing.RECALLED,
    )


def _province(regime: str) -> Title:
    if regime in REGIMES_2003:
        law = Cite(LAW_2003, 26)
        criteria: tuple[Criterion, ...] = (
            _exceeded(law),
            _foremost(_OF_PROVINCE, law),
            _unity(_UNITED, law),
            _ranked(regime),
            _first_in_block(regime),
            registered(),
        )
    else:
        ways = AnyOf(
            (
                AllOf((Is("block_leader"), AtLeast("rating", "co_tinh_min_rating"))),
                AllOf(
                    (
                        Is("movement_leader"),
                        AtLeast("movement_years", "co_tinh_movement_years"),
                    )
                ),
            )
        )
        criteria = (_leads(ways, Cite(LAW_2022, 26)),)
    return Title(
        award="CO_TINH",
        regime=regime,
        subject="collective",
        criteria=(*criteria, no_pending_inquiry(regime)),
    )


def _government_2003(regime: str) -> tuple[Criterion, ...]:
    law = Cite(LAW_2003, 25)
    ways = AnyOf((Earned("CO_TINH"), _CENTRAL_BLOCK, _PM_MOVEMENT))
    # The clusters of the Central Council and the movements stand in the decree of 2017;
    # under the decree before it they are recalled.
    leads = _leads(ways, law, Standing.RECALLED)
    if regime == "R1b":
        leads = _leads(ways, Cite(DECREE["R1b"], 11))
    return (
        _exceeded(law),
        leads,
        _foremost(_OF_NATION, law),
        _unity(_UNITED_AND_CLEAN, law),
        registered(),
    )


def _government_2022() -> tuple[Criterion, ...]:
    law = Cite(LAW_2022, 25)
    first = Cite(LAW_2022, 25, 1)
    yearly = AllOf((Is("block_leader"), Is("targets_exceeded")))
    return (
        _leads(AnyOf((yearly, _CENTRAL_BLOCK, _PM_MOVEMENT)), law),
        _foremost(_OF_LEADERS, first),
        _unity(_UNITED_AND_CLEAN, first),
    )


def _government(regime: str) -> Title:
    old = regime in REGIMES_2003
    return Title(
        award="CO_CP",
        regime=regime,
        subject="collective",
        criteria=(
            *(_government_2003(regime) if old else _government_2022()),
            no_pending_inquiry(regime),
        ),
    )


TITLES = (
    *(_province(r) for r in _REGIMES),
    unreviewed(_province("R3a")),
    *(_government(r) for r in _REGIMES),
    unreviewed(_government("R3a")),
)
