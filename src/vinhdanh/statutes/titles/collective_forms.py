"""Bằng khen, Huân chương Lao động, Huân chương Độc lập for collectives.

NĐ 65/2014 Điều 11, 15, 16, 17, 23, 24: the form below, then so many years in a row, and
within them flags and certificates; the orders ask how long the collective has existed.
Under NĐ 91/2017 the same ladder is recalled. Of Luật 2022 Điều 42 to 44, 73 and 74 only
a secondary lead is known for collectives, and none for the Labour Order first class nor
for the Independence Order: there everything is for a person to confirm.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vinhdanh.law.branch import By
from vinhdanh.law.cite import Cite, Standing
from vinhdanh.law.compare import AtLeast
from vinhdanh.law.condition import AllOf, AnyOf, Condition, Judged
from vinhdanh.law.flag import AnyFlag, Flag, Holds, Rated, Received, Since
from vinhdanh.law.ladder import after
from vinhdanh.law.streak import WINDOW, CountInRun, InARow
from vinhdanh.law.title import Criterion, Title
from vinhdanh.statutes.titles.common import (
    BASIS,
    COMMENDING,
    CONTRIBUTIONS,
    DECREE,
    LAW_2022,
    REGIMES_2003,
    REGIMES_2022,
    SUDDEN,
    no_pending_inquiry,
    not_awarded_twice,
    unreviewed,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

_REGIMES = (*REGIMES_2003, *REGIMES_2022)
_MOVEMENT = Judged(
    "movement_review",
    "Được bình xét khi sơ kết, tổng kết phong trào thi đua",
    "Chosen at the review of an emulation movement",
    by=COMMENDING,
)
_UNREAD = Judged(
    "standard_not_read",
    "Đạt tiêu chuẩn đối với tập thể mà hệ thống chưa có vì chưa đọc được văn bản",
    "Meets the standard for collectives, whose text has not been read",
    by=COMMENDING,
)
_Counts = tuple[tuple[str, int], ...]


def _merit(way: Condition, cite: Cite, standing: Standing) -> Criterion:
    """Regular merit, or a movement or sudden achievement, which people judge."""
    ways = (
        By(BASIS["merit"], way),
        By(BASIS["movement"], _MOVEMENT),
        By(BASIS["sudden"], SUDDEN),
    )
    return Criterion(
        "merit",
        says="Một trong các căn cứ khen thưởng tập thể",
        says_en="One of the grounds on which a collective is commended",
        holds=AnyOf(ways),
        cite=cite,
        standing=standing,
        grounds=True,
    )


def _ladder(
    below: str,
    flag: Flag,
    years: str,
    ways: tuple[_Counts, ...],
    window: int = WINDOW,
) -> Condition:
    """The form below, the years in a row after it, one of the ways within them."""
    since = Since(below, flag)
    counted = tuple(
        _one_or(AllOf, [CountInRun(Received(a), since, n, window) for a, n in counts])
        for counts in ways
    )
    run = after(below, flag, years, window=window)
    return AllOf((*run, _one_or(AnyOf, counted)))


def _one_or(several: type[AllOf | AnyOf], parts: Sequence[Condition]) -> Condition:
    return parts[0] if len(parts) == 1 else several(tuple(parts))


def _excellent(parameter: str, regime: str) -> Flag:
    """Rated excellent; from 2024, as recalled, or Excellent Labour Collective."""
    rated = Rated(parameter)
    if regime in REGIMES_2003:
        return rated
    return AnyFlag((rated, Holds("TTLDXS")))


def _title(award: str, regime: str, *criteria: Criterion) -> Title:
    return Title(
        award=award,
        regime=regime,
        subject="collective",
        criteria=(*criteria, not_awarded_twice(regime), no_pending_inquiry(regime)),
    )


def _standing(regime: str) -> Standing:
    """Of a ladder: read in NĐ 65/2014 only."""
    return Standing.SOURCED if regime == "R1a" else Standing.RECALLED


# ── Bằng khen ──


def _province_certificate(regime: str) -> Title:
    """Two years of excellent rating: recalled under every regime, so never settled."""
    cite = {"R1a": Cite(DECREE["R1a"], 24, 2), "R1b": Cite(DECREE["R1b"], 39)}.get(
        regime, Cite(LAW_2022, 74, 3)
    )
    run: Condition = InARow(Rated("bk_tinh_min_rating"), "bk_tinh_years")
    if regime in REGIMES_2022:
        run = AnyOf((InARow(Holds("TTLDXS"), "bk_tinh_years"), run, CONTRIBUTIONS))
    democracy = Criterion(
        "democracy",
        says="Đoàn kết, dân chủ",
        says_en="Solidarity and democracy",
        holds=Judged(
            "democracy",
            "Nội bộ đoàn kết, thực hiện tốt quy chế dân chủ, chăm lo đời sống thành "
            "viên",
            "United, keeps the rules of democracy, cares for its members",
        ),
        cite=cite,
        standing=Standing.RECALLED,
    )
    return _title("BK_TINH", regime, _merit(run, cite, Standing.RECALLED), democracy)


def _prime_minister_certificate(regime: str) -> Title:
    cite = {
        "R1a": Cite(DECREE["R1a"], 23, 3, "c"),
        "R1b": Cite(DECREE["R1b"], 38),
    }.get(regime, Cite(LAW_2022, 73, 3))
    flag = _excellent("bk_ttg_tap_the_rating", regime)
    way = _ladder("BK_TINH", flag, "bk_ttg_tap_the_years", ((("CO_TINH", 1),),))
    return _title("BK_TTG", regime, _merit(way, cite, _standing(regime)))


# ── Huân chương Lao động ──

_BELOW = {"HCLD_3": "BK_TTG", "HCLD_2": "HCLD_3", "HCLD_1": "HCLD_2"}
_ARTICLE = {  # by class: NĐ 65/2014, NĐ 91/2017, Luật 2022
    "HCLD_3": (17, 24, 44),
    "HCLD_2": (16, 23, 43),
    "HCLD_1": (15, 22, 42),
}
_WAYS_2003: dict[str, tuple[_Counts, ...]] = {
    "HCLD_3": ((("CO_TINH", 2),), (("CO_TINH", 1), ("BK_TINH", 2))),
    "HCLD_2": ((("CO_CP", 1), ("CO_TINH", 1)), (("CO_TINH", 3),)),
    "HCLD_1": ((("CO_CP", 1), ("CO_TINH", 2)), (("CO_TINH", 4),)),
}
_WAYS_2022: dict[str, tuple[_Counts, ...]] = {
    "HCLD_3": (
        (("CO_CP", 1),),
        (("CO_TINH", 2),),
        (("CO_TINH", 1), ("BK_TINH", 1)),
    ),
    "HCLD_2": ((("CO_CP", 1), ("CO_TINH", 1)), (("CO_TINH", 3),)),
}


def _labour_order(award: str, regime: str) -> Title:
    old, middle, new = _ARTICLE[award]
    cite = {"R1a": Cite(DECREE["R1a"], old), "R1b": Cite(DECREE["R1b"], middle)}.get(
        regime, Cite(LAW_2022, new, 4)
    )
    ways = (_WAYS_2003 if regime in REGIMES_2003 else _WAYS_2022).get(award)
    if ways is None:
        return _title(award, regime, _unread(Cite(LAW_2022, new)))
    flag = _excellent("hcld_tap_the_rating", regime)
    way = _ladder(_BELOW[award], flag, "hcld_tap_the_years", ways)
    criteria = [_merit(way, cite, _standing(regime))]
    if award == "HCLD_3" and regime in REGIMES_2003:
        criteria.insert(0, _existence("hcld_existence", cite, regime))
    return _title(award, regime, *criteria)


def _existence(parameter: str, cite: Cite, regime: str) -> Criterion:
    return Criterion(
        "existence",
        says="Thời gian xây dựng, tồn tại của tập thể",
        says_en="How long the collective has existed",
        holds=AtLeast("existence_years", parameter),
        cite=cite,
        standing=_standing(regime),
    )


def _unread(cite: Cite) -> Criterion:
    return Criterion(
        "standard_not_read",
        says="Tiêu chuẩn chưa đọc được",
        says_en="The standard has not been read",
        holds=_UNREAD,
        cite=cite,
        standing=Standing.UNKNOWN,
        grounds=True,
    )


# ── Huân chương Độc lập hạng Ba ──

_WAYS_INDEPENDENCE: tuple[_Counts, ...] = (
    (("CO_CP", 2), ("BK_TTG", 1)),
    (("CO_CP", 2), ("CO_TINH", 2)),
)


def _independence_order(regime: str) -> Title:
    if regime in REGIMES_2022:
        return _title("HCDL_3", regime, _unread(Cite(LAW_2022, 38)))
    cite = Cite(DECREE["R1a"], 11, 3) if regime == "R1a" else Cite(DECREE["R1b"])
    flag = _excellent("hcdl_tap_the_rating", regime)
    way = _ladder("HCLD_1", flag, "hcdl_tap_the_years", _WAYS_INDEPENDENCE, 20)
    united = Criterion(
        "unity",
        says="Đoàn kết",
        says_en="Solidarity",
        holds=Judged(
            "unity_and_integrity",
            "Nội bộ đoàn kết, tổ chức đảng, đoàn thể trong sạch, vững mạnh",
            "United, its Party and mass organisations clean and strong",
        ),
        cite=cite,
        standing=_standing(regime),
    )
    return _title(
        "HCDL_3",
        regime,
        _existence("hcdl_existence", cite, regime),
        _merit(way, cite, _standing(regime)),
        united,
    )


_FORMS = (
    _province_certificate,
    _prime_minister_certificate,
    _independence_order,
)
TITLES = (
    *(form(regime) for form in _FORMS for regime in _REGIMES),
    *(unreviewed(form("R3a")) for form in _FORMS),
    *(_labour_order(award, regime) for award in _BELOW for regime in _REGIMES),
    *(unreviewed(_labour_order(award, "R3a")) for award in _BELOW),
)
