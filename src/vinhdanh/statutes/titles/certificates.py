"""Giấy khen and Bằng khen of ministry or province.

Giấy khen: Luật 2003 Điều 75; Luật 2022 Điều 75, whose clause 2 leaves the standard to
the ministry or province: the frame of clause 1 and the old article are only recalled.
Bằng khen: Luật 2003 Điều 72 with NĐ 65/2014 Điều 24 and NĐ 91/2017 Điều 39; Luật 2022
Điều 74. Each regime has further ways to it, which people judge. Kỷ niệm chương: Luật
2022 Điều 71; whoever grants it fixes its standard. Of collectives: collective_forms.py.
"""

from __future__ import annotations

from vinhdanh.law.branch import By
from vinhdanh.law.cite import Cite, Standing
from vinhdanh.law.condition import AllOf, AnyOf, Condition, Judged
from vinhdanh.law.flag import Flag, Holds, Rated
from vinhdanh.law.ladder import NotBefore
from vinhdanh.law.streak import CountInRun, InARow
from vinhdanh.law.title import Criterion, Title
from vinhdanh.statutes.titles.common import (
    BASIS,
    COMMENDING,
    CONTRIBUTIONS,
    DECREE,
    LAW_2003,
    LAW_2022,
    REGIMES_2003,
    REGIMES_2022,
    SUDDEN,
    counted_anew,
    no_pending_inquiry,
    not_awarded_twice,
    unreviewed,
)

_YEARS = "bk_tinh_years"
_COUNT = "bk_tinh_min_initiatives"
_EXCELLENT = Rated("bk_tinh_min_rating")
_MOVEMENT = Judged(
    "province_movement",
    "Được bình xét trong phong trào thi đua do bộ, ban, ngành, tỉnh phát động",
    "Chosen in a movement launched by the ministry or province",
    by=COMMENDING,
)
_MANIFOLD = Judged(
    "manifold_achievements",
    "Lập nhiều thành tích có phạm vi ảnh hưởng trong một lĩnh vực",
    "Manifold achievements with an effect in a field",
    by=COMMENDING,
)


def _certificate(regime: str, subject: str) -> Title:
    cite = Cite(LAW_2003, 75) if regime in REGIMES_2003 else Cite(LAW_2022, 75, 1)
    merit = Criterion(
        "good_achievement",
        says="Có thành tích",
        says_en="Has achievements",
        holds=Judged(
            "good_achievement",
            "Có thành tích được bình xét trong phong trào thi đua hoặc thành tích đột "
            "xuất",
            "Has achievements chosen in a movement, or sudden ones",
        ),
        cite=cite,
        standing=Standing.RECALLED,
    )
    return Title(
        award="GK",
        regime=regime,
        subject=subject,
        criteria=(merit, not_awarded_twice(regime), no_pending_inquiry(regime)),
        needs_local=True,
    )


def _medal(regime: str) -> Title:
    """Kỷ niệm chương: for contributions to a field, by the rules of who grants it."""
    old = regime in REGIMES_2003
    contribution = Criterion(
        "contribution",
        says="Có đóng góp cho ngành, lĩnh vực, địa phương",
        says_en="Contributed to the branch, field or locality",
        holds=Judged(
            "contribution",
            "Có đóng góp vào sự phát triển của ngành, lĩnh vực, địa phương theo quy "
            "định của nơi tặng",
            "Contributed to the branch, field or locality as its rules ask",
            by=COMMENDING,
        ),
        cite=Cite(LAW_2003) if old else Cite(LAW_2022, 71, 2),
        standing=Standing.RECALLED,
    )
    return Title(
        award="KNC",
        regime=regime,
        subject="individual",
        criteria=(contribution, no_pending_inquiry(regime)),
        needs_local=True,
    )


def _within(flag: Flag) -> Condition:
    """The run of years, and two initiatives (or two topics) within it."""
    return AllOf(
        (
            InARow(flag, _YEARS),
            AnyOf(
                (
                    CountInRun("initiatives_unused", flag, _COUNT),
                    CountInRun("science_projects_unused", flag, _COUNT),
                )
            ),
        )
    )


def _individual(regime: str) -> Title:
    if regime in REGIMES_2003:
        article = 24 if regime == "R1a" else 39
        cite = Cite(DECREE[regime], article, 1 if regime == "R1a" else None)
        run = InARow(_EXCELLENT, _YEARS)
        count = CountInRun("initiatives_grassroots", _EXCELLENT, _COUNT)
        merit: tuple[Condition, ...] = (AllOf((run, count)),)
        other = By(BASIS["sudden"], _MANIFOLD)
    else:
        cite = Cite(LAW_2022, 74, 1)
        merit = (_within(Holds("CSTDCS")), _within(_EXCELLENT), CONTRIBUTIONS)
        other = By(BASIS["sudden"], SUDDEN)
    ways = (
        *(By(BASIS["merit"], way) for way in merit),
        By(BASIS["movement"], _MOVEMENT),
        other,
    )
    anew = (counted_anew(regime, _YEARS),) if regime in REGIMES_2022 else ()
    # R1b follows R1a as recalled; NĐ 91/2017 Điều 39 itself was not read.
    standing = Standing.RECALLED if regime == "R1b" else Standing.SOURCED
    return Title(
        award="BK_TINH",
        regime=regime,
        subject="individual",
        criteria=(
            _merit(ways, cite, standing),
            _not_rewarded(regime),
            not_awarded_twice(regime),
            *anew,
            no_pending_inquiry(regime),
        ),
    )


def _not_rewarded(regime: str) -> Criterion:
    """The years of an earlier certificate are not counted again: recalled.

    A movement or a sudden achievement is another ground, whatever came before.
    """
    cite = Cite(DECREE[regime], 3) if regime == "R1b" else Cite(LAW_2022, 5, 2)
    other = _MANIFOLD if regime in REGIMES_2003 else SUDDEN
    return Criterion(
        "years_not_rewarded",
        says="Các năm làm căn cứ chưa được tặng bằng khen này",
        says_en="The years counted have not earned this certificate before",
        holds=AnyOf((NotBefore("BK_TINH", _YEARS), _MOVEMENT, other)),
        cite=Cite(LAW_2003) if regime == "R1a" else cite,
        standing=Standing.RECALLED,
    )


def _merit(ways: tuple[Condition, ...], cite: Cite, standing: Standing) -> Criterion:
    return Criterion(
        "merit",
        says="Một trong các căn cứ tặng bằng khen",
        says_en="One of the grounds of the certificate",
        holds=AnyOf(ways),
        cite=cite,
        standing=standing,
        grounds=True,
    )


_SUBJECTS = ("individual", "collective")
_REGIMES = ("R1a", "R1b", "R2", "R3a")
TITLES = (
    *(_certificate(r, s) for s in _SUBJECTS for r in _REGIMES),
    *(unreviewed(_certificate("R3a", s)) for s in _SUBJECTS),
    *(_individual(r) for r in _REGIMES),
    unreviewed(_individual("R3a")),
    *(_medal(r) for r in _REGIMES),
    unreviewed(_medal("R3a")),
)
