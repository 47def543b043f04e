"""Chiến sĩ thi đua bộ, ban, ngành, tỉnh: Luật 2003 Điều 22; Luật 2022 Điều 22."""

from __future__ import annotations

from vinhdanh.law.branch import IfNoted
from vinhdanh.law.cite import Cite, Standing
from vinhdanh.law.compare import AtMost
from vinhdanh.law.condition import Judged
from vinhdanh.law.flag import Holds
from vinhdanh.law.ladder import NotBefore
from vinhdanh.law.streak import InARow
from vinhdanh.law.title import Criterion, Title
from vinhdanh.statutes.titles.common import (
    LAW_2003,
    LAW_2022,
    REGIMES_2022,
    counted_anew,
    initiative_or_science,
    no_pending_inquiry,
    unreviewed,
)

_MIN = "cstd_tinh_min_initiatives"
_YEARS = "cstd_tinh_years"


def _streak(cite: Cite) -> Criterion:
    return Criterion(
        "streak",
        says="Liên tục đạt Chiến sĩ thi đua cơ sở",
        says_en="Grassroots-level Emulation Fighter year after year",
        holds=InARow(Holds("CSTDCS"), _YEARS),
        cite=cite,
    )


def _initiative(cite: Cite) -> Criterion:
    return Criterion(
        "has_provincial_merit",
        says="Sáng kiến hoặc đề tài có ảnh hưởng cấp bộ, ban, ngành, tỉnh",
        says_en="Initiative or work of ministry or province effect",
        holds=initiative_or_science("province", _MIN),
        cite=cite,
    )


def _typical(cite: Cite) -> Criterion:
    return Criterion(
        "typical",
        says="Thành tích tiêu biểu xuất sắc",
        says_en="Typical, excellent achievements",
        holds=Judged(
            "typical",
            "Có thành tích tiêu biểu xuất sắc trong số những người liên tục đạt Chiến "
            "sĩ thi đua cơ sở",
            "Has typical, excellent achievements among holders of the titles",
        ),
        cite=cite,
    )


def _not_reused(cite: Cite) -> Criterion:
    """Each higher title consumes its streak: a recalled reading of the article."""
    return Criterion(
        "streak_not_used",
        says="Các năm liên tục chưa dùng để xét Chiến sĩ thi đua cấp tỉnh lần trước",
        says_en="The years were not used for an earlier title of the province",
        holds=NotBefore("CSTD_TINH", _YEARS),
        cite=cite,
        standing=Standing.RECALLED,
    )


def _right_after(cite: Cite) -> Criterion:
    """Considered in the year right after the third title: recalled."""
    return Criterion(
        "right_after",
        says="Đề nghị trong năm liền kề sau năm đạt danh hiệu lần thứ ba",
        says_en="Proposed in the year right after the third title",
        holds=IfNoted("filing_years", AtMost("filing_years", 1)),
        cite=cite,
        standing=Standing.RECALLED,
    )


def _title(regime: str, law: Cite) -> Title:
    anew = (counted_anew(regime, _YEARS),) if regime in REGIMES_2022 else ()
    return Title(
        award="CSTD_TINH",
        regime=regime,
        subject="individual",
        criteria=(
            _streak(law),
            _initiative(law),
            _typical(law),
            _not_reused(law),
            _right_after(law),
            *anew,
            no_pending_inquiry(regime),
        ),
    )


_R3A = _title("R3a", Cite(LAW_2022, 22, 1))
TITLES = (
    _title("R1a", Cite(LAW_2003, 22)),
    _title("R1b", Cite(LAW_2003, 22)),
    _title("R2", Cite(LAW_2022, 22, 1)),
    _R3A,
    unreviewed(_R3A),
)
