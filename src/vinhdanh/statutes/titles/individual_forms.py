"""Bằng khen của Thủ tướng, Huân chương Lao động, Huân chương Độc lập for individuals.

NĐ 65/2014 Điều 15, 16, 17, 23; NĐ 91/2017 Điều 22, 23, 24, 38; Luật 2022 Điều 42, 43,
44, 73: the form below, then five years in a row up to the proposal, and within them
initiatives (until 2023) or titles and excellent years (from 2024). Movements, sudden
achievements and long service are ways of their own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vinhdanh.law.branch import Among, By
from vinhdanh.law.cite import Cite, Standing
from vinhdanh.law.condition import AllOf, AnyOf, Condition, Judged
from vinhdanh.law.flag import ANY_BASIS, MERIT, MERIT_OR_SUDDEN, Holds, Rated, Since
from vinhdanh.law.ladder import Had, after
from vinhdanh.law.streak import CountInRun, CountOver
from vinhdanh.law.title import Criterion, Title
from vinhdanh.statutes.titles.common import (
    BASIS,
    COMMENDING,
    DECREE,
    LAW_2003,
    LAW_2022,
    REGIMES_2003,
    REGIMES_2022,
    counted_anew,
    no_pending_inquiry,
    not_awarded_twice,
    unreviewed,
)
from vinhdanh.statutes.titles.long_service import served

if TYPE_CHECKING:
    from vinhdanh.law.count import Count

_WINDOW = 20  # years: how far back titles and initiatives are counted
_WORKER, _FARMER = Among("occupation", (1,)), Among("occupation", (2,))
_NOT_FOR_MERIT = Among("basis", tuple(range(1, len(BASIS))))
_FIGHTER, _PROVINCE = Holds("CSTDCS"), Holds("CSTD_TINH")
_BELOW = {
    "BK_TTG": "BK_TINH",
    "HCLD_3": "BK_TTG",
    "HCLD_2": "HCLD_3",
    "HCLD_1": "HCLD_2",
}
# Which earlier award starts a ladder: only from NĐ 152/2025 is it sourced that neither
# a sudden nor a theme award does; NĐ 91/2017 says so of theme awards.
_GROUND = {"R1a": ANY_BASIS, "R1b": MERIT_OR_SUDDEN, "R2": ANY_BASIS, "R3a": MERIT}
_ARTICLE = {  # NĐ 65/2014, NĐ 91/2017, Luật 2022
    "BK_TTG": (Cite(DECREE["R1a"], 23, 1), Cite(DECREE["R1b"], 38, 1), (73, 1)),
    "HCLD_3": (Cite(DECREE["R1a"], 17, 1), Cite(DECREE["R1b"], 24), (44, 1)),
    "HCLD_2": (Cite(DECREE["R1a"], 16, 1), Cite(DECREE["R1b"], 23), (43, 1)),
    "HCLD_1": (Cite(DECREE["R1a"], 15, 1), Cite(DECREE["R1b"], 22), (42, 1)),
}
_RECALLED = {("HCLD_2", "R1b"), ("HCLD_1", "R1b"), ("HCLD_1", "R2"), ("HCLD_1", "R3a")}


def _cite(award: str, regime: str) -> Cite:
    old, middle, (article, clause) = _ARTICLE[award]
    return {"R1a": old, "R1b": middle}.get(regime, Cite(LAW_2022, article, clause))


def _standing(award: str, regime: str) -> Standing:
    recalled = (award, regime) in _RECALLED
    return Standing.RECALLED if recalled else Standing.SOURCED


# ── the ladder of regular merit ──


def _counts(award: str, regime: str) -> tuple[tuple[Count, str], ...]:
    """What is asked within the years in a row."""
    low = award.lower()
    if regime in REGIMES_2003:
        work = "grassroots" if award == "BK_TTG" else "province"
        return ((f"initiatives_{work}", f"{low}_initiatives"),)
    excellent = (Rated("hcld_excellent_rating"), f"{low}_excellent_years")
    return {
        "BK_TTG": ((_FIGHTER, "bk_ttg_fighters"),),
        "HCLD_3": (excellent, (_FIGHTER, "hcld_3_fighters")),
        "HCLD_2": (excellent, (_PROVINCE, "hcld_2_fighters")),
        "HCLD_1": (excellent,),
    }[award]


def _ladder(award: str, regime: str) -> Condition:
    low, basis, below = award.lower(), _GROUND[regime], _BELOW[award]
    family = "bk_ttg" if award == "BK_TTG" else "hcld"
    flag, years = Rated(f"{family}_rating"), f"{family}_years"
    counts = _counts(award, regime)
    parts = after(below, flag, years, counts, basis=basis, window=_WINDOW)
    if award == "HCLD_1" and regime in REGIMES_2022:
        run = Since(below, flag, basis)
        ways = ((Holds("CSTDTQ"), f"{low}_national"), (_PROVINCE, f"{low}_fighters"))
        titles = (CountInRun(title, run, n, _WINDOW) for title, n in ways)
        parts = (*parts, AnyOf(tuple(titles)))
    return AllOf(parts)


# ── ways that people judge ──


def _judged(question: str, words: str, words_en: str) -> Judged:
    return Judged(question, words, words_en, by=COMMENDING)


_CONTRIBUTIONS = _judged(
    "contributions",
    "Có đóng góp lớn vào phát triển kinh tế - xã hội",
    "Great contributions to society and economy",
)
_MOVEMENT = _judged(
    "state_movement",
    "Tiêu biểu xuất sắc khi tổng kết phong trào thi đua đủ thời gian theo quy định",
    "Typical at the review of a movement as long as the law asks",
)
_SUDDEN = {
    "BK_TTG": _judged(
        "sudden_in_province",
        "Lập nhiều thành tích hoặc thành tích đột xuất có phạm vi ảnh hưởng trong bộ, "
        "ban, ngành, tỉnh; đoạt giải cao nhất khu vực, quốc tế",
        "Many or sudden achievements with an effect in a ministry or province; highest "
        "regional or international prize",
    ),
    "HCLD": _judged(
        "sudden_of_order",
        "Lập thành tích đột xuất đặc biệt xuất sắc ở phạm vi luật định",
        "A sudden achievement of the scope the law asks",
    ),
}
_INVENTION = _judged(
    "invention",
    "Có phát minh, sáng chế, công trình khoa học, tác phẩm xuất sắc ở cấp luật định",
    "An invention, scientific work or work of art of the level the law asks",
)
_FARM_MODEL = _judged(
    "farm_model",
    "Có mô hình sản xuất hiệu quả, ổn định đủ số năm và giúp đỡ hộ khó khăn",
    "An effective, stable farm model for the years asked, helping poor households",
)
_TRAINED = _judged(
    "trains_colleagues",
    "Có đóng góp trong đào tạo, bồi dưỡng, giúp đỡ đồng nghiệp",
    "Trains and helps colleagues",
)


def _direct_workers(award: str, regime: str) -> tuple[Condition, ...]:
    """Workers by so many initiatives, farmers by a model: lighter ways of their own."""
    count = {
        "BK_TTG": ("initiatives_grassroots", 2),
        "HCLD_3": ("initiatives_grassroots", 3),
        "HCLD_2": ("initiatives_province", 5),
        "HCLD_1": ("initiatives_province", 7),
    }[award]
    farmer = AllOf((_FARMER, _FARM_MODEL))
    if regime == "R1a":
        parts: tuple[Condition, ...] = (_WORKER, CountOver(*count))
        trained = (_TRAINED,) if award == "BK_TTG" else ()
        return (AllOf((*parts, *trained)), farmer)
    if regime == "R1b" or award in {"HCLD_2", "HCLD_1"}:
        return ()
    worker = AllOf((_WORKER, CountOver("initiatives_grassroots", 1), _CONTRIBUTIONS))
    return (worker, farmer)


# ── the titles ──


def _merit(award: str, regime: str) -> Criterion:
    order = award != "BK_TTG"
    sudden = _SUDDEN["HCLD" if order else "BK_TTG"]
    regular = [_ladder(award, regime), *_direct_workers(award, regime)]
    if order:
        regular.append(_INVENTION)
    if award == "HCLD_2" and regime in REGIMES_2022:
        regular.append(_CONTRIBUTIONS)
    ways = [By(BASIS["merit"], way) for way in regular]
    if not order or regime in REGIMES_2022:
        ways.append(By(BASIS["movement"], _MOVEMENT))
    ways.append(By(BASIS["sudden"], sudden))
    if order:
        ways.append(By(BASIS["service"], served(award, regime)))
    return Criterion(
        "merit",
        says="Một trong các căn cứ khen thưởng",
        says_en="One of the grounds of the commendation",
        holds=AnyOf(tuple(ways)),
        cite=_cite(award, regime),
        standing=_standing(award, regime),
        grounds=True,
    )


def _merit_award(award: str, regime: str) -> Criterion:
    """Sudden and theme awards start no ladder: where only recalled, it warns."""
    below = _BELOW[award]
    decree = Cite(DECREE[regime], 3 if regime == "R1b" else 4)
    return Criterion(
        "earlier_award_of_merit",
        says="Khen thưởng làm căn cứ không phải khen đột xuất, chuyên đề",
        says_en="The award it starts from was no sudden or theme award",
        holds=AnyOf(
            (Had(below), Had(below, _GROUND[regime], value=False), _NOT_FOR_MERIT)
        ),
        cite=Cite(LAW_2003) if regime == "R1a" else decree,
        standing=Standing.RECALLED,
    )


def _title(award: str, regime: str) -> Title:
    family = "bk_ttg" if award == "BK_TTG" else "hcld"
    doubtful = (_merit_award(award, regime),) if regime != "R3a" else ()
    new = regime in REGIMES_2022
    anew = (counted_anew(regime, f"{family}_years"),) if new else ()
    return Title(
        award=award,
        regime=regime,
        subject="individual",
        criteria=(
            _merit(award, regime),
            *doubtful,
            not_awarded_twice(regime),
            *anew,
            no_pending_inquiry(regime),
        ),
    )


def _independence(award: str, regime: str) -> Title:
    """Long service and exceptional merit; of the lists only one extract was read."""
    read = (award, regime) == ("HCDL_3", "R2")
    exceptional = _judged(
        "exceptional_merit",
        "Lập thành tích đặc biệt xuất sắc",
        "Exceptionally outstanding achievements",
    )
    ways = (
        By(BASIS["merit"], exceptional),
        By(BASIS["service"], served(award, regime)),
    )
    article = {"HCDL_3": 38, "HCDL_2": 37, "HCDL_1": 36}[award]
    old = {"R1a": Cite(LAW_2003), "R1b": Cite(DECREE["R1b"])}
    merit = Criterion(
        "merit",
        says="Quá trình cống hiến hoặc công trạng đặc biệt",
        says_en="Long service or exceptional merit",
        holds=AnyOf(ways),
        cite=old.get(regime, Cite(LAW_2022, article)),
        standing=Standing.SOURCED if read else Standing.RECALLED,
        grounds=True,
    )
    return Title(
        award=award,
        regime=regime,
        subject="individual",
        criteria=(merit, not_awarded_twice(regime), no_pending_inquiry(regime)),
    )


_REGIMES = (*REGIMES_2003, *REGIMES_2022)
_INDEPENDENCE = ("HCDL_3", "HCDL_2", "HCDL_1")
TITLES = (
    *(_title(award, regime) for award in _BELOW for regime in _REGIMES),
    *(unreviewed(_title(award, "R3a")) for award in _BELOW),
    *(_independence(award, regime) for award in _INDEPENDENCE for regime in _REGIMES),
    *(unreviewed(_independence(award, "R3a")) for award in _INDEPENDENCE),
)
