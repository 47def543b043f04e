"""Chiến sĩ thi đua toàn quốc: Luật 2003 Điều 21, NĐ 65/2014 Điều 3; Luật 2022 Điều 21.

"02 lần liên tục": two titles of the province in succession. Since each takes three
years of its own, that is six years of titles without a break, as the article is read.
"""

from __future__ import annotations

from vinhdanh.law.branch import IfNoted
from vinhdanh.law.cite import Cite, Standing
from vinhdanh.law.compare import AtMost
from vinhdanh.law.flag import AnyFlag, Holds
from vinhdanh.law.streak import CountInRun, CountOver, InARow
from vinhdanh.law.title import Criterion, Title
from vinhdanh.statutes.titles.common import (
    DECREE,
    LAW_2003,
    LAW_2022,
    REGIMES_2022,
    counted_anew,
    initiative_or_science,
    no_pending_inquiry,
    unreviewed,
)

_TIMES = "cstdtq_times"
_YEARS = "cstdtq_years"
_MIN = "cstdtq_min_initiatives"
_PROVINCE = Holds("CSTD_TINH")
# Whoever holds the higher title of a year holds the lower one of it.
_FIGHTER = AnyFlag((Holds("CSTDCS"), _PROVINCE))
_LAW = {
    "R1a": Cite(DECREE["R1a"], 3),
    "R1b": Cite(DECREE["R1b"], 9, 1),
    "R2": Cite(LAW_2022, 21, 1),
    "R3a": Cite(LAW_2022, 21, 1),
}


def _standing(regime: str) -> Standing:
    return Standing.RECALLED if regime == "R1b" else Standing.SOURCED


def _twice(regime: str) -> Criterion:
    return Criterion(
        "twice",
        says="Hai lần liên tục đạt Chiến sĩ thi đua bộ, ban, ngành, tỉnh",
        says_en="Emulation Fighter of ministry or province twice in succession",
        holds=CountInRun(_PROVINCE, _FIGHTER, _TIMES, named=True),
        cite=_LAW[regime],
        standing=_standing(regime),
    )


def _initiative(regime: str) -> Criterion:
    return Criterion(
        "has_national_merit",
        says="Sáng kiến hoặc công trình khoa học có ảnh hưởng trong toàn quốc",
        says_en="Initiative or scientific work of nationwide effect",
        holds=initiative_or_science("nationwide", _MIN),
        cite=_LAW[regime],
        standing=_standing(regime),
    )


def _right_after(regime: str) -> Criterion:
    """NĐ 91/2017 Điều 48: in the year right after the second title; later is late."""
    sourced = regime == "R1b"
    other = Cite(LAW_2003, 21) if regime == "R1a" else _LAW[regime]
    return Criterion(
        "right_after",
        says="Đề nghị ngay sau lần đạt thứ hai",
        says_en="Proposed right after the second title",
        holds=CountOver(_PROVINCE, 1, years=2),
        cite=Cite(DECREE["R1b"], 48, 1, "a") if sourced else other,
        standing=Standing.SOURCED if sourced else Standing.RECALLED,
    )


def _six_years(regime: str) -> Criterion:
    return Criterion(
        "six_years",
        says="Các năm liên tục của hai lần đạt không trùng nhau",
        says_en="The years of the two titles do not overlap",
        holds=InARow(_FIGHTER, _YEARS),
        cite=_LAW[regime],
        standing=Standing.RECALLED,
    )


def _filed_in_time(regime: str) -> Criterion:
    """NĐ 98/2023 Điều 32: by 31 December of the following year."""
    sourced = regime == "R2"
    return Criterion(
        "filed_in_time",
        says="Hồ sơ đến Bộ Nội vụ chậm nhất ngày 31/12 năm sau",
        says_en="Filed with the Ministry by 31 December of the following year",
        holds=IfNoted("filing_years", AtMost("filing_years", 1)),
        cite=Cite(DECREE["R2"], 32) if sourced else Cite(DECREE["R3a"]),
        standing=Standing.SOURCED if sourced else Standing.RECALLED,
    )


def _title(regime: str) -> Title:
    new = regime in REGIMES_2022
    later = (_filed_in_time(regime), counted_anew(regime, _YEARS)) if new else ()
    return Title(
        award="CSTDTQ",
        regime=regime,
        subject="individual",
        criteria=(
            _twice(regime),
            _initiative(regime),
            _right_after(regime),
            _six_years(regime),
            *later,
            no_pending_inquiry(regime),
        ),
    )


_R3A = _title("R3a")
TITLES = (_title("R1a"), _title("R1b"), _title("R2"), _R3A, unreviewed(_R3A))
